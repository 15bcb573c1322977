// How counts become figures, and which of them may be published.
extension OutcomeReport.Count {
    /// Numbers of persons side by side, as they may be published.
    static func published(_ counts: [Int], labels: [String]) -> [Self] {
        let table = SmallNumbers(rows: labels, columns: [""], counts: counts.map { [$0] })
        return labels.indices.map { row in
            let cell = table.cells[row][0]
            return Self(persons: cell.map(SmallNumbers.published), hidden: cell == nil)
        }
    }

    init(_ count: Int) {
        self.init(persons: count, hidden: false)
    }
}

extension OutcomeReport.Share {
    /// Shares side by side, as they may be published.
    static func published(_ parts: [Proportion], labels: [String]) -> [Self] {
        let table = SmallNumbers(
            rows: labels, columns: ["", " "],
            counts: parts.map { [$0.count, $0.total - $0.count] })
        return labels.indices.map { Self(parts[$0], cells: table.cells[$0]) }
    }

    /// A share of which nothing may be shown.
    static let hidden = Self(
        count: nil, total: nil, percentage: nil, low: nil, high: nil, hidden: true)

    init(_ share: Proportion) {
        self.init(
            count: share.count, total: share.total, percentage: share.percentage,
            low: share.interval.map { Interval.percentage($0.low) },
            high: share.interval.map { Interval.percentage($0.high) }, hidden: false)
    }

    /// The share when each of its cells is shown: count, complement and total.
    init(_ share: Proportion, cells: [Int?]) {
        let isHidden =
            cells.contains { $0 == nil }
            || (1..<SmallNumbers.totalLeast).contains(share.total)
        guard !isHidden else {
            self = .hidden
            return
        }
        self.init(published: SmallNumbers.published(share))
    }

    /// What follows from rounded counts, and so tells no more than they do.
    private init(published share: Proportion) {
        self.init(
            count: share.count, total: share.total,
            percentage: share.value.map { ($0 * 100).rounded(decimals: 0) },
            low: share.interval.map { Interval.wholePercentage($0.low) },
            high: share.interval.map { Interval.wholePercentage($0.high) }, hidden: false)
    }

    /// What a published share leaves; rounding it by itself would narrow both down.
    var publishedRest: Self {
        guard let count, let total, total > 0 else { return self }
        return Self(published: Proportion(total - count, of: total))
    }

    /// The part that returns by the end of the horizon, of cases that aren't all watched to it.
    init(returnBy curve: SurvivalCurve) {
        let returned = 1 - curve.last
        self.init(
            count: curve.steps.reduce(0) { $0 + $1.events }, total: curve.total,
            percentage: curve.total > 0 ? Interval.percentage(returned) : nil,
            low: curve.interval.map { Interval.percentage(1 - $0.high) },
            high: curve.interval.map { Interval.percentage(1 - $0.low) }, hidden: false)
    }
}

extension OutcomeReport.Days {
    init(_ days: DayCounts) {
        self.init(
            count: days.total, mean: days.mean,
            lowerQuartile: days.quantile(Rational(1, 4)), median: days.quantile(Rational(1, 2)),
            upperQuartile: days.quantile(Rational(3, 4)))
    }

    /// Nothing of so few that a day could be somebody's.
    init(published days: DayCounts) {
        guard days.total >= SmallNumbers.totalLeast else {
            self.init(
                count: 0, mean: nil, lowerQuartile: nil, median: nil, upperQuartile: nil)
            return
        }
        // The denominator of a mean tells of how many it is.
        self.init(
            count: SmallNumbers.published(days.total),
            mean: days.mean.map(Rational.init(rounding:)),
            lowerQuartile: days.quantile(Rational(1, 4)).map(Rational.init(rounding:)),
            median: days.quantile(Rational(1, 2)).map(Rational.init(rounding:)),
            upperQuartile: days.quantile(Rational(3, 4)).map(Rational.init(rounding:)))
    }
}
