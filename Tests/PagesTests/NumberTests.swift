import Domain
import Pages
import Testing

struct NumberTests {
    @Test(arguments: [
        (0, "€\u{A0}0"), (5, "€\u{A0}0,05"), (50, "€\u{A0}0,50"), (99, "€\u{A0}0,99"),
        (100, "€\u{A0}1"),
        (99_999, "€\u{A0}999,99"), (100_000, "€\u{A0}1.000"), (3_200_000, "€\u{A0}32.000"),
        (3_200_050, "€\u{A0}32.000,50"), (100_000_000, "€\u{A0}1.000.000"),
        (1_000_000_000_000, "€\u{A0}10.000.000.000"), (-5, "€\u{A0}-0,05"),
        (-100_000, "€\u{A0}-1.000"),
    ])
    func `an amount is written with points, and with cents only when there are any`(
        cents: Int, text: String
    ) {
        #expect(DutchNumbers.money(Cents(cents)) == text)
    }

    @Test func `a day is written with the name of its month`() throws {
        let days = try (1...12).map { month in
            DutchNumbers.date(try #require(CivilDate(year: 2026, month: month, day: month)))
        }
        #expect(
            days == [
                "1 januari 2026", "2 februari 2026", "3 maart 2026", "4 april 2026", "5 mei 2026",
                "6 juni 2026", "7 juli 2026", "8 augustus 2026", "9 september 2026",
                "10 oktober 2026", "11 november 2026", "12 december 2026",
            ])
        #expect(try DutchNumbers.date(#require(CivilDate("2028-02-29"))) == "29 februari 2028")
    }

    @Test(arguments: [
        (Rational(60), 1, "60,0"), (Rational(713, 10), 1, "71,3"), (Rational(1, 3), 2, "0,33"),
        (Rational(1, 20), 1, "0,1"), (Rational(49, 1000), 1, "0,0"),
        (Rational(1999, 20), 1, "100,0"),
        (Rational(5, 2), 0, "3"), (Rational(12_345), 0, "12.345"), (Rational(-1, 3), 1, "-0,3"),
        (Rational(7_200_000_000_001, 72_000_000_000), 6, "100,000000"),
        (Rational(201, 200), 2, "1,01"),
    ])
    func `a number is rounded half up and written with a comma`(
        value: Rational, decimals: Int, text: String
    ) {
        #expect(DutchNumbers.decimal(value, decimals: decimals) == text)
    }

    @Test(arguments: [
        (Rational(60), "60,0"), (Rational(599, 10), "59,9"), (Rational(5996, 100), "59,96"),
        (Rational(5995, 100), "59,95"), (Rational(59_999_999, 1_000_000), "59,999999"),
        (Rational(599_999_999, 10_000_000), "net geen 60"), (Rational(6004, 100), "60,0"),
    ])
    func `points below the threshold are never shown as the threshold`(
        total: Rational, text: String
    ) {
        #expect(DutchNumbers.points(total, threshold: 60) == text)
    }

    @Test func `a fraction is exact and has its rounded value beside it`() {
        #expect(DutchNumbers.exact(4) == "4")
        #expect(DutchNumbers.exact(Rational(11, 3)) == "11/3 (ongeveer 3,67)")
    }

    @Test func `names stand in a row with one and`() {
        #expect(DutchNumbers.list([]) == "")
        #expect(DutchNumbers.list(["A"]) == "A")
        #expect(DutchNumbers.list(["A", "B"]) == "A en B")
        #expect(DutchNumbers.list(["A", "B", "C"]) == "A, B en C")
    }
}
