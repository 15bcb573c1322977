import Domain
import Testing

/// Episodes, chains and what is counted of them (rulings.md, "Indicators").
struct EpisodeTests {
    private typealias Care = CarePeriods

    @Test func `periods that overlap or connect are one episode, a day between makes two`() {
        let joined = Care.of(
            1, "02 2025-01-01 2025-03-31 19", "07 2025-02-01 2025-02-28 19",
            "01 2025-04-01 2025-05-31 19")
        #expect(Care.tally(joined).ended.total == 1)
        let apart = Care.of(1, "02 2025-01-01 2025-03-31 19", "02 2025-04-02 2025-05-31 19")
        #expect(Care.tally(apart).ended.total == 2)
        #expect(Care.tally(apart) { $0.gapDays = 1 }.ended.total == 1)
    }

    @Test func `the two laws have episodes of their own`() {
        let both = [
            Care.period(1, "02 2025-01-01 2025-03-31 19"),
            Care.period(1, "45 2025-02-01 2025-05-31 31", domain: .youth),
        ]
        let tally = Care.tally(both)
        #expect(tally.ended.total == 2 && tally.inflow == 2 && tally.inflowPersons == 1)
    }

    @Test func `transport and aids are no care`() {
        let aids = Care.of(1, "11 2025-01-01 2025-03-31 19", "08 2025-01-01")
        #expect(Care.tally(aids).inflow == 0 && Care.tally(aids).stockPersons == 0)
        #expect(Care.tally(aids) { $0.excludedCategories = [] }.inflow == 1)
    }

    @Test(arguments: [
        ("19", "23", EndClass.earlyByAgreement), ("31", "19", .moved), ("02", "31", .deceased),
    ])
    func `of ends on one day the most excluding counts`(one: String, other: String, want: EndClass)
    {
        let periods = Care.of(
            1, "02 2025-01-01 2025-03-31 \(one)", "07 2025-02-01 2025-03-31 \(other)")
        #expect(Care.tally(periods).outflow[want] == 1)
        #expect(Care.tally(periods.reversed()).outflow[want] == 1)
    }

    @Test(arguments: [("2025-04-30", 1, 1), ("2025-05-01", 0, 2)])
    func `a start within 30 days after a change of provider is a transfer`(
        start: String, transfers: Int, inflow: Int
    ) {
        let tally = Care.tally(Care.of(1, "02 2025-01-01 2025-03-31 38", "02 \(start)"))
        #expect(tally.transfers == transfers && tally.inflow == inflow)
        #expect(tally.outflow.total == 1 - transfers)
    }

    @Test func `an administrative end is pending until its successor's messages must be in`() {
        let ended = Care.of(1, "02 2025-01-01 2025-03-31 36")
        // 30 days and a lag of 14 after 31 March is 14 May.
        let before = Care.tally(ended, on: "2025-05-13")
        #expect(before.pending == 1 && before.outflow.total == 0 && before.sustained.immature == 0)
        let after = Care.tally(ended, on: "2025-05-14")
        #expect(after.pending == 0 && after.outflow[.administrative] == 1)
        let known = Care.tally(ended + Care.of(1, "02 2025-04-20"), on: "2025-04-01")
        #expect(known.transfers == 1 && known.pending == 0)
    }

    @Test
    func `a pause of half a year ends on its last day of delivery, neither outflow nor stock`() {
        let paused = Care.of(1, "02 2025-01-01 [2025-07-01]")
        // Six months after 30 June is 30 December.
        let before = Care.tally(paused, on: "2025-12-29")
        #expect(before.stockPersons == 1 && before.interrupted == 0)
        let after = Care.tally(paused, on: "2025-12-30")
        #expect(after.stockPersons == 0 && after.interrupted == 1 && after.outflow.total == 0)
        #expect(after.ended.total == 0)
        let resumed = Care.of(1, "02 2025-01-01 [2025-07-01 2026-01-31]")
        #expect(Care.tally(resumed, on: "2026-01-31").interrupted == 1)
        #expect(Care.tally(resumed, on: "2026-02-01").stockPersons == 1)
        let final = Care.of(1, "02 2025-01-01 2026-01-31 19 [2025-07-01 2026-01-31]")
        #expect(Care.tally(final, on: "2026-01-30").interrupted == 1)
        #expect(Care.tally(final, on: "2026-01-31").outflow[.asPlanned] == 1)
    }

    @Test func `what was interrupted reopens nothing, steps nowhere and runs until its last day`() {
        let paused = Care.of(1, "15 2025-01-01 [2025-07-01]")
        let again = Care.tally(
            paused + Care.of(1, "02 2026-02-01"), from: "2025-02-01", to: "2026-05-01")
        #expect(again.reopened == 0 && again.clients == 1 && again.steps.judged == 0)
        let alone = Care.tally(paused)
        #expect(alone.lengths.censored == DayCounts([181]) && alone.lengths.events.total == 0)
    }

    @Test func `stock counts clients, the first and the last day included`() {
        let periods = Care.of(1, "02 2025-01-01 2025-03-31 19", "07 2025-02-01 2025-04-30 19")
        for (date, count) in [
            ("2024-12-31", 0), ("2025-01-01", 1), ("2025-04-30", 1), ("2025-05-01", 0),
        ] {
            #expect(Care.tally(periods, on: date).stockPersons == count)
        }
    }

    @Test func `net days are those with delivery, however periods and pauses lie`() {
        let periods = Care.of(
            1, "02 2025-01-01 2025-01-31 19 [2025-01-11 2025-01-20]", "07 2025-01-05 2025-01-15 19")
        let tally = Care.tally(periods)
        #expect(tally.gross.mean == 31)
        #expect(tally.net.mean == 26)
        let plain = Care.of(1, "02 2025-01-01 2025-01-10 19", "07 2025-01-05 2025-01-15 19")
        #expect(Care.tally(plain).net.mean == 15)
    }

    @Test func `waiting is from allocation to start, and allocated afterwards stands apart`() {
        let periods = [
            Care.period(1, "02 2025-01-10", allocated: "2025-01-01"),
            Care.period(2, "02 2025-01-10", allocated: "2025-01-10"),
            Care.period(3, "02 2025-01-10", allocated: "2025-01-11"),
            Care.period(4, "02 2025-01-10"),
        ]
        let tally = Care.tally(periods)
        #expect(tally.waiting.total == 2 && tally.waiting.mean == Rational(9, 2))
        #expect(tally.allocatedAfterwards == 1 && tally.waitingUnknown == 1)
    }

    @Test
    func `dropout leaves out what couldn't go as planned, and external never counts as dropout`() {
        let periods =
            ["19", "21", "22", "23", "36", "38", "02", "31", "39"].enumerated().map {
                Care.period($0.offset, "02 2025-01-01 2025-03-31 \($0.element)")
            } + [Care.period(20, "45 2025-01-01 2025-03-31 35", domain: .youth)]
        let tally = Care.tally(periods)
        #expect(tally.strictDropout == Proportion(2, of: 7))
        #expect(tally.broadDropout == Proportion(3, of: 7))
    }

    @Test func `reopened is whoever begins again after any earlier end, of all in care`() {
        let periods =
            Care.of(1, "02 2024-01-01 2024-03-31 19", "02 2025-02-01")
            + Care.of(2, "02 2025-01-01") + Care.of(3, "02 2024-01-01 2024-03-31 19")
        let tally = Care.tally(periods, from: "2025-01-01", to: "2025-12-31")
        #expect(tally.reopenedShare == Proportion(1, of: 2))
    }
}
