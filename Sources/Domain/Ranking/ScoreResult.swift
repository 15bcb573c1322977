/// What the scores of one ballot come to, exactly (F9).
package struct ScoreResult: Codable, Sendable, Equatable {
    /// In the order of the rules.
    package let criteria: [CriterionResult]
    /// 20 to 100 on a scale of five; nil while a criterion that counts has too few scores.
    package let total: Rational?

    /// The scores of each member by criterion, 0 for an abstention, under those rules.
    package init(of scores: [[CriterionCode: Int]], rules: RoundRules) {
        criteria = rules.criteria.map { criterion in
            CriterionResult(
                criterion: criterion.code, given: scores.compactMap { $0[criterion.code] },
                rules: rules)
        }
        total = rules.total(of: criteria.reduce(into: [:]) { $0[$1.criterion] = $1.value })
    }

    /// What counts for that criterion, or nil with too few scores.
    package func value(of criterion: CriterionCode) -> Rational? {
        criteria.first { $0.criterion == criterion }?.value
    }
}

/// One criterion's scores: shown as mean, median, range and histogram.
package struct CriterionResult: Codable, Sendable, Equatable {
    package let criterion: CriterionCode
    /// How many gave each value of the scale, from 1.
    package let histogram: [Int]
    package let abstained: Int
    package let mean: Rational?
    package let median: Rational?
    /// The value that counts: the mean or the median by the rules; nil with too few scores.
    package let value: Rational?
    /// Highest and lowest differ by three or more: worth talking about.
    package let discuss: Bool

    init(criterion: CriterionCode, given: [Int], rules: RoundRules) {
        self.criterion = criterion
        let valid = given.filter { $0 > 0 }.sorted()
        histogram = (1...rules.scaleMost).map { value in valid.count { $0 == value } }
        abstained = given.count - valid.count
        guard let least = valid.first, let most = valid.last else {
            (mean, median, value, discuss) = (nil, nil, nil, false)
            return
        }
        let values = valid.map { Rational($0) }
        mean = Aggregator.mean.value(of: values)
        median = Aggregator.median.value(of: values)
        value = valid.count >= rules.votesLeast ? rules.aggregator.value(of: values) : nil
        discuss = most - least >= 3
    }
}

extension Aggregator {
    /// The mean or the median of the values, in whatever order they come; nil of none.
    package func value(of values: [Rational]) -> Rational? {
        guard !values.isEmpty else { return nil }
        switch self {
        case .mean: return values.total / Rational(values.count)
        case .median:
            let sorted = values.sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
    }
}

extension RoundRules {
    /// Total = 100 × Σ weight × value / (scale maximum × Σ weight), in exact fractions, over the
    /// criteria that count; nil when one of those has no value.
    ///
    /// Source: F9 and rulings.md, "Total".
    package func total(of values: [CriterionCode: Rational]) -> Rational? {
        var weighted = Rational(0)
        for criterion in counted {
            guard let value = values[criterion.code] else { return nil }
            weighted = weighted + Rational(criterion.weight) * value
        }
        return weighted * Rational(100, scaleMost * weightTotal)
    }
}
