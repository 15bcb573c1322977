// Funded dossiers after the release: who may do what with them (F12 to F19).
extension Round {
    func decideInitiative(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .proposeAgreement, .signAgreement:
            return try decideAgreement(command, by: actor, in: world)
        case .saveReport, .handInReport, .adoptReport, .returnReport:
            return try decideReport(command, by: actor, in: world)
        case .claimTranche, .approveTranche, .refuseTranche, .payTranche, .proposeSettlement,
            .adoptSettlement, .receiveBack:
            return try decidePayment(command, by: actor, in: world)
        case .recordForecast, .recordTalk, .stopInitiative, .releaseLessons:
            return try decideTalk(command, by: actor, in: world)
        case .registerHandover, .confirmHandover:
            return try decideHandover(command, by: actor, in: world)
        case .recordResult, .recordImport, .takeSnapshot:
            return try decideRecord(command, by: actor, in: world)
        default: preconditionFailure("only commands about initiatives come here")
        }
    }

    /// Whether the log holds a talk, which is between municipality and coalition.
    var hasTalks: Bool { initiatives.values.contains { !$0.talks.isEmpty } }

    /// What has been given and is followed, or nil.
    package func initiative(_ number: DossierNumber) -> Initiative? { initiatives[number] }

    /// Refuses before the release: there is nothing to follow yet.
    func requireReleased() throws(Refusal) {
        try require(isReleased, .wrongPhase, subject: phase.rawValue)
    }

    /// The initiative, for who follows it for the municipality: a relationship manager or the
    /// coordinator, without a vote in the round.
    func followed(
        _ number: DossierNumber, by actor: Actor
    ) throws(Refusal) -> (initiative: Initiative, person: PersonID) {
        let person = try requireMunicipal([.relationshipManager, .coordinator], actor)
        return (try given(number), person)
    }

    /// Refuses who holds none of these roles, and who has a seat with a vote: the wall between the
    /// committee and the municipality stays after the release.
    @discardableResult
    func requireMunicipal(
        _ roles: Set<MunicipalRole>, _ actor: Actor
    ) throws(Refusal) -> PersonID {
        guard let person = actor.person, !actor.municipalRoles.isDisjoint(with: roles) else {
            throw Refusal(.notAllowed)
        }
        let seat = committee.seat(of: person)
        try require(seat == nil || seat?.kind == .secretary, .notAllowed)
        return person
    }

    /// The initiative, for who writes for an organisation of its coalition.
    func joining(
        _ number: DossierNumber, by actor: Actor
    ) throws(Refusal) -> (initiative: Initiative, dossier: Dossier) {
        let dossier = try own(number, by: actor)
        return (try given(number), dossier)
    }

    /// The same, for the lead alone.
    func leading(
        _ number: DossierNumber, by actor: Actor
    ) throws(Refusal) -> (initiative: Initiative, person: PersonID) {
        let (initiative, dossier) = try joining(number, by: actor)
        guard let person = actor.person, dossier.lead.organisation.id == actor.actingFor else {
            throw Refusal(.notAllowed)
        }
        return (initiative, person)
    }

    private func given(_ number: DossierNumber) throws(Refusal) -> Initiative {
        guard let dossier = dossier(number), dossier.submitted != nil else {
            throw Refusal(.unknownDossier, subject: "\(number)")
        }
        guard let initiative = initiatives[number] else {
            throw Refusal(.wrongState, subject: outwardState(of: dossier).rawValue)
        }
        return initiative
    }

    /// The terms in force; refuses before both sides have signed any.
    func agreed(_ initiative: Initiative) throws(Refusal) -> AgreementTerms {
        guard let terms = initiative.terms else { throw Refusal(.notAgreed) }
        return terms
    }

    /// Refuses once the initiative has been settled, and, where it must go on, once it has stopped.
    func requireUnsettled(_ initiative: Initiative, running: Bool = false) throws(Refusal) {
        let state = dossier(initiative.dossier)?.state.rawValue
        try require(!initiative.isSettled, .wrongState, subject: state)
        try require(!running || initiative.lessons == nil, .wrongState, subject: state)
    }
}

// What an event about an initiative makes true.
extension Round {
    /// Begins an initiative for everything that has been granted and has none yet.
    mutating func beginInitiatives(at moment: Instant) {
        for dossier in dossiers where dossier.state == .granted {
            if initiatives[dossier.number] != nil { continue }
            initiatives[dossier.number] = Initiative(
                dossier: dossier.number, grantedOn: AmsterdamTime(moment).date)
        }
    }

    mutating func applyInitiative(_ event: RoundEvent, stamp: Stamp) {
        switch event {
        case .importRecorded(let note): imports.append(note)
        case .snapshotTaken(let snapshot): snapshots.append(snapshot)
        default:
            guard let number = event.followedDossier else {
                preconditionFailure("only events about initiatives come here")
            }
            book(event)
            initiatives[number]?.apply(event, stamp: stamp)
            if let initiative = initiatives[number] {
                dossiers[number - 1].state = state(of: initiative)
            }
        }
    }

    /// What the event says must be booked.
    private mutating func book(_ event: RoundEvent) {
        switch event {
        case .tranchePaid(let number, _, let amount):
            unbooked = [LedgerEntry(.paid, amount, dossier: number)]
        case .grantSettled(let number, let amount):
            unbooked = ledger.settling(number, on: amount)
        case .amountReceivedBack(let number, let amount):
            unbooked = [LedgerEntry(.receivedBack, amount, dossier: number)]
        default: break
        }
    }

    /// Where the dossier is, as its initiative says (F3).
    private func state(of initiative: Initiative) -> DossierState {
        if initiative.lessons != nil { return .stoppedWithLessons }
        if initiative.isSettled { return .completed }
        if initiative.agreement != nil { return .running }
        return initiative.agreements.isEmpty ? .granted : .agreement
    }
}
