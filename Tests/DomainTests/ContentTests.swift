import Domain
import Support
import Testing

/// What a coalition writes: who may, when, how much.
struct ContentTests {
    private let lead = DemoCast.editor(of: DemoCast.mental)
    private let partner = DemoCast.editor(of: DemoCast.disability)

    private func section(_ builder: RoundBuilder, _ text: String) -> RoundCommand {
        .writeSection(dossier: 1, version: builder.version(1), section: .risks, text: text)
    }

    @Test func `a change makes the next version with its own fingerprint`() {
        var builder = RoundStage.open.builder()
        let (version, fingerprint) = (builder.version(1), builder.fingerprint(1))
        builder.given(section(builder, "Anders."), by: partner)
        #expect(builder.version(1) == version + 1)
        #expect(builder.fingerprint(1) != fingerprint)
        #expect(
            builder.fingerprint(1)
                == builder.hashing.fingerprint(of: builder.round.dossier(1)?.content))
    }

    @Test func `a stale version is refused with the current one and writes nothing`() {
        let builder = RoundStage.open.builder()
        let current = builder.version(1)
        for version in [current - 1, current + 1, 0, -1] {
            let command = RoundCommand.writeSection(
                dossier: 1, version: version, section: .risks, text: "Oud.")
            #expect(
                builder.refusal(of: command, by: builder.actor(lead))
                    == Refusal(.staleVersion, subject: "1", current: current))
        }
    }

    @Test func `a dossier of others is as unknown as one that doesn't exist`() {
        let builder = RoundStage.open.builder()
        let outsider = DemoCast.signatory(of: DemoCast.outsider)
        for number in [1, 2, 3, 99, 0, -1] {
            for command in [
                RoundCommand.changeTitle(dossier: number, version: 1, title: "X"),
                .writeRole(dossier: number, version: 1, text: "X"),
                .acceptInvitation(dossier: number, version: builder.version(number)),
                .invitePartner(
                    dossier: number, version: builder.version(number), organisation: DemoCast.home),
                .offerForSigning(dossier: number, version: 1),
                .withdrawDossier(dossier: number, version: builder.version(number), reasons: "X"),
            ] {
                #expect(
                    builder.refusal(of: command, by: outsider)
                        == Refusal(.unknownDossier, subject: "\(number)"))
            }
        }
    }

    @Test func `a reader writes nothing and a person without an organisation neither`() {
        let builder = RoundStage.open.builder()
        expectRefused(
            .notAllowed, section(builder, "X"), by: DemoCast.reader(of: DemoCast.mental),
            in: builder)
        expectRefused(
            .notActingForOrganisation, section(builder, "X"), by: DemoCast.nobody, in: builder)
        expectRefused(
            .notActingForOrganisation, .startDossier(title: "X"), by: DemoCast.coordinator,
            in: builder)
    }

    @Test func `title, involved parties and effects are the lead's`() {
        let builder = RoundStage.open.builder()
        let version = builder.version(1)
        for command in [
            RoundCommand.changeTitle(dossier: 1, version: version, title: "X"),
            .setInvolvedParties(dossier: 1, version: version, parties: []),
            .setEffects(dossier: 1, version: version, effects: [effect()]),
        ] {
            expectRefused(.notAllowed, command, by: partner, in: builder)
            expectAccepted(command, by: lead, in: builder)
        }
    }

    @Test func `own cost lines and own role are that organisation's alone`() {
        var builder = RoundStage.open.builder()
        let before = builder.round.dossier(1)?.content.partners[0]
        builder.given(
            .setCostLines(dossier: 1, version: builder.version(1), lines: [costLine(500)]),
            by: partner)
        builder.given(
            .writeRole(dossier: 1, version: builder.version(1), text: "Van ons."), by: partner)
        #expect(builder.round.dossier(1)?.content.partners[0] == before)
        #expect(builder.round.dossier(1)?.content.partners[1].role == "Van ons.")
        #expect(builder.round.dossier(1)?.content.partners[1].totals.requested == Cents(500))
    }

    @Test func `a draft over its limit is kept up to the draft's own limit`() {
        let builder = RoundStage.open.builder()
        expectAccepted(
            section(builder, families(Limits.draftCharactersMost)), by: lead, in: builder)
        expectRefused(
            .textTooLong, section(builder, families(Limits.draftCharactersMost + 1)), by: lead,
            in: builder)
        let long = String(repeating: "a", count: Limits.draftCharactersMost + 1)
        expectRefused(
            .textTooLong, .writeRole(dossier: 1, version: builder.version(1), text: long),
            by: lead, in: builder)
    }

    @Test func `a text over its limit can't go to signing, on it can`() {
        var builder = RoundStage.open.builder()
        builder.given(section(builder, families(1200)), by: lead)
        let offer = { (builder: RoundBuilder) in
            RoundCommand.offerForSigning(dossier: 1, version: builder.version(1))
        }
        expectAccepted(offer(builder), by: lead, in: builder)
        builder.given(section(builder, families(1201)), by: lead)
        expectRefused(.textTooLong, offer(builder), by: lead, in: builder)
        builder.given(section(builder, " "), by: lead)
        expectRefused(.textMissing, offer(builder), by: lead, in: builder)
    }

    @Test func `only the eight texts are written as sections`() {
        let builder = RoundStage.open.builder()
        for part in Section.allCases {
            let command = RoundCommand.writeSection(
                dossier: 1, version: builder.version(1), section: part, text: "X")
            #expect(
                builder.refusal(of: command, by: lead)?.code
                    == (part.isText ? nil : .unknownSection))
        }
        #expect(Section.texts.count == 8)
    }

    @Test func `a title has at most so many characters`() {
        let builder = RoundStage.open.builder()
        for text in [families(Limits.nameCharactersMost), "S"] {
            expectAccepted(.startDossier(title: text), by: lead, in: builder)
        }
        expectRefused(
            .textTooLong, .startDossier(title: families(Limits.nameCharactersMost + 1)), by: lead,
            in: builder)
        expectRefused(.textMissing, .startDossier(title: "  "), by: lead, in: builder)
    }

    @Test func `cost lines add up, are not negative and not too large`() {
        let builder = RoundStage.open.builder()
        let most = Limits.costLineCentsMost
        let cases: [(RefusalCode?, CostLine)] = [
            (nil, costLine(100, own: 30, other: 20, minimum: 50)),
            (nil, costLine(most)), (nil, costLine(0)),
            (.amountTooLarge, costLine(most + 1)),
            (.amountNegative, costLine(-1)), (.amountNegative, costLine(100, own: -1)),
            (.amountNegative, costLine(100, other: -1)),
            (.amountNegative, costLine(100, own: 101)),
            (.amountNegative, costLine(100, minimum: -1)),
            (.amountsDoNotAddUp, costLine(100, own: 30, requested: 71)),
            (.amountsDoNotAddUp, costLine(100, own: 30, requested: 69)),
            (nil, costLine(100, own: 30, minimum: 70)),
            (.minimumAboveRequest, costLine(100, own: 30, minimum: 71)),
            (.textMissing, costLine(100, description: "")),
            (nil, costLine(100, description: families(Limits.nameCharactersMost))),
            (.textTooLong, costLine(100, description: families(Limits.nameCharactersMost + 1))),
        ]
        for (code, line) in cases {
            let command = RoundCommand.setCostLines(
                dossier: 1, version: builder.version(1), lines: [line])
            #expect(builder.refusal(of: command, by: lead)?.code == code, "\(line)")
        }
    }

    @Test func `what is measured has at most a billion above the line and below it`() {
        let builder = RoundStage.open.builder()
        let (most, over) = (Limits.measureMost, Limits.measureMost + 1)
        let cases: [(String, RefusalCode?)] = [
            ("\(most)", nil), ("-\(most)", nil), ("1/\(most)", nil), ("\(over)", .malformed),
            ("-\(over)", .malformed), ("1/\(over)", .malformed),
        ]
        for (value, code) in cases {
            for effect in [effect(baseline: value), effect(target: value)] {
                let command = RoundCommand.setEffects(
                    dossier: 1, version: builder.version(1), effects: [effect])
                #expect(builder.refusal(of: command, by: lead)?.code == code, "\(value)")
            }
        }
    }

    @Test func `lists have their limits`() {
        let builder = RoundStage.open.builder()
        let version = builder.version(1)
        for extra in 0...1 {
            let code: RefusalCode? = extra == 0 ? nil : .tooMany
            let lines = Array(repeating: costLine(1), count: Limits.costLinesPerPartner + extra)
            let parties = Array(
                repeating: involved(), count: Limits.involvedPartiesPerDossier + extra)
            let effects = Array(repeating: effect(), count: Limits.effectsPerDossier + extra)
            for command in [
                RoundCommand.setCostLines(dossier: 1, version: version, lines: lines),
                .setInvolvedParties(dossier: 1, version: version, parties: parties),
                .setEffects(dossier: 1, version: version, effects: effects),
            ] {
                #expect(builder.refusal(of: command, by: lead)?.code == code)
            }
        }
        let bad: [(RefusalCode, RoundCommand)] = [
            (.malformed, .setEffects(dossier: 1, version: version, effects: [effect("geen")])),
            (
                .textMissing,
                .setEffects(dossier: 1, version: version, effects: [effect(indicator: "")])
            ),
            (
                .textTooLong,
                .setInvolvedParties(
                    dossier: 1, version: version,
                    parties: [involved(families(Limits.nameCharactersMost + 1))])
            ),
        ]
        for (code, command) in bad { expectRefused(code, command, by: lead, in: builder) }
    }

    @Test func `an organisation leads at most ten dossiers`() {
        var builder = RoundStage.published.builder()
        let led = builder.round.dossiers.count {
            $0.lead.organisation.id == DemoCast.mental && $0.state != .withdrawn
        }
        for _ in led..<Limits.dossiersPerLead {
            builder.given(.startDossier(title: "Nog een"), by: lead)
        }
        expectRefused(.tooMany, .startDossier(title: "Te veel"), by: lead, in: builder)
    }

    @Test func `a round has at most two hundred dossiers, also those that were withdrawn`() {
        var builder = RoundStage.published.builder()
        let signatory = DemoCast.signatory(of: DemoCast.mental)
        while builder.round.dossiers.count < Limits.dossiersPerRound {
            builder.given(.startDossier(title: "Nog een"), by: lead)
            let number = builder.round.dossiers.count
            builder.given(
                .withdrawDossier(dossier: number, version: 1, reasons: "Toch niet."),
                by: signatory)
        }
        #expect(
            builder.refusal(of: .startDossier(title: "Te veel"), by: lead)
                == Refusal(.tooMany, limit: Limits.dossiersPerRound))
    }

    @Test func `one character may be made of many marks, but not of so many that it is no limit`() {
        let builder = RoundStage.published.builder()
        let most = Limits.nameCharactersMost * Limits.bytesPerCharacterMost
        // One byte, and two for each mark on it: a single character to the reader.
        let marks = { (count: Int) in "e" + String(repeating: "\u{301}", count: count) }
        let fits = marks((most - 1) / 2)
        #expect(fits.count == 1 && fits.utf8.count == most - 1)
        expectAccepted(.startDossier(title: fits), by: lead, in: builder)
        expectAccepted(.startDossier(title: "a" + fits), by: lead, in: builder)
        expectRefused(.textTooLong, .startDossier(title: "ab" + fits), by: lead, in: builder)
    }

    @Test func `writing is possible from publication to the closing`() {
        let writer = DemoCast.editor(of: DemoCast.home)
        let start = RoundCommand.startDossier(title: "Nieuw")
        expectRefused(.unknownRound, start, by: writer, in: RoundStage.draft.builder())
        expectAccepted(start, by: writer, in: RoundStage.published.builder())
        var builder = RoundStage.open.builder()
        builder.now = Instant(milliseconds: builder.round.rules.closesAt.instant.milliseconds - 1)
        expectAccepted(start, by: writer, in: builder)
        expectAccepted(section(builder, "Net op tijd."), by: lead, in: builder)
        builder.now = builder.round.rules.closesAt.instant
        expectRefused(.roundClosed, start, by: writer, in: builder)
        expectRefused(.roundClosed, section(builder, "Te laat."), by: lead, in: builder)
        expectRefused(.roundClosed, start, by: writer, in: RoundStage.closed.builder())
    }

    @Test func `a dossier before the committee isn't written in, and doesn't say how it stands`() {
        for stage in [RoundStage.submitted, .admitted, .gateFailed, .assessed, .ranked] {
            let builder = stage.builder()
            let refusal = builder.refusal(of: section(builder, "X"), by: lead)
            let isInside = stage != .submitted
            #expect(
                refusal == Refusal(.wrongState, subject: isInside ? "admissible" : "submitted"))
        }
    }
}
