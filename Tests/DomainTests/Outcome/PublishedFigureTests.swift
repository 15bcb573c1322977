import Domain
import Testing

/// What a curious reader can't find out of one published table, tried by search.
struct PublishedFigureTests {
    private static func published(_ count: Int, of total: Int) throws -> OutcomeReport.Share {
        var counts = InstrumentCounts()
        counts.reopenedCases = Proportion(count, of: total)
        var additions = OutcomeReport.Additions()
        additions.instruments = .init(groups: [counts], withoutCare: 0)
        let report = OutcomeReport(
            of: [OutcomeTally()], labels: ["all"],
            question: OutcomeQuestion(referenceDate: calendarDay("2026-05-01")),
            additions: additions, forPublication: true)
        return try #require(report.groups.first?.instruments?.reopenedCases)
    }

    @Test func `of a published share neither part nor whole can be found by trying all`() throws {
        var causes: [[String?]: [Proportion]] = [:]
        for total in 1...130 {
            for count in 0...total {
                let share = try Self.published(count, of: total)
                if share.hidden { continue }
                let shown =
                    [share.count, share.total].map { $0.map { "\($0)" } }
                    + [share.percentage, share.low, share.high]
                causes[shown, default: []].append(Proportion(count, of: total))
            }
        }
        // Above 127 the search would miss the larger wholes that look the same.
        let whole = causes.filter { $0.value.allSatisfy { $0.total <= 127 } }
        #expect(whole.count > 100)
        for (shown, possible) in whole {
            let totals = Set(possible.map(\.total))
            #expect(totals.count >= 3, "\(shown) \(possible)")
            // Nothing and all are no small numbers, and are shown.
            let isAll = possible.allSatisfy { $0.count == 0 || $0.count == $0.total }
            #expect(isAll || Set(possible.map(\.count)).count >= 3, "\(shown) \(possible)")
        }
    }

    @Test func `days that are published are whole, so that no denominator tells of how many`()
        throws
    {
        let periods =
            (1...11).flatMap {
                CarePeriods.of($0, "02 2025-01-06 2025-06-\(10 + $0) 19")
            } + CarePeriods.of(12, "02 2025-01-06 2025-02-01 19")
        func days(forPublication: Bool) throws -> OutcomeReport.Days {
            let report = OutcomeReport(
                of: [CarePeriods.tally(periods)], labels: ["all"],
                question: OutcomeQuestion(referenceDate: calendarDay("2026-05-01")),
                forPublication: forPublication)
            return try #require(report.groups.first).grossDays
        }
        let open = try days(forPublication: false)
        #expect(open.mean?.isWhole == false && open.lowerQuartile?.isWhole == false)
        let shown = try days(forPublication: true)
        #expect(shown.count == 10)
        let values = [shown.mean, shown.lowerQuartile, shown.median, shown.upperQuartile]
        #expect(values.allSatisfy { $0?.isWhole == true })
        #expect(shown.mean == open.mean.map { Rational(Int($0.rounded(decimals: 0)) ?? 0) })
    }

    @Test(arguments: [(7, 7), (11, 6), (12, 0), (0, 12)])
    func `what returned is what the rounded outflow leaves, and isn't rounded by itself`(
        stayed: Int, returned: Int
    ) throws {
        let periods = (1...(stayed + returned)).flatMap { number in
            number <= stayed
                ? CarePeriods.of(number, "02 2025-01-06 2025-06-30 19")
                : CarePeriods.of(number, "02 2025-01-06 2025-06-30 19", "02 2025-09-01")
        }
        let report = OutcomeReport(
            of: [CarePeriods.tally(periods)], labels: ["all"],
            question: OutcomeQuestion(referenceDate: calendarDay("2026-05-01")),
            forPublication: true)
        let group = try #require(report.groups.first)
        let (sustained, rest) = (group.sustainedOutflow, group.returned)
        #expect(rest.total == sustained.total && !rest.hidden)
        #expect(try #require(rest.count) + #require(sustained.count) == sustained.total)
    }
}
