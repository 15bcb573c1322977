// Tranches and the settlement: two people, conditions, and the pot's own laws (F18).
extension Round {
    func decidePayment(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .claimTranche(let number, let place):
            let (initiative, _) = try leading(number, by: actor)
            try requireReleased()
            try requireUnsettled(initiative, running: true)
            try requireState(.planned, of: place, in: initiative)
            try requireConditions(of: place, in: initiative, at: world.now)
            return [.trancheClaimed(dossier: number, tranche: place)]
        case .approveTranche(let number, let place, let check):
            return [try approve(number, place, check, by: actor)]
        case .refuseTranche(let number, let place, let reasons):
            let (initiative, _) = try followed(number, by: actor)
            try requireReleased()
            let state = initiative.tranche(place).state
            try require(state.isUnderWay, .wrongState, subject: state.rawValue)
            try requireReasons(reasons, subject: "reasons")
            return [.trancheRefused(dossier: number, tranche: place, reasons: reasons)]
        case .payTranche(let number, let place):
            let (initiative, _) = try booked(number, by: actor)
            try requireReleased()
            let amount = try requireState(.approvedOnFinance, of: place, in: initiative)
            return try booking(
                .tranchePaid(dossier: number, tranche: place, amount: amount),
                [LedgerEntry(.paid, amount, dossier: number)])
        case .proposeSettlement, .adoptSettlement, .receiveBack:
            return try decideSettlement(command, by: actor)
        default: preconditionFailure("only commands about payments come here")
        }
    }

    /// The initiative, for who holds the budget.
    private func booked(
        _ number: DossierNumber, by actor: Actor
    ) throws(Refusal) -> (initiative: Initiative, person: PersonID) {
        let person = try requireMunicipal([.budgetHolder], actor)
        guard let dossier = dossier(number), dossier.submitted != nil else {
            throw Refusal(.unknownDossier, subject: "\(number)")
        }
        guard let initiative = initiatives[number] else {
            throw Refusal(.wrongState, subject: dossier.state.rawValue)
        }
        return (initiative, person)
    }

    @discardableResult
    private func requireState(
        _ state: Tranche.State, of place: Int, in initiative: Initiative
    ) throws(Refusal) -> Cents {
        guard let agreed = try agreed(initiative).tranches.numbered(place) else {
            throw Refusal(.unknownTranche, subject: "\(place)")
        }
        let now = initiative.tranche(place).state
        try require(now == state, .wrongState, subject: now.rawValue)
        return agreed.amount
    }

    private func requireConditions(
        of place: Int, in initiative: Initiative, at now: Instant
    ) throws(Refusal) {
        guard let agreed = try agreed(initiative).tranches.numbered(place) else {
            throw Refusal(.unknownTranche, subject: "\(place)")
        }
        try require(
            agreed.notBefore.map { $0 <= AmsterdamTime(now).date } != false, .conditionsUnmet,
            subject: agreed.notBefore.map { "\($0)" })
        try require(
            agreed.report.map { initiative.reports[$0]?.state == .adopted } != false,
            .conditionsUnmet, subject: agreed.report.map { "report \($0)" })
    }

    private func approve(
        _ number: DossierNumber, _ place: Int, _ check: PaymentCheck, by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        switch check {
        case .substance:
            let (initiative, _) = try followed(number, by: actor)
            try requireReleased()
            try requireState(.handedIn, of: place, in: initiative)
        case .finance:
            let (initiative, person) = try booked(number, by: actor)
            try requireReleased()
            try requireState(.approvedOnSubstance, of: place, in: initiative)
            try require(
                initiative.tranche(place).substanceBy != person, .sameEyes, subject: "substance")
        }
        return .trancheApproved(dossier: number, tranche: place, check: check)
    }

    private func booking(
        _ event: RoundEvent, _ entries: [LedgerEntry]
    ) throws(Refusal) -> [RoundEvent] {
        try require(ledger.brokenLaw(appending: entries) == nil, .potExceeded)
        return [event] + (entries.isEmpty ? [] : [.potBooked(entries: entries)])
    }
}

// What the award comes to in the end: always by people, never by a figure.
extension Round {
    private func decideSettlement(
        _ command: RoundCommand, by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .proposeSettlement(let number, let amount, let reasons):
            let (initiative, person) = try followed(number, by: actor)
            try requireReleased()
            try requireSettleable(initiative)
            try require(amount >= .zero, .amountNegative, subject: "amount")
            let award = ledger.award(of: number)
            try require(amount <= award, .aboveGrant, subject: "amount", limit: award.value)
            try requireReasons(reasons, subject: "reasons")
            let proposed = Settlement(
                amount: amount, reasons: reasons, proposedBy: person, adoptedBy: nil)
            try require(
                initiative.settlement != proposed, .alreadyExists, subject: "settlement")
            return [.settlementProposed(dossier: number, settlement: proposed)]
        case .adoptSettlement(let number, let amount):
            let (initiative, person) = try booked(number, by: actor)
            try requireReleased()
            try requireSettleable(initiative)
            guard let proposed = initiative.settlement else {
                throw Refusal(.nothingProposed, subject: "\(number)")
            }
            try require(
                proposed.amount == amount, .contentMismatch, current: proposed.amount.value)
            try require(proposed.proposedBy != person, .sameEyes, subject: "settlement")
            return try booking(
                .grantSettled(dossier: number, amount: amount),
                ledger.settling(number, on: amount))
        case .receiveBack(let number, let amount):
            _ = try booked(number, by: actor)
            try requireReleased()
            try require(amount > .zero, .amountNegative, subject: "amount")
            let outstanding = ledger.outstanding(from: number)
            try require(
                amount <= outstanding, .amountTooLarge, subject: "amount",
                limit: outstanding.value)
            return try booking(
                .amountReceivedBack(dossier: number, amount: amount),
                [LedgerEntry(.receivedBack, amount, dossier: number)])
        default: preconditionFailure("only commands about the settlement come here")
        }
    }

    private func requireSettleable(_ initiative: Initiative) throws(Refusal) {
        try requireUnsettled(initiative)
        let pending = initiative.tranches.filter { $0.value.state.isUnderWay }.keys.min()
        try require(
            pending == nil, .wrongState,
            subject: pending.map { "tranche \($0)" })
    }
}
