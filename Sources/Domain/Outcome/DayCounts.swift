/// How often each number of days occurs: all that a mean and quantiles need, and easily added up.
package struct DayCounts: Hashable, Sendable {
    /// By number of days, without zeros at the end.
    private var counts: [Int] = []
    package private(set) var total = 0

    package init(_ days: some Sequence<Int> = []) {
        for day in days { add(day) }
    }

    /// Counts one; a negative number of days is a programmer's mistake.
    @inline(__always)
    mutating func add(_ days: Int) {
        if days >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: days + 1 - counts.count))
        }
        counts[days] += 1
        total += 1
    }

    /// Adds the other's counts to these.
    mutating func merge(_ other: DayCounts) {
        if other.counts.count > counts.count {
            counts.append(
                contentsOf: repeatElement(0, count: other.counts.count - counts.count))
        }
        for (days, count) in other.counts.enumerated() { counts[days] += count }
        total += other.total
    }

    /// How often that number of days occurs.
    package func count(of days: Int) -> Int { days < counts.count ? counts[days] : 0 }

    /// Each number of days that occurs, ascending, and how often it does.
    package var occurring: [(days: Int, count: Int)] {
        counts.enumerated().filter { $0.element > 0 }.map { (days: $0.offset, count: $0.element) }
    }

    /// The exact mean, nil when there is nothing.
    package var mean: Rational? {
        guard total > 0 else { return nil }
        return Rational(occurring.reduce(0) { $0 + $1.days * $1.count }, total)
    }

    /// The exact quantile by linear interpolation between order statistics, nil when there is nothing.
    ///
    /// Source: type 7 of R. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages" (1996):
    /// position (n − 1)p, from 0. A part outside 0 to 1 is a programmer's mistake.
    package func quantile(_ part: Rational) -> Rational? {
        precondition(part >= 0 && part <= 1, "a quantile is asked for a part from 0 to 1")
        guard total > 0 else { return nil }
        let position = Rational(total - 1) * part
        let below = position.wholePart
        let low = value(at: below)
        guard below + 1 < total else { return Rational(low) }
        let rest = position - Rational(below)
        return Rational(low) + rest * Rational(value(at: below + 1) - low)
    }

    /// The number at that place when all stand in a row, ascending, from 0.
    private func value(at place: Int) -> Int {
        var passed = 0
        for (days, count) in counts.enumerated() {
            passed += count
            if passed > place { return days }
        }
        preconditionFailure("a place lies within the total")
    }
}

extension Rational {
    /// The nearest whole number, half up, of one that isn't negative.
    init(rounding value: Rational) { self.init((value + Rational(1, 2)).wholePart) }

    /// The whole part of a number that isn't negative and fits 64 bits.
    var wholePart: Int {
        precondition(self >= 0, "a place isn't negative")
        return Int(numerator / denominator)
    }
}
