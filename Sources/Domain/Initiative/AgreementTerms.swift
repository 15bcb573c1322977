/// What municipality and coalition agree on: what is measured, when is reported and what is paid when
/// (F12, F18).
package struct AgreementTerms: Codable, Sendable, Equatable {
    package let indicators: [AgreedIndicator]
    /// In order; a report names its period by its place, from 1.
    package let periods: [ReportPeriod]
    /// In order; a claim names its tranche by its place, from 1.
    package let tranches: [AgreedTranche]
    /// Whether every figure comes with the story behind it.
    package let interpretationRequired: Bool
    /// Months between talks; 2 where nothing is said.
    package let talkMonths: Int?

    package init(
        indicators: [AgreedIndicator], periods: [ReportPeriod], tranches: [AgreedTranche],
        interpretationRequired: Bool, talkMonths: Int? = nil
    ) {
        self.indicators = indicators
        self.periods = periods
        self.tranches = tranches
        self.interpretationRequired = interpretationRequired
        self.talkMonths = talkMonths
    }

    /// Months between talks where nothing is said (F16).
    package static let talkMonthsAdvised = 2

    package var monthsBetweenTalks: Int { talkMonths ?? Self.talkMonthsAdvised }

    func indicator(_ indicator: Indicator) -> AgreedIndicator? {
        indicators.first { $0.indicator == indicator }
    }
}

/// One indicator with where it stands and where it should go.
package struct AgreedIndicator: Codable, Sendable, Equatable {
    package let indicator: Indicator
    /// The version of its definition.
    package let definition: Int
    /// Which way is better, as its definition has it; here so that a reader needs no catalogue.
    package let direction: Attainment.Direction
    package let unit: IndicatorDefinition.Unit
    package let baseline: Rational
    package let target: Rational
    /// A reported value below this opens a talk; nil for none.
    package let low: Rational?
    /// A reported value above this opens a talk; nil for none.
    package let high: Rational?

    package init(
        indicator: Indicator, definition: Int, direction: Attainment.Direction,
        unit: IndicatorDefinition.Unit, baseline: Rational, target: Rational, low: Rational?,
        high: Rational?
    ) {
        self.indicator = indicator
        self.definition = definition
        self.direction = direction
        self.unit = unit
        self.baseline = baseline
        self.target = target
        self.low = low
        self.high = high
    }

    /// How far a value is on its way, exact; terms were refused in which it can't be said.
    package func attainment(of value: Rational) -> Attainment.Result? {
        Attainment(baseline: baseline, target: target, direction: direction)?.result(of: value)
    }

    /// Whether a value lies outside the agreed band; on its edge is inside.
    package func isOutOfBand(_ value: Rational) -> Bool {
        low.map { value < $0 } == true || high.map { value > $0 } == true
    }

    /// Whether going from one value to the next is for the worse.
    func isWorse(_ value: Rational, than before: Rational) -> Bool {
        direction == .up ? value < before : value > before
    }
}

/// A calendar month, quarter or half year (S14), and the last day to hand in its report.
package struct ReportPeriod: Codable, Sendable, Equatable {
    package let from: CivilDate
    package let to: CivilDate
    package let due: CivilDate

    package init(
        from: CivilDate, to: CivilDate, due: CivilDate
    ) {
        self.from = from
        self.to = to
        self.due = due
    }

    /// The first moment at which its report is late.
    var lateFrom: Instant {
        AmsterdamTime(date: due.advanced(byDays: 1), time: TimeOfDay(secondOfDay: 0)).instant
    }

    /// Whether it is a whole calendar month, quarter or half year.
    var isWhole: Bool {
        let months = (to.year - from.year) * 12 + to.month - from.month + 1
        return from.day == 1 && to.day == CivilDate.days(in: to.month, of: to.year)
            && [1, 3, 6].contains(months) && (from.month - 1).isMultiple(of: months)
    }
}

/// Part of the award, with what must hold before it can be claimed; the agreement itself always must.
package struct AgreedTranche: Codable, Sendable, Equatable {
    package let amount: Cents
    /// The first day on which it can be claimed; nil for at once.
    package let notBefore: CivilDate?
    /// The period whose report must be adopted; nil for none.
    package let report: Int?

    package init(
        amount: Cents, notBefore: CivilDate?, report: Int?
    ) {
        self.amount = amount
        self.notBefore = notBefore
        self.report = report
    }
}

// What terms must be to be agreed on.
extension AgreementTerms {
    /// Refuses terms that can't be kept: unknown or contradicting indicators, periods that aren't of
    /// the calendar, tranches of more than is left.
    func check() throws(Refusal) {
        try require(!indicators.isEmpty, .rulesIncomplete, subject: "indicators")
        try require(!periods.isEmpty, .rulesIncomplete, subject: "periods")
        for (count, most, subject) in [
            (indicators.count, Limits.indicatorsPerAgreement, "indicators"),
            (periods.count, Limits.periodsPerAgreement, "periods"),
            (tranches.count, Limits.tranchesPerAgreement, "tranches"),
        ] {
            try require(count <= most, .tooMany, subject: subject, limit: most)
        }
        let codes = indicators.map(\.indicator)
        try require(Set(codes).count == codes.count, .alreadyExists, subject: "indicators")
        for indicator in indicators { try indicator.check() }
        try checkPeriods()
        for tranche in tranches {
            try require(tranche.amount > .zero, .amountNegative, subject: "tranches")
            try require(
                tranche.report.map(periods.indices.shifted.contains) != false, .unknownPeriod,
                subject: tranche.report.map(String.init))
        }
        try require(
            (1...Limits.talkMonthsMost).contains(monthsBetweenTalks), .malformed,
            subject: "talkMonths", limit: Limits.talkMonthsMost)
    }

    private func checkPeriods() throws(Refusal) {
        var last: CivilDate?
        for period in periods {
            try require(period.isWhole, .malformed, subject: "periods")
            try require(
                last.map { $0 < period.from } != false && period.to < period.due,
                .datesOutOfOrder, subject: "periods")
            last = period.to
        }
    }
}

extension AgreedIndicator {
    fileprivate func check() throws(Refusal) {
        let name = indicator.rawValue
        guard let definition = IndicatorDefinition.of(indicator, version: definition) else {
            throw Refusal(.unknownIndicator, subject: name)
        }
        try require(definition.unit == unit, .malformed, subject: name)
        for value in [baseline, target] + [low, high].compactMap(\.self) {
            try require(
                value.isMeasurable && unit.holds(value), .malformed, subject: name,
                limit: Limits.measureMost)
        }
        try require(
            definition.direction == direction
                && Attainment(baseline: baseline, target: target, direction: direction) != nil,
            .directionContradicts, subject: name)
        if let low, let high {
            try require(low <= high, .malformed, subject: name)
        }
    }
}

extension Range<Int> {
    /// The same places counted from 1.
    fileprivate var shifted: Range<Int> { lowerBound + 1..<upperBound + 1 }
}
