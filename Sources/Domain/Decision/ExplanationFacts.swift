/// Everything from which the result of one dossier can be recomputed by hand (F9, F10, F22).
///
/// Counts and results of the whole committee alone: no member's name, vote or score is in it, and
/// nothing in it could hold one.
package struct ExplanationFacts: Sendable, Equatable, Codable {
    package let round: String
    package let dossier: DossierNumber
    package let title: String
    package let gateRule: GateRule
    /// An item needs so many votes that aren't abstentions.
    package let votesLeast: Int
    package let gate: [ExplainedGateItem]
    package let aggregator: Aggregator
    package let scaleMost: Int
    /// All criteria of the rules, in their order; empty when it came to no scores.
    package let criteria: [ExplainedCriterion]
    package let total: Rational?
    package let thresholdPoints: Int
    package let rank: ExplainedRank?
    package let allocation: ExplainedAllocation?
    /// What the robustness report says of this dossier; nil when none was made.
    package let robustness: ExplainedRobustness?

    package init(
        round: String, dossier: DossierNumber, title: String, gateRule: GateRule,
        votesLeast: Int, gate: [ExplainedGateItem], aggregator: Aggregator, scaleMost: Int,
        criteria: [ExplainedCriterion], total: Rational?, thresholdPoints: Int,
        rank: ExplainedRank?, allocation: ExplainedAllocation?,
        robustness: ExplainedRobustness? = nil
    ) {
        self.round = round
        self.dossier = dossier
        self.title = title
        self.gateRule = gateRule
        self.votesLeast = votesLeast
        self.gate = gate
        self.aggregator = aggregator
        self.scaleMost = scaleMost
        self.criteria = criteria
        self.total = total
        self.thresholdPoints = thresholdPoints
        self.rank = rank
        self.allocation = allocation
        self.robustness = robustness
    }

    package var weightTotal: Int { criteria.map(\.weight).reduce(0, +) }

    /// The points that this criterion brings to the total: 100 × weight × value / (scale maximum ×
    /// Σ weight), exactly; nil with too few scores.
    package func contribution(of criterion: ExplainedCriterion) -> Rational? {
        criterion.result.value.map {
            $0 * Rational(100 * criterion.weight, scaleMost * weightTotal)
        }
    }
}

/// One item of the gate with the count of every ballot that was held on it.
package struct ExplainedGateItem: Sendable, Equatable, Codable {
    package let item: BallotSubject
    /// In order: the first ballot, then the second.
    package let ballots: [GateTally]
    /// Whether the chair's casting vote decided, after the second tie.
    package let decidedByCastingVote: Bool
    package let outcome: GateOutcome

    package init(
        item: BallotSubject, ballots: [GateTally], decidedByCastingVote: Bool = false,
        outcome: GateOutcome
    ) {
        self.item = item
        self.ballots = ballots
        self.decidedByCastingVote = decidedByCastingVote
        self.outcome = outcome
    }
}

/// One criterion with its adopted result.
package struct ExplainedCriterion: Sendable, Equatable, Codable {
    package let title: String
    package let weight: Int
    package let result: CriterionResult

    package init(title: String, weight: Int, result: CriterionResult) {
        self.title = title
        self.weight = weight
        self.result = result
    }
}
