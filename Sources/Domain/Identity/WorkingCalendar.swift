/// Says which days are Saturday, Sunday or a generally recognised public holiday in the
/// Netherlands, and moves the end of a term off them.
///
/// Source: Algemene termijnenwet art. 1 and 3 (BWBR0002448). Good Friday counts by art. 3 lid 2. By
/// lid 3 the Crown equates some more days for a few years at a time (as a rule the Friday after
/// Ascension Day); they can't be computed, so they are given, and a term that was once computed is
/// computed again with the same days. Valid from 1996, as `AmsterdamTime` is.
package struct WorkingCalendar: Hashable, Sendable {
    /// Days equated with a public holiday by decree (art. 3 lid 3).
    package let equatedDays: Set<CivilDate>

    package init(equatedDays: Set<CivilDate> = []) { self.equatedDays = equatedDays }

    /// Whether no term ends on that day.
    package func isDayOff(_ date: CivilDate) -> Bool {
        date.weekday >= 6 || Self.isPublicHoliday(date) || equatedDays.contains(date)
    }

    /// The last day of a term that would end on that day: the day itself, or the first after it
    /// that isn't a day off.
    ///
    /// The end of the calendar, 9999-12-31, is a Friday and no holiday; a decree that equates it is
    /// not followed.
    package func lastDay(of term: CivilDate) -> CivilDate {
        var date = term
        while isDayOff(date), date < .lastOfAll { date = CivilDate(dayNumber: date.dayNumber + 1) }
        return date
    }

    /// Whether the day is named in art. 3 lid 1 or 2, also where it falls in a weekend.
    package static func isPublicHoliday(_ date: CivilDate) -> Bool {
        switch (date.month, date.day) {
        case (1, 1), (5, 5), (12, 25), (12, 26): true
        case (4, _) where date == celebration(in: date.year): true
        default: movableOffsets.contains(date.dayNumber - easter(in: date.year).dayNumber)
        }
    }

    /// Good Friday, Easter Monday, Ascension Day and Whit Monday in days after Easter Sunday.
    private static let movableOffsets = [-2, 1, 39, 50]

    /// Easter Sunday of that year.
    ///
    /// Source: the anonymous Gregorian computus (Nature, 20 April 1876) as in J. Meeus,
    /// Astronomical Algorithms (1991), chapter 8; names follow what the numbers mean.
    package static func easter(in year: Int) -> CivilDate {
        let golden = year % 19
        let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
        let lunarCorrection = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - lunarCorrection + 15) % 30
        let weekday =
            (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let shifted = epact + weekday - 7 * late + 114
        guard let date = CivilDate(year: year, month: shifted / 31, day: shifted % 31 + 1) else {
            preconditionFailure("Easter falls between 22 March and 25 April")
        }
        return date
    }

    /// The day on which the monarch's birthday is celebrated: 27 April, and 30 April before 2014;
    /// the Saturday before it when that is a Sunday.
    private static func celebration(in year: Int) -> CivilDate {
        guard let birthday = CivilDate(year: year, month: 4, day: year < 2014 ? 30 : 27) else {
            preconditionFailure("April has 30 days")
        }
        return birthday.weekday == 7 ? CivilDate(dayNumber: birthday.dayNumber - 1) : birthday
    }
}

extension CivilDate {
    /// The last day that can be written.
    package static let lastOfAll = CivilDate(dayNumber: 2_932_896)

    /// The day so many days later, and never after the last that can be written.
    package func advanced(byDays days: Int) -> CivilDate {
        CivilDate(dayNumber: min(dayNumber + days, Self.lastOfAll.dayNumber))
    }
}
