// The sitting and its ballots: until the reveal nobody's value is known to anyone else (F6).
extension Round {
    func sittingPart(for viewer: RoundViewer) -> RoundPart? {
        guard let sitting = currentSitting ?? sittings.last else { return nil }
        switch viewer {
        case .applicant, .council, .decisionMaker, .relationshipManager, .budgetHolder,
            .neighbourhoodTeam:
            return nil
        case .member, .secretary, .coordinator, .auditor, .observer, .projector: break
        }
        let names = viewer != .projector && viewer != .observer
        let there = committee.seats.map(\.person).filter(isPresent)
        return .sitting(
            SittingPart(
                sitting: sitting, openedAt: sitting.openedAt, closedAt: sitting.closedAt,
                present: names ? there : nil,
                quorum: currentDossier.flatMap { quorumPart(on: $0, for: viewer) }))
    }

    private func quorumPart(
        on dossier: Dossier, for viewer: RoundViewer
    ) -> SittingPart.Quorum? {
        if case .member = viewer, sight(of: dossier, for: viewer) != .full { return nil }
        let able = eligible(on: dossier)
        let names = viewer != .projector && viewer != .observer
        return SittingPart.Quorum(
            eligible: able.count, present: able.count { isPresent($0.person) },
            needed: quorum(on: dossier), chair: names ? chair(on: dossier) : nil)
    }

    func ballotPart(_ ballot: Ballot, for viewer: RoundViewer) -> RoundPart? {
        guard let dossier = dossier(ballot.dossier) else { return nil }
        let table: BallotTable
        switch viewer {
        case .member(let person):
            guard sight(of: dossier, for: viewer) == .full else { return nil }
            table = BallotTable(own: person, chairs: chair(on: dossier) == person, names: true)
        case .secretary: table = BallotTable(own: nil, chairs: true, names: true)
        case .coordinator, .auditor: table = BallotTable(own: nil, chairs: false, names: true)
        case .observer, .projector:
            table = BallotTable(own: nil, chairs: false, names: false)
        case .decisionMaker:
            guard ballot.state == .adopted else { return nil }
            table = BallotTable(own: nil, chairs: false, names: false)
        case .applicant, .council, .relationshipManager, .budgetHolder, .neighbourhoodTeam:
            return nil
        }
        return .ballot(part(of: ballot, on: dossier, table))
    }

    /// How much of a ballot a viewer has on the table.
    private struct BallotTable {
        /// Whose own vote is shown.
        let own: PersonID?
        /// Whether it closes the ballot, and so must know who is missing.
        let chairs: Bool
        let names: Bool
    }

    private func part(
        of ballot: Ballot, on dossier: Dossier, _ table: BallotTable
    ) -> BallotPart {
        let turnout = turnout(of: ballot)
        let complete = eligible(on: dossier).map(\.person).filter {
            ballot.isComplete($0, criteria: rules.criteria.count)
        }
        let isOpen = ballot.state != .ready
        let votes = counted(in: ballot).compactMap { vote(of: $0, in: ballot) }
        return BallotPart(
            ballot: ballot.name, dossier: ballot.dossier, subject: ballot.subject,
            attempt: ballot.attempt, state: ballot.state, cast: turnout.cast,
            eligible: turnout.eligible,
            voters: table.names && rules.namesVoters && isOpen ? complete : nil,
            missing: table.chairs && isOpen && ballot.state.isSealed
                ? missing(on: ballot) : nil,
            paper: table.names && isOpen
                ? ballot.paper.sorted { $0.key < $1.key }.map { .init(person: $0, word: $1) } : nil,
            own: table.own.flatMap { vote(of: $0, in: ballot) },
            result: ballot.state.isSealed ? nil : shown(ballot.result, names: table.names),
            castingVote: ballot.castingVote.map {
                .init(
                    person: table.names ? $0.person : nil, verdict: $0.verdict,
                    reasons: table.names ? $0.reasons : nil)
            },
            votes: ballot.state.isSealed || !table.names ? nil : votes)
    }

    private func shown(_ result: BallotResult?, names: Bool) -> BallotResult? {
        guard let result, !names else { return result }
        return BallotResult(present: [], gate: result.gate, scores: result.scores)
    }

    private func vote(of person: PersonID, in ballot: Ballot) -> BallotPart.Vote? {
        guard ballot.hasVote(of: person) else { return nil }
        return BallotPart.Vote(
            person: person, gate: ballot.gateVotes[person], scores: ballot.scores[person])
    }
}

extension Ballot {
    /// Whether this member has said anything on it.
    func hasVote(of person: PersonID) -> Bool {
        gateVotes[person] != nil || scores[person] != nil
    }

    /// Whether this member had any part in its result, also as the chair who decided a tie.
    func restsOn(_ person: PersonID) -> Bool {
        hasVote(of: person) || castingVote?.person == person
    }
}
