internal import Domain

/// The grounds of a decision that its letter and the pages tell.
struct ToldGrounds {
    private let outcome: DecisionOutcome
    /// Whether less than all was decided because the rule was set aside, with another amount.
    let isDeviated: Bool
    /// Whether the rule gave it nothing and a deviation a part.
    let isLifted: Bool

    /// - Parameter ruled: what the rule gave where it was set aside; nil elsewhere.
    init(outcome: DecisionOutcome, decided: Cents, advised: Cents, ruled: Cents?) {
        self.outcome = outcome
        isDeviated =
            outcome != .granted && decided == advised && ruled.map { $0 != advised } == true
        isLifted = isDeviated && outcome == .offeredInPart && ruled == .zero
    }

    /// For who may know what the rule gave.
    init(_ decision: DecisionPart) {
        self.init(
            outcome: decision.outcome, decided: decision.amount,
            advised: decision.override ?? decision.amount, ruled: decision.ruled)
    }

    /// Why the rule gave it nothing isn't why it gets a part against the rule.
    func among(_ grounds: [RefusalGround]) -> [RefusalGround] {
        let isPart = isDeviated && outcome == .offeredInPart
        return grounds.filter {
            switch $0 {
            case .belowThreshold: !isPart
            case .ceilingReached: !isLifted
            default: true
            }
        }
    }
}
