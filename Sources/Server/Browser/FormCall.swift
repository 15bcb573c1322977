internal import Domain
package import Pages
package import Wire

/// The call that a form makes: its fields are the parameters of a method of the protocol.
///
/// A field's name is the path of the parameter, with dots between its parts, and after a colon how
/// the text is read. Rows that somebody left empty are no rows.
package struct FormCall: Sendable, Equatable {
    /// Which texts can't be read, and as what.
    package struct Unreadable: Error, Sendable, Equatable {
        /// One of them.
        package struct Field: Sendable, Equatable {
            package let path: String
            package let kind: FormFieldKind
        }

        package let fields: [Field]

        package init(path: String, kind: FormFieldKind) {
            self.init([Field(path: path, kind: kind)])
        }

        fileprivate init(_ fields: [Field]) { self.fields = fields }
    }

    package let method: String
    package let params: [String: JSONValue]
    private let tree: Tree
    private let kinds: [String: FormFieldKind]

    /// Fields of one form; one more and it can't be read.
    package static let fieldsMost = 2_000
    /// Bytes of the path in a field's name; one more and it can't be read.
    package static let pathBytesMost = 200

    /// The call in that form; throws every field that can't be read, and every choice that nobody
    /// made.
    package init(_ body: FormBody) throws(Unreadable) {
        method = body["_call"] ?? ""
        var tree = Tree.branches([:])
        var rows: [(path: [String], value: JSONValue)] = []
        var empties: [(path: [String], value: JSONValue)] = []
        let fields = body.own.map { field in
            let (path, kind) = FormFieldKind.split(field.name)
            return (path: path, kind: kind, value: field.value)
        }
        guard fields.count <= Self.fieldsMost,
            fields.allSatisfy({ $0.path.utf8.count <= Self.pathBytesMost })
        else { throw Unreadable(path: "", kind: .text) }
        let answered = Set(fields.filter { $0.kind != .asked }.map(\.path))
        var unreadable: [Unreadable.Field] = []
        for (path, kind, text) in fields {
            if kind == .asked, !answered.contains(path) {
                unreadable.append(Unreadable.Field(path: path, kind: kind))
            }
            let names = path.split(separator: ".").map(String.init)
            if kind == .list { empties.append((names, .array([]))) }
            if kind == .record { empties.append((names, .object([:]))) }
            let value: JSONValue?
            do throws(Unreadable) {
                value = try Self.value(of: text, kind, at: path, in: body)
            } catch {
                unreadable += error.fields
                continue
            }
            guard let value else { continue }
            let isOfRow = kind == .row || kind == .given || (kind == .shown && names.count > 1)
            if isOfRow {
                rows.append((names, value))
            } else {
                tree.put(value, at: names[...])
            }
        }
        guard unreadable.isEmpty else { throw Unreadable(unreadable) }
        for (path, value) in rows where tree.holds(path.dropLast()) {
            tree.put(value, at: path[...])
        }
        for (path, value) in empties where !tree.holds(path[...]) {
            tree.put(value, at: path[...])
        }
        var params = tree.value.fields ?? [:]
        params["key"] = body["_key"].map { .string($0) }
        self.params = params
        self.tree = tree
        kinds = Dictionary(fields.map { ($0.path, $0.kind) }) { first, _ in first }
    }

    /// How the field of that path is read; nil when the form has none.
    package func kind(at path: String) -> FormFieldKind? { kinds[path] }

    /// Where the form has what the call names with that path: rows that were left empty count here,
    /// so `lines[0].own` may be `lines[2].own` of the form.
    package func typed(_ path: String) -> String {
        var branch: Tree? = tree
        let names = path.replacing("[", with: ".").replacing("]", with: "").split(separator: ".")
        let typed = names.map { name in
            let own = branch?.name(of: String(name)) ?? String(name)
            branch = branch?.branch(own)
            return own
        }
        return typed.joined(separator: ".")
    }

    /// Nil for what was left empty and may be.
    private static func value(
        of text: String, _ kind: FormFieldKind, at path: String, in body: FormBody
    ) throws(Unreadable) -> JSONValue? {
        let written = text.blanksTrimmed
        if [.list, .record, .asked].contains(kind) { return nil }
        if kind == .identifier { return try coined(outOf: written, in: body) }
        let kept: [FormFieldKind] = [.text, .choice, .lines, .date, .moment, .shown]
        if !kept.contains(kind), written.isEmpty { return nil }
        let value: JSONValue? =
            switch kind {
            case .text, .optional, .given: .string(text)
            case .shown: .string(SHA256Hashing().fingerprint(of: text).hexadecimal)
            case .choice: written.isEmpty ? nil : .string(written)
            case .integer: Int(written).map { .integer($0) }
            case .boolean: truths[written]
            case .row: truths[written] ?? Int(written).map { .integer($0) }
            case .euros: TypedNumber.cents(written).map { .integer($0) }
            case .number: TypedNumber.fraction(written).map { .string($0) }
            case .date: TypedDay.date(written).map { .string("\($0)") }
            case .moment: AmsterdamTime(written).map { .string("\($0)") }
            case .lines: .array(lines(of: text))
            case .seed:
                Digest(hexadecimal: written).map { _ in
                    .string(SHA256Hashing().digest(of: Array(written.utf8)).hexadecimal)
                }
            case .list, .record, .asked, .identifier: nil
            }
        guard let value else { throw Unreadable(path: path, kind: kind) }
        return value
    }

    private static let truths: [String: JSONValue] = ["true": .bool(true), "false": .bool(false)]

    /// Empty lines are none.
    private static func lines(of text: String) -> [JSONValue] {
        text.split(separator: "\n").map { String($0).blanksTrimmed }.filter { !$0.isEmpty }
            .map { .string($0) }
    }

    /// The name coined out of the field of that path; nil where that was left empty.
    private static func coined(
        outOf path: String, in body: FormBody
    ) throws(Unreadable) -> JSONValue? {
        let field = body.own.first {
            let (own, kind) = FormFieldKind.split($0.name)
            return own == path && kind != .identifier
        }
        guard let text = field?.value, !text.blanksTrimmed.isEmpty else { return nil }
        guard let name = CoinedName.of(text) else {
            throw Unreadable(path: path, kind: .identifier)
        }
        return .string(name)
    }
}

/// What fields add up to before it is JSON.
private enum Tree: Sendable, Equatable {
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
        case .leaf(let value): value
        case .branches(let own):
            numbers.map { rows in .array(rows.compactMap { own["\($0)"]?.value }) }
                ?? .object(own.mapValues(\.value))
        }
    }

    /// What was put there under that name.
    func branch(_ name: String) -> Tree? {
        if case .branches(let own) = self { own[name] } else { nil }
    }

    /// The name of the branch that the value has under that name: of a list, that of the row.
    func name(of place: String) -> String {
        guard let numbers, let index = Int(place), numbers.indices.contains(index) else {
            return place
        }
        return "\(numbers[index])"
    }

    /// In order, when all branches are numbered.
    private var numbers: [Int]? {
        guard case .branches(let own) = self, !own.isEmpty else { return nil }
        let numbers = own.keys.compactMap(Int.init).sorted()
        return numbers.count == own.count ? numbers : nil
    }
}

/// Days as the Dutch type them and as browsers send them.
enum TypedDay {
    /// `2026-12-31` or `31-12-2026`, also with one digit for a day or a month below ten.
    static func date(_ text: String) -> CivilDate? {
        if let date = CivilDate(text) { return date }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].count == 4, let day = Int(parts[0]),
            let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var blanksTrimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
