import Domain

extension RoundExport {
    func text(_ form: ExportForm) -> String {
        guard case .table(let table, let separator) = form else { return lines }
        var csv = CSV(separator: separator)
        switch table {
        case .dossiers: addDossiers(to: &csv)
        case .ranking: addRanking(to: &csv)
        case .allocation: addAllocation(to: &csv)
        case .ledger: addLedger(to: &csv)
        }
        return csv.text
    }

    private func addDossiers(to csv: inout CSV) {
        csv.add(
            "dossier", "title", "state", "lead", "partners", "requestedCents", "minimumCents",
            "points", "place", "decision", "decidedCents")
        for dossier in state.dossiers {
            let content = dossier.submitted ?? dossier.content
            let decision = state.decisions[dossier.number]
            csv.add([
                .number(dossier.number), .text(content.title), .text(dossier.state.rawValue),
                .text(dossier.lead.organisation.name),
                .text(dossier.members.map(\.organisation.name).joined(separator: ", ")),
                .number(content.totals.requested.value), .number(content.totals.minimum.value),
                .init(dossier.assessment?.total.map(Self.rounded)),
                .init(state.ranking?.line(of: dossier.number)?.place),
                .init(decision?.outcome.rawValue), .init(decision?.amount.value),
            ])
        }
    }

    private func addRanking(to csv: inout CSV) {
        csv.add("place", "dossier", "title", "points", "exact", "decidedBy", "meetsThreshold")
        for line in state.ranking?.lines ?? [] {
            csv.add([
                .number(line.place), .number(line.dossier), .init(title(of: line.dossier)),
                .text(Self.rounded(line.total)), .text("\(line.total)"), .init(line.decidedBy),
                .text(line.meetsThreshold ? "yes" : "no"),
            ])
        }
    }

    private func addAllocation(to csv: inout CSV) {
        csv.add(
            "place", "dossier", "title", "requestedCents", "minimumCents", "amountCents", "cause",
            "advice")
        for line in state.allocation?.lines ?? [] {
            csv.add([
                .init(line.place), .number(line.dossier), .init(title(of: line.dossier)),
                .number(line.requested.value), .number(line.minimum.value),
                .number(line.amount.value), .text(Self.name(of: line.cause)),
                .text(line.advice.rawValue),
            ])
        }
    }

    private func addLedger(to csv: inout CSV) {
        csv.add("entry", "kind", "amountCents", "dossier")
        for (index, entry) in state.ledger.entries.enumerated() {
            csv.add([
                .number(index + 1), .text(entry.kind.rawValue), .number(entry.amount.value),
                .init(entry.dossier),
            ])
        }
    }

    private func title(of dossier: DossierNumber) -> String? {
        state.dossier(dossier).map { ($0.submitted ?? $0.content).title }
    }

    /// Half up to one decimal, so that figures agree everywhere.
    static func rounded(_ total: Rational) -> String { total.rounded(decimals: 1) }

    private static func name(of cause: AllocationCause) -> String {
        switch cause {
        case .withdrawn: "withdrawn"
        case .notAssessed: "notAssessed"
        case .failedGate: "failedGate"
        case .belowThreshold: "belowThreshold"
        case .incompatible: "incompatible"
        case .fits: "fits"
        case .part: "part"
        case .doesNotFit: "doesNotFit"
        case .afterStop: "afterStop"
        }
    }
}
