/// Reads an XML document forward, element by element, in the memory where it stands.
///
/// It makes no copy of anything: names and values are ranges of the given bytes, and references in
/// values are replaced in place, so that whoever owns the bytes can overwrite every trace of them. It
/// reads XML 1.0 with namespaces, of which it refuses what messages have no use for: document types,
/// and entities beyond the five. What it accepts, other readers accept, with the same names and values.
struct XMLScanner {
    let bytes: UnsafeMutableRawBufferPointer
    let limits: XMLLimits
    var position = 0
    private let known: [[UInt8]]
    private var open: [OpenElement] = []
    private var bindings: [Binding] = []
    private var elementCount = 0
    /// Whether the element that was opened last was empty (`<a/>`), so that it ends at once.
    private var endsAtOnce = false

    /// A name of an element.
    struct Name {
        /// Its place in the known namespaces, or nil for any other and for none.
        let namespace: Int?
        let local: Range<Int>
    }

    private struct OpenElement {
        let name: Range<Int>
        let bindingCount: Int
    }

    /// What a prefix means from here on; an empty prefix is the default.
    private struct Binding {
        let prefix: Range<Int>
        let namespace: Int?
    }

    /// Bytes of checked UTF-8 (`XMLEncoding`), and the namespaces that names are told apart by.
    init(_ bytes: UnsafeMutableRawBufferPointer, known: [[UInt8]], limits: XMLLimits) {
        self.bytes = bytes
        self.known = known
        self.limits = limits
    }

    /// The root's name, everything before it passed.
    mutating func root() throws(XMLFault) -> Name {
        if matches("\u{FEFF}") { position += 3 }
        if matches("<?xml"), position + 5 < bytes.count, isBlank(bytes[position + 5]) {
            try skip(past: "?>")
        }
        try skipMiscellany()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "<") else {
            throw fault(.syntax)
        }
        return try startTag()
    }

    /// The next element within the one that is open, or nil when that one ends.
    mutating func nextChild() throws(XMLFault) -> Name? {
        if endsAtOnce {
            close()
            return nil
        }
        try skipMiscellany()
        guard position < bytes.count else { throw fault(.incomplete) }
        guard bytes[position] == UInt8(ascii: "<") else { throw fault(.textBetweenElements) }
        if matches("</") {
            try endTag()
            return nil
        }
        if matches("<![CDATA[") { throw fault(.textBetweenElements) }
        return try startTag()
    }

    /// Passes the open element with all that is in it.
    mutating func skipElement(
        _ visit: (Name, Range<Int>?) -> Void = { _, _ in }
    ) throws(XMLFault) {
        let depth = open.count
        while open.count >= depth {
            if endsAtOnce {
                close()
            } else if position >= bytes.count {
                throw fault(.incomplete)
            } else if matches("</") {
                try endTag()
            } else if bytes[position] == UInt8(ascii: "<"), !matches("<!"), !matches("<?") {
                visit(try startTag(), nil)
            } else {
                let start = position
                let piece = try textPiece(into: start)
                if !piece.isEmpty { visit(Name(namespace: nil, local: start..<start), piece) }
            }
        }
    }

    /// Ends the document: nothing but comments may follow the root.
    mutating func finish() throws(XMLFault) {
        precondition(open.isEmpty, "the root is closed before the document is")
        try skipMiscellany()
        guard position == bytes.count else { throw fault(.syntax) }
    }

    /// The text of the open element, which it ends; its references are replaced in place.
    mutating func value() throws(XMLFault) -> Range<Int> {
        if endsAtOnce {
            close()
            return position..<position
        }
        let start = position
        var end = start
        while !matches("</") {
            guard position < bytes.count else { throw fault(.incomplete) }
            let isTag = bytes[position] == UInt8(ascii: "<")
            guard !isTag || matches("<!") || matches("<?") else { throw fault(.elementInValue) }
            end = try textPiece(into: end).upperBound
            guard end - start <= limits.valueBytesMost else { throw fault(.valueTooLong) }
        }
        try endTag()
        return start..<end
    }

    func fault(_ reason: XMLFault.Reason) -> XMLFault {
        XMLFault(reason: reason, offset: position)
    }
}

// MARK: - Tags

extension XMLScanner {
    private mutating func startTag() throws(XMLFault) -> Name {
        guard !matches("<!") else {
            throw fault(matches("<!DOCTYPE") ? .documentType : .syntax)
        }
        position += 1
        let name = try self.name()
        elementCount += 1
        guard elementCount <= limits.elementsMost else { throw fault(.tooManyElements) }
        guard open.count < limits.depthMost else { throw fault(.tooDeep) }
        open.append(OpenElement(name: name, bindingCount: bindings.count))
        try attributes()
        return try resolved(name)
    }

    /// Everything up to the end of the start tag: declarations are remembered, other attributes
    /// checked and passed.
    private mutating func attributes() throws(XMLFault) {
        var names: [Range<Int>] = []
        while true {
            let hadBlank = skipBlanks()
            guard position < bytes.count else { throw fault(.incomplete) }
            if bytes[position] == UInt8(ascii: ">") {
                position += 1
                break
            }
            if matches("/>") {
                position += 2
                endsAtOnce = true
                break
            }
            guard hadBlank else { throw fault(.syntax) }
            let name = try self.name()
            guard names.count < limits.attributesMost else { throw fault(.tooManyAttributes) }
            guard !names.contains(where: { isSame($0, name) }) else {
                throw fault(.doubleAttribute)
            }
            names.append(name)
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
                throw fault(.syntax)
            }
            position += 1
            skipBlanks()
            try declare(name, as: try attributeValue())
        }
        try checkPrefixes(of: names)
    }

    private mutating func declare(_ name: Range<Int>, as value: Range<Int>) throws(XMLFault) {
        let isDefault = isEqual(name, "xmlns")
        guard isDefault || hasPrefix(name, "xmlns:") else { return }
        let prefix = isDefault ? name.upperBound..<name.upperBound : name.dropFirst(6)
        // XML's own two prefixes mean what they mean, and a prefix can't mean nothing.
        guard !isEqual(prefix, "xmlns"), !isEqual(prefix, "xml"),
            isDefault || !value.isEmpty
        else { throw fault(.undeclaredPrefix) }
        let namespace = known.firstIndex { isEqual(value, $0) }
        bindings.append(Binding(prefix: prefix, namespace: namespace))
    }

    /// Two attributes with one local name could be the same one by two prefixes; messages have none
    /// with a prefix but those of XML Schema instances, so one such name is enough.
    private func checkPrefixes(of names: [Range<Int>]) throws(XMLFault) {
        var locals: [Range<Int>] = []
        for name in names {
            guard let colon = colon(in: name), !hasPrefix(name, "xmlns:") else { continue }
            let prefix = name.lowerBound..<colon
            let isDeclared =
                isEqual(prefix, "xml") || bindings.contains { isSame($0.prefix, prefix) }
            guard isDeclared else { throw fault(.undeclaredPrefix) }
            let local = (colon + 1)..<name.upperBound
            guard !locals.contains(where: { isSame($0, local) }) else {
                throw fault(.doubleAttribute)
            }
            locals.append(local)
        }
    }

    private mutating func endTag() throws(XMLFault) {
        position += 2
        let name = try self.name()
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else {
            throw fault(.syntax)
        }
        guard let last = open.last, isSame(last.name, name) else { throw fault(.mismatchedTag) }
        position += 1
        close()
    }

    private mutating func close() {
        endsAtOnce = false
        guard let element = open.popLast() else { preconditionFailure("an element is open") }
        bindings.removeLast(bindings.count - element.bindingCount)
    }

    private func resolved(_ name: Range<Int>) throws(XMLFault) -> Name {
        let colon = colon(in: name)
        let prefix = name.lowerBound..<(colon ?? name.lowerBound)
        let local = colon.map { ($0 + 1)..<name.upperBound } ?? name
        if let binding = bindings.last(where: { isSame($0.prefix, prefix) }) {
            return Name(namespace: binding.namespace, local: local)
        }
        guard colon == nil else { throw fault(.undeclaredPrefix) }
        return Name(namespace: nil, local: local)
    }
}
