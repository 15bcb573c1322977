// One member's vote: checked for seat, interest, presence, ballot and scale, in this order.
extension Round {
    func decideVote(_ command: RoundCommand, by actor: Actor) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .castGateVote(let name, let verdict, let reasons):
            let (ballot, person) = try votable(name, by: actor)
            return [try gateVote(on: ballot, by: person, verdict, reasons)]
        case .giveScore(let name, let criterion, let value):
            let (ballot, person) = try votable(name, by: actor)
            return [try score(on: ballot, by: person, criterion, value)]
        case .enterPaperVote(let name, let person, let verdict, let reasons):
            let ballot = try enterable(name, of: person, by: actor)
            return [
                try gateVote(on: ballot, by: person, verdict, reasons),
                .paperVoteEntered(ballot: ballot.number, person: person),
            ]
        case .enterPaperScores(let name, let person, let scores):
            let ballot = try enterable(name, of: person, by: actor)
            let codes =
                ballot.subject == .tieBreak ? [CriterionCode.tieBreak] : rules.criteria.map(\.code)
            var events: [RoundEvent] = []
            for code in scores.keys.sorted() where !codes.contains(code) {
                throw Refusal(.unknownCriterion, subject: "\(code)")
            }
            for code in codes {
                // A form is entered whole: nobody comes back for a line that was skipped.
                guard let value = scores[code] else {
                    throw Refusal(.scoreMissing, subject: "\(code)")
                }
                events.append(try score(on: ballot, by: person, code, value))
            }
            return events + [.paperVoteEntered(ballot: ballot.number, person: person)]
        case .countersignVote(let name, let agrees):
            return [try countersigned(name, agrees, by: actor)]
        default: preconditionFailure("only votes come here")
        }
    }

    private func gateVote(
        on ballot: Ballot, by person: PersonID, _ verdict: GateVote.Verdict, _ reasons: String?
    ) throws(Refusal) -> RoundEvent {
        try require(ballot.subject.isGate, .voteTypeMismatch, subject: "\(ballot.name)")
        if verdict == .doesNotMeet { try requireReasons(reasons, subject: "reasons") }
        try requireLength(reasons ?? "", most: Limits.reasonCharactersMost, subject: "reasons")
        return .gateVoteCast(
            ballot: ballot.number, person: person,
            vote: GateVote(verdict: verdict, reasons: reasons))
    }

    private func score(
        on ballot: Ballot, by person: PersonID, _ criterion: CriterionCode, _ value: Int
    ) throws(Refusal) -> RoundEvent {
        try require(!ballot.subject.isGate, .voteTypeMismatch, subject: "\(ballot.name)")
        if ballot.subject == .tieBreak {
            try require(criterion == .tieBreak, .unknownCriterion, subject: "\(criterion)")
        } else {
            _ = try rules.criterion(criterion)
        }
        try require(
            (0...rules.scaleMost).contains(value), .scoreOutOfScale, limit: rules.scaleMost)
        return .scoreGiven(
            ballot: ballot.number, person: person, criterion: criterion, value: value)
    }

    private func votable(
        _ name: BallotName, by actor: Actor
    ) throws(Refusal) -> (Ballot, PersonID) {
        guard let person = actor.person, let seat = committee.seat(of: person), seat.votes else {
            throw Refusal(.notCommittee)
        }
        try require(seat.interests != nil, .interestsNotDeclared)
        guard let ballot = ballot(name), let dossier = dossier(name.dossier) else {
            throw unknownBallot(name, to: seat)
        }
        try require(!committee.isReplaced(person), .notCommittee)
        let isTied = dossier.members.contains { actor.memberships[$0.organisation.id] != nil }
        try require(
            !isTied && eligible(on: dossier).contains { $0.person == person }, .interestConflict)
        try requireOpen(ballot, on: dossier, for: person)
        return (ballot, person)
    }

    private func requireOpen(
        _ ballot: Ballot, on dossier: Dossier, for person: PersonID
    ) throws(Refusal) {
        _ = try openSitting()
        try require(isPresent(person), .notPresent, subject: "\(person)")
        try require(
            ballot.state == .open && (dossier.state == .inAssessment || joins(ballot)),
            .ballotNotOpen,
            subject: "\(ballot.name)")
    }
}

// Votes on paper: entered by the secretary, marked so, and countersigned by the member (F6).
extension Round {
    private func enterable(
        _ name: BallotName, of person: PersonID, by actor: Actor
    ) throws(Refusal) -> Ballot {
        try require(committee.holds(.secretary, actor.person), .notAllowed)
        guard let ballot = ballot(name), let dossier = dossier(name.dossier) else {
            throw Refusal(.unknownBallot, subject: "\(name)")
        }
        guard let seat = committee.seat(of: person), seat.votes, !committee.isReplaced(person)
        else { throw Refusal(.notCommittee, subject: "\(person)") }
        try require(seat.interests != nil, .interestsNotDeclared, subject: "\(person)")
        try require(!isConflicted(seat, on: dossier), .interestConflict, subject: "\(person)")
        try requireOpen(ballot, on: dossier, for: person)
        // What a member has sent in person is never written over by somebody else.
        try require(
            !ballot.hasVote(of: person) || ballot.uncountersigned.contains(person), .alreadyVoted,
            subject: "\(person)")
        return ballot
    }

    private func countersigned(
        _ name: BallotName, _ agrees: Bool, by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        guard let person = actor.person, let seat = committee.seat(of: person), seat.votes else {
            throw Refusal(.notCommittee)
        }
        guard let ballot = ballot(name), let dossier = dossier(name.dossier) else {
            throw unknownBallot(name, to: seat)
        }
        try require(!isConflicted(seat, on: dossier), .interestConflict)
        try require(
            phase == .sitting && ballot.state != .adopted && ballot.paper[person] == .entered,
            .nothingToCountersign, subject: "\(name)")
        return .paperVoteCountersigned(ballot: ballot.number, person: person, agrees: agrees)
    }
}
