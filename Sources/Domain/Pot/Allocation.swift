/// How the pot is divided over the dossiers, one line with its cause for each (F10).
///
/// The same input gives the same output: it depends on the ranking, the amounts and the rule alone.
package struct Allocation: Codable, Sendable, Equatable {
    package let rule: AllocationRule
    /// What could be divided.
    package let available: Cents
    /// In order of rank, then the dossiers without one by number.
    package let lines: [AllocationLine]

    /// What that dossier gets, or nil when it wasn't judged.
    package func line(of dossier: DossierNumber) -> AllocationLine? {
        lines.first { $0.dossier == dossier }
    }

    /// Goes down the ranking by the rule; who isn't in it, or is below the threshold, never stops
    /// anything.
    ///
    /// Source: F10 and rulings.md, "Allocation".
    package static func of(
        _ candidates: [Candidate], rule: AllocationRule, available: Cents
    ) -> Allocation {
        var left = available
        var stoppedAt: DossierNumber?
        let ranked = candidates.filter { $0.place != nil }.sorted {
            ($0.place ?? 0) < ($1.place ?? 0)
        }
        let unranked = candidates.filter { $0.place == nil }.sorted { $0.dossier < $1.dossier }
        let lines = (ranked + unranked).map { candidate -> AllocationLine in
            if let cause = candidate.exclusion { return candidate.line(.zero, cause) }
            if let stoppedAt {
                return candidate.line(.zero, .afterStop(at: stoppedAt))
            }
            if candidate.requested <= left {
                left = left - candidate.requested
                return candidate.line(candidate.requested, .fits)
            }
            let short = candidate.requested - left
            switch rule {
            case .skip: return candidate.line(.zero, .doesNotFit(short: short))
            case .strict:
                stoppedAt = candidate.dossier
                return candidate.line(.zero, .doesNotFit(short: short))
            case .partial:
                stoppedAt = candidate.dossier
                guard candidate.minimum <= left, left > .zero else {
                    return candidate.line(.zero, .doesNotFit(short: short))
                }
                let part = left
                left = .zero
                return candidate.line(
                    part, .part(of: candidate.requested, minimum: candidate.minimum))
            }
        }
        return Allocation(rule: rule, available: available, lines: lines)
    }

    /// What the rule knows of one dossier.
    package struct Candidate: Sendable {
        package let dossier: DossierNumber
        /// Its place in the ranking; nil when it has none.
        package let place: Int?
        package let requested: Cents
        package let minimum: Cents
        /// Why it gets nothing whatever is left.
        package let exclusion: AllocationCause?

        package init(
            dossier: DossierNumber, place: Int?, requested: Cents, minimum: Cents,
            exclusion: AllocationCause?
        ) {
            self.dossier = dossier
            self.place = place
            self.requested = requested
            self.minimum = minimum
            self.exclusion = exclusion
        }

        func line(_ amount: Cents, _ cause: AllocationCause) -> AllocationLine {
            AllocationLine(
                dossier: dossier, place: place, requested: requested, minimum: minimum,
                amount: amount, cause: cause)
        }
    }
}

/// What one dossier gets, and why.
package struct AllocationLine: Codable, Sendable, Equatable {
    package let dossier: DossierNumber
    package let place: Int?
    package let requested: Cents
    package let minimum: Cents
    package let amount: Cents
    package let cause: AllocationCause

    /// What the committee advises to decide.
    package var advice: DecisionOutcome {
        switch cause {
        case .fits: .granted
        case .part: .offeredInPart
        case .doesNotFit, .afterStop: .reserve
        case .belowThreshold, .failedGate, .notAssessed, .withdrawn: .rejected
        }
    }
}

/// Why a dossier gets what it gets; one for each dossier, the first that holds in this order.
package enum AllocationCause: Codable, Sendable, Equatable {
    case withdrawn
    case notAssessed
    case failedGate
    case belowThreshold
    case fits
    case part(of: Cents, minimum: Cents)
    case doesNotFit(short: Cents)
    case afterStop(at: DossierNumber)
}
