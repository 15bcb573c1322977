internal import Domain

/// What a message of one kind consists of: its elements in their one order.
struct MessageSchema: Sendable {
    let kind: MessageKind
    let domain: CareDomain
    let release: MessageRelease
    /// The code in its header that goes with this namespace (BerichtCode).
    let code: String
    /// The namespaces of the message itself and of the composite types in it.
    let namespaces: [[UInt8]]
    let elements: [MessageElement]
}

/// The kinds of message that are read.
enum MessageKind: CaseIterable, Sendable {
    case allocation, start, startReturn, stop, stopReturn

    /// The number in its name: WMO305, JW305.
    var number: Int {
        switch self {
        case .allocation: 301
        case .start: 305
        case .startReturn: 306
        case .stop: 307
        case .stopReturn: 308
        }
    }

    var isReturn: Bool { self == .startReturn || self == .stopReturn }

    fileprivate func code(in domain: CareDomain) -> String {
        switch (self, domain) {
        case (.allocation, .wmo): "414"
        case (.start, .wmo): "418"
        case (.startReturn, .wmo): "419"
        case (.stop, .wmo): "420"
        case (.stopReturn, .wmo): "421"
        case (.allocation, .youth): "436"
        case (.start, .youth): "438"
        case (.startReturn, .youth): "439"
        case (.stop, .youth): "440"
        case (.stopReturn, .youth): "441"
        }
    }
}

/// One element of a message.
struct MessageElement: Sendable {
    let name: String
    let bytes: [UInt8]
    /// Of a composite type, so in the namespace of those types.
    let isOfType: Bool
    let isOptional: Bool
    let isRepeated: Bool
    let content: Content

    /// What may stand in an element.
    indirect enum Content: Sendable {
        case group([MessageElement], Part?)
        case value(ValueShape, MessageField?)
        /// About a person, or of no use here: passed without a look, and never kept.
        case passed
    }

    /// Parts of a message that codes can be given to.
    enum Part: Sendable { case client, notice }
}

/// What is taken from a message.
enum MessageField: Int, CaseIterable, Sendable {
    case code, version, subversion, sender, receiver, identification, dated
    case returnDated, returnCode
    case citizenNumber
    case allocation, category, productCode, allocationStart, begin, reason, end, status
    case allocatedOn, allocatedAt, change, amount, unit, frequency
}

extension MessageSchema {
    /// Every message that is read: five kinds in two domains and three releases.
    static let all: [MessageSchema] = CareDomain.allCases.flatMap { domain in
        MessageRelease.allCases.flatMap { release in
            MessageKind.allCases.map { MessageSchema($0, domain, release) }
        }
    }

    /// The namespaces of all roots, in the order of `all`.
    static let roots: [[UInt8]] = all.map { $0.namespaces[0] }

    private init(_ kind: MessageKind, _ domain: CareDomain, _ release: MessageRelease) {
        let standard = domain == .wmo ? "iwmo" : "ijw"
        let message = (domain == .wmo ? "wmo" : "jw") + String(kind.number)
        let minor = release.rawValue.replacing(".", with: "_")
        let base = "http://www.istandaarden.nl/\(standard)/\(minor)"
        self.kind = kind
        self.domain = domain
        self.release = release
        code = kind.code(in: domain)
        namespaces = [
            Array("\(base)/\(message)/schema".utf8), Array("\(base)/basisschema/schema".utf8),
        ]
        elements = [
            .group("Header", MessageParts(kind, domain).header),
            .group(
                "Client", MessageParts(kind, domain).client, part: .client,
                isOptional: kind.isReturn),
        ]
    }
}

extension MessageElement {
    static func group(
        _ name: String, _ elements: [MessageElement], part: Part? = nil, isOptional: Bool = false,
        isRepeated: Bool = false
    ) -> Self {
        Self(name, .group(elements, part), isOptional: isOptional, isRepeated: isRepeated)
    }

    static func value(
        _ name: String, _ shape: ValueShape, _ field: MessageField? = nil,
        isOptional: Bool = false, isRepeated: Bool = false
    ) -> Self {
        Self(name, .value(shape, field), isOptional: isOptional, isRepeated: isRepeated)
    }

    static func passed(_ name: String, isOptional: Bool = false) -> Self {
        Self(name, .passed, isOptional: isOptional, isRepeated: false)
    }

    /// The same element as a part of a composite type.
    var ofType: Self {
        Self(name, content, isOfType: true, isOptional: isOptional, isRepeated: isRepeated)
    }

    private init(
        _ name: String, _ content: Content, isOfType: Bool = false, isOptional: Bool,
        isRepeated: Bool
    ) {
        self.name = name
        bytes = Array(name.utf8)
        self.isOfType = isOfType
        self.isOptional = isOptional
        self.isRepeated = isRepeated
        self.content = content
    }
}
