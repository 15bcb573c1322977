extension Allocation {
    /// What one dossier gets by a decision that departs from the rule (F10).
    package struct Override: Codable, Sendable, Equatable {
        package let dossier: DossierNumber
        package let amount: Cents

        package init(dossier: DossierNumber, amount: Cents) {
            self.dossier = dossier
            self.amount = amount
        }
    }

    /// The allocation with those overrides, one after the other, each in the place of what the
    /// dossier got. They take from what is left alone, never from another line.
    ///
    /// Source: F10 and rulings.md, "Small print".
    package func applying(_ overrides: [Override]) throws(Refusal) -> Allocation {
        var after = self
        for override in overrides {
            try after.check(override)
            after = Allocation(
                rule: rule, available: available,
                lines: after.lines.map {
                    $0.dossier == override.dossier ? $0.overridden(override.amount) : $0
                })
        }
        return after
    }

    /// What the rule alone gave that dossier, before any override; nil without a line.
    package func ruled(of dossier: DossierNumber) -> Cents? {
        guard let line = line(of: dossier) else { return nil }
        switch line.cause {
        case .fits: return line.asked
        case .part:
            let before = lines.prefix { $0.dossier != dossier }.filter { $0.cause == .fits }
            return available - before.map(\.asked).total
        case .withdrawn, .notAssessed, .failedGate, .belowThreshold, .incompatible, .doesNotFit,
            .afterStop:
            return .zero
        }
    }

    /// Refuses an override for an unknown dossier (`unknownDossier`), one that failed the gate
    /// (`gateNotPassed`), was withdrawn or not assessed (`wrongState`), or of an amount below zero
    /// (`amountNegative`), above the request or the advised amount (`aboveRequest`), below the
    /// minimum without being nothing (`belowMinimum`), or above what is available
    /// (`potExceeded`, which says what is).
    package func check(_ override: Override) throws(Refusal) {
        let subject = "\(override.dossier)"
        guard let line = line(of: override.dossier) else {
            throw Refusal(.unknownDossier, subject: subject)
        }
        switch line.cause {
        case .failedGate: throw Refusal(.gateNotPassed, subject: subject)
        case .withdrawn, .notAssessed: throw Refusal(.wrongState, subject: subject)
        case .belowThreshold, .incompatible, .fits, .part, .doesNotFit, .afterStop: break
        }
        try require(override.amount >= .zero, .amountNegative, subject: subject)
        try require(
            override.amount <= line.asked, .aboveRequest, subject: subject, limit: line.asked.value)
        try require(
            override.amount == .zero || override.amount >= line.minimum, .belowMinimum,
            subject: subject, limit: line.minimum.value)
        let free = left + line.amount
        try require(
            override.amount <= free, .potExceeded, subject: subject, current: free.value)
    }
}

extension AllocationLine {
    fileprivate func overridden(_ amount: Cents) -> AllocationLine {
        AllocationLine(
            dossier: dossier, place: place, requested: requested, minimum: minimum, amount: amount,
            cause: cause, advised: advised, override: amount)
    }
}
