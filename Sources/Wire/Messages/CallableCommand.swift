internal import Domain

/// The commands of one kind of stream as methods of the protocol.
///
/// Each case of the command's `CodingKeys` is a method `prefix.case`, except those that only the
/// server itself gives. A new kind of stream conforms its command and has all its methods, their
/// schemas and their place in the protocol's description.
package protocol CallableCommand: Codable, Sendable, Equatable {
    /// The names of the commands on the wire.
    associatedtype CodingKeys: CodingKey, CaseIterable, Hashable, RawRepresentable
    where CodingKeys.RawValue == String

    /// What stands before the dot in a method's name.
    static var methodPrefix: String { get }

    /// The commands that no client may give.
    static var onlyByServer: Set<CodingKeys> { get }

    /// What each command does when it is accepted, in one English sentence, by its name.
    static var promises: [String: String] { get }
}

extension CallableCommand {
    /// The names of the commands that a client may give, in the order of their declaration.
    package static var callable: [String] {
        CodingKeys.allCases.filter { !onlyByServer.contains($0) }.map(\.rawValue)
    }

    /// Whether a client may give a command of that name.
    package static func isCallable(_ name: String) -> Bool {
        CodingKeys(rawValue: name).map { !onlyByServer.contains($0) } ?? false
    }

    /// The name of this command and its own fields as JSON.
    package var wireForm: (name: String, fields: [String: JSONValue]) {
        guard let form = JSONValue.encoding(self).fields, form.count == 1, let only = form.first,
            let fields = only.value.fields
        else { preconditionFailure("a command is an enumeration's case with labelled values") }
        return (only.key, fields)
    }

    /// The command of that name with these fields; refuses whatever it doesn't know.
    ///
    /// A field that isn't the command's is found by writing the command again: what isn't in the
    /// second text was not understood in the first. An explicit null for something absent is fine.
    package init(name: String, fields: [String: JSONValue]) throws(CallError) {
        if let path = JSONValue.object(fields).fractionPath {
            throw .invalidParameters(path: path, "not an integer of 64 bits")
        }
        let written = JSONValue.object([name: .object(fields)])
        let command: Self
        do {
            command = try written.decoded(as: Self.self)
        } catch {
            throw .invalidParameters(error, leaving: 1)
        }
        if let path = JSONValue.object(fields).unknownPath(
            beside: .object(command.wireForm.fields))
        {
            throw .invalidParameters(path: path, "unknown field")
        }
        self = command
    }
}

extension JSONValue {
    /// The place of the first number that isn't a 64-bit integer, or nil.
    ///
    /// No message of ours has any: amounts are in cents and exact fractions are texts. A decoder
    /// refuses them too, but doesn't say where.
    package var fractionPath: String? {
        switch self {
        case .number: return ""
        case .object(let fields):
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                if let path = value.fractionPath { return Self.join(name, path) }
            }
            return nil
        case .array(let elements):
            for (index, value) in elements.enumerated() {
                if let path = value.fractionPath { return Self.join("[\(index)]", path) }
            }
            return nil
        case .null, .bool, .integer, .string: return nil
        }
    }

    private static func join(_ outer: String, _ inner: String) -> String {
        inner.isEmpty || inner.hasPrefix("[") ? outer + inner : "\(outer).\(inner)"
    }

    /// The place of the first field that isn't in the other value, or nil.
    package func unknownPath(beside known: JSONValue) -> String? {
        switch (self, known) {
        case (.object(let fields), .object(let knownFields)):
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) where value != .null {
                guard let other = knownFields[name] else { return name }
                if let path = value.unknownPath(beside: other) {
                    return Self.join(name, path)
                }
            }
            return nil
        case (.array(let elements), .array(let others)):
            for (index, pair) in zip(elements, others).enumerated() {
                if let path = pair.0.unknownPath(beside: pair.1) {
                    return Self.join("[\(index)]", path)
                }
            }
            return nil
        case (.object(let fields), _): return fields.keys.min()
        default: return nil
        }
    }
}

extension CallError {
    /// What a decoder could not read, with its place; `leaving` names how many outer keys are ours
    /// and not the client's.
    package static func invalidParameters(_ failure: any Error, leaving outer: Int = 0) -> CallError
    {
        guard let failure = failure as? DecodingError else { return .internalFailure }
        switch failure {
        case .keyNotFound(let key, let context):
            return .invalidParameters(
                path: path(context.codingPath + [key], leaving: outer), "missing")
        case .valueNotFound(_, let context):
            return .invalidParameters(
                path: path(context.codingPath, leaving: outer), "must not be null")
        case .typeMismatch(let type, let context):
            return .invalidParameters(
                path: path(context.codingPath, leaving: outer), "not of the type \(name(of: type))")
        case .dataCorrupted(let context):
            return .invalidParameters(
                path: path(context.codingPath, leaving: outer), context.debugDescription)
        @unknown default: return .internalFailure
        }
    }

    private static func path(_ keys: [any CodingKey], leaving outer: Int) -> String {
        keys.dropFirst(outer).reduce(into: "") { path, key in
            if let index = key.intValue, key.stringValue != String(index) {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Int.Type: "integer"
        case is Bool.Type: "true or false"
        case is any SchemaList.Type: "array"
        default: "object"
        }
    }
}
