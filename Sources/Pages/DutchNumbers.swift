package import Domain

/// Amounts, dates and numbers as they are written in Dutch.
package enum DutchNumbers {
    /// An amount: `€ 32.000`, and with its cents when there are any: `€ 32.000,50`; its sign and its
    /// number stay on one line.
    package static func money(_ amount: Cents) -> String {
        let magnitude = amount.value.magnitude
        let sign = amount.value < 0 ? "-" : ""
        let cents = magnitude % 100
        let tail = cents == 0 ? "" : ",\(cents < 10 ? "0" : "")\(cents)"
        return "€\u{A0}\(sign)\(grouped(String(magnitude / 100)))\(tail)"
    }

    /// A day: `6 april 2026`.
    package static func date(_ date: CivilDate) -> String {
        "\(date.day) \(months[date.month - 1]) \(date.year)"
    }

    /// A number rounded half up, with a comma and so many decimals: `71,3`.
    ///
    /// - Parameter decimals: 0 to 6.
    package static func decimal(_ value: Rational, decimals: Int = 1) -> String {
        precondition((0...6).contains(decimals), "numbers are shown with at most six decimals")
        let text = value.rounded(decimals: decimals)
        let sign = text.hasPrefix("-") ? "-" : ""
        let parts = text.drop { $0 == "-" }.split(separator: ".").map(String.init)
        return sign + ([grouped(parts[0])] + parts.dropFirst()).joined(separator: ",")
    }

    /// A number that anyone can compute on with: `4`, or `11/3 (ongeveer 3,67)`.
    package static func exact(_ value: Rational) -> String {
        if value.isWhole { return "\(value)" }
        return "\(value) (ongeveer \(decimal(value, decimals: 2)))"
    }

    /// A total below the threshold with as many decimals as show that it is below: `59,96`, where
    /// one decimal would show the threshold itself.
    package static func points(_ total: Rational, threshold: Int) -> String {
        guard total < Rational(threshold) else { return decimal(total) }
        let reached = Rational(threshold)
        for decimals in 1...6 {
            let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
            if (reached - total) * Rational(2 * scale) > 1 {
                return decimal(total, decimals: decimals)
            }
        }
        return "net geen \(threshold)"
    }

    /// Names in a row: `A`, `A en B`, `A, B en C`.
    package static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) en \(last)"
    }

    private static let months = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
    ]

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "." }
            text.append(digit)
        }
        return text
    }
}
