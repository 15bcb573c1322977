internal import Domain

/// Terms as both sides read them: what is measured, when is reported, and when is paid.
struct AgreementTable {
    let agreement: IndicatorAgreement
    let desk: InitiativeDesk

    private var language: Language { desk.language }
    private var written: Written { desk.written }
    private var terms: AgreementTerms { agreement.terms }

    var values: [String: Any] {
        [
            "version": agreement.version, "fingerprint": agreement.fingerprint.description,
            "signed": AgreementSide.allCases.map { side in
                let has = agreement.signatures.contains { $0.side == side }
                let word: AgreementWords = has ? .signed : .unsigned
                return "\(side.phrase[language]): \(word(language))"
            },
            "proposedBy": agreement.proposedBy.phrase[language],
            "indicators": terms.indicators.map(indicator),
            "periods": terms.periods.enumerated().map { period($0 + 1, $1) },
            "tranches": terms.tranches.map(tranche), "hasTranches": !terms.tranches.isEmpty,
            "talks": AgreementWords.talkEvery(language).replacing(
                "%", with: "\(terms.monthsBetweenTalks)"),
            "story":
                (terms.interpretationRequired
                ? AgreementWords.storyAsked : .storyFree)(language),
        ]
    }

    private func indicator(_ agreed: AgreedIndicator) -> [String: Any] {
        func value(_ value: Rational?) -> String {
            value.map { written.value($0, agreed.unit) } ?? "–"
        }
        return [
            "name": agreed.indicator.phrase[language],
            "cells": [
                value(agreed.baseline), value(agreed.target), value(agreed.low),
                value(agreed.high),
            ],
        ]
    }

    private func period(_ number: Int, _ period: ReportPeriod) -> [String: Any] {
        [
            "number": number, "name": written.period(period.from, period.to),
            "due": written.date(period.due),
        ]
    }

    private func tranche(_ tranche: AgreedTranche) -> [String: Any] {
        [
            "amount": written.money(tranche.amount),
            "condition": desk.conditions(of: tranche, in: terms),
        ]
    }
}

extension InitiativeDesk {
    /// What must hold before a tranche can be claimed, in words.
    func conditions(of tranche: AgreedTranche, in terms: AgreementTerms) -> String {
        var conditions: [String] = []
        if let day = tranche.notBefore {
            conditions.append("\(AgreementWords.notBefore(language)) \(written.date(day))")
        }
        if let report = tranche.report, terms.periods.indices.contains(report - 1) {
            let period = terms.periods[report - 1]
            conditions.append(
                "\(AgreementWords.afterReport(language)) "
                    + written.period(period.from, period.to))
        }
        return conditions.isEmpty
            ? AgreementWords.noCondition(language) : conditions.joined(separator: "; ")
    }
}

extension AgreementSide {
    /// Who that is.
    package var phrase: Phrase {
        switch self {
        case .municipality: Phrase("Gemeente", "Municipality")
        case .coalition: Phrase("Coalitie", "Coalition")
        }
    }
}
