import Domain
import Support
import Testing

/// Who writes which section, who won't sign, and writing on after submission (F33, F34).
struct ProgressTests {
    private let lead = DemoCast.editor(of: DemoCast.mental)
    private let partner = DemoCast.editor(of: DemoCast.disability)
    private let signatory = DemoCast.signatory(of: DemoCast.disability)

    private func move(
        _ stage: SectionWork.Stage, to organisation: OrganisationID? = nil,
        _ section: Section = .risks, in builder: RoundBuilder
    ) -> RoundCommand {
        .moveSection(
            dossier: 1, version: builder.version(1), section: section, stage: stage,
            partner: organisation)
    }

    private func write(_ section: Section = .risks, in builder: RoundBuilder) -> RoundCommand {
        .writeSection(
            dossier: 1, version: builder.version(1), section: section, text: "Anders.")
    }

    private func offering(_ builder: RoundBuilder) -> RoundCommand {
        .offerForSigning(dossier: 1, version: builder.version(1))
    }

    @Test func `a section goes to a partner, comes back for review and is done`() {
        var builder = RoundStage.open.builder()
        expectRefused(
            .notAllowed, move(.readyForReview, in: builder), by: partner, in: builder)
        for (stage, organisation) in [
            (SectionWork.Stage.withPartner, nil), (.done, DemoCast.disability),
        ] as [(SectionWork.Stage, OrganisationID?)] {
            expectRefused(
                .malformed, move(stage, to: organisation, in: builder), by: lead, in: builder)
        }
        for other in [DemoCast.home, DemoCast.outsider] {
            expectRefused(
                .unknownPartner, move(.withPartner, to: other, in: builder), by: lead, in: builder)
        }
        builder.given(move(.withPartner, to: DemoCast.disability, in: builder), by: lead)
        expectRefused(
            .alreadyExists, move(.withPartner, to: DemoCast.disability, in: builder), by: lead,
            in: builder)
        expectRefused(.notAllowed, move(.done, in: builder), by: partner, in: builder)
        expectAccepted(move(.open, in: builder), by: partner, in: builder)
        builder.given(move(.readyForReview, in: builder), by: partner)
        expectRefused(.notAllowed, move(.open, in: builder), by: partner, in: builder)
        builder.given(move(.done, in: builder), by: lead)
        #expect(builder.round.dossier(1)?.work[.risks]?.stage == .done)
        guard
            case .dossier(let part)? = builder.round.part(
                .dossier(1), for: .applicant(DemoCast.disability))
        else {
            Issue.record("the partner sees no dossier")
            return
        }
        #expect(part.body?.work?[.risks]?.stage == .done)
    }

    @Test func `the coalition alone sees for whom a section was saved last`() {
        var builder = RoundStage.open.builder()
        func writer(_ viewer: RoundViewer) -> OrganisationID? {
            guard case .dossier(let part)? = builder.round.part(.dossier(1), for: viewer) else {
                return nil
            }
            return part.body?.writers?[.risks]
        }
        for organisation in [DemoCast.mental, DemoCast.disability] {
            builder.given(
                .writeSection(
                    dossier: 1, version: builder.version(1), section: .risks,
                    text: "Voor \(organisation)."), by: DemoCast.editor(of: organisation))
            #expect(writer(.applicant(DemoCast.disability)) == organisation)
        }
        builder.submit(1)
        builder.admitAll()
        for viewer in [RoundViewer.coordinator, .secretary, .auditor] {
            #expect(writer(viewer) == nil, "\(viewer)")
        }
    }

    @Test func `only the partner it lies with writes a section`() {
        var builder = RoundStage.sectionWithPartner.builder()
        expectRefused(.sectionLocked, write(in: builder), by: lead, in: builder)
        expectAccepted(write(in: builder), by: partner, in: builder)
        expectAccepted(write(.reason, in: builder), by: lead, in: builder)
        let effects = RoundCommand.setEffects(
            dossier: 1, version: builder.version(1), effects: [effect()])
        expectRefused(.notAllowed, effects, by: partner, in: builder)
        builder.given(
            move(.withPartner, to: DemoCast.disability, .effects, in: builder), by: lead)
        expectAccepted(effects, by: partner, in: builder)
        expectRefused(.sectionLocked, effects, by: lead, in: builder)
    }

    @Test func `what is still under way blocks signing, by name`() {
        var builder = RoundStage.sectionWithPartner.builder()
        let pending = Refusal(.sectionPending, subject: "risks")
        #expect(builder.refusal(of: offering(builder), by: lead) == pending)
        builder.given(move(.readyForReview, in: builder), by: partner)
        #expect(builder.refusal(of: offering(builder), by: lead) == pending)
        builder.given(move(.done, in: builder), by: lead)
        expectAccepted(offering(builder), by: lead, in: builder)
        builder.given(move(.open, in: builder), by: lead)
        expectAccepted(offering(builder), by: lead, in: builder)
        builder.given(
            .invitePartner(dossier: 1, version: builder.version(1), organisation: DemoCast.home),
            by: lead)
        #expect(
            builder.refusal(of: offering(builder), by: lead)
                == Refusal(.invitationPending, subject: "thuis-noord"))
    }

    @Test func `in a supplement a section under way blocks signing and handing in`() {
        var builder = RoundStage.supplement.builder()
        expectRefused(
            .sectionLocked, move(.done, .reason, in: builder), by: lead, in: builder)
        builder.given(move(.withPartner, to: DemoCast.disability, in: builder), by: lead)
        builder.given(write(in: builder), by: partner)
        let pending = Refusal(.sectionPending, subject: "risks")
        #expect(builder.refusal(of: builder.signing(1), by: signatory) == pending)
        #expect(builder.refusal(of: builder.submitting(1), by: lead) == pending)
        builder.given(move(.readyForReview, in: builder), by: partner)
        builder.given(move(.done, in: builder), by: lead)
        builder.sign(1)
        expectAccepted(builder.submitting(1), by: lead, in: builder)
    }

    @Test func `a signatory declines with reasons, and the named sections are open again`() {
        var builder = RoundStage.open.builder()
        builder.given(move(.done, in: builder), by: lead)
        builder.given(move(.done, .reason, in: builder), by: lead)
        builder.sign(1, by: [DemoCast.mental])
        let decline = { (reasons: String, sections: [Section]) in
            RoundCommand.declineToSign(
                dossier: 1, version: builder.version(1), reasons: reasons, sections: sections)
        }
        expectRefused(
            .reasonsMissing, decline(families(19), [.risks]), by: signatory, in: builder)
        expectRefused(.textMissing, decline(families(20), []), by: signatory, in: builder)
        let no = decline(RoundBuilder.reasons, [.risks])
        expectRefused(.notSignatory, no, by: partner, in: builder)
        expectRefused(
            .unknownDossier, no, by: DemoCast.signatory(of: DemoCast.home), in: builder)
        let events = builder.given(no, by: signatory)
        #expect(events.map(caseName) == ["signingDeclined", "signaturesVoided"])
        let dossier = builder.round.dossier(1)
        #expect(dossier?.state == .draft)
        #expect(dossier?.work.keys.sorted { $0.rawValue < $1.rawValue } == [.reason])
        #expect(dossier?.signingRefusals.map(\.organisation) == [DemoCast.disability])
        #expect(dossier?.validSignatures.isEmpty == true)
        // The coalition alone knows it.
        for viewer in everyViewer {
            guard case .dossier(let part)? = builder.round.part(.dossier(1), for: viewer) else {
                continue
            }
            let isOwn = [RoundViewer.applicant(DemoCast.mental), .applicant(DemoCast.disability)]
                .contains(viewer)
            #expect((part.body?.signingRefusals != nil) == isOwn)
        }
    }

    @Test func `a refusal to sign says in which sections the dossier has changed since`() {
        var builder = RoundStage.offered.builder()
        let before = builder.round.dossier(1)?.content.sections[.risks] ?? ""
        builder.given(
            .declineToSign(
                dossier: 1, version: builder.version(1), reasons: RoundBuilder.reasons,
                sections: [.risks]), by: signatory)
        #expect(changed(in: builder) == [])
        let changes: [(Section, (Int) -> RoundCommand)] = [
            (.effects, { .setEffects(dossier: 1, version: $0, effects: []) }),
            (
                .costs,
                { .setCostLines(dossier: 1, version: $0, lines: [costLine(2_000_000, minimum: 1)]) }
            ),
            (.roles, { .writeRole(dossier: 1, version: $0, text: "Doet anders mee.") }),
            (.risks, { .writeSection(dossier: 1, version: $0, section: .risks, text: "Anders.") }),
        ]
        var expected: [Section] = []
        for (section, change) in changes {
            builder.given(change(builder.version(1)), by: lead)
            expected.append(section)
            #expect(changed(in: builder) == Section.allCases.filter(expected.contains))
        }
        builder.given(
            .changeTitle(dossier: 1, version: builder.version(1), title: "Anders"), by: lead)
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: before), by: lead)
        #expect(changed(in: builder) == [.roles, .costs, .effects])
        for number in 0...Limits.versionsKept {
            builder.given(
                .writeSection(
                    dossier: 1, version: builder.version(1), section: .risks, text: "\(number)"),
                by: lead)
        }
        #expect(changed(in: builder) == nil)
    }

    /// What the coalition reads that has changed since its last refusal to sign.
    private func changed(in builder: RoundBuilder) -> [Section]? {
        guard
            case .dossier(let part)? = builder.round.part(
                .dossier(1), for: .applicant(DemoCast.mental))
        else { return nil }
        return part.body?.signingRefusals?.last?.changed
    }

    @Test func `an organisation that nobody can sign for is refused at offering, and seen before`()
    {
        var builder = RoundStage.open.builder()
        expectAccepted(offering(builder), by: lead, in: builder)
        builder.change(.membershipEnded(person: signatory, organisation: DemoCast.disability))
        #expect(
            builder.refusal(of: offering(builder), by: lead)
                == Refusal(.signatoryMissing, subject: "lvb-zuid"))
        builder.change(
            .membershipEnded(
                person: DemoCast.signatory(of: DemoCast.home), organisation: DemoCast.home))
        builder.given(
            .invitePartner(dossier: 1, version: builder.version(1), organisation: DemoCast.home),
            by: lead)
        guard
            case .dossier(let part)? = builder.round.part(
                .dossier(1), for: .applicant(DemoCast.mental))
        else {
            Issue.record("the lead sees no dossier")
            return
        }
        #expect(part.body?.partners.map(\.organisation.signatory) == [true, true, false])
    }

    @Test func `a submitted dossier is reopened by its lead until closing, and stays submitted`() {
        var builder = RoundStage.submitted.builder()
        let reopen = RoundCommand.reopenDossier(dossier: 1, version: builder.version(1))
        expectRefused(.notAllowed, reopen, by: partner, in: builder)
        expectRefused(
            .staleVersion, .reopenDossier(dossier: 1, version: builder.version(1) - 1), by: lead,
            in: builder)
        expectRefused(.roundClosed, reopen, by: lead, in: RoundStage.closed.builder())
        expectRefused(
            .wrongState, .reopenDossier(dossier: 3, version: builder.version(3)),
            by: DemoCast.editor(of: DemoCast.digital), in: builder)
        builder.given(reopen, by: lead)
        builder.given(write(in: builder), by: lead)
        guard case .dossier(let part)? = builder.round.part(.dossier(1), for: .coordinator) else {
            Issue.record("what was submitted is gone")
            return
        }
        #expect(part.body?.content.sections[.risks] == "Over risks.")
        var newer = builder
        newer.submit(1)
        builder.pass(to: builder.rules.closesAt)
        #expect(builder.events.count { caseName(of: $0) == "submissionRestored" } == 1)
        #expect(builder.state(1) == .submitted)
        #expect(builder.round.dossier(1)?.content == builder.round.dossier(1)?.submitted)
        expectSound(builder, "reopened", from: builder.log.count - 4)
        newer.pass(to: newer.rules.closesAt)
        #expect(newer.round.dossier(1)?.submitted?.sections[.risks] == "Anders.")
    }

    @Test func `what was signed after reopening doesn't sign what is restored`() {
        var builder = RoundStage.submitted.builder()
        builder.given(.reopenDossier(dossier: 1, version: builder.version(1)), by: lead)
        builder.given(write(in: builder), by: lead)
        builder.sign(1, by: [DemoCast.disability])
        builder.close()
        #expect(
            builder.events.contains(
                .signaturesVoided(dossier: 1, organisations: [DemoCast.disability])))
        #expect(builder.round.dossier(1)?.validSignatures.isEmpty == true)
    }

    @Test func `a partner that left or joined meanwhile has no part in what is restored`() {
        var builder = RoundStage.submitted.builder()
        builder.given(.reopenDossier(dossier: 1, version: builder.version(1)), by: lead)
        builder.given(
            .invitePartner(dossier: 1, version: builder.version(1), organisation: DemoCast.home),
            by: lead)
        builder.given(
            .acceptInvitation(dossier: 1, version: builder.version(1)),
            by: DemoCast.editor(of: DemoCast.home))
        builder.given(
            .leaveCoalition(dossier: 1, version: builder.version(1), reasons: "Weg."),
            by: signatory)
        builder.close()
        #expect(builder.state(1) == .submitted)
        #expect(builder.members(1) == [DemoCast.mental])
        #expect(builder.round.dossier(1)?.content.partners.map(\.organisation) == [DemoCast.mental])
        builder.given(.startScreening, by: DemoCast.coordinator)
        expectRefused(
            .signaturesMissing,
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator, in: builder)
        expectSound(builder, "left meanwhile", from: builder.log.count - 4)
    }

    @Test(arguments: [1, 2])
    func `an organisation leads at most as many dossiers as the round says`(most: Int) {
        var rules = RuleSample()
        rules.dossiersPerLead = most
        var builder = RoundBuilder(rules: rules)
        builder.open()
        let start = RoundCommand.startDossier(title: "Nog een")
        for _ in 0..<most { builder.given(start, by: lead) }
        #expect(
            builder.refusal(of: start, by: lead)
                == Refusal(.tooMany, subject: "ggz-maas", limit: most))
        expectAccepted(start, by: partner, in: builder)
        builder.given(
            .withdrawDossier(dossier: 1, version: builder.version(1), reasons: "Elders."),
            by: DemoCast.signatory(of: DemoCast.mental))
        expectAccepted(start, by: lead, in: builder)
    }
}
