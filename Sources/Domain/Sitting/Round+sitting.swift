// The sitting, who is there, and what is on the table (F6, F7).
extension Round {
    func decideSitting(
        _ command: RoundCommand, by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        if case .noteConnection(let person, let connected) = command {
            try require(actor.identity == .server, .notAllowed)
            return try presence(of: person, .connected, connected)
        }
        let isSecretary = committee.holds(.secretary, actor.person)
        let isChair = holdsChair(actor.person)
        switch command {
        case .planSitting(let plannedAt, let agenda):
            try require(isSecretary || actor.holds(.coordinator), .notAllowed)
            return [try plan(plannedAt, agenda)]
        case .markPresence(let person, let present):
            try require(isSecretary, .notAllowed)
            return try presence(of: person, .marked, present)
        case .openSitting(let number):
            try require(isSecretary || isChair, .notAllowed)
            try require(phase == .screening || phase == .sitting, .wrongPhase)
            try require(
                sittings.numbered(number)?.state == .planned && currentSitting == nil,
                .sittingNotOpen, subject: "\(number)")
            return [.sittingOpened(sitting: number)]
        case .suspendSitting:
            try require(isSecretary || isChair, .notAllowed)
            return [.sittingSuspended(sitting: try openSitting().number)]
                + suspended(openBallots)
        case .resumeSitting:
            try require(isSecretary || isChair, .notAllowed)
            guard let sitting = currentSitting, sitting.state == .suspended else {
                throw Refusal(.sittingNotOpen)
            }
            return [.sittingResumed(sitting: sitting.number)] + resumedBallots(of: self)
        case .closeSitting:
            try require(isSecretary || isChair, .notAllowed)
            guard let sitting = currentSitting else { throw Refusal(.sittingNotOpen) }
            try requireNothingPending()
            return [.sittingClosed(sitting: sitting.number)]
        case .takeUpDossier(let number):
            try require(isSecretary || isChair, .notAllowed)
            let sitting = try openSitting()
            try require(sitting.agenda.contains(number), .unknownDossier, subject: "\(number)")
            // Who is kept from a dossier doesn't learn from a refusal how it stands.
            if !isSecretary, let dossier = dossier(number) {
                try requireFree(actor, of: dossier)
            }
            try requireNothingPending()
            let state = dossier(number)?.state
            try require(
                state == .scheduled || state == .inAssessment, .wrongState,
                subject: state?.rawValue)
            return [.dossierTakenUp(dossier: number)]
        default: preconditionFailure("only commands of the sitting come here")
        }
    }

    /// Whether this person leads the committee, as chair or as deputy.
    func holdsChair(_ person: PersonID?) -> Bool {
        committee.holds(.chair, person) || committee.holds(.deputyChair, person)
    }

    /// Whether this person may lead some dossier: the chairs, and whoever stands in where both are
    /// kept from it.
    func mayLead(_ person: PersonID?) -> Bool {
        guard let person else { return false }
        return holdsChair(person)
            || dossiers.contains { $0.isJudged && chair(on: $0) == person }
    }

    func openSitting() throws(Refusal) -> Sitting {
        guard let sitting = currentSitting, sitting.state == .opened else {
            throw Refusal(.sittingNotOpen)
        }
        return sitting
    }

    /// A sitting over these; the one that is planned over any of them and not opened yet is planned
    /// anew.
    private func plan(
        _ plannedAt: AmsterdamTime, _ agenda: [DossierNumber]
    ) throws(Refusal) -> RoundEvent {
        try require(
            phase == .screening || phase == .sitting, .wrongPhase, subject: phase.rawValue)
        let replaced = sittings.first {
            $0.state == .planned && $0.agenda.contains(where: agenda.contains)
        }
        try require(
            replaced != nil || sittings.count < Limits.sittings, .tooMany, limit: Limits.sittings)
        // Once everything is assessed there may still be a vote over all of it, and nothing else.
        let isForJointVote = !assessed.isEmpty && (try? requireAllAssessed()) != nil
        try require(
            (!agenda.isEmpty || isForJointVote) && Set(agenda).count == agenda.count, .malformed,
            subject: "agenda")
        for number in agenda {
            let state = dossier(number)?.state
            let isFree =
                (state == .admissible || state == .inAssessment)
                && currentDossier?.number != number
            let isOwn = state == .scheduled && replaced?.agenda.contains(number) == true
            try require(isFree || isOwn, .wrongState, subject: "\(number)")
        }
        return .sittingPlanned(
            sitting: Sitting(
                number: replaced?.number ?? sittings.count + 1, plannedAt: plannedAt,
                agenda: agenda, state: .planned))
    }

    /// Open and closed ballots are finished before the committee goes on to something else.
    func requireNothingPending() throws(Refusal) {
        try require(joint == nil, .ballotUnfinished)
        let pending = ballots.first {
            ($0.state.isSealed && $0.state != .ready) && dossier($0.dossier)?.state == .inAssessment
        }
        if let pending { throw Refusal(.ballotUnfinished, subject: "\(pending.dossier)") }
    }

    /// That somebody came or went, and the ballots that this suspends or resumes.
    private func presence(
        of person: PersonID, _ source: PresenceSource, _ present: Bool
    ) throws(Refusal) -> [RoundEvent] {
        try require(currentSitting != nil, .sittingNotOpen)
        guard let seat = committee.seat(of: person), seat.kind != .secretary else {
            throw Refusal(.notCommittee, subject: "\(person)")
        }
        let known = self.presence[person]?.contains(source) == true
        try require(known != present, .wrongState, subject: "\(person)")
        let event = RoundEvent.presenceChanged(person: person, source: source, present: present)
        var after = self
        after.apply(event, stamp: Stamp(position: 0, at: .init(milliseconds: 0), by: .server))
        return [event] + after.quorumChanges
    }

    /// The events of the committee, and the ballots that they suspend or resume (F7).
    func quorumKept(_ events: [RoundEvent]) -> [RoundEvent] {
        var after = self
        for event in events {
            after.apply(
                event, stamp: Stamp(position: 0, at: .init(milliseconds: 0), by: .server))
        }
        return events + after.quorumChanges
    }

    /// What is open without its quorum is suspended, and what has it again is resumed.
    private var quorumChanges: [RoundEvent] {
        guard currentSitting?.state == .opened else { return [] }
        let lost = openBallots.filter { ballot in
            dossier(ballot.dossier).map { !hasQuorum(on: $0) } == true
        }
        return suspended(lost) + resumedBallots(of: self)
    }

    private var openBallots: [Ballot] { ballots.filter { $0.state == .open } }

    private func suspended(_ ballots: [Ballot]) -> [RoundEvent] {
        ballots.map { .ballotSuspended(ballot: $0.number) }
    }

    private func resumedBallots(of round: Round) -> [RoundEvent] {
        round.ballots.filter { ballot in
            guard ballot.state == .suspended, let dossier = round.dossier(ballot.dossier) else {
                return false
            }
            return round.hasQuorum(on: dossier)
        }.map { .ballotResumed(ballot: $0.number) }
    }
}
