internal import Domain

/// Where a member of the committee says in which dossiers there is an interest, or none.
package enum InterestsPage: Page {
    package static let path = "/rounds/{round}/interests"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary,
            let viewer = own(round, visit), isOpen(summary)
        else { return nil }
        let known = declared(round, viewer)
        var form = Form(
            "interests", "round.declareInterests",
            given: [("round", id.rawValue), ("interests:list", "")], for: visit)
        for (row, dossier) in asked(round.dossiers(for: viewer), known).enumerated() {
            add(dossier, row, known, to: &form, visit.language)
        }
        let language = visit.language
        return PageContent(
            InterestsWords.title(language), template: "interests",
            words: InterestsWords.values(in: language),
            values: [
                "isDeclared": known != nil, "forms": [form.values],
                // Asked before the texts are read; afterwards it is the exception.
                "isLate": known != nil && summary.phase >= .decided,
            ], forms: [form],
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ], live: (id, viewer))
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let summary = round.summary, own(round, visit) != nil, isOpen(summary) else {
            return []
        }
        return [PageLink(InterestsWords.title(visit.language), to: address(summary.round))]
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary, let viewer = own(round, visit), isOpen(summary),
            declared(round, viewer) == nil, !asked(round.dossiers(for: viewer), nil).isEmpty
        else { return [] }
        return [
            PageTask(
                InterestsWords.title(visit.language), to: address(summary.round),
                note: InterestsWords.first(visit.language))
        ]
    }

    private static func own(_ round: RoundView, _ visit: Visit) -> RoundViewer? {
        guard let person = visit.visitor?.person else { return nil }
        return round.viewers.first { $0 == .member(person) }
    }

    private static func isOpen(_ summary: RoundSummary) -> Bool {
        (Phase.closed...Phase.finished).contains(summary.phase)
    }

    /// Nil for who hasn't declared yet.
    private static func declared(_ round: RoundView, _ viewer: RoundViewer) -> [Interest]? {
        guard case .interests(let all) = round.part(.interests, for: viewer) else { return nil }
        return all.first?.interests
    }

    /// What was withdrawn is asked no more; an interest in it that was declared stays.
    private static func asked(
        _ dossiers: [DossierPart], _ known: [Interest]?
    ) -> [DossierPart] {
        dossiers.filter { dossier in
            dossier.state != .withdrawn
                || known?.contains { $0.dossier == dossier.dossier } == true
        }
    }

    private static func add(
        _ dossier: DossierPart, _ row: Int, _ known: [Interest]?, to form: inout Form,
        _ language: Language
    ) {
        let own = known?.first { $0.dossier == dossier.dossier }
        let none: [(String, String, String)] =
            own == nil ? [("", InterestsWords.none(language), "")] : []
        form.addChoice(
            "interests.\(row).kind:optional",
            label: "\(dossier.dossier): \(dossier.title)",
            description: dossier.coalition.joined(separator: ", "),
            value: own?.kind.rawValue ?? known.map { _ in "" },
            options: none + Interest.Kind.allCases.map { ($0.rawValue, $0.phrase[language], "") })
        form.add(
            "interests.\(row).text:optional", label: InterestsWords.which(language),
            description: InterestsWords.whichAdvice(language), value: own?.text ?? "")
        form.add(
            "interests.\(row).dossier:row", "hidden", label: "", value: "\(dossier.dossier)")
    }
}

extension Interest.Kind {
    /// What kind of interest it is, as people see it.
    var phrase: Phrase {
        switch self {
        case .ownOrganisation: Phrase("Mijn eigen organisatie", "My own organisation")
        case .financial: Phrase("Financieel", "Financial")
        case .personal: Phrase("Persoonlijk", "Personal")
        case .earlierInvolvement: Phrase("Eerder bij betrokken", "Earlier involvement")
        case .other: Phrase("Iets anders", "Something else")
        }
    }

    /// The same, where somebody else says it of a member.
    var phraseOfMember: Phrase {
        self == .ownOrganisation
            ? Phrase(
                "De organisatie waar het lid werkt", "The organisation where the member works")
            : phrase
    }
}

/// The words of the page on interests.
enum InterestsWords: String, Words {
    case title, text, declared, none, which, whichAdvice, button, first, late, lateText

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Belangen opgeven", "Declare interests")
        case .text:
            Phrase(
                "Geef bij elk dossier aan of u er een belang bij hebt. Pas daarna kunt u de "
                    + "dossiers lezen. Een belang dat u hebt opgegeven, blijft staan.",
                "Say of each dossier whether you have an interest in it. Only then can you read "
                    + "the dossiers. An interest that you declared stays.")
        case .declared:
            Phrase("U hebt uw belangen opgegeven.", "You have declared your interests.")
        case .late: Phrase("Alsnog een belang opgeven", "Declare an interest after all")
        case .lateText:
            Phrase(
                "De besluiten blijven staan. Er wordt vastgelegd wat de uitkomst zonder uw stem "
                    + "was geweest.",
                "The decisions stand. It is written down what the outcome would have been "
                    + "without your vote.")
        case .none: Phrase("Geen belang", "No interest")
        case .which: Phrase("Toelichting", "Explanation")
        case .whichAdvice:
            Phrase("Verplicht bij “iets anders”.", "Compulsory with “something else”.")
        case .button: Phrase("Belangen opgeven", "Declare interests")
        case .first:
            Phrase(
                "Daarna kunt u de dossiers lezen.", "After that you can read the dossiers.")
        }
    }
}
