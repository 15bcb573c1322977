import Domain
import Support
import Testing

/// Inviting, joining, leaving, signing and submitting.
struct CoalitionTests {
    private let lead = DemoCast.editor(of: DemoCast.mental)

    @Test func `an invitation is answered by its organisation, once and in time`() {
        var builder = RoundStage.open.builder()
        let invite = RoundCommand.invitePartner(
            dossier: 1, version: builder.version(1), organisation: DemoCast.home)
        let guest = DemoCast.editor(of: DemoCast.home)
        expectRefused(
            .unknownDossier, .acceptInvitation(dossier: 1, version: builder.version(1)), by: guest,
            in: builder)
        builder.given(invite, by: lead)
        expectRefused(.alreadyPartner, invite, by: lead, in: builder)
        expectRefused(
            .notAllowed, invite, by: DemoCast.editor(of: DemoCast.disability), in: builder)
        expectRefused(
            .notAllowed, .acceptInvitation(dossier: 1, version: builder.version(1)),
            by: DemoCast.reader(of: DemoCast.home),
            in: builder)
        expectRefused(
            .invitationPending,
            .offerForSigning(dossier: 1, version: builder.version(1)), by: lead, in: builder)
        expectRefused(
            .textMissing, .declineInvitation(dossier: 1, version: builder.version(1), reasons: ""),
            by: guest, in: builder)
        expectRefused(
            .textTooLong,
            .declineInvitation(
                dossier: 1, version: builder.version(1),
                reasons: families(Limits.reasonCharactersMost + 1)), by: guest,
            in: builder)
        guard let until = builder.round.dossier(1)?.partner(DemoCast.home)?.invitedUntil else {
            Issue.record("no invitation")
            return
        }
        // The end of the fourteenth day in Amsterdam.
        #expect(AmsterdamTime(until).description == "2026-02-17T00:00:00")
        builder.now = Instant(milliseconds: until.milliseconds - 1)
        expectAccepted(
            .acceptInvitation(dossier: 1, version: builder.version(1)), by: guest, in: builder)
        builder.now = until
        expectRefused(
            .unknownDossier, .acceptInvitation(dossier: 1, version: builder.version(1)), by: guest,
            in: builder)
        builder.pass(to: until)
        #expect(builder.round.dossier(1)?.partner(DemoCast.home)?.standing == .expired)
        expectAccepted(invite, by: lead, in: builder)
    }

    @Test func `an invitation goes to a registered organisation and is withdrawn by the lead`() {
        var builder = RoundStage.open.builder()
        expectRefused(
            .unknownOrganisation,
            .invitePartner(dossier: 1, version: builder.version(1), organisation: "bestaat-niet"),
            by: lead, in: builder)
        expectRefused(
            .unknownPartner,
            .withdrawInvitation(
                dossier: 1, version: builder.version(1), organisation: DemoCast.disability),
            by: lead, in: builder)
        builder.given(
            .invitePartner(dossier: 1, version: builder.version(1), organisation: DemoCast.home),
            by: lead)
        builder.given(
            .withdrawInvitation(
                dossier: 1, version: builder.version(1), organisation: DemoCast.home), by: lead)
        expectRefused(
            .unknownDossier, .acceptInvitation(dossier: 1, version: builder.version(1)),
            by: DemoCast.editor(of: DemoCast.home), in: builder)
        expectRefused(
            .wrongState,
            .invitePartner(dossier: 1, version: builder.version(1), organisation: DemoCast.home),
            by: lead,
            in: RoundStage.submitted.builder())
    }

    @Test func `a dossier has at most so many partners`() {
        var builder = RoundStage.open.builder()
        for index in 0..<Limits.partnersPerDossier {
            guard let id = OrganisationID(rawValue: "extra-\(index)") else { continue }
            builder.change(
                .organisationRegistered(
                    organisation: decodedText(
                        Organisation.self,
                        """
                        {"id":"\(id)","name":"Extra","kvk":"87654321","concern":"\(id)",\
                        "sectors":[],"segments":[],"verified":true}
                        """)))
            let command = RoundCommand.invitePartner(
                dossier: 1, version: builder.version(1), organisation: id)
            if builder.round.dossier(1)?.partners.count == Limits.partnersPerDossier {
                expectRefused(.tooMany, command, by: lead, in: builder)
                return
            }
            builder.given(command, by: lead)
        }
        Issue.record("the limit wasn't met")
    }

    @Test func `leaving takes a signatory, voids signatures and isn't the lead's to do`() {
        var builder = RoundStage.signing.builder()
        let leave = RoundCommand.leaveCoalition(
            dossier: 1, version: builder.version(1), reasons: "Andere plannen.")
        expectRefused(
            .leadCannotLeave, leave, by: DemoCast.signatory(of: DemoCast.mental), in: builder)
        expectRefused(
            .notSignatory, leave, by: DemoCast.editor(of: DemoCast.disability), in: builder)
        let partner = DemoCast.signatory(of: DemoCast.disability)
        expectRefused(
            .staleVersion, .leaveCoalition(dossier: 1, version: 1, reasons: "X"), by: partner,
            in: builder)
        builder.given(leave, by: partner)
        #expect(builder.round.dossier(1)?.state == .draft)
        #expect(builder.round.dossier(1)?.validSignatures.isEmpty == true)
        #expect(builder.round.dossier(1)?.content.partners.map(\.organisation) == [DemoCast.mental])
        expectRefused(.unknownDossier, builder.signing(1), by: partner, in: builder)
    }

    @Test func `a signature binds one organisation through a signatory to what it saw`() {
        var builder = RoundStage.signing.builder()
        let sign = builder.signing(1)
        expectRefused(.notSignatory, sign, by: lead, in: builder)
        expectRefused(
            .alreadySigned, sign, by: DemoCast.signatory(of: DemoCast.disability), in: builder)
        let signatory = DemoCast.signatory(of: DemoCast.mental)
        expectRefused(
            .contentMismatch,
            .signDossier(dossier: 1, version: builder.version(1), content: .zero), by: signatory,
            in: builder)
        expectRefused(
            .staleVersion,
            .signDossier(
                dossier: 1, version: builder.version(1) + 1, content: builder.fingerprint(1)),
            by: signatory, in: builder)
        builder.given(sign, by: signatory)
        let own = builder.round.dossier(1)?.content.partners[0].costLines
        let signature = builder.round.dossier(1)?.validSignatures.last
        #expect(signature?.costLines == builder.hashing.fingerprint(of: own))
        #expect(signature?.person == signatory)
        #expect(builder.round.dossier(1)?.unsigned.isEmpty == true)
        expectRefused(
            .wrongState, RoundStage.open.builder().signing(1), by: signatory,
            in: RoundStage.open.builder())
    }

    @Test func `every kind of change voids every signature`() {
        let stage = RoundStage.signing.builder()
        let version = stage.version(1)
        let changes: [(RoundCommand, PersonID)] = [
            (.changeTitle(dossier: 1, version: version, title: "Anders"), lead),
            (
                .writeSection(dossier: 1, version: version, section: .risks, text: "Anders"),
                DemoCast.editor(of: DemoCast.disability)
            ),
            (.writeRole(dossier: 1, version: version, text: "Anders"), lead),
            (.setCostLines(dossier: 1, version: version, lines: [costLine(1)]), lead),
            (.setInvolvedParties(dossier: 1, version: version, parties: [involved()]), lead),
            (.setEffects(dossier: 1, version: version, effects: [effect("dichtbij")]), lead),
        ]
        for (command, person) in changes {
            var builder = stage
            let events = builder.given(command, by: person)
            #expect(
                events.last
                    == .signaturesVoided(dossier: 1, organisations: [DemoCast.disability]))
            #expect(builder.round.dossier(1)?.validSignatures.isEmpty == true)
            #expect(builder.round.dossier(1)?.signatures.count == 1)
            #expect(builder.round.dossier(1)?.state == .draft)
        }
    }

    @Test func `an unverified organisation drafts and doesn't sign`() {
        var builder = RoundStage.open.builder()
        let number = builder.draft(lead: DemoCast.unverified)
        builder.given(
            .offerForSigning(dossier: number, version: builder.version(number)),
            by: DemoCast.editor(of: DemoCast.unverified))
        expectRefused(
            .organisationUnverified, builder.signing(number),
            by: DemoCast.signatory(of: DemoCast.unverified), in: builder)
    }

    @Test func `collaboration is computed at submission`() {
        let cases: [(RefusalCode?, OrganisationID, [OrganisationID])] = [
            (.tooFewProviders, DemoCast.mental, []),
            (.sameConcern, DemoCast.mental, [DemoCast.mentalYouth]),
            (nil, DemoCast.mental, [DemoCast.mentalYouth, DemoCast.home]),
            (.leadNotContracted, DemoCast.uncontracted, [DemoCast.mental]),
            (nil, DemoCast.mental, [DemoCast.uncontracted]),
        ]
        for (code, lead, partners) in cases {
            var builder = RoundStage.open.builder()
            let number = builder.draft(lead: lead, partners: partners)
            builder.sign(number)
            let refusal = builder.refusal(
                of: builder.submitting(number), by: DemoCast.editor(of: lead))
            #expect(refusal?.code == code, "\(lead) with \(partners)")
        }
    }

    @Test func `a round may let one concern and an uncontracted lead in`() {
        var rules = RuleSample()
        (rules.distinctConcerns, rules.leadContracted) = (false, false)
        for (lead, partner) in [
            (DemoCast.mental, DemoCast.mentalYouth), (DemoCast.uncontracted, DemoCast.mental),
        ] {
            var builder = RoundStage.open.builder(rules: rules)
            let number = builder.draft(lead: lead, partners: [partner])
            builder.submit(number)
            #expect(builder.round.dossier(number)?.state == .submitted)
        }
    }

    @Test func `a contract or concern that changed since the signatures holds the submission up`() {
        var builder = RoundStage.open.builder()
        builder.sign(1)
        builder.change(.contractChanged(organisation: DemoCast.mental, segments: []))
        expectRefused(.leadNotContracted, builder.submitting(1), by: lead, in: builder)
        builder.change(.contractChanged(organisation: DemoCast.mental, segments: ["wmo"]))
        builder.change(.concernChanged(organisation: DemoCast.disability, concern: "Maasgroep"))
        expectRefused(.sameConcern, builder.submitting(1), by: lead, in: builder)
    }

    @Test func `submitting asks for the open round, all signatures and the version that was seen`()
    {
        var builder = RoundStage.signing.builder()
        expectRefused(.signaturesMissing, builder.submitting(1), by: lead, in: builder)
        builder.given(builder.signing(1), by: DemoCast.signatory(of: DemoCast.mental))
        expectRefused(
            .notAllowed, builder.submitting(1), by: DemoCast.signatory(of: DemoCast.disability),
            in: builder)
        expectRefused(
            .contentMismatch,
            .submitDossier(dossier: 1, version: builder.version(1), content: .zero), by: lead,
            in: builder)
        expectRefused(
            .staleVersion,
            .submitDossier(dossier: 1, version: 1, content: builder.fingerprint(1)), by: lead,
            in: builder)
        var late = builder
        late.now = late.round.rules.closesAt.instant
        expectRefused(.roundClosed, late.submitting(1), by: lead, in: late)
        late.pass(to: late.now)
        expectRefused(.roundClosed, late.submitting(1), by: lead, in: late)
        builder.given(builder.submitting(1), by: lead)
        let receipt = builder.round.dossier(1)?.submissions.last
        #expect(receipt?.receipt == 1)
        #expect(receipt?.fingerprint == builder.fingerprint(1))
        #expect(receipt?.at == builder.now)
        #expect(receipt?.coalition.map(\.id) == [DemoCast.mental, DemoCast.disability])
        expectRefused(.wrongState, builder.submitting(1), by: lead, in: builder)
    }

    @Test func `a dossier is written before the opening and submitted after it`() {
        var builder = RoundStage.published.builder()
        let number = builder.draft(lead: DemoCast.home)
        builder.sign(number)
        expectRefused(
            .roundNotOpen, builder.submitting(number), by: DemoCast.editor(of: DemoCast.home),
            in: builder)
        builder.pass(to: builder.rules.opensAt)
        expectAccepted(
            builder.submitting(number), by: DemoCast.editor(of: DemoCast.home), in: builder)
    }

    @Test func `a dossier that asks for nothing isn't submitted`() {
        var builder = RoundStage.open.builder()
        let number = builder.draft(requested: 0, minimum: 0)
        builder.sign(number)
        expectRefused(.nothingRequested, builder.submitting(number), by: lead, in: builder)
    }

    @Test func `offering asks for a complete draft of the newest version by the lead`() {
        var builder = RoundStage.open.builder()
        expectRefused(
            .staleVersion, .offerForSigning(dossier: 1, version: 1), by: lead, in: builder)
        expectRefused(
            .notAllowed, .offerForSigning(dossier: 1, version: builder.version(1)),
            by: DemoCast.editor(of: DemoCast.disability), in: builder)
        builder.given(
            .setEffects(dossier: 1, version: builder.version(1), effects: []), by: lead)
        expectRefused(
            .rulesIncomplete, .offerForSigning(dossier: 1, version: builder.version(1)), by: lead,
            in: builder)
        let signing = RoundStage.signing.builder()
        expectRefused(
            .wrongState, .offerForSigning(dossier: 1, version: signing.version(1)), by: lead,
            in: signing)
    }
}
