// The order of the assessed dossiers, and what happens when it no longer stands (F8, F9).
extension Round {
    func decideRanking(
        seed: String?, boundary: [DossierNumber], by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        // Without anything to judge no sitting is needed to say so.
        try require(
            phase == .sitting || phase == .screening, .wrongPhase, subject: phase.rawValue)
        try requireRankingChair(actor)
        try requireAllAssessed()
        if let group = openTies.first {
            throw Refusal(
                .tieNeedsRevote, subject: group.map { "\($0)" }.joined(separator: ", "))
        }
        try require(currentSitting == nil, .ballotUnfinished, subject: "sitting")
        try requireSameCoalitions(in: world.directory)
        let ranking = try Ranking.of(
            assessed, rules: rules, revotes: revotes, seed: seed, hashing: world.hashing)
        var after = self
        after.ranking = ranking
        let allocation = after.allocated()
        after.allocation = allocation
        let robustness = try after.robustness(seed: seed, hashing: world.hashing)
        try require(
            boundary.sorted() == robustness.boundary, .boundaryNotConfirmed,
            subject: robustness.boundary.map { "\($0)" }.joined(separator: ", "))
        return [
            .rankingAdopted(ranking: ranking), .potAllocated(allocation: allocation),
            .robustnessReported(
                robustness: robustness, confirmed: boundary.sorted(), seed: seed),
        ]
    }

    /// The assessed dossiers with their scores, by number.
    var assessed: [(dossier: DossierNumber, result: ScoreResult)] {
        dossiers.compactMap { dossier in
            dossier.state == .assessed || dossier.state == .ranked
                ? dossier.assessment.map { (dossier: dossier.number, result: $0) } : nil
        }
    }

    /// Refuses while a dossier that was submitted is still on its way through the committee.
    func requireAllAssessed() throws(Refusal) {
        for dossier in dossiers where dossier.submitted != nil {
            switch dossier.state {
            case .assessed, .failedGate, .notAssessed, .notConsidered, .withdrawn: continue
            default:
                if dossier.state.isBeforeCommittee, !isJudgeable(dossier) {
                    throw Refusal(.notJudgeable, subject: "\(dossier.number)")
                }
                throw Refusal(.dossiersNotFinished, subject: "\(dossier.number)")
            }
        }
    }

    /// The ranking is relative: who is kept from one dossier doesn't lead it.
    func requireRankingChair(_ actor: Actor) throws(Refusal) {
        guard let seat = actor.person.flatMap(committee.seat), seat.votes else {
            throw Refusal(.notAllowed, subject: "chair")
        }
        let isKept = dossiers.contains { $0.isJudged && isConflicted(seat, on: $0) }
        try require(!isKept, .interestConflict)
        try require(seat.person == rankingChair, .notAllowed, subject: "chair")
    }

    /// How much of the order and the division hangs on one member or one method.
    func robustness(
        seed: String?, hashing: any Hashing
    ) throws(Refusal) -> Robustness {
        guard let allocation else { throw Refusal(.wrongPhase, subject: phase.rawValue) }
        return try Robustness.of(
            sheets, adopted: allocation, rules: rules, revotes: revotes, seed: seed,
            hashing: hashing
        ) { ranking in
            var other = self
            other.ranking = ranking
            return other.allocated()
        }
    }

    /// Each assessed dossier's raw scores: the adopted ones and the blind first ones.
    private var sheets: [ScoreSheet] {
        assessed.compactMap { entry in
            let held = ballots.filter { $0.dossier == entry.dossier && $0.subject == .scores }
            guard let first = held.first, let last = held.last(where: { $0.state == .adopted })
            else { return nil }
            return ScoreSheet(
                dossier: entry.dossier, scores: counted(last.scores), first: counted(first.scores))
        }
    }

    private func counted(
        _ scores: [PersonID: [CriterionCode: Int]]
    ) -> [PersonID: [CriterionCode: Int]] {
        scores.filter { committee.seat(of: $0.key) != nil }
    }
}
