internal import Domain
internal import Mustache

// Which lines of a letter are headings: those that the templates write, and nothing that was typed.
extension LetterTemplates {
    /// The headings as they stand in letters, on every legal basis and for every outcome.
    static let writtenHeadings = Set(
        LegalBasis.allCases.flatMap { basis in
            DecisionOutcome.allCases.flatMap { outcome in
                headings.map { written($0, basis, outcome) }
            }
        })

    private static func written(
        _ heading: String, _ basis: LegalBasis, _ outcome: DecisionOutcome
    ) -> String {
        do {
            let template = try MustacheTemplate(string: "{{%CONTENT_TYPE:TEXT}}\n\(heading)\n")
            let values: [String: Any] = [
                "contract": basis == .contract, "decisionHeading": basis.decisionHeading,
                "reasonsHeading": outcome.reasonsHeading,
            ]
            return PlainText.tidied(template.render(values))
        } catch {
            preconditionFailure("the heading \(heading) can't be read: \(error)")
        }
    }
}

extension LegalBasis {
    /// What stands above what was decided; nothing is decided by law in a contract.
    var decisionHeading: String { self == .contract ? "Onze keuze" : "Ons besluit" }
}

extension DecisionOutcome {
    /// What stands above the reasons.
    var reasonsHeading: String {
        switch self {
        case .granted: "Waarom uw coalitie dit geld krijgt"
        case .offeredInPart: "Waarom u niet het hele bedrag krijgt"
        case .reserve: "Waarom u nu geen geld krijgt"
        case .rejected: "Waarom u geen geld krijgt"
        }
    }
}
