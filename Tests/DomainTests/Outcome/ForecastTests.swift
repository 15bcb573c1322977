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
