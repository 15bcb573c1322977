// Interests of members, declared in time, late, or found by somebody else (F8).
extension Round {
    func decideInterest(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .declareInterests(let interests):
            return try declare(interests, by: actor, in: world)
        case .recordInterest(let person, let interest):
            try requireCoordinatorWithoutVote(actor)
            guard let seat = committee.seat(of: person), seat.kind != .secretary else {
                throw Refusal(.notCommittee, subject: "\(person)")
            }
            try requireDeclaring()
            try check(interest, at: "interest")
            let known = seat.interests ?? []
            // Who hasn't declared is kept from everything; this would be a declaration for them.
            try require(seat.interests != nil, .interestsNotDeclared, subject: "\(person)")
            try require(
                !known.contains { $0.dossier == interest.dossier }, .alreadyExists,
                subject: "\(interest.dossier)")
            try require(
                known.count < Limits.interestsPerMember, .tooMany, subject: "interests",
                limit: Limits.interestsPerMember)
            return try found(known + [interest], of: seat, in: world)
        default: preconditionFailure("only commands about interests come here")
        }
    }

    private func declare(
        _ interests: [Interest], by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        guard let person = actor.person, let seat = committee.seat(of: person),
            seat.kind != .secretary
        else { throw Refusal(.notCommittee) }
        try requireDeclaring()
        try require(
            interests.count <= Limits.interestsPerMember, .tooMany, subject: "interests",
            limit: Limits.interestsPerMember)
        for (index, interest) in interests.enumerated() {
            try check(interest, at: "interests[\(index)]")
        }
        // Only the own organisations of this moment are added; nothing once declared goes away.
        let known = Set((seat.interests ?? []).map(\.dossier))
        try require(
            known.isSubset(of: interests.map(\.dossier)), .interestConflict, subject: "interests")
        let tied = dossiers.filter { dossier in
            dossier.submitted != nil && !interests.contains { $0.dossier == dossier.number }
                && dossier.members.contains { actor.memberships[$0.organisation.id] != nil }
        }
        let all =
            interests
            + tied.map { Interest(dossier: $0.number, kind: .ownOrganisation, text: nil) }
        let isNew = Set(all.map(\.dossier)) != known || seat.interests == nil
        try require(isNew || !isReleased, .nothingDue, subject: "interests")
        let isFirst = readingOrders[person] == nil && phase < .ranked
        return (isFirst ? [readingOrder(of: person, world.hashing)] : [])
            + (try found(all, of: seat, in: world))
    }

    private func requireDeclaring() throws(Refusal) {
        try require(
            (Phase.closed...Phase.finished).contains(phase), .wrongPhase, subject: phase.rawValue)
    }

    /// - Parameter place: where the interest stands in the command, so that a refusal can name it.
    private func check(_ interest: Interest, at place: String) throws(Refusal) {
        try require(
            dossier(interest.dossier)?.submitted != nil, .unknownDossier,
            subject: "\(interest.dossier)")
        let text = interest.text ?? ""
        if interest.kind == .other {
            try requireText(
                text, most: Limits.reasonCharactersMost, subject: "\(place).text")
        }
        try requireLength(text, most: Limits.reasonCharactersMost, subject: "\(place).text")
    }

    /// Every member reads in an order of their own, so that no dossier is always the first; by
    /// SHA-256 of the rules' fingerprint, the person and the number, so that anyone can recompute it.
    func readingOrder(of person: PersonID, _ hashing: any Hashing) -> RoundEvent {
        let keys = dossiers.filter { $0.submitted != nil }.map { dossier in
            let seed = "\(rulesFingerprint ?? .zero)\u{0}\(person)\u{0}\(dossier.number)"
            return (hashing.digest(of: Array(seed.utf8)).hexadecimal, dossier.number)
        }
        return .readingOrderDrawn(person: person, order: keys.sorted { $0 < $1 }.map(\.1))
    }

    /// A late interest voids the member's votes and whatever rested on them; after the release it
    /// is weighed and written down, and the decisions stand.
    private func found(
        _ interests: [Interest], of seat: Seat, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        let person = seat.person
        let declared = RoundEvent.interestsDeclared(person: person, interests: interests)
        var after = self
        after.apply(declared, stamp: .tentative)
        guard let later = after.committee.seat(of: person) else { return [declared] }
        let lost = after.ballotsLost(by: later)
        if lost.isEmpty { return quorumKept([declared]) }
        if isReleased {
            let weighed = after.reconsidered(without: person, on: lost, in: world)
            return [declared, .lateInterestWeighed(person: person, reconsideration: weighed)]
        }
        let lapsed: [RoundEvent] = ranking == nil ? [] : [.rankingLapsed]
        return quorumKept([declared] + lapsed + after.votesLost(by: later))
    }

    /// The ballots on which this member voted and turns out to be kept from.
    private func ballotsLost(by seat: Seat) -> [Ballot] {
        ballots.filter { ballot in
            guard let dossier = dossier(ballot.dossier) else { return false }
            return ballot.restsOn(seat.person) && isConflicted(seat, on: dossier)
        }
    }

    /// That those votes fall, and with them whatever was adopted on them.
    func votesLost(by seat: Seat) -> [RoundEvent] {
        let lost = ballotsLost(by: seat)
        if lost.isEmpty { return [] }
        // A dossier that was withdrawn has nothing left to be adopted again, and what another
        // ballot took the place of doesn't count any more.
        let lapsed = lost.filter {
            $0.subject != .tieBreak && dossier($0.dossier)?.state != .withdrawn
                && adoptedBallot(of: $0.dossier, on: $0.subject)?.number == $0.number
        }
        return [.votesVoided(person: seat.person, ballots: lost.map(\.number))]
            + lapsed.map { .adoptionLapsed(ballot: $0.number) }
    }

    /// What everything would have come to without those votes, as far as it can be computed.
    private func reconsidered(
        without person: PersonID, on lost: [Ballot], in world: World
    ) -> Reconsideration {
        var other = recounted(without: person, on: lost)
        var ranking: Ranking?
        var division: Allocation?
        do {
            ranking = try Ranking.of(
                other.assessed, rules: rules, revotes: other.revotes, seed: self.ranking?.seed,
                hashing: world.hashing)
            other.ranking = ranking
            division = other.allocated()
        } catch {
            // It would take another vote to say it.
        }
        let changed = (allocation?.lines ?? []).filter { line in
            division.map { ($0.line(of: line.dossier)?.amount ?? .zero) > .zero }
                .map { $0 != (line.amount > .zero) } == true
        }
        return Reconsideration(
            ballots: lost.map(\.number), ranking: ranking, allocation: division,
            changed: changed.map(\.dossier).sorted())
    }

    /// The round before its decisions, with the adopted results counted again without that member.
    private func recounted(without person: PersonID, on lost: [Ballot]) -> Round {
        var other = self
        for ballot in lost { other.void(ballot.number, of: person) }
        other.ledger = Ledger(available: allocation?.available ?? .zero)
        for index in other.dossiers.indices where other.dossiers[index].isJudged {
            let number = other.dossiers[index].number
            for subject in BallotSubject.gate {
                if let ballot = other.adoptedBallot(of: number, on: subject) {
                    other.dossiers[index].gate[subject] = ballot.outcome
                }
            }
            other.dossiers[index].assessment =
                other.adoptedBallot(of: number, on: .scores)?.result?.scores
            other.dossiers[index].forgetAcceptance(of: allocation?.line(of: number))
            if other.dossiers[index].state != .withdrawn {
                other.dossiers[index].state = other.stateBeforeRanking(of: other.dossiers[index])
            }
        }
        return other
    }

    /// What is left without a result needs another vote before anything can be said of it.
    private func stateBeforeRanking(of dossier: Dossier) -> DossierState {
        if dossier.gate.values.contains(.doesNotMeet) { return .failedGate }
        return passedGate(dossier) && dossier.assessment?.total != nil ? .assessed : .notAssessed
    }
}

extension Dossier {
    /// A part offer that was accepted is a submission of its own; what was asked is the one before.
    fileprivate mutating func forgetAcceptance(of line: AllocationLine?) {
        guard let line, submissions.count > 1, submitted?.totals.requested != line.requested else {
            return
        }
        submissions.removeLast()
    }
}
