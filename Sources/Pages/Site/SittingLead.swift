internal import Domain

/// What the chair can do with one ballot, and with the dossier on the table once that is judged.
struct SittingLead {
    let desk: SittingDesk
    let ballot: BallotPart

    private var language: Language { desk.language }
    private var name: String { "\(ballot.ballot)" }

    /// The forms of the chair, in the order of a ballot's course; none for a joint vote, which goes
    /// its course as one.
    var controls: [SittingControl] {
        guard desk.leads, desk.sitting.state == .opened, !isJoint else { return [] }
        switch ballot.state {
        case .ready: return [lead("openBallot", .open)]
        case .open: return [closing]
        case .closed: return [lead("revealBallot", .reveal)]
        case .revealed: return outcomeForms
        case .suspended, .adopted: return []
        }
    }

    private var isJoint: Bool { desk.joint?.ballots.contains(ballot.ballot) == true }

    private func lead(
        _ method: String, _ word: SittingWords, isSubtle: Bool = false
    ) -> SittingControl {
        SittingControl(
            desk.form("\(method)-\(name)", method, [("ballot", name)]), word(language),
            isSubtle: isSubtle)
    }

    /// Who closes says over whose heads; whoever votes meanwhile makes that untrue.
    private var closing: SittingControl {
        let missing = desk.listed(ballot.missing ?? [])
        let form = desk.form("closeBallot-\(name)", "closeBallot", [("ballot", name)] + missing)
        let isWhole = ballot.missing?.isEmpty != false
        let word: SittingWords =
            isWhole ? .close : ballot.subject == .scores ? .closePartly : .closeAnyway
        return SittingControl(form, word(language))
    }

    private var outcomeForms: [SittingControl] {
        let outcome = ballot.result?.gate?.outcome
        let isOpen = outcome == .tie || outcome == .undecided
        let isContested = ballot.paper?.contains { $0.word == .contested } == true
        let isAgain = isOpen || outcome == nil || isContested
        let isUnadoptable = isOpen || isWithoutTotal || isContested
        let again =
            isAgain ? [lead("repeatBallot", .again, isSubtle: !isUnadoptable)] : []
        return again + casting + (isUnadoptable ? [] : [adopting])
    }

    private var isWithoutTotal: Bool {
        ballot.subject == .scores && ballot.result?.scores?.total == nil
    }

    /// On a tie that came back, where the round leaves that to the chair (F5).
    private var casting: [SittingControl] {
        let isTied = ballot.result?.gate?.isTied == true && ballot.attempt > 1
        guard desk.rules.chairMayCast, isTied, ballot.castingVote == nil,
            ballot.result?.gate?.outcome == .doesNotMeet
        else { return [] }
        var form = desk.form("cast-\(name)", "giveCastingVote", [("ballot", name)])
        form.addChoice(
            "verdict", label: SittingWords.casting(language),
            description: SittingWords.castingText(language), value: nil,
            options: [GateVote.Verdict.meets, .doesNotMeet].map {
                ($0.rawValue, $0.phrase[language], "")
            })
        form.add(
            "reasons", "area", label: SittingWords.reasons(language),
            description: SittingWords.reasonsLeast(language),
            charactersMost: Limits.reasonCharactersMost)
        return [SittingControl(form, SittingWords.castButton(language))]
    }

    /// A requirement that is met needs no motivation; one that isn't, and each score, does.
    private var mayBeEmpty: Bool { ballot.subject.isGate && ballot.outcome != .doesNotMeet }

    private func field(of item: String) -> String {
        "motivations.\(item)" + (mayBeEmpty ? ":optional" : "")
    }

    private var adopting: SittingControl {
        let items =
            ballot.subject.isGate
            ? [(ballot.subject.rawValue, ballot.subject.phrase[language])]
            : desk.rules.criteria.map { ($0.code.rawValue, $0.title) }
        var form = desk.form(
            "adoptBallot-\(name)", "adoptBallot", [("ballot", name), ("motivations:record", "")],
            places: Dictionary(
                uniqueKeysWithValues: items.map { ($0.0, field(of: $0.0)) }))
        let word: SittingWords = mayBeEmpty ? .motivationOptional : .motivation
        let advice = [
            mayBeEmpty ? SittingWords.motivationLater : .motivationAdvice,
            ballot.subject.isGate ? .onlyTie : nil,
        ].compactMap { $0?(language) }.joined(separator: " ")
        for (code, title) in items {
            form.add(
                field(of: code), "area", label: "\(word(language)): \(title)",
                description: advice, charactersMost: Limits.reasonCharactersMost,
                needs: mayBeEmpty ? .optional(.reasons) : .reasons)
        }
        return SittingControl(form, SittingWords.adopt(language))
    }
}

// What the chair says of a dossier beside its ballots, and the vote over several dossiers.
extension SittingDesk {
    /// These people as the parameter `missing` of closing a vote.
    func listed(_ people: [PersonID]) -> [(name: String, value: String)] {
        [("missing:list", "")]
            + people.enumerated().map { ("missing.\($0.offset)", $0.element.rawValue) }
    }

    /// Forms on dossiers that are judged, or can't be: the advised amount, and leaving it be.
    var judging: [SittingControl] {
        guard summary.phase == .sitting, sitting.state == .opened, leads, joint == nil, let table
        else { return [] }
        switch table.state {
        case .assessed: return advising(table).map { [$0] } ?? []
        case .inAssessment: return ballots.contains { $0.state.isSealed } ? [] : [leaving(table)]
        default: return []
        }
    }

    private func advising(_ dossier: DossierPart) -> SittingControl? {
        guard let totals = dossier.body?.totals else { return nil }
        let written = visit.written
        var form = form(
            "adviseAmount", "adviseAmount", [("dossier:integer", "\(dossier.dossier)")],
            places: ["amount": "amount:euros"])
        form.add(
            "amount:euros", label: AdviceWords.amount(language),
            description: "\(AdviceWords.between(language)) \(written.money(totals.minimum)) "
                + "\(AdviceWords.and(language)) \(written.money(totals.requested)).",
            value: dossier.body?.advised.map { written.money($0.amount) } ?? "")
        form.add(
            "reasons", "area", label: SittingWords.reasons(language),
            description: SittingWords.reasonsLeast(language),
            value: dossier.body?.advised?.reasons ?? "",
            charactersMost: Limits.reasonCharactersMost)
        return SittingControl(form, AdviceWords.advise(language), isSubtle: true)
    }

    private func leaving(_ dossier: DossierPart) -> SittingControl {
        var form = form(
            "leaveUnassessed", "leaveUnassessed", [("dossier:integer", "\(dossier.dossier)")])
        form.add(
            "reasons", "area", label: AdviceWords.leaveReasons(language),
            description: SittingWords.reasonsLeast(language),
            charactersMost: Limits.reasonCharactersMost)
        return SittingControl(form, AdviceWords.leave(language), isSubtle: true)
    }

    /// What is to be known of the dossiers together: who is missing in the vote on them, and which
    /// are equal, so that a vote or lots decide.
    var joiningText: [String] { ([jointMissing] + equality).filter { !$0.isEmpty } }

    /// Who hasn't a complete vote on several dossiers, for who closes that.
    private var jointMissing: String {
        guard let missing = joint?.missing, !missing.isEmpty else { return "" }
        let names = missing.map(name).joined(separator: ", ")
        return "\(SittingWords.missing(language)) \(names)"
    }

    /// Whether this person is chair or deputy, one of whom leads what is about all dossiers.
    private var leadsRanking: Bool {
        seats.contains {
            $0.person == visit.visitor?.person && [.chair, .deputyChair].contains($0.kind)
        }
    }

    /// Whether every dossier that could be judged is.
    private var isAllAssessed: Bool {
        dossiers.allSatisfy {
            ![.admissible, .scheduled, .inAssessment].contains($0.state) || $0.keptFrom
        }
    }

    /// The course of a vote over several dossiers, for whoever chairs the ranking.
    var joining: [SittingControl] {
        guard leadsRanking, sitting.state == .opened else { return [] }
        guard let joint else { return beginning }
        let next: SittingControl? =
            switch joint.state {
            case .open: joint.missing.map(closingJoint)
            case .closed:
                SittingControl(
                    form("revealJointBallot", "revealJointBallot"), SittingWords.reveal(language))
            case .revealed:
                SittingControl(
                    form("adoptJointBallot", "adoptJointBallot"), AdviceWords.adoptJoint(language))
            case .ready, .suspended, .adopted: nil
            }
        var drop = form("dropJointBallot", "dropJointBallot")
        drop.add(
            "reasons", "area", label: AdviceWords.dropReasons(language),
            description: SittingWords.reasonsLeast(language),
            charactersMost: Limits.reasonCharactersMost)
        return (next.map { [$0] } ?? [])
            + [SittingControl(drop, AdviceWords.drop(language), isSubtle: true)]
    }

    private func closingJoint(without missing: [PersonID]) -> SittingControl {
        let word = missing.isEmpty ? SittingWords.close : .closeAnyway
        return SittingControl(
            form("closeJointBallot", "closeJointBallot", listed(missing)), word(language))
    }

    /// Once every dossier that could be judged is.
    private var beginning: [SittingControl] {
        guard isAllAssessed, dossiers.contains(where: { $0.state == .assessed }) else { return [] }
        let kinds: [JointBallot.Kind] = rules.adjusts == true ? [.adjustment] : []
        return (kinds + (equals.unvoted.isEmpty ? [] : [.tieBreak])).map { kind in
            SittingControl(
                form("joint-\(kind.rawValue)", "openJointBallot", [("kind", kind.rawValue)]),
                (kind == .adjustment ? AdviceWords.adjust : .tieBreak)(language), isSubtle: true)
        }
    }

    /// That a vote on equal dossiers or the lottery is next, for whoever chairs the ranking; nothing
    /// while it isn't.
    private var equality: [String] {
        let equals = equals
        guard leadsRanking, joint == nil, isAllAssessed else { return [] }
        if !equals.unvoted.isEmpty {
            return equals.unvoted.map { AdviceWords.vote($0, language) }
        }
        return equals.drawn.isEmpty ? [] : [AdviceWords.lots(equals.drawn, language)]
    }

    /// What isn't finished yet, for who closes the sitting.
    var unfinished: [String] {
        guard runs, sitting.state == .opened || sitting.state == .suspended else { return [] }
        let open = current.filter { $0.state.isSealed && $0.state != .ready }.map {
            "\(AdviceWords.openBallot(language)) "
                + SittingBallot(desk: self, ballot: $0).heading
        }
        let waiting = dossiers.filter { dossier in
            sitting.agenda.contains(dossier.dossier) && !dossier.keptFrom
                && [.scheduled, .inAssessment].contains(dossier.state)
        }.map { dossier in
            "\(SittingWords.dossier(language)) \(dossier.dossier): "
                + dossier.state.phrase[language].lowercased()
        }
        return open + waiting
    }
}
