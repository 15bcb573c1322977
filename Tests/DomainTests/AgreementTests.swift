import Domain
import Support
import Testing

/// Krippendorff's alpha, held against its definition pair by pair and a published example.
struct AgreementTests {
    /// Alpha by its definition: disagreement within units over that between all values, every pair
    /// for itself.
    private func stated(_ units: [[Int]]) -> Rational? {
        let pairable = units.filter { $0.count >= 2 }
        let all = pairable.flatMap { $0 }
        func distance(_ first: Int, _ second: Int) -> Rational {
            if first == second { return 0 }
            var sum = Rational(0)
            for value in all where value >= min(first, second) && value <= max(first, second) {
                sum = sum + (value == first || value == second ? Rational(1, 2) : 1)
            }
            return sum * sum
        }
        var within = Rational(0)
        for unit in pairable {
            for first in unit.indices {
                for second in unit.indices where second != first {
                    within =
                        within + distance(unit[first], unit[second]) / Rational(unit.count - 1)
                }
            }
        }
        var between = Rational(0)
        for first in all.indices {
            for second in all.indices where second != first {
                between = between + distance(all[first], all[second])
            }
        }
        guard between != 0 else { return nil }
        return 1 - (within / Rational(all.count))
            / (between / Rational(all.count * (all.count - 1)))
    }

    /// The reliability data of part C of Krippendorff 2011: four observers, twelve units, 0 where
    /// nothing was said.
    private let published: [[Int]] = {
        let observers = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ]
        return (0..<12).map { unit in observers.map { $0[unit] }.filter { $0 > 0 } }
    }()

    @Test func `the published example comes out at 0.815`() {
        let agreement = Agreement(units: published)
        #expect(agreement.alpha?.rounded(decimals: 3) == "0.815")
        #expect(agreement.alpha == stated(published))
        #expect(agreement.values == 40)
        #expect(agreement.units == 11)
    }

    @Test(arguments: 1...10)
    func `alpha is what its definition says`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        for _ in 1...10 {
            let units = (0..<Int.random(in: 0...6, using: &dice)).map { _ in
                (0..<Int.random(in: 0...5, using: &dice)).map { _ in
                    Int.random(in: 1...5, using: &dice)
                }
            }
            let agreement = Agreement(units: units)
            #expect(agreement.alpha == stated(units))
            #expect(agreement.units == units.filter { $0.count > 1 }.count)
            #expect(agreement == Agreement(units: units.map { $0.reversed() }.reversed()))
        }
    }

    @Test func `full agreement is 1 and without variation there is no alpha`() {
        #expect(Agreement(units: [[1, 1], [2, 2, 2], [5, 5]]).alpha == 1)
        #expect(Agreement(units: [[3, 3], [3, 3, 3]]).alpha == nil)
        #expect(Agreement(units: [[3], [4], []]).alpha == nil)
        #expect(Agreement(units: []).values == 0)
        #expect(Agreement(units: [[3, 3], [4]]).values == 2)
    }
}
