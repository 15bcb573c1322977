/// So many of so many, exact, with the interval in which the underlying chance lies.
package struct Proportion: Hashable, Sendable {
    package let count: Int
    package let total: Int

    /// A count outside 0 to the total is a programmer's mistake.
    package init(_ count: Int, of total: Int) {
        precondition((0...total).contains(count), "a part isn't more than the whole")
        self.count = count
        self.total = total
    }

    /// The exact part, nil when there is nothing it is a part of.
    package var value: Rational? { total > 0 ? Rational(count, total) : nil }

    /// The normal deviate of a two-sided 95 % interval.
    package static let deviate = 1.959963984540054

    /// The 95 % score interval, nil when there is nothing.
    ///
    /// Source: E. Wilson, "Probable inference, the law of succession, and statistical inference"
    /// (1927).
    package var interval: Interval? {
        total > 0 ? .score(part: Double(count) / Double(total), of: Double(total)) : nil
    }

    /// The difference between this and another proportion of other cases, nil when one has none.
    ///
    /// Source: R. Newcombe, "Interval estimation for the difference between independent proportions:
    /// comparison of eleven methods" (1998), method 10: from both score intervals.
    package func difference(from other: Proportion) -> (value: Rational, interval: Interval)? {
        guard let value, let otherValue = other.value, let mine = interval,
            let its = other.interval
        else { return nil }
        let part = Double(count) / Double(total)
        let otherPart = Double(other.count) / Double(other.total)
        func distance(_ one: Double, _ another: Double) -> Double {
            (one * one + another * another).squareRoot()
        }
        let change = part - otherPart
        return (
            value - otherValue,
            Interval(
                low: change - distance(part - mine.low, its.high - otherPart),
                high: change + distance(mine.high - part, otherPart - its.low))
        )
    }
}

/// Where something that is estimated lies, with a confidence of 95 %.
package struct Interval: Hashable, Sendable {
    package let low: Double
    package let high: Double

    package init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// Wilson's interval of a part of so many cases, which needn't be whole.
    static func score(part: Double, of total: Double) -> Interval {
        let square = Proportion.deviate * Proportion.deviate
        let scale = 1 + square / total
        let middle = (part + square / (2 * total)) / scale
        let spread = part * (1 - part) / total + square / (4 * total * total)
        let half = Proportion.deviate * spread.squareRoot() / scale
        // At 0 and at all the bound is the part itself; rounding would put it just beside.
        return Interval(
            low: part == 0 ? 0 : middle - half, high: part == 1 ? 1 : middle + half)
    }

    /// A bound in tenths of a percent, half up, such as `66.7`.
    package static func percentage(_ bound: Double) -> String {
        let tenths = Int((bound * 1000 + 0.5).rounded(.down))
        return Rational(tenths, 10).rounded(decimals: 1)
    }

    /// A bound in whole percents, half up, such as `67`.
    static func wholePercentage(_ bound: Double) -> String {
        String(Int((bound * 100 + 0.5).rounded(.down)))
    }
}

extension Proportion {
    /// The part in percent with one decimal, half up, such as `66.7`; nil when there is nothing.
    package var percentage: String? { value.map { ($0 * 100).rounded(decimals: 1) } }
}
