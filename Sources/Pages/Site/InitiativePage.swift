internal import Domain

/// An initiative on one page: what is asked, how it runs, and each figure beside its baseline and
/// target.
package enum InitiativePage: Page {
    package static let path = "/rounds/{round}/initiatives/{dossier}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = InitiativeDesk(visit), let part = desk.part else { return nil }
        let language = visit.language
        let figures = IndicatorFigures.all(of: desk)
        let tasks = InitiativeTasks(desk: desk).all
        return desk.page(
            desk.title, template: "initiative", words: InitiativeWords.values(in: language),
            values: [
                "state": desk.dossier?.state.phrase[language] ?? "",
                "coalition": desk.dossier?.coalition.joined(separator: ", ") ?? "",
                "award": visit.written.money(part.award), "paid": visit.written.money(part.paid),
                "talk": talk(desk), "hasTalk": desk.talks?.agenda != nil,
                "tasks": tasks.map(\.values), "hasTasks": !tasks.isEmpty,
                "isAgreed": desk.agreement != nil, "figures": figures.map(\.values),
                "forecasts": part.forecasts.reversed().map { forecast($0, desk) },
                "hasForecasts": !part.forecasts.isEmpty,
            ], at: Self.self)
    }

    package static func tasks(in round: RoundView, for visit: Visit) -> [PageTask] {
        InitiativeDesk.all(in: round, for: visit).flatMap { InitiativeTasks(desk: $0).all }
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        InitiativeDesk.all(in: round, for: visit).map { desk in
            let page: any Page.Type = desk.part == nil ? HandoversPage.self : Self.self
            let word: InitiativeWords = desk.part == nil ? .handoversEntry : .entry
            return PageLink(
                "\(word(visit.language)) “\(desk.title)”",
                to: page.address(desk.id, desk.number))
        }
    }

    private static func talk(_ desk: InitiativeDesk) -> String {
        desk.talks?.agenda.map { desk.written.date($0.heldBy) } ?? ""
    }

    private static func forecast(_ forecast: Forecast, _ desk: InitiativeDesk) -> [String: Any] {
        let difference = Cents(abs(forecast.expected.value - forecast.budget.value))
        let word: InitiativeWords = forecast.isAboveBudget ? .aboveBudget : .withinBudget
        return [
            "year": forecast.year, "expected": desk.written.money(forecast.expected),
            "budget": desk.written.money(forecast.budget),
            "knownOn": desk.written.date(forecast.knownOn),
            "difference": "\(desk.written.money(difference)) \(word(desk.language))",
        ]
    }
}

/// The words of an initiative's page.
enum InitiativeWords: String, Words {
    case entry, handoversEntry, purpose, tasksTitle, noTasks, state, coalition, award, paid
    case nextTalk, figuresTitle, notAgreed, baseline, target, band, noFigures, tableOf, period
    case source, value, interval, clients, immature, story, forecastTitle, year, expected
    case budget, difference, knownOn, aboveBudget, withinBudget, notInAgreement

    var phrase: Phrase {
        switch self {
        case .entry: Phrase("Initiatief", "Initiative")
        case .handoversEntry: Phrase("Overdrachten van", "Handovers of")
        case .purpose:
            Phrase(
                "Deze cijfers zijn er voor het gesprek, niet om af te rekenen. Wijkt een cijfer "
                    + "af, dan praten gemeente en coalitie daarover. Verder gebeurt er niets.",
                "These figures are there for the conversation, not to settle accounts. When a "
                    + "figure differs, municipality and coalition talk about it. Nothing else "
                    + "happens.")
        case .tasksTitle: Phrase("Wat er nu van u gevraagd wordt", "What is asked of you now")
        case .noTasks:
            Phrase("Er wordt nu niets van u gevraagd.", "Nothing is asked of you now.")
        case .state: Phrase("Stand", "State")
        case .coalition: Phrase("Coalitie", "Coalition")
        case .award: Phrase("Toegekend", "Granted")
        case .paid: Phrase("Betaald", "Paid")
        case .nextTalk: Phrase("Volgend gesprek uiterlijk", "Next talk no later than")
        case .figuresTitle: Phrase("Cijfers", "Figures")
        case .notAgreed:
            Phrase(
                "Er zijn nog geen afspraken over wat er gemeten wordt.",
                "There is no agreement yet on what is measured.")
        case .baseline: Phrase("Nulmeting", "Baseline")
        case .target: Phrase("Doel", "Target")
        case .band: Phrase("Samen bespreken", "To be talked about")
        case .noFigures: Phrase("Er zijn nog geen cijfers.", "There are no figures yet.")
        case .tableOf: Phrase("Alle cijfers van", "All figures of")
        case .period: Phrase("Periode", "Period")
        case .source: Phrase("Bron", "Source")
        case .value: Phrase("Waarde", "Value")
        case .interval: Phrase("Marge (95%)", "Margin (95%)")
        case .clients: Phrase("Aantal cliënten", "Clients")
        case .immature: Phrase("Nog niet meetbaar", "Not yet measurable")
        case .story: Phrase("Duiding:", "Interpretation:")
        case .forecastTitle: Phrase("Prognose van de kosten", "Forecast of the cost")
        case .year: Phrase("Jaar", "Year")
        case .expected: Phrase("Verwacht", "Expected")
        case .budget: Phrase("Begroot", "Budget")
        case .difference: Phrase("Verschil", "Difference")
        case .knownOn: Phrase("Bekend op", "Known on")
        case .aboveBudget: Phrase("boven de begroting", "above the budget")
        case .withinBudget: Phrase("onder de begroting", "below the budget")
        case .notInAgreement:
            Phrase(
                "Hierover is niets afgesproken; het cijfer komt uit de berichten.",
                "Nothing was agreed on this; the figure comes from the messages.")
        }
    }
}
