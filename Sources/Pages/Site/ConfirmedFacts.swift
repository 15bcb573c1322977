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
        let asker = asker(of: request, visit)
        return [
            fact(ConfirmedFactsWords.askedBy(language), asker),
            fact(ConfirmedFactsWords.reasons(language), request.reasons),
        ]
            + request.skipped.map {
                fact("\(AllocationWords.passes(language)) \($0.dossier)", $0.reasons)
            }
    }

    /// Who asked for a deviation, as far as who looks may know.
    static func asker(of request: OverrideRequest, _ visit: Visit) -> String {
        name(of: request.askedBy, visit) ?? ConfirmedFactsWords.coordinator(visit.language)
    }

    /// What a person is called, as far as who looks may know.
    static func name(of person: PersonID, _ visit: Visit) -> String? {
        visit.directory.name(of: person) ?? seat(of: person, visit)
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
            (.kind, kind?.phraseOfMember[language]), (.explanation, text.isEmpty ? nil : text),
            (.effect, effect(visit)),
        ]
        return facts.compactMap { word, told in told.map { fact(word(language), $0) } }
    }

    /// What follows for the member, and for decisions that were told already.
    private static func effect(_ visit: Visit) -> String {
        let isTold = visit.round?.view.summary.map { $0.phase >= .decided } == true
        let words: [ConfirmedFactsWords] = [.kept, isTold ? .stands : .falls]
        return words.map { $0(visit.language) }.joined(separator: " ")
    }

    /// One thing that is told, under its name.
    static func fact(_ name: String, _ text: String) -> [String: Any] {
        ["name": name, "text": text]
    }

    private static func requests(_ visit: Visit) -> [OverrideRequest] {
        visit.round?.view.first(.overrides) {
            if case .overrides(let requests) = $0 { requests } else { nil }
        } ?? []
    }

    /// What who sits on that seat of the committee is called.
    private static func seat(of person: PersonID, _ visit: Visit) -> String? {
        let seats = visit.round?.view.first(.committee) {
            if case .committee(let seats) = $0 { seats } else { nil }
        }
        return seats?.first { $0.person == person }?.name
    }
}

/// The names of what is told at the last look.
enum ConfirmedFactsWords: String, Words {
    case askedBy, coordinator, reasons, member, dossier, kind, explanation
    case effect, kept, falls, stands

    var phrase: Phrase {
        switch self {
        case .askedBy: Phrase("Gevraagd door", "Asked by")
        case .coordinator: Phrase("een coördinator", "a coordinator")
        case .reasons: Phrase("Waarom", "Why")
        case .member: Phrase("Lid van de commissie", "Member of the committee")
        case .dossier: Phrase("Dossier", "Dossier")
        case .kind: Phrase("Soort belang", "Kind of interest")
        case .explanation: Phrase("Toelichting", "Explanation")
        case .effect: Phrase("Wat daarvan het gevolg is", "What follows from it")
        case .kept:
            Phrase(
                "Het lid kan de teksten van dit dossier niet meer lezen en er niet meer over "
                    + "stemmen.",
                "The member can no longer read the texts of this dossier, nor vote on it.")
        case .falls:
            Phrase(
                "Heeft het lid al over dit dossier gestemd? Dan vervallen die stemmen, met wat "
                    + "daarop rust.",
                "Did the member vote on this dossier already? Then those votes fall, with what "
                    + "rests on them.")
        case .stands:
            Phrase(
                "De besluiten blijven staan. Er wordt vastgelegd wat de uitkomst zonder dit lid "
                    + "was geweest.",
                "The decisions stand. It is written down what the outcome would have been "
                    + "without this member.")
        }
    }
}
