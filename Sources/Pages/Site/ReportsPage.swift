internal import Domain

/// The agreed periods, and how far the report of each is.
package enum ReportsPage: Page {
    package static let path = "/rounds/{round}/initiatives/{dossier}/reports"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = InitiativeDesk(visit), desk.part != nil else { return nil }
        let periods = desk.agreement?.terms.periods ?? []
        return desk.page(
            ReportWords.listTitle(visit.language), template: "reports",
            words: ReportWords.values(in: visit.language),
            values: [
                "periods": periods.enumerated().map { row($0 + 1, $1, desk) },
                "hasPeriods": !periods.isEmpty,
            ], at: Self.self)
    }

    private static func row(
        _ number: Int, _ period: ReportPeriod, _ desk: InitiativeDesk
    ) -> [String: Any] {
        let report = desk.part?.reports.first { $0.period == number }?.report
        let isLate = report == nil && period.due < desk.today
        let state = report?.state.phrase ?? (isLate ? ReportWords.late : .notWritten).phrase
        return [
            "name": desk.written.period(period.from, period.to),
            "address": ReportPage.address(desk.id, desk.number, number),
            "due": desk.written.date(period.due), "state": state[desk.language],
        ]
    }
}

extension Report.State {
    /// The state as people see it.
    package var phrase: Phrase {
        switch self {
        case .draft: Phrase("Concept", "Draft")
        case .handedIn: Phrase("Ingeleverd", "Handed in")
        case .adopted: Phrase("Vastgesteld", "Adopted")
        case .returned: Phrase("Teruggestuurd", "Returned")
        }
    }
}

/// The words of reports.
enum ReportWords: String, Words {
    case listTitle, noPeriods, period, due, state, late, notWritten, title, purpose, value, clients
    case low, high, story, missing, save, handIn, handInText, adopt, adoptText, returnTitle
    case returnReasons, returnButton, returned, indicator, interval, none, notOver, saveTitle

    var phrase: Phrase {
        switch self {
        case .listTitle: Phrase("Rapportages", "Reports")
        case .noPeriods:
            Phrase(
                "Er zijn nog geen perioden afgesproken. Dat gebeurt bij de afspraken.",
                "No periods were agreed on yet. That is done in the agreement.")
        case .period: Phrase("Periode", "Period")
        case .due: Phrase("Inleveren tot en met", "Hand in no later than")
        case .state: Phrase("Stand", "State")
        case .late: Phrase("Te laat", "Late")
        case .notWritten: Phrase("Nog niet geschreven", "Not written yet")
        case .title: Phrase("Rapportage", "Report on")
        case .purpose:
            Phrase(
                "Vul in wat u weet. Weet u een cijfer niet, laat het dan leeg: dat betekent "
                    + "“niet gemeld”, nooit nul. In de duiding schrijft u het verhaal achter het "
                    + "cijfer.",
                "Fill in what you know. Leave a figure empty when you don't know it: that means "
                    + "“not reported”, never zero. The interpretation tells the story behind it.")
        case .value: Phrase("Cijfer", "Figure")
        case .clients: Phrase("Over hoeveel cliënten", "About how many clients")
        case .low: Phrase("Marge, laagste", "Margin, lowest")
        case .high: Phrase("Marge, hoogste", "Margin, highest")
        case .story: Phrase("Duiding (het verhaal achter het cijfer)", "Interpretation")
        case .missing: Phrase("Nog niet ingevuld.", "Not filled in yet.")
        case .save: Phrase("Concept opslaan", "Save the draft")
        case .handIn: Phrase("Rapportage inleveren", "Hand in the report")
        case .handInText:
            Phrase(
                "U levert in wat hierboven is opgeslagen. Daarna leest de gemeente mee; u kunt "
                    + "het pas weer veranderen als die het terugstuurt.",
                "You hand in what is stored above. The municipality reviews it then; you can "
                    + "change it again only when it is returned.")
        case .adopt: Phrase("Rapportage vaststellen", "Adopt the report")
        case .adoptText:
            Phrase(
                "Wijkt een cijfer af van de afspraak, dan komt het vanzelf op de agenda van het "
                    + "volgende gesprek.",
                "When a figure differs from the agreement, it comes onto the agenda of the next "
                    + "talk by itself.")
        case .returnTitle: Phrase("Terugsturen", "Return it")
        case .returnReasons: Phrase("Wat moet er anders?", "What must change?")
        case .returnButton: Phrase("Terugsturen naar de coalitie", "Return it to the coalition")
        case .returned: Phrase("Teruggestuurd. Reden:", "Returned. Reason:")
        case .indicator: Phrase("Wat we meten", "What we measure")
        case .interval: Phrase("Marge (95%)", "Margin (95%)")
        case .none: Phrase("niet gemeld", "not reported")
        case .notOver:
            Phrase(
                "Inleveren kan als de periode voorbij is, na",
                "It can be handed in when the period is over, after")
        case .saveTitle: Phrase("De cijfers", "The figures")
        }
    }
}
