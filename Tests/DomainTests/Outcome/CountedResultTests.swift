import Domain
import Support
import Testing

/// What was counted, as a round's log may hold it.
struct CountedResultTests {
    private static func results(_ ended: Int, returned: Int, recent: Int = 0) -> [RecordedResult] {
        var periods: [DeliveryPeriod] = []
        for client in 0..<ended {
            periods.append(CarePeriods.period(client, "02 2025-01-06 2025-06-30 19"))
            if client < returned { periods.append(CarePeriods.period(client, "02 2025-09-01")) }
        }
        for client in ended..<(ended + recent) {
            periods.append(CarePeriods.period(client, "02 2025-01-06 2026-04-30 19"))
        }
        let first = calendarDay("2025-01-01")
        let question = OutcomeQuestion(
            from: first, to: calendarDay("2026-05-01"), referenceDate: calendarDay("2026-05-01"))
        return RecordedResult.counted(
            DeliveryTable(periods).tallies(question)[0], asked: question, from: first,
            basis: InitiativeSample.note.hash)
    }

    private static func sustained(
        _ ended: Int, returned: Int, recent: Int = 0
    ) -> RecordedResult {
        results(ended, returned: returned, recent: recent)[0]
    }

    @Test func `a value stands with what it comes from, and everything that it depends on`() {
        let result = Self.sustained(20, returned: 6)
        #expect(result.indicator == .sustainedOutflow && result.definition == 1)
        #expect(result.value == 70 && result.numerator == 14 && result.n == 20)
        #expect(result.horizon == "P6M" && result.from == calendarDay("2025-01-01"))
        #expect(result.referenceDate == calendarDay("2026-05-01"))
        #expect(result.basis == InitiativeSample.note.hash && result.absence == nil)
    }

    @Test(arguments: [
        (9, 5, true), (10, 5, false), (20, 4, true), (20, 5, false), (20, 16, true),
        (20, 15, false), (20, 0, false), (20, 20, false),
    ])
    func `of too few nothing is told, at n and n + 1`(ended: Int, returned: Int, isHidden: Bool) {
        let result = Self.sustained(ended, returned: returned)
        #expect((result.absence == .tooFew) == isHidden)
        #expect((result.value == nil) == isHidden)
        #expect((result.numerator == nil) == isHidden)
    }

    @Test func `what is only too recent says from which day on there can be a figure`() {
        let result = Self.sustained(0, returned: 0, recent: 12)
        #expect(result.absence == .immature && result.n == 0 && result.notYetMature == 12)
        #expect(result.firstMature == calendarDay("2026-11-13"))
        #expect(Self.sustained(0, returned: 0, recent: 3).notYetMature == nil)
    }

    @Test func `about nobody is something else than too few, and every result may be recorded`() {
        #expect(Self.sustained(0, returned: 0).absence == .nobody)
        var builder = RoundStage.agreed.builder()
        builder.now = amsterdam("2026-10-14T10:00:00").instant
        for (ended, returned, recent) in [(0, 0, 0), (3, 1, 2), (20, 6, 0), (25, 25, 7)] {
            let results = Self.results(ended, returned: returned, recent: recent)
            #expect(results.count == 7)
            for result in results {
                let bare = RecordedResult(
                    indicator: result.indicator, definition: result.definition,
                    horizon: result.horizon, from: result.from, to: result.to,
                    referenceDate: result.referenceDate, knownOn: result.knownOn,
                    value: result.value, n: result.n, numerator: result.numerator,
                    notYetMature: result.notYetMature, absence: result.absence,
                    firstMature: result.firstMature)
                expectAccepted(
                    .recordResult(dossier: 1, result: bare), by: DemoCast.relationshipManager,
                    in: builder)
            }
        }
    }
}
