extension Round {
    package mutating func apply(_ event: RoundEvent, stamp: Stamp) {
        switch event {
        case .roundCreated(let rules):
            phase = .draft
            plan = rules
        case .rulesChanged(let rules): plan = rules
        case .roundPublished(let version, let fingerprint, let register):
            phase = .published
            rulesVersion = version
            rulesFingerprint = fingerprint
            self.register = register
            registerIndex = RegisterIndex(of: register)
            unbooked = [LedgerEntry(.set, rules.pot)]
        case .rulesCorrected(let version, let rules, let fingerprint):
            plan = rules
            rulesVersion = version
            rulesFingerprint = fingerprint
        case .closingMoved(let closesAt, let fingerprint):
            plan?.closesAt = closesAt
            rulesFingerprint = fingerprint
        case .roundOpened: phase = .open
        case .roundClosed: phase = .closed
        case .screeningStarted: phase = .screening
        case .roundFinished: phase = .finished
        case .roundWithdrawn(let reasons):
            phase = .withdrawn
            self.reasons = reasons
            if let sitting = currentSitting { close(sitting.number, at: stamp.at) }
        case .rankingAdopted(let ranking): adopt(ranking)
        case .potAllocated, .robustnessReported, .rankingLapsed, .potAdjusted, .potBooked,
            .overrideAsked, .overrideApproved, .overrideRefused, .overrideWithdrawn,
            .reserveProposed, .incompatibilityMarked, .amountAdvised:
            applyPot(event, stamp: stamp)
        case .decisionIntended, .decisionsVoided, .decisionsReleased, .lettersWritten,
            .offerAccepted, .offerLapsed, .motivationDrafted, .motivationRead:
            applyDecision(event, stamp: stamp)
            beginInitiatives(at: stamp.at)
        case .termExtended(let weeks, _): extensionWeeks += weeks
        case .termSignalled(let due, let signal, let dossiers):
            termSignals.append(SignalledTerm(due: due, signal: signal, dossiers: dossiers))
        case .roundExported: break
        case .agreementProposed, .agreementSigned, .reportSaved, .reportHandedIn, .reportAdopted,
            .reportReturned, .trancheClaimed, .trancheApproved, .trancheRefused, .tranchePaid,
            .settlementProposed, .grantSettled, .amountReceivedBack, .signalRaised,
            .forecastRecorded, .talkRecorded, .handoverRegistered, .handoverConfirmed,
            .initiativeStopped, .lessonsReleased, .resultRecorded, .importRecorded,
            .snapshotTaken:
            applyInitiative(event, stamp: stamp)
        case .seatAppointed, .seatDismissed, .substituteCalled, .interestsDeclared,
            .readingOrderDrawn, .lateInterestWeighed, .votesVoided:
            applyCommittee(event)
        case .jointBallotOpened, .jointBallotClosed, .jointBallotRevealed, .jointBallotAdopted,
            .jointBallotDropped:
            applyJoint(event)
        case .sittingPlanned, .sittingOpened, .sittingSuspended, .sittingResumed, .sittingClosed,
            .presenceChanged, .dossierTakenUp:
            applySitting(event, stamp: stamp)
        case .ballotPrepared, .ballotOpened, .ballotSuspended, .ballotResumed, .gateVoteCast,
            .scoreGiven, .paperVoteEntered, .paperVoteCountersigned, .ballotClosed, .ballotRevealed,
            .castingVoteGiven, .ballotAdopted, .adoptionLapsed, .gateFailed, .dossierAssessed,
            .dossierLeftUnassessed:
            applyBallot(event, stamp: stamp)
        case .dossierStarted(let number, let title, let lead, let fingerprint):
            dossiers.append(
                Dossier(number: number, title: title, lead: lead, fingerprint: fingerprint))
            dossiers[number - 1].hints = registerIndex.hints(for: title)
        case .contentChanged(let number, _, _, _), .partnerInvited(let number, _, _),
            .invitationAccepted(let number, _), .partnerWent(let number, _, _, _),
            .sectionMoved(let number, _, _), .offeredForSigning(let number),
            .signingDeclined(let number, _, _, _), .dossierSigned(let number, _),
            .signaturesVoided(let number, _), .dossierSubmitted(let number, _),
            .dossierReopened(let number), .submissionRestored(let number, _, _),
            .dossierWithdrawn(let number, _), .supplementRequested(let number, _),
            .supplementExpired(let number, _, _), .dossierAdmitted(let number),
            .dossierNotConsidered(let number, _), .coalitionRechecked(let number, _):
            if case .dossierSubmitted = event { submissionsCount += 1 }
            if case .coalitionRechecked = event { outdate(.collaboration, of: number) }
            // What was intended for it was never taken.
            if case .dossierWithdrawn = event { decisions[number] = nil }
            dossiers[number - 1].apply(event, stamp: stamp)
            if case .contentChanged(_, _, let change, _) = event, change.isHinted {
                let content = dossiers[number - 1].content
                dossiers[number - 1].hints = registerIndex.hints(for: content.hintedText)
            }
            // Admitted again while a planned sitting still has it on its agenda.
            if case .dossierAdmitted = event, isPlanned(number) {
                dossiers[number - 1].state = .scheduled
            }
        }
    }

    /// Whoever voted on it judged what is no longer so.
    private mutating func outdate(_ subject: BallotSubject, of dossier: DossierNumber) {
        for index in ballots.indices where ballots[index].dossier == dossier {
            let ballot = ballots[index]
            if ballot.subject == subject, ballot.hasVotes { ballots[index].isOutdated = true }
        }
    }

    private mutating func adopt(_ ranking: Ranking) {
        phase = .ranked
        self.ranking = ranking
        for line in ranking.lines { dossiers[line.dossier - 1].state = .ranked }
    }

    private mutating func applyCommittee(_ event: RoundEvent) {
        switch event {
        case .seatAppointed(let seat): committee.seats.append(seat)
        case .seatDismissed(let person):
            committee.seats.removeAll { $0.person == person }
            presence[person] = nil
        case .substituteCalled(let substitute, let member):
            update(seat: substitute) { $0.replaces = member }
        case .interestsDeclared(let person, let interests):
            update(seat: person) { $0.interests = interests }
        case .readingOrderDrawn(let person, let order): readingOrders[person] = order
        case .lateInterestWeighed(_, let reconsideration):
            reconsiderations.append(reconsideration)
        case .votesVoided(let person, let numbers):
            for number in numbers { void(number, of: person) }
        default: preconditionFailure("only events of the committee come here")
        }
    }

    mutating func void(_ number: BallotNumber, of person: PersonID) {
        ballots[number - 1].gateVotes[person] = nil
        ballots[number - 1].scores[person] = nil
        ballots[number - 1].paper[person] = nil
        if ballots[number - 1].castingVote?.person == person {
            ballots[number - 1].castingVote = nil
        }
        if ballots[number - 1].result != nil {
            ballots[number - 1].result = result(of: ballots[number - 1])
            // The chair decided a tie that is none any more.
            if ballots[number - 1].result?.gate?.isTied != true {
                ballots[number - 1].castingVote = nil
            }
        }
        // A tie that was broken with a vote that fell is a tie again.
        if ballots[number - 1].subject == .tieBreak {
            let dossier = ballots[number - 1].dossier
            revotes.removeAll { $0.values.contains { $0.dossier == dossier } }
        }
    }

    private mutating func update(seat person: PersonID, _ body: (inout Seat) -> Void) {
        guard let index = committee.seats.firstIndex(where: { $0.person == person }) else { return }
        body(&committee.seats[index])
    }
}
