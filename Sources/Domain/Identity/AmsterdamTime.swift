/// A moment as the clocks in Europe/Amsterdam show it: what deadlines are written in.
///
/// Offset: UTC+1, and UTC+2 from the last Sunday of March 01:00 UTC to the last Sunday of October
/// 01:00 UTC (Directive 2000/84/EC). Valid from 1996, when these dates were first in force.
package struct AmsterdamTime: Hashable, Sendable {
    package let date: CivilDate
    package let time: TimeOfDay

    package init(date: CivilDate, time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// What the clocks show at that moment, to the second.
    package init(_ instant: Instant) {
        let seconds = instant.milliseconds.flooringDivision(by: 1000)
        let local = seconds + Self.offsetSeconds(atUTC: seconds)
        // A moment in the last hours of all is written in UTC and is a day later in Amsterdam.
        let day = min(local.flooringDivision(by: 86_400), CivilDate.lastDayNumber)
        date = CivilDate(dayNumber: day)
        time = TimeOfDay(secondOfDay: min(local - day * 86_400, 86_399))
    }

    /// The moment that is meant.
    ///
    /// An hour that is skipped in March is read as if the clocks hadn't moved yet; of the hour that
    /// comes twice in October the first is meant, so that a term never ends later than it reads.
    package var instant: Instant {
        let local = date.dayNumber * 86_400 + time.secondOfDay
        let summer = local - 7200
        let isSummer = Self.offsetSeconds(atUTC: summer) == 7200
        return Instant(milliseconds: (isSummer ? summer : local - 3600) * 1000)
    }

    private static func offsetSeconds(atUTC seconds: Int) -> Int {
        let year = CivilDate(dayNumber: seconds.flooringDivision(by: 86_400)).year
        let start = lastSunday(of: 3, in: year) * 86_400 + 3600
        let end = lastSunday(of: 10, in: year) * 86_400 + 3600
        return (start..<end).contains(seconds) ? 7200 : 3600
    }

    private static func lastSunday(of month: Int, in year: Int) -> Int {
        guard let last = CivilDate(year: year, month: month, day: 31) else {
            preconditionFailure("March and October have 31 days")
        }
        return last.dayNumber - last.weekday % 7
    }
}

extension AmsterdamTime: Codable, CustomStringConvertible {
    /// `2026-03-31T12:00:00`, without a zone because the zone is always Europe/Amsterdam.
    package var description: String { "\(date)T\(time)" }

    /// The time written as by `description`, seconds optional, or nil.
    package init?(_ text: String) {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let date = CivilDate(String(halves[0])), date.year >= 1996,
            let time = TimeOfDay(String(halves[1]))
        else { return nil }
        self.init(date: date, time: time)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = AmsterdamTime(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not an existing local time such as 2026-03-31T12:00:00"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
