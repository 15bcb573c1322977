internal import Domain

/// Walks through one message along its schema, and collects where in the bytes its values stand.
struct MessageWalk {
    private(set) var header = Fields()
    private(set) var client = Fields()
    private(set) var notices: [Fields] = []
    private let schema: MessageSchema
    private var scanner: XMLScanner
    /// What the message says, element by element, for its mark.
    private let canonical: SecretBytes
    private var notice: Fields?
    private var isInClient = false

    /// Where the values of one part of a message stand.
    struct Fields {
        private var ranges: [Range<Int>?] = Array(repeating: nil, count: MessageField.count)
        private(set) var returnCodes: [Range<Int>] = []

        subscript(field: MessageField) -> Range<Int>? { ranges[field.rawValue] }

        mutating func set(_ field: MessageField, to range: Range<Int>) {
            if field == .returnCode {
                returnCodes.append(range)
            } else {
                ranges[field.rawValue] = range
            }
        }
    }

    /// Reads a whole document; `canonical` is filled with what it says.
    init(
        _ bytes: UnsafeMutableRawBufferPointer, canonical: SecretBytes, limits: XMLLimits
    ) throws(MessageFault) {
        var roots = XMLScanner(bytes, known: MessageSchema.roots, limits: limits)
        let root: XMLScanner.Name
        do { root = try roots.root() } catch { throw MessageFault(error) }
        guard let place = root.namespace, roots.isEqual(root.local, "Bericht") else {
            throw MessageFault(.namespace, "not a message that is read here", at: roots.position)
        }
        schema = MessageSchema.all[place]
        self.canonical = canonical
        scanner = XMLScanner(bytes, known: schema.namespaces, limits: limits)
        do { _ = try scanner.root() } catch { throw MessageFault(error) }
        add(Self.opened, MessageSchema.roots[place])
        try walk(schema.elements, in: "Bericht")
        do { try scanner.finish() } catch { throw MessageFault(error) }
    }

    var kind: MessageKind { schema.kind }
    var domain: CareDomain { schema.domain }
    var release: MessageRelease { schema.release }
    var code: String { schema.code }

    /// The children of the open element, in their one order.
    private mutating func walk(
        _ elements: [MessageElement], in parent: String
    ) throws(MessageFault) {
        var index = 0
        var seen = 0
        while let name = try nextChild() {
            while index < elements.count, !isNamed(name, elements[index]) {
                guard seen > 0 || elements[index].isOptional else {
                    throw fault("\(elements[index].name) is missing in \(parent)")
                }
                index += 1
                seen = 0
            }
            guard index < elements.count else {
                throw fault("an element has no place, or not this place, in \(parent)")
            }
            seen += 1
            guard seen == 1 || elements[index].isRepeated else {
                throw fault("\(elements[index].name) stands twice in \(parent)")
            }
            try read(elements[index])
        }
        for element in elements.dropFirst(seen > 0 ? index + 1 : index) where !element.isOptional {
            throw fault("\(element.name) is missing in \(parent)")
        }
    }

    private mutating func read(_ element: MessageElement) throws(MessageFault) {
        add(Self.opened, element.bytes)
        switch element.content {
        case .group(let elements, let part):
            begin(part)
            try walk(elements, in: element.name)
            end(part)
        case .value(let shape, let field): try readValue(of: element, shape, field)
        case .passed: try pass()
        }
        add(Self.closed, [])
    }

    private mutating func readValue(
        of element: MessageElement, _ shape: ValueShape, _ field: MessageField?
    ) throws(MessageFault) {
        let range: Range<Int>
        do { range = try scanner.value() } catch { throw MessageFault(error) }
        guard shape.fits(scanner.bytes[range]) else {
            throw MessageFault(
                .codeList, "\(element.name) isn't of its type or not in its list",
                at: range.lowerBound)
        }
        Self.add(Self.text, scanner.bytes[range], to: canonical)
        guard let field else { return }
        if notice != nil {
            notice?.set(field, to: range)
        } else if isInClient {
            client.set(field, to: range)
        } else {
            header.set(field, to: range)
        }
    }

    /// What is passed counts in the mark, but for blanks between elements.
    private mutating func pass() throws(MessageFault) {
        let (canonical, bytes) = (canonical, scanner.bytes)
        do {
            try scanner.skipElement { name, text in
                let range = text ?? name.local
                let isBlank = bytes[range].allSatisfy { $0 == 32 || $0 == 10 || $0 == 9 }
                if text == nil || !isBlank {
                    Self.add(text == nil ? Self.opened : Self.text, bytes[range], to: canonical)
                }
            }
        } catch { throw MessageFault(error) }
    }

    private mutating func begin(_ part: MessageElement.Part?) {
        switch part {
        case .client: isInClient = true
        case .notice: notice = Fields()
        case nil: break
        }
    }

    private mutating func end(_ part: MessageElement.Part?) {
        if part == .notice, let ended = notice {
            notices.append(ended)
            notice = nil
        }
    }

    private mutating func nextChild() throws(MessageFault) -> XMLScanner.Name? {
        do { return try scanner.nextChild() } catch { throw MessageFault(error) }
    }

    private func isNamed(_ name: XMLScanner.Name, _ element: MessageElement) -> Bool {
        name.namespace == (element.isOfType ? 1 : 0) && scanner.isEqual(name.local, element.bytes)
    }

    private func fault(_ reason: String) -> MessageFault {
        MessageFault(.unreadable, reason, at: scanner.position)
    }

    /// Bytes that no text of XML has, so that what is written with them reads in one way only.
    private static let opened: UInt8 = 1
    private static let text: UInt8 = 2
    private static let closed: UInt8 = 3

    private func add(_ kind: UInt8, _ text: [UInt8]) {
        Self.append(kind, to: canonical)
        let isAdded = text.withUnsafeBytes { canonical.append($0) }
        precondition(isAdded, "what a message says is no longer than the message")
    }

    private static func add(
        _ kind: UInt8, _ text: Slice<UnsafeMutableRawBufferPointer>, to canonical: SecretBytes
    ) {
        append(kind, to: canonical)
        let isAdded = canonical.append(UnsafeRawBufferPointer(rebasing: text))
        precondition(isAdded, "what a message says is no longer than the message")
    }

    private static func append(_ byte: UInt8, to canonical: SecretBytes) {
        let isAdded = withUnsafeBytes(of: byte) { canonical.append($0) }
        precondition(isAdded, "what a message says is no longer than the message")
    }
}

extension MessageField {
    fileprivate static let count = allCases.count
}
