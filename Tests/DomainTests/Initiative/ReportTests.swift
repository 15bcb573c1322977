import Domain
import Support
import Testing

/// What is reported per period, by whom, and what follows from it (F12, F16).
struct ReportTests {
    private let manager = DemoCast.relationshipManager
    private let editor = DemoCast.editor(of: DemoCast.mental)

    private func refusal(
        _ figures: [ReportedFigure], in builder: RoundBuilder = RoundStage.agreed.builder()
    ) -> Refusal? {
        builder.refusal(of: builder.saving(1, figures), by: editor)
    }

    private func figure(
        _ value: Rational?, n: Int? = nil, low: Rational? = nil, high: Rational? = nil,
        story: String = "", result: Digest? = nil
    ) -> [ReportedFigure] {
        [
            ReportedFigure(
                indicator: .sustainedOutflow, value: value, n: n, low: low, high: high,
                interpretation: story, result: result)
        ]
    }

    @Test func `every partner writes the draft, the lead hands it in, and it goes by versions`() {
        var builder = RoundStage.agreed.builder()
        let partner = DemoCast.editor(of: DemoCast.disability)
        builder.given(builder.saving(1, InitiativeSample.figures(70)), by: partner)
        expectRefused(
            .staleVersion,
            .saveReport(
                dossier: 1, period: 1, version: 0, figures: InitiativeSample.figures(71)),
            by: editor, in: builder)
        expectRefused(.notAllowed, builder.handingIn(1), by: partner, in: builder)
        expectRefused(
            .contentMismatch,
            .handInReport(dossier: 1, period: 1, version: 1, content: .zero), by: editor,
            in: builder)
        expectRefused(
            .staleVersion,
            .handInReport(
                dossier: 1, period: 1, version: 0, content: builder.report(1)?.fingerprint ?? .zero),
            by: editor, in: builder)
        builder.given(builder.handingIn(1), by: editor)
        #expect(builder.report(1)?.state == .handedIn)
        expectRefused(
            .wrongState, builder.saving(1, InitiativeSample.figures(71)), by: editor, in: builder)
    }

    @Test func `it comes back with reasons and goes in again`() {
        var builder = RoundStage.reportHandedIn.builder()
        expectRefused(
            .reasonsMissing, .returnReport(dossier: 1, period: 1, reasons: "Nee."), by: manager,
            in: builder)
        builder.given(
            .returnReport(dossier: 1, period: 1, reasons: RoundBuilder.reasons), by: manager)
        #expect(builder.report(1)?.state == .returned)
        #expect(builder.report(1)?.reasons == RoundBuilder.reasons)
        expectRefused(.wrongState, builder.adopting(1), by: manager, in: builder)
        builder.handIn(1, InitiativeSample.figures(72))
        builder.given(builder.adopting(1), by: manager)
        #expect(builder.report(1)?.state == .adopted && builder.report(1)?.version == 2)
        expectRefused(.wrongState, builder.handingIn(1), by: editor, in: builder)
        expectRefused(
            .wrongState, .returnReport(dossier: 1, period: 1, reasons: RoundBuilder.reasons),
            by: manager, in: builder)
    }

    @Test func `who wrote in it doesn't review it, in whatever role`() {
        var builder = RoundStage.reportHandedIn.builder()
        builder.change(.roleGranted(person: editor, role: .relationshipManager))
        builder.change(.membershipEnded(person: editor, organisation: DemoCast.mental))
        expectRefused(.sameEyes, builder.adopting(1), by: editor, in: builder)
        expectAccepted(builder.adopting(1), by: manager, in: builder)
    }

    @Test func `what isn't reported is absent, never 0`() {
        var builder = RoundStage.agreed.builder()
        builder.report(1, InitiativeSample.figures(nil, nil))
        guard case .initiative(let part)? = builder.round.part(.initiative(1), for: .coordinator)
        else {
            Issue.record("the coordinator doesn't see the initiative")
            return
        }
        #expect(part.reports[0].attainments.isEmpty)
        #expect(builder.report(1)?.figures.allSatisfy { $0.value == nil } == true)
        #expect(builder.round.initiative(1)?.signals.isEmpty == true)
        #expect(!canonicalText(of: part).contains("\"value\":"))
    }

    @Test func `it is handed in whole, with its story, once the period is over`() {
        var builder = RoundStage.agreed.builder()
        builder.given(builder.saving(1, figure(70, story: "Goed.")), by: editor)
        #expect(
            builder.refusal(of: builder.handingIn(1), by: editor)
                == Refusal(.textMissing, subject: "clientSatisfaction"))
        builder.given(
            builder.saving(1, InitiativeSample.figures(70, story: " ")), by: editor)
        #expect(
            builder.refusal(of: builder.handingIn(1), by: editor)
                == Refusal(.textMissing, subject: "sustainedOutflow"))
        builder.given(builder.saving(1, InitiativeSample.figures(70)), by: editor)
        builder.now = amsterdam("2026-09-30T23:59:59").instant
        #expect(
            builder.refusal(of: builder.handingIn(1), by: editor)
                == Refusal(.datesOutOfOrder, subject: "period"))
        builder.now = amsterdam("2026-10-01T00:00:00").instant
        expectAccepted(builder.handingIn(1), by: editor, in: builder)
        var silent = RoundStage.decided.builder()
        silent.agree(InitiativeSample.terms(interpretation: false))
        silent.now = builder.now
        silent.given(silent.saving(1, InitiativeSample.figures(70, story: "")), by: editor)
        expectAccepted(silent.handingIn(1), by: editor, in: silent)
    }

    @Test func `a figure is one of the agreement, once, and of its unit`() {
        #expect(refusal(figure(100)) == nil && refusal(figure(0)) == nil)
        #expect(refusal(figure(Rational(1001, 10)))?.code == .malformed)
        #expect(refusal(figure(-1))?.code == .malformed)
        #expect(refusal(figure(70) + figure(70))?.code == .alreadyExists)
        #expect(refusal(figure(70, low: 60))?.code == .malformed)
        #expect(refusal(figure(70, low: 60, high: 59))?.code == .malformed)
        #expect(refusal(figure(70, low: 60, high: 80)) == nil)
        #expect(refusal(figure(nil, low: 60, high: 80))?.code == .malformed)
        #expect(refusal(figure(70, n: -1))?.code == .malformed)
        #expect(refusal(figure(70, n: Limits.measureMost + 1))?.code == .malformed)
        #expect(refusal(figure(70, n: Limits.measureMost)) == nil)
        let limit = Limits.interpretationCharactersMost
        #expect(refusal(figure(70, story: families(limit))) == nil)
        #expect(
            refusal(figure(70, story: families(limit + 1)))
                == Refusal(.textTooLong, subject: "sustainedOutflow", limit: limit))
        let other = ReportedFigure(
            indicator: .stepDown, value: 1, n: nil, low: nil, high: nil, interpretation: "")
        #expect(refusal([other]) == Refusal(.unknownIndicator, subject: "stepDown"))
        let builder = RoundStage.agreed.builder()
        for period in [0, 4] {
            expectRefused(.unknownPeriod, builder.saving(period, []), by: editor, in: builder)
        }
    }

    @Test func `a computed figure is exactly the recorded result that it names`() {
        var builder = RoundStage.agreed.builder()
        builder.now = amsterdam("2026-10-14T10:00:00").instant
        let result = InitiativeSample.result()
        let hash = builder.hashing.fingerprint(of: result)
        #expect(
            refusal(figure(70, n: 20, result: hash), in: builder)
                == Refusal(.resultMismatch, subject: "sustainedOutflow"))
        builder.given(.recordResult(dossier: 1, result: result), by: manager)
        #expect(refusal(figure(70, n: 20, result: hash), in: builder) == nil)
        #expect(refusal(figure(71, n: 20, result: hash), in: builder)?.code == .resultMismatch)
        #expect(refusal(figure(70, n: 21, result: hash), in: builder)?.code == .resultMismatch)
        expectRefused(
            .alreadyExists, .recordResult(dossier: 1, result: result), by: manager, in: builder)
    }

    @Test func `a recorded result hides what is small, and is what it says`() {
        var builder = RoundStage.agreed.builder()
        builder.now = amsterdam("2026-10-14T10:00:00").instant
        for (result, code) in [
            (InitiativeSample.result(5, of: 10, value: 50), nil),
            (InitiativeSample.result(4, of: 10, value: 40), .smallNumberShown),
            (InitiativeSample.result(6, of: 10, value: 60), .smallNumberShown),
            (InitiativeSample.result(0, of: 10, value: 0), nil),
            (InitiativeSample.result(10, of: 10, value: 100), nil),
            (InitiativeSample.result(nil, of: 9, value: 50), .smallNumberShown),
            (InitiativeSample.result(nil, of: 10, value: 50), nil),
            (InitiativeSample.result(nil, of: nil, value: 50), .smallNumberShown),
            (InitiativeSample.result(nil, of: nil, value: nil), nil),
            (InitiativeSample.result(14, of: 20, value: 71), .resultMismatch),
            (InitiativeSample.result(knownOn: "2026-09-30"), .datesOutOfOrder),
        ] as [(RecordedResult, RefusalCode?)] {
            let refusal = builder.refusal(
                of: .recordResult(dossier: 1, result: result), by: manager)
            #expect(refusal?.code == code, "\(result)")
        }
    }
}

/// What opens a talk: nothing else ever follows from a figure (S8).
struct SignalTests {
    private let manager = DemoCast.relationshipManager

    private func causes(_ builder: RoundBuilder) -> [Signal.Cause] {
        builder.round.initiative(1)?.signals.map(\.cause) ?? []
    }

    @Test func `a report is late from the first moment after its last day, once`() {
        var builder = RoundStage.agreed.builder()
        let late = amsterdam("2026-10-22T00:00:00").instant
        #expect(builder.round.deadline == late)
        builder.now = late.advanced(bySeconds: -1)
        #expect(builder.refusal(of: .passTime, by: .server)?.code == .nothingDue)
        builder.now = late
        let events = builder.given(.passTime, by: .server)
        #expect(
            events == [
                .signalRaised(
                    dossier: 1, signal: Signal(number: 1, cause: .lateReport(period: 1)))
            ])
        #expect(builder.refusal(of: .passTime, by: .server)?.code == .nothingDue)
        #expect(builder.round.deadline == amsterdam("2027-01-22T00:00:00").instant)
    }

    @Test func `a report that was handed in isn't late, one that came back is`() {
        var builder = RoundStage.reportHandedIn.builder()
        let late = amsterdam("2026-10-22T00:00:00").instant
        #expect(builder.round.deadline == amsterdam("2027-01-22T00:00:00").instant)
        builder.given(
            .returnReport(dossier: 1, period: 1, reasons: RoundBuilder.reasons), by: manager)
        #expect(builder.round.deadline == late)
        builder.pass(to: late)
        #expect(causes(builder) == [.lateReport(period: 1)])
        let stopped = RoundStage.initiativeStopped.builder()
        #expect(stopped.round.deadline == nil)
    }

    @Test func `a value on the edge of its band is inside`() {
        for (value, isOut) in [(55, false), (Rational(549, 10), true), (80, false), (81, true)] {
            var builder = RoundStage.decided.builder()
            builder.agree(
                InitiativeSample.terms(
                    indicators: [
                        InitiativeSample.outflow(high: 80), InitiativeSample.satisfaction(),
                    ]))
            builder.now = amsterdam("2026-10-05T10:00:00").instant
            builder.report(1, InitiativeSample.figures(value))
            let expected: [Signal.Cause] =
                isOut ? [.outOfBand(period: 1, indicator: .sustainedOutflow)] : []
            #expect(causes(builder) == expected, "\(value)")
        }
    }

    @Test(
        arguments: [
            ([70, 69, 68], true), ([70, 69, 69], false), ([69, 70, 69], false),
            ([70, 71, 72], false),
            ([70, nil, 68], false),
        ] as [([Rational?], Bool)])
    func `a value that is worse twice in a row falls, a period without one is no fall`(
        values: [Rational?], falls: Bool
    ) {
        var builder = RoundStage.agreed.builder()
        builder.now = amsterdam("2027-04-10T10:00:00").instant
        for (index, value) in values.enumerated() {
            builder.report(index + 1, InitiativeSample.figures(value))
        }
        let falling = Signal.Cause.falling(period: 3, indicator: .sustainedOutflow)
        #expect(causes(builder).contains(falling) == falls)
    }

    @Test func `a forecast above its budget opens a talk, one on it doesn't`() {
        var builder = RoundStage.agreed.builder()
        func forecast(_ expected: Int) -> RoundCommand {
            .recordForecast(
                dossier: 1,
                forecast: Forecast(
                    year: 2026, expected: Cents(expected), budget: Cents(5_000_000),
                    knownOn: builder.today))
        }
        let on = forecast(5_000_000), above = forecast(5_000_001), below = forecast(-1)
        builder.given(on, by: manager)
        #expect(causes(builder).isEmpty)
        builder.given(above, by: manager)
        #expect(causes(builder) == [.overBudget(year: 2026)])
        expectRefused(.amountNegative, below, by: manager, in: builder)
    }

    @Test func `a missed target moves no money`() {
        var builder = RoundStage.agreed.builder()
        let before = builder.round.ledger
        builder.report(1, InitiativeSample.figures(10, 1))
        #expect(!causes(builder).isEmpty)
        #expect(builder.round.ledger == before)
        expectAccepted(
            .claimTranche(dossier: 1, tranche: 2), by: DemoCast.editor(of: DemoCast.mental),
            in: builder)
    }
}
