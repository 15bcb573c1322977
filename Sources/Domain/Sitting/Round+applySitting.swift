// What an event of a sitting or a ballot makes true.
extension Round {
    mutating func applySitting(_ event: RoundEvent, stamp: Stamp) {
        switch event {
        case .sittingPlanned(let sitting):
            plan(sitting)
            for number in sitting.agenda { dossiers[number - 1].state = .scheduled }
        case .sittingOpened(let number):
            sittings[number - 1].state = .opened
            sittings[number - 1].openedAt = AmsterdamTime(stamp.at)
            phase = .sitting
        case .sittingSuspended(let number): sittings[number - 1].state = .suspended
        case .sittingResumed(let number): sittings[number - 1].state = .opened
        case .sittingClosed(let number): close(number, at: stamp.at)
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
    mutating func close(_ number: Int, at now: Instant) {
        sittings[number - 1].state = .closed
        sittings[number - 1].closedAt = AmsterdamTime(now)
        sittings[number - 1].current = nil
        presence = [:]
        for dossier in sittings[number - 1].agenda where dossiers[dossier - 1].state == .scheduled {
            if !isPlanned(dossier) { dossiers[dossier - 1].state = .admissible }
        }
    }

    /// What is no longer on the agenda of a sitting that is planned anew may be planned again.
    private mutating func plan(_ sitting: Sitting) {
        guard let before = sittings.numbered(sitting.number) else {
            sittings.append(sitting)
            return
        }
        sittings[sitting.number - 1] = sitting
        for dossier in before.agenda where dossiers[dossier - 1].state == .scheduled {
            if !isPlanned(dossier) { dossiers[dossier - 1].state = .admissible }
        }
    }

    func isPlanned(_ dossier: DossierNumber) -> Bool {
        sittings.contains { $0.state == .planned && $0.agenda.contains(dossier) }
    }

    mutating func applyBallot(_ event: RoundEvent, stamp: Stamp) {
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
        case .castingVoteGiven(let number, let vote): ballots[number - 1].castingVote = vote
        case .ballotAdopted(let number, let motivations):
            adopt(number, motivations, by: stamp.by.person)
        case .adoptionLapsed(let number): lapse(number)
        case .gateFailed(let dossier): dossiers[dossier - 1].state = .failedGate
        case .dossierAssessed(let dossier): dossiers[dossier - 1].state = .assessed
        case .dossierLeftUnassessed(let dossier, let reasons):
            dossiers[dossier - 1].state = .notAssessed
            dossiers[dossier - 1].reasons = reasons
        default: preconditionFailure("only events of a ballot come here")
        }
    }

    private mutating func adopt(
        _ number: BallotNumber, _ motivations: [String: String], by drafter: PersonID?
    ) {
        ballots[number - 1].state = .adopted
        let ballot = ballots[number - 1]
        let index = ballot.dossier - 1
        for (item, text) in motivations {
            dossiers[index].motivations[item] = Motivation(text: text, draftedBy: drafter)
        }
        if let outcome = ballot.outcome {
            dossiers[index].gate[ballot.subject] = outcome
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
            dossiers[index].advised = nil
            for criterion in rules.criteria {
                dossiers[index].motivations[criterion.code.rawValue] = nil
            }
        } else {
            dossiers[index].motivations[ballot.subject.rawValue] = nil
        }
    }
}
