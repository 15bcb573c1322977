// What the gate needs beside its ballots: the casting vote and a second look at the coalition (F5).
extension Round {
    func decideGate(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .giveCastingVote(let name, let verdict, let reasons):
            let (ballot, person) = try castable(name, by: actor)
            try requireReasons(reasons, subject: "reasons")
            try require(verdict != .abstain, .voteTypeMismatch, subject: "\(name)")
            return [
                .castingVoteGiven(
                    ballot: ballot.number,
                    vote: CastingVote(person: person, verdict: verdict, reasons: reasons))
            ]
        case .recheckCoalition(let number):
            let isSecretary = committee.holds(.secretary, actor.person)
            try require(isSecretary || actor.holds(.coordinator), .notAllowed)
            guard let dossier = dossier(number), dossier.submitted != nil else {
                throw Refusal(.unknownDossier, subject: "\(number)")
            }
            try require(
                dossier.state != .withdrawn, .wrongState, subject: dossier.state.rawValue)
            try require(
                (Phase.closed...Phase.ranked).contains(phase), .wrongPhase,
                subject: phase.rawValue)
            let now = try coalition(of: dossier, in: world.directory)
            try require(
                now.map(\.checked) != dossier.coalition.map(\.checked), .nothingDue,
                subject: "\(number)")
            return rechecked(dossier, now)
        default: preconditionFailure("only commands about the gate come here")
        }
    }

    /// H1 is judged again (edge case 12), and whoever is now tied to the coalition never was free
    /// of it (F8).
    private func rechecked(_ dossier: Dossier, _ now: [OrganisationFacts]) -> [RoundEvent] {
        let event = RoundEvent.coalitionRechecked(dossier: dossier.number, coalition: now)
        var after = self
        after.apply(event, stamp: .tentative)
        let ties = committee.seats.flatMap { after.votesLost(by: $0) }
        let lapsed = ties.contains {
            if case .adoptionLapsed(let number) = $0 {
                ballot(number)?.subject == .collaboration
                    && ballot(number)?.dossier == dossier.number
            } else {
                false
            }
        }
        // Whatever was ranked rests on it, so that is done again too.
        let unranked: [RoundEvent] = ranking == nil ? [] : [.rankingLapsed]
        return quorumKept(
            [event] + unranked + ties + (lapsed ? [] : lapsing(dossier, .collaboration)))
    }

    private func castable(
        _ name: BallotName, by actor: Actor
    ) throws(Refusal) -> (Ballot, PersonID) {
        let (ballot, dossier) = try led(name, by: actor)
        try require(rules.chairMayCast, .notAllowed, subject: "castingVote")
        try require(
            ballot.state == .revealed
                && latestBallot(of: dossier.number, on: ballot.subject)?.name == name,
            .ballotNotRevealed, subject: "\(name)")
        try require(!ballot.isOutdated, .coalitionChanged, subject: "\(dossier.number)")
        let isTied = ballot.result?.gate?.isSecondTie == true && ballot.attempt > 1
        try require(isTied && ballot.castingVote == nil, .noTie, subject: "\(name)")
        guard let person = actor.person else { throw Refusal(.notAllowed) }
        return (ballot, person)
    }

    /// The coalition as the directory has it at this moment.
    func coalition(
        of dossier: Dossier, in directory: Directory
    ) throws(Refusal) -> [OrganisationFacts] {
        var facts: [OrganisationFacts] = []
        for partner in dossier.members {
            facts.append(try directory.facts(partner.organisation.id))
        }
        return facts
    }

    /// That the adopted result on an item no longer stands; nothing when there is none.
    private func lapsing(_ dossier: Dossier, _ subject: BallotSubject) -> [RoundEvent] {
        guard dossier.state != .withdrawn else { return [] }
        return adoptedBallot(of: dossier.number, on: subject).map {
            [.adoptionLapsed(ballot: $0.number)]
        } ?? []
    }

    /// Refuses to go on with a coalition that isn't what it was when H1 was judged (edge case 12).
    func requireSameCoalitions(in directory: Directory) throws(Refusal) {
        for dossier in dossiers where dossier.isJudged && dossier.state != .withdrawn {
            let now = try coalition(of: dossier, in: directory)
            try require(
                now.map(\.identity) == dossier.coalition.map(\.identity), .coalitionChanged,
                subject: "\(dossier.number)")
        }
    }
}

extension OrganisationFacts {
    /// What makes two providers distinct (F4).
    var identity: [String] { [id.rawValue, kvk, concern] }

    /// What the committee is shown of it beside the first hard requirement.
    var checked: [String] { identity + ["\(contracted)"] }
}

extension Directory {
    /// What a round notes of an organisation at this moment.
    func facts(_ id: OrganisationID) throws(Refusal) -> OrganisationFacts {
        let organisation = try organisation(id)
        return OrganisationFacts(
            organisation, signatory: people.values.contains { $0.memberships[id] == .signatory })
    }
}
