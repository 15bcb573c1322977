/// A figure that was measured a few times: the middle one, with the two ends.
package struct Spread: Sendable, Equatable {
    package let median: Double
    package let lowest: Double
    package let highest: Double

    /// The spread of at least one value; of an even number the higher of the two in the middle.
    package init(_ values: [Double]) {
        precondition(!values.isEmpty, "a figure was measured at least once")
        let sorted = values.sorted()
        median = sorted[sorted.count / 2]
        lowest = sorted[0]
        highest = sorted[sorted.count - 1]
    }

    /// `2.1 (2.0–2.4)`, or one number when it was measured once.
    package func text(_ digits: Int) -> String {
        guard lowest < highest else { return median.text(digits) }
        return "\(median.text(digits)) (\(lowest.text(digits))–\(highest.text(digits)))"
    }
}
