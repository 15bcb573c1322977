extension Round {
    package func decide(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        if case .createRound(let rules) = command {
            try require(actor.holds(.coordinator), .notAllowed)
            try require(phase == .absent, .alreadyExists, subject: "\(id)")
            try rules.check()
            return [.roundCreated(rules: rules)]
        }
        try require(phase != .absent, .unknownRound, subject: "\(id)")
        switch command {
        case .createRound, .changeRules, .publishRound, .moveClosing, .startScreening,
            .finishRound, .withdrawRound:
            try require(actor.holds(.coordinator), .notAllowed)
            return try decideRound(command, in: world)
        case .passTime:
            try require(actor.identity == .server, .notAllowed)
            return try decideTime(at: world.now, hashing: world.hashing)
        case .recordExport(let form):
            try require(
                actor.holds(.coordinator) || actor.holds(.auditor) || actor.holds(.administrator),
                .notAllowed)
            try requireText(form, most: Limits.nameCharactersMost, subject: "form")
            // A member with a vote may be kept from what an export shows.
            let votes = actor.person.flatMap(committee.seat)?.votes == true
            try require(!votes, .notAllowed)
            try require(!hasHiddenMaterial, .hiddenMaterial)
            return [.roundExported(form: form)]
        case .appointSeat, .dismissSeat, .callSubstitute, .declareInterests:
            return try decideCommittee(command, by: actor, in: world)
        case .startDossier, .changeTitle, .writeSection, .writeRole, .setCostLines,
            .setInvolvedParties, .setEffects:
            return try decideContent(command, by: actor, in: world)
        case .invitePartner, .withdrawInvitation, .acceptInvitation, .declineInvitation,
            .leaveCoalition:
            return try decideCoalition(command, by: actor, in: world)
        case .offerForSigning, .signDossier, .submitDossier, .withdrawDossier:
            return try decideSubmission(command, by: actor, in: world)
        case .requestSupplement, .admitDossier, .declineToConsider:
            try require(actor.holds(.coordinator), .notAllowed)
            return try decideScreening(command, in: world)
        case .planSitting, .openSitting, .suspendSitting, .resumeSitting, .closeSitting,
            .markPresence, .noteConnection, .takeUpDossier:
            return try decideSitting(command, by: actor)
        case .prepareBallot, .openBallot, .closeBallot, .revealBallot, .repeatBallot,
            .adoptBallot, .leaveUnassessed:
            return try decideBallot(command, by: actor)
        case .castGateVote, .giveScore, .enterPaperVote, .enterPaperScores, .countersignVote:
            return try decideVote(command, by: actor)
        case .adoptRanking(let seed):
            return try decideRanking(seed: seed, by: actor, in: world)
        case .intendDecision, .releaseDecisions:
            return try decideDecision(command, by: actor)
        }
    }

    private func decideRound(
        _ command: RoundCommand, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .changeRules(let rules): return [try change(rules, in: world)]
        case .publishRound:
            try require(phase == .draft, .wrongPhase, subject: phase.rawValue)
            try require(
                committee.holds(.chair), .rulesIncomplete, subject: "chair")
            try require(
                committee.seats.count { $0.votes } >= rules.quorumLeast, .rulesIncomplete,
                subject: "committee")
            try require(
                world.now < rules.closesAt.instant, .datesOutOfOrder, subject: "closesAt")
            let today = AmsterdamTime(world.now).date
            let register = world.directory.register.values
                .filter { $0.regularSince <= today }.sorted { $0.id < $1.id }
            return [
                .roundPublished(
                    version: 1, fingerprint: world.hashing.fingerprint(of: rules),
                    register: register),
                .potBooked(entries: [LedgerEntry(.set, rules.pot)]),
            ]
        case .moveClosing(let closesAt):
            try require(
                phase == .published || phase == .open, .wrongPhase, subject: phase.rawValue)
            try require(world.now < rules.closesAt.instant, .roundClosed)
            try require(rules.closesAt.instant < closesAt.instant, .closingOnlyLater)
            var moved = rules
            moved.closesAt = closesAt
            return [
                .closingMoved(
                    closesAt: closesAt, fingerprint: world.hashing.fingerprint(of: moved))
            ]
        case .startScreening:
            try require(phase == .closed, .wrongPhase, subject: phase.rawValue)
            return [.screeningStarted]
        case .finishRound:
            try require(phase == .decided, .wrongPhase, subject: phase.rawValue)
            return [.roundFinished]
        case .withdrawRound(let reasons):
            try require(phase < .decided, .wrongPhase, subject: phase.rawValue)
            try requireReasons(reasons, subject: "reasons")
            return [.roundWithdrawn(reasons: reasons)]
        default: preconditionFailure("only commands about the round itself come here")
        }
    }

    private func change(_ rules: RoundRules, in world: World) throws(Refusal) -> RoundEvent {
        try rules.check()
        if phase == .draft { return .rulesChanged(rules: rules) }
        try require(phase == .published || phase == .open, .rulesFrozen)
        try require(world.now < self.rules.closesAt.instant, .roundClosed)
        try require(submissionsCount == 0, .rulesFrozen, subject: "submissions")
        try require(
            phase == .published || self.rules.opensAt == rules.opensAt, .rulesFrozen,
            subject: "opensAt")
        try require(
            self.rules.closesAt.instant <= rules.closesAt.instant, .closingOnlyLater)
        // The pot was announced with the rules: no correction may touch it (Awb 4:27).
        try require(rules.pot == self.rules.pot, .rulesFrozen, subject: "pot")
        return .rulesCorrected(
            version: rulesVersion + 1, rules: rules,
            fingerprint: world.hashing.fingerprint(of: rules))
    }
}

// The server's clock: every change that time makes is a command of the server, in the log.
extension Round {
    package var deadline: Instant? {
        switch phase {
        case .published: return ([rules.opensAt.instant] + terms).min()
        case .open: return ([rules.closesAt.instant] + terms).min()
        case .closed, .screening, .sitting: return terms.min()
        default: return nil
        }
    }

    /// When an invitation expires, or a supplement is due.
    private var terms: [Instant] {
        let drafting = phase == .published || phase == .open
        return dossiers.flatMap { dossier -> [Instant] in
            let invitations = dossier.partners.compactMap(\.invitedUntil)
            return switch dossier.state {
            case .draft, .signing: drafting ? invitations : []
            case .supplementRequested:
                invitations + (dossier.supplement.map { [$0.due] } ?? [])
            default: []
            }
        }
    }

    private func decideTime(
        at now: Instant, hashing: any Hashing
    ) throws(Refusal) -> [RoundEvent] {
        var events: [RoundEvent] = []
        if phase == .published, rules.opensAt.instant <= now { events.append(.roundOpened) }
        if phase == .published || phase == .open {
            if rules.closesAt.instant <= now { events.append(.roundClosed) }
            for dossier in dossiers where dossier.state == .draft || dossier.state == .signing {
                // Nobody can join any more once the round has closed.
                events += expired(dossier, at: now, end: rules.closesAt.instant)
            }
        }
        for dossier in dossiers where dossier.state == .supplementRequested {
            guard let due = dossier.supplement?.due else { continue }
            events += expired(dossier, at: now, end: due)
            guard due <= now, let content = dossier.restored else { continue }
            let fingerprint = hashing.fingerprint(of: content)
            events.append(
                .supplementExpired(
                    dossier: dossier.number, version: dossier.version + 1,
                    fingerprint: fingerprint))
            // Who signed what is now undone didn't sign what counts again.
            let undone = dossier.validSignatures.filter { $0.content != fingerprint }
            if !undone.isEmpty {
                events.append(
                    .signaturesVoided(
                        dossier: dossier.number, organisations: undone.map(\.organisation)))
            }
        }
        try require(!events.isEmpty, .nothingDue)
        return events
    }

    /// The invitations whose term has passed, or that lead to nothing because all joining ended.
    private func expired(_ dossier: Dossier, at now: Instant, end: Instant) -> [RoundEvent] {
        dossier.partners.compactMap { partner in
            guard let until = partner.invitedUntil, min(until, end) <= now else { return nil }
            return .partnerWent(
                dossier: dossier.number, organisation: partner.organisation.id,
                standing: .expired, reasons: nil)
        }
    }
}

// The committee's composition and interests.
extension Round {
    private func decideCommittee(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        if case .declareInterests(let interests) = command {
            return try declare(interests, by: actor)
        }
        try require(actor.holds(.coordinator), .notAllowed)
        try require(phase < .ranked, .wrongPhase, subject: phase.rawValue)
        switch command {
        case .appointSeat(let person, let kind):
            let seat = try seat(for: person, kind: kind, in: world.directory)
            return quorumKept([.seatAppointed(seat: seat)])
        case .dismissSeat(let person):
            try require(committee.seat(of: person) != nil, .unknownPerson, subject: "\(person)")
            try require(
                !ballots.contains { $0.hasVote(of: person) }, .wrongState, subject: "\(person)")
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
            .voterMayNotDecide, subject: "\(id)")
        let ties = person.memberships.keys.sorted()
        let concerns = Set(ties.compactMap { directory.organisations[$0]?.concern })
        return Seat(
            person: id, name: person.name, kind: kind, ties: ties,
            tiedConcerns: concerns.sorted(), replaces: nil, interests: nil)
    }

    /// Declaring late voids the member's votes on the dossier and whatever rested on them.
    private func declare(
        _ interests: [Interest], by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        guard let person = actor.person, let seat = committee.seat(of: person),
            seat.kind != .secretary
        else { throw Refusal(.notCommittee) }
        try require(
            phase == .closed || phase == .screening || phase == .sitting, .wrongPhase,
            subject: phase.rawValue)
        try require(
            interests.count <= Limits.interestsPerMember, .tooMany, subject: "interests",
            limit: Limits.interestsPerMember)
        for interest in interests {
            try require(
                dossier(interest.dossier)?.submitted != nil, .unknownDossier,
                subject: "\(interest.dossier)")
            if interest.kind == .other {
                try requireText(
                    interest.text ?? "", most: Limits.reasonCharactersMost, subject: "text")
            }
            try require(
                (interest.text ?? "").count <= Limits.reasonCharactersMost, .textTooLong,
                subject: "text", limit: Limits.reasonCharactersMost)
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
        var events: [RoundEvent] = [.interestsDeclared(person: person, interests: all)]
        var after = self
        after.apply(events[0], stamp: Stamp(position: 0, at: .init(milliseconds: 0), by: .server))
        guard let later = after.committee.seat(of: person) else { return events }
        let lost = ballots.filter { ballot in
            guard let dossier = after.dossier(ballot.dossier) else { return false }
            return ballot.hasVote(of: person) && after.isConflicted(later, on: dossier)
        }
        if !lost.isEmpty {
            events.append(.votesVoided(person: person, ballots: lost.map(\.number)))
            // A dossier that was withdrawn has nothing left to be adopted again.
            events += lost.filter {
                $0.state == .adopted && dossier($0.dossier)?.state != .withdrawn
            }.map { .adoptionLapsed(ballot: $0.number) }
        }
        return quorumKept(events)
    }
}

extension Committee {
    func holds(_ kind: Seat.Kind) -> Bool { seats.contains { $0.kind == kind } }
}
