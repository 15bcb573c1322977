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
        case .allocation: return seesRanking(viewer) ? allocation.map { .allocation($0) } : nil
        case .decision(let number): return decisionPart(number, for: viewer)
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
            rulesFingerprint: rulesFingerprint, reasons: reasons)
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
        let inside = viewer.guardsProcess || viewer == .decisionMaker
        guard inside || (viewer == .council && isReleased) else { return nil }
        return .pot(
            PotPart(
                pot: ledger.total(.set), available: ledger.available,
                reserved: ledger.total(.reserved) - ledger.total(.reservationEnded),
                granted: ledger.total(.granted), entries: inside ? ledger.entries : nil))
    }

    /// The order is the committee's and the municipality's; a member who is kept from anything in
    /// it doesn't see it before the release.
    private func seesRanking(_ viewer: RoundViewer) -> Bool {
        switch viewer {
        case .secretary, .coordinator, .auditor, .decisionMaker: true
        case .member(let person):
            committee.seat(of: person).map { seat in
                seat.interests != nil
                    && !dossiers.contains { $0.submitted != nil && isConflicted(seat, on: $0) }
            } == true
        case .applicant, .observer, .projector, .council: false
        }
    }

    private func decisionPart(_ number: DossierNumber, for viewer: RoundViewer) -> RoundPart? {
        guard let decision = decisions[number], let dossier = dossier(number) else { return nil }
        switch viewer {
        case .coordinator, .auditor, .decisionMaker: break
        case .secretary: guard isReleased else { return nil }
        case .applicant(let organisation):
            guard isReleased, dossier.partner(organisation)?.standing == .accepted else {
                return nil
            }
        case .council:
            guard isReleased, decision.amount > .zero else { return nil }
        case .member(let person):
            guard isReleased, sight(of: dossier, for: .member(person)) == .full else { return nil }
        case .observer, .projector: return nil
        }
        let open = viewer != .council
        let line = allocation?.line(of: number)
        return .decision(
            DecisionPart(
                dossier: number, outcome: decision.outcome, amount: decision.amount,
                motivation: open ? decision.motivation : "",
                deviation: open ? decision.deviation : nil, released: isReleased,
                total: open ? dossier.assessment?.total : nil, place: open ? line?.place : nil,
                cause: open ? line?.cause : nil, motivations: open ? dossier.motivations : [:]))
    }
}

extension RoundViewer {
    /// Who sees to it that the round is run by its rules.
    var guardsProcess: Bool {
        switch self {
        case .secretary, .coordinator, .auditor: true
        default: false
        }
    }
}
