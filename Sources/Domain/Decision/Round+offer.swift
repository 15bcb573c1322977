// A partial offer: adapted, signed again and accepted, or lapsed (F10).
extension Round {
    func decideOffer(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .acceptOffer(let number, let version, let content):
            let (dossier, offer) = try offered(number, version, by: actor, at: world.now)
            try require(
                content == dossier.fingerprint, .contentMismatch, current: dossier.version)
            let totals = dossier.content.totals
            try require(
                totals.requested <= offer.amount, .aboveOffer, limit: offer.amount.value)
            try require(totals.requested > .zero, .nothingRequested)
            try require(
                dossier.unsigned.isEmpty, .signaturesMissing,
                subject: dossier.unsigned.map(\.rawValue).joined(separator: ", "))
            let submission = Submission(
                receipt: submissionsCount + 1, version: version, fingerprint: content,
                content: dossier.content,
                coalition: try coalition(of: dossier, in: world.directory), at: world.now)
            let letters = try acceptanceLetters(dossier, offer, submission, in: world)
            let events: [RoundEvent] = [
                .lettersWritten(letters: letters),
                .offerAccepted(dossier: number, submission: submission),
                .potBooked(entries: bookings(accepting: submission, on: number)),
            ]
            return events + (totals.requested < offer.amount ? redivided(after: events) : [])
        case .declineOffer(let number, let version, let reasons):
            let (dossier, offer) = try offered(number, version, by: actor, at: world.now)
            try requireText(reasons, most: Limits.reasonCharactersMost, subject: "reasons")
            let letters = try endLetters(dossier, offer, reasons, in: world)
            return [.lettersWritten(letters: letters)] + lapsing(dossier, reasons: reasons)
        default: preconditionFailure("only commands about an offer come here")
        }
    }

    private func offered(
        _ number: DossierNumber, _ version: Int, by actor: Actor, at now: Instant
    ) throws(Refusal) -> (Dossier, Offer) {
        let dossier = try own(number, by: actor)
        try require(dossier.lead.organisation.id == actor.actingFor, .notAllowed)
        try requireSignatory(actor)
        guard dossier.state == .offeredInPart, let offer = dossier.offer else {
            throw Refusal(.wrongState, subject: outwardState(of: dossier).rawValue)
        }
        try require(now < offer.until, .roundClosed)
        try requireVersion(version, of: dossier)
        return (dossier, offer)
    }

    /// A grant below its offer ends the whole reservation first (rulings.md).
    private func bookings(accepting submission: Submission, on number: DossierNumber)
        -> [LedgerEntry]
    {
        bookings(endingOfferOn: number) + [
            LedgerEntry(.granted, submission.content.totals.requested, dossier: number)
        ]
    }

    private func bookings(endingOfferOn number: DossierNumber) -> [LedgerEntry] {
        dossier(number)?.offer.map {
            [LedgerEntry(.reservationEnded, $0.amount, dossier: number)]
        } ?? []
    }

    /// The offer ends, its money comes free, and the rule runs again over the reserve.
    func lapsing(_ dossier: Dossier, reasons: String?) -> [RoundEvent] {
        let events: [RoundEvent] = [
            .offerLapsed(dossier: dossier.number, reasons: reasons),
            .potBooked(entries: bookings(endingOfferOn: dossier.number)),
        ]
        return events + redivided(after: events)
    }

    /// The offers whose term has passed, with their letters.
    ///
    /// Time can't be refused: where a letter has a gap after all, the offer lapses without it, so
    /// that its money and every other term go on.
    func lapsedOffers(in world: World) -> [RoundEvent] {
        var after = self
        var events: [RoundEvent] = []
        for dossier in dossiers {
            guard let offer = dossier.offer, offer.until <= world.now else { continue }
            let letters = (try? endLetters(dossier, offer, nil, in: world)) ?? []
            let lapsed =
                (letters.isEmpty ? [] : [.lettersWritten(letters: letters)])
                + after.lapsing(dossier, reasons: nil)
            for event in lapsed { after.apply(event, stamp: .tentative) }
            events += lapsed
        }
        return events
    }

    /// What the coalition is granted by accepting, signed by who decided on the offer: what follows
    /// from accepting was decided then.
    private func acceptanceLetters(
        _ dossier: Dossier, _ offer: Offer, _ submission: Submission, in world: World
    ) throws(Refusal) -> [Letter] {
        guard let judged = dossier.submissions.last else {
            throw Refusal(.letterIncomplete, subject: "\(dossier.number)")
        }
        let content = submission.content
        let shares = dossier.members.compactMap { partner in
            content.part(of: partner.organisation.id).map {
                AcceptedOffer.Share(
                    name: partner.organisation.name, requested: $0.totals.requested)
            }
        }
        let accepted = AcceptedOffer(
            receipt: judged.receipt, requested: judged.content.totals.requested,
            offered: offer.amount, granted: content.totals.requested, shares: shares)
        return try letters(
            on: .offerAccepted(accepted), about: dossier, submission,
            signedBy: decisions[dossier.number]?.by, in: world)
    }

    /// That the offer is over: the part that was left to decide on is refused with it.
    private func endLetters(
        _ dossier: Dossier, _ offer: Offer, _ reasons: String?, in world: World
    ) throws(Refusal) -> [Letter] {
        guard let judged = dossier.submissions.last else {
            throw Refusal(.letterIncomplete, subject: "\(dossier.number)")
        }
        let ended = EndedOffer(
            requested: judged.content.totals.requested, offered: offer.amount,
            lastDay: AmsterdamTime(offer.until.advanced(bySeconds: -1)).date, reasons: reasons)
        return try letters(
            on: .offerEnded(ended), about: dossier, judged,
            signedBy: decisions[dossier.number]?.by, in: world)
    }
}

// What an event about a decision makes true.
extension Round {
    mutating func applyDecision(_ event: RoundEvent, stamp: Stamp) {
        switch event {
        case .decisionIntended(let decision):
            if isReleased {
                pending[decision.dossier] = decision
            } else {
                decisions[decision.dossier] = decision
            }
        case .decisionsVoided(let numbers):
            // What was released stays told.
            for number in numbers {
                if isReleased { pending[number] = nil } else { decisions[number] = nil }
            }
        case .lettersWritten(let letters): self.letters += letters
        case .decisionsReleased: release(at: stamp.at)
        case .offerAccepted(let number, let submission):
            submissionsCount += 1
            unbooked = bookings(accepting: submission, on: number)
            dossiers[number - 1].submissions.append(submission)
            dossiers[number - 1].state = .granted
            dossiers[number - 1].offer = nil
        case .offerLapsed(let number, let reasons):
            unbooked = bookings(endingOfferOn: number)
            dossiers[number - 1].state = .rejected
            dossiers[number - 1].reasons = reasons
            dossiers[number - 1].offer = nil
        case .motivationDrafted(let number, let item, let text, _):
            dossiers[number - 1].motivations[item] = Motivation(
                text: text, draftedBy: stamp.by.person)
        case .motivationRead(let number, let item, _, let agrees, let reasons):
            guard let reader = stamp.by.person else { return }
            dossiers[number - 1].motivations[item]?.reading = .init(
                by: reader, agrees: agrees, reasons: reasons)
        default: preconditionFailure("only events about decisions come here")
        }
    }

    private mutating func release(at moment: Instant) {
        let told = isReleased ? pending : decisions
        let later = isReleased ? proposal : nil
        unbooked = bookings
        phase = max(phase, .decided)
        for decision in told.values where dossiers[decision.dossier - 1].state != .withdrawn {
            decisions[decision.dossier] = decision
            laterDivisions[decision.dossier] = later
            dossiers[decision.dossier - 1].state = decision.outcome.state
            if decision.outcome == .offeredInPart {
                dossiers[decision.dossier - 1].offer = Offer(
                    amount: decision.amount,
                    until: endOfDay(after: offerDays, from: moment))
            }
        }
        pending = [:]
        if proposal != nil, !told.isEmpty { proposal = nil }
    }
}
