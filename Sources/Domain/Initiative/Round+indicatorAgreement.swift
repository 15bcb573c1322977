// The indicator agreement: proposed, counter-proposed, signed by both sides, then locked (F12).
extension Round {
    func decideAgreement(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .proposeAgreement(let number, let version, let terms):
            let (initiative, side, _) = try agreeing(number, by: actor)
            try requireReleased()
            try requireUnsettled(initiative, running: true)
            try requireNewest(version, of: initiative)
            try require(
                version < Limits.agreementVersions, .tooMany, subject: "version",
                limit: Limits.agreementVersions)
            try terms.check()
            try requireKept(terms, in: initiative)
            return [
                .agreementProposed(
                    dossier: number, version: version + 1, side: side, terms: terms,
                    fingerprint: world.hashing.fingerprint(of: terms))
            ]
        case .signAgreement(let number, let version, let content):
            return [try sign(number, version, content, by: actor)]
        default: preconditionFailure("only commands about the agreement come here")
        }
    }

    /// Which side the actor speaks for: that of the organisation acted for, else the municipality's.
    private func agreeing(
        _ number: DossierNumber, by actor: Actor
    ) throws(Refusal) -> (initiative: Initiative, side: AgreementSide, person: PersonID) {
        if actor.actingFor != nil {
            let (initiative, person) = try leading(number, by: actor)
            return (initiative, .coalition, person)
        }
        let (initiative, person) = try followed(number, by: actor)
        return (initiative, .municipality, person)
    }

    private func sign(
        _ number: DossierNumber, _ version: Int, _ content: Digest, by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        let (initiative, side, person) = try agreeing(number, by: actor)
        try requireReleased()
        if side == .coalition { try requireSignatory(actor) }
        try requireUnsettled(initiative, running: true)
        guard let newest = initiative.agreements.last else { throw Refusal(.notAgreed) }
        try requireNewest(version, of: initiative)
        try require(
            newest.fingerprint == content, .contentMismatch, current: newest.version)
        try require(
            !newest.signatures.contains { $0.side == side }, .alreadySigned,
            subject: side.rawValue)
        // Nobody agrees with themselves, whatever they are on either side.
        try require(
            !newest.signatures.contains { $0.person == person }, .sameEyes, subject: "signature")
        // What was reported or claimed in between stays as it was.
        try requireKept(newest.terms, in: initiative)
        return .agreementSigned(
            dossier: number, version: version,
            signature: AgreementSignature(side: side, person: person, content: content))
    }

    private func requireNewest(_ version: Int, of initiative: Initiative) throws(Refusal) {
        try require(
            version == initiative.agreements.count, .staleVersion,
            subject: "\(initiative.dossier)", current: initiative.agreements.count)
    }

    /// Refuses terms that change a period with a report that was handed in, or a tranche that was
    /// claimed, and tranches of more than was granted.
    private func requireKept(
        _ terms: AgreementTerms, in initiative: Initiative
    ) throws(Refusal) {
        let before = initiative.terms
        for (number, report) in initiative.reports.sorted(by: { $0.key < $1.key })
        where !report.state.isOpen {
            try require(
                terms.periods.numbered(number) == before?.periods.numbered(number),
                .agreementLocked, subject: "periods")
        }
        for (number, tranche) in initiative.tranches.sorted(by: { $0.key < $1.key })
        where tranche.state != .planned {
            try require(
                terms.tranches.numbered(number) == before?.tranches.numbered(number),
                .agreementLocked, subject: "tranches")
        }
        let claimable = terms.tranches.enumerated().filter {
            initiative.tranche($0.offset + 1).state != .refused
        }
        let award = ledger.award(of: initiative.dossier)
        let most = award.value
        // One by one, so that no sum overflows.
        var sum = Cents.zero
        for (_, tranche) in claimable {
            try require(
                tranche.amount <= award - sum, .aboveGrant, subject: "tranches", limit: most)
            sum = sum + tranche.amount
        }
    }
}
