package import Domain

/// Which records of a log are looked for; what isn't filled in lets everything through.
package struct LogFilter: Sendable, Equatable {
    package let type: String
    package let dossier: DossierNumber?
    package let person: String
    package let from: CivilDate?
    package let to: CivilDate?
    /// The record after which to begin.
    package let after: Int

    /// The last position that is asked after; a log has fewer records.
    private static let positionMost = 1 << 53

    /// What the address asks for; what can't be read there isn't asked for.
    package init(_ query: [String: String]) {
        func word(_ name: String) -> String {
            String(
                (query[name] ?? "").filter { !$0.isWhitespace }.prefix(Limits.nameCharactersMost))
        }
        type = word("type")
        dossier = DossierNumber(word("dossier"))
        person = word("person")
        from = CivilDate(word("from"))
        to = CivilDate(word("to"))
        after = min(max(0, Int(word("after")) ?? 0), Self.positionMost)
    }

    /// Whether a record of this kind, by that identity and on that day, is looked for.
    package func lets(
        type: String, dossier: DossierNumber?, actor: String, on day: CivilDate
    ) -> Bool {
        (self.type.isEmpty || type.lowercased() == self.type.lowercased())
            && (self.dossier == nil || self.dossier == dossier)
            && (person.isEmpty || actor == person || actor.hasSuffix("/\(person)"))
            && from.map { $0 <= day } != false && to.map { day <= $0 } != false
    }

    /// The address of the same search from another record on.
    func query(after position: Int) -> String {
        let words = [
            ("type", type), ("dossier", dossier.map(String.init) ?? ""), ("person", person),
            ("from", from?.description ?? ""), ("to", to?.description ?? ""),
            ("after", "\(position)"),
        ]
        let plain = words.map { name, value in
            let safe = value.filter {
                $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0))
            }
            return "\(name)=\(safe)"
        }
        return "?" + plain.joined(separator: "&")
    }

    /// The fields of the form, filled with what is looked for.
    func fields(_ visit: Visit) -> [[String: Any]] {
        let language = visit.language
        let fields: [(String, AuditWords, String, String, AuditWords?)] = [
            ("type", .type, "text", type, .typeText),
            ("dossier", .dossier, "text", dossier.map(String.init) ?? "", nil),
            ("person", .person, "text", person, .personText),
            ("from", .from, "date", from?.description ?? "", nil),
            ("to", .to, "date", to?.description ?? "", nil),
        ]
        return fields.map { name, word, kind, value, description in
            [
                "id": "filter-\(name)", "name": name, "label": word(language), "value": value,
                "description": description?(language) ?? "",
                "hasDescription": description != nil, "isDescribed": description != nil,
                "describedBy": "filter-\(name)-description", "hasError": false, "error": "",
                "fieldKind": "field-\(kind)",
            ]
        }
    }
}
