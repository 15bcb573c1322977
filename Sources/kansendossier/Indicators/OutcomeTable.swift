import Domain
import Wire

/// Outcomes as rows of CSV: a group each, with everything that its figures depend on.
struct OutcomeTable {
    private(set) var text: String

    init(_ report: OutcomeReport) {
        var csv = CSV(separator: ",")
        csv.add(Self.names.map { .text($0) })
        for group in report.groups {
            var cells = Self.head(report, group)
            cells += Self.shares(group).flatMap(Self.cells)
            cells += Self.days(group)
            cells += [group.volume?.stepDown, group.handovers?.warm].flatMap(Self.cells)
            cells += InstrumentColumns.cells(group.instruments)
            csv.add(cells)
        }
        text = csv.text
    }

    private static var names: [String] {
        func columns(_ names: [String], _ parts: [String]) -> [String] {
            names.flatMap { name in parts.map { "\(name)_\($0)" } }
        }
        var names = [
            "group", "from", "to", "reference_date", "known_on", "horizon", "definition_version",
            "stock", "inflow", "outflow", "immature", "first_mature",
        ]
        names += columns(
            [
                "sustained_outflow", "returned", "strict_dropout", "broad_dropout", "step_down",
                "step_up", "reopened",
            ], shareColumns)
        names += columns(
            ["gross_days", "net_days", "waiting_days"],
            ["count", "lower_quartile", "median", "upper_quartile", "mean"])
        names += columns(["volume_step_down", "warm_handover"], shareColumns)
        return names + InstrumentColumns.names
    }

    /// The five columns of a share.
    static let shareColumns = ["count", "total", "percentage", "low", "high"]

    static func cells(_ share: OutcomeReport.Share?) -> [CSV.Cell] {
        [
            .init(share?.count), .init(share?.total), .init(share?.percentage),
            .init(share?.low), .init(share?.high),
        ]
    }

    private static func head(
        _ report: OutcomeReport, _ group: OutcomeReport.Group
    ) -> [CSV.Cell] {
        [
            .text(group.label), .init(group.from?.description), .text("\(group.to)"),
            .text("\(report.referenceDate)"), .text("\(report.knownOn)"),
            .text(report.definition.horizon), .number(report.definition.version),
            .init(group.stock.persons), .init(group.inflow.persons),
            .init(group.outflow.persons), .init(group.detail?.immature),
            .init(group.firstMature?.description),
        ]
    }

    private static func shares(_ group: OutcomeReport.Group) -> [OutcomeReport.Share] {
        [
            group.sustainedOutflow, group.returned, group.strictDropout, group.broadDropout,
            group.stepDown, group.stepUp, group.reopened,
        ]
    }

    private static func days(_ group: OutcomeReport.Group) -> [CSV.Cell] {
        [group.grossDays, group.netDays, group.waitingDays].flatMap { days -> [CSV.Cell] in
            [
                .number(days.count)
            ]
                + [days.lowerQuartile, days.median, days.upperQuartile, days.mean].map {
                    .init($0?.rounded(decimals: 1))
                }
        }
    }
}
