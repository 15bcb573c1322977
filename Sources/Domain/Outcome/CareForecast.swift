internal import BigInt

/// What clients will have cost by the end of the budget year, from who is in care now and what is
/// expected to flow in and out (F20).
///
/// Method: stock and flow with Poisson inflow and a constant chance to leave in each month, as in D.
/// Bartholomew and A. Forbes, "Statistical Techniques for Manpower Planning" (1979), chapters 3 and 4:
/// whoever is in care at the begin of a month costs that month, stays to the next with a fixed chance
/// and independently of others, and newcomers come halfway through a month on average, so cost half of
/// it. The interval is that of chance alone, given the two rates; how well the rates are known isn't in
/// it.
package struct CareForecast: Hashable, Sendable {
    /// What was spent up to now.
    package let spent: Cents
    /// Clients in care now.
    package let stock: Int
    /// Newcomers expected in a month.
    package let monthlyInflow: Rational
    /// The part of clients that leaves in a month, 0 to 1.
    package let monthlyOutflow: Rational
    /// The agreed price of a client for a month.
    package let price: Cents
    /// Whole months still to come.
    package let months: Int

    /// The most months that are looked ahead: five years.
    package static let monthsMost = 60
    /// The most clients.
    package static let stockMost = 10_000_000

    /// The forecast, or nil when a number is below zero, the outflow above 1, or the stock or the months
    /// more than is looked at.
    package init?(
        spent: Cents, stock: Int, monthlyInflow: Rational, monthlyOutflow: Rational, price: Cents,
        months: Int
    ) {
        guard spent >= .zero, price >= .zero, (0...Self.stockMost).contains(stock),
            monthlyInflow >= 0, monthlyOutflow >= 0, monthlyOutflow <= 1,
            (0...Self.monthsMost).contains(months)
        else { return nil }
        self.spent = spent
        self.stock = stock
        self.monthlyInflow = monthlyInflow
        self.monthlyOutflow = monthlyOutflow
        self.price = price
        self.months = months
    }

    /// The forecast from what was seen over some months: inflow is newcomers per month, outflow is ends
    /// per client and month in care.
    ///
    /// - Parameters:
    ///   - seen: over how many months, at least 1.
    ///   - clientMonths: the months in care of all clients in that time; without any nobody leaves.
    package init?(
        spent: Cents, stock: Int, inflow: Int, outflow: Int, clientMonths: Int, seen: Int,
        price: Cents, months: Int
    ) {
        guard seen >= 1, inflow >= 0, outflow >= 0, clientMonths >= outflow else { return nil }
        self.init(
            spent: spent, stock: stock, monthlyInflow: Rational(inflow, seen),
            monthlyOutflow: clientMonths > 0 ? Rational(outflow, clientMonths) : 0, price: price,
            months: months)
    }

    /// The forecast from the flow over some months; a chance to leave above 1 is 1.
    ///
    /// - Parameters:
    ///   - days: how many days those months have, at least 1.
    ///   - seen: how many months they are, at least 1.
    package init?(flow: CareFlow, days: Int, seen: Int, price: Cents, months: Int) {
        guard seen >= 1, days >= 1 else { return nil }
        let outflow =
            flow.days > 0 ? Rational(flow.outflow * days, flow.days * seen) : Rational(0)
        self.init(
            spent: .zero, stock: flow.stock, monthlyInflow: Rational(flow.inflow, seen),
            monthlyOutflow: outflow > 1 ? 1 : outflow, price: price, months: months)
    }

    /// The months in care still expected, exact: of those in care now and of newcomers.
    package var expectedMonths: Rational {
        let stays = 1 - monthlyOutflow
        // The mean months of somebody in care at the begin of the last so many months.
        var mean = Rational(0)
        var reach = Rational(1)
        var newcomers = Rational(0)
        for _ in 0..<months {
            newcomers = newcomers + Rational(1, 2) + stays * mean
            mean = mean + reach
            reach = reach * stays
        }
        return Rational(stock) * mean + monthlyInflow * newcomers
    }

    /// The expected spending at the end of the year, exact, in cents.
    package var expectedCents: Rational {
        Rational(spent.value) + Rational(price.value) * expectedMonths
    }

    /// The 95 % interval of the spending in cents, by the normal approximation of the sum of all
    /// clients' months, never below what was spent.
    package var interval: Interval {
        let spread = Proportion.deviate * centsVariance.squareRoot()
        let middle = expectedCents.double
        return Interval(low: max(Double(spent.value), middle - spread), high: middle + spread)
    }

    /// Whether the expected spending is above that budget.
    package func exceeds(_ budget: Cents) -> Bool { expectedCents > Rational(budget.value) }

    /// The variance of the spending, in square cents.
    fileprivate var centsVariance: Double {
        monthsVariance * Double(price.value) * Double(price.value)
    }

    /// The variance of all months in care: of each client's own, and for newcomers, whose number varies
    /// too, the mean square (a compound Poisson sum).
    private var monthsVariance: Double {
        let stays = 1 - monthlyOutflow.double
        var mean = 0.0
        var square = 0.0
        var reach = 1.0
        var newcomers = 0.0
        for month in 0..<months {
            newcomers += 0.25 + stays * (mean + square)
            mean += reach
            square += reach * Double(2 * month + 1)
            reach *= stays
        }
        let present = Double(stock) * max(0, square - mean * mean)
        return present + monthlyInflow.double * newcomers
    }
}

/// Forecasts of several kinds of care together, each taken to go its own way.
package struct CareForecasts: Sendable {
    package let parts: [CareForecast]
    /// What was spent on all of them up to now.
    package let spent: Cents

    package init(_ parts: [CareForecast], spent: Cents) {
        self.parts = parts
        self.spent = spent
    }

    /// The expected spending at the end, exact, in cents.
    package var expectedCents: Rational {
        parts.reduce(Rational(spent.value)) { $0 + $1.expectedCents }
    }

    /// The 95 % interval of the spending in cents: variances of independent parts add up.
    package var interval: Interval {
        let variance = parts.reduce(0) { $0 + $1.centsVariance }
        let spread = Proportion.deviate * variance.squareRoot()
        let middle = expectedCents.double
        return Interval(low: max(Double(spent.value), middle - spread), high: middle + spread)
    }
}

extension Rational {
    /// The nearest number that the processor computes with, or one beside it, whatever the size of
    /// numerator and denominator.
    var double: Double {
        // 64 bits of quotient are enough, and neither part alone needs to fit.
        let shift = 64 + denominator.bitWidth - numerator.bitWidth
        let quotient =
            shift > 0 ? (numerator << shift) / denominator : numerator / (denominator << -shift)
        return Double(sign: .plus, exponent: -shift, significand: Double(quotient))
    }
}
