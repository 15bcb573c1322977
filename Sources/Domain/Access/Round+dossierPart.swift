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
        case .council, .neighbourhoodTeam:
            return dossier.state.isDecided && isGiven(dossier.number) ? .cover : .nothing
        case .relationshipManager, .budgetHolder:
            if dossier.state.isDecided && isGiven(dossier.number) { return .full }
            return judgesOverrides(viewer) ? .cover : .nothing
        }
    }

    /// A round that was withdrawn opens nothing that was closed.
    private var isPastClosing: Bool { phase >= .closed && phase != .withdrawn }

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
        let names = isOwn ? dossier.members.map(\.organisation.name) : dossier.submittedNames
        return .dossier(
            DossierPart(
                dossier: dossier.number, title: content.title, coalition: names,
                state: shownState(of: dossier, to: viewer, sight),
                lostPartner: hasLostPartner(dossier) ? true : nil,
                withdrawnAt: dossier.withdrawnAt, keptFrom: sight == .keptFrom,
                decisionDue: due(dossier, for: viewer),
                assessors: assessors(of: dossier, for: viewer),
                body: sight == .full ? body(of: dossier, content, for: viewer) : nil))
    }

    /// What becomes of a dossier reaches nobody outside before the release; and somebody who is
    /// kept from it learns no more than that it is before the committee.
    private func shownState(
        of dossier: Dossier, to viewer: RoundViewer, _ sight: DossierSight
    ) -> DossierState {
        switch viewer {
        case .applicant, .observer, .projector, .council, .relationshipManager, .budgetHolder,
            .neighbourhoodTeam:
            outwardState(of: dossier)
        case .member: sight == .full ? dossier.state : outwardState(of: dossier)
        case .secretary, .coordinator, .auditor, .decisionMaker: inwardState(of: dossier)
        }
    }

    /// Whether it waits for its coalition because a partner left; who left isn't told by this.
    private func hasLostPartner(_ dossier: Dossier) -> Bool {
        dossier.state == .supplementRequested && dossier.supplement?.left != nil
    }

    /// What a coalition writes after its submission is its own until it submits again (F34).
    private func inwardState(of dossier: Dossier) -> DossierState {
        dossier.state == .draft || dossier.state == .signing ? .submitted : dossier.state
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
            partners: isOwn ? dossier.partners : dossier.submittedPartners,
            signatures: isOwn ? dossier.signatures : dossier.submittedSignatures,
            receipt: submission.map {
                .init(
                    number: $0.receipt, version: $0.version, fingerprint: $0.fingerprint,
                    at: $0.at)
            },
            supplement: dossier.supplement,
            askedSupplement: viewer.guardsProcess ? dossier.askedSupplement : nil,
            reasons: reasonsAreOpen ? dossier.reasons : nil,
            difference: viewer.organisation.flatMap(dossier.difference)
                ?? (viewer.guardsProcess ? dossier.supplemented : nil),
            hints: isOwn ? dossier.hints : dossier.submittedHints,
            work: isOwn ? dossier.work : nil, writers: isOwn ? dossier.writers : nil,
            signingRefusals: isOwn ? dossier.toldRefusals : nil, offer: dossier.offer,
            collaboration: isOwn ? nil : collaboration(of: dossier),
            motivations: isInside(viewer) ? dossier.motivations : nil,
            advised: isInside(viewer) ? dossier.advised : nil,
            incompatible: isInside(viewer)
                ? pairs(with: dossier.number, for: viewer) : nil)
    }

    /// A member learns nothing of a rival that it is kept from.
    private func pairs(
        with number: DossierNumber, for viewer: RoundViewer
    ) -> [IncompatiblePair] {
        incompatible.filter { pair in
            guard [pair.dossier, pair.other].contains(number) else { return false }
            guard case .member = viewer else { return true }
            return [pair.dossier, pair.other].allSatisfy { each in
                dossier(each).map { sight(of: $0, for: viewer) == .full } == true
            }
        }
    }

    /// Who works on the committee's words before they are told.
    private func isInside(_ viewer: RoundViewer) -> Bool {
        if case .member = viewer { return true }
        return viewer.seesPot
    }

    private func collaboration(of dossier: Dossier) -> CollaborationCheck {
        let coalition = dossier.coalition
        return CollaborationCheck(
            providers: coalition.count, registrations: Set(coalition.map(\.kvk)).count,
            concerns: Set(coalition.map(\.concern)).count,
            leadContracted: coalition.first?.contracted == true,
            rechecked: dossier.rechecked != nil)
    }

    private func due(_ dossier: Dossier, for viewer: RoundViewer) -> CivilDate? {
        guard viewer.organisation != nil || viewer.seesPot, !isReleased else { return nil }
        return term(of: dossier)?.lastDay
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
