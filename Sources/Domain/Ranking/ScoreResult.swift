/// What the scores of one ballot come to, exactly (F9).
package struct ScoreResult: Codable, Sendable, Equatable {
    /// In the order of the rules.
    package let criteria: [CriterionResult]
    /// 20 to 100 on a scale of five; nil while a criterion has too few scores.
    package let total: Rational?

    /// Total = 100 × Σ weight × value / (scale maximum × Σ weight), in exact fractions.
    ///
    /// Source: F9 and rulings.md, "Total".
    package init(of scores: [[CriterionCode: Int]], rules: RoundRules) {
        criteria = rules.criteria.map { criterion in
            CriterionResult(
                criterion: criterion.code, given: scores.compactMap { $0[criterion.code] },
                rules: rules)
        }
        var weighted = Rational(0)
        for (criterion, result) in zip(rules.criteria, criteria) {
            guard let value = result.value else {
                total = nil
                return
            }
            weighted = weighted + Rational(criterion.weight) * value
        }
        total = weighted * Rational(100, rules.scaleMost * rules.weightTotal)
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
        let mean = Rational(valid.reduce(0, +), valid.count)
        let median = Rational(valid[(valid.count - 1) / 2] + valid[valid.count / 2], 2)
        self.mean = mean
        self.median = median
        let aggregate = rules.aggregator == .mean ? mean : median
        value = valid.count >= rules.votesLeast ? aggregate : nil
        discuss = most - least >= 3
    }
}
