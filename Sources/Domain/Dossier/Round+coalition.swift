// Who takes part (F4).
extension Round {
    func decideCoalition(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .invitePartner(let number, let organisation):
            return [try invite(organisation, to: number, by: actor, in: world)]
        case .withdrawInvitation(let number, let organisation):
            let dossier = try led(number, by: actor)
            try require(
                dossier.partner(organisation)?.standing == .invited, .unknownPartner,
                subject: "\(organisation)")
            return [
                .partnerWent(
                    dossier: number, organisation: organisation, standing: .expired, reasons: nil)
            ]
        case .acceptInvitation(let number):
            let (dossier, organisation) = try invited(to: number, by: actor, at: world.now)
            let facts = OrganisationFacts(try world.directory.organisation(organisation))
            return [.invitationAccepted(dossier: number, organisation: facts)]
                + (try changed(dossier, .joined(organisation: organisation), world))
        case .declineInvitation(let number, let reasons):
            let (_, organisation) = try invited(to: number, by: actor, at: world.now)
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
            return try changed(dossier, .left(organisation: organisation), world) + [
                .partnerWent(
                    dossier: number, organisation: organisation, standing: .left, reasons: reasons)
            ]
        default: preconditionFailure("only commands about the coalition come here")
        }
    }

    private func invite(
        _ id: OrganisationID, to number: DossierNumber, by actor: Actor, in world: World
    ) throws(Refusal) -> RoundEvent {
        let dossier = try led(number, by: actor)
        try requireDrafting(at: world.now)
        try require(
            dossier.state == .draft || dossier.state == .signing, .wrongState,
            subject: outwardState(of: dossier).rawValue)
        let standing = dossier.partner(id)?.standing
        try require(
            standing != .invited && standing != .accepted, .alreadyPartner, subject: "\(id)")
        try require(
            dossier.partners.count < Limits.partnersPerDossier, .tooMany,
            limit: Limits.partnersPerDossier)
        let organisation = try world.directory.organisation(id)
        return .partnerInvited(
            dossier: number, organisation: OrganisationFacts(organisation),
            until: endOfDay(after: rules.invitationDays, from: world.now))
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
