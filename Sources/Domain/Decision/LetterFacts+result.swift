/// What was decided, and why.
package struct LetterDecision: Sendable, Equatable, Codable {
    package let outcome: DecisionOutcome
    package let motivation: String
    /// Why it isn't what was advised; compulsory then (Awb 3:50).
    package let deviation: String?
    /// Why money is refused, or a part of it; at least one unless all is granted.
    package let grounds: [RefusalGround]
    /// The last day on which a part offer can be accepted.
    package let offerTerm: CivilDate?

    package init(
        outcome: DecisionOutcome, motivation: String, deviation: String? = nil,
        grounds: [RefusalGround], offerTerm: CivilDate? = nil
    ) {
        self.outcome = outcome
        self.motivation = motivation
        self.deviation = deviation
        self.grounds = grounds
        self.offerTerm = offerTerm
    }
}

/// The amounts of one dossier.
package struct LetterAmounts: Sendable, Equatable, Codable {
    package let requested: Cents
    package let minimum: Cents
    /// What is granted or offered; zero otherwise.
    package let decided: Cents
    /// What the committee advised when that is less than was requested.
    package let lowered: LoweredAmount?

    package init(
        requested: Cents, minimum: Cents, decided: Cents, lowered: LoweredAmount? = nil
    ) {
        self.requested = requested
        self.minimum = minimum
        self.decided = decided
        self.lowered = lowered
    }
}

/// A lower amount that the committee advised, with its reasons (F10).
package struct LoweredAmount: Sendable, Equatable, Codable {
    package let amount: Cents
    package let reasons: String

    package init(amount: Cents, reasons: String) {
        self.amount = amount
        self.reasons = reasons
    }
}

/// What the committee made of one dossier: results of the whole committee alone.
package struct LetterAssessment: Sendable, Equatable, Codable {
    /// The items of the gate that were judged, in the gate's order.
    package let gate: [LetterGateItem]
    /// In the order of the rules; empty when it came to no scores.
    package let criteria: [LetterCriterion]
    package let scaleMost: Int
    /// 0 to 100 points; nil without scores.
    package let total: Rational?
    package let thresholdPoints: Int
    package let rank: LetterRank?
    /// Why the committee came to no judgement; compulsory when it didn't.
    package let notAssessedBecause: String?

    package init(
        gate: [LetterGateItem], criteria: [LetterCriterion], scaleMost: Int, total: Rational?,
        thresholdPoints: Int, rank: LetterRank?, notAssessedBecause: String? = nil
    ) {
        self.gate = gate
        self.criteria = criteria
        self.scaleMost = scaleMost
        self.total = total
        self.thresholdPoints = thresholdPoints
        self.rank = rank
        self.notAssessedBecause = notAssessedBecause
    }
}

/// A place in the ranking, of so many.
package struct LetterRank: Sendable, Equatable, Codable {
    package let place: Int
    package let ranked: Int
    /// Whether lots were drawn for it; nil is no.
    package let isDrawn: Bool?

    package init(place: Int, ranked: Int, isDrawn: Bool? = nil) {
        self.place = place
        self.ranked = ranked
        self.isDrawn = isDrawn
    }
}

/// One item of the gate with its adopted outcome.
package struct LetterGateItem: Sendable, Equatable, Codable {
    package let item: BallotSubject
    package let outcome: GateOutcome
    /// Compulsory with `doesNotMeet`; empty when nothing was written.
    package let motivation: String

    package init(item: BallotSubject, outcome: GateOutcome, motivation: String) {
        self.item = item
        self.outcome = outcome
        self.motivation = motivation
    }
}

/// One criterion with the value that counts.
package struct LetterCriterion: Sendable, Equatable, Codable {
    package let code: CriterionCode
    package let title: String
    package let weight: Int
    /// The committee's mean or median; nil with too few scores.
    package let value: Rational?
    package let motivation: String

    package init(
        code: CriterionCode, title: String, weight: Int, value: Rational?, motivation: String
    ) {
        self.code = code
        self.title = title
        self.weight = weight
        self.value = value
        self.motivation = motivation
    }
}

/// The dossier's line in the allocation.
package struct LetterAllocation: Sendable, Equatable, Codable {
    package let rule: AllocationRule
    package let cause: AllocationCause
    /// What was advised, and for how much.
    package let advice: DecisionOutcome
    package let amount: Cents
    /// What the rule gave before it was set aside; nil when it wasn't.
    package let ruled: Cents?
    /// What was left by the rule when the dossier's turn came; nil when that isn't known.
    package let left: Cents?
    /// Why the rule was set aside for this dossier; nil when it wasn't (F10).
    package let override: String?
    /// Who got money against the rule while this dossier was passed over; nil when nobody did (F10).
    package let passedOver: [LetterPassing]?

    package init(
        rule: AllocationRule, line: AllocationLine, advice: DecisionOutcome? = nil,
        ruled: Cents? = nil, left: Cents? = nil, override: String? = nil,
        passedOver: [LetterPassing]? = nil
    ) {
        self.rule = rule
        cause = line.cause
        self.advice = advice ?? line.advice
        amount = line.amount
        self.ruled = ruled
        self.left = left
        self.override = override
        self.passedOver = passedOver
    }
}

/// A dossier that was funded against the rule, and why the one of this letter was passed over for it.
package struct LetterPassing: Sendable, Equatable, Codable {
    package let dossier: DossierNumber
    package let reasons: String

    package init(dossier: DossierNumber, reasons: String) {
        self.dossier = dossier
        self.reasons = reasons
    }
}
