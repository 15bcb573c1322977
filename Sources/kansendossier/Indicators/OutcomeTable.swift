import Domain

/// Outcomes as rows of CSV: a group each, with everything that its figures depend on.
struct OutcomeTable {
    private(set) var text: String

    init(_ report: OutcomeReport) {
        var csv = CSV(separator: ",")
        let shares = [
            "sustained_outflow", "returned", "strict_dropout", "broad_dropout", "step_down",
            "step_up", "reopened",
        ]
        let days = ["gross_days", "net_days", "waiting_days"]
        csv.add(
            ([
                "group", "from", "to", "reference_date", "known_on", "horizon",
                "definition_version", "stock", "inflow", "outflow", "immature", "first_mature",
            ]
                + shares.flatMap { name in
                    Self.shareColumns.map { "\(name)_\($0)" }
                }
                + days.flatMap { name in
                    ["count", "lower_quartile", "median", "upper_quartile", "mean"]
                        .map { "\(name)_\($0)" }
                } + Self.shareColumns.map { "volume_step_down_\($0)" } + InstrumentColumns.names)
                .map { .text($0) })
        for group in report.groups {
            csv.add(
                Self.head(report, group) + Self.shares(group).flatMap(Self.cells)
                    + Self.days(group) + Self.cells(group.volume?.stepDown)
                    + InstrumentColumns.cells(group.instruments))
        }
        text = csv.text
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
                .number(days.count), .init(days.lowerQuartile.map { "\($0)" }),
                .init(days.median.map { "\($0)" }), .init(days.upperQuartile.map { "\($0)" }),
                .init(days.mean.map { "\($0)" }),
            ]
        }
    }
}
