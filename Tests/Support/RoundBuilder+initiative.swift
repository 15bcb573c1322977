package import Domain

// The steps of a funded dossier's course, as short as a test wants to say them.
extension RoundBuilder {
    package var today: CivilDate { AmsterdamTime(now).date }

    /// The command that proposes these terms as the next number.
    package func proposing(
        _ terms: AgreementTerms = InitiativeSample.terms, on number: DossierNumber = 1
    ) -> RoundCommand {
        .proposeAgreement(
            dossier: number, version: round.initiative(number)?.agreements.count ?? 0,
            terms: terms)
    }

    /// The command that signs the newest terms.
    package func signingAgreement(_ number: DossierNumber = 1) -> RoundCommand {
        let newest = round.initiative(number)?.agreements.last
        return .signAgreement(
            dossier: number, version: newest?.version ?? 0, content: newest?.fingerprint ?? .zero)
    }

    /// Terms that both sides have signed.
    package mutating func agree(
        _ terms: AgreementTerms = InitiativeSample.terms, on number: DossierNumber = 1
    ) {
        given(proposing(terms, on: number), by: DemoCast.relationshipManager)
        given(signingAgreement(number), by: DemoCast.relationshipManager)
        given(
            signingAgreement(number), by: DemoCast.signatory(of: members(number)[0]))
    }

    package func report(_ period: Int, of number: DossierNumber = 1) -> Report? {
        round.initiative(number)?.reports[period]
    }

    package func saving(
        _ period: Int, _ figures: [ReportedFigure], of number: DossierNumber = 1
    ) -> RoundCommand {
        .saveReport(
            dossier: number, period: period, version: report(period, of: number)?.version ?? 0,
            figures: figures)
    }

    package func handingIn(_ period: Int, of number: DossierNumber = 1) -> RoundCommand {
        let report = report(period, of: number)
        return .handInReport(
            dossier: number, period: period, version: report?.version ?? 0,
            content: report?.fingerprint ?? .zero)
    }

    package func adopting(_ period: Int, of number: DossierNumber = 1) -> RoundCommand {
        .adoptReport(
            dossier: number, period: period,
            content: report(period, of: number)?.fingerprint ?? .zero)
    }

    /// Saved and handed in by the lead's editor.
    package mutating func handIn(
        _ period: Int, _ figures: [ReportedFigure], of number: DossierNumber = 1
    ) {
        let editor = DemoCast.editor(of: members(number)[0])
        given(saving(period, figures, of: number), by: editor)
        given(handingIn(period, of: number), by: editor)
    }

    /// Handed in and adopted.
    @discardableResult
    package mutating func report(
        _ period: Int, _ figures: [ReportedFigure], of number: DossierNumber = 1
    ) -> [RoundEvent] {
        handIn(period, figures, of: number)
        return given(adopting(period, of: number), by: DemoCast.relationshipManager)
    }

    /// A tranche from claim to paid, as far as named.
    package mutating func pay(
        _ tranche: Int, of number: DossierNumber = 1, until state: Tranche.State = .paid
    ) {
        given(
            .claimTranche(dossier: number, tranche: tranche),
            by: DemoCast.editor(of: members(number)[0]))
        if state == .handedIn { return }
        given(
            .approveTranche(dossier: number, tranche: tranche, check: .substance),
            by: DemoCast.relationshipManager)
        if state == .approvedOnSubstance { return }
        given(
            .approveTranche(dossier: number, tranche: tranche, check: .finance),
            by: DemoCast.budgetHolder)
        if state == .approvedOnFinance { return }
        given(.payTranche(dossier: number, tranche: tranche), by: DemoCast.budgetHolder)
    }

    package mutating func settle(_ cents: Int, on number: DossierNumber = 1) {
        given(
            .proposeSettlement(
                dossier: number, amount: Cents(cents), reasons: Self.reasons),
            by: DemoCast.relationshipManager)
        given(
            .adoptSettlement(dossier: number, amount: Cents(cents)), by: DemoCast.budgetHolder)
    }

    /// A snapshot of the quarter that is over, with a summary of every initiative.
    package func snapshot(
        _ quarter: Quarter = Quarter(year: 2026, quarter: 1), reasons: String? = nil,
        text: String = "Buren en zorg werken samen."
    ) -> RoundCommand {
        .takeSnapshot(
            quarter: quarter,
            summaries: round.initiatives.keys.sorted().map {
                PublicSummary(dossier: $0, text: text)
            },
            corrects: round.snapshots.last { $0.quarter == quarter }?.number, reasons: reasons)
    }
}
