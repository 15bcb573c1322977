// Blind ballots: prepared, opened, closed, revealed, repeated and adopted (F5, F6, F9).
extension Round {
    func decideBallot(
        _ command: RoundCommand, by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .prepareBallot(let subject): return [try prepare(subject, by: actor)]
        case .openBallot(let name):
            let (ballot, dossier) = try led(name, by: actor)
            try require(ballot.state == .ready, .ballotNotOpen, subject: "\(name)")
            try requireGate(before: ballot, dossier)
            try require(isJudgeable(dossier), .notJudgeable, subject: "\(dossier.number)")
            try require(
                hasQuorum(on: dossier), .quorumMissing, limit: quorum(on: dossier))
            return [.ballotOpened(ballot: ballot.number)]
        case .closeBallot(let name, let missing):
            let (ballot, _) = try led(name, by: actor)
            try require(ballot.state == .open, .ballotNotOpen, subject: "\(name)")
            // Closing over somebody's head asks for their names (F6).
            try require(
                missing.sorted() == self.missing(on: ballot).sorted(), .missingNotListed,
                subject: self.missing(on: ballot).map(\.rawValue).joined(separator: ", "))
            return [.ballotClosed(ballot: ballot.number, missing: missing)]
        case .revealBallot(let name):
            let (ballot, dossier) = try led(name, by: actor)
            try require(ballot.state == .closed, .ballotNotClosed, subject: "\(name)")
            try require(isJudgeable(dossier), .notJudgeable, subject: "\(dossier.number)")
            try require(hasQuorum(on: dossier), .quorumMissing, limit: quorum(on: dossier))
            return [.ballotRevealed(ballot: ballot.number, result: result(of: ballot))]
        case .repeatBallot(let name): return [try repeated(name, by: actor)]
        case .adoptBallot(let name, let motivations):
            return try adopt(name, motivations, by: actor)
        case .leaveUnassessed(let number, let reasons):
            // Somebody outside the committee learns nothing about how a dossier stands.
            try require(mayLead(actor.person), .notAllowed, subject: "chair")
            try require(phase == .sitting, .wrongPhase, subject: phase.rawValue)
            guard let dossier = dossier(number), dossier.submitted != nil else {
                throw Refusal(.unknownDossier, subject: "\(number)")
            }
            try requireChair(actor, on: dossier)
            try requireInAssessment(dossier)
            try require(isJudgeable(dossier), .notJudgeable, subject: "\(number)")
            try requireReasons(reasons, subject: "reasons")
            let unfinished = ballots.contains { $0.dossier == number && $0.state.isSealed }
            try require(!unfinished, .ballotUnfinished, subject: "\(number)")
            return [.dossierLeftUnassessed(dossier: number, reasons: reasons)]
        default: preconditionFailure("only commands of a ballot's course come here")
        }
    }

    private func prepare(
        _ subject: BallotSubject, by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        let isSecretary = committee.holds(.secretary, actor.person)
        try require(isSecretary || mayLead(actor.person), .notAllowed)
        _ = try openSitting()
        guard let dossier = currentDossier else { throw Refusal(.notCurrentDossier) }
        if !isSecretary { try requireFree(actor, of: dossier) }
        try requireInAssessment(dossier)
        try require(subject != .tieBreak, .voteTypeMismatch, subject: subject.rawValue)
        if subject == .scores {
            try require(passedGate(dossier), .gateNotPassed, subject: "\(dossier.number)")
        }
        try require(
            latestBallot(of: dossier.number, on: subject) == nil, .alreadyExists,
            subject: subject.rawValue)
        return .ballotPrepared(
            ballot: ballots.count + 1, dossier: dossier.number, subject: subject, attempt: 1)
    }

    private func requireInAssessment(_ dossier: Dossier) throws(Refusal) {
        try require(
            dossier.state == .inAssessment, .wrongState, subject: dossier.state.rawValue)
    }

    func passedGate(_ dossier: Dossier) -> Bool {
        BallotSubject.gate.allSatisfy { dossier.gate[$0] == .meets }
    }

    /// The ballot and its dossier, if the actor leads it and it is on the table.
    func led(
        _ name: BallotName, by actor: Actor
    ) throws(Refusal) -> (Ballot, Dossier) {
        // Who doesn't lead the committee learns nothing about which ballots there are.
        guard let seat = actor.person.flatMap(committee.seat) else { throw Refusal(.notCommittee) }
        try require(mayLead(actor.person), .notAllowed, subject: "chair")
        guard let ballot = ballot(name), let dossier = dossier(name.dossier) else {
            throw unknownBallot(name, to: seat)
        }
        try requireChair(actor, on: dossier)
        _ = try openSitting()
        try require(
            currentDossier?.number == dossier.number, .notCurrentDossier,
            subject: "\(dossier.number)")
        try requireInAssessment(dossier)
        // A joint vote goes its course as one, and a tie-break is no assessment.
        try require(!joins(ballot), .ballotUnfinished, subject: "\(name)")
        try require(ballot.subject != .tieBreak, .voteTypeMismatch, subject: "\(name)")
        return (ballot, dossier)
    }

    /// That there is no such ballot; who is kept from a dossier may not count its ballots.
    func unknownBallot(_ name: BallotName, to seat: Seat) -> Refusal {
        dossier(name.dossier).map { $0.submitted != nil && isConflicted(seat, on: $0) } == true
            ? Refusal(.interestConflict) : Refusal(.unknownBallot, subject: "\(name)")
    }

    /// Scores say nothing of a dossier whose gate isn't passed, or was but lapsed (F5, F8).
    private func requireGate(before ballot: Ballot, _ dossier: Dossier) throws(Refusal) {
        try require(
            ballot.subject.isGate || passedGate(dossier), .gateNotPassed,
            subject: "\(dossier.number)")
    }

    /// Refuses a member who hasn't declared, or is kept from this dossier (F8).
    func requireFree(_ actor: Actor, of dossier: Dossier) throws(Refusal) {
        guard let seat = actor.person.flatMap(committee.seat) else { return }
        try require(!isConflicted(seat, on: dossier), .interestConflict)
        try require(seat.interests != nil, .interestsNotDeclared)
    }

    func requireChair(_ actor: Actor, on dossier: Dossier) throws(Refusal) {
        try requireFree(actor, of: dossier)
        try require(
            actor.person != nil && actor.person == chair(on: dossier), .notAllowed,
            subject: "chair")
    }

    private func repeated(
        _ name: BallotName, by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        let (ballot, dossier) = try led(name, by: actor)
        let latest = latestBallot(of: dossier.number, on: ballot.subject)
        try require(
            ballot.state == .revealed && latest?.name == name, .ballotNotRevealed,
            subject: "\(name)")
        // A paper vote that isn't the member's own leaves no result to keep to, nor does one on
        // what is no longer so.
        if let outcome = ballot.outcome, !ballot.isContested, !ballot.isOutdated {
            try require(
                outcome == .tie || outcome == .undecided, .noSecondBallot,
                subject: ballot.subject.rawValue)
        }
        let held = ballots.count { $0.dossier == dossier.number && $0.subject == ballot.subject }
        try require(held < Limits.ballotsPerItem, .tooMany, limit: Limits.ballotsPerItem)
        return .ballotPrepared(
            ballot: ballots.count + 1, dossier: dossier.number, subject: ballot.subject,
            attempt: nextAttempt(after: ballot))
    }

    /// Only a tie uses up the first attempt: a ballot without a result is held again as it was.
    private func nextAttempt(after ballot: Ballot) -> Int {
        if ballot.isOutdated { return 1 }
        return ballot.outcome == .undecided || ballot.isContested
            ? ballot.attempt : ballot.attempt + 1
    }

    private func adopt(
        _ name: BallotName, _ motivations: [String: String], by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        let (ballot, dossier) = try led(name, by: actor)
        let latest = latestBallot(of: dossier.number, on: ballot.subject)
        try require(
            ballot.state == .revealed && latest?.name == name, .ballotNotRevealed,
            subject: "\(name)")
        guard let result = ballot.result else { throw Refusal(.ballotNotRevealed) }
        try require(!ballot.isOutdated, .coalitionChanged, subject: "\(dossier.number)")
        try require(
            ballot.uncountersigned.isEmpty, .countersignMissing,
            subject: ballot.uncountersigned.map(\.rawValue).joined(separator: ", "))
        let event = RoundEvent.ballotAdopted(ballot: ballot.number, motivations: motivations)
        if let outcome = ballot.outcome {
            try requireMotivated(outcome, ballot.subject, motivations)
            return [event] + gateEvents(dossier, ballot.subject, outcome)
        }
        try requireGate(before: ballot, dossier)
        try require(result.scores?.total != nil, .tooFewVotes, limit: rules.votesLeast)
        let codes = Set(rules.criteria.map(\.code.rawValue))
        for key in motivations.keys.sorted() where !codes.contains(key) {
            throw Refusal(.unknownCriterion, subject: key)
        }
        for criterion in rules.criteria {
            try requireReasons(
                motivations[criterion.code.rawValue], subject: criterion.code.rawValue)
        }
        return [event, .dossierAssessed(dossier: dossier.number)]
    }

    private func requireMotivated(
        _ outcome: GateOutcome, _ subject: BallotSubject, _ motivations: [String: String]
    ) throws(Refusal) {
        try require(
            outcome != .tie, .tieNeedsSecondBallot, subject: subject.rawValue)
        try require(outcome != .undecided, .tooFewVotes, limit: rules.votesLeast)
        for key in motivations.keys.sorted() where key != subject.rawValue {
            throw Refusal(.unknownCriterion, subject: key)
        }
        if outcome == .doesNotMeet || motivations[subject.rawValue] != nil {
            try requireReasons(motivations[subject.rawValue], subject: subject.rawValue)
        }
    }

    /// One failed item fails the gate, once the other three have their results for the letter.
    private func gateEvents(
        _ dossier: Dossier, _ subject: BallotSubject, _ outcome: GateOutcome
    ) -> [RoundEvent] {
        var gate = dossier.gate
        gate[subject] = outcome
        guard gate.count == BallotSubject.gate.count else { return [] }
        if gate.values.contains(.doesNotMeet) { return [.gateFailed(dossier: dossier.number)] }
        // The gate lapsed and was adopted again while the scores stood.
        return dossier.assessment == nil ? [] : [.dossierAssessed(dossier: dossier.number)]
    }
}
