/// What is still equal among the assessed dossiers, read from the ballots that somebody may see: which
/// vote can still be held, and whether the lottery will decide (F9).
package struct EqualDossiers: Sendable, Equatable {
    /// The groups on which an extra vote can still be held, in order of rank, each by number.
    package let unvoted: [[DossierNumber]]
    /// Those that only the lottery would tell apart now, by number.
    package let drawn: [DossierNumber]

    /// - Parameters:
    ///   - ballots: as one viewer sees them; what isn't among them isn't taken as equal to anything.
    ///   - assessed: the dossiers that go into the ranking.
    package init(_ ballots: [BallotPart], of assessed: Set<DossierNumber>, rules: RoundRules) {
        let adopted = ballots.filter { $0.state == .adopted }
        var results: [DossierNumber: ScoreResult] = [:]
        var values: [DossierNumber: Rational] = [:]
        for ballot in adopted {
            if ballot.subject == .scores, assessed.contains(ballot.dossier) {
                results[ballot.dossier] = ballot.result?.scores
            }
            if ballot.subject == .tieBreak {
                values[ballot.dossier] = ballot.result?.scores?.value(of: .tieBreak)
            }
        }
        let judged = results.filter { $0.value.total != nil }
            .map { (dossier: $0.key, result: $0.value) }.sorted { $0.dossier < $1.dossier }
        let ties = Ranking.ties(among: judged, rules: rules)
        // A vote counts for exactly those on which it was held: not once one of them has gone.
        let voted = Set(values.keys) == Set(ties.joined()) ? ties : []
        unvoted = rules.holdsRevote ? ties.filter { !voted.contains($0) } : []
        let revotes = voted.map { group in
            Revote(values: group.map { RevoteValue(dossier: $0, value: values[$0] ?? Rational(0)) })
        }
        drawn = Ranking.drawn(among: judged, rules: rules, revotes: revotes)
    }
}
