/// What there was to divide when this dossier's turn came, and what it got.
package struct ExplainedAllocation: Sendable, Equatable, Codable {
    package let rule: AllocationRule
    /// What could be divided over all dossiers.
    package let available: Cents
    /// The dossiers before it in the ranking that got something, or that the rule gave something
    /// before it was set aside for them, in order of rank.
    package let funded: [FundedShare]
    package let requested: Cents
    package let minimum: Cents
    /// What the committee advised to give at most; nil when that is the request.
    package let advised: Cents?
    /// What the rule gives it.
    package let amount: Cents
    package let cause: AllocationCause
    /// Why the rule was set aside for this dossier; nil when it wasn't.
    package let override: String?
    /// Who got money against the rule while this dossier was passed over; nil when nobody did (F10).
    package let passedOver: [LetterPassing]?
    /// Whether money was divided that came later, over the reserve alone; nil is no (F10).
    package let isOfReserve: Bool?

    /// The line of that dossier in the allocation, with what went before it; nil without a line.
    package init?(
        _ allocation: Allocation, dossier: DossierNumber, override: String? = nil,
        passedOver: [LetterPassing]? = nil, isOfReserve: Bool? = nil
    ) {
        guard let line = allocation.line(of: dossier) else { return nil }
        rule = allocation.rule
        available = allocation.available
        funded = allocation.lines.prefix { $0.dossier != dossier }.compactMap {
            FundedShare($0, in: allocation)
        }
        requested = line.requested
        minimum = line.minimum
        advised = line.advised
        amount = line.amount
        cause = line.cause
        self.override = override
        self.passedOver = passedOver
        self.isOfReserve = isOfReserve
    }

    /// What was left when this dossier's turn came: the rule was set aside for others after that.
    package var left: Cents { available - funded.map { $0.ruled ?? $0.amount }.total }
}

/// What a dossier higher in the ranking got.
package struct FundedShare: Sendable, Equatable, Codable {
    package let place: Int
    package let dossier: DossierNumber
    package let amount: Cents
    /// What the rule gave it before it was set aside; nil when it wasn't.
    package let ruled: Cents?

    package init(place: Int, dossier: DossierNumber, amount: Cents, ruled: Cents? = nil) {
        self.place = place
        self.dossier = dossier
        self.amount = amount
        self.ruled = ruled
    }

    /// Nil for who got nothing, neither by the rule nor against it.
    fileprivate init?(_ line: AllocationLine, in allocation: Allocation) {
        let ruled = line.override == nil ? nil : allocation.ruled(of: line.dossier)
        guard let place = line.place, line.amount > .zero || (ruled ?? .zero) > .zero else {
            return nil
        }
        self.init(place: place, dossier: line.dossier, amount: line.amount, ruled: ruled)
    }
}

/// In which reruns of the ranking it would be otherwise who is funded, for this dossier (F9).
///
/// Reruns without one member are counted and never named: a name would tell what that member
/// scored.
package struct ExplainedRobustness: Sendable, Equatable, Codable {
    /// Of the reruns that leave one member out, how many change whether this dossier is funded.
    package let leaveOneOutChanged: Int
    package let leaveOneOutRuns: Int
    /// Whether the median instead of the mean, or the reverse, changes it.
    package let otherAggregatorChanges: Bool
    /// Whether the correction for members who were kept from a dossier changes it; nil when that
    /// can't be estimated.
    package let recusalCorrectionChanges: Bool?

    package init(
        leaveOneOutChanged: Int, leaveOneOutRuns: Int, otherAggregatorChanges: Bool,
        recusalCorrectionChanges: Bool?
    ) {
        self.leaveOneOutChanged = leaveOneOutChanged
        self.leaveOneOutRuns = leaveOneOutRuns
        self.otherAggregatorChanges = otherAggregatorChanges
        self.recusalCorrectionChanges = recusalCorrectionChanges
    }

    /// Whether any rerun changes whether this dossier is funded.
    package var isBoundaryCase: Bool {
        leaveOneOutChanged > 0 || otherAggregatorChanges || recusalCorrectionChanges == true
    }
}
