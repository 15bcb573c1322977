extension Allocation {
    /// What the rule knows of one dossier.
    package struct Candidate: Sendable, Equatable {
        package let dossier: DossierNumber
        /// Its place in the ranking; nil when it has none.
        package let place: Int?
        package let requested: Cents
        package let minimum: Cents
        /// Why it gets nothing whatever is left.
        package let exclusion: AllocationCause?
        /// Its place in the order of complete submission, which counts under `rolling`; without
        /// one it goes last.
        package let receipt: Int?
        /// What the committee advises to give at most; nil when that is the request.
        package let advised: Cents?
        /// The dossiers that it can't go together with; it works both ways.
        package let incompatibleWith: [DossierNumber]

        package init(
            dossier: DossierNumber, place: Int?, requested: Cents, minimum: Cents,
            exclusion: AllocationCause?, receipt: Int? = nil, advised: Cents? = nil,
            incompatibleWith: [DossierNumber] = []
        ) {
            self.dossier = dossier
            self.place = place
            self.requested = requested
            self.minimum = minimum
            self.exclusion = exclusion
            self.receipt = receipt
            self.advised = advised.map { min(max($0, minimum), requested) }
            self.incompatibleWith = incompatibleWith
        }

        /// What stands for the request in the rule: the advised amount, never more than requested
        /// and never below the minimum.
        package var asked: Cents { advised ?? requested }

        /// Whether the two can't both be funded.
        package func excludes(_ other: Candidate) -> Bool {
            incompatibleWith.contains(other.dossier) || other.incompatibleWith.contains(dossier)
        }

        /// What it gets of what is left, the others having been decided.
        func outcome(
            rule: AllocationRule, left: Cents, funded: [Candidate], stoppedAt: DossierNumber?
        ) -> (amount: Cents, cause: AllocationCause) {
            if let exclusion { return (.zero, exclusion) }
            if let other = funded.first(where: excludes) {
                return (.zero, .incompatible(with: other.dossier))
            }
            if let stoppedAt { return (.zero, .afterStop(at: stoppedAt)) }
            if asked <= left { return (asked, .fits) }
            if rule == .partial, minimum <= left, left > .zero {
                return (left, .part(of: asked, minimum: minimum))
            }
            return (.zero, .doesNotFit(short: asked - left))
        }

        func line(_ amount: Cents, _ cause: AllocationCause) -> AllocationLine {
            AllocationLine(
                dossier: dossier, place: place, requested: requested, minimum: minimum,
                amount: amount, cause: cause, advised: advised, override: nil)
        }
    }

    /// Refuses an advised amount above the request, below the minimum or of nothing.
    package static func checkAdvice(
        _ advised: Cents, requested: Cents, minimum: Cents
    ) throws(Refusal) {
        try require(advised <= requested, .aboveRequest, limit: requested.value)
        try require(
            advised >= minimum && advised > .zero, .belowMinimum, limit: minimum.value)
    }
}
