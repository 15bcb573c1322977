/// How far assessors agree: Krippendorff's alpha with the ordinal metric (F9).
package struct Agreement: Codable, Sendable, Equatable {
    /// 1 when all agree, about 0 when they agree as chance would; nil when nothing varies.
    package let alpha: Rational?
    /// The scores that can be compared with another on the same unit.
    package let values: Int
    /// The units, dossier × criterion, that have two scores or more.
    package let units: Int

    /// Each unit's scores in whole numbers from 1 upwards, without what is missing; units with
    /// fewer than two are dropped.
    ///
    /// Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", part C, in exact
    /// fractions.
    package init(units all: [[Int]]) {
        let pairable = all.filter { $0.count > 1 }
        units = pairable.count
        values = pairable.map(\.count).reduce(0, +)
        let most = pairable.joined().max() ?? 0
        let counts = (0...most).map { value in pairable.joined().count { $0 == value } }
        var observed: Rational = 0
        for unit in pairable {
            let differences = unit.indices.map { first in
                unit[first...].map { Self.difference(unit[first], $0, counts) }.total
            }
            observed = observed + differences.total / Rational(unit.count - 1)
        }
        var expected: Rational = 0
        for low in counts.indices {
            for high in counts.indices where high > low {
                expected =
                    expected + Rational(counts[low] * counts[high])
                    * Self.difference(low, high, counts)
            }
        }
        alpha = expected == 0 ? nil : 1 - Rational(values - 1) * observed / expected
    }

    /// The square of how many values lie between the two, each of the two itself for half.
    private static func difference(_ first: Int, _ second: Int, _ counts: [Int]) -> Rational {
        let (low, high) = (min(first, second), max(first, second))
        guard low < high else { return 0 }
        let between =
            Rational(counts[low...high].reduce(0, +)) - Rational(counts[low] + counts[high], 2)
        return between * between
    }
}

extension Agreement {
    /// Of the scores of one ballot on the criteria that count, dossiers and criteria together.
    init(_ given: [GivenScore]) {
        let units = Dictionary(grouping: given, by: \.unit).values
        self.init(units: units.map { $0.compactMap { Int($0.value.rounded(decimals: 0)) } })
    }
}
