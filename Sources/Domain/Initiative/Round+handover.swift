// The register of handovers: written by who hands over, confirmed by who received (F14).
extension Round {
    func decideHandover(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .registerHandover(let number, let handover):
            let (initiative, dossier) = try joining(number, by: actor)
            try requireReleased()
            try requireUnsettled(initiative)
            _ = try agreed(initiative)
            try check(handover, on: dossier, by: actor, in: world)
            try require(
                initiative.handovers.count < Limits.handovers, .tooMany, limit: Limits.handovers)
            try require(
                !initiative.handovers.contains {
                    $0.from == handover.from && $0.reference == handover.reference
                }, .alreadyExists, subject: handover.reference)
            return [.handoverRegistered(dossier: number, handover: handover)]
        case .confirmHandover(let number, let place, let confirmedOn, let firstContactOn):
            let handover = try received(number, place, by: actor)
            try require(handover.consent, .wrongState, subject: "consent")
            try require(handover.confirmedOn == nil, .alreadyExists, subject: "\(place)")
            let today = AmsterdamTime(world.now).date
            try require(
                handover.heldOn <= confirmedOn && confirmedOn <= today
                    && firstContactOn.map { $0 <= today } != false, .datesOutOfOrder,
                subject: "confirmedOn")
            return [
                .handoverConfirmed(
                    dossier: number, handover: place, confirmedOn: confirmedOn,
                    firstContactOn: firstContactOn)
            ]
        default: preconditionFailure("only commands about handovers come here")
        }
    }

    private func check(
        _ handover: Handover, on dossier: Dossier, by actor: Actor, in world: World
    ) throws(Refusal) {
        try requireText(
            handover.reference, most: Limits.referenceCharactersMost, subject: "reference")
        try require(!handover.reference.holdsPersonNumber, .personNumber, subject: "reference")
        try require(handover.from == actor.actingFor, .notActingForOrganisation)
        try require(handover.confirmedOn == nil, .malformed, subject: "confirmedOn")
        if let receiver = handover.receiver {
            _ = try world.directory.organisation(receiver)
            // Who hands over doesn't confirm it as well.
            try require(
                dossier.partner(receiver)?.standing != .accepted, .alreadyPartner,
                subject: "\(receiver)")
        }
        try require(
            handover.receiver != nil || handover.destination == .neighbourhoodTeam, .malformed,
            subject: "receiver")
        let today = AmsterdamTime(world.now).date
        let dates = [handover.heldOn, handover.firstContactOn].compactMap(\.self)
        try require(
            dates.allSatisfy { $0 <= today }, .datesOutOfOrder, subject: "handover")
    }

    /// The handover, for the party that it went to; of others nobody learns whether it is there.
    private func received(
        _ number: DossierNumber, _ place: Int, by actor: Actor
    ) throws(Refusal) -> Handover {
        let handover = initiatives[number]?.handovers.numbered(place)
        if let organisation = actor.actingFor {
            let role = actor.memberships[organisation]
            try require(role?.mayEdit == true, .notAllowed)
            try requireReleased()
            guard let handover, handover.receiver == organisation else {
                throw Refusal(.unknownHandover, subject: "\(place)")
            }
            return handover
        }
        try requireMunicipal([.neighbourhoodTeam], actor)
        try requireReleased()
        guard let handover, handover.receiver == nil else {
            throw Refusal(.unknownHandover, subject: "\(place)")
        }
        return handover
    }
}
