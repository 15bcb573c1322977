// What the mandated person decides on the committee's advice (F11).
extension Round {
    func decideDecision(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        try require(actor.holds(.decisionMaker), .notAllowed)
        let seat = actor.person.flatMap(committee.seat)
        try require(seat == nil || seat?.kind == .secretary, .voterMayNotDecide)
        try require(phase == .ranked || phase == .decided, .wrongPhase, subject: phase.rawValue)
        switch command {
        case .intendDecision(
            let number, let outcome, let amount, let motivation, let grounds, let deviation):
            guard let person = actor.person else { throw Refusal(.notAllowed) }
            try requireOtherEyes(.decide, number, person)
            let decision = Decision(
                dossier: number, outcome: outcome, amount: amount, motivation: motivation,
                deviation: deviation, by: person,
                grounds: self.grounds(grounds, of: number, outcome),
                basis: try basis(of: number, world.hashing))
            try check(decision)
            return [.decisionIntended(decision: decision)]
        case .releaseDecisions: return try release(in: world)
        default: preconditionFailure("only decisions come here")
        }
    }

    /// The grounds that were named, or those that follow from the advice by themselves.
    private func grounds(
        _ named: [RefusalGround], of number: DossierNumber, _ outcome: DecisionOutcome
    ) -> [RefusalGround]? {
        if !named.isEmpty { return RefusalGround.allCases.filter(named.contains) }
        guard outcome != .granted, let line = adviceAtHand?.line(of: number),
            let dossier = dossier(number)
        else { return nil }
        var grounds = RefusalGround.defaults(for: line.cause, gate: dossier.gate)
        // An override took what the rule gave, so that not the ceiling stands in the way.
        if let amount = line.override, let ruled = adviceAtHand?.ruled(of: number), amount < ruled {
            grounds.removeAll { $0 == .ceilingReached }
        }
        if line.advised != nil, outcome == .offeredInPart { grounds.append(.loweredByAdvice) }
        if outcome == .rejected, isBarred(line) { grounds = [.incompatible] }
        return grounds.isEmpty ? nil : grounds
    }

    /// The advice that is decided on: the division, or after the release the proposal.
    var adviceAtHand: Allocation? { isReleased ? proposal : allocation }

    /// The fingerprint of exactly what a decision on this dossier rests on (F31).
    func basis(of number: DossierNumber, _ hashing: any Hashing) throws(Refusal) -> Digest {
        guard let line = adviceAtHand?.line(of: number), let dossier = dossier(number) else {
            throw Refusal(.unknownDossier, subject: "\(number)")
        }
        return hashing.fingerprint(
            of: DecisionBasis(
                submission: dossier.submissions.last?.fingerprint, line: line,
                motivations: dossier.motivations.mapValues(\.text)))
    }

    private func check(_ decision: Decision) throws(Refusal) {
        guard let line = adviceAtHand?.line(of: decision.dossier),
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
            try requireNoRival(decision)
        } else {
            try require(decision.amount == .zero, .amountsDoNotAddUp, subject: "amount")
        }
        try requireExplained(decision, line)
        // Whatever isn't given in full is refused for a reason that can be counted.
        try require(
            (decision.grounds == nil) == (decision.outcome == .granted), .groundsMissing,
            subject: "\(decision.dossier)")
        try requireLength(
            decision.deviation ?? "", most: Limits.reasonCharactersMost, subject: "deviation")
        try requireWithinPot(replacing: decision)
    }

    /// Of two incompatible dossiers at most one gets anything, also against the advice.
    private func requireNoRival(_ decision: Decision) throws(Refusal) {
        for rival in rivals(of: decision.dossier) {
            try require(!isFunded(rival), .incompatibleFunded, subject: "\(rival)")
        }
    }

    /// What is advised: who can't go together with a funded one isn't on the reserve (rulings.md).
    package func advice(_ line: AllocationLine) -> DecisionOutcome {
        line.advice == .reserve && isBarred(line) ? .rejected : line.advice
    }

    private func isBarred(_ line: AllocationLine) -> Bool {
        rivals(of: line.dossier).contains(where: (adviceAtHand?.funded ?? []).contains)
    }

    /// Refuses to deviate from the advice in silence (Awb 3:50).
    private func requireExplained(
        _ decision: Decision, _ line: AllocationLine
    ) throws(Refusal) {
        if decision.outcome == advice(line), decision.amount == line.amount { return }
        try require(
            decision.deviation.map { $0.trimmed.count >= Limits.reasonCharactersLeast } == true,
            .deviationUnexplained, subject: "\(decision.dossier)",
            limit: Limits.reasonCharactersLeast)
    }

    private func requireWithinPot(replacing decision: Decision) throws(Refusal) {
        var intended = isReleased ? pending : decisions
        intended[decision.dossier] = decision
        let sum = intended.values.filter { dossier($0.dossier)?.state != .withdrawn }
            .map(\.amount).total
        try require(
            sum <= ledger.available, .potExceeded, subject: "\(decision.dossier)",
            current: (ledger.available - (sum - decision.amount)).value)
    }

    /// All decisions become known in one act, with their letters and their lines in the books.
    private func release(in world: World) throws(Refusal) -> [RoundEvent] {
        if isReleased {
            try require(!pending.isEmpty, .decisionsIncomplete)
        } else {
            let open = allocation?.lines.filter {
                dossier($0.dossier)?.state != .withdrawn && decisions[$0.dossier] == nil
            }
            try require(
                open?.isEmpty == true, .decisionsIncomplete,
                subject: (open ?? []).map { "\($0.dossier)" }.joined(separator: ", "))
            try requireSameCoalitions(in: world.directory)
            try requireMotivationsRead()
        }
        let entries = bookings
        try require(ledger.brokenLaw(appending: entries) == nil, .potExceeded)
        let letters = try letters(to: standingDecisions, in: world)
        let events: [RoundEvent] =
            [.lettersWritten(letters: letters), .decisionsReleased]
            + (entries.isEmpty ? [] : [.potBooked(entries: entries)])
        // What was proposed and not yet decided on is proposed again with what is left.
        let isLeft = proposal?.lines.contains { $0.amount > .zero && pending[$0.dossier] == nil }
        return events + (isReleased && isLeft == true ? redivided(after: events) : [])
    }

    /// The decisions that are taken and not told yet, by number.
    var standingDecisions: [Decision] {
        (isReleased ? pending : decisions).values
            .filter { dossier($0.dossier)?.state != .withdrawn }
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

/// What a decision rests on: its fingerprint changes when any of it does (F31).
struct DecisionBasis: Encodable {
    let submission: Digest?
    let line: AllocationLine
    let motivations: [String: String]
}
