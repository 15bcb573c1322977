extension Round {
    /// The division as it would be with so much to divide, by the same rule, overrides and ranking;
    /// nothing is stored.
    ///
    /// Nil for who doesn't see the division, without one, once the decisions are released, and for
    /// an amount that no pot can hold.
    package func allocation(with available: Cents, for viewer: RoundViewer) -> Allocation? {
        guard phase == .ranked, part(.allocation, for: viewer) != nil,
            (0...Cents.most).contains(available.value)
        else { return nil }
        var other = self
        other.ledger = Ledger(available: available)
        return other.allocated()
    }
}
