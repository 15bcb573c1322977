package import Domain

/// Which records of a log are looked for; what isn't filled in lets everything through.
package struct LogFilter: Sendable, Equatable {
    package let type: RoundEvent.CodingKeys?
    package let dossier: DossierNumber?
    package let person: String
    package let from: CivilDate?
    package let to: CivilDate?
    /// The record after which to begin.
    package let after: Int
    /// What stands in fields and can't be read, by their names: it isn't looked for.
    private let unread: [String: String]

    /// The last position that is asked after; a log has fewer records.
    private static let positionMost = 1 << 53

    /// What the address asks for; what can't be read there isn't asked for.
    package init(_ query: [String: String]) {
        func word(_ name: String) -> String {
            String(
                (query[name] ?? "").filter { !$0.isWhitespace }.prefix(Limits.nameCharactersMost))
        }
        type = RoundEvent.CodingKeys(rawValue: word("type"))
        dossier = DossierNumber(word("dossier"))
        person = word("person")
        from = CivilDate(word("from"))
        to = CivilDate(word("to"))
        let read = [
            "type": type != nil, "dossier": dossier != nil, "from": from != nil, "to": to != nil,
        ]
        let typed = read.filter { !$0.value }.keys.map { ($0, word($0)) }
        unread = Dictionary(uniqueKeysWithValues: typed.filter { !$0.1.isEmpty })
        after = min(max(0, Int(word("after")) ?? 0), Self.positionMost)
    }

    /// Whether a record of this kind, by that identity of that name and on that day, is looked for.
    package func lets(
        type: String, dossier: DossierNumber?, actor: String, named name: String?,
        on day: CivilDate
    ) -> Bool {
        let plain = (name ?? "").filter { !$0.isWhitespace }.lowercased()
        return (self.type == nil || type == self.type?.rawValue)
            && (self.dossier == nil || self.dossier == dossier)
            && (person.isEmpty || actor == person || actor.hasSuffix("/\(person)")
                || plain.contains(person.lowercased()))
            && from.map { $0 <= day } != false && to.map { day <= $0 } != false
    }

    /// The address of the same search from another record on.
    func query(after position: Int) -> String {
        let words = [
            ("type", type?.rawValue ?? ""), ("dossier", dossier.map(String.init) ?? ""),
            ("person", person),
            ("from", from?.description ?? ""), ("to", to?.description ?? ""),
            ("after", "\(position)"),
        ]
        return "?" + words.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
    }

    /// As it stands in an address (RFC 3986, section 2.1).
    private static func encoded(_ text: String) -> String {
        let plain = Set("-_./".utf8)
        return text.utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            let isPlain =
                character.isASCII && (character.isLetter || character.isNumber)
                || plain.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }

    /// The fields of the form, filled with what is looked for.
    func fields(_ visit: Visit) -> [[String: Any]] {
        let language = visit.language
        let fields: [(String, AuditWords, String, String, AuditWords?)] = [
            ("type", .type, "select", type?.rawValue ?? "", nil),
            ("dossier", .dossier, "text", dossier.map(String.init) ?? "", nil),
            ("person", .person, "text", person, .personText),
            ("from", .from, "date", from?.description ?? "", nil),
            ("to", .to, "date", to?.description ?? "", nil),
        ]
        return fields.map { name, word, kind, value, description in
            let error = fault(at: name)?(language)
            let described =
                (description == nil ? [] : ["filter-\(name)-description"])
                + (error == nil ? [] : ["filter-\(name)-error"])
            return [
                "id": "filter-\(name)", "name": name, "label": word(language),
                "value": unread[name] ?? value,
                "description": description?(language) ?? "",
                "hasDescription": description != nil,
                "isDescribed": !described.isEmpty,
                "describedBy": described.joined(separator: " "),
                "hasError": error != nil, "saysError": error != nil, "error": error ?? "",
                "fieldKind": "field-\(kind)",
                "choices": name == "type" ? kinds(language) : [],
            ]
        }
    }

    /// What is wrong with what stands in the field of that name.
    private func fault(at name: String) -> AuditWords? {
        if unread[name] != nil { return .unread }
        guard name == "to", let from, let to, to < from else { return nil }
        return .reversed
    }

    /// Every kind of event by its name, after the choice of all of them.
    private func kinds(_ language: Language) -> [[String: Any]] {
        let named = RoundEvent.CodingKeys.allCases.map { ($0.rawValue, $0(language), $0 == type) }
        let sorted = named.sorted { $0.1 < $1.1 }
        return ([("", AuditWords.allTypes(language), type == nil)] + sorted).map {
            ["value": $0, "text": $1, "chosen": $2]
        }
    }
}
