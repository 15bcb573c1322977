import Domain
import Support
import Testing

/// Terms that both sides propose, sign and can't change alone (F12).
struct IndicatorAgreementTests {
    private let manager = DemoCast.relationshipManager
    private let lead = DemoCast.signatory(of: DemoCast.mental)
    private let editor = DemoCast.editor(of: DemoCast.mental)
    private let partner = DemoCast.signatory(of: DemoCast.disability)

    private func refusal(_ terms: AgreementTerms) -> Refusal? {
        let builder = RoundStage.decided.builder()
        return builder.refusal(of: builder.proposing(terms), by: manager)
    }

    @Test func `a grant begins an initiative, and so does an accepted part offer`() {
        let builder = RoundStage.decided.builder()
        #expect(builder.round.initiatives.keys.sorted() == [1, 2])
        #expect(builder.round.initiative(1)?.grantedOn == builder.today)
        let offered = RoundStage.offerFitted.builder()
        #expect(offered.round.initiative(1) == nil)
        expectRefused(.wrongState, offered.proposing(), by: manager, in: offered)
        var accepted = offered
        accepted.given(accepted.accepting(1), by: lead)
        #expect(accepted.round.initiative(1)?.dossier == 1)
    }

    @Test func `either side proposes on what the other proposed, and only the newest is signed`() {
        var builder = RoundStage.agreementProposed.builder()
        let first = builder.signingAgreement()
        expectRefused(
            .staleVersion,
            .proposeAgreement(dossier: 1, version: 0, terms: InitiativeSample.terms), by: editor,
            in: builder)
        builder.given(builder.proposing(InitiativeSample.terms(talkMonths: 3)), by: editor)
        #expect(
            builder.round.initiative(1)?.agreements.map(\.proposedBy) == [
                .municipality, .coalition,
            ])
        #expect(
            builder.refusal(of: first, by: manager)
                == Refusal(.staleVersion, subject: "1", current: 2))
        expectRefused(
            .contentMismatch, .signAgreement(dossier: 1, version: 2, content: .zero), by: manager,
            in: builder)
        expectRefused(.notSignatory, builder.signingAgreement(), by: editor, in: builder)
        expectRefused(.notAllowed, builder.signingAgreement(), by: partner, in: builder)
        expectRefused(.notAllowed, builder.proposing(), by: partner, in: builder)
        builder.given(builder.signingAgreement(), by: lead)
        #expect(builder.round.initiative(1)?.agreement == nil)
        #expect(builder.state(1) == .agreement)
        expectRefused(.alreadySigned, builder.signingAgreement(), by: lead, in: builder)
        builder.given(builder.signingAgreement(), by: manager)
        #expect(builder.round.initiative(1)?.terms?.monthsBetweenTalks == 3)
        #expect(builder.state(1) == .running)
    }

    @Test func `nobody signs for both sides`() {
        var builder = RoundStage.agreementProposed.builder()
        builder.given(builder.signingAgreement(), by: lead)
        builder.change(.roleGranted(person: lead, role: .relationshipManager))
        builder.change(.membershipEnded(person: lead, organisation: DemoCast.mental))
        expectRefused(.sameEyes, builder.signingAgreement(), by: lead, in: builder)
    }

    @Test func `a change is the next number by the same steps, and the old one holds until then`() {
        var builder = RoundStage.agreed.builder()
        builder.given(builder.proposing(InitiativeSample.terms(talkMonths: 6)), by: manager)
        #expect(builder.round.initiative(1)?.agreement?.version == 1)
        builder.given(builder.signingAgreement(), by: manager)
        #expect(builder.round.initiative(1)?.agreement?.version == 1)
        builder.given(builder.signingAgreement(), by: lead)
        #expect(builder.round.initiative(1)?.agreement?.version == 2)
    }

    @Test func `what was reported on or claimed stays as it was, old results keep their terms`() {
        var builder = RoundStage.reportHandedIn.builder()
        let other = InitiativeSample.period("2026-07-01", "2026-09-30", due: "2026-11-21")
        let periods = [other] + InitiativeSample.quarters.dropFirst()
        #expect(
            builder.refusal(
                of: builder.proposing(InitiativeSample.terms(periods: periods)), by: manager)
                == Refusal(.agreementLocked, subject: "periods"))
        let tranches = [AgreedTranche(amount: Cents(1), notBefore: nil, report: nil)]
        #expect(
            builder.refusal(
                of: builder.proposing(InitiativeSample.terms(tranches: tranches)), by: manager)
                == Refusal(.agreementLocked, subject: "tranches"))
        let later = InitiativeSample.terms(indicators: [InitiativeSample.outflow(60, 90)])
        builder.agree(later)
        let report = builder.report(1)
        #expect(report?.agreement == 1)
        #expect(
            report.flatMap { builder.round.initiative(1)?.terms(of: $0) } == InitiativeSample.terms)
        #expect(builder.round.initiative(1)?.terms == later)
    }

    @Test func `what was claimed between proposal and signature stops the signature too`() {
        var builder = RoundStage.agreed.builder()
        let tranches = [AgreedTranche(amount: Cents(1), notBefore: nil, report: nil)]
        builder.given(builder.proposing(InitiativeSample.terms(tranches: tranches)), by: manager)
        builder.given(builder.signingAgreement(), by: manager)
        builder.pay(1, until: .handedIn)
        expectRefused(.agreementLocked, builder.signingAgreement(), by: lead, in: builder)
    }

    @Test func `a direction that contradicts the sign is refused, equal values aren't`() {
        for (baseline, target, code) in [
            (60, 59, RefusalCode.directionContradicts), (60, 60, nil), (60, 61, nil),
        ] as [(Rational, Rational, RefusalCode?)] {
            let terms = InitiativeSample.terms(
                indicators: [InitiativeSample.outflow(baseline, target, low: nil)])
            #expect(refusal(terms)?.code == code)
        }
        let down = InitiativeSample.outflow(60, 50, low: nil, direction: .down)
        #expect(
            refusal(InitiativeSample.terms(indicators: [down]))
                == Refusal(.directionContradicts, subject: "sustainedOutflow"))
    }

    @Test func `an indicator has a definition, once, with values of its unit`() {
        let unknown = InitiativeSample.outflow(definition: 2)
        #expect(refusal(InitiativeSample.terms(indicators: [unknown]))?.code == .unknownIndicator)
        let twice = [InitiativeSample.outflow(), InitiativeSample.outflow()]
        #expect(refusal(InitiativeSample.terms(indicators: twice))?.code == .alreadyExists)
        for (agreed, code) in [
            (InitiativeSample.outflow(0, 100, low: 0, high: 100), nil),
            (InitiativeSample.outflow(60, Rational(1001, 10)), .malformed),
            (InitiativeSample.outflow(-1, 60), .malformed),
            (InitiativeSample.outflow(60, 75, low: 70, high: 69), .malformed),
            (InitiativeSample.outflow(60, 75, low: 70, high: 70), nil),
            (InitiativeSample.satisfaction(1, 10), nil),
            (InitiativeSample.satisfaction(0, 10), .malformed),
            (InitiativeSample.satisfaction(1, Rational(101, 10)), .malformed),
        ] as [(AgreedIndicator, RefusalCode?)] {
            #expect(refusal(InitiativeSample.terms(indicators: [agreed]))?.code == code)
        }
    }

    @Test func `attainment is exact and not cut off, and met or not where the target is to keep`() {
        let up = InitiativeSample.outflow(60, 75)
        #expect(up.attainment(of: 75) == .part(1))
        #expect(up.attainment(of: Rational(200, 3)) == .part(Rational(4, 9)))
        #expect(up.attainment(of: 50) == .part(Rational(-2, 3)))
        #expect(up.attainment(of: 90) == .part(2))
        let keep = InitiativeSample.outflow(60, 60)
        #expect(keep.attainment(of: 60) == .met && keep.attainment(of: 59) == .notMet)
    }

    @Test(arguments: [
        ("2026-07-01", "2026-07-31", true), ("2026-07-01", "2026-09-30", true),
        ("2026-07-01", "2026-12-31", true), ("2026-08-01", "2026-10-31", false),
        ("2026-04-01", "2026-09-30", false), ("2026-07-01", "2026-08-31", false),
        ("2026-07-02", "2026-07-31", false), ("2026-07-01", "2026-07-30", false),
        ("2026-01-01", "2026-12-31", false), ("2028-02-01", "2028-02-29", true),
    ])
    func `a period is a calendar month, quarter or half year`(
        from: String, to: String, isWhole: Bool
    ) {
        let period = InitiativeSample.period(from, to, due: "2028-12-31")
        let terms = InitiativeSample.terms(periods: [period], tranches: [])
        #expect(refusal(terms)?.code == (isWhole ? nil : .malformed))
    }

    @Test func `periods follow each other and are due after their end`() {
        let quarters = InitiativeSample.quarters
        for periods in [
            [quarters[1], quarters[0]], [quarters[0], quarters[0]],
            [InitiativeSample.period("2026-07-01", "2026-09-30", due: "2026-09-30")],
        ] {
            let terms = InitiativeSample.terms(periods: periods, tranches: [])
            #expect(refusal(terms)?.code == .datesOutOfOrder)
        }
    }

    @Test func `tranches make at most the award, and wait for a report that there is`() {
        func terms(_ amounts: [Int], report: Int? = nil) -> AgreementTerms {
            InitiativeSample.terms(
                tranches: amounts.map {
                    AgreedTranche(amount: Cents($0), notBefore: nil, report: report)
                })
        }
        #expect(refusal(terms([3_999_999, 1])) == nil)
        #expect(
            refusal(terms([4_000_000, 1]))
                == Refusal(.aboveGrant, subject: "tranches", limit: 4_000_000))
        #expect(refusal(terms([Cents.most, Cents.most]))?.code == .aboveGrant)
        #expect(refusal(terms([0]))?.code == .amountNegative)
        #expect(refusal(terms([1], report: 3)) == nil)
        #expect(refusal(terms([1], report: 4)) == Refusal(.unknownPeriod, subject: "4"))
        #expect(refusal(terms([1], report: 0))?.code == .unknownPeriod)
    }

    @Test func `there are limits to what is agreed`() {
        let agreed = IndicatorDefinition.catalogue.map { definition in
            AgreedIndicator(
                indicator: definition.indicator, definition: 1, direction: definition.direction,
                unit: definition.unit, baseline: 5, target: 5, low: nil, high: nil)
        }
        // The catalogue is shorter than the limit, so the same ones are refused for their number.
        let many = Array(repeating: agreed, count: 2).flatMap(\.self)
        let limit = Limits.indicatorsPerAgreement
        #expect(refusal(InitiativeSample.terms(indicators: agreed)) == nil)
        #expect(
            refusal(InitiativeSample.terms(indicators: Array(many.prefix(limit + 1))))
                == Refusal(.tooMany, subject: "indicators", limit: limit))
        #expect(refusal(InitiativeSample.terms(indicators: []))?.code == .rulesIncomplete)
        #expect(refusal(InitiativeSample.terms(periods: []))?.code == .rulesIncomplete)
        let months = (0...Limits.periodsPerAgreement).map { index in
            let first = InitiativeSample.day("2027-01-01").moved(byMonths: index)
            let last = CivilDate(dayNumber: first.moved(byMonths: 1).dayNumber - 1)
            return ReportPeriod(from: first, to: last, due: last.advanced(byDays: 21))
        }
        let tranche = AgreedTranche(amount: Cents(1), notBefore: nil, report: nil)
        for (terms, code) in [
            (InitiativeSample.terms(periods: months.dropLast(), tranches: []), nil),
            (InitiativeSample.terms(periods: months, tranches: []), .tooMany),
            (InitiativeSample.terms(tranches: Array(repeating: tranche, count: 20)), nil),
            (InitiativeSample.terms(tranches: Array(repeating: tranche, count: 21)), .tooMany),
            (InitiativeSample.terms(talkMonths: 12), nil),
            (InitiativeSample.terms(talkMonths: 13), .malformed),
            (InitiativeSample.terms(talkMonths: 0), .malformed),
        ] as [(AgreementTerms, RefusalCode?)] {
            #expect(refusal(terms)?.code == code)
        }
    }

    @Test func `so many proposals there may be, and no more`() {
        var builder = RoundStage.decided.builder()
        for _ in 1...Limits.agreementVersions {
            builder.given(builder.proposing(), by: manager)
        }
        expectRefused(.tooMany, builder.proposing(), by: manager, in: builder)
    }

    @Test func `a member with a vote doesn't follow an initiative by another role`() {
        var builder = RoundStage.agreementProposed.builder()
        builder.change(.roleGranted(person: DemoCast.memberOne, role: .relationshipManager))
        expectRefused(.notAllowed, builder.proposing(), by: DemoCast.memberOne, in: builder)
        let actor = builder.actor(DemoCast.memberOne)
        #expect(!builder.round.admits(actor, as: .relationshipManager))
    }

    @Test func `a finished round's initiatives run on`() {
        var builder = RoundStage.finished.builder()
        builder.agree()
        builder.now = amsterdam("2026-10-05T10:00:00").instant
        builder.report(1, InitiativeSample.figures(70))
        builder.pay(1)
        #expect(builder.round.phase == .finished && builder.state(1) == .running)
        #expect(builder.round.ledger.total(.paid, of: 1) == Cents(1_500_000))
    }
}
