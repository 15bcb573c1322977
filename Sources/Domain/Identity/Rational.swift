/// An exact fraction in lowest terms: what scores are computed in, so that anyone can recompute
/// them to the bit.
///
/// Limit: numerator and denominator are 64-bit integers and an overflow stops the program; the
/// limits on committee size and weights in `RoundRules` keep every score far below it.
package struct Rational: Hashable, Sendable {
    package let numerator: Int
    /// Always positive.
    package let denominator: Int

    package init(_ numerator: Int, _ denominator: Int = 1) {
        precondition(denominator != 0, "a fraction has a denominator other than zero")
        let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
        let sign = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int(divisor)
        self.denominator = sign * denominator / Int(divisor)
    }

    private static func commonDivisor(_ first: UInt, _ second: UInt) -> UInt {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }

    package static func + (left: Self, right: Self) -> Self {
        let divisor = Int(
            commonDivisor(left.denominator.magnitude, right.denominator.magnitude))
        let scale = right.denominator / divisor
        return Rational(
            left.numerator * scale + right.numerator * (left.denominator / divisor),
            left.denominator * scale)
    }

    package static prefix func - (value: Self) -> Self {
        Rational(-value.numerator, value.denominator)
    }

    package static func - (left: Self, right: Self) -> Self { left + (-right) }

    package static func * (left: Self, right: Self) -> Self {
        let first = Rational(left.numerator, right.denominator)
        let second = Rational(right.numerator, left.denominator)
        return Rational(
            first.numerator * second.numerator, first.denominator * second.denominator)
    }

    package static func / (left: Self, right: Self) -> Self {
        left * Rational(right.denominator, right.numerator)
    }
}

extension Rational {
    /// Whether it is small enough to be measured against others.
    var isMeasurable: Bool {
        numerator.magnitude <= Limits.measureMost && denominator <= Limits.measureMost
    }
}

extension Rational: Comparable {
    package static func < (left: Self, right: Self) -> Bool { (left - right).numerator < 0 }
}

extension Rational: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Codable, CustomStringConvertible {
    /// `7`, or `22/3`.
    package var description: String {
        denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
    }

    /// The fraction written as `7`, `22/3` or `12.5`, or nil; at most nine digits before and after
    /// the sign in between.
    package init?(_ text: String) {
        let negative = text.hasPrefix("-")
        let unsigned = negative ? text.dropFirst() : text[...]
        let mark: Character = unsigned.contains("/") ? "/" : "."
        let parts = unsigned.split(separator: mark, omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.count <= 9 }),
            let first = digits(parts[0]), let second = parts.count == 2 ? digits(parts[1]) : 1
        else { return nil }
        let sign = negative ? -1 : 1
        if parts.count == 2, mark == "." {
            var scale = 1
            for _ in parts[1].utf8 { scale *= 10 }
            self.init(sign * (first * scale + second), scale)
        } else {
            guard second != 0 else { return nil }
            self.init(sign * first, second)
        }
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Rational(written: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "not a number such as \"7\", \"22/3\" or \"12.5\""))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// What a person wrote, or what the server computed, which may have more digits.
    private init?(written text: String) {
        if let short = Rational(text) {
            self = short
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Int(parts[0]), let denominator = digits(parts[1]),
            denominator > 0, numerator != .min
        else { return nil }
        self.init(numerator, denominator)
    }
}
