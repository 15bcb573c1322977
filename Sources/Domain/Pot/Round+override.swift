// Against the rule, by two people, in everybody's sight (F10).
extension Round {
    func ask(
        _ number: DossierNumber, _ amount: Cents, _ reasons: String, _ skipped: [SkippedDossier],
        by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        try requireCoordinatorWithoutVote(actor)
        guard let person = actor.person else { throw Refusal(.notAllowed) }
        try require(phase == .ranked, .wrongPhase, subject: phase.rawValue)
        try requireReasons(reasons, subject: "reasons")
        try requireOtherEyes(.askOverride, number, person)
        try require(overrides.count < Limits.overrides, .tooMany, limit: Limits.overrides)
        try requirePossible(.init(dossier: number, amount: amount), passing: skipped)
        for entry in skipped { try requireReasons(entry.reasons, subject: "\(entry.dossier)") }
        return .overrideAsked(
            request: OverrideRequest(
                dossier: number, amount: amount, reasons: reasons, skipped: skipped,
                askedBy: person, approvedBy: nil))
    }

    /// Refuses what the division as it is now leaves no room for, or that passes over others than
    /// were named.
    private func requirePossible(
        _ override: Allocation.Override, passing skipped: [SkippedDossier]
    ) throws(Refusal) {
        guard let allocation else { throw Refusal(.wrongPhase, subject: phase.rawValue) }
        try allocation.check(override)
        if let rival = rivals(of: override.dossier).first(where: allocation.funded.contains) {
            throw Refusal(.incompatibleFunded, subject: "\(rival)")
        }
        let above = allocation.lines.prefix { $0.dossier != override.dossier }.filter {
            $0.amount == .zero && $0.cause.isWantOfMoney
        }
        try require(
            skipped.map(\.dossier).sorted() == above.map(\.dossier).sorted(), .skippedNotListed,
            subject: above.map { "\($0.dossier)" }.joined(separator: ", "))
    }

    func approve(_ number: DossierNumber, by actor: Actor) throws(Refusal) -> [RoundEvent] {
        let (request, person) = try judged(number, by: actor)
        try requirePossible(
            .init(dossier: number, amount: request.amount), passing: request.skipped)
        let event = RoundEvent.overrideApproved(dossier: number)
        return [event] + redivided(after: [event], by: .person(person))
    }

    func refuse(
        _ number: DossierNumber, _ reasons: String, by actor: Actor
    ) throws(Refusal) -> RoundEvent {
        _ = try judged(number, by: actor)
        try requireReasons(reasons, subject: "reasons")
        return .overrideRefused(dossier: number, reasons: reasons)
    }

    /// Only by who asked for it: anybody else who may judge it refuses it, and says why.
    func withdraw(_ number: DossierNumber, by actor: Actor) throws(Refusal) -> RoundEvent {
        try requireCoordinatorWithoutVote(actor)
        try require(phase == .ranked, .wrongPhase, subject: phase.rawValue)
        let request = try requireOpen(number)
        try require(request.askedBy == actor.person, .notAllowed, subject: "askedBy")
        return .overrideWithdrawn(dossier: number)
    }

    /// What is asked for the dossier, and the second person who may say yes or no to it.
    private func judged(
        _ number: DossierNumber, by actor: Actor
    ) throws(Refusal) -> (OverrideRequest, PersonID) {
        try require(actor.holds(.coordinator) || actor.holds(.budgetHolder), .notAllowed)
        let seat = actor.person.flatMap(committee.seat)
        try require(seat == nil || seat?.kind == .secretary, .notAllowed)
        guard let person = actor.person else { throw Refusal(.notAllowed) }
        try require(phase == .ranked, .wrongPhase, subject: phase.rawValue)
        let request = try requireOpen(number)
        // A second person, whatever pairs of steps the round lists (F10).
        try require(request.askedBy != person, .sameEyes, subject: Step.askOverride.rawValue)
        try requireOtherEyes(.approveOverride, number, person)
        return (request, person)
    }

    private func requireOpen(_ number: DossierNumber) throws(Refusal) -> OverrideRequest {
        guard let request = openOverride(of: number) else {
            throw Refusal(.nothingAsked, subject: "\(number)")
        }
        return request
    }

    /// What was asked last for the dossier, while nobody has said yes or no to it.
    func openOverride(of number: DossierNumber) -> OverrideRequest? {
        overrides.last { $0.dossier == number }.flatMap { $0.isOpen ? $0 : nil }
    }
}

// What an event about an override makes true.
extension Round {
    mutating func applyOverride(_ event: RoundEvent, stamp: Stamp) {
        switch event {
        case .overrideAsked(let request):
            overrides.removeAll { $0.dossier == request.dossier && $0.isOpen }
            overrides.append(request)
        case .overrideApproved(let number):
            if let index = overrides.lastIndex(where: { $0.dossier == number }) {
                overrides[index].approvedBy = stamp.by.person
            }
        case .overrideRefused(let number, let reasons):
            if let index = overrides.lastIndex(where: { $0.dossier == number }),
                let person = stamp.by.person
            {
                overrides[index].refused = RefusedOverride(by: person, reasons: reasons)
            }
        case .overrideWithdrawn(let number):
            overrides.removeAll { $0.dossier == number && $0.isOpen }
        default: preconditionFailure("only events about an override come here")
        }
    }
}

// What `verify` computes again of them.
extension Round {
    func overrideDeviation(of event: RoundEvent, by person: PersonID?) -> String? {
        switch event {
        case .overrideAsked(let request):
            return dossier(request.dossier) == nil ? "no dossier \(request.dossier)" : nil
        case .overrideApproved(let number), .overrideRefused(let number, _):
            let asked = openOverride(of: number)
            return asked.map { $0.askedBy != person } == true
                ? nil : "the override of dossier \(number) wasn't another's"
        case .overrideWithdrawn(let number):
            let asked = openOverride(of: number)
            return asked.map { $0.askedBy == person } == true
                ? nil : "the override of dossier \(number) wasn't withdrawn by who asked for it"
        default: preconditionFailure("only events about an override come here")
        }
    }
}

// What letters and explanations tell of them.
extension Round {
    /// The override that made this line what it is: one that was approved and fell isn't told.
    func appliedOverride(on line: AllocationLine) -> OverrideRequest? {
        guard let amount = line.override else { return nil }
        return overrides.last {
            $0.dossier == line.dossier && $0.approvedBy != nil && $0.amount == amount
        }
    }

    /// The dossiers that get money by an override in this division that passed over this one, which
    /// gets nothing.
    func passings(
        over line: AllocationLine, in advice: Allocation, deciding amount: Cents
    ) -> [LetterPassing]? {
        guard amount == .zero, line.amount == .zero else { return nil }
        let passings = advice.lines.compactMap { other -> LetterPassing? in
            guard other.amount > .zero, isFunded(other.dossier),
                let skipped = appliedOverride(on: other)?.skipped.first(where: {
                    $0.dossier == line.dossier
                })
            else { return nil }
            return LetterPassing(dossier: other.dossier, reasons: skipped.reasons)
        }
        return passings.isEmpty ? nil : passings
    }
}
