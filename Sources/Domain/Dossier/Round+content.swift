// What a coalition writes (F3, F33): one function checks who may, one makes the change.
extension Round {
    func decideContent(
        _ command: RoundCommand, by actor: Actor, in world: World
    ) throws(Refusal) -> [RoundEvent] {
        switch command {
        case .startDossier(let title): return [try start(title, by: actor, in: world)]
        case .changeTitle(let number, let version, let title):
            try requireText(title, most: Limits.nameCharactersMost, subject: "title")
            let draft = try draft(number, version, by: actor, leadOnly: true)
            return try changed(draft, .title(title: title), world)
        case .writeSection(let number, let version, let section, let text):
            try require(section.isText, .unknownSection, subject: section.rawValue)
            try requireDraftLength(text, subject: section.rawValue)
            let draft = try draft(number, version, by: actor)
            try requireOwn(section, in: draft, by: actor)
            return try changed(draft, .section(section: section, text: text), world)
        case .writeRole(let number, let version, let text):
            try requireDraftLength(text, subject: Section.roles.rawValue)
            let draft = try draft(number, version, by: actor)
            let change = ContentChange.role(
                organisation: try organisation(of: actor), text: text)
            return try changed(draft, change, world)
        case .setCostLines(let number, let version, let lines):
            try require(
                lines.count <= Limits.costLinesPerPartner, .tooMany, subject: "lines",
                limit: Limits.costLinesPerPartner)
            for line in lines { try line.check() }
            let draft = try draft(number, version, by: actor)
            let change = ContentChange.costLines(
                organisation: try organisation(of: actor), lines: lines)
            return try changed(draft, change, world)
        case .setInvolvedParties(let number, let version, let parties):
            try require(
                parties.count <= Limits.involvedPartiesPerDossier, .tooMany, subject: "parties",
                limit: Limits.involvedPartiesPerDossier)
            for party in parties {
                try requireText(party.name, most: Limits.nameCharactersMost, subject: "parties")
            }
            let draft = try draft(number, version, by: actor, leadOnly: true)
            return try changed(draft, .involved(parties: parties), world)
        case .setEffects(let number, let version, let effects):
            try checkEffects(effects)
            let draft = try draft(number, version, by: actor)
            let isWithPartner = draft.work[.effects]?.stage == .withPartner
            try require(isWithPartner || draft.lead.organisation.id == actor.actingFor, .notAllowed)
            try requireOwn(.effects, in: draft, by: actor)
            return try changed(draft, .effects(effects: effects), world)
        default: preconditionFailure("only commands about content come here")
        }
    }

    private func start(
        _ title: String, by actor: Actor, in world: World
    ) throws(Refusal) -> RoundEvent {
        try requireDrafting(at: world.now)
        try requireText(title, most: Limits.nameCharactersMost, subject: "title")
        let organisation = try world.directory.organisation(try organisation(of: actor))
        try require(
            dossiers.count < Limits.dossiersPerRound, .tooMany, limit: Limits.dossiersPerRound)
        let facts = try world.directory.facts(organisation.id)
        let led = dossiers.count { $0.lead.organisation.id == facts.id && $0.state != .withdrawn }
        let most = rules.dossiersPerLead ?? Limits.dossiersPerLead
        try require(led < most, .tooMany, subject: "\(facts.id)", limit: most)
        let content = Dossier.firstContent(title: title, lead: facts.id)
        return .dossierStarted(
            dossier: dossiers.count + 1, title: title, lead: facts,
            fingerprint: world.hashing.fingerprint(of: content))
    }

    /// The change with the new version's fingerprint, and the signatures that it voids.
    func changed(
        _ dossier: Dossier, _ change: ContentChange, _ world: World
    ) throws(Refusal) -> [RoundEvent] {
        try requireEditable(dossier, change, at: world.now)
        return self.change(dossier, change, world)
    }

    /// The same for who was already found to be allowed.
    func change(_ dossier: Dossier, _ change: ContentChange, _ world: World) -> [RoundEvent] {
        var content = dossier.content
        content.apply(change)
        let event = RoundEvent.contentChanged(
            dossier: dossier.number, version: dossier.version + 1, change: change,
            fingerprint: world.hashing.fingerprint(of: content))
        return [event] + voided(dossier)
    }

    /// That every valid signature under the dossier falls; nothing when there is none.
    func voided(_ dossier: Dossier) -> [RoundEvent] {
        let organisations = dossier.validSignatures.map(\.organisation)
        if organisations.isEmpty { return [] }
        return [.signaturesVoided(dossier: dossier.number, organisations: organisations)]
    }

    /// The dossier, if this person may change it now and saw its newest version.
    private func draft(
        _ number: DossierNumber, _ version: Int, by actor: Actor, leadOnly: Bool = false
    ) throws(Refusal) -> Dossier {
        let dossier = try own(number, by: actor)
        let organisation = try organisation(of: actor)
        try require(!leadOnly || dossier.lead.organisation.id == organisation, .notAllowed)
        try requireVersion(version, of: dossier)
        return dossier
    }

    /// Refuses all but the newest version.
    func requireVersion(_ version: Int, of dossier: Dossier) throws(Refusal) {
        try require(
            version == dossier.version, .staleVersion, subject: "\(dossier.number)",
            current: dossier.version)
    }

    /// The dossier, if the actor works for an organisation that takes part in it.
    func own(_ number: DossierNumber, by actor: Actor) throws(Refusal) -> Dossier {
        let organisation = try organisation(of: actor)
        // Somebody else's dossier is as unknown as one that doesn't exist.
        guard let dossier = dossier(number),
            dossier.partner(organisation)?.standing == .accepted
        else { throw Refusal(.unknownDossier, subject: "\(number)") }
        return dossier
    }

    /// The organisation that the actor writes for.
    func organisation(of actor: Actor) throws(Refusal) -> OrganisationID {
        guard let organisation = actor.actingFor, let role = actor.memberships[organisation] else {
            throw Refusal(.notActingForOrganisation)
        }
        try require(role.mayEdit, .notAllowed)
        return organisation
    }

    func requireDrafting(at now: Instant) throws(Refusal) {
        try require(phase == .published || phase == .open, phaseRefusal)
        try require(now < rules.closesAt.instant, .roundClosed)
    }

    /// Too early or too late, in one word for the applicant.
    var phaseRefusal: RefusalCode {
        // A round in draft is as unknown to applicants as one that doesn't exist.
        if rulesVersion == 0 { return .unknownRound }
        return phase < .open ? .roundNotOpen : .roundClosed
    }

    private func requireDraftLength(_ text: String, subject: String) throws(Refusal) {
        try requireLength(text, most: Limits.draftCharactersMost, subject: subject)
    }

    private func checkEffects(_ effects: [ExpectedEffect]) throws(Refusal) {
        try require(
            effects.count <= Limits.effectsPerDossier, .tooMany, subject: "effects",
            limit: Limits.effectsPerDossier)
        for effect in effects {
            try require(
                rules.effects.contains { $0.code == effect.effect }, .malformed,
                subject: "effects")
            try requireText(
                effect.indicator, most: Limits.nameCharactersMost, subject: "indicator")
            for value in [effect.baseline, effect.target] {
                try require(
                    value.isMeasurable, .malformed, subject: "effects",
                    limit: Limits.measureMost)
            }
        }
    }
}

// When content may change: while drafting, or in the sections that a supplement names.
extension Round {
    /// Refuses a change outside the time and the sections in which the dossier is open.
    func requireEditable(
        _ dossier: Dossier, _ change: ContentChange, at now: Instant
    ) throws(Refusal) {
        switch dossier.state {
        case .draft, .signing: try requireDrafting(at: now)
        case .supplementRequested:
            guard let supplement = dossier.supplement else {
                throw Refusal(.wrongState, subject: dossier.state.rawValue)
            }
            try require(phase < .ranked && now < supplement.due, .roundClosed)
            // A coalition that lost a partner writes the whole anew.
            if supplement.left != nil { return }
            guard let section = change.section, supplement.sections.contains(section) else {
                throw Refusal(.sectionLocked, subject: change.section?.rawValue)
            }
        case .offeredInPart:
            // The coalition fits its costs to the part that is offered (F10).
            try require(dossier.offer.map { now < $0.until } == true, .roundClosed)
            try require(
                change.section == .costs, .sectionLocked, subject: change.section?.rawValue)
        default: throw Refusal(.wrongState, subject: outwardState(of: dossier).rawValue)
        }
    }
}
