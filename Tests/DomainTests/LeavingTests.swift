import Domain
import Support
import Testing

/// A partner that leaves after the submission, and what signatories see of what has changed (F4).
struct LeavingTests {
    private let lead = DemoCast.editor(of: DemoCast.mental)
    private let leaver = DemoCast.signatory(of: DemoCast.disability)

    private func leaving(_ builder: RoundBuilder) -> RoundCommand {
        .leaveCoalition(
            dossier: 1, version: builder.version(1), reasons: "Ons team is opgeheven.")
    }

    private func screening() -> RoundBuilder {
        var builder = RoundStage.screening.builder()
        builder.given(leaving(builder), by: leaver)
        return builder
    }

    @Test(arguments: [RoundStage.submitted, .closed, .screening, .supplement, .admitted, .planned])
    func `before the committee sits it brings the dossier back to the coalition`(
        stage: RoundStage
    ) {
        var builder = stage.builder()
        builder.given(leaving(builder), by: leaver)
        let dossier = builder.round.dossier(1)
        #expect(dossier?.state == .supplementRequested)
        #expect(dossier?.supplement?.left == DemoCast.disability)
        #expect(dossier?.supplement?.sections == Section.allCases)
        #expect(dossier?.supplement?.questions == "Ons team is opgeheven.")
        #expect(dossier?.validSignatures.isEmpty == true)
        #expect(dossier?.content.partners.map(\.organisation) == [DemoCast.mental])
        #expect(builder.round.deadline.map { $0 <= dossier?.supplement?.due ?? $0 } == true)
    }

    @Test func `that a partner left is told to all who see the state, and who left isn't`() {
        func told(_ builder: RoundBuilder, _ viewer: RoundViewer) -> DossierPart? {
            guard case .dossier(let part)? = builder.round.part(.dossier(1), for: viewer) else {
                return nil
            }
            return part
        }
        for viewer in [
            RoundViewer.coordinator, .secretary, .member(DemoCast.chair),
            .applicant(DemoCast.mental),
        ] {
            let part = told(screening(), viewer)
            #expect(part?.state == .supplementRequested && part?.lostPartner == true)
            let asked = told(RoundStage.supplement.builder(), viewer)
            #expect(asked?.state == .supplementRequested && asked?.lostPartner == nil)
        }
        #expect(told(screening(), .member(DemoCast.chair))?.body == nil)
    }

    @Test(arguments: [RoundStage.open, .submitted])
    func `why it leaves is read by every partner, and by nobody outside`(stage: RoundStage) {
        var builder = stage.builder()
        builder.given(leaving(builder), by: leaver)
        func told(_ viewer: RoundViewer) -> [String] {
            guard case .dossier(let part)? = builder.round.part(.dossier(1), for: viewer) else {
                return []
            }
            return part.body?.partners.compactMap(\.reasons) ?? []
        }
        #expect(told(.applicant(DemoCast.mental)) == ["Ons team is opgeheven."])
        for viewer in [RoundViewer.coordinator, .secretary, .auditor] {
            #expect(told(viewer) == [])
        }
    }

    @Test func `once the committee sits nobody leaves, and the refusal tells the phase alone`() {
        for stage in RoundStage.allCases {
            let builder = stage.builder()
            guard (Phase.sitting...Phase.ranked).contains(builder.round.phase) else { continue }
            #expect(
                builder.refusal(of: leaving(builder), by: leaver)
                    == Refusal(.wrongPhase, subject: builder.round.phase.rawValue), "\(stage)")
        }
    }

    @Test func `another organisation joins within the term and the dossier comes back`() {
        var builder = screening()
        let version = builder.version(1)
        expectRefused(.tooFewProviders, resubmission(&builder), by: lead, in: builder)
        builder.given(
            .invitePartner(dossier: 1, version: version, organisation: DemoCast.home), by: lead)
        let partner = builder.round.dossier(1)?.partner(DemoCast.home)
        #expect(partner?.invitedUntil == builder.round.dossier(1)?.supplement?.due)
        let guest = DemoCast.signatory(of: DemoCast.home)
        builder.given(.acceptInvitation(dossier: 1, version: version), by: guest)
        builder.given(
            .writeRole(dossier: 1, version: builder.version(1), text: "Neemt het over."), by: guest)
        builder.given(builder.signing(1), by: DemoCast.signatory(of: DemoCast.mental))
        builder.given(builder.signing(1), by: guest)
        builder.given(builder.submitting(1), by: lead)
        expectAccepted(
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator, in: builder)
        expectSound(builder, "left and joined")
    }

    private func resubmission(_ builder: inout RoundBuilder) -> RoundCommand {
        builder.given(builder.signing(1), by: DemoCast.signatory(of: DemoCast.mental))
        return builder.submitting(1)
    }

    @Test func `an ordinary supplement lets nobody join`() {
        let builder = RoundStage.supplement.builder()
        expectRefused(
            .sectionLocked,
            .invitePartner(
                dossier: 1, version: builder.version(1), organisation: DemoCast.home),
            by: lead, in: builder)
    }

    @Test func `an open invitation ends with the term, and what is left can't be admitted`() {
        var builder = screening()
        builder.given(
            .invitePartner(
                dossier: 1, version: builder.version(1), organisation: DemoCast.home), by: lead)
        builder.pass(to: builder.round.dossier(1)?.supplement?.due ?? builder.now)
        let dossier = builder.round.dossier(1)
        #expect(dossier?.state == .submitted)
        #expect(dossier?.partner(DemoCast.home)?.standing == .expired)
        #expect(dossier?.content.partners.map(\.organisation) == [DemoCast.mental])
        expectRefused(
            .signaturesMissing, .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator, in: builder)
        expectAccepted(
            .declineToConsider(
                dossier: 1, version: builder.submittedVersion(1), reasons: RoundBuilder.reasons),
            by: DemoCast.coordinator, in: builder)
        expectSound(builder, "left and expired")
    }

    @Test func `admitted again, it is on the agenda that was planned with it`() {
        var builder = RoundStage.planned.builder()
        let writer = DemoCast.editor(of: DemoCast.home)
        builder.given(leaving(builder), by: leaver)
        builder.given(
            .invitePartner(
                dossier: 1, version: builder.version(1), organisation: DemoCast.home), by: lead)
        builder.given(.acceptInvitation(dossier: 1, version: builder.version(1)), by: writer)
        builder.given(
            .writeRole(dossier: 1, version: builder.version(1), text: "Doet mee."), by: writer)
        for organisation in [DemoCast.mental, DemoCast.home] {
            builder.given(builder.signing(1), by: DemoCast.signatory(of: organisation))
        }
        builder.given(builder.submitting(1), by: lead)
        builder.given(
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator)
        #expect(builder.round.dossier(1)?.state == .scheduled)
    }
}

/// What a partner sees of what has changed since it last signed (F4).
struct ContentDifferenceTests {
    private let lead = DemoCast.editor(of: DemoCast.mental)

    private func write(_ text: String, _ builder: inout RoundBuilder) {
        builder.given(
            .writeSection(dossier: 1, version: builder.version(1), section: .risks, text: text),
            by: lead)
    }

    private func shown(
        _ builder: RoundBuilder, to organisation: OrganisationID = DemoCast.disability
    ) -> ContentDifference? {
        guard
            case .dossier(let part) = builder.round.part(.dossier(1), for: .applicant(organisation))
        else { return nil }
        return part.body?.difference
    }

    @Test func `is shown to who has signed, piece by piece, and to nobody else`() throws {
        var builder = RoundStage.signing.builder()
        let signed = builder.version(1)
        #expect(shown(builder, to: DemoCast.mental) == nil)
        #expect(shown(builder)?.changes.isEmpty == true)
        write("Weinig.", &builder)
        builder.given(
            .changeTitle(dossier: 1, version: builder.version(1), title: "Anders"), by: lead)
        builder.given(
            .setCostLines(
                dossier: 1, version: builder.version(1), lines: [costLine(3_000_000, minimum: 0)]),
            by: lead)
        builder.given(
            .setInvolvedParties(
                dossier: 1, version: builder.version(1), parties: [involved()]), by: lead)
        builder.given(
            .setEffects(dossier: 1, version: builder.version(1), effects: []), by: lead)
        let difference = try #require(shown(builder))
        #expect(difference.since == signed)
        let names = difference.changes.map(caseName)
        #expect(names == ["title", "section", "involved", "effects", "partner"])
        #expect(difference.changes.contains(.title(before: "Dossier 1", after: "Anders")))
        #expect(
            difference.changes.contains(
                .section(section: .risks, before: "Over risks.", after: "Weinig.")))
        #expect(shown(builder, to: DemoCast.mental) == nil)
        guard case .dossier(let part) = builder.round.part(.dossier(1), for: .coordinator) else {
            return
        }
        #expect(part.body == nil)
    }

    @Test func `changed and changed back is no difference`() {
        var builder = RoundStage.signing.builder()
        write("Weinig.", &builder)
        #expect(shown(builder)?.changes.count == 1)
        write("Over risks.", &builder)
        #expect(shown(builder)?.changes.isEmpty == true)
    }

    @Test func `edge case 2: who signs a version that has passed sees what it didn't sign`() {
        var builder = RoundStage.signing.builder()
        let seen = builder.signing(1)
        write("Weinig.", &builder)
        builder.given(seen, by: DemoCast.signatory(of: DemoCast.mental))
        #expect(shown(builder, to: DemoCast.mental)?.changes.count == 1)
        expectSound(builder, "a late signature")
    }

    @Test
    func
        `what was signed last is kept whatever comes after, others up to the limit`()
    {
        var builder = RoundStage.signing.builder()
        let signed = builder.version(1)
        let old = builder.signing(1)
        for edit in 1...Limits.versionsKept - 1 { write("Versie \(edit).", &builder) }
        expectAccepted(old, by: DemoCast.signatory(of: DemoCast.mental), in: builder)
        write("Nog een.", &builder)
        #expect(shown(builder)?.since == signed)
        // Nobody keeps the version before it any more: what is signed must be readable.
        let earlier = RoundCommand.signDossier(
            dossier: 1, version: signed - 1,
            content: builder.round.dossier(1)?.fingerprints[signed - 1] ?? .zero)
        expectRefused(
            .staleVersion, earlier, by: DemoCast.signatory(of: DemoCast.mental), in: builder)
        expectAccepted(old, by: DemoCast.signatory(of: DemoCast.mental), in: builder)
    }
}
