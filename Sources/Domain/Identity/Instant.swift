/// A moment in milliseconds since 1 January 1970 00:00 UTC, leap seconds left out (POSIX time).
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// Later than every moment that can be written.
    static let distantFuture = Instant(milliseconds: .max)

    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment so many seconds later.
    package func advanced(bySeconds seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds + seconds * 1000)
    }
}

extension Instant: Codable, CustomStringConvertible {
    /// RFC 3339 in UTC with milliseconds: `2019-03-31T22:00:00.000Z`.
    package var description: String {
        let day = milliseconds.flooringDivision(by: 86_400_000)
        let rest = milliseconds - day * 86_400_000
        let time = TimeOfDay(secondOfDay: rest / 1000)
        return "\(CivilDate(dayNumber: day))T\(time).\(padded(rest % 1000, 3))Z"
    }

    /// The moment written as by `description`, milliseconds optional, or nil.
    package init?(_ text: String) {
        guard text.hasSuffix("Z") else { return nil }
        let halves = text.dropLast().split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let date = CivilDate(String(halves[0])) else { return nil }
        let clock = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        guard let time = TimeOfDay(String(clock[0])), clock.count <= 2 else { return nil }
        var fraction = 0
        if clock.count == 2 {
            guard clock[1].utf8.count == 3, let value = digits(clock[1]) else { return nil }
            fraction = value
        }
        self.init(
            milliseconds: (date.dayNumber * 86_400 + time.secondOfDay) * 1000 + fraction)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not a moment such as 2026-03-31T10:00:00.000Z"))
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
