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
    /// In which order this member is shown the dossiers, drawn anew for each (F9).
    case readingOrderDrawn(person: PersonID, order: [DossierNumber])
    /// An interest found after the release: what the result would have been, as information (F8).
    case lateInterestWeighed(person: PersonID, reconsideration: Reconsideration)
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
    case sectionMoved(dossier: DossierNumber, section: Section, work: SectionWork)
    case offeredForSigning(dossier: DossierNumber)
    /// A signatory won't sign, for reasons that are about these sections: they are open again.
    case signingDeclined(
        dossier: DossierNumber, organisation: OrganisationID, reasons: String,
        sections: [Section])
    case dossierSigned(dossier: DossierNumber, signature: Signature)
    case signaturesVoided(dossier: DossierNumber, organisations: [OrganisationID])
    case dossierSubmitted(dossier: DossierNumber, submission: Submission)
    /// The coalition writes on; what it submitted stays valid until something newer is (F34).
    case dossierReopened(dossier: DossierNumber)
    /// The round closed before anything newer was submitted.
    case submissionRestored(dossier: DossierNumber, version: Int, fingerprint: Digest)
    case dossierWithdrawn(dossier: DossierNumber, reasons: String)

    case supplementRequested(dossier: DossierNumber, supplement: Supplement)
    /// The term passed: the last submitted content counts again, as a new version.
    case supplementExpired(dossier: DossierNumber, version: Int, fingerprint: Digest)
    case dossierAdmitted(dossier: DossierNumber)
    case dossierNotConsidered(dossier: DossierNumber, reasons: String)
    /// What the directory says of the coalition now, other than at its submission.
    case coalitionRechecked(dossier: DossierNumber, coalition: [OrganisationFacts])
    case incompatibilityMarked(dossier: DossierNumber, other: DossierNumber, reasons: String)
    case termExtended(weeks: Int, reasons: String)
    /// The term of these dossiers ends soon, or has ended (F35).
    case termSignalled(due: CivilDate, signal: TermSignal, dossiers: [DossierNumber])

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
    /// The chair decides a tie that came back, with reasons (F5).
    case castingVoteGiven(ballot: BallotNumber, vote: CastingVote)
    case ballotAdopted(ballot: BallotNumber, motivations: [String: String])
    /// A vote in it was voided: it is open to a new ballot again.
    case adoptionLapsed(ballot: BallotNumber)
    case gateFailed(dossier: DossierNumber)
    case dossierAssessed(dossier: DossierNumber)
    case dossierLeftUnassessed(dossier: DossierNumber, reasons: String)

    case motivationDrafted(
        dossier: DossierNumber, item: String, text: String, fingerprint: Digest)
    case motivationRead(
        dossier: DossierNumber, item: String, fingerprint: Digest, agrees: Bool,
        reasons: String?)
    case amountAdvised(dossier: DossierNumber, advice: AmountAdvice)
    case jointBallotOpened(kind: JointBallot.Kind, ballots: [JointBallot.Entry])
    case jointBallotClosed(missing: [PersonID])
    case jointBallotRevealed(results: [BallotResult])
    case jointBallotAdopted
    /// It came to nothing; another may be held.
    case jointBallotDropped(reasons: String)

    case rankingAdopted(ranking: Ranking)
    case potAllocated(allocation: Allocation)
    /// How much the order hangs on one member or one method, and what was confirmed all the same.
    case robustnessReported(
        robustness: Robustness, confirmed: [DossierNumber], seed: String?)
    /// What it rested on is no longer so; it is kept as it was (F8, F31).
    case rankingLapsed
    case potAdjusted(entry: LedgerEntry, reasons: String)
    case overrideAsked(request: OverrideRequest)
    case overrideApproved(dossier: DossierNumber)
    /// It counts no longer, and whoever sees it sees why.
    case overrideRefused(dossier: DossierNumber, reasons: String)
    /// Taken back by who asked for it.
    case overrideWithdrawn(dossier: DossierNumber)
    case decisionIntended(decision: Decision)
    /// What these decisions rested on has changed: they are taken again (F31).
    case decisionsVoided(dossiers: [DossierNumber])
    case lettersWritten(letters: [Letter])
    case decisionsReleased
    case offerAccepted(dossier: DossierNumber, submission: Submission)
    /// Declined with reasons, or not answered in time.
    case offerLapsed(dossier: DossierNumber, reasons: String?)
    /// What the rule makes of the reserve with the money that came free: proposed, not decided.
    case reserveProposed(allocation: Allocation)
    case potBooked(entries: [LedgerEntry])
    case roundExported(form: String)

    case agreementProposed(
        dossier: DossierNumber, version: Int, side: AgreementSide, terms: AgreementTerms,
        fingerprint: Digest)
    /// With the second side's it is in force, and locked.
    case agreementSigned(
        dossier: DossierNumber, version: Int, signature: AgreementSignature)
    case reportSaved(
        dossier: DossierNumber, period: Int, version: Int, figures: [ReportedFigure],
        fingerprint: Digest)
    /// Under that version of the agreement, whose definitions hold for it for ever.
    case reportHandedIn(
        dossier: DossierNumber, period: Int, content: Digest, agreement: Int)
    case reportAdopted(dossier: DossierNumber, period: Int, content: Digest)
    case reportReturned(dossier: DossierNumber, period: Int, reasons: String)
    case trancheClaimed(dossier: DossierNumber, tranche: Int)
    case trancheApproved(dossier: DossierNumber, tranche: Int, check: PaymentCheck)
    case trancheRefused(dossier: DossierNumber, tranche: Int, reasons: String)
    case tranchePaid(dossier: DossierNumber, tranche: Int, amount: Cents)
    case settlementProposed(dossier: DossierNumber, settlement: Settlement)
    case grantSettled(dossier: DossierNumber, amount: Cents)
    case amountReceivedBack(dossier: DossierNumber, amount: Cents)
    /// Something to talk about, and no more than that (F16).
    case signalRaised(dossier: DossierNumber, signal: Signal)
    case forecastRecorded(dossier: DossierNumber, forecast: Forecast)
    case talkRecorded(dossier: DossierNumber, talk: Talk)
    case handoverRegistered(dossier: DossierNumber, handover: Handover)
    case handoverConfirmed(
        dossier: DossierNumber, handover: Int, confirmedOn: CivilDate,
        firstContactOn: CivilDate?)
    case initiativeStopped(dossier: DossierNumber, lessons: Lessons)
    case lessonsReleased(dossier: DossierNumber)
    case resultRecorded(dossier: DossierNumber, result: RecordedResult, fingerprint: Digest)
    /// That something was read in, and how much; what it was is elsewhere.
    case importRecorded(note: ImportNote)
    case snapshotTaken(snapshot: Snapshot)

    /// The names of the events in the log.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case roundCreated, rulesChanged, roundPublished, rulesCorrected, closingMoved
        case roundOpened, roundClosed, screeningStarted, roundFinished, roundWithdrawn
        case seatAppointed, seatDismissed, substituteCalled, interestsDeclared
        case readingOrderDrawn, lateInterestWeighed, votesVoided
        case dossierStarted, contentChanged, partnerInvited, invitationAccepted, partnerWent
        case sectionMoved, offeredForSigning, signingDeclined, dossierSigned, signaturesVoided
        case dossierSubmitted, dossierReopened, submissionRestored, dossierWithdrawn
        case supplementRequested, supplementExpired, dossierAdmitted, dossierNotConsidered
        case coalitionRechecked, incompatibilityMarked, termExtended, termSignalled
        case sittingPlanned, sittingOpened, sittingSuspended
        case sittingResumed, sittingClosed, presenceChanged, dossierTakenUp, ballotPrepared
        case ballotOpened, ballotSuspended, ballotResumed, gateVoteCast, scoreGiven
        case paperVoteEntered, paperVoteCountersigned
        case ballotClosed, ballotRevealed, castingVoteGiven, ballotAdopted, adoptionLapsed
        case gateFailed, dossierAssessed, dossierLeftUnassessed
        case motivationDrafted, motivationRead, amountAdvised
        case jointBallotOpened, jointBallotClosed, jointBallotRevealed, jointBallotAdopted
        case jointBallotDropped
        case rankingAdopted, potAllocated, robustnessReported, rankingLapsed
        case potAdjusted, overrideAsked, overrideApproved
        case decisionIntended, decisionsVoided, lettersWritten, decisionsReleased
        case offerAccepted, offerLapsed, reserveProposed, potBooked, roundExported
        case agreementProposed, agreementSigned, reportSaved, reportHandedIn, reportAdopted
        case reportReturned, trancheClaimed, trancheApproved, trancheRefused, tranchePaid
        case settlementProposed, grantSettled, amountReceivedBack, signalRaised
        case forecastRecorded, talkRecorded, handoverRegistered, handoverConfirmed
        case initiativeStopped, lessonsReleased, resultRecorded, importRecorded, snapshotTaken
        case overrideRefused, overrideWithdrawn
    }
}
