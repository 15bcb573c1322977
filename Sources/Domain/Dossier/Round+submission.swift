// Signing, submitting and screening (F3, F4).
extension Round {
    func decideSubmission(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .offerForSigning(let number, let version):
            let dossier = try own(number, by: actor)
            try require(dossier.lead.organisation.id == actor.actingFor, .notAllowed)
            try require(
                dossier.state == .draft, .wrongState,
                subject: outwardState(of: dossier).rawValue)
            try requireVersion(version, of: dossier)
            try requireDrafting(at: world.now)
            try requireComplete(dossier)
            try requireReady(dossier, in: world.directory)
            return [.offeredForSigning(dossier: number)]
        case .signDossier(let number, let version, let content):
            return [try sign(number, version, content, by: actor, in: world)]
        case .submitDossier(let number, let version, let content):
            return [try submit(number, version, content, by: actor, in: world)]
        case .withdrawDossier(let number, let version, let reasons):
            return try withdraw(number, version, reasons, by: actor)
        default: preconditionFailure("only commands about signing and submitting come here")
        }
    }

    /// Refuses what can't be signed yet: texts missing or over their limit, invitations open.
    private func requireComplete(_ dossier: Dossier) throws(Refusal) {
        let gaps = dossier.content.gaps(
            of: dossier.partners, charactersMost: rules.sectionCharactersMost)
        if let first = gaps.first { throw first }
    }

    /// A signature under a version that has passed is kept, and void from the start.
    private func sign(
        _ number: DossierNumber, _ version: Int, _ content: Digest, by actor: Actor,
        in world: World
    ) throws(Refusal) -> RoundEvent {
        let dossier = try own(number, by: actor)
        let organisation = try organisation(of: actor)
        try requireSignatory(actor)
        guard let person = actor.person else { throw Refusal(.notSignatory) }
        let verified = try world.directory.organisation(organisation).verified
        try require(verified, .organisationUnverified, subject: "\(organisation)")
        guard let seen = dossier.fingerprints[version] else {
            throw Refusal(.staleVersion, subject: "\(number)", current: dossier.version)
        }
        try require(seen == content, .contentMismatch, current: dossier.version)
        let passed = version < dossier.version
        if passed {
            // Nobody approves the same version twice (F31).
            try require(
                !dossier.signatures.contains {
                    $0.organisation == organisation && $0.version == version
                }, .alreadySigned, subject: "\(organisation)")
        } else {
            try requireSigning(dossier, at: world.now)
            try requireHandedIn(dossier)
            try require(
                dossier.unsigned.contains(organisation), .alreadySigned,
                subject: "\(organisation)")
        }
        guard let own = dossier.contents[version]?.part(of: organisation) else {
            throw Refusal(.staleVersion, subject: "\(number)", current: dossier.version)
        }
        return .dossierSigned(
            dossier: number,
            signature: Signature(
                organisation: organisation, person: person, version: version, content: content,
                costLines: world.hashing.fingerprint(of: own.costLines), void: passed))
    }

    func requireSigning(_ dossier: Dossier, at now: Instant) throws(Refusal) {
        switch dossier.state {
        case .signing: try requireDrafting(at: now)
        case .supplementRequested:
            try require(phase < .ranked, .roundClosed)
            try require(dossier.supplement.map { now < $0.due } == true, .roundClosed)
        case .offeredInPart:
            try require(dossier.offer.map { now < $0.until } == true, .roundClosed)
        default: throw Refusal(.wrongState, subject: outwardState(of: dossier).rawValue)
        }
    }

    private func submit(
        _ number: DossierNumber, _ version: Int, _ content: Digest, by actor: Actor,
        in world: World
    ) throws(Refusal) -> RoundEvent {
        let dossier = try own(number, by: actor)
        try require(dossier.lead.organisation.id == actor.actingFor, .notAllowed)
        try requireVersion(version, of: dossier)
        try require(content == dossier.fingerprint, .contentMismatch, current: dossier.version)
        try require(
            dossier.state != .offeredInPart, .wrongState, subject: dossier.state.rawValue)
        if dossier.state != .supplementRequested {
            try require(phase == .open, phaseRefusal)
        }
        try requireSigning(dossier, at: world.now)
        try requireHandedIn(dossier)
        try requireComplete(dossier)
        let coalition = try coalition(of: dossier, in: world.directory)
        try requireCollaboration(coalition)
        try require(
            dossier.unsigned.isEmpty, .signaturesMissing,
            subject: dossier.unsigned.map(\.rawValue).joined(separator: ", "))
        try require(dossier.content.totals.requested > .zero, .nothingRequested)
        return .dossierSubmitted(
            dossier: number,
            submission: Submission(
                receipt: submissionsCount + 1, version: version, fingerprint: content,
                content: dossier.content, coalition: coalition, at: world.now))
    }

    /// The first hard requirement as far as a machine can see it: other providers take part (F4).
    private func requireCollaboration(_ coalition: [OrganisationFacts]) throws(Refusal) {
        try require(coalition.count >= 2, .tooFewProviders, current: coalition.count, limit: 2)
        try require(Set(coalition.map(\.kvk)).count >= 2, .sameRegistration)
        try require(
            !rules.distinctConcerns || Set(coalition.map(\.concern)).count >= 2, .sameConcern,
            subject: coalition[0].concern)
        try require(
            !rules.leadContracted || coalition[0].contracted, .leadNotContracted,
            subject: "\(coalition[0].id)")
        for organisation in coalition {
            try require(
                organisation.verified, .organisationUnverified, subject: "\(organisation.id)")
        }
    }

    /// After the ranking a withdrawal leaves a gap there, and the pot is allocated again.
    private func withdraw(
        _ number: DossierNumber, _ version: Int, _ reasons: String, by actor: Actor
    ) throws(Refusal) -> [RoundEvent] {
        let dossier = try own(number, by: actor)
        try require(dossier.lead.organisation.id == actor.actingFor, .notAllowed)
        try requireSignatory(actor)
        try requireVersion(version, of: dossier)
        try requireText(reasons, most: Limits.reasonCharactersMost, subject: "reasons")
        try require(phase < .decided && phase != .withdrawn, .wrongPhase, subject: phase.rawValue)
        try require(
            dossier.state != .withdrawn && dossier.state != .notConsidered, .wrongState,
            subject: outwardState(of: dossier).rawValue)
        // Whether it is on the table is told to nobody but the committee, so that is no refusal:
        // its open ballots simply come to nothing.
        let event = RoundEvent.dossierWithdrawn(dossier: number, reasons: reasons)
        return [event] + redivided(after: [event])
    }

    func decideScreening(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        // A supplement may come back while the committee already sits over other dossiers.
        try require(
            phase == .screening || phase == .sitting, .wrongPhase, subject: phase.rawValue)
        switch command {
        case .requestSupplement(let number, let version, let questions, let sections):
            try requireSubmitted(number, version)
            try requireText(
                questions, most: Limits.descriptionCharactersMost, subject: "questions")
            try require(!sections.isEmpty, .textMissing, subject: "sections")
            let unique = Section.allCases.filter(sections.contains)
            let supplement = Supplement(
                questions: questions, sections: unique,
                due: endOfDay(after: rules.supplementDays, from: world.now))
            return [.supplementRequested(dossier: number, supplement: supplement)]
        case .admitDossier(let number, let version):
            let dossier = try requireSubmitted(number, version)
            // Who left didn't sign what would be judged now; nor did the others (F4).
            try require(
                dossier.departed.isEmpty, .signaturesMissing,
                subject: dossier.members.map(\.organisation.id.rawValue).joined(separator: ", "))
            return [.dossierAdmitted(dossier: number)]
        case .declineToConsider(let number, let version, let reasons):
            let dossier = try requireSubmitted(number, version)
            try requireReasons(reasons, subject: "reasons")
            return try declined(dossier, reasons, by: actor, in: world)
        default: preconditionFailure("only commands of the screening come here")
        }
    }

    /// Not considering is an act of its own at the screening: it is told at once, and it says
    /// nothing of the order, so it needn't wait for the release (F11, Awb 4:5).
    private func declined(
        _ dossier: Dossier, _ reasons: String, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        guard let submission = dossier.submissions.last else {
            throw Refusal(.unknownDossier, subject: "\(dossier.number)")
        }
        let letters = try letters(
            on: .notConsidered(
                UnconsideredDossier(reasons: reasons, supplement: dossier.askedSupplement)),
            about: dossier, submission, signedBy: actor.person, in: world)
        return [
            .lettersWritten(letters: letters),
            .dossierNotConsidered(dossier: dossier.number, reasons: reasons),
        ]
    }

    @discardableResult
    private func requireSubmitted(
        _ number: DossierNumber, _ version: Int
    ) throws(Refusal) -> Dossier {
        guard let dossier = dossier(number), let submission = dossier.submissions.last else {
            throw Refusal(.unknownDossier, subject: "\(number)")
        }
        try require(
            dossier.state == .submitted, .wrongState, subject: dossier.state.rawValue)
        try require(
            version == submission.version, .staleVersion, subject: "\(number)",
            current: submission.version)
        return dossier
    }
}
