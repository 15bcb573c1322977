extension GateTally {
    /// Whether a tie came back with votes enough: what the chair may decide (rulings.md).
    var isSecondTie: Bool { isTied && outcome == .doesNotMeet }
}

/// The chair's decision on a tie that came back in the second ballot, where the round allows it (F5).
package struct CastingVote: Codable, Sendable, Equatable {
    package let person: PersonID
    /// `meets` or `doesNotMeet`; whoever abstains leaves it at `doesNotMeet`.
    package let verdict: GateVote.Verdict
    /// At least 20 characters.
    package let reasons: String
}
