import Domain
import Support
import Testing

/// Screening, and the one list of questions that reopens named sections.
struct SupplementTests {
    private let lead = DemoCast.editor(of: DemoCast.mental)

    @Test func `only the named sections may change`() {
        let builder = RoundStage.supplement.builder()
        let version = builder.version(1)
        expectAccepted(
            .writeSection(dossier: 1, version: version, section: .risks, text: "X"), by: lead,
            in: builder)
        expectAccepted(
            .setCostLines(dossier: 1, version: version, lines: [costLine(1)]), by: lead,
            in: builder)
        for command in [
            RoundCommand.writeSection(dossier: 1, version: version, section: .reason, text: "X"),
            .changeTitle(dossier: 1, version: version, title: "X"),
            .writeRole(dossier: 1, version: version, text: "X"),
            .setEffects(dossier: 1, version: version, effects: [effect()]),
            .setInvolvedParties(dossier: 1, version: version, parties: []),
        ] {
            expectRefused(.sectionLocked, command, by: lead, in: builder)
        }
    }

    @Test func `a change voids the signatures, and all sign again before it is handed in`() {
        var builder = RoundStage.supplement.builder()
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Meer."),
            by: lead)
        #expect(builder.round.dossier(1)?.validSignatures.isEmpty == true)
        expectRefused(.signaturesMissing, builder.submitting(1), by: lead, in: builder)
        // Until then the municipality sees what was submitted.
        guard case .dossier(let part)? = builder.round.part(.dossier(1), for: .coordinator) else {
            Issue.record("no dossier")
            return
        }
        #expect(part.body?.content.sections[.risks] == "Over risks.")
        builder.sign(1)
        builder.given(builder.submitting(1), by: lead)
        #expect(builder.round.dossier(1)?.state == .submitted)
        #expect(builder.round.dossier(1)?.submissions.map(\.receipt) == [1, 3])
        #expect(builder.round.dossier(1)?.supplement == nil)
    }

    @Test func `who screens reads what was asked and what the answer changed, and nobody else`() {
        func body(_ viewer: RoundViewer, _ builder: RoundBuilder) -> DossierPart.Body? {
            guard case .dossier(let part)? = builder.round.part(.dossier(1), for: viewer) else {
                Issue.record("no dossier")
                return nil
            }
            return part.body
        }
        var builder = RoundStage.supplement.builder()
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Meer."),
            by: lead)
        let open = body(.coordinator, builder)
        #expect(open?.askedSupplement?.questions == "Wat kost het?" && open?.difference == nil)
        builder.sign(1)
        builder.given(builder.submitting(1), by: lead)
        for viewer in [RoundViewer.coordinator, .secretary, .auditor] {
            let seen = body(viewer, builder)
            #expect(seen?.askedSupplement?.answered == AmsterdamTime(builder.now).date)
            #expect(
                seen?.difference?.changes == [
                    .section(section: .risks, before: "Over risks.", after: "Meer.")
                ])
        }
        for viewer in [RoundViewer.applicant(DemoCast.mental), .decisionMaker] {
            let seen = body(viewer, builder)
            #expect(seen?.askedSupplement == nil)
            #expect(seen?.difference?.changes.isEmpty != false)
        }
    }

    @Test func `a term that passes restores what was submitted, and undoes what was signed since`()
    {
        var builder = RoundStage.supplement.builder()
        let submitted = builder.round.dossier(1)?.submitted
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Meer."),
            by: lead)
        builder.given(builder.signing(1), by: DemoCast.signatory(of: DemoCast.disability))
        let version = builder.version(1)
        guard let due = builder.round.deadline else {
            Issue.record("no term")
            return
        }
        #expect(due == builder.round.dossier(1)?.supplement?.due)
        builder.now = due
        expectRefused(
            .roundClosed, builder.signing(1), by: DemoCast.signatory(of: DemoCast.mental),
            in: builder)
        expectRefused(
            .roundClosed,
            .writeSection(dossier: 1, version: version, section: .risks, text: "Te laat."),
            by: lead, in: builder)
        builder.pass(to: due)
        #expect(builder.round.dossier(1)?.state == .submitted)
        #expect(builder.round.dossier(1)?.content == submitted)
        #expect(builder.version(1) == version + 1)
        #expect(builder.round.dossier(1)?.validSignatures.isEmpty == true)
        expectSound(builder, "expired supplement", from: builder.log.count - 2)
        // A second supplement can't be answered with what was signed for the first.
        builder.given(
            .requestSupplement(
                dossier: 1, version: builder.submittedVersion(1), questions: "Nogmaals?",
                sections: [.risks]),
            by: DemoCast.coordinator)
        expectRefused(.signaturesMissing, builder.submitting(1), by: lead, in: builder)
    }

    @Test func `an untouched supplement that expires leaves the signatures standing`() {
        var builder = RoundStage.supplement.builder()
        builder.pass(to: builder.round.deadline ?? builder.now)
        #expect(builder.round.dossier(1)?.validSignatures.count == 2)
        expectAccepted(
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator,
            in: builder)
    }

    @Test func `a supplement that comes back during the sittings is still screened`() {
        var builder = RoundStage.supplement.builder()
        builder.given(
            .admitDossier(dossier: 2, version: builder.submittedVersion(2)),
            by: DemoCast.coordinator)
        builder.given(
            .planSitting(plannedAt: amsterdam("2026-04-02T13:00:00"), agenda: [2]),
            by: DemoCast.secretary)
        builder.given(.openSitting(sitting: 1), by: DemoCast.secretary)
        builder.pass(to: builder.round.deadline ?? builder.now)
        #expect(builder.round.phase == .sitting)
        builder.given(
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator)
        #expect(builder.round.dossier(1)?.state == .admissible)
    }

    @Test func `questions have a text, sections and a dossier that was submitted`() {
        let builder = RoundStage.screening.builder()
        let by = DemoCast.coordinator
        let ask = { (number: Int, text: String, sections: [Section]) in
            RoundCommand.requestSupplement(
                dossier: number, version: builder.submittedVersion(number), questions: text,
                sections: sections)
        }
        for number in [3, 0, 99] {
            expectRefused(.unknownDossier, ask(number, "X", [.risks]), by: by, in: builder)
            expectRefused(
                .unknownDossier,
                .admitDossier(dossier: number, version: builder.submittedVersion(number)),
                by: by, in: builder)
        }
        expectRefused(.textMissing, ask(1, " ", [.risks]), by: by, in: builder)
        expectRefused(.textMissing, ask(1, "X", []), by: by, in: builder)
        let most = families(Limits.descriptionCharactersMost)
        expectAccepted(ask(1, most, Section.allCases), by: by, in: builder)
        expectRefused(.textTooLong, ask(1, most + "X", [.risks]), by: by, in: builder)
        expectRefused(
            .wrongState, ask(1, "X", [.risks]), by: by, in: RoundStage.supplement.builder())
        for stage in [RoundStage.submitted, .closed, .ranked] {
            expectRefused(.wrongPhase, ask(1, "X", [.risks]), by: by, in: stage.builder())
        }
    }

    @Test func `not considering takes reasons of twenty characters`() {
        let builder = RoundStage.screening.builder()
        let decline = {
            RoundCommand.declineToConsider(
                dossier: 1, version: builder.submittedVersion(1), reasons: $0)
        }
        expectRefused(
            .reasonsMissing, decline("  " + families(19) + "  "), by: DemoCast.coordinator,
            in: builder)
        expectAccepted(decline(families(20)), by: DemoCast.coordinator, in: builder)
        expectAccepted(
            decline(families(Limits.reasonCharactersMost)), by: DemoCast.coordinator, in: builder)
        expectRefused(
            .textTooLong, decline(families(Limits.reasonCharactersMost + 1)),
            by: DemoCast.coordinator, in: builder)
    }

    @Test func `a coalition withdraws by its lead's signatory, before the decision`() {
        func withdrawal(_ builder: RoundBuilder, _ reasons: String = "Elders.") -> RoundCommand {
            .withdrawDossier(dossier: 1, version: builder.version(1), reasons: reasons)
        }
        let signatory = DemoCast.signatory(of: DemoCast.mental)
        for stage in RoundStage.allCases {
            let builder = stage.builder()
            guard builder.round.dossier(1) != nil else { continue }
            let refusal = builder.refusal(of: withdrawal(builder), by: signatory)
            let isLate = builder.round.phase >= .decided
            #expect(refusal?.code == (isLate ? .wrongPhase : nil), "\(stage)")
        }
        var builder = RoundStage.submitted.builder()
        let withdraw = withdrawal(builder)
        expectRefused(.notSignatory, withdraw, by: lead, in: builder)
        expectRefused(
            .notAllowed, withdraw, by: DemoCast.signatory(of: DemoCast.disability), in: builder)
        expectRefused(
            .textMissing, withdrawal(builder, ""), by: signatory, in: builder)
        builder.given(withdraw, by: signatory)
        expectRefused(.wrongState, withdraw, by: signatory, in: builder)
    }
}
