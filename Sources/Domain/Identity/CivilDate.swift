/// A day on the Gregorian calendar without a time or zone, from 0001-01-01 to 9999-12-31.
package struct CivilDate: Hashable, Comparable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// The date, or nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day number of 9999-12-31, the last that can be written.
    package static let lastDayNumber = 2_932_896

    /// The date so many days after 1 January 1970; before 0001 or after 9999 is a programmer's
    /// mistake.
    ///
    /// Source: the era arithmetic of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    package init(dayNumber: Int) {
        let shifted = dayNumber + 719_468
        let era = shifted.flooringDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        guard let date = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("day \(dayNumber) lies outside the years 1 to 9999")
        }
        self = date
    }

    /// Days after 1 January 1970.
    package var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooringDivision(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 1 for Monday to 7 for Sunday (ISO 8601).
    package var weekday: Int {
        let days = dayNumber + 3
        return days - days.flooringDivision(by: 7) * 7 + 1
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// How many days that month has.
    package static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }
}

extension CivilDate: Codable, CustomStringConvertible {
    /// ISO 8601: `2026-04-06`.
    package var description: String {
        // By bytes: dates are written and read by the million.
        var text: [UInt8] = []
        text.reserveCapacity(10)
        for (number, unit) in [(year, 1_000), (month, 10), (day, 10)] {
            if !text.isEmpty { text.append(UInt8(ascii: "-")) }
            var unit = unit
            while unit > 0 {
                text.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
                unit /= 10
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The date written as by `description`, or nil when the shape or the day doesn't exist.
    package init?(_ text: String) {
        guard text.utf8.count == 10 else { return nil }
        var number = 0
        for (place, byte) in text.utf8.enumerated() {
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard (48...57).contains(byte) else { return nil }
                number = number * 10 + Int(byte - 48)
            }
        }
        self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = CivilDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not an existing day such as 2026-04-06"))
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A time on the clock without a zone, to the second.
package struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 0 to 86,399.
    package let secondOfDay: Int

    package init(secondOfDay: Int) {
        precondition((0..<86_400).contains(secondOfDay), "a day has 86,400 seconds")
        self.secondOfDay = secondOfDay
    }

    /// The time written as `12:00` or `12:00:00`, or nil.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = digits(parts[0]), let minute = digits(parts[1]),
            let second = parts.count == 3 ? digits(parts[2]) : 0,
            hour < 24, minute < 60, second < 60
        else { return nil }
        secondOfDay = hour * 3600 + minute * 60 + second
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.secondOfDay < right.secondOfDay
    }

    package var description: String {
        let minutes = secondOfDay / 60
        return
            "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2)):\(padded(secondOfDay % 60, 2))"
    }
}

extension Int {
    /// The quotient rounded towards minus infinity.
    package func flooringDivision(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
    }
}

/// The number in decimal digits, filled up with zeros from the left.
func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

/// The number written in nothing but decimal digits, or nil.
func digits(_ text: Substring) -> Int? {
    guard !text.isEmpty else { return nil }
    var number = 0
    for byte in text.utf8 {
        guard (48...57).contains(byte) else { return nil }
        let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
        let (next, isOver) = tens.addingReportingOverflow(Int(byte - 48))
        guard !isTooLarge, !isOver else { return nil }
        number = next
    }
    return number
}
