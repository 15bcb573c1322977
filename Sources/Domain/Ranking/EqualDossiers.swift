/// What is still equal among the assessed dossiers: which vote can still be held, and whether the
/// lottery will decide (F9).
package struct EqualDossiers: Sendable, Equatable {
    /// The groups on which the ranking asks for an extra vote, in order of rank, each by number.
    package let unvoted: [[DossierNumber]]
    /// Those that only the lottery would tell apart now, by number; none while a vote comes first.
    package let drawn: [DossierNumber]

    /// For who may not know.
    package static let nothing = Self(unvoted: [], drawn: [])
}

extension Round {
    /// What is equal, by the groups on which votes were really held, so that a page asks for what the
    /// ranking asks for; nil for who doesn't see the order.
    ///
    /// It says no more than follows from the adopted results, which all of these viewers have.
    package func equals(for viewer: RoundViewer) -> EqualDossiers? {
        guard seesRanking(viewer) else { return nil }
        let unvoted = openTies
        return EqualDossiers(
            unvoted: unvoted,
            drawn: unvoted.isEmpty
                ? Ranking.drawn(among: assessed, rules: rules, revotes: revotes) : [])
    }
}
