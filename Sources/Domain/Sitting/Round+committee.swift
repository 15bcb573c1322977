// The committee's composition and interests.
extension Round {
    func decideCommittee(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        try require(actor.holds(.coordinator), .notAllowed)
        try require(phase < .ranked, .wrongPhase, subject: phase.rawValue)
        switch command {
        case .appointSeat(let person, let kind):
            let seat = try seat(for: person, kind: kind, in: world.directory)
            return quorumKept([.seatAppointed(seat: seat)])
        case .dismissSeat(let person):
            try require(committee.seat(of: person) != nil, .unknownPerson, subject: "\(person)")
            try require(
                !ballots.contains { $0.restsOn(person) }, .wrongState, subject: "\(person)")
            return quorumKept([.seatDismissed(person: person)])
        case .callSubstitute(let substitute, let member):
            guard let seat = committee.seat(of: substitute), seat.kind == .substitute else {
                throw Refusal(.unknownPerson, subject: "\(substitute)")
            }
            guard let absent = committee.seat(of: member), absent.votes,
                absent.kind != .substitute
            else { throw Refusal(.unknownPerson, subject: "\(member)") }
            try require(seat.replaces == nil, .seatTaken, subject: "\(substitute)")
            try require(
                !committee.seats.contains { $0.replaces == member }, .seatTaken,
                subject: "\(member)")
            let sealed = ballots.filter { $0.state.isSealed && $0.hasVote(of: member) }
            // The substitute couldn't vote any more, so a closed ballot is revealed as it was cast.
            try require(
                !sealed.contains { $0.state == .closed }, .ballotUnfinished, subject: "\(member)")
            let called = RoundEvent.substituteCalled(substitute: substitute, member: member)
            if sealed.isEmpty { return quorumKept([called]) }
            return quorumKept([
                called, .votesVoided(person: member, ballots: sealed.map(\.number)),
            ])
        default: preconditionFailure("only commands about the committee come here")
        }
    }

    private func seat(
        for id: PersonID, kind: Seat.Kind, in directory: Directory
    ) throws(Refusal) -> Seat {
        guard let person = directory.people[id] else {
            throw Refusal(.unknownPerson, subject: "\(id)")
        }
        try require(committee.seat(of: id) == nil, .seatTaken, subject: "\(id)")
        try require(
            committee.seats.count < Limits.committeeSeats, .tooMany, limit: Limits.committeeSeats)
        let single: [Seat.Kind] = [.chair, .deputyChair, .secretary]
        try require(
            !single.contains(kind) || !committee.holds(kind), .seatTaken, subject: kind.rawValue)
        try require(
            kind == .secretary || !person.municipalRoles.contains(.decisionMaker),
            .deciderMayNotVote, subject: "\(id)")
        let ties = person.memberships.keys.sorted()
        let concerns = Set(ties.compactMap { directory.organisations[$0]?.concern })
        return Seat(
            person: id, name: person.name, kind: kind, ties: ties,
            tiedConcerns: concerns.sorted(), replaces: nil, interests: nil)
    }
}

extension Committee {
    func holds(_ kind: Seat.Kind) -> Bool { seats.contains { $0.kind == kind } }
}
