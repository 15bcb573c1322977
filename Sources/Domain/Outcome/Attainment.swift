/// How far an indicator got from its baseline to its target (F12).
package struct Attainment: Hashable, Sendable {
    package let baseline: Rational
    package let target: Rational
    package let direction: Direction

    /// Which way is better.
    package enum Direction: String, Codable, Sendable, CaseIterable, Hashable {
        case up, down
    }

    /// The agreement on one indicator, or nil when the target lies the wrong way from the baseline.
    package init?(baseline: Rational, target: Rational, direction: Direction) {
        switch direction {
        case .up where target < baseline, .down where target > baseline: return nil
        default: break
        }
        self.baseline = baseline
        self.target = target
        self.direction = direction
    }

    /// What an actual value is worth.
    package enum Result: Hashable, Sendable {
        /// (actual − baseline) / (target − baseline): 1 is reached; below 0 and above 1 aren't cut off.
        case part(Rational)
        /// When the target is to keep the baseline.
        case met, notMet
    }

    /// The attainment of that value; a value that lacks isn't 0 but not reported, and has none.
    package func result(of actual: Rational) -> Result {
        if target != baseline { return .part((actual - baseline) / (target - baseline)) }
        let isMet = direction == .up ? actual >= target : actual <= target
        return isMet ? .met : .notMet
    }
}
