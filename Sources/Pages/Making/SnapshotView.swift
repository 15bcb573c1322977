internal import Domain

/// A snapshot as the council and the public read it: sums, counts and, for each initiative, a summary
/// and its figures.
struct SnapshotView {
    let snapshot: Snapshot
    let language: Language

    private var written: Written { Written(language) }

    /// The quarter that it is about: `3e kwartaal 2026`.
    var quarter: String {
        let quarter = snapshot.quarter
        return switch language {
        case .dutch: "\(quarter.quarter)e kwartaal \(quarter.year)"
        case .english: "Q\(quarter.quarter) \(quarter.year)"
        }
    }

    /// What the partial `snapshot-body` is filled with; `later` corrects it.
    func values(corrected later: Snapshot?) -> [String: Any] {
        [
            "quarter": quarter, "takenOn": written.date(snapshot.takenOn),
            "corrections": snapshot.corrects.map {
                [["number": $0, "reasons": snapshot.reasons ?? ""] as [String: Any]]
            } ?? [],
            "later": later.map { [$0.number] } ?? [],
            "sums": [
                (SnapshotWords.pot, snapshot.pot.pot), (.granted, snapshot.pot.granted),
                (.paid, snapshot.pot.paid), (.available, snapshot.pot.available),
            ].map { ["name": $0(language), "amount": written.money($1)] },
            "counts": snapshot.counts.map {
                ["name": $0.state.phrase[language], "count": $0.count] as [String: Any]
            },
            "hasCounts": !snapshot.counts.isEmpty,
            "initiatives": snapshot.initiatives.map(initiative),
            "hasInitiatives": !snapshot.initiatives.isEmpty,
            "samePeriods": samePeriod.map { [$0] } ?? [], "isPeriodSame": samePeriod != nil,
        ]
    }

    /// The period that all outcomes are of, to be said once; nil when they differ.
    private var samePeriod: String? {
        let periods = Set(
            snapshot.initiatives.flatMap(\.results).map { written.period($0.from, $0.to) })
        return periods.count == 1 ? periods.first : nil
    }

    private func initiative(_ shown: Snapshot.Shown) -> [String: Any] {
        [
            "number": shown.dossier, "title": shown.title,
            "coalition": shown.coalition.joined(separator: ", "),
            "granted": written.money(shown.granted), "state": shown.state.phrase[language],
            "summary": shown.summary, "results": shown.results.map(result),
            "hasResults": !shown.results.isEmpty,
        ]
    }

    private func result(_ result: RecordedResult) -> [String: Any] {
        let unit = IndicatorDefinition.of(result.indicator, version: result.definition)?.unit
        let value = result.value.flatMap { value in unit.map { written.value(value, $0) } }
        return [
            "name": result.indicator.phrase[language],
            "period": written.period(result.from, result.to),
            "value": value ?? absence(of: result), "n": result.n.map(String.init) ?? "–",
            "immature": result.notYetMature.map(String.init) ?? "–",
        ]
    }

    private func absence(of result: RecordedResult) -> String {
        switch result.absence {
        case .immature:
            let from = result.firstMature.map {
                ", \(FigureWords.from(language)) \(written.date($0))"
            }
            return FigureWords.immature(language) + (from ?? "")
        case .tooFew: return FigureWords.tooFew(language)
        case .nobody: return FigureWords.nobody(language)
        case nil: return FigureWords.hidden(language)
        }
    }
}
