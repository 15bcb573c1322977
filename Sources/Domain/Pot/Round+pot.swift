// The pot and how it is divided: advice, incompatible dossiers, more money, overrides (F10).
extension Round {
    func decidePot(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .adviseAmount(let number, let amount, let reasons):
            return [try advise(amount, on: number, reasons, by: actor)]
        case .markIncompatible(let number, let other, let reasons):
            return [try incompatible(number, other, reasons, by: actor)]
        case .bookPot(let kind, let amount, let reasons):
            return try book(kind, amount, reasons, by: actor)
        case .askOverride(let number, let amount, let reasons, let skipped):
            return [try ask(number, amount, reasons, skipped, by: actor)]
        case .approveOverride(let number): return try approve(number, by: actor)
        case .refuseOverride(let number, let reasons):
            return [try refuse(number, reasons, by: actor)]
        case .withdrawOverride(let number): return [try withdraw(number, by: actor)]
        default: preconditionFailure("only commands about the pot come here")
        }
    }

    private func advise(
        _ amount: Cents, on number: DossierNumber, _ reasons: String, by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        try require(mayLead(actor.person), .notAllowed, subject: "chair")
        guard let dossier = dossier(number), let asked = dossier.submitted?.totals else {
            throw Refusal(.unknownDossier, subject: "\(number)")
        }
        try requireChair(actor, on: dossier)
        try require(phase == .sitting, .wrongPhase, subject: phase.rawValue)
        try require(dossier.state == .assessed, .wrongState, subject: dossier.state.rawValue)
        try Allocation.checkAdvice(
            amount, requested: asked.requested, minimum: asked.minimum)
        try requireReasons(reasons, subject: "reasons")
        return .amountAdvised(
            dossier: number, advice: AmountAdvice(amount: amount, reasons: reasons))
    }

    private func incompatible(
        _ number: DossierNumber, _ other: DossierNumber, _ reasons: String, by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        let isSecretary = committee.holds(.secretary, actor.person)
        try require(isSecretary || actor.holds(.coordinator), .notAllowed)
        try require(
            phase == .screening || phase == .sitting, .wrongPhase, subject: phase.rawValue)
        for each in [number, other] {
            try require(dossier(each)?.submitted != nil, .unknownDossier, subject: "\(each)")
        }
        try require(number != other, .malformed, subject: "other")
        let known = incompatible.contains {
            Set([$0.dossier, $0.other]) == Set([number, other])
        }
        try require(!known, .alreadyExists, subject: "\(other)")
        try requireReasons(reasons, subject: "reasons")
        return .incompatibilityMarked(dossier: number, other: other, reasons: reasons)
    }

    /// Somebody with a vote may be kept from what the pot and its refusals show.
    func requireCoordinatorWithoutVote(_ actor: Actor) throws(Refusal) {
        let seat = actor.person.flatMap(committee.seat)
        try require(
            actor.holds(.coordinator) && (seat == nil || seat?.kind == .secretary), .notAllowed)
    }

    private func book(
        _ kind: PotChange, _ amount: Cents, _ reasons: String, by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        try requireCoordinatorWithoutVote(actor)
        let isOpen = (Phase.published...Phase.decided).contains(phase)
        try require(isOpen, .wrongPhase, subject: phase.rawValue)
        try require(amount > .zero, .amountNegative, subject: "amount")
        let added = ledger.entries.count { $0.kind == .raised || $0.kind == .carriedOver }
        try require(added < Limits.potChanges, .tooMany, limit: Limits.potChanges)
        try requireReasons(reasons, subject: "reasons")
        let most = Cents.most - ledger.available.value
        try require(amount.value <= most, .amountTooLarge, subject: "amount", limit: most)
        let event = RoundEvent.potAdjusted(
            entry: LedgerEntry(kind.kind, amount), reasons: reasons)
        return [event] + redivided(after: [event])
    }

    /// What follows from other money or other dossiers: the division again, and which decisions
    /// that voids; after the release a proposal for the reserve.
    func redivided(
        after events: [RoundEvent], by identity: Actor.Identity = .server
    ) -> [RoundEvent] {
        var after = self
        let stamp = Stamp(position: 0, at: .tentative, by: identity)
        for event in events { after.apply(event, stamp: stamp) }
        if isReleased { return after.proposed(over: proposal) }
        guard phase == .ranked, ranking != nil else { return [] }
        let allocation = after.allocated()
        let stale = after.decisions.keys.sorted().filter {
            self.allocation?.line(of: $0) != allocation.line(of: $0)
        }
        return [.potAllocated(allocation: allocation)]
            + (stale.isEmpty ? [] : [.decisionsVoided(dossiers: stale)])
    }

    /// The proposal for the reserve as it is now, and the decisions on it that rested on another.
    private func proposed(over before: Allocation?) -> [RoundEvent] {
        guard let proposed = reserveProposal else { return [] }
        let stale = pending.keys.sorted().filter {
            before?.line(of: $0) != proposed.line(of: $0)
        }
        return [.reserveProposed(allocation: proposed)]
            + (stale.isEmpty ? [] : [.decisionsVoided(dossiers: stale)])
    }

    /// What the rule makes of the ranking with the pot as it is.
    func allocated() -> Allocation {
        divided(dossiers.filter(\.isJudged), overrides: approvedOverrides)
    }

    /// The same over the reserve alone, or nil when nothing on it could be funded (rulings.md).
    var reserveProposal: Allocation? {
        let reserve = dossiers.filter {
            $0.state == .reserve && !rivals(of: $0.number).contains(where: isGiven)
        }
        let allocation = divided(reserve, overrides: [])
        return allocation.lines.contains { $0.amount > .zero } ? allocation : nil
    }

    private var approvedOverrides: [Allocation.Override] {
        overrides.filter { $0.approvedBy != nil }.map {
            Allocation.Override(dossier: $0.dossier, amount: $0.amount)
        }
    }

    /// An override that no longer fits, because there is less to divide, falls.
    private func divided(
        _ dossiers: [Dossier], overrides: [Allocation.Override]
    ) -> Allocation {
        let allocation = Allocation.of(
            candidates(of: dossiers), rule: rules.allocation, available: ledger.available)
        return overrides.reduce(allocation) { before, override in
            let isBarred = rivals(of: override.dossier).contains(where: before.funded.contains)
            return isBarred ? before : (try? before.applying([override])) ?? before
        }
    }

    private func candidates(of dossiers: [Dossier]) -> [Allocation.Candidate] {
        dossiers.compactMap { dossier in
            guard let amounts = dossier.submitted?.totals else { return nil }
            let line = ranking?.line(of: dossier.number)
            return Allocation.Candidate(
                dossier: dossier.number, place: line?.place, requested: amounts.requested,
                minimum: amounts.minimum, exclusion: exclusion(of: dossier, line),
                receipt: dossier.submissions.last?.receipt, advised: dossier.advised?.amount,
                incompatibleWith: rivals(of: dossier.number))
        }
    }

    private var bestPortfolio: Portfolio? {
        guard let ranking, let allocation else { return nil }
        return Portfolio.best(
            of: candidates(of: dossiers.filter(\.isJudged)), ranking: ranking,
            available: allocation.available)
    }

    /// Whether the dossier has money, or an offer of it, after the release.
    func isGiven(_ number: DossierNumber) -> Bool {
        guard let state = dossier(number)?.state else { return false }
        return state.isDecided && state != .reserve && state != .rejected
    }

    /// Whether the decisions, told or not, give the dossier anything.
    func isFunded(_ number: DossierNumber) -> Bool {
        if isReleased {
            return isGiven(number) || pending[number].map { $0.amount > .zero } == true
        }
        return decisions[number].map { $0.amount > .zero } == true
    }

    func rivals(of number: DossierNumber) -> [DossierNumber] {
        incompatible.compactMap { pair in
            if pair.dossier == number { return pair.other }
            return pair.other == number ? pair.dossier : nil
        }.sorted()
    }

    private func exclusion(of dossier: Dossier, _ line: RankingLine?) -> AllocationCause? {
        if dossier.state == .withdrawn { return .withdrawn }
        if dossier.state == .notAssessed { return .notAssessed }
        if dossier.state == .failedGate { return .failedGate }
        return line?.meetsThreshold == false ? .belowThreshold : nil
    }
}

// What an event about the pot makes true.
extension Round {
    mutating func applyPot(_ event: RoundEvent, stamp: Stamp) {
        switch event {
        case .potAllocated(let allocation):
            self.allocation = allocation
            portfolio = bestPortfolio
        case .robustnessReported(let robustness, _, _): self.robustness = robustness
        case .rankingLapsed: lapseRanking()
        case .potAdjusted(let entry, _): ledger.append([entry])
        case .potBooked(let entries):
            ledger.append(entries)
            unbooked = []
        case .overrideAsked, .overrideApproved, .overrideRefused, .overrideWithdrawn:
            applyOverride(event, stamp: stamp)
        case .reserveProposed(let allocation): proposal = allocation
        case .incompatibilityMarked(let dossier, let other, let reasons):
            incompatible.append(
                IncompatiblePair(dossier: dossier, other: other, reasons: reasons))
        case .amountAdvised(let number, let advice): dossiers[number - 1].advised = advice
        default: preconditionFailure("only events about the pot come here")
        }
    }

    private mutating func lapseRanking() {
        if let ranking, let allocation {
            superseded.append(SupersededRanking(ranking: ranking, allocation: allocation))
        }
        ranking = nil
        allocation = nil
        robustness = nil
        portfolio = nil
        decisions = [:]
        overrides = []
        phase = .sitting
        for index in dossiers.indices where dossiers[index].state == .ranked {
            dossiers[index].state = .assessed
        }
    }
}

extension Stamp {
    /// For looking at what an event would make of a state that is then thrown away.
    static let tentative = Stamp(position: 0, at: .tentative, by: .server)
}

extension Instant {
    static let tentative = Instant(milliseconds: 0)
}

extension AllocationCause {
    /// Whether nothing but money stood in the way.
    var isWantOfMoney: Bool {
        switch self {
        case .doesNotFit, .afterStop: true
        default: false
        }
    }
}
