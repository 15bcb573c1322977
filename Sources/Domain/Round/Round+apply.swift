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
            if let sitting = currentSitting { close(sitting.number) }
        case .rankingAdopted(let ranking): adopt(ranking)
        case .potAllocated(let allocation): self.allocation = allocation
        case .decisionIntended(let decision): decisions[decision.dossier] = decision
        case .decisionsReleased: release()
        case .potBooked(let entries): ledger.append(entries)
        case .roundExported: break
        case .seatAppointed, .seatDismissed, .substituteCalled, .interestsDeclared, .votesVoided:
            applyCommittee(event)
        case .sittingPlanned, .sittingOpened, .sittingSuspended, .sittingResumed, .sittingClosed,
            .presenceChanged, .dossierTakenUp:
            applySitting(event)
        case .ballotPrepared, .ballotOpened, .ballotSuspended, .ballotResumed, .gateVoteCast,
            .scoreGiven, .paperVoteEntered, .paperVoteCountersigned, .ballotClosed, .ballotRevealed,
            .ballotAdopted, .adoptionLapsed,
            .gateFailed, .dossierAssessed, .dossierLeftUnassessed:
            applyBallot(event)
        case .dossierStarted(let number, let title, let lead, let fingerprint):
            dossiers.append(
                Dossier(number: number, title: title, lead: lead, fingerprint: fingerprint))
        case .contentChanged(let number, _, _, _), .partnerInvited(let number, _, _),
            .invitationAccepted(let number, _), .partnerWent(let number, _, _, _),
            .offeredForSigning(let number), .dossierSigned(let number, _),
            .signaturesVoided(let number, _), .dossierSubmitted(let number, _),
            .dossierWithdrawn(let number, _), .supplementRequested(let number, _),
            .supplementExpired(let number, _, _), .dossierAdmitted(let number),
            .dossierNotConsidered(let number, _):
            if case .dossierSubmitted = event { submissionsCount += 1 }
            // What was intended for it was never taken.
            if case .dossierWithdrawn = event { decisions[number] = nil }
            dossiers[number - 1].apply(event)
            // Admitted again while a planned sitting still has it on its agenda.
            if case .dossierAdmitted = event, isPlanned(number) {
                dossiers[number - 1].state = .scheduled
            }
        }
    }

    private mutating func adopt(_ ranking: Ranking) {
        phase = .ranked
        self.ranking = ranking
        for line in ranking.lines { dossiers[line.dossier - 1].state = .ranked }
    }

    private mutating func release() {
        phase = .decided
        for decision in decisions.values
        where dossiers[decision.dossier - 1].state != .withdrawn {
            dossiers[decision.dossier - 1].state = decision.outcome.state
        }
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
        case .votesVoided(let person, let numbers):
            for number in numbers {
                ballots[number - 1].gateVotes[person] = nil
                ballots[number - 1].scores[person] = nil
                ballots[number - 1].paper[person] = nil
                if ballots[number - 1].result != nil {
                    ballots[number - 1].result = result(of: ballots[number - 1])
                }
            }
        default: preconditionFailure("only events of the committee come here")
        }
    }

    private mutating func update(seat person: PersonID, _ body: (inout Seat) -> Void) {
        guard let index = committee.seats.firstIndex(where: { $0.person == person }) else { return }
        body(&committee.seats[index])
    }

    private mutating func applySitting(_ event: RoundEvent) {
        switch event {
        case .sittingPlanned(let sitting):
            sittings.append(sitting)
            for number in sitting.agenda { dossiers[number - 1].state = .scheduled }
        case .sittingOpened(let number):
            sittings[number - 1].state = .opened
            phase = .sitting
        case .sittingSuspended(let number): sittings[number - 1].state = .suspended
        case .sittingResumed(let number): sittings[number - 1].state = .opened
        case .sittingClosed(let number): close(number)
        case .presenceChanged(let person, let source, let present):
            if present {
                presence[person, default: []].insert(source)
            } else {
                presence[person]?.remove(source)
            }
        case .dossierTakenUp(let dossier):
            guard let index = sittings.firstIndex(where: { $0.state == .opened }) else { return }
            sittings[index].current = dossier
            if dossiers[dossier - 1].state == .scheduled {
                dossiers[dossier - 1].state = .inAssessment
            }
        default: preconditionFailure("only events of a sitting come here")
        }
    }

    /// What the sitting didn't come to may be planned again.
    private mutating func close(_ number: Int) {
        sittings[number - 1].state = .closed
        sittings[number - 1].current = nil
        presence = [:]
        for dossier in sittings[number - 1].agenda where dossiers[dossier - 1].state == .scheduled {
            if !isPlanned(dossier) { dossiers[dossier - 1].state = .admissible }
        }
    }

    private func isPlanned(_ dossier: DossierNumber) -> Bool {
        sittings.contains { $0.state == .planned && $0.agenda.contains(dossier) }
    }

    private mutating func applyBallot(_ event: RoundEvent) {
        switch event {
        case .ballotPrepared(let number, let dossier, let subject, let attempt):
            let ordinal = ballots.count { $0.dossier == dossier } + 1
            ballots.append(
                Ballot(
                    number: number, name: BallotName(dossier: dossier, ordinal: ordinal),
                    subject: subject, attempt: attempt))
        case .ballotOpened(let number), .ballotResumed(let number):
            ballots[number - 1].state = .open
        case .ballotSuspended(let number): ballots[number - 1].state = .suspended
        case .gateVoteCast(let number, let person, let vote):
            ballots[number - 1].gateVotes[person] = vote
            ballots[number - 1].paper[person] = nil
        case .scoreGiven(let number, let person, let criterion, let value):
            ballots[number - 1].scores[person, default: [:]][criterion] = value
            ballots[number - 1].paper[person] = nil
        case .paperVoteEntered(let number, let person):
            ballots[number - 1].paper[person] = .entered
        case .paperVoteCountersigned(let number, let person, let agrees):
            ballots[number - 1].paper[person] = agrees ? .agreed : .contested
        case .ballotClosed(let number, _): ballots[number - 1].state = .closed
        case .ballotRevealed(let number, let result):
            ballots[number - 1].turnout = turnout(of: ballots[number - 1])
            ballots[number - 1].state = .revealed
            ballots[number - 1].result = result
        case .ballotAdopted(let number, let motivations): adopt(number, motivations)
        case .adoptionLapsed(let number): lapse(number)
        case .gateFailed(let dossier): dossiers[dossier - 1].state = .failedGate
        case .dossierAssessed(let dossier): dossiers[dossier - 1].state = .assessed
        case .dossierLeftUnassessed(let dossier, let reasons):
            dossiers[dossier - 1].state = .notAssessed
            dossiers[dossier - 1].reasons = reasons
        default: preconditionFailure("only events of a ballot come here")
        }
    }

    private mutating func adopt(_ number: BallotNumber, _ motivations: [String: String]) {
        ballots[number - 1].state = .adopted
        let ballot = ballots[number - 1]
        let index = ballot.dossier - 1
        dossiers[index].motivations.merge(motivations) { _, new in new }
        if let gate = ballot.result?.gate {
            dossiers[index].gate[ballot.subject] = gate.outcome
        } else {
            dossiers[index].assessment = ballot.result?.scores
        }
    }

    private mutating func lapse(_ number: BallotNumber) {
        ballots[number - 1].state = .revealed
        let ballot = ballots[number - 1]
        let index = ballot.dossier - 1
        dossiers[index].state = .inAssessment
        dossiers[index].reasons = nil
        dossiers[index].gate[ballot.subject] = nil
        if ballot.subject == .scores {
            dossiers[index].assessment = nil
            for criterion in rules.criteria {
                dossiers[index].motivations[criterion.code.rawValue] = nil
            }
        } else {
            dossiers[index].motivations[ballot.subject.rawValue] = nil
        }
    }
}

extension Dossier {
    /// Makes an event about this dossier alone true.
    mutating func apply(_ event: RoundEvent) {
        switch event {
        case .contentChanged(_, let version, let change, let fingerprint):
            content.apply(change)
            advance(to: version, fingerprint: fingerprint)
            if state == .signing { state = .draft }
        case .partnerInvited(_, let organisation, let until):
            partners.removeAll { $0.organisation.id == organisation.id }
            partners.append(
                Partner(
                    organisation: organisation, isLead: false, standing: .invited,
                    invitedUntil: until))
        case .invitationAccepted(_, let organisation):
            update(organisation.id) {
                $0.organisation = organisation
                $0.standing = .accepted
                $0.invitedUntil = nil
            }
        case .partnerWent(_, let organisation, let standing, _):
            update(organisation) {
                $0.standing = standing
                $0.invitedUntil = nil
            }
        case .offeredForSigning: state = .signing
        case .dossierSigned(_, let signature): signatures.append(signature)
        case .signaturesVoided(_, let organisations):
            for index in signatures.indices
            where organisations.contains(signatures[index].organisation) {
                signatures[index].void = true
            }
        case .dossierSubmitted(_, let submission):
            submissions.append(submission)
            supplement = nil
            state = .submitted
            for facts in submission.coalition { update(facts.id) { $0.organisation = facts } }
        case .dossierWithdrawn(_, let reasons):
            state = .withdrawn
            self.reasons = reasons
        case .supplementRequested(_, let supplement):
            self.supplement = supplement
            state = .supplementRequested
        case .supplementExpired(_, let version, let fingerprint):
            restoreSubmitted(version: version, fingerprint: fingerprint)
        case .dossierAdmitted: state = .admissible
        case .dossierNotConsidered(_, let reasons):
            state = .notConsidered
            self.reasons = reasons
        default: preconditionFailure("only events of one dossier come here")
        }
    }

    private mutating func update(_ organisation: OrganisationID, _ body: (inout Partner) -> Void) {
        guard let index = partners.firstIndex(where: { $0.organisation.id == organisation }) else {
            return
        }
        body(&partners[index])
    }

    private mutating func restoreSubmitted(version: Int, fingerprint: Digest) {
        if let restored { content = restored }
        advance(to: version, fingerprint: fingerprint)
        supplement = nil
        state = .submitted
    }
}
