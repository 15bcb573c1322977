internal import Domain

/// One round: where it is, what it asks, and where this person can go in it.
package enum RoundPage: Page {
    package static let path = "/rounds/{round}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary,
            let viewer = round.viewers.first
        else { return nil }
        let groups = RoundEntries.groups(in: round, for: visit)
        let form = startForm(id, round, summary, visit)
        return PageContent(
            summary.name, template: "round", words: RoundWords.values(in: visit.language),
            values: [
                "roundName": summary.name, "phase": summary.phase.phrase[visit.language],
                "opens": visit.written.moment(summary.opensAt),
                "closes": visit.written.moment(summary.closesAt),
                "vision": round.rules?.vision ?? "",
                "pot": round.rules.map { visit.written.money(summary.pot ?? $0.pot) } ?? "",
                "effects": round.rules?.effects.map(\.title) ?? [],
                "groups": groups, "hasEntries": !groups.isEmpty,
                "forms": form.map { [$0.values] } ?? [], "mayStart": form != nil,
            ],
            forms: form.map { [$0] } ?? [], trail: [trail(visit.language)],
            live: (id, viewer))
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        guard let summary = round.summary, OwnDossier.all(in: round).isEmpty,
            starter(in: round, summary, visit) != nil
        else { return [] }
        return [
            PageTask(
                "\(RoundWords.mayStart(visit.language)) “\(summary.name)”",
                to: address(summary.round) + "#\(startForm)", note: summary.term(visit))
        ]
    }

    /// The way back to the start page.
    static func trail(_ language: Language) -> PageLink {
        PageLink(FrameWords.start(language), to: StartPage.path)
    }

    private static let startForm = "start"

    /// For which organisation the visitor may start a dossier now.
    private static func starter(
        in round: RoundView, _ summary: RoundSummary, _ visit: Visit
    ) -> OrganisationID? {
        guard [.published, .open].contains(summary.phase),
            visit.now.instant < summary.closesAt.instant
        else { return nil }
        return round.organisations.first { visit.visitor?.memberships[$0]?.mayEdit == true }
    }

    /// A form to start a dossier with, for who writes for an organisation while that can be done.
    private static func startForm(
        _ id: RoundID, _ round: RoundView, _ summary: RoundSummary, _ visit: Visit
    ) -> Form? {
        guard let organisation = starter(in: round, summary, visit) else { return nil }
        var form = Form(
            startForm, "round.startDossier",
            given: [
                ("round", id.rawValue), ("actingFor", organisation.rawValue),
                ("_to", DossierPage.address("{round}", "{newest}")),
            ], for: visit)
        form.add(
            "title", label: RoundWords.titleLabel(visit.language),
            description: RoundWords.titleDescription(visit.language),
            needs: .text(most: Limits.nameCharactersMost))
        return form
    }
}

/// The words of a round's page.
enum RoundWords: String, Words {
    case phase, opens, closes, pot, vision, effects, entries, startTitle, startButton, mayStart
    case titleLabel, titleDescription, writing, preparing, assessing, deciding, following,
        accounting

    var phrase: Phrase {
        switch self {
        case .phase: Phrase("Stand", "State")
        case .opens: Phrase("Indienen vanaf", "Opens")
        case .closes: Phrase("Indienen tot", "Closes")
        case .pot: Phrase("Beschikbaar in deze ronde", "Available in this round")
        case .vision: Phrase("Wat de gemeente wil bereiken", "What the municipality wants")
        case .effects: Phrase("Maatschappelijke effecten", "Societal effects")
        case .entries: Phrase("In deze ronde", "In this round")
        case .writing: Phrase("Kansendossiers", "Dossiers")
        case .preparing: Phrase("Regelen", "Arrange")
        case .assessing: Phrase("Beoordelen", "Assess")
        case .deciding: Phrase("Besluiten", "Decide")
        case .following: Phrase("Volgen", "Follow up")
        case .accounting: Phrase("Verantwoorden", "Account for")
        case .startTitle: Phrase("Nieuw kansendossier", "New dossier")
        case .startButton: Phrase("Nieuw kansendossier starten", "Start a new dossier")
        case .mayStart:
            Phrase("U kunt een kansendossier starten in", "You can start a dossier in")
        case .titleLabel: Phrase("Titel", "Title")
        case .titleDescription:
            Phrase(
                "Een korte naam waaraan u en anderen het dossier herkennen.",
                "A short name by which you and others know the dossier.")
        }
    }
}
