// Who writes which section, who won't sign, and writing on after submission (F33, F34).
extension Round {
    func decideProgress(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .moveSection(let number, let version, let section, let stage, let partner):
            let dossier = try own(number, by: actor)
            try requireVersion(version, of: dossier)
            return [try move(section, to: stage, partner, in: dossier, by: actor, world)]
        case .declineToSign(let number, let version, let reasons, let sections):
            let dossier = try own(number, by: actor)
            let organisation = try organisation(of: actor)
            try requireSignatory(actor)
            try requireVersion(version, of: dossier)
            try requireSigning(dossier, at: world.now)
            // Said once of a version; the next one may be another matter.
            let isSaid = dossier.signingRefusals.contains {
                $0.organisation == organisation && $0.version == version
            }
            try require(!isSaid, .alreadyExists, subject: "\(version)")
            try requireReasons(reasons, subject: "reasons")
            let unique = Section.allCases.filter(sections.contains)
            try require(!unique.isEmpty, .textMissing, subject: "sections")
            try require(
                dossier.signingRefusals.count < Limits.signingRefusals, .tooMany,
                limit: Limits.signingRefusals)
            return [
                .signingDeclined(
                    dossier: number, organisation: organisation, reasons: reasons,
                    sections: unique)
            ] + voided(dossier)
        case .reopenDossier(let number, let version):
            let dossier = try own(number, by: actor)
            try require(dossier.lead.organisation.id == actor.actingFor, .notAllowed)
            try requireVersion(version, of: dossier)
            try require(phase == .open, phaseRefusal)
            try require(world.now < rules.closesAt.instant, .roundClosed)
            try require(
                dossier.state == .submitted, .wrongState,
                subject: outwardState(of: dossier).rawValue)
            return [.dossierReopened(dossier: number)]
        default: preconditionFailure("only commands about progress come here")
        }
    }

    /// The lead moves every section; a partner hands in, or gives back, what lies with it.
    private func move(
        _ section: Section, to stage: SectionWork.Stage, _ partner: OrganisationID?,
        in dossier: Dossier, by actor: Actor, _ world: World
    ) throws(Refusal) -> RoundEvent {
        switch dossier.state {
        case .draft: try requireDrafting(at: world.now)
        case .supplementRequested:
            guard let supplement = dossier.supplement, supplement.sections.contains(section)
            else { throw Refusal(.sectionLocked, subject: section.rawValue) }
            try require(phase < .ranked && world.now < supplement.due, .roundClosed)
        default: throw Refusal(.wrongState, subject: outwardState(of: dossier).rawValue)
        }
        let isLead = dossier.lead.organisation.id == actor.actingFor
        if !isLead {
            let isWithIt = dossier.work[section].map {
                $0.stage == .withPartner && $0.partner == actor.actingFor
            }
            try require(
                isWithIt == true && (stage == .readyForReview || stage == .open), .notAllowed,
                subject: section.rawValue)
        }
        try require(
            (partner != nil) == (stage == .withPartner), .malformed, subject: "partner")
        if let partner {
            try require(
                dossier.partner(partner)?.standing == .accepted, .unknownPartner,
                subject: "\(partner)")
        }
        let work = SectionWork(stage: stage, partner: partner)
        try require(
            (dossier.work[section] ?? SectionWork(stage: .open, partner: nil)) != work,
            .alreadyExists, subject: section.rawValue)
        return .sectionMoved(dossier: dossier.number, section: section, work: work)
    }

    /// Refuses to write in a section that lies with somebody else (F33).
    func requireOwn(_ section: Section, in dossier: Dossier, by actor: Actor) throws(Refusal) {
        guard let work = dossier.work[section], work.stage == .withPartner else { return }
        try require(work.partner == actor.actingFor, .sectionLocked, subject: section.rawValue)
    }

    /// Refuses to sign a supplement while one of its sections still lies with somebody (F33).
    func requireHandedIn(_ dossier: Dossier) throws(Refusal) {
        guard dossier.state == .supplementRequested, let supplement = dossier.supplement else {
            return
        }
        let pending = supplement.sections.first { dossier.work[$0]?.stage.isPending == true }
        if let pending { throw Refusal(.sectionPending, subject: pending.rawValue) }
    }

    /// Refuses to ask for signatures while somebody still has something to do, or can't sign.
    func requireReady(_ dossier: Dossier, in directory: Directory) throws(Refusal) {
        let pending = Section.allCases.first { dossier.work[$0]?.stage.isPending == true }
        if let pending { throw Refusal(.sectionPending, subject: pending.rawValue) }
        for partner in dossier.members {
            let facts = try directory.facts(partner.organisation.id)
            try require(facts.signatory == true, .signatoryMissing, subject: "\(facts.id)")
        }
    }

    /// The submissions that count again because the round closed before anything newer came (F34).
    func restored(hashing: any Hashing) -> [RoundEvent] {
        dossiers.filter { $0.state == .draft || $0.state == .signing }.flatMap { dossier in
            guard let content = dossier.restored else { return [RoundEvent]() }
            return [
                .submissionRestored(
                    dossier: dossier.number, version: dossier.version + 1,
                    fingerprint: hashing.fingerprint(of: content))
            ] + joined(since: dossier)
                + undone(dossier, keeping: hashing.fingerprint(of: content))
        }
    }

    /// Who joined after the submission that counts again takes no part in it.
    func joined(since dossier: Dossier) -> [RoundEvent] {
        let submitted = Set((dossier.submissions.last?.coalition ?? []).map(\.id))
        return dossier.members.map(\.organisation.id).filter { !submitted.contains($0) }.map {
            .partnerWent(
                dossier: dossier.number, organisation: $0, standing: .left, reasons: nil)
        }
    }

    /// Who signed what is now undone didn't sign what counts again.
    func undone(_ dossier: Dossier, keeping fingerprint: Digest) -> [RoundEvent] {
        let undone = dossier.validSignatures.filter { $0.content != fingerprint }
        if undone.isEmpty { return [] }
        return [
            .signaturesVoided(
                dossier: dossier.number, organisations: undone.map(\.organisation))
        ]
    }
}
