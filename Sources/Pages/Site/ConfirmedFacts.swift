internal import Domain

/// What is confirmed, where the name of the act and of its dossier don't tell it: why a deviation was
/// asked and by whom, and whose interest is recorded.
struct ConfirmedFacts {
    /// Each as its name and its text.
    let all: [[String: Any]]

    init(_ act: ConfirmedAct?, _ fields: [(name: String, value: String)], _ visit: Visit) {
        let typed = Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
        switch act {
        case .approveOverride?: all = Self.deviation(typed, visit)
        case .recordInterest?: all = Self.interest(typed, visit)
        default: all = []
        }
    }

    private static func deviation(_ typed: [String: String], _ visit: Visit) -> [[String: Any]] {
        let language = visit.language
        let number = typed["dossier:integer"].flatMap { DossierNumber($0) }
        guard let request = requests(visit).last(where: { $0.dossier == number && $0.isOpen })
        else { return [] }
        let name =
            visit.directory.name(of: request.askedBy) ?? seat(of: request.askedBy, visit)
            ?? ConfirmedFactsWords.coordinator(language)
        return [fact(.askedBy, name, language), fact(.reasons, request.reasons, language)]
            + request.skipped.map { skipped -> [String: Any] in
                [
                    "name": "\(AllocationWords.passes(language)) \(skipped.dossier)",
                    "text": skipped.reasons,
                ]
            }
    }

    private static func interest(_ typed: [String: String], _ visit: Visit) -> [[String: Any]] {
        let language = visit.language
        let person = typed["person:choice"].flatMap(PersonID.init(rawValue:))
        let number = typed["interest.dossier:integer"].flatMap { DossierNumber($0) }
        let kind = typed["interest.kind:choice"].flatMap(Interest.Kind.init(rawValue:))
        let text = typed["interest.text:optional"] ?? ""
        let facts: [(ConfirmedFactsWords, String?)] = [
            (.member, person.map { seat(of: $0, visit) ?? $0.rawValue }),
            (.dossier, number.map { ConfirmPage.title(of: $0, visit) }),
            (.kind, kind?.phrase[language]), (.explanation, text.isEmpty ? nil : text),
        ]
        return facts.compactMap { word, told in told.map { fact(word, $0, language) } }
    }

    private static func fact(
        _ word: ConfirmedFactsWords, _ text: String, _ language: Language
    ) -> [String: Any] {
        ["name": word(language), "text": text]
    }

    private static func requests(_ visit: Visit) -> [OverrideRequest] {
        guard let view = visit.round?.view else { return [] }
        for viewer in view.viewers {
            if case .overrides(let requests)? = view.part(.overrides, for: viewer) {
                return requests
            }
        }
        return []
    }

    /// What who sits on that seat of the committee is called.
    private static func seat(of person: PersonID, _ visit: Visit) -> String? {
        guard let view = visit.round?.view else { return nil }
        for viewer in view.viewers {
            if case .committee(let seats)? = view.part(.committee, for: viewer) {
                return seats.first { $0.person == person }?.name
            }
        }
        return nil
    }
}

/// The names of what is told at the last look.
enum ConfirmedFactsWords: String, Words {
    case askedBy, coordinator, reasons, member, dossier, kind, explanation

    var phrase: Phrase {
        switch self {
        case .askedBy: Phrase("Gevraagd door", "Asked by")
        case .coordinator: Phrase("een coördinator", "a coordinator")
        case .reasons: Phrase("Waarom", "Why")
        case .member: Phrase("Lid van de commissie", "Member of the committee")
        case .dossier: Phrase("Dossier", "Dossier")
        case .kind: Phrase("Soort belang", "Kind of interest")
        case .explanation: Phrase("Toelichting", "Explanation")
        }
    }
}
