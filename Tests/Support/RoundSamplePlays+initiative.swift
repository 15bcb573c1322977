internal import Domain

// What becomes of what was granted, in a round that is finished meanwhile.
extension RoundSamplePlays {
    static let followed: [RoundBuilder] = [agreeing, ending]

    private static let manager = DemoCast.relationshipManager
    private static let lead = DemoCast.editor(of: DemoCast.mental)
    private static let signatory = DemoCast.signatory(of: DemoCast.mental)

    /// A counter-proposal, reports that come back, fall and come late, and what is said of them.
    private static let agreeing: RoundBuilder = {
        var builder = RoundStage.finished.builder()
        builder.given(builder.proposing(), by: DemoCast.coordinator)
        builder.given(
            builder.proposing(InitiativeSample.terms(talkMonths: 3)), by: lead)
        builder.given(builder.signingAgreement(), by: signatory)
        builder.given(builder.signingAgreement(), by: manager)
        builder.now = amsterdam("2026-10-14T10:00:00").instant
        builder.given(.recordImport(note: InitiativeSample.note), by: manager)
        let result = InitiativeSample.result()
        builder.given(.recordResult(dossier: 1, result: result), by: manager)
        let figures = InitiativeSample.figures(70, result: builder.hashing.fingerprint(of: result))
        builder.handIn(1, figures)
        builder.given(
            .returnReport(dossier: 1, period: 1, reasons: RoundBuilder.reasons), by: manager)
        builder.report(1, figures)
        builder.pay(1)
        builder.given(.claimTranche(dossier: 1, tranche: 2), by: lead)
        builder.given(
            .refuseTranche(dossier: 1, tranche: 2, reasons: RoundBuilder.reasons), by: manager)
        builder.pass(to: "2027-01-22T00:00:00")
        builder.report(2, InitiativeSample.figures(65))
        builder.now = amsterdam("2027-04-14T10:00:00").instant
        builder.report(3, InitiativeSample.figures(50, nil))
        builder.given(
            .recordForecast(
                dossier: 1,
                forecast: Forecast(
                    year: 2027, expected: Cents(5_200_000), budget: Cents(5_000_000),
                    knownOn: builder.today)), by: manager)
        builder.given(
            .recordTalk(
                dossier: 1,
                talk: InitiativeSample.talk(
                    on: builder.today,
                    commitments: [
                        Commitment(
                            text: "Belt elk buurtteam.", owner: "Penvoerder", due: builder.today)
                    ], signals: [1, 2])), by: manager)
        handOver(&builder)
        builder.given(builder.snapshot(), by: manager)
        builder.given(
            builder.snapshot(reasons: RoundBuilder.reasons, text: "Verbeterd."), by: manager)
        return builder
    }()

    private static func handOver(_ builder: inout RoundBuilder) {
        builder.given(
            .registerHandover(dossier: 1, handover: InitiativeSample.handover(on: builder.today)),
            by: lead)
        builder.given(
            .confirmHandover(
                dossier: 1, handover: 1, confirmedOn: builder.today, firstContactOn: builder.today),
            by: DemoCast.team)
    }

    /// An initiative that stops, with its lessons, and pays part of its money back.
    private static let ending: RoundBuilder = {
        var builder = RoundStage.reportAdopted.builder()
        builder.given(.payTranche(dossier: 1, tranche: 1), by: DemoCast.budgetHolder)
        builder.given(
            .stopInitiative(dossier: 1, lessons: InitiativeSample.lessons), by: signatory)
        builder.given(.releaseLessons(dossier: 1), by: manager)
        builder.settle(1_000_000)
        builder.given(.receiveBack(dossier: 1, amount: Cents(500_000)), by: DemoCast.budgetHolder)
        return builder
    }()
}
