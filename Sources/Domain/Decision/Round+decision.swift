// Ranking, allocation, and what the mandated person decides on them (F9, F10, F11).
extension Round {
    func decideRanking(
        seed: String?, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        // Without anything to judge no sitting is needed to say so.
        try require(
            phase == .sitting || phase == .screening, .wrongPhase, subject: phase.rawValue)
        try requireRankingChair(actor)
        for dossier in dossiers where dossier.submitted != nil {
            switch dossier.state {
            case .assessed, .failedGate, .notAssessed, .notConsidered, .withdrawn: continue
            default:
                if dossier.state.isBeforeCommittee, !isJudgeable(dossier) {
                    throw Refusal(.notJudgeable, subject: "\(dossier.number)")
                }
                throw Refusal(.dossiersNotFinished, subject: "\(dossier.number)")
            }
        }
        try require(currentSitting == nil, .ballotUnfinished, subject: "sitting")
        let assessed = dossiers.compactMap { dossier in
            dossier.state == .assessed
                ? dossier.assessment.map { (dossier: dossier.number, result: $0) } : nil
        }
        let ranking = try Ranking.of(
            assessed, rules: rules, seed: seed, hashing: world.hashing)
        var after = self
        after.ranking = ranking
        return [
            .rankingAdopted(ranking: ranking), .potAllocated(allocation: after.allocated()),
        ]
    }

    /// The ranking is relative: who is kept from one dossier doesn't lead it.
    private func requireRankingChair(_ actor: Actor) throws(Refusal) {
        guard let seat = actor.person.flatMap(committee.seat), seat.votes else {
            throw Refusal(.notAllowed, subject: "chair")
        }
        let isKept = dossiers.contains { $0.isJudged && isConflicted(seat, on: $0) }
        try require(!isKept, .interestConflict)
        try require(seat.person == rankingChair, .notAllowed, subject: "chair")
    }

    /// What the rule makes of the ranking with the pot as it is.
    func allocated() -> Allocation {
        let candidates = dossiers.filter(\.isJudged).compactMap {
            dossier -> Allocation.Candidate? in
            guard let amounts = dossier.submitted?.totals else { return nil }
            let line = ranking?.line(of: dossier.number)
            return Allocation.Candidate(
                dossier: dossier.number, place: line?.place, requested: amounts.requested,
                minimum: amounts.minimum, exclusion: exclusion(of: dossier, line))
        }
        return Allocation.of(candidates, rule: rules.allocation, available: ledger.available)
    }

    private func exclusion(of dossier: Dossier, _ line: RankingLine?) -> AllocationCause? {
        if dossier.state == .withdrawn { return .withdrawn }
        if dossier.state == .notAssessed { return .notAssessed }
        if dossier.state == .failedGate { return .failedGate }
        return line?.meetsThreshold == false ? .belowThreshold : nil
    }

    func decideDecision(
        _ command: RoundCommand, by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        try require(actor.holds(.decisionMaker), .notAllowed)
        let seat = actor.person.flatMap(committee.seat)
        try require(seat == nil || seat?.kind == .secretary, .voterMayNotDecide)
        try require(phase == .ranked, .wrongPhase, subject: phase.rawValue)
        switch command {
        case .intendDecision(
            let number, let outcome, let amount, let motivation, let deviation):
            guard let person = actor.person else { throw Refusal(.notAllowed) }
            let decision = Decision(
                dossier: number, outcome: outcome, amount: amount, motivation: motivation,
                deviation: deviation, by: person)
            try check(decision)
            return [.decisionIntended(decision: decision)]
        case .releaseDecisions: return try release()
        default: preconditionFailure("only decisions come here")
        }
    }

    private func check(_ decision: Decision) throws(Refusal) {
        guard let line = allocation?.line(of: decision.dossier),
            let dossier = dossier(decision.dossier)
        else { throw Refusal(.unknownDossier, subject: "\(decision.dossier)") }
        try require(
            dossier.state != .withdrawn, .wrongState, subject: dossier.state.rawValue)
        try requireReasons(decision.motivation, subject: "motivation")
        let gives = decision.outcome == .granted || decision.outcome == .offeredInPart
        try require(decision.outcome == .rejected || passedGate(dossier), .gateNotPassed)
        // The reserve list is of those that the threshold lets through (rulings.md).
        try require(
            decision.outcome != .reserve
                || ranking?.line(of: decision.dossier)?.meetsThreshold == true, .wrongState,
            subject: "reserve")
        if gives {
            try require(
                decision.amount <= line.requested, .aboveRequest, limit: line.requested.value)
            try require(
                decision.amount >= line.minimum && decision.amount > .zero, .belowMinimum,
                limit: line.minimum.value)
            // Less than was signed for is an offer, which the coalition must accept (F10).
            try require(
                (decision.outcome == .granted) == (decision.amount == line.requested),
                .amountsDoNotAddUp, subject: "amount", current: line.requested.value)
        } else {
            try require(decision.amount == .zero, .amountsDoNotAddUp, subject: "amount")
        }
        try requireExplained(decision, line)
        try require(
            (decision.deviation ?? "").count <= Limits.reasonCharactersMost, .textTooLong,
            subject: "deviation", limit: Limits.reasonCharactersMost)
        try requireWithinPot(replacing: decision)
    }

    /// Refuses to deviate from the advice in silence (Awb 3:50).
    private func requireExplained(
        _ decision: Decision, _ line: AllocationLine
    ) throws(Refusal) {
        if decision.outcome == line.advice, decision.amount == line.amount { return }
        try require(
            decision.deviation.map { $0.trimmed.count >= Limits.reasonCharactersLeast } == true,
            .deviationUnexplained, subject: "\(decision.dossier)",
            limit: Limits.reasonCharactersLeast)
    }

    private func requireWithinPot(replacing decision: Decision) throws(Refusal) {
        var intended = decisions
        intended[decision.dossier] = decision
        let sum = intended.values.filter { dossier($0.dossier)?.state != .withdrawn }
            .map(\.amount).total
        try require(
            sum <= ledger.available, .potExceeded, subject: "\(decision.dossier)",
            current: (ledger.available - (sum - decision.amount)).value)
    }

    /// All decisions become known in one act, with their lines in the books.
    private func release() throws(Refusal) -> [RoundEvent] {
        let open = allocation?.lines.filter {
            dossier($0.dossier)?.state != .withdrawn && decisions[$0.dossier] == nil
        }
        try require(
            open?.isEmpty == true, .decisionsIncomplete,
            subject: (open ?? []).map { "\($0.dossier)" }.joined(separator: ", "))
        // A withdrawal after they were intended may have changed what was advised.
        for decision in standingDecisions {
            if let line = allocation?.line(of: decision.dossier) {
                try requireExplained(decision, line)
            }
        }
        let entries = bookings
        try require(ledger.brokenLaw(appending: entries) == nil, .potExceeded)
        return [.decisionsReleased] + (entries.isEmpty ? [] : [.potBooked(entries: entries)])
    }

    private var standingDecisions: [Decision] {
        decisions.values.filter { dossier($0.dossier)?.state != .withdrawn }
            .sorted { $0.dossier < $1.dossier }
    }

    /// What the decisions do to the pot: a grant is granted, an offer reserves.
    var bookings: [LedgerEntry] {
        standingDecisions.compactMap { decision in
            switch decision.outcome {
            case .granted: LedgerEntry(.granted, decision.amount, dossier: decision.dossier)
            case .offeredInPart:
                LedgerEntry(.reserved, decision.amount, dossier: decision.dossier)
            case .reserve, .rejected: nil
            }
        }
    }
}
