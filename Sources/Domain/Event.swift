/// Everything that can have happened in a round; the name of a case is its type in the log.
package enum RoundEvent: Codable, Sendable, Equatable {
    case roundCreated(rules: RoundRules)
    case rulesChanged(rules: RoundRules)
    /// Freezes the rules: version, fingerprint and the register as it was then.
    case roundPublished(version: Int, fingerprint: Digest, register: [RegularService])
    /// A new version of published rules, before the first submission.
    case rulesCorrected(version: Int, rules: RoundRules, fingerprint: Digest)
    /// The rules' fingerprint changes with it, so that it can always be computed from the rules.
    case closingMoved(closesAt: AmsterdamTime, fingerprint: Digest)
    case roundOpened
    case roundClosed
    case screeningStarted
    case roundFinished
    case roundWithdrawn(reasons: String)

    case seatAppointed(seat: Seat)
    case seatDismissed(person: PersonID)
    case substituteCalled(substitute: PersonID, member: PersonID)
    case interestsDeclared(person: PersonID, interests: [Interest])
    /// The member's votes on these ballots no longer count; they stay in the log (F8).
    case votesVoided(person: PersonID, ballots: [BallotNumber])

    case dossierStarted(
        dossier: DossierNumber, title: String, lead: OrganisationFacts, fingerprint: Digest)
    case contentChanged(
        dossier: DossierNumber, version: Int, change: ContentChange, fingerprint: Digest)
    case partnerInvited(
        dossier: DossierNumber, organisation: OrganisationFacts, until: Instant)
    case invitationAccepted(dossier: DossierNumber, organisation: OrganisationFacts)
    /// Declined, expired, withdrawn or left.
    case partnerWent(
        dossier: DossierNumber, organisation: OrganisationID, standing: Partner.Standing,
        reasons: String?)
    case offeredForSigning(dossier: DossierNumber)
    case dossierSigned(dossier: DossierNumber, signature: Signature)
    case signaturesVoided(dossier: DossierNumber, organisations: [OrganisationID])
    case dossierSubmitted(dossier: DossierNumber, submission: Submission)
    case dossierWithdrawn(dossier: DossierNumber, reasons: String)

    case supplementRequested(dossier: DossierNumber, supplement: Supplement)
    /// The term passed: the last submitted content counts again, as a new version.
    case supplementExpired(dossier: DossierNumber, version: Int, fingerprint: Digest)
    case dossierAdmitted(dossier: DossierNumber)
    case dossierNotConsidered(dossier: DossierNumber, reasons: String)

    case sittingPlanned(sitting: Sitting)
    case sittingOpened(sitting: Int)
    case sittingSuspended(sitting: Int)
    case sittingResumed(sitting: Int)
    case sittingClosed(sitting: Int)
    case presenceChanged(person: PersonID, source: PresenceSource, present: Bool)
    case dossierTakenUp(dossier: DossierNumber)
    case ballotPrepared(
        ballot: BallotNumber, dossier: DossierNumber, subject: BallotSubject, attempt: Int)
    case ballotOpened(ballot: BallotNumber)
    case ballotSuspended(ballot: BallotNumber)
    case ballotResumed(ballot: BallotNumber)
    case gateVoteCast(ballot: BallotNumber, person: PersonID, vote: GateVote)
    case scoreGiven(
        ballot: BallotNumber, person: PersonID, criterion: CriterionCode, value: Int)
    /// The member's vote that went before it was on paper and entered by the secretary (F6).
    case paperVoteEntered(ballot: BallotNumber, person: PersonID)
    /// Whether the member says that it is the vote that was on paper.
    case paperVoteCountersigned(ballot: BallotNumber, person: PersonID, agrees: Bool)
    case ballotClosed(ballot: BallotNumber, missing: [PersonID])
    case ballotRevealed(ballot: BallotNumber, result: BallotResult)
    case ballotAdopted(ballot: BallotNumber, motivations: [String: String])
    /// A vote in it was voided: it is open to a new ballot again.
    case adoptionLapsed(ballot: BallotNumber)
    case gateFailed(dossier: DossierNumber)
    case dossierAssessed(dossier: DossierNumber)
    case dossierLeftUnassessed(dossier: DossierNumber, reasons: String)

    case rankingAdopted(ranking: Ranking)
    case potAllocated(allocation: Allocation)
    case decisionIntended(decision: Decision)
    case decisionsReleased
    case potBooked(entries: [LedgerEntry])
    case roundExported(form: String)

    /// The names of the events in the log.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case roundCreated, rulesChanged, roundPublished, rulesCorrected, closingMoved
        case roundOpened, roundClosed, screeningStarted, roundFinished, roundWithdrawn
        case seatAppointed, seatDismissed, substituteCalled, interestsDeclared, votesVoided
        case dossierStarted, contentChanged, partnerInvited, invitationAccepted, partnerWent
        case offeredForSigning, dossierSigned, signaturesVoided, dossierSubmitted
        case dossierWithdrawn, supplementRequested, supplementExpired, dossierAdmitted
        case dossierNotConsidered, sittingPlanned, sittingOpened, sittingSuspended
        case sittingResumed, sittingClosed, presenceChanged, dossierTakenUp, ballotPrepared
        case ballotOpened, ballotSuspended, ballotResumed, gateVoteCast, scoreGiven
        case paperVoteEntered, paperVoteCountersigned
        case ballotClosed, ballotRevealed, ballotAdopted, adoptionLapsed, gateFailed
        case dossierAssessed, dossierLeftUnassessed, rankingAdopted, potAllocated
        case decisionIntended, decisionsReleased, potBooked, roundExported
    }
}
