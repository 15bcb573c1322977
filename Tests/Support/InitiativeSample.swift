package import Domain

/// What is agreed on, reported and said about a funded dossier, in the shapes that tests start from.
package enum InitiativeSample {
    /// Two indicators, three quarters from July 2026, and three tranches that make EUR 40,000.
    package static let terms = terms()

    package static func terms(
        indicators: [AgreedIndicator] = [outflow(), satisfaction()],
        periods: [ReportPeriod] = quarters, tranches: [AgreedTranche] = tranches,
        interpretation: Bool = true, talkMonths: Int? = nil
    ) -> AgreementTerms {
        AgreementTerms(
            indicators: indicators, periods: periods, tranches: tranches,
            interpretationRequired: interpretation, talkMonths: talkMonths)
    }

    package static func outflow(
        _ baseline: Rational = 60, _ target: Rational = 75, low: Rational? = 55,
        high: Rational? = nil, direction: Attainment.Direction = .up, definition: Int = 1
    ) -> AgreedIndicator {
        AgreedIndicator(
            indicator: .sustainedOutflow, definition: definition, direction: direction,
            unit: .percent, baseline: baseline, target: target, low: low, high: high)
    }

    package static func satisfaction(
        _ baseline: Rational = 7, _ target: Rational = 8
    ) -> AgreedIndicator {
        AgreedIndicator(
            indicator: .clientSatisfaction, definition: 1, direction: .up, unit: .grade,
            baseline: baseline, target: target, low: nil, high: nil)
    }

    package static let quarters = [
        period("2026-07-01", "2026-09-30", due: "2026-10-21"),
        period("2026-10-01", "2026-12-31", due: "2027-01-21"),
        period("2027-01-01", "2027-03-31", due: "2027-04-21"),
    ]

    package static let tranches = [
        AgreedTranche(amount: Cents(1_500_000), notBefore: nil, report: nil),
        AgreedTranche(amount: Cents(1_500_000), notBefore: nil, report: 1),
        AgreedTranche(amount: Cents(1_000_000), notBefore: day("2027-05-01"), report: 3),
    ]

    package static func period(_ from: String, _ to: String, due: String) -> ReportPeriod {
        ReportPeriod(from: day(from), to: day(to), due: day(due))
    }

    /// Both agreed figures; nil is not reported.
    package static func figures(
        _ outflow: Rational?, _ grade: Rational? = 8, story: String = "Zoals verwacht.",
        result: Digest? = nil
    ) -> [ReportedFigure] {
        [
            ReportedFigure(
                indicator: .sustainedOutflow, value: outflow, n: outflow == nil ? nil : 20,
                low: nil, high: nil, interpretation: story, result: result),
            ReportedFigure(
                indicator: .clientSatisfaction, value: grade, n: grade == nil ? nil : 15,
                low: grade == nil ? nil : 7, high: grade == nil ? nil : 9, interpretation: story,
                result: nil),
        ]
    }

    /// So many of so many, all of it large enough to be shown.
    package static func result(
        _ numerator: Int? = 14, of n: Int? = 20, value: Rational? = 70,
        knownOn: String = "2026-10-14"
    ) -> RecordedResult {
        RecordedResult(
            indicator: .sustainedOutflow, definition: 1, horizon: "P6M", from: day("2025-07-01"),
            to: day("2026-03-31"), referenceDate: day("2026-10-01"), knownOn: day(knownOn),
            value: value, n: n, numerator: numerator, notYetMature: 6)
    }

    package static func talk(
        on date: CivilDate, note: String = "De start ging goed; twee teams lopen achter.",
        commitments: [Commitment] = [], signals: [Int] = [], met: [Int] = []
    ) -> Talk {
        Talk(
            heldOn: date, present: ["Penvoerder", "Relatiemanager"], note: note,
            commitments: commitments, signals: signals, met: met)
    }

    package static func handover(
        _ reference: String = "OVD-17", from: OrganisationID = DemoCast.mental,
        to destination: WarmHandover.Destination = .neighbourhoodTeam,
        receiver: OrganisationID? = nil, form: WarmHandover.Form = .threeWayTalk,
        on date: CivilDate, contact: CivilDate? = nil, consent: Bool = true
    ) -> Handover {
        Handover(
            reference: reference, from: from, destination: destination, receiver: receiver,
            form: form, heldOn: date, careEndedOn: date, firstContactOn: contact,
            consent: consent, confirmedOn: nil)
    }

    package static let lessons = Lessons(
        tried: "Samen indiceren aan de keukentafel.",
        learned: "Zonder vaste dag per wijk komt het er niet van.",
        keep: "De vaste contactpersoon per buurtteam.")

    package static let note = ImportNote(
        hash: RuleSample().rules.lotterySeed, knownOn: day("2026-10-14"), read: 120,
        accepted: 115, doubled: 3, refused: 2)

    package static func day(_ text: String) -> CivilDate {
        guard let day = CivilDate(text) else { preconditionFailure("\(text) is no day") }
        return day
    }
}
