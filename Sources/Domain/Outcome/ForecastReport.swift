/// What a year will have cost by its end, as `forecast` prints it (F20); amounts are in cents.
package struct ForecastReport: Codable, Sendable, Equatable {
    /// The day as of which clients are in care.
    package let referenceDate: CivilDate
    package let knownOn: CivilDate
    /// The last day of the budget.
    package let until: CivilDate
    /// Whole months from the reference date to `until`.
    package let months: Int
    /// Inflow and outflow are those after this day, up to the reference date.
    package let seenAfter: CivilDate
    package let seenMonths: Int
    package let spent: Cents
    package let budget: Cents
    package let expected: Cents
    /// The 95 % interval of what happens by chance, given the two rates.
    package let low: Cents
    package let high: Cents
    package let isAboveBudget: Bool
    /// By category, those with a price alone.
    package let lines: [Line]
    /// Clients in care without a price, who are in no amount; care without a product under "".
    package let unpriced: [String: Int]
    package let method: String

    /// One category.
    package struct Line: Codable, Sendable, Equatable {
        package let category: String
        /// Of a client for a month.
        package let price: Cents
        package let stock: Int
        package let inflow: Int
        package let outflow: Int
        /// The chance to leave in a month, in percent with one decimal.
        package let monthlyOutflow: String
        /// Still to come.
        package let expected: Cents
    }

    /// Where the method is described.
    package static let source =
        "stock and flow with Poisson inflow and a constant monthly chance to leave (D. Bartholomew "
        + "and A. Forbes, Statistical Techniques for Manpower Planning, 1979, chapters 3 and 4)"

    /// The most of a price for a month: a million euros.
    package static let priceMost = Cents(100_000_000)
    /// The most months that are looked back.
    package static let seenMonthsMost = 60

    /// The report, or nil when the end lies before the reference date or more than 60 months after it, or
    /// the months that were seen aren't 1 to 60.
    package init?(
        flows: (CivilDate, CivilDate) -> [ProductCategory?: CareFlow],
        prices: [ProductCategory: Cents], spent: Cents, budget: Cents, referenceDate: CivilDate,
        knownOn: CivilDate, until: CivilDate, seenMonths: Int
    ) {
        let months = (0...CareForecast.monthsMost + 1).last {
            referenceDate.moved(byMonths: $0) <= until
        }
        guard let months, months <= CareForecast.monthsMost,
            (1...Self.seenMonthsMost).contains(seenMonths)
        else { return nil }
        let first = referenceDate.moved(byMonths: -seenMonths)
        let flows = flows(first, referenceDate)
        var parts: [(category: ProductCategory, flow: CareFlow, forecast: CareForecast)] = []
        for (category, price) in prices.sorted(by: { $0.key < $1.key }) {
            let flow = flows[category] ?? CareFlow()
            let forecast = CareForecast(
                flow: flow, days: referenceDate.dayNumber - first.dayNumber, seen: seenMonths,
                price: price, months: months)
            guard let forecast else { return nil }
            parts.append((category, flow, forecast))
        }
        self.referenceDate = referenceDate
        self.knownOn = knownOn
        self.until = until
        self.months = months
        seenAfter = first
        self.seenMonths = seenMonths
        self.spent = spent
        self.budget = budget
        let all = CareForecasts(parts.map(\.forecast), spent: spent)
        expected = Cents(rounding: all.expectedCents)
        low = Cents(Int(all.interval.low.rounded()))
        high = Cents(Int(all.interval.high.rounded()))
        isAboveBudget = all.expectedCents > Rational(budget.value)
        lines = parts.map { category, flow, forecast in
            Line(
                category: "\(category)", price: forecast.price, stock: flow.stock,
                inflow: flow.inflow, outflow: flow.outflow,
                monthlyOutflow: (forecast.monthlyOutflow * 100).rounded(decimals: 1),
                expected: Cents(rounding: forecast.expectedCents))
        }
        unpriced = Dictionary(
            uniqueKeysWithValues: flows.compactMap { category, flow in
                let isPriced = category.map { prices[$0] != nil } ?? false
                return isPriced || flow.stock == 0 ? nil : (category?.description ?? "", flow.stock)
            })
        method = Self.source
    }
}

extension Cents {
    /// The nearest whole cent, half up, of a number that fits: a forecast's does, by its limits.
    fileprivate init(rounding cents: Rational) {
        self.init(Int(cents.rounded(decimals: 0)) ?? Int.max)
    }
}
