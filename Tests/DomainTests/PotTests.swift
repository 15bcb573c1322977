import Domain
import Support
import Testing

/// More money, advised amounts and incompatible dossiers, from the command to what follows (F10).
struct PotTests {
    private let coordinator = DemoCast.coordinator
    private let bids = [
        Bid(40_000, least: 30_000, score: 5), Bid(40_000, least: 30_000, score: 4),
        Bid(25_000, least: 10_000, score: 3),
    ]

    @Test(arguments: PotChange.allCases)
    func `money is only added, by the coordinator, with reasons, from publication to decision`(
        kind: PotChange
    ) {
        for stage in RoundStage.allCases where stage != .absent {
            let builder = stage.builder()
            let refusal = builder.refusal(of: builder.booking(1, kind), by: coordinator)
            let isOpen = (Phase.published...Phase.decided).contains(builder.round.phase)
            #expect(refusal?.code == (isOpen ? nil : .wrongPhase), "\(stage)")
        }
        var builder = RoundStage.open.builder()
        expectRefused(.amountNegative, builder.booking(0, kind), by: coordinator, in: builder)
        expectRefused(.amountNegative, builder.booking(-1, kind), by: coordinator, in: builder)
        expectRefused(
            .reasonsMissing, builder.booking(1, kind, why: families(19)), by: coordinator,
            in: builder)
        expectRefused(.notAllowed, builder.booking(1), by: DemoCast.budgetHolder, in: builder)
        let most = Cents.most - builder.round.ledger.available.value
        for (cents, code) in [(most, nil), (most + 1, RefusalCode.amountTooLarge)] {
            let refusal = builder.refusal(
                of: .bookPot(kind: kind, amount: Cents(cents), reasons: RoundBuilder.reasons),
                by: coordinator)
            #expect(refusal?.code == code)
        }
        builder.given(builder.booking(500, kind), by: coordinator)
        #expect(builder.free == 100_500)
        #expect(
            builder.round.ledger.entries.map(\.kind)
                == [.set, kind == .raised ? .raised : .carriedOver])
        #expect(builder.round.rules.pot == Cents(10_000_000))
    }

    @Test func `a coordinator with a vote keeps off the pot, a coordinating secretary doesn't`() {
        for (person, code) in [
            (DemoCast.memberOne, .notAllowed), (DemoCast.secretary, nil),
        ] as [(PersonID, RefusalCode?)] {
            var builder = RoundStage.ranked.builder()
            builder.change(.roleGranted(person: person, role: .coordinator))
            #expect(builder.refusal(of: builder.booking(1), by: person)?.code == code)
        }
    }

    @Test func `after the ranking it is divided again, and decisions on another line fall`() {
        var builder = RoundBuilder.ranked(bids)
        #expect(builder.divided == [40_000, 40_000, 20_000])
        builder.decideAll()
        let events = builder.given(builder.booking(5_000), by: coordinator)
        #expect(events.map(caseName) == ["potAdjusted", "potAllocated", "decisionsVoided"])
        #expect(events.last == .decisionsVoided(dossiers: [3]))
        #expect(builder.divided == [40_000, 40_000, 25_000])
        #expect(builder.round.decisions.keys.sorted() == [1, 2])
        expectRefused(
            .decisionsIncomplete, .releaseDecisions, by: DemoCast.decisionMaker, in: builder)
        // What changes no line leaves every decision standing.
        builder.given(builder.following(3), by: DemoCast.decisionMaker)
        let more = builder.given(builder.booking(1), by: coordinator)
        #expect(more.map(caseName) == ["potAdjusted", "potAllocated"])
        builder.release()
        #expect(builder.state(3) == .granted)
        expectSound(builder, "raised", from: builder.log.count - 8)
    }

    @Test func `after the release a proposal for the reserve appears, and nothing is decided`() {
        var rules = RuleSample()
        rules.allocation = .strict
        var builder = RoundBuilder.ranked(bids, rules: rules)
        builder.decideAll()
        builder.release()
        #expect(builder.state(3) == .reserve)
        builder.given(builder.booking(4_999), by: coordinator)
        #expect(builder.round.proposal == nil)
        let events = builder.given(builder.booking(1), by: coordinator)
        #expect(events.map(caseName) == ["potAdjusted", "reserveProposed"])
        #expect(builder.proposed == [3: 25_000])
        #expect(builder.state(3) == .reserve)
        #expect(builder.round.ledger.total(.granted) == Cents(8_000_000))
        for viewer in everyViewer {
            let seen = builder.round.part(.proposal, for: viewer) != nil
            let entitled: [RoundViewer] = [.secretary, .coordinator, .auditor, .decisionMaker]
            #expect(seen == entitled.contains(viewer), "\(viewer)")
        }
    }

    @Test func `a decision on the reserve falls when the proposal under it changes`() {
        var builder = RoundBuilder.ranked(
            [Bid(60_000, least: 50_000, score: 5), Bid(60_000, least: 45_000, score: 4)],
            rules: RuleSample())
        builder.decideAll()
        builder.release()
        #expect(builder.state(2) == .reserve)
        builder.given(builder.booking(5_000), by: coordinator)
        #expect(builder.proposed == [2: 45_000])
        builder.given(builder.following(2), by: DemoCast.decisionMaker)
        let events = builder.given(builder.booking(15_000), by: coordinator)
        #expect(events.map(caseName) == ["potAdjusted", "reserveProposed", "decisionsVoided"])
        #expect(builder.proposed == [2: 60_000])
        #expect(builder.round.pending.isEmpty)
        // What was told before stays told.
        #expect(builder.round.decisions[2]?.outcome == .reserve)
        #expect(builder.round.part(.decision(2), for: .applicant(DemoCast.mental)) != nil)
        builder.given(builder.following(2), by: DemoCast.decisionMaker)
        builder.release()
        #expect(builder.state(2) == .granted)
        expectSound(builder, "two proposals", from: builder.log.count - 8)
    }

    @Test func `the committee advises less, by its chair, with reasons and within the bounds`() {
        let builder = RoundBuilder.assessed([bids[0]])
        let advise = { (cents: Int, why: String) in
            RoundCommand.adviseAmount(dossier: 1, amount: Cents(cents), reasons: why)
        }
        let cases: [(RefusalCode?, Int, String)] = [
            (nil, 3_000_000, RoundBuilder.reasons), (nil, 4_000_000, families(20)),
            (.aboveRequest, 4_000_001, RoundBuilder.reasons),
            (.belowMinimum, 2_999_999, RoundBuilder.reasons),
            (.belowMinimum, 0, RoundBuilder.reasons),
            (.reasonsMissing, 3_500_000, families(19)),
        ]
        for (code, cents, why) in cases {
            #expect(builder.refusal(of: advise(cents, why), by: DemoCast.chair)?.code == code)
        }
        let command = advise(3_500_000, RoundBuilder.reasons)
        for role in Role.allCases where role != .chair {
            #expect(builder.refusal(of: command, by: role.actor(in: builder)) != nil, "\(role)")
        }
        expectRefused(
            .unknownDossier,
            .adviseAmount(dossier: 2, amount: Cents(1), reasons: RoundBuilder.reasons),
            by: DemoCast.chair, in: builder)
    }

    @Test func `an advised amount becomes an offer, with its ground and its reasons`() throws {
        var builder = RoundBuilder.assessed(bids)
        builder.given(
            .adviseAmount(dossier: 1, amount: Cents(3_500_000), reasons: RoundBuilder.reasons),
            by: DemoCast.chair)
        builder.closeSitting()
        builder.rank()
        #expect(builder.divided == [35_000, 40_000, 25_000])
        let line = builder.round.allocation?.line(of: 1)
        #expect(line?.cause == .fits && line?.advice == .offeredInPart)
        #expect(line?.advised == Cents(3_500_000))
        builder.decideAll()
        #expect(builder.round.decisions[1]?.grounds == [.loweredByAdvice])
        builder.release()
        #expect(builder.round.dossier(1)?.offer?.amount == Cents(3_500_000))
        #expect(builder.round.ledger.total(.reserved, of: 1) == Cents(3_500_000))
    }

    @Test(arguments: [(1, 2), (2, 1)])
    func `of two incompatible dossiers the rule funds one, whichever was named first`(
        pair: (DossierNumber, DossierNumber)
    ) {
        let builder = RoundBuilder.ranked(bids, rivals: [pair])
        #expect(builder.divided == [40_000, 0, 25_000])
        #expect(builder.round.allocation?.line(of: 2)?.cause == .incompatible(with: 1))
        #expect(builder.round.allocation?.line(of: 2)?.advice == .rejected)
    }

    @Test(arguments: [(1, 2), (2, 1)])
    func `a decision against the advice funds no dossier beside its rival`(
        pair: (DossierNumber, DossierNumber)
    ) {
        var builder = RoundBuilder.ranked(bids, rivals: [pair])
        let maker = DemoCast.decisionMaker
        builder.given(builder.following(1), by: maker)
        expectRefused(
            .incompatibleFunded, builder.intending(2, .granted, 40_000), by: maker, in: builder)
        builder.given(builder.intending(1, .rejected), by: maker)
        builder.given(builder.intending(2, .granted, 40_000), by: maker)
        expectRefused(.incompatibleFunded, builder.following(1), by: maker, in: builder)
    }

    @Test func `a rival of what was funded isn't proposed from the reserve`() {
        var builder = RoundBuilder.ranked(bids, rivals: [(1, 2)])
        builder.given(builder.intending(2, .reserve), by: DemoCast.decisionMaker)
        builder.readAll()
        for number in [1, 3] {
            builder.given(builder.following(number), by: DemoCast.decisionMaker)
        }
        builder.release()
        let events = builder.given(builder.booking(50_000), by: coordinator)
        #expect(events.map(caseName) == ["potAdjusted"])
        #expect(builder.round.proposal == nil)
    }

    @Test func `two submitted dossiers are marked incompatible once, with reasons`() {
        var builder = RoundStage.screening.builder()
        let mark = { (one: Int, other: Int, why: String) in
            RoundCommand.markIncompatible(dossier: one, other: other, reasons: why)
        }
        let why = RoundBuilder.reasons
        for (code, command) in [
            (RefusalCode.malformed, mark(1, 1, why)), (.unknownDossier, mark(1, 3, why)),
            (.unknownDossier, mark(3, 1, why)), (.unknownDossier, mark(1, 99, why)),
            (.reasonsMissing, mark(1, 2, families(19))),
        ] {
            expectRefused(code, command, by: coordinator, in: builder)
        }
        expectRefused(.notAllowed, mark(1, 2, why), by: DemoCast.chair, in: builder)
        expectAccepted(mark(1, 2, why), by: DemoCast.secretary, in: builder)
        builder.given(mark(1, 2, why), by: coordinator)
        for (one, other) in [(1, 2), (2, 1)] {
            expectRefused(.alreadyExists, mark(one, other, why), by: coordinator, in: builder)
        }
        expectRefused(
            .wrongPhase, mark(1, 2, why), by: coordinator, in: RoundStage.ranked.builder())
    }
}
