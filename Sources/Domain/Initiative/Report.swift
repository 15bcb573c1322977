/// What a coalition reports on one period (F12).
package struct Report: Encodable, Sendable, Equatable {
    package internal(set) var state = State.draft
    /// Counts from 1 with every draft that is saved.
    package internal(set) var version = 0
    package internal(set) var figures: [ReportedFigure] = []
    package internal(set) var fingerprint = Digest.zero
    /// The agreement under which it was handed in: its definitions hold for it for ever.
    package internal(set) var agreement: Int?
    /// Why it was returned, the last time.
    package internal(set) var reasons: String?
    /// Everybody who wrote in it or handed it in: none of them reviews it.
    var authors: Set<PersonID> = []

    /// How far it is; a period without a report is open.
    package enum State: String, Codable, Sendable, CaseIterable {
        case draft, handedIn, adopted, returned

        /// Whether it lies with the coalition.
        var isOpen: Bool { self == .draft || self == .returned }
    }

    private enum CodingKeys: CodingKey {
        case state, version, figures, fingerprint, agreement, reasons
    }

    func value(of indicator: Indicator) -> Rational? {
        figures.first { $0.indicator == indicator }?.value
    }
}

/// One figure of a report, with the story behind it.
package struct ReportedFigure: Codable, Sendable, Equatable {
    package let indicator: Indicator
    /// Nil is "not reported", which is never 0.
    package let value: Rational?
    /// How many clients it is about.
    package let n: Int?
    /// Its 95% interval, both ends or neither.
    package let low: Rational?
    package let high: Rational?
    /// What the figure doesn't say by itself (duiding).
    package let interpretation: String
    /// The fingerprint of the recorded result that it comes from; nil for one that was counted by hand.
    package let result: Digest?

    package init(
        indicator: Indicator, value: Rational?, n: Int?, low: Rational?, high: Rational?,
        interpretation: String, result: Digest? = nil
    ) {
        self.indicator = indicator
        self.value = value
        self.n = n
        self.low = low
        self.high = high
        self.interpretation = interpretation
        self.result = result
    }
}

/// A figure that was computed from messages or a register, as it came out of there: small numbers in
/// it are hidden already.
package struct RecordedResult: Codable, Sendable, Equatable {
    package let indicator: Indicator
    /// The version of its definition.
    package let definition: Int
    /// How long after an end was watched, as ISO 8601: `P6M`; nil where nothing is watched.
    package let horizon: String?
    /// The cohort: whose care ended from this day.
    package let from: CivilDate
    /// Up to and including this one.
    package let to: CivilDate
    /// The day as of which the world is described.
    package let referenceDate: CivilDate
    /// The day by which the messages had been received: another thing than the reference date.
    package let knownOn: CivilDate
    /// Nil when hidden.
    package let value: Rational?
    /// How many it is about; nil when hidden.
    package let n: Int?
    /// How many of them count; nil when hidden, or for what isn't a part of a whole.
    package let numerator: Int?
    /// How many can't be measured yet; nil when hidden or unknown.
    package let notYetMature: Int?
    /// Why there is no value; nil when there is one, or it wasn't said.
    package let absence: Absence?
    /// From which day on there can be a value, when it is only too recent.
    package let firstMature: CivilDate?
    /// The import on which it rests, by the hash in the round's note of it.
    package let basis: Digest?

    package init(
        indicator: Indicator, definition: Int, horizon: String?, from: CivilDate, to: CivilDate,
        referenceDate: CivilDate, knownOn: CivilDate, value: Rational?, n: Int?, numerator: Int?,
        notYetMature: Int?, absence: Absence? = nil, firstMature: CivilDate? = nil,
        basis: Digest? = nil
    ) {
        self.indicator = indicator
        self.definition = definition
        self.horizon = horizon
        self.from = from
        self.to = to
        self.referenceDate = referenceDate
        self.knownOn = knownOn
        self.value = value
        self.n = n
        self.numerator = numerator
        self.notYetMature = notYetMature
        self.absence = absence
        self.firstMature = firstMature
        self.basis = basis
    }
}

extension RecordedResult {
    /// Refuses what contradicts itself or shows a small number that should have been hidden
    /// (follow-up.md, 3.4).
    func check() throws(Refusal) {
        let name = indicator.rawValue
        guard let definition = IndicatorDefinition.of(indicator, version: definition) else {
            throw Refusal(.unknownIndicator, subject: name)
        }
        try require(
            horizon.map { Horizon($0) != nil } != false, .malformed, subject: "horizon")
        try require(
            from <= to && to <= referenceDate && referenceDate <= knownOn, .datesOutOfOrder,
            subject: name)
        for count in [n, numerator, notYetMature].compactMap(\.self) {
            try require(
                (0...Limits.measureMost).contains(count), .malformed, subject: name,
                limit: Limits.measureMost)
        }
        if let value {
            try require(
                value.isMeasurable && definition.unit.holds(value), .malformed, subject: name)
        }
        try require(
            (absence == nil || value == nil) && (firstMature == nil || absence == .immature),
            .malformed, subject: name)
        try requireHidden(in: definition.unit)
    }

    private func requireHidden(in unit: IndicatorDefinition.Unit) throws(Refusal) {
        let shown = [n, notYetMature, numerator].compactMap(\.self)
        let rest = n.flatMap { n in numerator.map { n - $0 } }
        try require(
            !(shown + [rest].compactMap(\.self)).contains(where: SmallNumbers.hidden.contains),
            .smallNumberShown, subject: indicator.rawValue)
        if unit == .clients { return }
        guard let value else { return }
        try require(
            n.map { $0 >= SmallNumbers.totalLeast } == true, .smallNumberShown,
            subject: indicator.rawValue, limit: SmallNumbers.totalLeast)
        if unit == .percent, let n, let numerator {
            try require(
                value == Rational(numerator * 100, n), .resultMismatch,
                subject: indicator.rawValue)
        }
    }
}
