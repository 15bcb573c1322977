// The one visibility rule (F22): every channel shows a viewer these parts and nothing else.
extension Round {
    package func part(_ key: RoundPartKey, for viewer: RoundViewer) -> RoundPart? {
        guard phase != .absent, isKnown(to: viewer) else { return nil }
        switch key {
        case .round: return .round(summary)
        case .rules: return .rules(rules)
        case .register: return .register(register)
        case .committee: return committeePart(for: viewer)
        case .interests: return interestsPart(for: viewer)
        case .dossier(let number): return dossier(number).flatMap { dossierPart($0, for: viewer) }
        case .sitting: return sittingPart(for: viewer)
        case .ballot(let name): return ballot(name).flatMap { ballotPart($0, for: viewer) }
        case .pot: return potPart(for: viewer)
        case .ranking: return seesRanking(viewer) ? ranking.map { .ranking($0) } : nil
        case .allocation:
            return seesRanking(viewer) || judgesOverrides(viewer)
                ? allocation.map { .allocation($0) } : nil
        case .decision(let number): return decisionPart(number, for: viewer)
        case .robustness: return robustnessPart(for: viewer)
        case .portfolio: return viewer.seesPot ? portfolio.map { .portfolio($0) } : nil
        case .history: return historyPart(for: viewer)
        case .overrides:
            guard viewer.seesPot || judgesOverrides(viewer), !overrides.isEmpty else { return nil }
            return .overrides(overrides)
        case .proposal: return viewer.seesPot ? proposal.map { .proposal($0) } : nil
        case .joint: return jointPart(for: viewer)
        case .reading: return readingPart(for: viewer)
        case .letter(let number): return letterPart(number, for: viewer)
        case .initiative(let number): return initiativePart(number, for: viewer)
        case .talks(let number): return talksPart(number, for: viewer)
        case .handovers(let number): return handoversPart(number, for: viewer)
        case .lessons(let number): return lessonsPart(number)
        case .snapshot(let number): return snapshots.numbered(number).map { .snapshot($0) }
        case .grants: return grantLines.isEmpty ? nil : .grants(grantLines)
        case .imports: return importsPart(for: viewer)
        }
    }

    /// A draft round is the coordinator's; a published one is everybody's.
    private func isKnown(to viewer: RoundViewer) -> Bool {
        rulesVersion > 0 || viewer == .coordinator || viewer == .auditor || viewer == .secretary
    }

    private var summary: RoundSummary {
        RoundSummary(
            round: id, name: rules.name, phase: phase, opensAt: rules.opensAt,
            closesAt: rules.closesAt, rulesVersion: rulesVersion,
            rulesFingerprint: rulesFingerprint, reasons: reasons,
            pot: ledger.divisible > rules.pot ? ledger.divisible : nil)
    }

    /// The members are named to all, because a decision names its advisers (Awb 3:8); whether
    /// they have declared is the organisers' business.
    private func committeePart(for viewer: RoundViewer) -> RoundPart? {
        let guards = viewer.guardsProcess
        return .committee(
            committee.seats.map {
                SeatSummary(
                    person: $0.person, name: $0.name, kind: $0.kind, replaces: $0.replaces,
                    declared: guards && $0.interests != nil)
            })
    }

    private func interestsPart(for viewer: RoundViewer) -> RoundPart? {
        let seats = committee.seats.filter { seat in
            seat.interests != nil
                && (viewer.guardsProcess || viewer == .member(seat.person))
        }
        if seats.isEmpty { return nil }
        return .interests(
            seats.map { seat in
                InterestSummary(
                    person: seat.person, interests: seat.interests ?? [],
                    keptFrom: dossiers.filter {
                        $0.submitted != nil && isConflicted(seat, on: $0)
                    }.map(\.number))
            })
    }

    private func potPart(for viewer: RoundViewer) -> RoundPart? {
        let inside = viewer.seesPot
        guard inside || (isReleased && viewer.seesSums) else { return nil }
        return .pot(
            PotPart(
                pot: ledger.divisible, available: ledger.available,
                reserved: ledger.total(.reserved) - ledger.total(.reservationEnded),
                granted: ledger.total(.granted), entries: inside ? ledger.entries : nil))
    }

    /// The order is the committee's and the municipality's; a member who is kept from anything in
    /// it doesn't see it before the release.
    func seesRanking(_ viewer: RoundViewer) -> Bool {
        switch viewer {
        case .secretary, .coordinator, .auditor, .decisionMaker: true
        case .member(let person):
            committee.seat(of: person).map { seat in
                seat.interests != nil
                    && !dossiers.contains { $0.submitted != nil && isConflicted(seat, on: $0) }
            } == true
        case .applicant, .observer, .projector, .council, .relationshipManager, .budgetHolder,
            .neighbourhoodTeam:
            false
        }
    }

    /// Who approves what is asked against the rule sees the division that it is asked against (F10).
    func judgesOverrides(_ viewer: RoundViewer) -> Bool {
        viewer == .budgetHolder && !overrides.isEmpty
    }

    private func decisionPart(_ number: DossierNumber, for viewer: RoundViewer) -> RoundPart? {
        guard let dossier = dossier(number) else { return nil }
        let makes = viewer == .coordinator || viewer == .auditor || viewer == .decisionMaker
        guard let decision = makes ? pending[number] ?? decisions[number] : decisions[number]
        else { return nil }
        switch viewer {
        case .coordinator, .auditor, .decisionMaker: break
        case .secretary: guard isReleased else { return nil }
        case .applicant(let organisation):
            guard isReleased, dossier.partner(organisation)?.standing == .accepted else {
                return nil
            }
        case .council:
            guard isReleased, isGiven(number) else { return nil }
        case .member(let person):
            guard isReleased, sight(of: dossier, for: .member(person)) == .full else { return nil }
        case .relationshipManager, .budgetHolder:
            guard isReleased, isGiven(number) else { return nil }
        case .observer, .projector, .neighbourhoodTeam: return nil
        }
        let open = viewer != .council
        let line = allocation?.line(of: number)
        // What was set aside and why, for who has it in a letter and for who sees what was asked.
        let told = viewer.organisation != nil || viewer.seesPot ? line : nil
        return .decision(
            DecisionPart(
                dossier: number, outcome: open ? decision.outcome : outcome(of: dossier, decision),
                amount: open ? decision.amount : given(to: dossier, decision),
                motivation: open ? decision.motivation : "",
                deviation: open ? decision.deviation : nil,
                released: isReleased && pending[number] != decision,
                total: open ? dossier.assessment?.total : nil, place: open ? line?.place : nil,
                cause: open ? line?.cause : nil,
                motivations: open ? dossier.motivations.mapValues(\.text) : [:],
                grounds: open ? decision.grounds : nil, override: line?.override,
                ruled: told?.override == nil ? nil : allocation?.ruled(of: number),
                overrideReasons: told.flatMap(appliedOverride)?.reasons,
                passedOver: told.flatMap { toldPassings(over: $0, deciding: decision.amount) }))
    }

    /// After the release those alone that are told: what is intended since stays secret.
    private func toldPassings(
        over line: AllocationLine, deciding amount: Cents
    ) -> [LetterPassing]? {
        let all = allocation.flatMap { passings(over: line, in: $0, deciding: amount) }
        let told = (all ?? []).filter { !isReleased || isGiven($0.dossier) }
        return told.isEmpty ? nil : told
    }
}

extension Round {
    /// What the council knows of a decision: what became of it, not what was offered at first.
    private func outcome(of dossier: Dossier, _ decision: Decision) -> DecisionOutcome {
        dossier.state.isAwarded ? .granted : decision.outcome
    }

    private func given(to dossier: Dossier, _ decision: Decision) -> Cents {
        dossier.state.isAwarded ? ledger.total(.granted, of: dossier.number) : decision.amount
    }

    /// Who decides sees what is uncertain, not what each member's scores alone would have given:
    /// from that anyone could compute them.
    private func robustnessPart(for viewer: RoundViewer) -> RoundPart? {
        guard seesRanking(viewer), let robustness else { return nil }
        return viewer == .decisionMaker
            ? .uncertainty(UncertaintyPart(robustness)) : .robustness(robustness)
    }

    private func historyPart(for viewer: RoundViewer) -> RoundPart? {
        guard viewer.guardsProcess || viewer == .decisionMaker,
            !superseded.isEmpty || !reconsiderations.isEmpty
        else { return nil }
        return .history(HistoryPart(superseded: superseded, reconsiderations: reconsiderations))
    }

    /// A joint vote names only ballots that the viewer may know of.
    private func jointPart(for viewer: RoundViewer) -> RoundPart? {
        guard let joint else { return nil }
        let shown = jointBallots(of: joint).filter { ballotPart($0, for: viewer) != nil }
        guard !shown.isEmpty else { return nil }
        let closes = viewer == .secretary || viewer == rankingChair.map { .member($0) }
        let missing = Set(jointBallots(of: joint).flatMap { self.missing(on: $0) }).sorted()
        return .joint(
            JointPart(
                kind: joint.kind, state: joint.state, ballots: shown.map(\.name),
                missing: closes && joint.state.isSealed ? missing : nil))
    }

    /// The member's own order, of what is open to the member.
    private func readingPart(for viewer: RoundViewer) -> RoundPart? {
        guard case .member(let person) = viewer, let order = readingOrders[person] else {
            return nil
        }
        let open = order.filter { dossier($0).map { sight(of: $0, for: viewer) == .full } == true }
        return open.isEmpty ? nil : .reading(open)
    }

    /// A letter is for who it is written to, once it is released, and for who sends it.
    private func letterPart(_ number: DossierNumber, for viewer: RoundViewer) -> RoundPart? {
        let written = letters.filter { letter in
            guard letter.dossier == number else { return false }
            return switch viewer {
            case .applicant(let organisation): letter.organisation == organisation
            case .coordinator, .auditor, .decisionMaker: true
            default: false
            }
        }
        return written.isEmpty ? nil : .letter(written)
    }
}

extension RoundViewer {
    /// Who sees the books and what is proposed from them.
    var seesPot: Bool { guardsProcess || self == .decisionMaker }

    /// Who sees what the pot comes to once it is divided.
    var seesSums: Bool {
        self == .council || self == .relationshipManager || self == .budgetHolder
    }

    /// Who sees to it that the round is run by its rules.
    var guardsProcess: Bool {
        switch self {
        case .secretary, .coordinator, .auditor: true
        default: false
        }
    }
}
