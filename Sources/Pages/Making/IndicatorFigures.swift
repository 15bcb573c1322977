internal import Domain

/// Everything that is known of one indicator of an initiative: what was reported, and what came out
/// of messages, each beside its baseline and target.
struct IndicatorFigures {
    let indicator: Indicator
    let unit: IndicatorDefinition.Unit
    /// Nil for what was never agreed on.
    let agreed: AgreedIndicator?
    let desk: InitiativeDesk

    /// The agreed ones in order, and then those that messages gave as well.
    static func all(of desk: InitiativeDesk) -> [IndicatorFigures] {
        let agreed = desk.agreement?.terms.indicators ?? []
        let others = Indicator.allCases.filter { indicator in
            !agreed.contains { $0.indicator == indicator }
                && desk.part?.results.contains { $0.result.indicator == indicator } == true
        }
        return agreed.map { .init(indicator: $0.indicator, unit: $0.unit, agreed: $0, desk: desk) }
            + others.compactMap { indicator in
                IndicatorDefinition.catalogue.last { $0.indicator == indicator }.map {
                    .init(indicator: indicator, unit: $0.unit, agreed: nil, desk: desk)
                }
            }
    }

    /// One figure with all that is known of it.
    private struct Entry {
        /// The last day that it is about.
        var end: CivilDate
        var label: String
        /// Of messages, all of the time that it is about.
        var period: String?
        var source: String
        var value: Rational?
        var interval: (low: Rational, high: Rational)?
        var n: Int?
        var immature: Int?
        /// Why there is no value; empty when there is one.
        var absence = ""
        var isImmature = false
        var story = ""
        var isReported = false
    }

    private var language: Language { desk.language }
    private var written: Written { desk.written }

    var values: [String: Any] {
        let entries = (reported + recorded).sorted { $0.end < $1.end }
        return [
            "title": indicator.phrase[language], "meaning": indicator.meaning[language],
            "id": indicator.rawValue, "isAgreed": agreed != nil,
            "baseline": agreed.map { written.value($0.baseline, unit) } ?? "",
            "target": agreed.map { written.value($0.target, unit) } ?? "",
            "band": band, "hasBand": !band.isEmpty,
            "ways": [way(entries)].compactMap(\.self),
            "differences": [difference(entries)].compactMap(\.self),
            "hasEntries": !entries.isEmpty,
            "charts": entries.contains { $0.value != nil } ? [chart(of: entries).values] : [],
            "rows": entries.map(row),
        ]
    }

    private var reported: [Entry] {
        let reports = desk.part?.reports.filter { $0.report.state != .draft } ?? []
        let periods = desk.agreement?.terms.periods ?? []
        return reports.compactMap { period in
            guard periods.indices.contains(period.period - 1),
                let figure = period.report.figures.first(where: { $0.indicator == indicator })
            else { return nil }
            let dates = periods[period.period - 1]
            let isFinal = period.report.state == .adopted
            return Entry(
                end: dates.to, label: written.period(dates.from, dates.to),
                source: (isFinal ? FigureWords.reported : .notAdopted)(language),
                value: figure.value,
                interval: figure.low.flatMap { low in figure.high.map { (low, $0) } },
                n: figure.n,
                absence: figure.value == nil ? FigureWords.notReported(language) : "",
                story: figure.interpretation, isReported: true)
        }
    }

    /// Of each cohort the newest result; those before it were corrected.
    private var recorded: [Entry] {
        var newest: [RecordedResult] = []
        for kept in desk.part?.results ?? [] where kept.result.indicator == indicator {
            let result = kept.result
            newest.removeAll {
                $0.from == result.from && $0.to == result.to && $0.horizon == result.horizon
            }
            newest.append(result)
        }
        return newest.map { result in
            let last = result.to
            return Entry(
                end: last,
                label: "\(FigureWords.until(language)) \(written.short(last))",
                period: written.period(result.from, last),
                source: "\(FigureWords.messages(language)) \(written.short(result.knownOn))",
                value: result.value, interval: unit == .percent ? interval(of: result) : nil,
                n: result.n, immature: result.notYetMature, absence: absence(of: result),
                isImmature: result.absence == .immature)
        }
    }

    /// The score interval of a part of a whole, in tenths of a percent.
    private func interval(of result: RecordedResult) -> (low: Rational, high: Rational)? {
        guard let part = result.numerator, let n = result.n, part <= n,
            let interval = Proportion(part, of: n).interval
        else { return nil }
        func tenths(_ share: Double) -> Rational {
            Rational(Int((share * 1000).rounded()), 10)
        }
        return (tenths(interval.low), tenths(interval.high))
    }

    private func absence(of result: RecordedResult) -> String {
        if result.value != nil { return "" }
        switch result.absence {
        case .immature:
            let from = result.firstMature.map {
                ", \(FigureWords.from(language)) \(written.date($0))"
            }
            return FigureWords.immature(language) + (from ?? "")
        case .tooFew: return FigureWords.tooFew(language)
        case .nobody: return FigureWords.nobody(language)
        case nil: return FigureWords.hidden(language)
        }
    }
}

// How they are shown.
extension IndicatorFigures {
    private var band: String {
        switch (agreed?.low, agreed?.high) {
        case (nil, nil): ""
        case (let low?, nil): "\(FigureWords.below(language)) \(written.value(low, unit))"
        case (nil, let high?): "\(FigureWords.above(language)) \(written.value(high, unit))"
        case (let low?, let high?):
            "\(FigureWords.below(language)) \(written.value(low, unit)) "
                + "\(FigureWords.or(language)) \(FigureWords.above(language)) "
                + written.value(high, unit)
        }
    }

    /// How far the newest figure is on its way, in words: the newest that was reported, or else the
    /// newest that messages gave.
    private func way(_ entries: [Entry]) -> String? {
        let known = entries.filter { $0.value != nil }
        guard let agreed, let newest = known.last(where: \.isReported) ?? known.last,
            let value = newest.value, let result = agreed.attainment(of: value)
        else { return nil }
        let figure = "\(written.value(value, unit)) (\(newest.label))"
        let words =
            switch result {
            case .met: FigureWords.met(language)
            case .notMet: FigureWords.notMet(language)
            case .part(let part) where part >= 1: FigureWords.reached(language)
            case .part(let part) where part < 0: FigureWords.behind(language)
            case .part(let part):
                FigureWords.way(language).replacing(
                    "%", with: "\((part * 100).rounded(decimals: 0))%")
            }
        return "\(FigureWords.newest(language)) \(figure). \(words)"
    }

    /// That the newest report says something else than the messages of up to the same day, in words;
    /// nil when it doesn't.
    private func difference(_ entries: [Entry]) -> String? {
        guard let report = entries.last(where: { $0.isReported && $0.value != nil }),
            let counted = entries.last(where: {
                !$0.isReported && $0.value != nil && $0.end == report.end
            }),
            let told = report.value, let known = counted.value, told != known
        else { return nil }
        return FigureWords.differ(language)
            .replacing("%1", with: written.value(told, unit))
            .replacing("%2", with: report.label)
            .replacing("%3", with: written.value(known, unit))
            .replacing("%4", with: counted.period ?? counted.label)
    }

    private func chart(of entries: [Entry]) -> Chart {
        let marks = [agreed?.baseline, agreed?.target].compactMap(\.self)
        let values = entries.flatMap { entry in
            [entry.value, entry.interval?.low, entry.interval?.high].compactMap(\.self)
        }
        let scale = Chart.scale(for: values + marks, in: unit)
        return Chart(
            rows: entries.map { entry in
                .init(
                    label: entry.label, value: entry.value, interval: entry.interval,
                    text: entry.value.map { written.value($0, unit) }
                        ?? (entry.isImmature ? FigureWords.notYet(language) : "–"))
            },
            baseline: agreed.map {
                .init(
                    value: $0.baseline,
                    text: "\(FigureWords.baseline(language)) \(written.value($0.baseline, unit))")
            },
            target: agreed.map {
                .init(
                    value: $0.target,
                    text: "\(FigureWords.target(language)) \(written.value($0.target, unit))")
            },
            scale: scale,
            scaleTexts: (
                written.number(scale.lowerBound), written.number(scale.upperBound)
            ),
            summary: "\(indicator.phrase[language]): \(FigureWords.chart(language))",
            language: language)
    }

    private func row(_ entry: Entry) -> [String: Any] {
        [
            "label": entry.label, "source": entry.source,
            "value": entry.value.map { written.value($0, unit) } ?? entry.absence,
            "interval": entry.interval.map {
                "\(written.value($0.low, unit)) – \(written.value($0.high, unit))"
            } ?? "–",
            "n": entry.n.map(String.init) ?? "–",
            "immature": entry.immature.map(String.init) ?? "–",
            "story": entry.story, "hasStory": !entry.story.isEmpty,
        ]
    }
}
