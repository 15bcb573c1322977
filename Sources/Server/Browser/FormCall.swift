internal import Domain
package import Pages
package import Wire

/// The call that a form makes: its fields are the parameters of a method of the protocol.
///
/// A field's name is the path of the parameter, with dots between its parts, and after a colon how
/// the text is read. Rows that somebody left empty are no rows.
package struct FormCall: Sendable, Equatable {
    /// Which text can't be read, and as what.
    package struct Unreadable: Error, Sendable, Equatable {
        package let path: String
        package let kind: FormFieldKind

        package init(path: String, kind: FormFieldKind) {
            self.path = path
            self.kind = kind
        }
    }

    package let method: String
    package let params: [String: JSONValue]

    /// The call in that form; throws at the first field that can't be read.
    package init(_ body: FormBody) throws(Unreadable) {
        method = body["_call"] ?? ""
        var tree = Tree.branches([:])
        var rows: [(path: [String], value: JSONValue)] = []
        var params: [String: JSONValue] = [:]
        for field in body.own {
            let (path, kind) = FormFieldKind.split(field.name)
            if kind == .list { params[path] = .array([]) }
            if kind == .record { params[path] = .object([:]) }
            guard let value = try Self.value(of: field.value, kind, at: path) else { continue }
            let names = path.split(separator: ".").map(String.init)
            if kind == .row { rows.append((names, value)) } else { tree.put(value, at: names[...]) }
        }
        for (path, value) in rows where tree.holds(path.dropLast()) {
            tree.put(value, at: path[...])
        }
        params.merge(tree.value.fields ?? [:]) { _, filled in filled }
        params["key"] = body["_key"].map { .string($0) }
        self.params = params
    }

    /// Nil for what was left empty and may be.
    private static func value(
        of text: String, _ kind: FormFieldKind, at path: String
    ) throws(Unreadable) -> JSONValue? {
        let written = text.blanksTrimmed
        if kind == .list || kind == .record { return nil }
        if kind != .text, kind != .shown, written.isEmpty { return nil }
        let value: JSONValue? =
            switch kind {
            case .text, .optional: .string(text)
            case .shown: .string(SHA256Hashing().fingerprint(of: text).hexadecimal)
            case .integer, .row: Int(written).map { .integer($0) }
            case .boolean: ["true": .bool(true), "false": .bool(false)][written]
            case .euros: TypedNumber.cents(written).map { .integer($0) }
            case .number: TypedNumber.fraction(written).map { .string($0) }
            case .list, .record: nil
            }
        guard let value else { throw Unreadable(path: path, kind: kind) }
        return value
    }
}

/// What fields add up to before it is JSON.
private enum Tree {
    case leaf(JSONValue)
    case branches([String: Tree])

    mutating func put(_ value: JSONValue, at path: ArraySlice<String>) {
        guard let name = path.first else {
            self = .leaf(value)
            return
        }
        guard case .branches(var own) = self else { return }
        var branch = own[name] ?? .branches([:])
        branch.put(value, at: path.dropFirst())
        own[name] = branch
        self = .branches(own)
    }

    /// Whether anything was put there.
    func holds(_ path: ArraySlice<String>) -> Bool {
        guard let name = path.first else { return true }
        guard case .branches(let own) = self, let branch = own[name] else { return false }
        return branch.holds(path.dropFirst())
    }

    /// Branches that are numbered make a list, in the order of their numbers.
    var value: JSONValue {
        switch self {
        case .leaf(let value): return value
        case .branches(let own):
            let numbers = own.keys.compactMap(Int.init).sorted()
            guard !own.isEmpty, numbers.count == own.count else {
                return .object(own.mapValues(\.value))
            }
            return .array(numbers.compactMap { own["\($0)"]?.value })
        }
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var blanksTrimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
