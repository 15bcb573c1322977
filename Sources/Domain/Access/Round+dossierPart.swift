/// How much of a dossier somebody may see.
enum DossierSight: Sendable, Equatable {
    case nothing
    /// Number, title and the names of the coalition.
    case cover
    /// The cover, and that an interest keeps the viewer from the rest.
    case keptFrom
    case full
}

// What is seen of a dossier: drafts by their coalition alone, texts after declaring interests.
extension Round {
    /// The sight that this viewer has of this dossier.
    func sight(of dossier: Dossier, for viewer: RoundViewer) -> DossierSight {
        if case .applicant(let organisation) = viewer {
            switch dossier.partner(organisation)?.standing {
            case .accepted, .invited: return .full
            default: return .nothing
            }
        }
        guard dossier.submitted != nil else { return .nothing }
        switch viewer {
        case .applicant: return .nothing
        case .secretary, .coordinator, .auditor: return .full
        case .decisionMaker: return isPastClosing ? .full : .nothing
        case .member(let person): return sight(of: dossier, forMember: person)
        case .observer:
            return isPastClosing && phase >= .sitting ? .cover : .nothing
        case .projector: return currentDossier?.number == dossier.number ? .cover : .nothing
        case .council: return dossier.state.isDecided && isFunded(dossier) ? .cover : .nothing
        }
    }

    /// A round that was withdrawn opens nothing that was closed.
    private var isPastClosing: Bool { phase >= .closed && phase != .withdrawn }

    private func isFunded(_ dossier: Dossier) -> Bool {
        decisions[dossier.number].map { $0.amount > .zero } == true
    }

    private func sight(of dossier: Dossier, forMember person: PersonID) -> DossierSight {
        guard isPastClosing, let seat = committee.seat(of: person) else { return .nothing }
        if seat.interests == nil { return .cover }
        if isConflicted(seat, on: dossier) { return .keptFrom }
        return dossier.state.isBeforeCommittee || dossier.state.isDecided ? .full : .cover
    }

    func dossierPart(_ dossier: Dossier, for viewer: RoundViewer) -> RoundPart? {
        let sight = sight(of: dossier, for: viewer)
        if sight == .nothing { return nil }
        let isOwn = viewer.organisation != nil
        let content = isOwn ? dossier.content : dossier.submitted ?? dossier.content
        let names = dossier.members.map(\.organisation.name)
        return .dossier(
            DossierPart(
                dossier: dossier.number, title: content.title, coalition: names,
                state: shownState(of: dossier, to: viewer, sight), keptFrom: sight == .keptFrom,
                assessors: assessors(of: dossier, for: viewer),
                body: sight == .full ? body(of: dossier, content, for: viewer) : nil))
    }

    /// What becomes of a dossier reaches nobody outside before the release; and somebody who is
    /// kept from it learns no more than that it is before the committee.
    private func shownState(
        of dossier: Dossier, to viewer: RoundViewer, _ sight: DossierSight
    ) -> DossierState {
        switch viewer {
        case .applicant, .observer, .projector, .council: outwardState(of: dossier)
        case .member: sight == .full ? dossier.state : outwardState(of: dossier)
        case .secretary, .coordinator, .auditor, .decisionMaker: dossier.state
        }
    }

    /// The state as the outside may know it, on a screen or in a refusal.
    func outwardState(of dossier: Dossier) -> DossierState {
        !isReleased && dossier.state.isBeforeCommittee ? .admissible : dossier.state
    }

    private func body(
        of dossier: Dossier, _ content: DossierContent, for viewer: RoundViewer
    ) -> DossierPart.Body {
        let isOwn = viewer.organisation != nil
        let submission = dossier.submissions.last
        let reasonsAreOpen = dossier.state != .notAssessed || isReleased || !isOwn
        return DossierPart.Body(
            version: isOwn ? dossier.version : submission?.version ?? dossier.version,
            fingerprint: isOwn
                ? dossier.fingerprint : submission?.fingerprint ?? dossier.fingerprint,
            content: content, totals: content.totals,
            partners: isOwn ? dossier.partners : dossier.members,
            signatures: isOwn ? dossier.signatures : dossier.validSignatures,
            receipt: submission.map {
                .init(
                    number: $0.receipt, version: $0.version, fingerprint: $0.fingerprint,
                    at: $0.at)
            },
            supplement: dossier.supplement, reasons: reasonsAreOpen ? dossier.reasons : nil,
            difference: viewer.organisation.flatMap(dossier.difference))
    }

    private func assessors(
        of dossier: Dossier, for viewer: RoundViewer
    ) -> DossierPart.Assessors? {
        guard viewer.guardsProcess, isPastClosing, dossier.isJudged, !dossier.state.isDecided else {
            return nil
        }
        return DossierPart.Assessors(
            eligible: eligible(on: dossier).count, needed: rules.quorumLeast,
            judgeable: isJudgeable(dossier))
    }
}
