/// What a round promises to everyone: frozen at publication, its hash in the log (F1).
///
/// Every value is a municipality's choice; the defaults that we advise are in the demo round.
package struct RoundRules: Codable, Sendable, Equatable {
    package let name: String
    package let year: Int
    /// The WHAT: the municipality's vision on what is to be reached.
    package let vision: String
    package let effects: [SocietalEffect]
    /// The pot: what may be granted in this round.
    package let pot: Cents
    package let criteria: [Criterion]
    /// The scale from 1 upwards, one anchor for each value.
    package let scale: [String]
    package let aggregator: Aggregator
    package let gateRule: GateRule
    /// Quorum is this, or half of the eligible members rounded up when that is more (F7).
    package let quorumLeast: Int
    /// An item needs so many votes that aren't abstentions before it has a result.
    package let votesLeast: Int
    package let conflictScope: ConflictScope
    package let allocation: AllocationRule
    /// Criteria in the order in which they decide between equal totals.
    package let tieChain: [CriterionCode]
    /// The SHA-256 of the seed that decides what the chain leaves equal; the seed itself, 64
    /// lower-case hexadecimal digits, is given in the sitting.
    package let lotterySeed: Digest
    /// Totals below this many points of 100 are not funded; on it passes.
    package let thresholdPoints: Int
    package let opensAt: AmsterdamTime
    package internal(set) var closesAt: AmsterdamTime
    package let legalBasis: LegalBasis
    /// The regulation, contract clause or budget line that allows the money.
    package let legalSource: String
    /// Characters as the user sees them in each text of a dossier; 1,200 is advised.
    package let sectionCharactersMost: Int
    package let invitationDays: Int
    package let supplementDays: Int
    /// Whether providers of one concern count as one.
    package let distinctConcerns: Bool
    package let leadContracted: Bool
    /// Whether progress names who has voted, or only counts.
    package let namesVoters: Bool
    /// Whether those that the chain leaves equal are scored once more before the lottery; absent
    /// means yes.
    package let tieRevote: Bool?
    /// Whether the chair has a casting vote after the second tie on a hard requirement (F5);
    /// absent means no.
    package let chairCasts: Bool?
    /// Days in which a partial offer is answered; 14 where nothing is said.
    package let offerDays: Int?
    /// Whether the committee looks over all its scores once more before the ranking; no by default.
    package let adjusts: Bool?
    /// How many dossiers one organisation may lead; as many as the program allows by default.
    package let dossiersPerLead: Int?
    /// Steps that may not be one person's on one dossier; `StepPair.advised` by default.
    package let fourEyes: [StepPair]?
    /// What letters say of the municipality; nothing that has to be told in one happens without it.
    /// Nil only in rounds from before it was demanded.
    package let letters: LetterRules?

    /// Days in which a partial offer is answered where the rules say nothing (F10).
    package static let offerDaysAdvised = 14
}

/// What the letters of a round say of the one that sends them (F11).
package struct LetterRules: Codable, Sendable, Equatable {
    /// Who decides: "het college van burgemeester en wethouders van Venlo".
    package let authority: String
    /// Where an objection is sent.
    package let address: String
    /// Whom to ask about the letter.
    package let contact: String
    /// On whose behalf it is signed, and by which mandate (Awb 10:3).
    package let mandate: String
}

/// A societal effect that the municipality wants, to which a dossier contributes (S13).
package struct SocietalEffect: Codable, Sendable, Equatable {
    package let code: Identifier<SocietalEffect>
    package let title: String
}

/// One soft criterion with its full text and integer weight (F9).
package struct Criterion: Codable, Sendable, Equatable {
    package let code: CriterionCode
    package let title: String
    package let text: String
    package let weight: Int
    /// False for one that is scored and shown but is no part of the total, whatever its weight;
    /// absent means true.
    package let counts: Bool?

    package var isCounted: Bool { counts ?? true }
}

/// How the scores of several members become one.
package enum Aggregator: String, Codable, Sendable, CaseIterable { case mean, median }
/// How votes on a hard requirement become a result: of those who don't abstain.
package enum GateRule: String, Codable, Sendable, CaseIterable { case majority, unanimity }
/// What a member with an interest in one dossier is kept from (F8).
package enum ConflictScope: String, Codable, Sendable, CaseIterable { case round, dossier }
/// How the pot is divided in order of rank, or of complete submission (F10).
package enum AllocationRule: String, Codable, Sendable, CaseIterable {
    /// Stops at the first that doesn't fit.
    case strict
    /// Goes on to the next that fits.
    case skip
    /// Offers the rest to the first that doesn't fit, when it is enough for it, and stops.
    case partial
    /// Decides each in order of complete submission; one that doesn't fit stops nothing.
    case rolling
}
/// On what ground money is given, which decides the words of the letters (F11).
package enum LegalBasis: String, Codable, Sendable, CaseIterable {
    case subsidy, contract, incidental
}

extension RoundRules {
    /// The scale's highest value.
    package var scaleMost: Int { scale.count }
    /// The criteria that make up the total.
    package var counted: [Criterion] { criteria.filter(\.isCounted) }
    /// Of the criteria that count.
    package var weightTotal: Int { counted.map(\.weight).reduce(0, +) }
    /// Whether a tie after the chain goes to a blind re-vote first.
    package var holdsRevote: Bool { tieRevote ?? true }
    /// Whether the chair decides after a second tie.
    package var chairMayCast: Bool { chairCasts ?? false }

    func criterion(_ code: CriterionCode) throws(Refusal) -> Criterion {
        guard let criterion = criteria.first(where: { $0.code == code }) else {
            throw Refusal(.unknownCriterion, subject: "\(code)")
        }
        return criterion
    }

    /// Refuses rules that couldn't be carried out.
    func check() throws(Refusal) {
        try requireText(name, most: Limits.nameCharactersMost, subject: "name")
        try requireText(vision, most: Limits.ruleTextCharactersMost, subject: "vision")
        try requireText(legalSource, most: Limits.nameCharactersMost, subject: "legalSource")
        try require((1996...9999).contains(year), .malformed, subject: "year")
        try require(!effects.isEmpty, .rulesIncomplete, subject: "effects")
        try require(
            effects.count <= Limits.criteria, .tooMany, subject: "effects", limit: Limits.criteria)
        for effect in effects {
            try requireText(effect.title, most: Limits.nameCharactersMost, subject: "effects")
        }
        try require(pot > .zero, .amountNegative, subject: "pot")
        try checkCriteria()
        try checkScale()
        try require(
            (1...Limits.committeeSeats).contains(quorumLeast), .malformed, subject: "quorumLeast")
        try require(
            (1...Limits.committeeSeats).contains(votesLeast), .malformed, subject: "votesLeast")
        try require((0...100).contains(thresholdPoints), .malformed, subject: "thresholdPoints")
        try require(opensAt.instant < closesAt.instant, .datesOutOfOrder, subject: "closesAt")
        try require(
            (1...Limits.draftCharactersMost).contains(sectionCharactersMost), .malformed,
            subject: "sectionCharactersMost")
        try require((1...365).contains(invitationDays), .malformed, subject: "invitationDays")
        try require((1...365).contains(supplementDays), .malformed, subject: "supplementDays")
        try require(
            (1...365).contains(offerDays ?? Self.offerDaysAdvised), .malformed,
            subject: "offerDays")
        try require(
            (1...Limits.dossiersPerLead).contains(dossiersPerLead ?? 1), .malformed,
            subject: "dossiersPerLead", limit: Limits.dossiersPerLead)
        try require(
            (fourEyes ?? []).count <= Limits.stepPairs, .tooMany, subject: "fourEyes",
            limit: Limits.stepPairs)
        try checkLetters()
    }

    private func checkCriteria() throws(Refusal) {
        try require(!criteria.isEmpty, .rulesIncomplete, subject: "criteria")
        try require(
            criteria.count <= Limits.criteria, .tooMany, subject: "criteria",
            limit: Limits.criteria)
        let codes = criteria.map(\.code)
        try require(Set(codes).count == codes.count, .alreadyExists, subject: "criteria")
        for criterion in criteria {
            try requireText(
                criterion.title, most: Limits.nameCharactersMost, subject: "criteria")
            try requireText(
                criterion.text, most: Limits.ruleTextCharactersMost, subject: "criteria")
            try require(
                (1...Limits.weightMost).contains(criterion.weight), .malformed, subject: "weight",
                limit: Limits.weightMost)
        }
        try require(Set(tieChain).count == tieChain.count, .alreadyExists, subject: "tieChain")
        for code in tieChain {
            try require(try criterion(code).isCounted, .malformed, subject: "tieChain")
        }
        try require(!counted.isEmpty, .rulesIncomplete, subject: "criteria")
    }

    private func checkLetters() throws(Refusal) {
        guard let letters else { throw Refusal(.rulesIncomplete, subject: "letters") }
        for (text, subject) in [
            (letters.authority, "authority"), (letters.address, "address"),
            (letters.contact, "contact"), (letters.mandate, "mandate"),
        ] {
            try requireText(text, most: Limits.nameCharactersMost, subject: subject)
        }
    }

    private func checkScale() throws(Refusal) {
        try require(
            (2...Limits.scaleMost).contains(scale.count), .malformed, subject: "scale",
            limit: Limits.scaleMost)
        for anchor in scale {
            try requireText(anchor, most: Limits.descriptionCharactersMost, subject: "scale")
        }
    }
}
