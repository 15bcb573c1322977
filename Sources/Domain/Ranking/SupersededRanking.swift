/// A ranking and allocation that no longer count, kept beside what came after (F8).
package struct SupersededRanking: Codable, Sendable, Equatable {
    package let ranking: Ranking
    package let allocation: Allocation
}

/// What an interest that was found after the release would have changed; the decisions stand (F8).
///
/// Reopening one is a matter of objection, not of a recount.
package struct Reconsideration: Codable, Sendable, Equatable {
    /// The ballots on which the member's votes are left out.
    package let ballots: [BallotNumber]
    /// The order without them, or nil when it can't be said without voting again.
    package let ranking: Ranking?
    package let allocation: Allocation?
    /// Dossiers that would get something where they got nothing, or the reverse.
    package let changed: [DossierNumber]
}
