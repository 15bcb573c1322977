/// A funded dossier after its grant: what was agreed on it, reported, paid and said (F12 to F19).
package struct Initiative: Sendable, Equatable {
    package let dossier: DossierNumber
    /// The day of the grant.
    package let grantedOn: CivilDate
    /// Every proposal in order; the last one may still lack signatures.
    package internal(set) var agreements: [IndicatorAgreement] = []
    /// The day on which the first agreement came into force.
    package internal(set) var agreedOn: CivilDate?
    /// By period, from 1.
    package internal(set) var reports: [Int: Report] = [:]
    /// By place in the agreement, from 1; one that isn't in it is planned.
    package internal(set) var tranches: [Int: Tranche] = [:]
    package internal(set) var settlement: Settlement?
    /// The day on which the settlement was adopted.
    package internal(set) var settledOn: CivilDate?
    package internal(set) var signals: [Signal] = []
    package internal(set) var forecasts: [Forecast] = []
    package internal(set) var talks: [Talk] = []
    package internal(set) var handovers: [Handover] = []
    /// In order of recording, with their fingerprints.
    package internal(set) var results: [KeptResult] = []
    package internal(set) var lessons: Lessons?
    package internal(set) var lessonsAreReleased = false

    init(dossier: DossierNumber, grantedOn: CivilDate) {
        self.dossier = dossier
        self.grantedOn = grantedOn
    }

    /// A recorded result under the fingerprint by which reports refer to it.
    package struct KeptResult: Encodable, Sendable, Equatable {
        package let fingerprint: Digest
        package let result: RecordedResult
    }

    /// The agreement that holds now: the newest that both sides signed.
    package var agreement: IndicatorAgreement? { agreements.last(where: \.isAgreed) }

    package var terms: AgreementTerms? { agreement?.terms }

    package var isSettled: Bool { settlement?.adoptedBy != nil }

    /// The tranche at that place, planned when nothing has happened to it yet.
    package func tranche(_ number: Int) -> Tranche { tranches[number] ?? Tranche() }

    /// The newest recorded result of each indicator, in the catalogue's order.
    package var newestResults: [RecordedResult] {
        Indicator.allCases.compactMap { indicator in
            results.last { $0.result.indicator == indicator }?.result
        }
    }

    /// Every commitment of all talks, in order; the first has number 1.
    package var commitments: [Commitment] { talks.flatMap(\.commitments) }

    /// What the next talk is about, or nil before anything is agreed.
    package var agenda: TalkAgenda? {
        guard let terms, let begin = talks.map(\.heldOn).max() ?? agreedOn else { return nil }
        let told = Set(talks.flatMap(\.signals))
        let met = Set(talks.flatMap(\.met))
        return TalkAgenda(
            heldBy: begin.moved(byMonths: terms.monthsBetweenTalks),
            signals: signals.filter { !told.contains($0.number) },
            commitments: commitments.enumerated().map { .init(number: $0 + 1, commitment: $1) }
                .filter { !met.contains($0.number) },
            reports: reports.filter { $0.value.state == .handedIn }.keys.sorted())
    }
}

// What signals are raised from.
extension Initiative {
    /// The periods of which the report is late at that moment and wasn't called so before.
    func lateReports(at now: Instant) -> [Signal.Cause] {
        guard let terms, lessons == nil, !isSettled else { return [] }
        return terms.periods.indices.map { $0 + 1 }.filter { number in
            terms.periods[number - 1].lateFrom <= now && isAwaited(number)
        }.map { .lateReport(period: $0) }
    }

    /// When the next report is late, or nil.
    var nextLate: Instant? {
        guard let terms, lessons == nil, !isSettled else { return nil }
        return terms.periods.indices.filter { isAwaited($0 + 1) }
            .map { terms.periods[$0].lateFrom }.min()
    }

    private func isAwaited(_ period: Int) -> Bool {
        reports[period].map(\.state.isOpen) != false
            && !signals.contains { $0.cause == .lateReport(period: period) }
    }

    /// What an adopted report gives to talk about.
    func causes(in period: Int) -> [Signal.Cause] {
        guard let report = reports[period], report.state == .adopted else { return [] }
        return (terms(of: report)?.indicators ?? []).flatMap { agreed -> [Signal.Cause] in
            guard let value = report.value(of: agreed.indicator) else { return [] }
            let out: [Signal.Cause] =
                agreed.isOutOfBand(value)
                ? [.outOfBand(period: period, indicator: agreed.indicator)] : []
            return out
                + (isFalling(agreed, in: period)
                    ? [.falling(period: period, indicator: agreed.indicator)] : [])
        }
    }

    /// The terms under which a report was handed in.
    package func terms(of report: Report) -> AgreementTerms? {
        report.agreement.flatMap { agreements.numbered($0) }?.terms
    }

    /// Worse than the period before, which was worse than the one before it, by one definition; a
    /// period without a value is no fall.
    private func isFalling(_ agreed: AgreedIndicator, in period: Int) -> Bool {
        let values = [period - 2, period - 1, period].compactMap { number -> Rational? in
            guard let report = reports[number], report.state == .adopted,
                terms(of: report)?.indicator(agreed.indicator)?.definition == agreed.definition
            else { return nil }
            return report.value(of: agreed.indicator)
        }
        return values.count == 3 && agreed.isWorse(values[2], than: values[1])
            && agreed.isWorse(values[1], than: values[0])
    }
}
