import Domain
import Support
import Testing

/// A part that is offered: adapted, signed again and accepted, declined, or lapsed (F10).
struct OfferTests {
    private let lead = DemoCast.signatory(of: DemoCast.mental)
    private let partner = DemoCast.signatory(of: DemoCast.disability)
    private let maker = DemoCast.decisionMaker

    /// Pot 100,000: dossier 1 gets 40,000, dossier 2 is offered 60,000, dossier 3 is on reserve.
    private func offered(days: Int? = nil) -> RoundBuilder {
        var rules = RuleSample()
        rules.offerDays = days
        var builder = RoundBuilder.ranked(
            [
                Bid(40_000, least: 40_000, score: 5), Bid(70_000, least: 20_000, score: 4),
                Bid(30_000, least: 10_000, score: 3),
            ], rules: rules)
        builder.decideAll()
        builder.release()
        return builder
    }

    @Test func `the sample offers what is left and puts the next on reserve`() {
        let builder = offered()
        #expect(builder.state(1) == .granted && builder.state(3) == .reserve)
        #expect(builder.state(2) == .offeredInPart)
        #expect(builder.round.dossier(2)?.offer?.amount == Cents(6_000_000))
        #expect(builder.free == 0)
    }

    @Test(arguments: [(nil, 14), (1, 1), (365, 365)] as [(Int?, Int)])
    func `an offer runs for the round's days, until the end of the last one in Amsterdam`(
        days: Int?, expected: Int
    ) throws {
        var builder = offered(days: days)
        let until = try #require(builder.round.dossier(2)?.offer?.until)
        let released = AmsterdamTime(try #require(builder.log.last?.stamp.at)).date
        let last = AmsterdamTime(until.advanced(bySeconds: -1))
        #expect(last.date == released.advanced(byDays: expected))
        #expect(last.time.secondOfDay == 86_399)
        #expect(builder.round.deadline == until)
        builder.now = until.advanced(bySeconds: -1)
        expectAccepted(builder.declining(2), by: lead, in: builder)
        #expect(builder.refusal(of: .passTime, by: .server)?.code == .nothingDue)
        builder.now = until
        expectRefused(.roundClosed, builder.declining(2), by: lead, in: builder)
        expectRefused(.roundClosed, builder.accepting(2), by: lead, in: builder)
        expectRefused(.roundClosed, builder.signing(2), by: partner, in: builder)
        expectRefused(
            .roundClosed,
            .setCostLines(dossier: 2, version: builder.version(2), lines: [costLine(1)]), by: lead,
            in: builder)
    }

    @Test func `a round isn't finished while an offer is open or a decision isn't released`() {
        var builder = offered()
        let coordinator = DemoCast.coordinator
        let refusal = builder.refusal(of: .finishRound, by: coordinator)
        #expect(refusal == Refusal(.dossiersNotFinished, subject: "2"))
        builder.given(builder.declining(2), by: lead)
        builder.given(builder.following(3), by: maker)
        #expect(
            builder.refusal(of: .finishRound, by: coordinator)
                == Refusal(.dossiersNotFinished, subject: "3"))
        builder.release()
        expectAccepted(.finishRound, by: coordinator, in: builder)
    }

    @Test func `only cost lines may change, each partner's own`() {
        let builder = offered()
        let version = builder.version(2)
        for command in [
            RoundCommand.writeSection(dossier: 2, version: version, section: .risks, text: "X"),
            .changeTitle(dossier: 2, version: version, title: "X"),
            .writeRole(dossier: 2, version: version, text: "X"),
            .setEffects(dossier: 2, version: version, effects: [effect()]),
            .setInvolvedParties(dossier: 2, version: version, parties: []),
        ] {
            expectRefused(.sectionLocked, command, by: lead, in: builder)
        }
        for person in [lead, partner] {
            expectAccepted(
                .setCostLines(dossier: 2, version: version, lines: [costLine(1)]), by: person,
                in: builder)
        }
        for command in [
            RoundCommand.leaveCoalition(dossier: 2, version: version, reasons: "Weg."),
            .invitePartner(dossier: 2, version: version, organisation: DemoCast.home),
            .moveSection(
                dossier: 2, version: version, section: .costs, stage: .done, partner: nil),
            .reopenDossier(dossier: 2, version: version),
        ] {
            #expect(builder.refusal(of: command, by: lead) != nil)
            #expect(builder.refusal(of: command, by: partner) != nil)
        }
        for number in [1, 3] {
            expectRefused(
                .wrongState,
                .setCostLines(
                    dossier: number, version: builder.version(number), lines: [costLine(1)]),
                by: lead, in: builder)
        }
    }

    @Test func `all sign again, and the lead's signatory accepts at most what was offered`() {
        var builder = offered()
        expectRefused(.aboveOffer, builder.accepting(2), by: lead, in: builder)
        let signed = builder.round.dossier(2)?.validSignatures.count
        #expect(signed == 2)
        let set = { (builder: RoundBuilder, cents: Int) in
            RoundCommand.setCostLines(
                dossier: 2, version: builder.version(2), lines: [costLine(cents)])
        }
        builder.given(set(builder, 6_000_001), by: lead)
        #expect(builder.round.dossier(2)?.validSignatures.isEmpty == true)
        for person in [lead, partner] { builder.given(builder.signing(2), by: person) }
        expectRefused(.aboveOffer, builder.accepting(2), by: lead, in: builder)
        builder.given(set(builder, 6_000_000), by: lead)
        builder.given(builder.signing(2), by: lead)
        #expect(
            builder.refusal(of: builder.accepting(2), by: lead)
                == Refusal(.signaturesMissing, subject: "lvb-zuid"))
        builder.given(builder.signing(2), by: partner)
        expectRefused(
            .notSignatory, builder.accepting(2), by: DemoCast.editor(of: DemoCast.mental),
            in: builder)
        expectRefused(.notAllowed, builder.accepting(2), by: partner, in: builder)
        expectRefused(
            .contentMismatch,
            .acceptOffer(dossier: 2, version: builder.version(2), content: .zero), by: lead,
            in: builder)
        let events = builder.given(builder.accepting(2), by: lead)
        #expect(events.map(caseName) == ["lettersWritten", "offerAccepted", "potBooked"])
        #expect(builder.state(2) == .granted && builder.round.dossier(2)?.offer == nil)
        #expect(builder.round.dossier(2)?.submitted?.totals.requested == Cents(6_000_000))
        #expect(builder.round.ledger.total(.granted, of: 2) == Cents(6_000_000))
        #expect(builder.free == 0)
        expectRefused(.wrongState, builder.accepting(2), by: lead, in: builder)
        expectSound(builder, "accepted", from: builder.log.count - 7)
    }

    @Test func `below the offer the reservation ends whole and the rest comes free`() {
        var builder = offered()
        builder.fit(2, requested: 2_500_000)
        let events = builder.given(builder.accepting(2), by: lead)
        #expect(
            events.map(caseName) == [
                "lettersWritten", "offerAccepted", "potBooked", "reserveProposed",
            ])
        #expect(
            events[2]
                == .potBooked(entries: [
                    LedgerEntry(.reservationEnded, Cents(6_000_000), dossier: 2),
                    LedgerEntry(.granted, Cents(2_500_000), dossier: 2),
                ]))
        #expect(builder.free == 35_000)
        #expect(builder.proposed == [3: 30_000])
    }

    @Test func `declining takes reasons, ends the offer and proposes the next on reserve`() {
        var builder = offered()
        expectRefused(
            .textMissing, .declineOffer(dossier: 2, version: builder.version(2), reasons: " "),
            by: lead, in: builder)
        expectRefused(.notAllowed, builder.declining(2), by: partner, in: builder)
        expectRefused(
            .staleVersion,
            .declineOffer(dossier: 2, version: builder.version(2) - 1, reasons: "Te weinig."),
            by: lead, in: builder)
        let events = builder.given(builder.declining(2), by: lead)
        #expect(
            events.map(caseName) == [
                "lettersWritten", "offerLapsed", "potBooked", "reserveProposed",
            ])
        #expect(builder.state(2) == .rejected)
        #expect(builder.round.dossier(2)?.reasons == "Te weinig.")
        #expect(builder.free == 60_000)
        expectRefused(.wrongState, builder.declining(2), by: lead, in: builder)
        // What was never accepted isn't shown to the council as given.
        #expect(builder.round.part(.decision(2), for: .council) == nil)
    }

    @Test func `silence lapses it at its deadline, by the server's clock and nobody else's`() {
        var builder = offered()
        builder.now = builder.round.deadline ?? builder.now
        for role in Role.allCases where role != .server {
            #expect(
                builder.refusal(of: .passTime, by: role.actor(in: builder))?.code == .notAllowed)
        }
        let events = builder.given(.passTime, by: .server)
        #expect(
            events.map(caseName) == [
                "lettersWritten", "offerLapsed", "potBooked", "reserveProposed",
            ])
        #expect(events[1] == .offerLapsed(dossier: 2, reasons: nil))
        #expect(builder.log.last?.stamp.by == .server)
        #expect(builder.state(2) == .rejected && builder.free == 60_000)
        #expect(builder.round.deadline == nil)
        expectSound(builder, "silence", from: builder.log.count - 5)
    }

    @Test func `the next on reserve is decided and released apart, with letters of its own`() {
        var builder = offered()
        expectRefused(.decisionsIncomplete, .releaseDecisions, by: maker, in: builder)
        builder.decline(2)
        let first = builder.round.letters
        #expect(Set(first.map(\.dossier)) == [1, 2, 3])
        expectRefused(
            .unknownDossier, builder.intending(2, .granted, 70_000), by: maker, in: builder)
        builder.given(builder.following(3), by: maker)
        let applicant = RoundViewer.applicant(DemoCast.mental)
        guard case .decision(let part)? = builder.round.part(.decision(3), for: applicant) else {
            Issue.record("the released decision is gone")
            return
        }
        #expect(part.outcome == .reserve)
        expectRefused(
            .hiddenMaterial, .recordExport(form: "jsonl"), by: DemoCast.auditor, in: builder)
        let events = builder.given(.releaseDecisions, by: maker)
        #expect(events.map(caseName) == ["lettersWritten", "decisionsReleased", "potBooked"])
        let second = builder.round.letters.dropFirst(first.count)
        #expect(second.map(\.dossier) == [3, 3])
        #expect(second.map(\.organisation) == [DemoCast.mental, DemoCast.disability])
        #expect(second.allSatisfy { $0.kind == .granted })
        #expect(builder.state(3) == .granted && builder.free == 30_000)
        #expect(builder.round.proposal == nil)
        expectSound(builder, "second release", from: builder.log.count - 8)
    }
}
