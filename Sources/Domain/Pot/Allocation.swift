/// How the pot is divided over the dossiers, one line with its cause for each (F10).
///
/// The same input gives the same output: it depends on the ranking, the amounts and the rule alone,
/// and on the order of submission under `rolling`.
package struct Allocation: Codable, Sendable, Equatable {
    package let rule: AllocationRule
    /// What could be divided.
    package let available: Cents
    /// In the order in which they were decided, then the dossiers without a place by number.
    package let lines: [AllocationLine]

    /// What that dossier gets, or nil when it wasn't judged.
    package func line(of dossier: DossierNumber) -> AllocationLine? {
        lines.first { $0.dossier == dossier }
    }

    /// What nobody gets.
    package var left: Cents { available - lines.map(\.amount).total }

    /// The dossiers that get anything, by number.
    package var funded: [DossierNumber] {
        lines.filter { $0.amount > .zero }.map(\.dossier).sorted()
    }

    /// Goes down the ranking by the rule; who isn't in it, is below the threshold, or can't go
    /// together with a funded one never stops anything.
    ///
    /// Source: F10 and rulings.md, "Allocation".
    package static func of(
        _ candidates: [Candidate], rule: AllocationRule, available: Cents
    ) -> Allocation {
        var left = available
        var stoppedAt: DossierNumber?
        var funded: [Candidate] = []
        let lines = ordered(candidates, rule).map { candidate -> AllocationLine in
            let (amount, cause) = candidate.outcome(
                rule: rule, left: left, funded: funded, stoppedAt: stoppedAt)
            left = left - amount
            if amount > .zero { funded.append(candidate) }
            if rule.stops(at: cause) { stoppedAt = candidate.dossier }
            return candidate.line(amount, cause)
        }
        return Allocation(rule: rule, available: available, lines: lines)
    }

    private static func ordered(_ candidates: [Candidate], _ rule: AllocationRule) -> [Candidate] {
        func key(_ candidate: Candidate) -> (Int, Int, DossierNumber) {
            let place = candidate.place ?? .max
            let first = rule == .rolling ? candidate.receipt ?? .max : place
            return (first, place, candidate.dossier)
        }
        let ranked = candidates.filter { $0.place != nil }.sorted { key($0) < key($1) }
        let unranked = candidates.filter { $0.place == nil }.sorted { $0.dossier < $1.dossier }
        return ranked + unranked
    }
}

extension AllocationRule {
    /// Whether nobody gets anything any more after one with that cause.
    fileprivate func stops(at cause: AllocationCause) -> Bool {
        switch (self, cause) {
        case (.strict, .doesNotFit), (.partial, .doesNotFit), (.partial, .part): true
        default: false
        }
    }
}

/// What one dossier gets, and why.
package struct AllocationLine: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let place: Int?
    package let requested: Cents
    package let minimum: Cents
    /// What it gets: by the rule, or by the override when there is one.
    package let amount: Cents
    package let cause: AllocationCause
    /// What the committee advises to give at most, when it advises less than was requested.
    package let advised: Cents?
    /// What was decided otherwise than the rule, beside the cause that it changes.
    package let override: Cents?

    /// What stands for the request in the rule.
    package var asked: Cents { advised ?? requested }

    /// What the committee advises to decide.
    package var advice: DecisionOutcome {
        if amount == .zero, override != nil { return cause.isOnReserve ? .reserve : .rejected }
        if override != nil { return amount == requested ? .granted : .offeredInPart }
        switch cause {
        case .fits: return amount == requested ? .granted : .offeredInPart
        case .part: return .offeredInPart
        case .doesNotFit, .afterStop: return .reserve
        case .belowThreshold, .failedGate, .notAssessed, .withdrawn, .incompatible:
            return .rejected
        }
    }
}

/// Why a dossier gets what it gets; one for each dossier, the first that holds in this order.
package enum AllocationCause: Codable, Sendable, Equatable {
    case withdrawn
    case notAssessed
    case failedGate
    case belowThreshold
    case incompatible(with: DossierNumber)
    case fits
    case part(of: Cents, minimum: Cents)
    case doesNotFit(short: Cents)
    case afterStop(at: DossierNumber)

    /// Whether the rule would let it be funded, were there money enough.
    var isOnReserve: Bool {
        switch self {
        case .fits, .part, .doesNotFit, .afterStop: true
        case .withdrawn, .notAssessed, .failedGate, .belowThreshold, .incompatible: false
        }
    }

    /// The names of the causes in the log, listed so that its schema can be read from them.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case withdrawn, notAssessed, failedGate, belowThreshold, incompatible
        case fits, part, doesNotFit, afterStop
    }
}
