/// Everything that a letter says about one decision to one organisation (F11).
///
/// No individual score, vote or person's name beside a vote is in it, and nothing in it could hold
/// one. Texts may be empty here: `gaps` says which the letter can't do without.
package struct LetterFacts: Sendable, Equatable, Codable {
    package let head: LetterHead
    package let decision: LetterDecision
    package let amounts: LetterAmounts
    package let assessment: LetterAssessment
    package let allocation: LetterAllocation
    /// The members who advised on this dossier: who was kept from it isn't named (Awb 3:8, F8).
    /// Empty only when it couldn't be judged.
    package let committee: [LetterMember]

    package init(
        head: LetterHead, decision: LetterDecision, amounts: LetterAmounts,
        assessment: LetterAssessment, allocation: LetterAllocation, committee: [LetterMember]
    ) {
        self.head = head
        self.decision = decision
        self.amounts = amounts
        self.assessment = assessment
        self.allocation = allocation
        self.committee = committee
    }

    /// Whether the decision isn't what was advised, in outcome or amount (Awb 3:50).
    package var deviates: Bool {
        decision.outcome != allocation.advice || amounts.decided != allocation.amount
    }
}

/// A member of the committee, as a letter names the adviser (Awb 3:8).
package struct LetterMember: Sendable, Equatable, Codable {
    package let name: String
    package let function: Seat.Kind

    package init(name: String, function: Seat.Kind) {
        self.name = name
        self.function = function
    }
}
