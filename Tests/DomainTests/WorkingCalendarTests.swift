import Domain
import Testing

/// Days on which no term ends.
struct WorkingCalendarTests {
    private let calendar = WorkingCalendar()

    private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func `Easter falls when the church has it`() throws {
        let dates = [
            "1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2011-04-24", "2015-04-05",
            "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04",
            "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
            "2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17",
            "2034-04-09", "2035-03-25", "2038-04-25", "2049-04-18", "2076-04-19",
        ]
        for text in dates {
            let date = try Self.day(text)
            #expect(WorkingCalendar.easter(in: date.year) == date)
        }
    }

    @Test func `Easter is a Sunday from 22 March to 25 April in every year`() {
        for year in 1...9999 {
            let date = WorkingCalendar.easter(in: year)
            #expect(date.year == year)
            #expect((322...425).contains(date.month * 100 + date.day), "\(date)")
            // The Gregorian calendar is of 1582; before it the rule is carried back.
            #expect(date.weekday == 7, "\(date)")
        }
    }

    @Test func `the holidays of 2026 are these and no others`() throws {
        let first = try Self.day("2026-01-01")
        let found = (0..<365).map(first.advanced(byDays:)).filter(WorkingCalendar.isPublicHoliday)
        #expect(
            found.map(\.description) == [
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05",
                "2026-05-14", "2026-05-25", "2026-12-25", "2026-12-26",
            ])
    }

    @Test(arguments: [
        ("2011-04-30", true), ("2011-04-27", false), ("2006-04-29", true), ("2006-04-30", false),
        ("2013-04-30", true), ("2014-04-26", true), ("2014-04-27", false), ("2014-04-30", false),
        ("2015-04-27", true), ("2025-04-26", true), ("2025-04-27", false), ("2031-04-26", true),
        ("2026-04-26", false),
    ]) func `the monarch's birthday moves off a Sunday, and has another day since 2014`(
        _ text: String, _ isHoliday: Bool
    ) throws {
        #expect(WorkingCalendar.isPublicHoliday(try Self.day(text)) == isHoliday)
    }

    @Test(arguments: [
        ("2026-06-26", "2026-06-26"), ("2026-06-27", "2026-06-29"), ("2026-06-28", "2026-06-29"),
        ("2026-04-03", "2026-04-07"), ("2026-05-14", "2026-05-15"), ("2026-05-25", "2026-05-26"),
        ("2025-12-25", "2025-12-29"), ("2026-12-25", "2026-12-28"), ("2027-01-01", "2027-01-04"),
        ("2022-12-31", "2023-01-02"), ("2025-05-05", "2025-05-06"), ("2025-04-18", "2025-04-22"),
    ]) func `a term that ends on a day off ends on the first day after it that isn't one`(
        _ counted: String, _ last: String
    ) throws {
        #expect(calendar.lastDay(of: try Self.day(counted)) == (try Self.day(last)))
    }

    @Test func `the moved day is never a day off, never earlier and at most five days later`()
        throws
    {
        var day = try Self.day("1996-01-01")
        let end = try Self.day("2100-12-31")
        while day < end {
            let last = calendar.lastDay(of: day)
            #expect(!calendar.isDayOff(last))
            #expect((0...5).contains(last.dayNumber - day.dayNumber), "\(day)")
            for skipped in day.dayNumber..<last.dayNumber {
                #expect(calendar.isDayOff(CivilDate(dayNumber: skipped)))
            }
            day = day.advanced(byDays: 1)
        }
    }

    @Test func `a day equated by decree is a day off, and no other day changes`() throws {
        let friday = try Self.day("2026-05-15")
        let decreed = WorkingCalendar(equatedDays: [friday])
        #expect(!calendar.isDayOff(friday))
        #expect(decreed.isDayOff(friday))
        #expect(decreed.lastDay(of: try Self.day("2026-05-14")) == (try Self.day("2026-05-18")))
        #expect(!decreed.isDayOff(try Self.day("2026-05-18")))
    }

    @Test func `the last day that can be written is where every term ends`() throws {
        let last = try Self.day("9999-12-31")
        #expect(CivilDate.lastOfAll == last)
        #expect(WorkingCalendar(equatedDays: [last]).lastDay(of: last) == last)
        #expect(try Self.day("9999-12-30").advanced(byDays: 1) == last)
        #expect(last.advanced(byDays: 1000) == last)
    }
}
