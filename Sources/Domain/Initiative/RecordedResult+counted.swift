// From what was counted to what a round's log may hold.
extension RecordedResult {
    /// What was counted for an initiative's clients, a result for each indicator that messages give,
    /// with what is too small to be shown left out.
    ///
    /// `question` names the period, the reference date and the day by which the messages had been
    /// received; `basis` is the hash of the import log's line on which it rests.
    package static func counted(
        _ tally: OutcomeTally, asked question: OutcomeQuestion, from first: CivilDate,
        basis: Digest
    ) -> [RecordedResult] {
        func result(
            _ indicator: Indicator, _ figure: Figure, isWatched: Bool = false
        ) -> RecordedResult {
            RecordedResult(
                indicator: indicator, definition: OutcomeDefinition.version,
                horizon: isWatched ? question.definition.horizon.description : nil, from: first,
                to: question.last, referenceDate: question.referenceDate,
                knownOn: question.knownOn, value: figure.value, n: figure.n,
                numerator: figure.numerator,
                notYetMature: isWatched ? shown(tally.sustained.immature) : nil,
                absence: figure.absence,
                firstMature: figure.absence == .immature ? tally.sustained.firstMature : nil,
                basis: basis)
        }
        return [
            result(
                .sustainedOutflow,
                Figure(tally.sustainedOutflow, immature: tally.sustained.immature),
                isWatched: true),
            result(.strictDropout, Figure(tally.strictDropout)),
            result(.broadDropout, Figure(tally.broadDropout)),
            result(.stepDown, Figure(tally.stepDown)),
            result(.reopened, Figure(tally.reopenedShare)),
            result(.throughputTime, Figure(tally.gross)),
            result(.waitingTime, Figure(tally.waiting)),
        ]
    }

    /// Why there is no value.
    package enum Absence: String, Codable, Sendable, CaseIterable {
        /// Everything that it would be about is too recent.
        case immature
        /// It would show something of so few clients that it could be told who they are.
        case tooFew
        /// It is about nobody.
        case nobody
    }

    /// A figure as it may be shown.
    private struct Figure {
        var value: Rational?
        var n: Int?
        var numerator: Int?
        var absence: Absence?

        init(_ share: Proportion, immature: Int = 0) {
            n = shown(share.total)
            guard share.total > 0 else {
                absence = immature > 0 ? .immature : .nobody
                return
            }
            let isShown =
                share.total >= SmallNumbers.totalLeast && shown(share.count) != nil
                && shown(share.total - share.count) != nil
            absence = isShown ? nil : .tooFew
            numerator = isShown ? share.count : nil
            value = isShown ? Rational(share.count * 100, share.total) : nil
        }

        /// The median of so many numbers of days.
        init(_ days: DayCounts) {
            n = shown(days.total)
            guard days.total > 0 else {
                absence = .nobody
                return
            }
            absence = days.total >= SmallNumbers.totalLeast ? nil : .tooFew
            value = absence == nil ? days.quantile(Rational(1, 2)) : nil
        }
    }

    /// The result as the council and the public may have it: counts in multiples of five, a percentage
    /// that follows from those, and days whole, so that no count can be found from it (follow-up.md, 3.4).
    package var published: RecordedResult {
        let total = n.map(SmallNumbers.published)
        let part = numerator.map(SmallNumbers.published)
        return RecordedResult(
            indicator: indicator, definition: definition, horizon: horizon, from: from, to: to,
            referenceDate: referenceDate, knownOn: knownOn,
            value: value.map { publishedValue($0, part: part, total: total) }, n: total,
            numerator: part, notYetMature: notYetMature.map(SmallNumbers.published),
            absence: absence, firstMature: firstMature, basis: basis)
    }

    private func publishedValue(_ value: Rational, part: Int?, total: Int?) -> Rational {
        switch IndicatorDefinition.of(indicator, version: definition)?.unit {
        case .percent:
            if let part, let total, total > 0 { return Rational(part * 100, total) }
            return Rational(rounding: value)
        case .clients: return Rational(SmallNumbers.published(Rational(rounding: value).wholePart))
        case .days: return Rational(rounding: value)
        case .grade, nil: return Rational(rounding: value * 10) / 10
        }
    }

    private static func shown(_ count: Int) -> Int? {
        SmallNumbers.hidden.contains(count) ? nil : count
    }
}
