internal import Domain

/// The form by which the municipality takes a snapshot of a quarter that is over.
struct SnapshotForm {
    let quarter: Quarter
    let form: Form
    /// The quarters before it, to choose by a link.
    let others: [[String: Any]]

    /// Nil for who takes none, and before a quarter is over in which anything was granted.
    init?(
        id: RoundID, round: RoundView, snapshots: [Snapshot], grants: [GrantLine], visit: Visit
    ) {
        guard let viewer = Self.viewers.first(where: round.viewers.contains) else { return nil }
        let parts = round.parts(for: viewer) { if case .initiative = $0 { true } else { false } }
        let numbers = parts.compactMap { part -> DossierNumber? in
            if case .initiative(let own) = part { own.dossier } else { nil }
        }
        if numbers.isEmpty { return nil }
        let granted = grants.map(\.grantedOn).min()
        let choices = Self.past(before: visit.now.date).filter { quarter in
            granted.map { Self.place(of: quarter) >= Self.place(of: $0) } == true
                || snapshots.contains { $0.quarter == quarter }
        }
        let wish = visit.attempt.flatMap { attempt in
            attempt.typed["quarter.year:integer"].flatMap { year in
                attempt.typed["quarter.quarter:integer"].map { "\(year)-\($0)" }
            }
        }
        let wanted = wish ?? visit.query["quarter"]
        guard let quarter = choices.first(where: { Self.code($0) == wanted }) ?? choices.first
        else { return nil }
        self.quarter = quarter
        others = choices.filter { $0 != quarter }.map {
            ["text": Self.name($0, visit.language), "address": "?quarter=\(Self.code($0))"]
        }
        let before = snapshots.last { $0.quarter == quarter }
        let titles = round.dossiers(for: viewer).reduce(into: [:]) { $0[$1.dossier] = $1.title }
        form = Self.form(
            id, quarter, correcting: before,
            numbers.map { ($0, titles[$0] ?? "\($0)", Self.summary(of: $0, in: snapshots)) }, visit)
    }

    private static func form(
        _ id: RoundID, _ quarter: Quarter, correcting before: Snapshot?,
        _ summaries: [(number: DossierNumber, title: String, text: String)], _ visit: Visit
    ) -> Form {
        let language = visit.language
        let corrects = before.map { [("corrects:integer", "\($0.number)")] } ?? []
        let numbers = summaries.enumerated().map { index, summary in
            ("summaries.\(index).dossier:integer", "\(summary.number)")
        }
        let places = summaries.enumerated().reduce(into: [String: String]()) {
            $0["\($1.element.number)"] = "summaries.\($1.offset).text"
        }
        var form = Form(
            "snapshot", "round.takeSnapshot",
            given: [
                ("round", id.rawValue), ("quarter.year:integer", "\(quarter.year)"),
                ("quarter.quarter:integer", "\(quarter.quarter)"),
            ] + corrects + numbers,
            places: places.merging(["reasons": "reasons:optional"]) { own, _ in own }, for: visit)
        for (index, summary) in summaries.enumerated() {
            form.add(
                "summaries.\(index).text", "area",
                label: "\(SnapshotWords.summaryOf(language)) “\(summary.title)”",
                description: SnapshotWords.summaryText(language), value: summary.text,
                charactersMost: Limits.summaryCharactersMost,
                needs: .text(most: Limits.summaryCharactersMost))
        }
        if before != nil {
            form.add(
                "reasons:optional", "area", label: SnapshotWords.reasons(language),
                description: SnapshotWords.reasonsText(language),
                charactersMost: Limits.reasonCharactersMost, needs: .reasons)
        }
        return form
    }

    /// What was written of it the last time.
    private static func summary(of number: DossierNumber, in snapshots: [Snapshot]) -> String {
        let shown = snapshots.reversed().lazy.compactMap { snapshot in
            snapshot.initiatives.first { $0.dossier == number }?.summary
        }
        return shown.first ?? ""
    }

    /// The four quarters that were over last, the newest first.
    private static func past(before today: CivilDate) -> [Quarter] {
        (1...4).map { quarter(at: place(of: today) - $0) }
    }

    // The place of a quarter among all, and the quarter in that place.
    private static func place(of day: CivilDate) -> Int { day.year * 4 + (day.month - 1) / 3 }
    private static func place(of quarter: Quarter) -> Int {
        quarter.year * 4 + quarter.quarter - 1
    }
    private static func quarter(at place: Int) -> Quarter {
        Quarter(year: place / 4, quarter: place % 4 + 1)
    }

    /// From when the first can be taken, for who takes them; nil once one can be.
    static func first(
        in round: RoundView, _ grants: [GrantLine], _ visit: Visit
    ) -> String? {
        guard viewers.contains(where: round.viewers.contains),
            let granted = grants.map(\.grantedOn).min(),
            place(of: granted) >= place(of: visit.now.date)
        else { return nil }
        let quarter = quarter(at: place(of: granted))
        return "\(SnapshotWords.firstOf(visit.language)) \(name(quarter, visit.language)). "
            + SnapshotWords.firstText(visit.language)
    }

    private static let viewers: [RoundViewer] = [.relationshipManager, .coordinator]

    private static func code(_ quarter: Quarter) -> String { "\(quarter.year)-\(quarter.quarter)" }

    /// The quarter that a snapshot was asked of, by the fields that were sent.
    static func quarter(in fields: [(name: String, value: String)]) -> Quarter? {
        func number(_ name: String) -> Int? {
            fields.first { $0.name == "quarter.\(name):integer" }.flatMap { Int($0.value) }
        }
        guard let year = number("year"), let quarter = number("quarter") else { return nil }
        return Quarter(year: year, quarter: quarter)
    }

    /// What the quarter is called.
    static func name(_ quarter: Quarter, _ language: Language) -> String {
        language == .dutch
            ? "\(quarter.quarter)e kwartaal \(quarter.year)" : "Q\(quarter.quarter) \(quarter.year)"
    }
}
