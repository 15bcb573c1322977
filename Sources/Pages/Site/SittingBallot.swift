internal import Domain

/// One ballot on the page of the sitting: the vote, its progress, and what it came to.
struct SittingBallot {
    let desk: SittingDesk
    let ballot: BallotPart

    private var language: Language { desk.language }
    private var name: String { "\(ballot.ballot)" }

    var heading: String {
        let subject = ballot.subject.phrase[language]
        return ballot.attempt == 1
            ? subject : "\(subject) (\(SittingWords.attempt(language)) \(ballot.attempt))"
    }

    /// How many have voted, without what.
    var turnout: String {
        language == .dutch
            ? "\(ballot.cast) van \(ballot.eligible) commissieleden hebben gestemd."
            : "\(ballot.cast) of \(ballot.eligible) members have voted."
    }

    var forms: [Form] { votes.map(\.form) + leads.map(\.form) }

    var values: [String: Any] {
        let missing = (ballot.missing ?? []).map(desk.name)
        let votes = votes
        let leads = leads
        let general: [String: Any] = [
            "ballot": name, "heading": heading, "stateName": ballot.state.phrase[language],
            "progress": progress, "isVotable": !votes.isEmpty, "votes": votes.map(\.values),
            "advice": SittingWords.keys(language), "leads": leads.map(\.values),
            "hasMissing": !missing.isEmpty, "missing": missing.joined(separator: ", "),
            "isRevealed": ballot.result != nil, "outcome": outcome,
        ]
        return general.merging(SittingResult(desk: desk, ballot: ballot).values) { own, _ in own }
    }

    /// What it came to, in a few words; nothing before the reveal.
    var outcome: String {
        guard let result = ballot.result else { return ballot.state.phrase[language] }
        if let gate = result.gate {
            let isCast = ballot.castingVote?.verdict == .meets
            return (isCast ? GateOutcome.meets : gate.outcome).phrase[language]
        }
        guard let total = result.scores?.total else { return SittingWords.noTotal(language) }
        return "\(SittingWords.total(language)) \(desk.visit.written.decimal(total))"
    }

    private var progress: String {
        guard ballot.state != .ready else { return SittingWords.ready(language) }
        let voters = (ballot.voters ?? []).map(desk.name).joined(separator: ", ")
        let named = voters.isEmpty ? "" : " \(SittingWords.voted(language)) \(voters)."
        return turnout + named
    }

    /// The forms by which this person votes, while that can be done.
    private var votes: [SittingControl] {
        guard desk.viewer.isMember, ballot.state == .open else { return [] }
        return ballot.subject.isGate ? [gateForm] : desk.rules.criteria.map(scoreForm)
    }

    private var gateForm: SittingControl {
        let own = ballot.own?.gate
        var form = desk.form("vote-\(name)", "castGateVote", [("ballot", name)])
        form.addChoice(
            "verdict", label: ballot.subject.phrase[language], value: own?.verdict.rawValue,
            options: GateVote.Verdict.allCases.map { ($0.rawValue, $0.phrase[language], $0.key) })
        form.add(
            "reasons:optional", "area", label: SittingWords.reasons(language),
            description: SittingWords.reasonsAdvice(language), value: own?.reasons ?? "",
            charactersMost: Limits.reasonCharactersMost)
        return SittingControl(
            form, SittingWords.vote(language),
            own: own.map { saved($0.verdict.phrase[language]) } ?? "")
    }

    private func scoreForm(_ criterion: Criterion) -> SittingControl {
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
            options: scale + [("0", GateVote.Verdict.abstain.phrase[language], "0")])
        return SittingControl(
            form, SittingWords.score(language), own: own.map { saved($0 == 0 ? SittingWords.abstained(language) : "\($0)") } ?? "")
    }

    private func saved(_ value: String) -> String {
        "\(SittingWords.own(language)) \(value). \(SittingWords.secret(language))"
    }

    /// What the chair can do with it now.
    private var leads: [SittingControl] {
        guard desk.leads, desk.sitting.state == .opened else { return [] }
        switch ballot.state {
        case .ready: return [lead("openBallot", .open)]
        case .open: return [closing]
        case .closed: return [lead("revealBallot", .reveal)]
        case .revealed: return outcomeForms
        case .suspended, .adopted: return []
        }
    }

    private func lead(_ method: String, _ word: SittingWords) -> SittingControl {
        SittingControl(
            desk.form("\(method)-\(name)", method, [("ballot", name)]), word(language))
    }

    /// Who closes says over whose heads; whoever votes meanwhile makes that untrue.
    private var closing: SittingControl {
        let missing = (ballot.missing ?? []).enumerated().map {
            (name: "missing.\($0.offset)", value: $0.element.rawValue)
        }
        let form = desk.form(
            "closeBallot-\(name)", "closeBallot",
            [("ballot", name), ("missing:list", "")] + missing)
        return SittingControl(form, (missing.isEmpty ? SittingWords.close : .closeAnyway)(language))
    }

    private var outcomeForms: [SittingControl] {
        let outcome = ballot.result?.gate?.outcome
        let isOpen = outcome == .tie || outcome == .undecided
        let again = isOpen || outcome == nil ? [lead("repeatBallot", .again)] : []
        return again + (isOpen || isWithoutTotal ? [] : [adopting])
    }

    private var isWithoutTotal: Bool {
        ballot.subject == .scores && ballot.result?.scores?.total == nil
    }

    private var adopting: SittingControl {
        let items =
            ballot.subject.isGate
            ? [(ballot.subject.rawValue, ballot.subject.phrase[language])]
            : desk.rules.criteria.map { ($0.code.rawValue, $0.title) }
        var form = desk.form(
            "adoptBallot-\(name)", "adoptBallot", [("ballot", name), ("motivations:record", "")],
            places: Dictionary(
                uniqueKeysWithValues: items.map { ($0.0, "motivations.\($0.0):optional") }))
        for (code, title) in items {
            form.add(
                "motivations.\(code):optional", "area",
                label: "\(SittingWords.motivation(language)): \(title)",
                description: SittingWords.motivationAdvice(language),
                charactersMost: Limits.reasonCharactersMost)
        }
        return SittingControl(form, SittingWords.adopt(language))
    }
}
