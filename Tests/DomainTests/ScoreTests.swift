import Domain
import Support
import Testing

/// Weighted scores in exact fractions.
struct ScoreTests {
    private let rules = RuleSample().rules

    private func all(_ values: Int...) -> [[CriterionCode: Int]] {
        values.map { value in
            Dictionary(uniqueKeysWithValues: rules.criteria.map { ($0.code, value) })
        }
    }

    private func total(_ scores: [[CriterionCode: Int]], _ rules: RoundRules? = nil) -> Rational? {
        ScoreResult(of: scores, rules: rules ?? self.rules).total
    }

    @Test func `all threes give 60, all ones 20 and all fives 100`() {
        #expect(total(all(3, 3, 3)) == 60)
        #expect(total(all(1, 1)) == 20)
        #expect(total(all(5, 5, 5, 5)) == 100)
    }

    @Test func `a total is exact`() {
        #expect(total(all(4, 3, 3)) == Rational(200, 3))
        var uneven = all(3, 3, 3)
        uneven[0]["bijdrage"] = 4
        // 20 of 100 points of weight, a third of a step of a fifth.
        #expect(total(uneven) == 60 + Rational(20, 3 * 5))
    }

    @Test func `mean and median differ where they should`() {
        var sample = RuleSample()
        sample.aggregator = .median
        #expect(total(all(1, 3, 3, 3), sample.rules) == 60)
        #expect(total(all(1, 3, 3, 3)) == 50)
        #expect(total(all(1, 2, 3, 5), sample.rules) == 50)
        // Both are shown, whichever counts.
        for rules in [rules, sample.rules] {
            let shown = ScoreResult(of: all(1, 3, 3, 3), rules: rules).criteria[0]
            #expect(shown.mean == Rational(5, 2) && shown.median == 3)
        }
    }

    @Test func `an abstention isn't zero`() {
        let result = ScoreResult(of: all(4, 4, 0), rules: rules)
        #expect(result.total == 80)
        #expect(result.criteria[0].abstained == 1)
        #expect(result.criteria[0].histogram == [0, 0, 0, 2, 0])
    }

    @Test func `a criterion with too few scores has no value and there is no total`() {
        var scores = all(4, 4, 4)
        scores[0]["borging"] = 0
        scores[1]["borging"] = nil
        let result = ScoreResult(of: scores, rules: rules)
        #expect(result.total == nil)
        #expect(result.value(of: "borging") == nil)
        #expect(result.criteria.last?.mean == 4)
        #expect(result.value(of: "bijdrage") == 4)
        #expect(ScoreResult(of: [], rules: rules).total == nil)
    }

    @Test func `a criterion that doesn't count is shown and changes no total`() {
        var sample = RuleSample()
        sample.criteria.append(.init("toon", 999))
        sample.criteria[6].counts = false
        let rules = sample.rules
        #expect(rules.weightTotal == 100)
        for value in [0, 1, 5] {
            var scores = all(4, 3)
            for index in scores.indices { scores[index]["toon"] = value }
            let result = ScoreResult(of: scores, rules: rules)
            #expect(result.total == total(all(4, 3)))
            #expect(result.value(of: "toon") == (value == 0 ? nil : Rational(value)))
        }
        sample.criteria[6].counts = true
        #expect(sample.rules.weightTotal == 1099)
        #expect(total(all(4, 3), sample.rules) == nil)
    }

    @Test func `a value is the mean or the median, whatever the order`() {
        let cases: [([Rational], Rational?, Rational?)] = [
            ([], nil, nil), ([4], 4, 4), ([5, 1], 3, 3), ([5, 1, 1], Rational(7, 3), 1),
            ([2, 5, 1, 1], Rational(9, 4), Rational(3, 2)),
            ([-1, Rational(1, 3), 2], Rational(4, 9), Rational(1, 3)),
        ]
        for (values, mean, median) in cases {
            #expect(Aggregator.mean.value(of: values) == mean)
            #expect(Aggregator.median.value(of: values) == median)
        }
    }

    @Test func `who gives exactly the mean changes no total`() {
        var dice = Dice(seed: 10)
        for _ in 1...100 {
            let base = rules.criteria.map { ($0.code, Int.random(in: 2...4, using: &dice)) }
            let spread = rules.criteria.map { _ in Int.random(in: -1...1, using: &dice) }
            var scores = [1, -1].map { sign in
                Dictionary(
                    uniqueKeysWithValues: zip(base, spread).map { ($0.0, $0.1 + sign * $1) })
            }
            let before = total(scores)
            scores.append(Dictionary(uniqueKeysWithValues: base))
            #expect(total(scores) == before)
        }
    }

    @Test func `scores that lie three apart ask for a talk`() {
        #expect(ScoreResult(of: all(1, 4), rules: rules).criteria[0].discuss)
        #expect(!ScoreResult(of: all(2, 4), rules: rules).criteria[0].discuss)
        #expect(!ScoreResult(of: all(0, 4), rules: rules).criteria[0].discuss)
        #expect(!ScoreResult(of: all(0, 0), rules: rules).criteria[0].discuss)
    }

    @Test func `the order of members changes nothing`() {
        var dice = Dice(seed: 7)
        for _ in 1...200 {
            var scores = (1...5).map { _ in
                Dictionary(
                    uniqueKeysWithValues: rules.criteria.map {
                        ($0.code, Int.random(in: 0...5, using: &dice))
                    })
            }
            let result = ScoreResult(of: scores, rules: rules)
            scores.shuffle(using: &dice)
            #expect(ScoreResult(of: scores, rules: rules) == result)
        }
    }

    @Test func `a total is what floating point gives, but exact`() {
        var dice = Dice(seed: 8)
        for _ in 1...200 {
            let scores = (1...4).map { _ in
                Dictionary(
                    uniqueKeysWithValues: rules.criteria.map {
                        ($0.code, Int.random(in: 1...5, using: &dice))
                    })
            }
            let expected =
                rules.criteria.map { criterion in
                    let given = scores.compactMap { $0[criterion.code] }
                    return Double(criterion.weight) * Double(given.reduce(0, +))
                        / Double(given.count)
                }.reduce(0, +) / 5
            let total = total(scores) ?? 0
            #expect(
                abs((Double(total.rounded(decimals: 12)) ?? .nan) - expected) < 1e-9)
        }
    }

    @Test func `the widest rules and the largest committee overflow nothing`() {
        var sample = RuleSample()
        sample.criteria = (1...Limits.criteria).map { .init("c\($0)", Limits.weightMost - $0) }
        sample.tieChain = []
        sample.scale = Array(repeating: "Anker", count: Limits.scaleMost)
        let rules = sample.rules
        var dice = Dice(seed: 9)
        var results: [Rational] = []
        for _ in 1...50 {
            let scores = (1...Limits.committeeSeats).map { _ in
                Dictionary(
                    uniqueKeysWithValues: rules.criteria.map {
                        ($0.code, Int.random(in: 0...Limits.scaleMost, using: &dice))
                    })
            }
            results.append(ScoreResult(of: scores, rules: rules).total ?? 0)
        }
        let sorted = results.sorted()
        for (low, high) in zip(sorted, sorted.dropFirst()) { #expect(low <= high) }
    }
}
