import Domain
import Testing

/// Step-down by the ladder, and whose results a figure is about.
struct StepAndCohortTests {
    private typealias Care = CarePeriods

    private func steps(_ periods: [DeliveryPeriod]) -> StepCounts {
        Care.tally(periods, from: "2025-03-01", to: "2025-12-31").steps
    }

    @Test func `what runs on the first of the next 30 days with anything decides`() {
        let ended = "15 2025-01-01 2025-06-30 37"
        for (next, down, up) in [
            ("02 2025-07-01", 1, 0), ("02 2025-07-30", 1, 0), ("02 2025-07-31", 0, 0),
            ("16 2025-07-01", 0, 1), ("15 2025-07-01", 0, 0), ("02 2025-06-01", 1, 0),
        ] {
            let steps = steps(Care.of(1, ended, next))
            #expect(steps.down == down && steps.up == up && steps.judged == 1, "\(next)")
        }
        let first = steps(Care.of(1, ended, "15 2025-07-10", "02 2025-07-05 2025-07-20 19"))
        #expect(first.down == 1)
    }

    @Test func `before is the heaviest on the last day, and nothing that runs is no step-down`() {
        let heavier = steps(
            Care.of(1, "02 2025-01-01 2025-06-30 19", "15 2025-01-01 2025-12-31 19"))
        #expect(heavier.down == 0 && heavier.judged == 1)
        #expect(steps(Care.of(1, "15 2025-01-01 2025-06-30 19")).down == 0)
    }

    @Test func `only who is in care on the first day counts, once, and unranked care isn't judged`()
    {
        #expect(steps(Care.of(1, "15 2025-03-02 2025-06-30 37", "02 2025-07-01")).judged == 0)
        let twice = steps(
            Care.of(
                1, "16 2025-01-01 2025-04-30 37", "15 2025-05-01 2025-06-30 37", "02 2025-07-01"))
        #expect(twice.down == 1 && twice.judged == 1)
        let unranked = steps([
            Care.period(1, "50 2025-01-01 2025-06-30 37", domain: .youth),
            Care.period(1, "45 2025-07-01", domain: .youth),
        ])
        #expect(unranked.unranked == 1 && unranked.judged == 0)
        let ladder = Care.tally(
            Care.of(1, "15 2025-01-01 2025-06-30 37", "02 2025-07-01"), from: "2025-03-01",
            to: "2025-12-31"
        ) {
            $0.ladder = IntensityLadder(rungs: [
                ProductCategory(number: 15): 1, ProductCategory(number: 2): 2,
            ])
        }
        #expect(ladder.stepUp == Proportion(1, of: 1))
    }

    @Test
    func `a cohort is its clients and those of its allocations, beside the rest in its categories`()
    {
        func period(_ client: Int, _ category: UInt8, allocation: Int) -> DeliveryPeriod {
            DeliveryPeriod(
                pseudonym: CareTown.mark(client), domain: .wmo, municipality: CareTown.venlo,
                sender: CareTown.provider, allocation: CareTown.mark(allocation),
                category: ProductCategory(number: category), begin: calendarDay("2025-01-01"))
        }
        let periods = [
            period(1, 2, allocation: 11), period(2, 7, allocation: 12),
            period(2, 2, allocation: 13),
            period(3, 2, allocation: 14), period(4, 15, allocation: 15),
        ]
        let cohort = CareCohort(members: [CareTown.mark(1)], allocations: [CareTown.mark(12)])
        let cut = OutcomeCut.initiative(
            cohort, categories: [ProductCategory(number: 2)], periods: periods)
        let tallies = DeliveryTable(periods).tallies(
            OutcomeQuestion(referenceDate: calendarDay("2025-06-01")), cut: cut)
        #expect(cut.labels == ["initiative", "reference"])
        #expect(tallies.map(\.stockPersons) == [2, 1])
        let partners = OutcomeCut.partners([CareTown.sender("90000002")], periods: periods)
        let none = DeliveryTable(periods).tallies(
            OutcomeQuestion(referenceDate: calendarDay("2025-06-01")), cut: partners)
        #expect(none.map(\.stockPersons) == [0])
    }

    @Test func `a baseline is the twelve months before the start`() {
        let question = OutcomeQuestion.baseline(
            before: calendarDay("2025-02-01"), referenceDate: calendarDay("2026-05-01"))
        #expect(
            question.first == calendarDay("2024-02-01")
                && question.last == calendarDay("2025-01-31"))
        #expect(calendarDay("0001-02-01").moved(byMonths: -2) == .firstOfAll)
    }

    @Test func `the days asked for never reach past the reference date`() {
        let question = OutcomeQuestion(
            to: calendarDay("2026-12-31"), referenceDate: calendarDay("2026-05-01"))
        #expect(
            question.last == calendarDay("2026-05-01")
                && question.knownOn == calendarDay("2026-05-01"))
    }

    @Test func `known on goes by receipt, and a later correction changes the figure`() {
        let messages = ReceivedMessages(care: [
            CareTown.message(
                "A", "2025-01-07", received: "2025-01-07", CareTown.start(1, "2025-01-06")),
            CareTown.message(
                "B", "2025-06-02", received: "2025-06-02",
                CareTown.stop(1, "2025-01-06", 19, "2025-05-31")),
            CareTown.message(
                "C", "2025-08-02", received: "2025-08-04",
                CareTown.start(1, "2025-08-01", allocation: 2)),
            CareTown.message(
                "D", "2025-12-01", received: "2026-02-01",
                CareTown.start(1, "2025-08-01", allocation: 2, status: .removal)),
        ])
        func rate(_ known: String) -> Proportion {
            let periods = DeliveryHistory(messages.known(on: calendarDay(known))).periods
            return Care.tally(periods, on: "2026-01-01").sustainedOutflow
        }
        #expect(rate("2026-01-31") == Proportion(0, of: 1))
        #expect(rate("2026-02-01") == Proportion(1, of: 1))
    }

    @Test func `a period says itself when a pause has lasted half a year`() {
        let open = Care.period(1, "02 2025-01-01 [2025-07-01]")
        #expect(open.interruption(on: calendarDay("2025-12-29")) == nil)
        #expect(open.interruption(on: calendarDay("2025-12-30")) == calendarDay("2025-06-30"))
        let resumed = Care.period(1, "02 2025-01-01 [2025-07-01 2026-01-31]")
        #expect(resumed.interruption(on: calendarDay("2026-01-31")) == calendarDay("2025-06-30"))
        #expect(resumed.interruption(on: calendarDay("2026-02-01")) == nil)
        let ended = Care.period(1, "02 2025-01-01 2026-01-31 19 [2025-07-01 2026-01-31]")
        #expect(ended.interruption(on: calendarDay("2026-01-30")) == calendarDay("2025-06-30"))
        #expect(ended.interruption(on: calendarDay("2026-01-31")) == nil)
    }

    @Test func `outflow of a day is in the rate when horizon and lag are over`() {
        #expect(
            OutcomeDefinition().matureOn(outflow: calendarDay("2025-06-30"))
                == calendarDay("2026-01-13"))
    }
}
