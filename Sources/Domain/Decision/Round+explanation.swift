// How the result of one dossier came about, for whoever may know it (F9, F10, F11).
extension Round {
    /// Everything from which the result can be recomputed by hand; nil before the release and for a
    /// dossier that wasn't judged.
    package func explanation(of number: DossierNumber) -> ExplanationFacts? {
        guard isReleased, let dossier = dossier(number), dossier.isJudged,
            let content = dossier.submitted
        else { return nil }
        return ExplanationFacts(
            round: rules.name, dossier: number, title: content.title, gateRule: rules.gateRule,
            votesLeast: rules.votesLeast,
            gate: BallotSubject.gate.compactMap { explained($0, of: dossier) },
            aggregator: rules.aggregator, scaleMost: rules.scaleMost,
            criteria: explainedCriteria(of: dossier), total: dossier.assessment?.total,
            thresholdPoints: rules.thresholdPoints,
            rank: ranking.flatMap { ExplainedRank($0, dossier: number, rules: rules) },
            allocation: (laterDivisions[number] ?? allocation).flatMap {
                explained($0, of: number)
            },
            robustness: robustness.flatMap { explained($0, of: number) })
    }

    private func explained(
        _ division: Allocation, of number: DossierNumber
    ) -> ExplainedAllocation? {
        guard let line = division.line(of: number) else { return nil }
        let decided = decisions[number]?.amount ?? .zero
        return ExplainedAllocation(
            division, dossier: number, override: appliedOverride(on: line)?.reasons,
            passedOver: passings(over: line, in: division, deciding: decided),
            isOfReserve: laterDivisions[number] == nil ? nil : true)
    }

    private func explained(_ item: BallotSubject, of dossier: Dossier) -> ExplainedGateItem? {
        guard let outcome = dossier.gate[item] else { return nil }
        let held = ballots.filter {
            $0.dossier == dossier.number && $0.subject == item && !$0.state.isSealed
        }
        return ExplainedGateItem(
            item: item, ballots: held.compactMap(\.result?.gate),
            decidedByCastingVote: held.last?.castingVote?.verdict == .meets, outcome: outcome)
    }

    /// Criteria that count; the others are shown in the decision and bring no points.
    private func explainedCriteria(of dossier: Dossier) -> [ExplainedCriterion] {
        guard let assessment = dossier.assessment else { return [] }
        return zip(rules.criteria, assessment.criteria).filter(\.0.isCounted).map {
            ExplainedCriterion(title: $0.title, weight: $0.weight, result: $1)
        }
    }

    private func explained(
        _ robustness: Robustness, of number: DossierNumber
    ) -> ExplainedRobustness? {
        guard ranking?.line(of: number) != nil else { return nil }
        var without = (changed: 0, runs: 0)
        var aggregator = false
        var recusals: Bool?
        for variant in robustness.variants {
            let changes = variant.changed.contains(number)
            switch variant.kind {
            case .without where variant.estimable:
                without = (without.changed + (changes ? 1 : 0), without.runs + 1)
            case .without: break
            case .aggregator: aggregator = changes
            case .recusalsCorrected: recusals = variant.estimable ? changes : nil
            }
        }
        return ExplainedRobustness(
            leaveOneOutChanged: without.changed, leaveOneOutRuns: without.runs,
            otherAggregatorChanges: aggregator, recusalCorrectionChanges: recusals)
    }
}
