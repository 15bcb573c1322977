internal import Domain

extension RoundBuilder {
    /// A round that waits for its ranking, with money for one of two dossiers that are so close that
    /// it hangs on one member which of them it is.
    package static func boundary() -> RoundBuilder {
        var rules = RuleSample()
        rules.pot = 4_000_000
        var builder = RoundStage.sitting.builder(rules: rules)
        for (number, scores) in [(1, [3, 3, 3, 5]), (2, [3, 3, 4, 3])] {
            builder.takeUp(number)
            builder.passGate()
            builder.openBallot(.scores)
            for (person, score) in zip(DemoCast.voters, scores) {
                builder.score([score], by: person)
            }
            builder.reveal()
            builder.adopt()
        }
        builder.closeSitting()
        return builder
    }

    /// The same, with its ranking adopted.
    package static func boundaryRanked() -> RoundBuilder {
        var builder = boundary()
        builder.given(builder.ranking(seed: RuleSample.seed), by: DemoCast.chair)
        return builder
    }
}
