import Domain
import Support
import Testing

/// Fractions beyond 64 bits, their text and their rounding.
struct FractionTests {
    @Test func `a fraction has no bound`() {
        var product = Rational(1)
        for factor in 1...60 { product = product * Rational(factor, 7) }
        for factor in 1...60 { product = product / Rational(factor, 7) }
        #expect(product == 1)
        let large = Rational(.max) * Rational(.max) + 1
        #expect(large.description == "85070591730234615847396907784232501250")
        #expect(Rational(.max) * Rational(.max) < large)
        #expect(-large < Rational(.min))
        #expect(Rational(.min, -1) == -Rational(.min))
        #expect([Rational(1, 2), Rational(1, 3)].total == Rational(5, 6))
    }

    @Test func `what the server wrote is read back whatever its length`() {
        for power in [1, 5, 20, 100] {
            let value = (1...power).reduce(Rational(2, 3)) { sum, _ in sum * Rational(-97, 89) }
            #expect(decoded(Rational.self, from: value) == value)
        }
        #expect(decodedText(Rational.self, "\"12345678901234567890\"").description.count == 20)
        for text in [
            "+5/3", "5/+3", "5/-3", "--5/3", "1/0", "0x10", "1234567890.5", "/3", "5/", "1/2/3",
            "12345678901/ 3", "1234567890/0",
        ] {
            #expect(!reads(Rational.self, "\"\(text)\""), "\(text)")
        }
    }

    @Test func `a number's text has at most two thousand characters`() {
        let most = String(repeating: "9", count: Limits.fractionCharactersMost)
        #expect(reads(Rational.self, "\"\(most)\""))
        #expect(!reads(Rational.self, "\"\(most)9\""))
        #expect(Rational(most) == nil)
    }

    @Test func `a fraction is whole when nothing remains`() {
        for value in [Rational(6, 3), 0, -7] as [Rational] { #expect(value.isWhole) }
        for value in [Rational(1, 2), Rational(-7, 2), Rational(1, 3)] { #expect(!value.isWhole) }
    }

    @Test func `rounding is half up, to so many decimals`() {
        let cases: [(Rational, Int, String)] = [
            (Rational(1, 20), 1, "0.1"), (Rational(-1, 20), 1, "0.0"),
            (Rational(-3, 20), 1, "-0.1"), (Rational(-16, 100), 1, "-0.2"),
            (Rational(-1, 3), 1, "-0.3"), (Rational(200, 3), 1, "66.7"),
            (Rational(199, 2), 0, "100"), (Rational(-199, 2), 0, "-99"), (7, 2, "7.00"),
            (Rational(1, 1000), 2, "0.00"), (Rational(1, 200), 2, "0.01"), (0, 3, "0.000"),
            (Rational(-123, 10), 1, "-12.3"), (Rational(999, 10), 0, "100"), (60, 0, "60"),
            (Rational(5, 1000), 3, "0.005"), (Rational(-1005, 1000), 3, "-1.005"),
        ]
        for (value, decimals, text) in cases {
            #expect(value.rounded(decimals: decimals) == text, "\(value)")
        }
    }

    @Test func `what is rounded lies within half a step, below or on it`() {
        var dice = Dice(seed: 21)
        for _ in 1...500 {
            let value = Rational(
                Int.random(in: -9999...9999, using: &dice), Int.random(in: 1...99, using: &dice))
            let rounded = Rational(value.rounded(decimals: 2)) ?? 1_000_000
            #expect(rounded - value <= Rational(1, 200))
            #expect(value - rounded < Rational(1, 200))
        }
    }
}
