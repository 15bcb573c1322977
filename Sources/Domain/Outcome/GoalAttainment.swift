/// A goal of a client and how far it was reached, by goal attainment scaling (GAS).
///
/// Three scales are in use and mean other things by the same number, so that a score never stands
/// without its scale.
package struct GoalAttainment: Hashable, Sendable {
    package let scale: Scale
    /// The level at the start.
    package let baseline: Int
    package let score: Int
    /// How heavily the goal counts, at least 1.
    package let weight: Int

    /// The most of a weight.
    package static let weightMost = 100

    /// The goal, or nil when a level isn't on the scale or the weight isn't 1 to 100. Where the scale
    /// itself says what the start is, no other is taken.
    package init?(scale: Scale, baseline: Int? = nil, score: Int, weight: Int = 1) {
        guard let baseline = baseline ?? scale.fixedBaseline,
            scale.fixedBaseline.map({ $0 == baseline }) ?? true,
            scale.levels.contains(baseline), scale.levels.contains(score),
            (1...Self.weightMost).contains(weight)
        else { return nil }
        self.scale = scale
        self.baseline = baseline
        self.score = score
        self.weight = weight
    }

    package var isReached: Bool { score >= scale.goal }
    package var isProgress: Bool { score > baseline }

    /// Which levels there are and which is the goal (follow-up.md, 4.3).
    package enum Scale: String, Codable, Sendable, CaseIterable, Hashable {
        /// Kiresuk and Sherman: −2 to +2, the goal at 0.
        case fivePoint
        /// Rehabilitation, 2011: −3 (worse) to +2, the start at −2 and the goal at 0.
        case sixPoint
        /// PSW, used in Venlo: −1 to +2, the start at 0 and the goal at +2.
        case fromStart

        /// All levels, from worst to best.
        package var levels: ClosedRange<Int> {
            switch self {
            case .fivePoint: -2...2
            case .sixPoint: -3...2
            case .fromStart: -1...2
            }
        }

        package var goal: Int { self == .fromStart ? 2 : 0 }

        /// The level of the start where the scale fixes it.
        package var fixedBaseline: Int? {
            switch self {
            case .fivePoint: nil
            case .sixPoint: -2
            case .fromStart: 0
            }
        }
    }

    /// Goals reached, of all that were evaluated.
    package static func reached(_ goals: [GoalAttainment]) -> Proportion {
        Proportion(goals.count(where: \.isReached), of: goals.count)
    }

    /// Goals with a score above the start, of all that were evaluated.
    package static func progress(_ goals: [GoalAttainment]) -> Proportion {
        Proportion(goals.count(where: \.isProgress), of: goals.count)
    }

    /// The T-score of a client's goals: 50 when each is just reached; nil without goals or when one
    /// isn't on the five-point scale.
    ///
    /// Source: T. Kiresuk and R. Sherman, "Goal attainment scaling" (1968), with 0.3 as the expected
    /// correlation between scores.
    package static func score(_ goals: [GoalAttainment]) -> Double? {
        guard !goals.isEmpty, goals.allSatisfy({ $0.scale == .fivePoint }) else { return nil }
        let correlation = 0.3
        let weighted = Double(goals.reduce(0) { $0 + $1.weight * $1.score })
        let squares = Double(goals.reduce(0) { $0 + $1.weight * $1.weight })
        let weights = Double(goals.reduce(0) { $0 + $1.weight })
        let variance = (1 - correlation) * squares + correlation * weights * weights
        return 50 + 10 * weighted / variance.squareRoot()
    }
}
