internal import Domain

/// One snapshot: what the council got of a round at one moment, which never changes.
package enum SnapshotPage: Page {
    package static let path = "/rounds/{round}/snapshots/{snapshot}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (id, round) = visit.round, let summary = round.summary,
            let viewer = round.viewers.first,
            let number = visit.names["snapshot"].flatMap({ Int($0) })
        else { return nil }
        return content(
            number, of: SnapshotsPage.snapshots(in: round), for: visit,
            trail: [
                RoundPage.trail(visit.language),
                PageLink(summary.name, to: RoundPage.address(id)),
                PageLink(
                    SnapshotWords.title(visit.language), to: SnapshotsPage.address(id)),
            ], live: (id, viewer))
    }

    /// The snapshot of that number among those of its round; nil when there is none.
    static func content(
        _ number: Int, of snapshots: [Snapshot], for visit: Visit, trail: [PageLink],
        live: (RoundID, RoundViewer)?
    ) -> PageContent? {
        guard let snapshot = snapshots.first(where: { $0.number == number }) else { return nil }
        let language = visit.language
        let view = SnapshotView(snapshot: snapshot, language: language)
        let later = snapshots.first { $0.corrects == number }
        let title = "\(SnapshotWords.one(language)) \(view.quarter)"
        return PageContent(
            title, template: "snapshot", words: SnapshotWords.values(in: language),
            values: view.values(corrected: later).merging(["heading": title]) { own, _ in own },
            trail: trail, live: live)
    }
}

/// The words of snapshots, of what was granted and of the public overview.
enum SnapshotWords: String, Words {
    case title, one, entry, task, purpose, none, list, number, quarter, takenOn, stays, corrects
    case corrected, sums, pot, granted, paid, available, counts, state, count, initiatives
    case noInitiatives, coalition, results, noResults, indicator, period, value, clients, immature
    case small, grantsTitle, noGrants, recipient, activities, grantedOn, settled, lessonsTitle
    case takeTitle, takeText, take, summaryOf, summaryText, reasons, reasonsText, otherQuarter
    case publicTitle, publicText, publicNone, readable, csv, json, newer, aims, basis, periodOfAll
    case firstOf, firstText

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Wat de raad ziet", "What the council sees")
        case .one: Phrase("Momentopname", "Snapshot of")
        case .entry: Phrase("Wat de raad ziet", "What the council sees")
        case .task: Phrase("Lees de momentopname van", "Read the snapshot of")
        case .purpose:
            Phrase(
                "Elk kwartaal krijgt de raad een momentopname. Die verandert nooit meer; een "
                    + "verbetering is een nieuwe momentopname die de oude noemt.",
                "Each quarter the council gets a snapshot. It never changes; a correction is "
                    + "another snapshot that names the old one.")
        case .none: Phrase("Er is nog geen momentopname.", "There is no snapshot yet.")
        case .list: Phrase("Momentopnamen", "Snapshots")
        case .number: Phrase("Nummer", "Number")
        case .quarter: Phrase("Over", "Of")
        case .takenOn: Phrase("Gemaakt op", "Taken on")
        case .stays: Phrase("Deze cijfers veranderen niet meer.", "These figures never change.")
        case .corrects: Phrase("Verbetert momentopname", "Corrects snapshot")
        case .corrected: Phrase("Verbeterd door momentopname", "Corrected by snapshot")
        case .sums: Phrase("Het geld", "The money")
        case .pot: Phrase("Pot", "Pot")
        case .granted: Phrase("Toegekend", "Granted")
        case .paid: Phrase("Betaald", "Paid")
        case .available: Phrase("Beschikbaar", "Available")
        case .counts: Phrase("De kansendossiers", "The dossiers")
        case .state: Phrase("Stand", "State")
        case .count: Phrase("Aantal", "Number")
        case .initiatives: Phrase("De initiatieven", "The initiatives")
        case .noInitiatives: Phrase("Er zijn geen initiatieven.", "There are no initiatives.")
        case .coalition: Phrase("Coalitie", "Coalition")
        case .results: Phrase("Uitkomsten", "Outcomes")
        case .noResults: Phrase("Er zijn nog geen uitkomsten.", "There are no outcomes yet.")
        case .indicator: Phrase("Indicator", "Indicator")
        case .period: Phrase("Periode", "Period")
        case .periodOfAll: Phrase("Alle uitkomsten gaan over", "All outcomes are of")
        case .value: Phrase("Waarde", "Value")
        case .clients: Phrase("Aantal cliënten", "Clients")
        case .immature: Phrase("Nog niet meetbaar", "Not yet measurable")
        case .small:
            Phrase(
                "Aantallen zijn afgerond op vijftallen en kleine aantallen worden niet getoond, "
                    + "zodat niemand te herkennen is.",
                "Counts are rounded to fives and small ones aren't shown, so that nobody can be "
                    + "recognised.")
        case .grantsTitle: Phrase("Toegekende initiatieven", "Funded initiatives")
        case .noGrants: Phrase("Er is nog niets toegekend.", "Nothing was granted yet.")
        case .recipient: Phrase("Ontvanger", "Recipient")
        case .activities: Phrase("Waarvoor", "What for")
        case .grantedOn: Phrase("Toegekend op", "Granted on")
        case .settled: Phrase("Vastgesteld op", "Settled on")
        case .lessonsTitle: Phrase("Geleerde lessen", "Lessons learned")
        case .takeTitle: Phrase("Een momentopname maken over", "Take a snapshot of")
        case .takeText:
            Phrase(
                "De cijfers komen vanzelf mee. U schrijft bij elk initiatief wat de raad en het "
                    + "publiek mogen lezen.",
                "The figures come along by themselves. For each initiative you write what the "
                    + "council and the public may read.")
        case .take: Phrase("Momentopname maken", "Take the snapshot")
        case .firstOf: Phrase("De eerste momentopname gaat over", "The first snapshot is of")
        case .firstText:
            Phrase(
                "U kunt die maken zodra dat kwartaal voorbij is.",
                "You can take it once that quarter is over.")
        case .summaryOf: Phrase("Samenvatting van", "Summary of")
        case .summaryText:
            Phrase("Openbaar. Niets over cliënten of gesprekken.", "Public. Nothing of clients.")
        case .reasons: Phrase("Wat verbetert u?", "What do you correct?")
        case .reasonsText:
            Phrase(
                "Over dit kwartaal is er al een momentopname. De nieuwe noemt de oude, met uw "
                    + "toelichting.",
                "There is a snapshot of this quarter. The new one names it, with your explanation.")
        case .otherQuarter: Phrase("Een ander kwartaal:", "Another quarter:")
        case .publicTitle: Phrase("Openbaar overzicht", "Public overview")
        case .publicText:
            Phrase(
                "Welk geld de gemeente gaf, aan wie en waarvoor, en wat het opleverde.",
                "What money the municipality gave, to whom and what for, and what came of it.")
        case .publicNone:
            Phrase("Er is nog niets bekendgemaakt.", "Nothing has been made known yet.")
        case .readable:
            Phrase(
                "Overzicht voor een rekenblad, in euro’s",
                "Overview for a spreadsheet, in euros (in Dutch)")
        case .csv: Phrase("Voor programma’s: CSV", "For programs: CSV")
        case .json: Phrase("Voor programma’s: JSON", "For programs: JSON")
        case .newer: Phrase("Verbeterd", "Corrected")
        case .aims: Phrase("Effecten", "Effects")
        case .basis: Phrase("Grondslag", "Legal basis")
        }
    }
}
