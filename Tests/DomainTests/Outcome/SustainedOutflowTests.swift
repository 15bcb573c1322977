import Domain
import Testing

/// The order of states of sustained outflow, its borders and its variants.
struct SustainedOutflowTests {
    private typealias Care = CarePeriods
    private let ended = "02 2025-01-01 2025-06-30 19"

    @Test func `a return counts from the second day after the end up to the horizon's last`() {
        for (start, returned) in [
            ("2025-07-01", 0), ("2025-07-02", 1), ("2025-12-30", 1), ("2025-12-31", 0),
        ] {
            let tally = Care.tally(Care.of(1, ended, "02 \(start)"))
            #expect(tally.sustained.returned == returned, "\(start)")
        }
    }

    @Test func `an end is mature when its horizon and the lag are over`() {
        // 30 December and 14 days is 13 January.
        #expect(Care.tally(Care.of(1, ended), on: "2026-01-12").sustained.immature == 1)
        let mature = Care.tally(Care.of(1, ended), on: "2026-01-13")
        #expect(mature.sustained.immature == 0 && mature.sustainedOutflow == Proportion(1, of: 1))
        #expect(
            Care.tally(Care.of(1, ended), on: "2026-01-12").sustained.firstMature
                == calendarDay("2026-01-13"))
    }

    @Test func `immature goes before returned`() {
        let back = Care.tally(Care.of(1, ended, "02 2025-08-01"), on: "2025-10-01")
        #expect(back.sustained.immature == 1 && back.sustained.returned == 0)
    }

    @Test func `who dies or moves within the horizon without a return is left out`() {
        for (line, domain, left) in [
            ("11 2025-01-01 2025-12-30 02", CareDomain.wmo, 1),
            ("11 2025-01-01 2025-06-30 31", .wmo, 1),
            ("42 2025-01-01 2025-09-30 35", .youth, 1),
            ("11 2025-01-01 2025-12-31 02", .wmo, 0),
            ("11 2025-01-01 2025-06-29 31", .wmo, 0),
        ] {
            let periods = Care.of(1, ended) + [Care.period(1, line, domain: domain)]
            #expect(Care.tally(periods).sustained.left == left, "\(line)")
        }
        let gone = Care.tally(Care.of(1, ended) + Care.of(1, "11 2025-01-01 2025-09-30 31"))
        #expect(gone.returns.censored == DayCounts([92]) && gone.returns.completed == 0)
        let returned =
            Care.of(1, ended, "02 2025-08-01") + Care.of(1, "11 2025-01-01 2025-12-01 02")
        #expect(Care.tally(returned).sustained.returned == 1)
    }

    @Test func `a return may be asked of the coalition, one law or both`() {
        let coalition: Set = [CareTown.sender("90000001")]
        let other = [
            Care.period(1, ended), Care.period(1, "02 2025-08-01", sender: "90000002"),
        ]
        #expect(Care.tally(other).sustained.returned == 1)
        #expect(
            Care.tally(other) { $0.returnScope = .coalition(coalition) }.sustained.returned == 0)
        let later = other + [Care.period(1, "07 2025-09-01")]
        #expect(
            Care.tally(later) { $0.returnScope = .coalition(coalition) }.sustained.returned == 1)
        let youth = [Care.period(1, ended), Care.period(1, "45 2025-08-01", domain: .youth)]
        #expect(Care.tally(youth).sustained.returned == 0)
        #expect(Care.tally(youth) { $0.returnScope = .bothDomains }.sustained.returned == 1)
    }

    @Test func `care under the other law that connects is no return`() {
        for (start, returned) in [("2025-06-15", 0), ("2025-07-01", 0), ("2025-07-02", 1)] {
            let periods = [
                Care.period(1, ended), Care.period(1, "45 \(start)", domain: .youth),
            ]
            let tally = Care.tally(periods) { $0.returnScope = .bothDomains }
            #expect(tally.sustained.returned == returned, "\(start)")
        }
    }

    @Test func `nothing ended and everything immature give no rate, and a date when there is one`()
    {
        let running = Care.tally(Care.of(1, "02 2025-01-01"))
        #expect(running.sustainedOutflow.value == nil && running.sustained.firstMature == nil)
        let fresh = Care.tally(Care.of(1, "02 2025-01-01 2026-04-30 19"))
        #expect(fresh.sustainedOutflow.interval == nil)
        #expect(fresh.sustained.firstMature == calendarDay("2026-11-13"))
    }

    @Test(arguments: 1...30)
    func `without censoring the curve ends where the rate is`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let periods = (1...40).flatMap { client in
            let end = calendarDay("2025-01-01").advanced(
                byDays: Int.random(in: 0...300, using: &dice))
            let back = end.advanced(byDays: Int.random(in: 2...400, using: &dice))
            return Care.of(client, "02 2024-01-01 \(end) 19", "02 \(back)")
        }
        let tally = Care.tally(periods, on: "2027-01-01")
        #expect(tally.returns.censored.total == 0)
        let rate = Double(tally.sustainedOutflow.count) / Double(tally.sustainedOutflow.total)
        #expect(abs(tally.returnCurve.last - rate) < 1e-12)
        guard let curve = tally.returnCurve.interval, let own = tally.sustainedOutflow.interval
        else { return }
        #expect(abs(curve.low - own.low) < 1e-9 && abs(curve.high - own.high) < 1e-9)
    }
}
