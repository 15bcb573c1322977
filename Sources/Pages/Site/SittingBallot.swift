internal import Domain

/// One ballot on the page of the sitting: the vote, its progress, and what it came to.
struct SittingBallot {
    let desk: SittingDesk
    let ballot: BallotPart

    private var language: Language { desk.language }
    private var name: String { "\(ballot.ballot)" }

    var heading: String {
        let plain = ballot.subject.phrase[language]
        let isJoint = desk.joint?.ballots.contains(ballot.ballot) == true
        let title = desk.dossiers.first { $0.dossier == ballot.dossier }.map { ": \($0.title)" }
        let subject =
            isJoint
            ? "\(SittingWords.dossier(language)) \(ballot.dossier)" + (title ?? "") : plain
        return ballot.attempt == 1 || isJoint
            ? subject : "\(subject) (\(SittingWords.attempt(language)) \(ballot.attempt))"
    }

    /// How many have voted, without what.
    var turnout: String {
        // Who has scored a part only, counts once the rest is there.
        let isWhole = ballot.subject == .scores
        guard language == .dutch else {
            return "\(ballot.cast) of \(ballot.eligible) members "
                + (isWhole ? "have scored everything." : "have voted.")
        }
        return "\(ballot.cast) van \(ballot.eligible) commissieleden "
            + (ballot.cast == 1 ? "heeft" : "hebben") + (isWhole ? " alles gescoord." : " gestemd.")
    }

    var forms: [Form] {
        let entry = paper.entry.map { [$0] } ?? []
        return (votes + leads + entry + paper.countersigning).map(\.form)
    }

    private var leads: [SittingControl] { SittingLead(desk: desk, ballot: ballot).controls }

    private var paper: SittingPaper { SittingPaper(desk: desk, ballot: ballot) }

    var values: [String: Any] {
        let missing = (ballot.missing ?? []).map(desk.name)
        let votes = votes
        let leads = leads
        let general: [String: Any] = [
            "ballot": name, "heading": heading, "stateName": ballot.state.phrase[language],
            "progress": progress, "unvoted": unvoted, "isVotable": !votes.isEmpty,
            "votes": votes.map(\.values),
            "advice": SittingWords.keys(language), "unscored": unscored,
            "leads": leads.map(\.values),
            "missingLabel":
                (ballot.subject == .scores ? SittingWords.missingScores : .missing)(language),
            "hasMissing": !missing.isEmpty, "missing": missing.joined(separator: ", "),
            "isRevealed": ballot.result != nil, "outcome": outcome,
        ]
        return general.merging(SittingResult(desk: desk, ballot: ballot).values) { own, _ in own }
            .merging(paper.values) { own, _ in own }
    }

    /// What it came to, once something else is voted on: a tie asks nothing of anybody any more.
    var pastOutcome: String {
        ballot.outcome == .tie ? SittingWords.wasTied(language) : outcome
    }

    /// What it came to, in a few words; nothing before the reveal.
    var outcome: String {
        guard let result = ballot.result else { return ballot.state.phrase[language] }
        if let outcome = ballot.outcome { return outcome.phrase[language] }
        guard let total = result.scores?.total else { return SittingWords.noTotal(language) }
        return "\(SittingWords.total(language)) \(desk.visit.written.decimal(total))"
    }

    private var progress: String {
        guard ballot.state != .ready else { return SittingWords.ready(language) }
        let voters = (ballot.voters ?? []).map(desk.name).joined(separator: ", ")
        let named = voters.isEmpty ? "" : " \(SittingWords.voted(language)) \(voters)."
        return turnout + named
    }

    /// What is said to whom could have voted and hasn't, once that can't be done any more.
    private var unvoted: [String] {
        let isOver = ballot.state == .closed || ballot.state == .revealed
        guard isOver, desk.hasVote, ballot.own == nil else { return [] }
        return [SittingWords.notVoted(language)]
    }

    /// The forms by which this person votes, while that can be done.
    private var votes: [SittingControl] {
        guard desk.viewer.isMember, ballot.state == .open else { return [] }
        return ballot.subject.isGate
            ? [gateForm]
            : Self.criteria(of: ballot, by: desk.rules, in: language).map(scoreForm)
    }

    /// What this person hasn't scored yet, once the first is scored; nothing of a vote that is whole.
    private var unscored: String {
        let given = ballot.own?.scores ?? [:]
        guard ballot.subject == .scores, !given.isEmpty else { return "" }
        let left = desk.rules.criteria.filter { given[$0.code] == nil }.map(\.title)
        return left.isEmpty
            ? "" : "\(SittingWords.scored(language)) \(left.joined(separator: ", "))."
    }

    private var gateForm: SittingControl {
        let own = ballot.own?.gate
        var form = desk.form("vote-\(name)", "castGateVote", [("ballot", name)])
        form.addChoice(
            "verdict", label: ballot.subject.phrase[language], value: own?.verdict.rawValue,
            options: GateVote.Verdict.allCases.map {
                ($0.rawValue, "\($0.key) \($0.phrase[language])", $0.key)
            })
        form.add(
            "reasons:optional", "area", label: SittingWords.reasons(language),
            description: SittingWords.reasonsAdvice(language), value: own?.reasons ?? "",
            charactersMost: Limits.reasonCharactersMost)
        return SittingControl(
            form, SittingWords.vote(language),
            own: own.map { saved($0.verdict.phrase[language]) } ?? "")
    }

    /// What is scored on it: the criteria of the round, or the one of a tie-break.
    static func criteria(
        of ballot: BallotPart, by rules: RoundRules, in language: Language
    ) -> [ScoredItem] {
        guard ballot.subject != .tieBreak else {
            return [
                ScoredItem(
                    code: .tieBreak, title: BallotSubject.tieBreak.phrase[language],
                    text: SittingWords.tieText(language))
            ]
        }
        return rules.criteria.map { ScoredItem(code: $0.code, title: $0.title, text: $0.text) }
    }

    private func scoreForm(_ criterion: ScoredItem) -> SittingControl {
        let own = ballot.own?.scores?[criterion.code]
        let code = criterion.code.rawValue
        var form = desk.form(
            "vote-\(name)-\(code)", "giveScore", [("ballot", name), ("criterion", code)])
        let scale = desk.rules.scale.enumerated().map { index, anchor in
            ("\(index + 1)", "\(index + 1) \(anchor)", "\(index + 1)")
        }
        form.addChoice(
            "value:integer", label: criterion.title, description: criterion.text,
            value: own.map(String.init),
            options: scale + [("0", "0 \(GateVote.Verdict.abstain.phrase[language])", "0")])
        return SittingControl(
            form, SittingWords.score(language),
            own: own.map { saved(SittingResult.given($0, in: language)) } ?? "")
    }

    private func saved(_ value: String) -> String {
        "\(SittingWords.own(language)) \(value). \(SittingWords.secret(language))"
    }
}

extension BallotPart {
    /// What a vote on a requirement came to, with the chair's word on a second tie.
    var outcome: GateOutcome? {
        result?.gate.map { castingVote?.verdict == .meets ? .meets : $0.outcome }
    }
}

/// What gets one score from each member.
struct ScoredItem {
    let code: CriterionCode
    let title: String
    let text: String
}
