internal import Domain

/// What is asked of somebody now, what happened, and the rounds that the person takes part in.
package enum StartPage: Page {
    package static let path = "/"

    package static func content(of visit: Visit) -> PageContent? {
        guard let visitor = visit.visitor else { return nil }
        let rounds = visit.rounds.sorted { $0.key < $1.key }.map(\.value)
        let all =
            rounds.flatMap { round in
                PageCatalogue.all.flatMap { $0.tasks(in: round, for: visit) }
            } + PageCatalogue.all.flatMap { $0.tasks(for: visit) }
        let tasks = all.filter { !$0.isNews }
        let news = all.filter(\.isNews)
        let entries = PageCatalogue.all.flatMap { $0.entries(for: visit) }
        return PageContent(
            StartWords.title(visit.language), template: "start",
            words: StartWords.values(in: visit.language),
            values: [
                "name": visitor.name, "tasks": tasks.map(\.values), "hasTasks": !tasks.isEmpty,
                "news": news.map(\.values), "hasNews": !news.isEmpty,
                "rounds": rounds.compactMap { entry($0, visit) }, "hasRounds": !rounds.isEmpty,
                "entries": entries.map(\.values), "hasEntries": !entries.isEmpty,
            ])
    }

    private static func entry(_ round: RoundView, _ visit: Visit) -> [String: Any]? {
        guard let summary = round.summary else { return nil }
        return [
            "roundName": summary.name, "address": RoundPage.address(summary.round),
            "phase": summary.phase.phrase[visit.language],
            "closes": visit.written.moment(summary.closesAt),
            "isYetToOpen": summary.isYetToOpen, "opens": visit.written.moment(summary.opensAt),
        ]
    }
}

/// The words of the start page.
enum StartWords: String, Words {
    case title, welcome, tasksTitle, noTasks, newsTitle, roundsTitle, noRounds, opensAt, closesAt,
        phase
    case entriesTitle

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Start", "Start")
        case .welcome: Phrase("Welkom", "Welcome")
        case .tasksTitle: Phrase("Wat er nu van u gevraagd wordt", "What is asked of you now")
        case .noTasks:
            Phrase("Er wordt nu niets van u gevraagd.", "Nothing is asked of you now.")
        case .newsTitle: Phrase("Wat er is veranderd", "What has changed")
        case .roundsTitle: Phrase("Uw rondes", "Your rounds")
        case .noRounds:
            Phrase("U doet nu niet mee aan een ronde.", "You take part in no round now.")
        case .entriesTitle: Phrase("Beheer en naslag", "Administration and reference")
        case .opensAt: Phrase("Indienen kan vanaf", "Open from")
        case .closesAt: Phrase("Indienen kan tot", "Open until")
        case .phase: Phrase("Stand", "State")
        }
    }
}
