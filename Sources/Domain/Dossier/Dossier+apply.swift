extension Dossier {
    /// Makes an event about this dossier alone true.
    mutating func apply(_ event: RoundEvent, stamp: Stamp) {
        switch event {
        case .contentChanged(_, let version, let change, let fingerprint):
            content.apply(change)
            if case .section(let section, _) = change { writers[section] = stamp.actingFor }
            advance(to: version, fingerprint: fingerprint)
            if state == .signing { state = .draft }
        case .partnerInvited(_, let organisation, let until):
            partners.removeAll { $0.organisation.id == organisation.id }
            partners.append(
                Partner(
                    organisation: organisation, isLead: false, standing: .invited,
                    invitedUntil: until))
        case .invitationAccepted(_, let organisation):
            update(organisation.id) {
                $0.organisation = organisation
                $0.standing = .accepted
                $0.invitedUntil = nil
            }
        case .partnerWent(_, let organisation, let standing, let reasons):
            update(organisation) {
                $0.standing = standing
                $0.invitedUntil = nil
                $0.reasons = reasons
            }
        case .sectionMoved(_, let section, let work):
            self.work[section] = work.stage == .open ? nil : work
        case .offeredForSigning: state = .signing
        case .signingDeclined(_, let organisation, let reasons, let sections):
            signingRefusals.append(
                SigningRefusal(
                    organisation: organisation, version: version, reasons: reasons,
                    sections: sections))
            for section in sections { work[section] = nil }
            if state == .signing { state = .draft }
        case .dossierSigned(_, let signature): signatures.append(signature)
        case .signaturesVoided(_, let organisations):
            for index in signatures.indices
            where organisations.contains(signatures[index].organisation) {
                signatures[index].void = true
            }
        case .dossierSubmitted(_, let submission):
            submissions.append(submission)
            if supplement != nil { askedSupplement?.answered = AmsterdamTime(stamp.at).date }
            supplement = nil
            state = .submitted
            submittedHints = hints
            rechecked = nil
            resume(at: stamp.at)
            for facts in submission.coalition { update(facts.id) { $0.organisation = facts } }
        case .dossierWithdrawn(_, let reasons):
            state = .withdrawn
            withdrawnAt = AmsterdamTime(stamp.at)
            self.reasons = reasons
        case .supplementRequested(_, let supplement):
            if state != .supplementRequested {
                suspensions.append(.init(asked: AmsterdamTime(stamp.at).date, answered: nil))
            }
            self.supplement = supplement
            state = .supplementRequested
            let left = supplement.left.flatMap { partner($0) }
            askedSupplement = AskedSupplement(
                questions: supplement.questions, left: left?.organisation.name,
                asked: AmsterdamTime(stamp.at).date,
                lastDay: AmsterdamTime(supplement.due.advanced(bySeconds: -1)).date)
        case .supplementExpired(_, let version, let fingerprint):
            let due = supplement?.due.advanced(bySeconds: -1)
            restoreSubmitted(version: version, fingerprint: fingerprint)
            // The last day that the coalition had, however late the clock spoke.
            resume(at: min(stamp.at, due ?? stamp.at))
        case .dossierReopened: state = .draft
        case .submissionRestored(_, let version, let fingerprint):
            restoreSubmitted(version: version, fingerprint: fingerprint)
        case .dossierAdmitted:
            state = .admissible
            screenedBy = stamp.by.person
        case .coalitionRechecked(_, let coalition):
            rechecked = coalition
            for facts in coalition { update(facts.id) { $0.organisation = facts } }
        case .dossierNotConsidered(_, let reasons):
            state = .notConsidered
            self.reasons = reasons
        default: preconditionFailure("only events of one dossier come here")
        }
    }

    private mutating func update(_ organisation: OrganisationID, _ body: (inout Partner) -> Void) {
        guard let index = partners.firstIndex(where: { $0.organisation.id == organisation }) else {
            return
        }
        body(&partners[index])
    }

    /// The coalition has answered, or its time is over: the decision's term runs again.
    private mutating func resume(at moment: Instant) {
        guard let last = suspensions.indices.last, suspensions[last].answered == nil else {
            return
        }
        suspensions[last] = .init(
            asked: suspensions[last].asked, answered: AmsterdamTime(moment).date)
    }

    private mutating func restoreSubmitted(version: Int, fingerprint: Digest) {
        if let restored { content = restored }
        // Who joined since has no part in what counts again.
        let parts = content.partners.map(\.organisation)
        for index in partners.indices
        where partners[index].standing == .accepted
            && !parts.contains(partners[index].organisation.id)
        {
            partners[index].standing = .expired
        }
        hints = submittedHints
        advance(to: version, fingerprint: fingerprint)
        supplement = nil
        state = .submitted
    }
}
