import Domain
import Testing

/// The term of a decision and its signals (F35).
struct DecisionTermTests {
    private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    /// A term from texts; a suspension is `asked/answered`, or `asked/` while it is open.
    private static func term(
        _ start: String, _ weeks: Int, _ suspensions: [String] = [], extended: Int = 0
    ) throws -> DecisionTerm {
        DecisionTerm(
            start: try day(start), weeks: weeks,
            suspensions: try suspensions.map { text in
                let days = text.split(separator: "/").map(String.init)
                return DecisionTerm.Suspension(
                    asked: try day(days[0]), answered: days.count > 1 ? try day(days[1]) : nil)
            }, extensionWeeks: extended)
    }

    @Test(arguments: [
        // Closing on a Friday: the same weekday thirteen weeks later.
        ("2026-03-27", 13, "2026-06-26"),
        ("2026-03-26", 13, "2026-06-25"),
        // Christmas and Boxing Day, then the weekend.
        ("2025-09-25", 13, "2025-12-29"),
        // Over New Year, to a Saturday.
        ("2026-11-14", 8, "2027-01-11"),
        // Good Friday to the Tuesday after Easter.
        ("2026-02-06", 8, "2026-04-07"),
        // 29 February counts.
        ("2024-01-05", 8, "2024-03-01"),
    ]) func `the weeks are counted from the day after closing or receipt, and moved off days off`(
        _ start: String, _ weeks: Int, _ last: String
    ) throws {
        #expect(try Self.term(start, weeks).lastDay == (try Self.day(last)))
    }

    @Test(arguments: [
        // Ten days from the day after the request up to and including the answer.
        (["2026-04-08/2026-04-18"], "2026-07-06"),
        (["2026-04-08/2026-04-08"], "2026-06-26"),
        (["2026-04-08/2026-04-09"], "2026-06-29"),
        // Two in a row, the second asked for on the day of the first answer.
        (["2026-04-08/2026-04-11", "2026-04-11/2026-04-15"], "2026-07-03"),
        // Days in both are left out once, in whatever order they are told.
        (["2026-04-10/2026-04-15", "2026-04-08/2026-04-12"], "2026-07-03"),
        // From before the old end to after it.
        (["2026-06-25/2026-07-09"], "2026-07-10"),
        // Asked on the last day, answered three days later.
        (["2026-06-26/2026-06-29"], "2026-06-29"),
        // Asked a day too late: the term was over.
        (["2026-06-27/2026-07-10"], "2026-06-26"),
        (["2026-06-27/"], "2026-06-26"),
        // In time because an earlier one moved the end.
        (["2026-04-08/2026-04-18", "2026-07-06/2026-07-08"], "2026-07-08"),
        // What lay before the term doesn't stop it.
        (["2026-03-20/2026-03-30"], "2026-06-29"),
        (["2026-03-20/2026-03-25"], "2026-06-26"),
        // A clock that was set back.
        (["2026-04-18/2026-04-08"], "2026-06-26"),
    ]) func `the days on which the dossier lay with the coalition are left out`(
        _ suspensions: [String], _ last: String
    ) throws {
        let term = try Self.term("2026-03-27", 13, suspensions)
        #expect(term.lastDay == (try Self.day(last)), "\(suspensions)")
    }

    @Test func `while a supplement is open the term stands still`() throws {
        let term = try Self.term("2026-03-27", 13, ["2026-04-08/2026-04-18", "2026-05-11/"])
        #expect(term.lastDay == nil)
        #expect(term.countedLastDay == nil)
        #expect(term.end == nil)
        #expect(term.daysLeft(on: try Self.day("2026-05-12")) == nil)
        for signal in TermSignal.allCases { #expect(term.moment(of: signal) == nil) }
    }

    @Test func `an extension adds its weeks, also to when a supplement is in time`() throws {
        #expect(
            try Self.term("2026-03-27", 13, extended: 4).lastDay == (try Self.day("2026-07-24")))
        #expect(
            try Self.term("2026-03-27", 13, ["2026-07-20/2026-07-27"], extended: 4).lastDay
                == (try Self.day("2026-07-31")))
    }

    @Test func `the day that was counted is known beside the day it was moved to`() throws {
        let term = try Self.term("2026-02-06", 8)
        #expect(term.countedLastDay == (try Self.day("2026-04-03")))
        #expect(term.lastDay == (try Self.day("2026-04-07")))
    }

    @Test func `the days equated by decree are those of the term's own calendar`() throws {
        let friday = try Self.day("2026-05-15")
        let term = DecisionTerm(
            start: try Self.day("2026-03-20"), weeks: DecisionTerm.rollingWeeks,
            calendar: WorkingCalendar(equatedDays: [friday]))
        #expect(term.countedLastDay == friday)
        #expect(term.lastDay == (try Self.day("2026-05-18")))
    }

    @Test(arguments: [
        // Winter and summer time: midnight is at 23:00 or 22:00 UTC.
        ("2026-11-27", 13, "2027-02-26T23:00:00.000Z"),
        ("2026-03-27", 13, "2026-06-26T22:00:00.000Z"),
        // The last day before the clocks go forward on Sunday, and the first after it.
        ("2025-12-26", 13, "2026-03-27T23:00:00.000Z"),
        ("2025-12-29", 13, "2026-03-30T22:00:00.000Z"),
        // The same in October.
        ("2026-07-24", 13, "2026-10-23T22:00:00.000Z"),
        ("2026-07-27", 13, "2026-10-26T23:00:00.000Z"),
        // The end of a year is an end in the year before it, in UTC.
        ("2026-10-01", 13, "2026-12-31T23:00:00.000Z"),
    ]) func `the term ends at midnight in Amsterdam after its last day`(
        _ start: String, _ weeks: Int, _ end: String
    ) throws {
        #expect(try Self.term(start, weeks).end == Instant(end))
    }

    @Test func `signals are given at the start of their day in Amsterdam`() throws {
        // Last day Monday 30 March 2026; the clocks go forward the day before.
        let term = try Self.term("2025-12-29", 13)
        #expect(
            TermSignal.allCases.map { term.moment(of: $0)?.description } == [
                "2026-03-01T23:00:00.000Z", "2026-03-15T23:00:00.000Z",
                "2026-03-26T23:00:00.000Z", "2026-03-30T22:00:00.000Z",
            ])
        for signal in TermSignal.allCases {
            let moment = try #require(term.moment(of: signal))
            #expect(AmsterdamTime(moment).time.secondOfDay == 0)
            #expect(term.daysLeft(on: AmsterdamTime(moment).date) == signal.daysBefore)
        }
    }

    @Test func `a signal's day changes the clocks without changing its moment`() throws {
        // Four weeks before Friday 24 April 2026 lies before the change, and the day of the clocks
        // themselves, a Sunday, is 28 days before Sunday 26 April, moved to Tuesday 28 April.
        let term = try Self.term("2026-01-23", 13)
        #expect(term.lastDay == (try Self.day("2026-04-24")))
        #expect(term.moment(of: .fourWeeks) == Instant("2026-03-26T23:00:00.000Z"))
        let moved = try Self.term("2026-01-25", 13)
        #expect(moved.lastDay == (try Self.day("2026-04-28")))
        #expect(moved.moment(of: .fourWeeks) == Instant("2026-03-30T22:00:00.000Z"))
    }

    @Test func `days left run down to zero on the last day and then count what is overdue`() throws
    {
        let term = try Self.term("2026-03-27", 13)
        #expect(term.daysLeft(on: try Self.day("2026-03-27")) == 91)
        #expect(term.daysLeft(on: try Self.day("2026-06-26")) == 0)
        #expect(term.daysLeft(on: try Self.day("2026-06-27")) == -1)
        #expect(term.daysLeft(on: try Self.day("2027-06-26")) == -365)
    }

    @Test func `the last day is never a day off, and a later answer never makes it earlier`() throws
    {
        let start = try Self.day("2025-01-01")
        let calendar = WorkingCalendar()
        for offset in stride(from: 0, to: 730, by: 3) {
            var before = CivilDate(dayNumber: 0)
            for length in 0..<40 {
                let received = start.advanced(byDays: offset)
                let asked = received.advanced(byDays: 20)
                let term = DecisionTerm(
                    start: received, weeks: DecisionTerm.rollingWeeks,
                    suspensions: [.init(asked: asked, answered: asked.advanced(byDays: length))])
                let last = try #require(term.lastDay)
                #expect(!calendar.isDayOff(last))
                #expect(last >= before)
                #expect((0...5).contains(last.dayNumber - received.dayNumber - 56 - length))
                before = last
            }
        }
    }

    @Test func `a term that would pass the last day that can be written ends on it`() throws {
        let term = try Self.term("9999-12-31", DecisionTerm.weeksMost, extended: 104)
        #expect(term.lastDay == .lastOfAll)
        #expect(term.end == Instant("9999-12-31T23:00:00.000Z"))
    }
}
