package import Domain

// The steps of a round's course, each as short as a test wants to say it.
extension RoundBuilder {
    /// A draft round with its committee.
    package mutating func create() {
        given(.createRound(rules: rules.rules), by: DemoCast.coordinator)
        for (person, kind) in [
            (DemoCast.chair, Seat.Kind.chair), (DemoCast.deputy, .deputyChair),
            (DemoCast.memberOne, .member), (DemoCast.memberTwo, .member),
            (DemoCast.conflicted, .member), (DemoCast.undeclared, .member),
            (DemoCast.substitute, .substitute), (DemoCast.secretary, .secretary),
        ] {
            given(.appointSeat(person: person, kind: kind), by: DemoCast.coordinator)
        }
    }

    package mutating func publish() {
        create()
        given(.publishRound, by: DemoCast.coordinator)
    }

    /// Published and open.
    package mutating func open() {
        publish()
        pass(to: rules.opensAt)
    }

    /// A complete draft: all texts, roles, costs and effects of lead and partners.
    @discardableResult
    package mutating func draft(
        lead: OrganisationID = DemoCast.mental, partners: [OrganisationID] = [DemoCast.disability],
        requested: Int = 4_000_000, minimum: Int = 3_000_000
    ) -> DossierNumber {
        let number = round.dossiers.count + 1
        let writer = DemoCast.editor(of: lead)
        given(.startDossier(title: "Dossier \(number)"), by: writer)
        for partner in partners {
            given(
                .invitePartner(dossier: number, version: version(number), organisation: partner),
                by: writer)
            given(
                .acceptInvitation(dossier: number, version: version(number)),
                by: DemoCast.editor(of: partner))
        }
        for section in Section.texts {
            given(
                .writeSection(
                    dossier: number, version: version(number), section: section,
                    text: "Over \(section.rawValue)."), by: writer)
        }
        for organisation in [lead] + partners {
            given(
                .writeRole(dossier: number, version: version(number), text: "Doet mee."),
                by: DemoCast.editor(of: organisation))
        }
        given(
            .setCostLines(
                dossier: number, version: version(number),
                lines: [costLine(requested, minimum: minimum)]), by: writer)
        given(
            .setEffects(dossier: number, version: version(number), effects: [effect()]),
            by: writer)
        return number
    }

    package func version(_ number: DossierNumber) -> Int { round.dossier(number)?.version ?? 0 }

    /// The version that the municipality has before it.
    package func submittedVersion(_ number: DossierNumber) -> Int {
        round.dossier(number)?.submissions.last?.version ?? 0
    }

    package func fingerprint(_ number: DossierNumber) -> Digest {
        round.dossier(number)?.fingerprint ?? .zero
    }

    package func members(_ number: DossierNumber) -> [OrganisationID] {
        round.dossier(number)?.members.map(\.organisation.id) ?? []
    }

    /// Offers the draft for signing and lets these partners sign, everyone without a choice.
    package mutating func sign(_ number: DossierNumber, by partners: [OrganisationID]? = nil) {
        if round.dossier(number)?.state == .draft {
            given(
                .offerForSigning(dossier: number, version: version(number)),
                by: DemoCast.editor(of: members(number)[0]))
        }
        for partner in partners ?? members(number) {
            given(signing(number), by: DemoCast.signatory(of: partner))
        }
    }

    /// The command that signs or submits what the dossier is now.
    package func signing(_ number: DossierNumber) -> RoundCommand {
        .signDossier(dossier: number, version: version(number), content: fingerprint(number))
    }

    package func submitting(_ number: DossierNumber) -> RoundCommand {
        .submitDossier(dossier: number, version: version(number), content: fingerprint(number))
    }

    package mutating func submit(_ number: DossierNumber) {
        sign(number)
        given(submitting(number), by: DemoCast.editor(of: members(number)[0]))
    }

    package mutating func close() { pass(to: rules.closesAt) }

    /// Closed, with everyone's interests but the undeclared member's, screened and admitted.
    package mutating func admitAll() {
        close()
        declareAll()
        given(.startScreening, by: DemoCast.coordinator)
        for dossier in round.dossiers where dossier.state == .submitted {
            given(
                .admitDossier(dossier: dossier.number, version: submittedVersion(dossier.number)),
                by: DemoCast.coordinator)
        }
    }

    /// Everyone declares: an interest in dossier 1 for the conflicted member, nothing for the rest.
    package mutating func declareAll() {
        for person in DemoCast.voters + [DemoCast.substitute] {
            given(.declareInterests(interests: []), by: person)
        }
        let own = round.dossier(1)?.submitted == nil ? [] : [interest(1)]
        given(.declareInterests(interests: own), by: DemoCast.conflicted)
    }

    /// A sitting over these dossiers, opened, with the voters of dossier 1 present.
    package mutating func openSitting(_ agenda: [DossierNumber]? = nil) {
        let admitted = round.dossiers.filter {
            $0.state == .admissible || $0.state == .inAssessment
        }.map(\.number)
        given(
            .planSitting(
                plannedAt: amsterdam("2026-04-10T13:00:00"), agenda: agenda ?? admitted),
            by: DemoCast.secretary)
        now = amsterdam("2026-04-10T13:00:00").instant
        given(.openSitting(sitting: round.sittings.count), by: DemoCast.secretary)
        arrive(DemoCast.voters)
    }

    package mutating func arrive(_ people: [PersonID]) {
        for person in people {
            given(.noteConnection(person: person, connected: true), by: .server)
        }
    }

    package mutating func leave(_ people: [PersonID]) {
        for person in people {
            given(.noteConnection(person: person, connected: false), by: .server)
        }
    }

    package mutating func takeUp(_ number: DossierNumber) {
        given(.takeUpDossier(dossier: number), by: DemoCast.secretary)
    }
}
