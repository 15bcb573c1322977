// Who takes part (F4).
extension Round {
    func decideCoalition(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .invitePartner(let number, let version, let organisation):
            return [try invite(organisation, to: number, version, by: actor, in: world)]
        case .withdrawInvitation(let number, let version, let organisation):
            let dossier = try led(number, by: actor)
            try requireVersion(version, of: dossier)
            try require(
                dossier.partner(organisation)?.standing == .invited, .unknownPartner,
                subject: "\(organisation)")
            return [
                .partnerWent(
                    dossier: number, organisation: organisation, standing: .expired, reasons: nil)
            ]
        case .acceptInvitation(let number, let version):
            let (dossier, organisation) = try invited(to: number, by: actor, at: world.now)
            try requireVersion(version, of: dossier)
            let facts = try world.directory.facts(organisation)
            return [.invitationAccepted(dossier: number, organisation: facts)]
                + (try changed(dossier, .joined(organisation: organisation), world))
                + tiedBy(number, facts)
        case .declineInvitation(let number, let version, let reasons):
            let (dossier, organisation) = try invited(to: number, by: actor, at: world.now)
            try requireVersion(version, of: dossier)
            try requireText(reasons, most: Limits.reasonCharactersMost, subject: "reasons")
            return [
                .partnerWent(
                    dossier: number, organisation: organisation, standing: .declined,
                    reasons: reasons)
            ]
        case .leaveCoalition(let number, let version, let reasons):
            let dossier = try own(number, by: actor)
            let organisation = try organisation(of: actor)
            try require(dossier.lead.organisation.id != organisation, .leadCannotLeave)
            try requireSignatory(actor)
            try requireVersion(version, of: dossier)
            try requireText(reasons, most: Limits.reasonCharactersMost, subject: "reasons")
            return try leaving(dossier, organisation, reasons, world)
        default: preconditionFailure("only commands about the coalition come here")
        }
    }

    /// After the closing, who turns out to be tied to the new partner loses its votes (F8).
    private func tiedBy(_ number: DossierNumber, _ facts: OrganisationFacts) -> [RoundEvent] {
        guard phase >= .closed else { return [] }
        let event = RoundEvent.invitationAccepted(dossier: number, organisation: facts)
        var after = self
        after.apply(event, stamp: .tentative)
        return Array(
            quorumKept([event] + committee.seats.flatMap { after.votesLost(by: $0) }).dropFirst())
    }

    /// A draft loses the partner's part. What was submitted goes back to the coalition, as long as
    /// the committee hasn't begun: the phase says so to all, so the refusal tells nothing (F22).
    private func leaving(
        _ dossier: Dossier, _ organisation: OrganisationID, _ reasons: String, _ world: World
    ) throws(Refusal) -> [RoundEvent] {
        let went = RoundEvent.partnerWent(
            dossier: dossier.number, organisation: organisation, standing: .left, reasons: reasons)
        switch dossier.state {
        case .draft, .signing:
            return try changed(dossier, .left(organisation: organisation), world) + [went]
        case .submitted, .supplementRequested, .admissible, .scheduled:
            try require(
                phase == .open || phase == .closed || phase == .screening, .wrongPhase,
                subject: phase.rawValue)
            let supplement = Supplement(
                questions: reasons, sections: Section.allCases,
                due: endOfDay(after: rules.supplementDays, from: world.now), left: organisation)
            return change(dossier, .left(organisation: organisation), world) + [
                went, .supplementRequested(dossier: dossier.number, supplement: supplement),
            ]
        case .inAssessment, .failedGate, .assessed, .notAssessed, .ranked:
            throw Refusal(.wrongPhase, subject: phase.rawValue)
        default: throw Refusal(.wrongState, subject: outwardState(of: dossier).rawValue)
        }
    }

    private func invite(
        _ id: OrganisationID, to number: DossierNumber, _ version: Int, by actor: Actor,
        in world: World
    ) throws(Refusal) -> RoundEvent {
        let dossier = try led(number, by: actor)
        try requireVersion(version, of: dossier)
        let until = try joiningUntil(dossier, at: world.now)
        let standing = dossier.partner(id)?.standing
        try require(
            standing != .invited && standing != .accepted, .alreadyPartner, subject: "\(id)")
        try require(
            dossier.partners.count < Limits.partnersPerDossier, .tooMany,
            limit: Limits.partnersPerDossier)
        return .partnerInvited(
            dossier: number, organisation: try world.directory.facts(id),
            until: min(until, endOfDay(after: rules.invitationDays, from: world.now)))
    }

    /// Until when an organisation may join: while the coalition drafts, or has lost a partner.
    private func joiningUntil(_ dossier: Dossier, at now: Instant) throws(Refusal) -> Instant {
        switch dossier.state {
        case .draft, .signing:
            try requireDrafting(at: now)
            return .distantFuture
        case .supplementRequested:
            guard let supplement = dossier.supplement, supplement.left != nil else {
                throw Refusal(.sectionLocked)
            }
            try require(phase < .ranked && now < supplement.due, .roundClosed)
            return supplement.due
        default: throw Refusal(.wrongState, subject: outwardState(of: dossier).rawValue)
        }
    }

    private func led(_ number: DossierNumber, by actor: Actor) throws(Refusal) -> Dossier {
        let dossier = try own(number, by: actor)
        try require(dossier.lead.organisation.id == actor.actingFor, .notAllowed)
        return dossier
    }

    private func invited(
        to number: DossierNumber, by actor: Actor, at now: Instant
    ) throws(Refusal) -> (Dossier, OrganisationID) {
        let organisation = try organisation(of: actor)
        guard let dossier = dossier(number), let partner = dossier.partner(organisation),
            partner.standing == .invited, let until = partner.invitedUntil, now < until
        else { throw Refusal(.unknownDossier, subject: "\(number)") }
        return (dossier, organisation)
    }

    /// The moment at which the day so many days later ends in Amsterdam.
    func endOfDay(after days: Int, from now: Instant) -> Instant {
        let today = AmsterdamTime(now).date
        return AmsterdamTime(
            date: CivilDate(dayNumber: today.dayNumber + days + 1),
            time: TimeOfDay(secondOfDay: 0)
        ).instant
    }

    func requireSignatory(_ actor: Actor) throws(Refusal) {
        let role = actor.actingFor.flatMap { actor.memberships[$0] }
        try require(role == .signatory, .notSignatory)
    }
}
