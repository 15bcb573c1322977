import Domain
import Wire

extension RoundExport {
    func text(_ form: ExportForm) -> String {
        guard case .table(let table, let separator) = form else { return lines }
        return switch table {
        case .dossiers: ExportTable<Dossier>.shown.text(of: state, separator: separator)
        case .ranking: ExportTable<RankingLine>.shown.text(of: state, separator: separator)
        case .allocation: ExportTable<AllocationLine>.shown.text(of: state, separator: separator)
        case .ledger: ExportTable<NumberedEntry>.shown.text(of: state, separator: separator)
        case .grants: GrantLine.table.text(of: state, separator: separator)
        }
    }
}

extension ExportForm.Table {
    /// What each column of it means.
    var meanings: [(name: String, meaning: String)] {
        switch self {
        case .dossiers: ExportTable<Dossier>.shown.meanings
        case .ranking: ExportTable<RankingLine>.shown.meanings
        case .allocation: ExportTable<AllocationLine>.shown.meanings
        case .ledger: ExportTable<NumberedEntry>.shown.meanings
        case .grants: GrantLine.table.meanings
        }
    }
}

extension ExportTable where Row == Dossier {
    fileprivate static var shown: Self {
        ExportTable(
            rows: \.dossiers,
            columns: [
                .init("dossier", "The dossier's number in the round.") { .number($0.number) },
                .init("title", "Its title, as submitted last.") { .text($0.shown.title) },
                .init("state", "Where it stands: a state of the glossary.") {
                    .text($0.state.rawValue)
                },
                .init("lead", "The name of the lead applicant.") {
                    .text($0.lead.organisation.name)
                },
                .init("partners", "The names of all partners, the lead's among them.") {
                    .text($0.members.map(\.organisation.name).joined(separator: ", "))
                },
                .init("requestedCents", "The amount requested, in cents.") {
                    .number($0.shown.totals.requested.value)
                },
                .init("minimumCents", "The smallest amount it can work with, in cents.") {
                    .number($0.shown.totals.minimum.value)
                },
                .init("points", "The total, 0 to 100, half up to one decimal; empty without.") {
                    .init(($0.assessment?.total).map { $0.rounded(decimals: 1) })
                },
                .init("place", "Its place in the ranking, from 1; empty when it isn't in it.") {
                    .init($1.ranking?.line(of: $0.number)?.place)
                },
                .init("decision", "granted, offeredInPart, reserve or rejected; empty before.") {
                    .init($1.decisions[$0.number]?.outcome.rawValue)
                },
                .init("decidedCents", "The amount of that decision, in cents.") {
                    .init($1.decisions[$0.number]?.amount.value)
                },
            ])
    }

}

extension ExportTable where Row == RankingLine {
    fileprivate static var shown: Self {
        ExportTable(
            rows: { $0.ranking?.lines ?? [] },
            columns: [
                .init("place", "The place, from 1.") { .number($0.place) },
                .init("dossier", "The dossier's number in the round.") { .number($0.dossier) },
                .init("title", "Its title, as submitted last.") { .init($1.title(of: $0.dossier)) },
                .init("points", "The total, 0 to 100, half up to one decimal.") {
                    .text($0.total.rounded(decimals: 1))
                },
                .init("exact", "The same total as an exact fraction, such as 641/8.") {
                    .text("\($0.total)")
                },
                .init("decidedBy", "What broke a tie: a criterion, revote or lottery; or empty.") {
                    .init($0.decidedBy)
                },
                .init("meetsThreshold", "yes when the total is at or above the threshold.") {
                    .text($0.meetsThreshold ? "yes" : "no")
                },
            ])
    }

}

extension ExportTable where Row == AllocationLine {
    fileprivate static var shown: Self {
        ExportTable(
            rows: { $0.allocation?.lines ?? [] },
            columns: [
                .init("place", "The place in the ranking; empty when it isn't in it.") {
                    .init($0.place)
                },
                .init("dossier", "The dossier's number in the round.") { .number($0.dossier) },
                .init("title", "Its title, as submitted last.") { .init($1.title(of: $0.dossier)) },
                .init("requestedCents", "The amount requested, in cents.") {
                    .number($0.requested.value)
                },
                .init("advisedCents", "What the committee advised below it, in cents; or empty.") {
                    .init($0.advised?.value)
                },
                .init("minimumCents", "The smallest amount it can work with, in cents.") {
                    .number($0.minimum.value)
                },
                .init("amountCents", "What it gets, by the rule or by the override, in cents.") {
                    .number($0.amount.value)
                },
                .init("cause", "Why the rule gives that: fits, part, doesNotFit and so on.") {
                    .text($0.cause.name)
                },
                .init("shortCents", "Of doesNotFit: how much the pot was short, in cents.") {
                    .init($0.cause.short?.value)
                },
                .init("because", "Of incompatible and afterStop: the dossier that caused it.") {
                    .init($0.cause.culprit)
                },
                .init("overrideCents", "What two people gave in place of the rule, in cents.") {
                    .init($0.override?.value)
                },
                .init("advice", "The decision that this advises.") { .text($0.advice.rawValue) },
            ])
    }

}

extension ExportTable where Row == NumberedEntry {
    fileprivate static var shown: Self {
        ExportTable(
            rows: {
                $0.ledger.entries.enumerated().map { NumberedEntry(number: $0 + 1, entry: $1) }
            },
            columns: [
                .init("entry", "The entry's number in the ledger, from 1.") { .number($0.number) },
                .init(
                    "kind", LedgerEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ") + "."
                ) {
                    .text($0.entry.kind.rawValue)
                },
                .init("amountCents", "The amount, in cents, never below 0.") {
                    .number($0.entry.amount.value)
                },
                .init("dossier", "The dossier's number; empty for the pot as a whole.") {
                    .init($0.entry.dossier)
                },
            ])
    }

}

extension Round {
    fileprivate func title(of dossier: DossierNumber) -> String? {
        self.dossier(dossier).map(\.shown.title)
    }
}

extension Dossier {
    /// What was submitted last, or else what stands in the draft.
    fileprivate var shown: DossierContent { submitted ?? content }
}

extension AllocationCause {
    fileprivate var name: String {
        switch self {
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

    fileprivate var short: Cents? {
        if case .doesNotFit(let short) = self { short } else { nil }
    }

    fileprivate var culprit: DossierNumber? {
        switch self {
        case .incompatible(let other), .afterStop(let other): other
        default: nil
        }
    }
}

/// An entry of the ledger with its number, from 1.
private struct NumberedEntry {
    let number: Int
    let entry: LedgerEntry
}
