package import Domain

extension GrantLine {
    /// The public overview of grants (Woo, article 3.3a).
    package static var table: ExportTable<GrantLine> {
        ExportTable(
            rows: \.grantLines,
            columns: [
                .init("dossier", "The dossier's number in the round.") { .number($0.dossier) },
                .init("legalBasis", "On what ground: subsidy, contract or incidental.") {
                    .text($0.legalBasis.rawValue)
                },
                .init("legalSource", "The regulation, contract clause or budget line.") {
                    .text($0.legalSource)
                },
                .init("recipient", "The name of the lead applicant, who receives the grant.") {
                    .text($0.recipient)
                },
                .init("recipientNumber", "The recipient's Chamber of Commerce number.") {
                    .text($0.recipientNumber)
                },
                .init("activities", "What the money is for.") { .text($0.activities) },
                .init("aims", "The societal effects that it serves, with semicolons between.") {
                    .text($0.aims.joined(separator: "; "))
                },
                .init("grantedOn", "The day of the grant.") { .text("\($0.grantedOn)") },
                .init("grantedCents", "What was granted, in cents.") {
                    .number($0.granted.value)
                },
                .init("settledCents", "What it was settled on, in cents; empty while it runs.") {
                    .init($0.settled?.value)
                },
                .init("settledOn", "The day of the settlement; empty while it runs.") {
                    .init($0.settledOn.map { "\($0)" })
                },
                .init("withdrawnCents", "What was taken back of the grant, in cents.") {
                    .number($0.withdrawn.value)
                },
                .init("state", "Where it stands: a state of the glossary.") {
                    .text($0.state.rawValue)
                },
            ])
    }
}
