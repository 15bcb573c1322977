/// What a viewer sees of one part of a round.
package enum RoundPart: Encodable, Sendable, Equatable {
    case round(RoundSummary)
    case rules(RoundRules)
    case register([RegularService])
    case committee([SeatSummary])
    case interests([InterestSummary])
    case dossier(DossierPart)
    case sitting(SittingPart)
    case ballot(BallotPart)
    case pot(PotPart)
    case ranking(Ranking)
    case allocation(Allocation)
    case decision(DecisionPart)
    case robustness(Robustness)
    case uncertainty(UncertaintyPart)
    case portfolio(Portfolio)
    case history(HistoryPart)
    case overrides([OverrideRequest])
    case proposal(Allocation)
    case letter([Letter])
    case joint(JointPart)
    case reading([DossierNumber])
    case initiative(InitiativePart)
    case talks(TalksPart)
    case handovers([HandoverPart])
    case lessons(LessonsPart)
    case snapshot(Snapshot)
    case grants([GrantLine])
    case imports([ImportNote])

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .round(let part): try container.encode(part)
        case .rules(let part): try container.encode(part)
        case .register(let part): try container.encode(part)
        case .committee(let part): try container.encode(part)
        case .interests(let part): try container.encode(part)
        case .dossier(let part): try container.encode(part)
        case .sitting(let part): try container.encode(part)
        case .ballot(let part): try container.encode(part)
        case .pot(let part): try container.encode(part)
        case .ranking(let part): try container.encode(part)
        case .allocation(let part): try container.encode(part)
        case .decision(let part): try container.encode(part)
        case .robustness(let part): try container.encode(part)
        case .uncertainty(let part): try container.encode(part)
        case .portfolio(let part): try container.encode(part)
        case .history(let part): try container.encode(part)
        case .overrides(let part): try container.encode(part)
        case .proposal(let part): try container.encode(part)
        case .letter(let part): try container.encode(part)
        case .joint(let part): try container.encode(part)
        case .reading(let part): try container.encode(part)
        case .initiative(let part): try container.encode(part)
        case .talks(let part): try container.encode(part)
        case .handovers(let part): try container.encode(part)
        case .lessons(let part): try container.encode(part)
        case .snapshot(let part): try container.encode(part)
        case .grants(let part): try container.encode(part)
        case .imports(let part): try container.encode(part)
        }
    }
}

/// Where the round is.
package struct RoundSummary: Encodable, Sendable, Equatable {
    package let round: RoundID
    package let name: String
    package let phase: Phase
    package let opensAt: AmsterdamTime
    package let closesAt: AmsterdamTime
    package let rulesVersion: Int
    package let rulesFingerprint: Digest?
    package let reasons: String?
    /// What there is to divide in all since more was added; nil while that is what the rules say.
    package let pot: Cents?
}

/// A seat of the committee, as it is named in decisions.
package struct SeatSummary: Encodable, Sendable, Equatable {
    package let person: PersonID
    package let name: String
    package let kind: Seat.Kind
    package let replaces: PersonID?
    /// Whether interests were declared, not which.
    package let declared: Bool
}

/// What one member declared; own only, but for those who guard the process.
package struct InterestSummary: Encodable, Sendable, Equatable {
    package let person: PersonID
    package let interests: [Interest]
    /// The dossiers that the member is kept from, also by a tie.
    package let keptFrom: [DossierNumber]
}

/// A dossier: its cover for everyone concerned, its content for whom it is open to.
package struct DossierPart: Encodable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let title: String
    package let coalition: [String]
    /// As this viewer may know it: before the release an applicant sees at most `admissible`.
    package let state: DossierState
    /// True while it is to be submitted again because a partner left, not because anybody asked for
    /// a supplement; nil otherwise.
    package let lostPartner: Bool?
    /// When it was withdrawn; nil while it wasn't.
    package let withdrawnAt: AmsterdamTime?
    /// The viewer is kept from it by an interest.
    package let keptFrom: Bool
    /// The last day on which is decided; nil while a supplement is open, or when it doesn't run.
    package let decisionDue: CivilDate?
    /// For those who guard the process, once the committee has it before it.
    package let assessors: Assessors?
    package let body: Body?

    /// The open part.
    package struct Body: Encodable, Sendable, Equatable {
        package let version: Int
        package let fingerprint: Digest
        package let content: DossierContent
        package let totals: Amounts
        package let partners: [Partner]
        package let signatures: [Signature]
        package let receipt: Receipt?
        package let supplement: Supplement?
        /// The last supplement that was asked, given or not; for those who guard the process.
        package let askedSupplement: AskedSupplement?
        package let reasons: String?
        /// For a partner who has signed: what has changed since (F4). For those who guard the
        /// process: what a supplement that was given changed in what was submitted before.
        package let difference: ContentDifference?
        /// Entries of the register that the texts look like: a hint, never a vote (F5).
        package let hints: [RegisterHint]
        /// How far each section is; the coalition's own business (F33).
        package let work: [Section: SectionWork]?
        /// For which organisation each text was saved last; the coalition's own business.
        package let writers: [Section: OrganisationID]?
        /// Who wouldn't sign, and why; the coalition's own business.
        package let signingRefusals: [SigningRefusalPart]?
        /// The part that is offered, until when.
        package let offer: Offer?
        /// What H1 rests on, computed (F5); for the committee and those who guard the process.
        package let collaboration: CollaborationCheck?
        /// What the committee wrote, for those who write and read it.
        package let motivations: [String: Motivation]?
        /// Less than was asked, as it is advised; the same.
        package let advised: AmountAdvice?
        package let incompatible: [IncompatiblePair]?
    }

    /// Whether there are enough members for a result, warned of as soon as interests say so (F7).
    package struct Assessors: Encodable, Sendable, Equatable {
        package let eligible: Int
        package let needed: Int
        package let judgeable: Bool
    }

    /// Proof of what was submitted, and when.
    package struct Receipt: Encodable, Sendable, Equatable {
        package let number: Int
        package let version: Int
        package let fingerprint: Digest
        package let at: Instant
    }
}

/// That a partner wouldn't sign, and what has changed since (F33).
package struct SigningRefusalPart: Encodable, Sendable, Equatable {
    package let organisation: OrganisationID
    package let version: Int
    package let reasons: String
    package let sections: [Section]
    /// The sections that differ from what it wouldn't sign; nil when that isn't kept any more.
    package let changed: [Section]?
}

/// The first hard requirement as far as a machine sees it (F4, F5).
package struct CollaborationCheck: Encodable, Sendable, Equatable {
    package let providers: Int
    package let registrations: Int
    package let concerns: Int
    package let leadContracted: Bool
    /// Whether the coalition was looked up again since its submission.
    package let rechecked: Bool
}

/// The robustness report without anything that belongs to one member.
package struct UncertaintyPart: Encodable, Sendable, Equatable {
    package let boundary: [DossierNumber]
    /// In how many of the reruns without one member somebody else would be funded.
    package let withoutOneChanged: Int
    package let withoutOneRuns: Int
    package let agreementFirst: Agreement
    package let agreementLast: Agreement

    init(_ robustness: Robustness) {
        let runs = robustness.variants.filter {
            if case .without = $0.kind { $0.estimable } else { false }
        }
        boundary = robustness.boundary
        withoutOneChanged = runs.count { !$0.changed.isEmpty }
        withoutOneRuns = runs.count
        agreementFirst = robustness.agreementFirst
        agreementLast = robustness.agreementLast
    }
}

/// What no longer counts, and what would have been otherwise.
package struct HistoryPart: Encodable, Sendable, Equatable {
    package let superseded: [SupersededRanking]
    package let reconsiderations: [Reconsideration]
}

/// The pot's books.
package struct PotPart: Encodable, Sendable, Equatable {
    /// What there is to divide in all: set, raised and carried over.
    package let pot: Cents
    package let available: Cents
    package let reserved: Cents
    package let granted: Cents
    /// Nil for those who see the sums only.
    package let entries: [LedgerEntry]?
}

/// A decision: intended for those who make it, released for everyone it concerns.
package struct DecisionPart: Encodable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let outcome: DecisionOutcome
    package let amount: Cents
    package let motivation: String
    package let deviation: String?
    package let released: Bool
    package let total: Rational?
    package let place: Int?
    package let cause: AllocationCause?
    /// What the committee wrote per gate item and criterion.
    package let motivations: [String: String]
    /// Why nothing is given, as countable categories.
    package let grounds: [RefusalGround]?
    /// What was given against the rule, by two people; shown wherever the decision is.
    package let override: Cents?
    /// What the rule alone gave it, where that was set aside; nil otherwise.
    ///
    /// This and the reasons below are for its coalition, which has them in its letters, and for
    /// those who see what was asked.
    package let ruled: Cents?
    /// Why the rule was set aside for it.
    package let overrideReasons: String?
    /// Who got money against the rule while this one was passed over; nil when nobody did.
    package let passedOver: [LetterPassing]?
}
