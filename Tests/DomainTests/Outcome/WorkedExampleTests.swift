import Domain
import Testing

/// The worked example of the design, to the digit (follow-up.md, 3.5).
struct WorkedExampleTests {
    private func tally(_ horizon: Horizon) -> OutcomeTally {
        CarePeriods.tally(CarePeriods.example) { $0.horizon = horizon }
    }

    @Test func `of the example 66.7 % flows out for good within six months`() throws {
        let tally = tally(.halfYear)
        #expect(tally.sustainedOutflow == Proportion(4, of: 6))
        #expect(tally.sustainedOutflow.percentage == "66.7")
        let interval = try #require(tally.sustainedOutflow.interval)
        #expect(Interval.percentage(interval.low) == "30.0")
        #expect(Interval.percentage(interval.high) == "90.3")
        #expect(tally.returnShare == Proportion(2, of: 6))
    }

    @Test func `of the example 50.0 % flows out for good within 183 days`() throws {
        let tally = tally(.days(183))
        #expect(tally.sustainedOutflow == Proportion(3, of: 6))
        #expect(tally.sustainedOutflow.percentage == "50.0")
        let interval = try #require(tally.sustainedOutflow.interval)
        #expect(Interval.percentage(interval.low) == "18.8")
        #expect(Interval.percentage(interval.high) == "81.2")
    }

    @Test func `what isn't in the rate is counted beside it`() {
        let tally = tally(.halfYear)
        #expect(tally.sustained.immature == 2)
        #expect(tally.sustained.firstMature == calendarDay("2026-06-29"))
        #expect(tally.sustained.excluded[.moved] == 1)
        #expect(tally.sustained.excluded[.deceased] == 1)
        #expect(tally.sustained.excluded[.otherDomain] == 1)
        #expect(tally.transfers == 1 && tally.pending == 0)
    }

    @Test func `returns come after 63 and 181 days, and all who flowed out are at risk`() {
        let curve = tally(.halfYear).returnCurve
        #expect(curve.steps.map(\.days) == [28, 63, 181])
        #expect(curve.total == 8)
    }

    @Test func `E is one episode and stepped down from 15 to 02`() {
        let periods = CarePeriods.example.filter { $0.pseudonym == CareTown.mark(5) }
        let tally = CarePeriods.tally(periods, from: "2025-03-01", to: "2025-12-31")
        #expect(tally.ended.total == 1 && tally.gross.mean == 268)
        #expect(tally.stepDown == Proportion(1, of: 1))
    }

    @Test func `a month later is the same day, at most the last of the month`() {
        let pairs = [
            ("2025-02-28", "2025-08-28", 181), ("2025-03-01", "2025-09-01", 184),
            ("2025-08-31", "2026-02-28", 181), ("2025-12-31", "2026-06-30", 181),
            ("2023-08-31", "2024-02-29", 182),
        ]
        for (from, to, days) in pairs {
            let end = Horizon.halfYear.lastDay(after: calendarDay(from))
            #expect(end == calendarDay(to))
            #expect(end.dayNumber - calendarDay(from).dayNumber == days)
        }
        #expect(calendarDay("9999-12-01").moved(byMonths: 1) == .lastOfAll)
    }

    @Test func `a horizon is written and read as it is said, up to ten years`() {
        for text in ["P6M", "P183D", "P120M", "P3660D"] {
            #expect(Horizon(text)?.description == text)
        }
        for text in ["P0M", "P121M", "P3661D", "6M", "P6Y", "P-1M", "P", "PM", ""] {
            #expect(Horizon(text) == nil)
        }
    }
}
