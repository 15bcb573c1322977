package import Domain

/// Amounts, days and moments as they are written in a language.
package struct Written: Sendable {
    let language: Language

    package init(_ language: Language) { self.language = language }

    /// An amount: `€ 32.000` or `€32,000`, with its cents when there are any.
    package func money(_ amount: Cents) -> String {
        let dutch = DutchNumbers.money(amount)
        guard language == .english else { return dutch }
        let swapped = dutch.map { $0 == "." ? "," : $0 == "," ? "." : $0 }
        return String(swapped.filter { !$0.isWhitespace && $0 != "\u{A0}" })
    }

    /// A number with one decimal, or so many up to six: `3,5` or `3.5`.
    package func decimal(_ value: Rational, _ decimals: Int = 1) -> String {
        swapped(DutchNumbers.decimal(value, decimals: decimals))
    }

    /// A total with as many decimals as show whether it is below the threshold.
    package func points(_ total: Rational, threshold: Int) -> String {
        let dutch = DutchNumbers.points(total, threshold: threshold)
        let isWords = dutch.first?.isLetter == true
        return isWords && language == .english ? "just below \(threshold)" : swapped(dutch)
    }

    private func swapped(_ dutch: String) -> String {
        language == .dutch ? dutch : dutch.replacing(",", with: ".")
    }

    /// A number as short as it can be written, with at most six decimals: `12,5`.
    package func number(_ value: Rational) -> String {
        let dutch = DutchNumbers.decimal(value, decimals: 6)
        let short = String(dutch.reversed().drop { $0 == "0" }.drop { $0 == "," }.reversed())
        guard language == .english else { return short }
        return String(short.map { $0 == "." ? "," : $0 == "," ? "." : $0 })
    }

    /// A day: `6 april 2026` or `6 April 2026`.
    package func date(_ date: CivilDate) -> String {
        guard language == .english else { return DutchNumbers.date(date) }
        return "\(date.day) \(Self.months[date.month - 1]) \(date.year)"
    }

    /// The last day of a term that ends at that moment: `20 april 2026` for its midnight.
    package func lastDay(until end: Instant) -> String {
        date(AmsterdamTime(end.advanced(bySeconds: -1)).date)
    }

    /// Until when something holds: `tot en met 11 december 2026` when it ends at midnight, or else
    /// `tot 27 november 2026, 18.20 uur`.
    package func end(_ end: Instant) -> String {
        let last = AmsterdamTime(end)
        let isMidnight = last.time.description.hasPrefix("00:00")
        return switch language {
        case .dutch: isMidnight ? "tot en met \(lastDay(until: end))" : "tot \(moment(last))"
        case .english:
            isMidnight ? "up to and including \(lastDay(until: end))" : "until \(moment(last))"
        }
    }

    /// A moment in Amsterdam: `31 maart 2026, 12.00 uur` or `31 March 2026, 12:00`.
    package func moment(_ moment: AmsterdamTime) -> String {
        let clock = moment.time.description.prefix(5)
        return switch language {
        case .dutch: "\(date(moment.date)), \(clock.replacing(":", with: ".")) uur"
        case .english: "\(date(moment.date)), \(clock)"
        }
    }

    /// A moment to the second, in a column: `31-3-2026 12.00.00 uur` or `31 Mar 2026 12:00:00`.
    package func second(_ moment: AmsterdamTime) -> String {
        let clock = moment.time.description.prefix(8)
        return switch language {
        case .dutch: "\(short(moment.date)) \(clock.replacing(":", with: ".")) uur"
        case .english: "\(short(moment.date)) \(clock)"
        }
    }

    /// A day where there is little room: `6-4-2026` or `6 Apr 2026`.
    package func short(_ date: CivilDate) -> String {
        switch language {
        case .dutch: "\(date.day)-\(date.month)-\(date.year)"
        case .english: "\(date.day) \(Self.months[date.month - 1].prefix(3)) \(date.year)"
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
