package import Domain

/// Published figures side by side, by neighbourhood or by period: a drawing and a table.
///
/// Its door knows more than a visit: the store of messages. Small numbers are hidden as in every
/// publication.
package enum ComparisonPage {
    package static let path = "/comparison"

    /// By what can be compared.
    package enum Division: String, CaseIterable, Sendable {
        case neighbourhood, quarter

        /// As people call it.
        package var phrase: Phrase {
            switch self {
            case .neighbourhood: Phrase("Per wijk", "By neighbourhood")
            case .quarter: Phrase("Per kwartaal", "By quarter")
            }
        }
    }

    /// The page; `report` is nil when there are no figures by that division.
    package static func content(
        of report: OutcomeReport?, by division: Division, for visit: Visit
    ) -> PageContent {
        let language = visit.language
        return PageContent(
            ComparisonWords.title(language), template: "comparison",
            words: ComparisonWords.values(in: language),
            values: [
                "divisions": Division.allCases.map { one in
                    [
                        "text": one.phrase[language], "address": "\(path)?by=\(one.rawValue)",
                        "isCurrent": one == division,
                    ] as [String: Any]
                },
                "reports": report.map { [values(of: $0, division, visit)] } ?? [],
            ],
            trail: [
                RoundPage.trail(language),
                PageLink(ImportWords.title(language), to: ImportPage.path),
            ])
    }

    private static func values(
        of report: OutcomeReport, _ division: Division, _ visit: Visit
    ) -> [String: Any] {
        let language = visit.language
        let measures: [(ComparisonWords, Indicator, (OutcomeReport.Group) -> OutcomeReport.Share)] =
            [
                (.sustained, .sustainedOutflow, \.sustainedOutflow),
                (.dropout, .strictDropout, \.strictDropout), (.stepDown, .stepDown, \.stepDown),
                (.reopened, .reopened, \.reopened),
            ]
        return [
            "known": "\(ComparisonWords.reference(language)) "
                + "\(visit.written.date(report.referenceDate)); "
                + "\(ComparisonWords.knownOn(language)) \(visit.written.date(report.knownOn))",
            "hasGroups": !report.groups.isEmpty,
            "measures": measures.map { word, indicator, share in
                measure(report, indicator, share, visit).merging([
                    "title": indicator.phrase[language], "meaning": word(language),
                    "id": indicator.rawValue, "division": division.phrase[language].lowercased(),
                ]) { own, _ in own }
            },
        ]
    }

    private static func measure(
        _ report: OutcomeReport, _ indicator: Indicator,
        _ share: (OutcomeReport.Group) -> OutcomeReport.Share, _ visit: Visit
    ) -> [String: Any] {
        let language = visit.language
        func percent(_ text: String?) -> String? {
            text.map { (language == .dutch ? $0.replacing(".", with: ",") : $0) + "%" }
        }
        let rows = report.groups.map { group in (group, share(group)) }
        let chart = Chart(
            rows: rows.map { group, share in
                let bounds = share.low.flatMap(Rational.init).flatMap { low in
                    share.high.flatMap(Rational.init).map { (low, $0) }
                }
                return .init(
                    label: String(name(of: group, visit.language).prefix(17)),
                    value: share.percentage.flatMap(Rational.init), interval: bounds,
                    text: percent(share.percentage) ?? "–")
            }, baseline: nil, target: nil, scale: 0...100, scaleTexts: ("0", "100"),
            summary: "\(indicator.phrase[language]): \(FigureWords.chart(language))",
            language: language)
        return [
            "charts": rows.contains { $0.1.percentage != nil } ? [chart.values] : [],
            "rows": rows.map { group, share in
                [
                    "label": name(of: group, visit.language),
                    "value": percent(share.percentage)
                        ?? absence(of: share, indicator, from: group.firstMature, visit),
                    "count": share.count.map(String.init) ?? "–",
                    "total": share.total.map(String.init) ?? "–",
                    "interval": percent(share.low).flatMap { low in
                        percent(share.high).map { "\(low) – \($0)" }
                    } ?? "–",
                ]
            },
        ]
    }

    /// What a group is called; quarters as on every other page.
    private static func name(of group: OutcomeReport.Group, _ language: Language) -> String {
        guard let match = group.label.wholeMatch(of: #/(\d{4})-K([1-4])/#) else {
            return group.label
        }
        return language == .dutch ? "\(match.2)e kwartaal \(match.1)" : "Q\(match.2) \(match.1)"
    }

    /// Why there is no share.
    private static func absence(
        of share: OutcomeReport.Share, _ indicator: Indicator, from day: CivilDate?,
        _ visit: Visit
    ) -> String {
        let language = visit.language
        if share.hidden { return FigureWords.tooFew(language) }
        guard indicator == .sustainedOutflow, let day else { return FigureWords.nobody(language) }
        return "\(FigureWords.immature(language)), \(FigureWords.from(language)) "
            + visit.written.date(day)
    }
}

/// The words of the comparison.
enum ComparisonWords: String, Words {
    case title, purpose, small, by, none, noGroups, reference, knownOn, sustained, dropout, stepDown
    case reopened, group, value, interval, count, total, reading

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Vergelijken", "Compare")
        case .purpose:
            Phrase(
                "Zorg in de hele gemeente, uit start- en stopberichten. Een verschil is een reden "
                    + "om te praten en geen oordeel.",
                "Care in the whole municipality, from start and stop messages. A difference is a "
                    + "reason to talk and no verdict.")
        case .small:
            Phrase(
                "Aantallen zijn afgerond op vijftallen. Kleine aantallen worden niet getoond, ook "
                    + "niet als ze uit andere zouden volgen.",
                "Counts are rounded to fives. Small ones aren’t shown, nor what they would follow "
                    + "from.")
        case .by: Phrase("Vergelijk", "Compare")
        case .none:
            Phrase(
                "Hiervoor is nog niets ingelezen. Voor wijken is ook een lijst nodig van waar "
                    + "cliënten wonen: kansendossier intake --kind wijken.",
                "Nothing was taken in for this. For neighbourhoods a list is needed of where "
                    + "clients live: kansendossier intake --kind wijken.")
        case .noGroups: Phrase("Er zijn nog geen cijfers.", "There are no figures yet.")
        case .reference: Phrase("Peildatum", "Reference date")
        case .knownOn: Phrase("met alles wat binnen was op", "with all that had come in on")
        case .sustained: Indicator.sustainedOutflow.meaning
        case .dropout: Indicator.strictDropout.meaning
        case .stepDown: Indicator.stepDown.meaning
        case .reopened: Indicator.reopened.meaning
        case .group: Phrase("Groep", "Group")
        case .value: Phrase("Deel", "Share")
        case .interval: Phrase("Marge (95%)", "Margin (95%)")
        case .count: Phrase("Aantal", "Count")
        case .total: Phrase("Van", "Out of")
        case .reading:
            Phrase(
                "Punt: het cijfer. Streep met eindjes: de marge.",
                "Dot: the figure. Bar with ends: the margin.")
        }
    }
}
