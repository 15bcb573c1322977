// What is seen of funded dossiers: their own people and the municipality see how they run, those who
// talk see what is said, and everybody sees what was released (F16, F17, F22).
extension Round {
    func initiativePart(_ number: DossierNumber, for viewer: RoundViewer) -> RoundPart? {
        guard let initiative = initiatives[number], sees(initiative, viewer) else { return nil }
        return .initiative(
            InitiativePart(
                dossier: number, grantedOn: initiative.grantedOn,
                agreements: initiative.agreements, inForce: initiative.agreement?.version,
                reports: initiative.reports.sorted { $0.key < $1.key }.map {
                    reportPart($0.value, of: $0.key, initiative)
                },
                tranches: (initiative.terms?.tranches ?? []).enumerated().map {
                    tranchePart($0.offset + 1, $0.element, initiative)
                },
                award: ledger.award(of: number), paid: ledger.paid(to: number),
                outstanding: ledger.outstanding(from: number),
                settlement: initiative.settlement, results: initiative.results,
                forecasts: initiative.forecasts, lessons: initiative.lessons))
    }

    private func reportPart(
        _ report: Report, of period: Int, _ initiative: Initiative
    ) -> InitiativePart.PeriodReport {
        let terms = initiative.terms(of: report) ?? initiative.terms
        return .init(
            period: period, report: report,
            attainments: report.figures.compactMap { figure in
                guard let value = figure.value,
                    let result = terms?.indicator(figure.indicator)?.attainment(of: value)
                else { return nil }
                return .init(figure.indicator, result)
            })
    }

    private func tranchePart(
        _ number: Int, _ agreed: AgreedTranche, _ initiative: Initiative
    ) -> InitiativePart.Payment {
        let isReported = agreed.report.map { initiative.reports[$0]?.state == .adopted } != false
        return .init(
            tranche: number, agreed: agreed, progress: initiative.tranche(number),
            claimable: isReported && initiative.tranche(number).state == .planned
                && initiative.lessons == nil && !initiative.isSettled)
    }

    func talksPart(_ number: DossierNumber, for viewer: RoundViewer) -> RoundPart? {
        guard let initiative = initiatives[number], hears(initiative, viewer) else { return nil }
        return .talks(
            TalksPart(
                signals: initiative.signals, talks: initiative.talks,
                agenda: initiative.agenda))
    }

    /// Who receives sees what it received, and no other handover.
    func handoversPart(_ number: DossierNumber, for viewer: RoundViewer) -> RoundPart? {
        guard let initiative = initiatives[number] else { return nil }
        let shown = initiative.handovers.enumerated().filter { _, handover in
            switch viewer {
            case .neighbourhoodTeam: handover.receiver == nil
            case .applicant(let organisation) where !hears(initiative, viewer):
                handover.receiver == organisation
            default: hears(initiative, viewer)
            }
        }
        if shown.isEmpty { return nil }
        return .handovers(
            shown.map {
                HandoverPart(number: $0.offset + 1, handover: $0.element, isWarm: $0.element.isWarm)
            })
    }

    func lessonsPart(_ number: DossierNumber) -> RoundPart? {
        guard let initiative = initiatives[number], initiative.lessonsAreReleased,
            let lessons = initiative.lessons, let dossier = dossier(number)
        else { return nil }
        return .lessons(
            LessonsPart(
                dossier: number, title: (dossier.submitted ?? dossier.content).title,
                coalition: dossier.submittedNames, lessons: lessons))
    }

    func importsPart(for viewer: RoundViewer) -> RoundPart? {
        switch viewer {
        case .coordinator, .relationshipManager, .auditor:
            imports.isEmpty ? nil : .imports(imports)
        default: nil
        }
    }

    /// Whether this viewer follows how it runs: its coalition, and who runs, pays, decides or audits
    /// for the municipality; no member of the committee.
    private func sees(_ initiative: Initiative, _ viewer: RoundViewer) -> Bool {
        switch viewer {
        case .secretary, .decisionMaker, .budgetHolder: true
        default: hears(initiative, viewer)
        }
    }

    /// Whether this viewer takes part in the talks, or audits: nobody else learns what is said.
    private func hears(_ initiative: Initiative, _ viewer: RoundViewer) -> Bool {
        switch viewer {
        case .applicant(let organisation):
            dossier(initiative.dossier)?.partner(organisation)?.standing == .accepted
        case .coordinator, .relationshipManager, .auditor: true
        case .member, .secretary, .decisionMaker, .observer, .projector, .council, .budgetHolder,
            .neighbourhoodTeam:
            false
        }
    }
}
