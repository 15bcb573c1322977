// One vote over several dossiers: the last look at all scores, and the tie-break (F9).
extension Round {
    func decideJoint(
        _ command: RoundCommand, by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        try requireRankingChair(actor)
        _ = try openSitting()
        switch command {
        case .openJointBallot(let kind): return [try openJoint(kind)]
        case .closeJointBallot(let missing):
            let joint = try joint(in: .open)
            let isOpen = jointBallots(of: joint).allSatisfy { $0.state == .open }
            try require(isOpen, .ballotNotOpen)
            // Closing over somebody's head asks for their names (F6).
            let listed = Set(jointBallots(of: joint).flatMap { self.missing(on: $0) }).sorted()
            try require(
                missing.sorted() == listed, .missingNotListed,
                subject: listed.map(\.rawValue).joined(separator: ", "))
            return [.jointBallotClosed(missing: missing)]
        case .revealJointBallot:
            let ballots = jointBallots(of: try joint(in: .closed))
            for ballot in ballots {
                guard let dossier = dossier(ballot.dossier), dossier.state == .assessed else {
                    continue
                }
                try require(isJudgeable(dossier), .notJudgeable, subject: "\(dossier.number)")
                try require(
                    hasQuorum(on: dossier), .quorumMissing, subject: "\(dossier.number)",
                    limit: quorum(on: dossier))
            }
            return [.jointBallotRevealed(results: ballots.map { result(of: $0) })]
        case .adoptJointBallot:
            for ballot in adoptable(in: try joint(in: .revealed)) { try requireResult(of: ballot) }
            return [.jointBallotAdopted]
        case .dropJointBallot(let reasons):
            try require(joint != nil, .ballotNotOpen)
            try requireReasons(reasons, subject: "reasons")
            return [.jointBallotDropped(reasons: reasons)]
        default: preconditionFailure("only commands of a joint ballot come here")
        }
    }

    func jointBallots(of joint: JointBallot) -> [Ballot] { joint.ballots.map { ballots[$0 - 1] } }

    /// Of whatever lost its assessment on the way nothing is adopted here: the chair does that one
    /// by one, or it is held again.
    private func adoptable(in joint: JointBallot) -> [Ballot] {
        jointBallots(of: joint).filter { dossier($0.dossier)?.state == .assessed }
    }

    private func requireResult(of ballot: Ballot) throws(Refusal) {
        try require(
            ballot.result?.scores?.total != nil, .tooFewVotes, subject: "\(ballot.dossier)",
            limit: rules.votesLeast)
        try require(
            ballot.uncountersigned.isEmpty, .countersignMissing,
            subject: ballot.uncountersigned.map(\.rawValue).joined(separator: ", "))
    }

    /// Whether it was revealed without a result that can be adopted, now or ever: too few votes, or
    /// a paper vote that isn't the member's own.
    private func mustBeRepeated(_ joint: JointBallot) -> Bool {
        joint.state == .revealed
            && adoptable(in: joint).contains {
                $0.result?.scores?.total == nil || $0.isContested
            }
    }

    private func joint(in state: Ballot.State) throws(Refusal) -> JointBallot {
        let code: RefusalCode =
            switch state {
            case .closed: .ballotNotClosed
            case .revealed: .ballotNotRevealed
            default: .ballotNotOpen
            }
        guard let joint, joint.state == state else { throw Refusal(code) }
        return joint
    }

    private func openJoint(_ kind: JointBallot.Kind) throws(Refusal) -> RoundEvent {
        if let joint, joint.kind == kind, mustBeRepeated(joint) {
            return try opening(kind, on: adoptable(in: joint).map(\.dossier))
        }
        try requireNothingPending()
        try requireAllAssessed()
        let dossiers: [DossierNumber]
        switch kind {
        case .adjustment:
            try require(rules.adjusts == true, .notAllowed, subject: kind.rawValue)
            dossiers = assessed.map(\.dossier)
        case .tieBreak: dossiers = openTies.flatMap { $0 }.sorted()
        }
        return try opening(kind, on: dossiers)
    }

    private func opening(
        _ kind: JointBallot.Kind, on dossiers: [DossierNumber]
    ) throws(Refusal) -> RoundEvent {
        try require(!dossiers.isEmpty, .wrongState, subject: kind.rawValue)
        for number in dossiers {
            let held = ballots.count { $0.dossier == number && $0.subject == kind.subject }
            try require(held < Limits.ballotsPerItem, .tooMany, limit: Limits.ballotsPerItem)
            guard let dossier = dossier(number) else { continue }
            try require(isJudgeable(dossier), .notJudgeable, subject: "\(number)")
            try require(
                hasQuorum(on: dossier), .quorumMissing, subject: "\(number)",
                limit: quorum(on: dossier))
        }
        return .jointBallotOpened(
            kind: kind,
            ballots: dossiers.enumerated().map { index, number in
                JointBallot.Entry(ballot: ballots.count + index + 1, dossier: number)
            })
    }

    /// The ties that the chain leaves and that no tie-break was held for.
    var openTies: [[DossierNumber]] {
        guard rules.holdsRevote else { return [] }
        return Ranking.ties(among: assessed, rules: rules).filter { group in
            !revotes.contains { $0.values.map(\.dossier).sorted() == group }
        }
    }
}

// What an event of a joint ballot makes true.
extension Round {
    mutating func applyJoint(_ event: RoundEvent) {
        switch event {
        case .jointBallotOpened(let kind, let entries):
            for entry in entries { append(entry, kind) }
            joint = JointBallot(kind: kind, ballots: entries.map(\.ballot))
        case .jointBallotClosed: move(to: .closed)
        case .jointBallotRevealed(let results):
            for (number, result) in zip(joint?.ballots ?? [], results) {
                ballots[number - 1].turnout = turnout(of: ballots[number - 1])
                ballots[number - 1].result = result
            }
            move(to: .revealed)
        case .jointBallotAdopted: adoptJoint()
        case .jointBallotDropped:
            for number in joint?.ballots ?? [] { ballots[number - 1].isDropped = true }
            joint = nil
        default: preconditionFailure("only events of a joint ballot come here")
        }
    }

    /// An adjustment begins with what every member gave before.
    private mutating func append(_ entry: JointBallot.Entry, _ kind: JointBallot.Kind) {
        let before = latestBallot(of: entry.dossier, on: kind.subject)
        let ordinal = ballots.count { $0.dossier == entry.dossier } + 1
        var ballot = Ballot(
            number: entry.ballot, name: BallotName(dossier: entry.dossier, ordinal: ordinal),
            subject: kind.subject, attempt: (before?.attempt ?? 0) + 1)
        ballot.state = .open
        if kind == .adjustment, let before, let dossier = dossier(entry.dossier) {
            let able = Set(eligible(on: dossier).map(\.person))
            ballot.scores = before.scores.filter {
                able.contains($0.key) && before.paper[$0.key] != .contested
            }
        }
        ballots.append(ballot)
    }

    private mutating func move(to state: Ballot.State) {
        joint?.state = state
        for number in joint?.ballots ?? [] { ballots[number - 1].state = state }
    }

    private mutating func adoptJoint() {
        guard let joint else { return }
        let before = assessed
        let adopted = adoptable(in: joint)
        for ballot in adopted { ballots[ballot.number - 1].state = .adopted }
        self.joint = nil
        switch joint.kind {
        case .tieBreak:
            let values = adopted.compactMap { ballot in
                ballot.result?.scores?.value(of: .tieBreak).map {
                    RevoteValue(dossier: ballot.dossier, value: $0)
                }
            }
            for group in Ranking.ties(among: before, rules: rules) {
                let own = values.filter { group.contains($0.dossier) }
                if own.count == group.count { revotes.append(Revote(values: own)) }
            }
        case .adjustment:
            for ballot in adopted { adjust(ballot) }
        }
    }

    /// Other scores are another result: what was written about the old ones is read again (F31).
    private mutating func adjust(_ ballot: Ballot) {
        let index = ballot.dossier - 1
        guard let result = ballot.result?.scores, dossiers[index].state == .assessed,
            dossiers[index].assessment != result
        else {
            return
        }
        dossiers[index].assessment = result
        for criterion in rules.criteria {
            dossiers[index].motivations[criterion.code.rawValue]?.reading = nil
        }
    }
}

extension ScoreResult {
    /// What a tie-break comes to for one dossier: its one score, aggregated as the rules say.
    init(tieBreak scores: [[CriterionCode: Int]], rules: RoundRules) {
        let result = CriterionResult(
            criterion: .tieBreak, given: scores.compactMap { $0[.tieBreak] }, rules: rules)
        criteria = [result]
        total = result.value.map { $0 * Rational(100, rules.scaleMost) }
    }
}
