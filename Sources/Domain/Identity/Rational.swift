internal import BigInt

/// An exact fraction in lowest terms: what scores are computed in, so that anyone can recompute
/// them to the bit.
///
/// Its integers have no bound, since exact least squares overflow 64 bits. What is read has one:
/// see `init(_:)` and `Limits.fractionCharactersMost`.
package struct Rational: Hashable, Sendable {
    let numerator: BigInt
    /// Always positive.
    let denominator: BigInt

    package init(_ numerator: Int, _ denominator: Int = 1) {
        self.init(exactly: BigInt(numerator), BigInt(denominator))
    }

    init(exactly numerator: BigInt, _ denominator: BigInt) {
        precondition(!denominator.isZero, "a fraction has a denominator other than zero")
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let signed = denominator.sign == .minus ? -divisor : divisor
        self.numerator = numerator / signed
        self.denominator = denominator / signed
    }

    package static func + (left: Self, right: Self) -> Self {
        Rational(
            exactly: left.numerator * right.denominator + right.numerator * left.denominator,
            left.denominator * right.denominator)
    }

    package static prefix func - (value: Self) -> Self {
        Rational(exactly: -value.numerator, value.denominator)
    }

    package static func - (left: Self, right: Self) -> Self { left + (-right) }

    package static func * (left: Self, right: Self) -> Self {
        Rational(
            exactly: left.numerator * right.numerator, left.denominator * right.denominator)
    }

    package static func / (left: Self, right: Self) -> Self {
        Rational(
            exactly: left.numerator * right.denominator, left.denominator * right.numerator)
    }
}

extension Rational {
    /// Whether it is small enough to be measured against others.
    var isMeasurable: Bool {
        numerator.magnitude <= Limits.measureMost && denominator <= Limits.measureMost
    }

    /// Whether it is a whole number.
    package var isWhole: Bool { denominator == 1 }

    /// The fraction with so many decimals behind a point, exact: half goes up, towards the larger
    /// number, so `-1/2` without decimals is `0`. Nothing is ever written as minus zero.
    package func rounded(decimals: Int) -> String {
        precondition(decimals >= 0, "a number has no fewer decimals than none")
        let scale = BigInt(10).power(decimals)
        let (quotient, rest) = (numerator * scale * 2 + denominator)
            .quotientAndRemainder(dividingBy: denominator * 2)
        let units = rest.sign == .minus ? quotient - 1 : quotient
        let sign = units.sign == .minus ? "-" : ""
        let digits = String(units.magnitude)
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}

extension Sequence<Rational> {
    /// The sum of the fractions.
    package var total: Rational { reduce(0, +) }
}

extension Rational: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }
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
        guard text.utf8.count <= Limits.fractionCharactersMost else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "a number of more than \(Limits.fractionCharactersMost) characters"))
        }
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
        let negative = text.hasPrefix("-")
        let parts = (negative ? text.dropFirst() : text[...])
            .split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let first = Self.whole(parts[0]),
            let second = parts.count == 2 ? Self.whole(parts[1]) : 1, !second.isZero
        else { return nil }
        self.init(exactly: negative ? -first : first, second)
    }

    private static func whole(_ text: Substring) -> BigInt? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return BigInt(text, radix: 10)
    }
}
