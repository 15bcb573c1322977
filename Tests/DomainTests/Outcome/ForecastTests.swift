import Domain
import Testing

/// Attainment (F12) and the forecast of spending (F20).
struct ForecastTests {
    @Test func `attainment is the part of the way, whatever the direction, and not cut off`() {
        let down = Attainment(baseline: 40, target: 30, direction: .down)
        #expect(down?.result(of: 35) == .part(Rational(1, 2)))
        #expect(down?.result(of: 25) == .part(Rational(3, 2)))
        #expect(down?.result(of: 45) == .part(Rational(-1, 2)))
        #expect(Attainment(baseline: 40, target: 30, direction: .up) == nil)
        #expect(Attainment(baseline: 30, target: 40, direction: .down) == nil)
        let kept = Attainment(baseline: 30, target: 30, direction: .up)
        #expect(kept?.result(of: 30) == .met && kept?.result(of: 29) == .notMet)
        let held = Attainment(baseline: 30, target: 30, direction: .down)
        #expect(held?.result(of: 30) == .met && held?.result(of: 31) == .notMet)
    }

    private func forecast(
        stock: Int, inflow: Rational, outflow: Rational, months: Int
    ) throws -> CareForecast {
        try #require(
            CareForecast(
                spent: Cents(1000), stock: stock, monthlyInflow: inflow, monthlyOutflow: outflow,
                price: Cents(100), months: months))
    }

    @Test func `a forecast without flow is clients times price times months, certain`() throws {
        let forecast = try forecast(stock: 5, inflow: 0, outflow: 0, months: 4)
        #expect(forecast.expectedMonths == 20 && forecast.expectedCents == 3000)
        #expect(forecast.interval == Interval(low: 3000, high: 3000))
        #expect(forecast.exceeds(Cents(2999)) && !forecast.exceeds(Cents(3000)))
        #expect(try self.forecast(stock: 5, inflow: 3, outflow: 0, months: 0).expectedCents == 1000)
    }

    @Test func `who may leave and who may come change the forecast as worked by hand`() throws {
        // Two months, half leaves: 1 + 1/2 months of each of 10; 2 newcomers a month: 1/2 + 1/2, 1/2.
        let forecast = try forecast(stock: 10, inflow: 2, outflow: Rational(1, 2), months: 2)
        #expect(forecast.expectedMonths == 18)
        // Variance: 10 x 1/4 of those present, and 2 x (1/4 + 1/2 (1 + 1) + 1/4) of newcomers.
        let half = 1.959963984540054 * 5.5.squareRoot() * 100
        #expect(abs(forecast.interval.high - (2800 + half)) < 1e-9)
        #expect(abs(forecast.interval.low - (2800 - half)) < 1e-9)
    }

    @Test func `the interval holds what happens in 95 of 100 played years`() throws {
        let forecast = try forecast(stock: 60, inflow: 4, outflow: Rational(1, 10), months: 9)
        let interval = forecast.interval
        var dice = Dice(seed: 20)
        var inside = 0
        for _ in 0..<2000 {
            var halves = 0
            func stay(_ months: Int) -> Int {
                var months = months
                var spent = 0
                while months > 0 {
                    spent += 2
                    months -= 1
                    if Int.random(in: 0..<10, using: &dice) == 0 { break }
                }
                return spent
            }
            for _ in 0..<60 { halves += stay(9) }
            for month in 0..<9 {
                for _ in 0..<poisson(4, &dice) {
                    halves += 1
                    if Int.random(in: 0..<10, using: &dice) > 0 { halves += stay(9 - month - 1) }
                }
            }
            let cents = 1000 + Double(halves) * 50
            if (interval.low...interval.high).contains(cents) { inside += 1 }
        }
        #expect((1860...1940).contains(inside))
    }

    /// A Poisson number by Knuth's product method; e to the power −4 is 0.01831563888873418.
    private func poisson(_ mean: Int, _ dice: inout Dice) -> Int {
        precondition(mean == 4)
        var product = Double.random(in: 0..<1, using: &dice)
        var count = 0
        while product > 0.01831563888873418 {
            count += 1
            product *= Double.random(in: 0..<1, using: &dice)
        }
        return count
    }

    private func flows(
        _ periods: [DeliveryPeriod], after first: String, to last: String
    ) -> CareFlow {
        DeliveryTable(periods).flows(after: calendarDay(first), to: calendarDay(last))[
            ProductCategory(number: 2)] ?? CareFlow()
    }

    @Test func `a flow counts begins after the first day and ends before the last, by category`() {
        typealias Care = CarePeriods
        let joined = flows(
            Care.of(1, "02 2025-01-01 2025-03-31 19", "02 2025-04-01", "07 2025-02-01"),
            after: "2025-01-31", to: "2025-07-31")
        #expect((joined.stock, joined.inflow, joined.outflow, joined.days) == (1, 0, 0, 181))
        let bounds = flows(
            Care.of(1, "02 2025-01-31 2025-07-31 19") + Care.of(2, "02 2025-02-01 2025-07-30 19")
                + Care.of(3, "02 2025-01-01 2025-01-31 19") + Care.of(4, "02 2025-07-31"),
            after: "2025-01-31", to: "2025-07-31")
        #expect((bounds.stock, bounds.inflow, bounds.outflow) == (2, 2, 2))
        #expect(bounds.days == 181 + 180 + 0 + 1)
    }

    @Test func `in care before and inflow less outflow is in care after`() {
        let days = ["2025-01-06", "2025-05-31", "2025-07-31", "2025-09-01", "2026-03-01"]
        for (first, last) in zip(days, days.dropFirst()) {
            let before = flows(CarePeriods.example, after: "2024-01-01", to: first)
            let after = flows(CarePeriods.example, after: first, to: last)
            #expect(before.stock + after.inflow - after.outflow == after.stock, "\(first)")
        }
    }

    @Test func `several kinds of care add up, and their chances are independent`() throws {
        let part = try forecast(stock: 10, inflow: 2, outflow: Rational(1, 2), months: 2)
        let all = CareForecasts([part, part], spent: Cents(500))
        #expect(all.expectedCents == 2 * part.expectedCents + 500)
        let half = 1.959963984540054 * 11.0.squareRoot() * 100
        #expect(abs(all.interval.high - (6100 + half)) < 1e-9)
    }

    private func reported(
        until: String, seen: Int = 12, price: Cents = Cents(100_000)
    ) -> ForecastReport? {
        let table = DeliveryTable(
            CarePeriods.of(1, "02 2025-01-01") + CarePeriods.of(2, "02 2026-01-01", "07 2026-01-01")
        )
        return ForecastReport(
            flows: { table.flows(after: $0, to: $1) }, prices: [ProductCategory(number: 2): price],
            spent: Cents(300_000), budget: Cents(2_000_000),
            referenceDate: calendarDay("2026-05-31"), knownOn: calendarDay("2026-06-01"),
            until: calendarDay(until), seenMonths: seen)
    }

    @Test func `a report holds clients against the budget, and counts who has no price`() throws {
        let report = try #require(reported(until: "2026-12-31"))
        #expect(report.months == 7 && report.seenAfter == calendarDay("2025-05-31"))
        // 2 clients for 7 months, and 1/12 newcomer a month, who cost 1/2 + 3/2 + ... + 13/2 months.
        #expect(report.expected == Cents(300_000 + 1_400_000 + 204_167))
        #expect(
            !report.isAboveBudget && report.low < report.expected && report.expected < report.high)
        #expect(report.unpriced == ["07": 1])
        #expect(report.lines.map(\.inflow) == [1] && report.lines.map(\.monthlyOutflow) == ["0.0"])
    }

    @Test func `months ahead and months seen are bounded, at n and n + 1`() {
        #expect(reported(until: "2026-05-31")?.months == 0)
        #expect(reported(until: "2026-05-30") == nil)
        #expect(reported(until: "2031-05-31")?.months == 60)
        #expect(reported(until: "2031-06-29")?.months == 60)
        #expect(reported(until: "2031-06-30") == nil)
        #expect(reported(until: "2026-12-31", seen: 60) != nil)
        #expect(reported(until: "2026-12-31", seen: 61) == nil)
        #expect(reported(until: "2026-12-31", seen: 0) == nil)
    }

    @Test func `rates come from what was seen, and limits hold`() {
        func seen(_ outflow: Int, _ clientMonths: Int, _ months: Int = 6) -> CareForecast? {
            CareForecast(
                spent: .zero, stock: 5, inflow: 9, outflow: outflow, clientMonths: clientMonths,
                seen: 6, price: Cents(100), months: months)
        }
        #expect(seen(3, 60)?.monthlyInflow == Rational(3, 2))
        #expect(seen(3, 60)?.monthlyOutflow == Rational(1, 20))
        #expect(seen(0, 0)?.monthlyOutflow == 0)
        #expect(seen(61, 60) == nil)
        #expect(seen(3, 60, 60) != nil && seen(3, 60, 61) == nil)
        func stocked(_ stock: Int) -> CareForecast? {
            CareForecast(
                spent: .zero, stock: stock, monthlyInflow: 0, monthlyOutflow: 0, price: .zero,
                months: 1)
        }
        #expect(stocked(10_000_000) != nil && stocked(10_000_001) == nil && stocked(-1) == nil)
    }

    @Test func `sixty months with rates of six digits still give a finite interval`() throws {
        let forecast = try #require(
            CareForecast(
                spent: .zero, stock: 10_000_000, monthlyInflow: Rational(123_456_789, 1000),
                monthlyOutflow: Rational(12_345, 999_983), price: Cents(987_654), months: 60
            ))
        #expect(forecast.interval.low.isFinite && forecast.interval.high.isFinite)
        #expect(forecast.interval.low < forecast.interval.high)
    }
}
