internal import Domain

/// The last step of an explanation: what there was to divide, who came before, and what was left.
struct ExplainedDivision {
    let facts: ExplanationFacts

    var paragraphs: [String] {
        guard let allocation = facts.allocation else { return [] }
        return intro(allocation) + turn(allocation)
            + (allocation.override.map {
                ["Voor dit dossier is van de regel afgeweken. De reden daarvoor is:"]
                    + [PlainText.paragraphs($0)]
            } ?? []) + (allocation.passedOver ?? []).flatMap(passing) + [result(allocation)]
    }

    /// What there was to divide, and of whom when it came later.
    private func intro(_ allocation: ExplainedAllocation) -> [String] {
        let divided =
            "Te verdelen was \(DutchNumbers.money(allocation.available)). \(allocation.rule.dutch)"
        guard allocation.isOfReserve == true else { return [divided] }
        return [
            "Dit dossier stond eerst op de reservelijst. Na de eerste besluiten was er nog geld. "
                + "Dat is verdeeld over de dossiers op de reservelijst. Alleen die dossiers deden "
                + "nu nog mee.", divided,
        ]
    }

    private func passing(_ passing: LetterPassing) -> [String] {
        [
            "Dossier \(passing.dossier) was later aan de beurt, maar krijgt wel geld. Daarvoor is "
                + "van de regel afgeweken. Dit dossier is daarbij overgeslagen. De reden daarvoor is:",
            PlainText.paragraphs(passing.reasons),
        ]
    }

    private func turn(_ allocation: ExplainedAllocation) -> [String] {
        switch allocation.cause {
        case .withdrawn: ["Dit dossier is ingetrokken en deed niet mee."]
        case .notAssessed:
            ["Een dossier waarover de commissie geen oordeel kon geven, doet niet mee."]
        case .failedGate: ["Een dossier dat niet aan alle harde eisen voldoet, doet niet mee."]
        case .belowThreshold: ["Een dossier onder de drempelscore doet niet mee."]
        case .incompatible(let other):
            funded(allocation) + [
                "Dit dossier kan niet samengaan met dossier \(other), dat geld krijgt."
            ]
        case .afterStop(let dossier):
            funded(allocation) + [
                "De verdeling stopte bij dossier \(dossier), dat hoger op de ranglijst staat. "
                    + "Daarna was dit dossier niet meer aan de beurt."
            ]
        case .fits, .part, .doesNotFit: funded(allocation) + [comparison(allocation)]
        }
    }

    private func funded(_ allocation: ExplainedAllocation) -> [String] {
        let money = allocation.isOfReserve == true ? "nu geld" : "geld"
        if allocation.funded.isEmpty {
            return ["Geen dossier hoger op de ranglijst kreeg \(money)."]
        }
        let lines = allocation.funded.map { "- plaats \($0.place), " + share($0) }
        let shares = lines.joined(separator: "\n")
        guard allocation.funded.contains(where: { $0.ruled != nil }) else {
            return ["Hoger op de ranglijst kregen \(money):", shares]
        }
        return [
            "Zo is het geld verdeeld over dossiers hoger op de ranglijst:", shares,
            "Van de regel is pas afgeweken nadat het geld volgens de regel was verdeeld. Voor dit "
                + "dossier telt dus wat de regel aan de andere dossiers gaf.",
        ]
    }

    private func share(_ share: FundedShare) -> String {
        let got = "dossier \(share.dossier): \(DutchNumbers.money(share.amount))"
        guard let ruled = share.ruled else { return got }
        return "\(got) door een afwijking; volgens de regel was dat \(DutchNumbers.money(ruled))"
    }

    private func asked(_ allocation: ExplainedAllocation) -> String {
        let text = "Het dossier vroeg \(DutchNumbers.money(allocation.requested)). "
        guard let advised = allocation.advised else { return text }
        return text + "De commissie adviseerde een lager bedrag, \(DutchNumbers.money(advised)); "
            + "daarmee is gerekend. "
    }

    private func comparison(_ allocation: ExplainedAllocation) -> String {
        let left = allocation.left
        let start =
            "Over was toen: \(DutchNumbers.money(allocation.available)) - "
            + "\(DutchNumbers.money(allocation.available - left)) = \(DutchNumbers.money(left)). "
            + asked(allocation)
        return switch allocation.cause {
        case .part(_, let minimum):
            start + "Dat past niet. Het minimale bedrag, \(DutchNumbers.money(minimum)), past wel."
        case .doesNotFit(let short):
            start + "Dat is \(DutchNumbers.money(short)) te veel."
                + (allocation.rule == .partial && allocation.minimum > left
                    ? " Het minimale bedrag, \(DutchNumbers.money(allocation.minimum)), "
                        + "past ook niet." : "")
        default: start + "Dat past."
        }
    }

    private func result(_ allocation: ExplainedAllocation) -> String {
        allocation.amount > .zero
            ? "De uitkomst van de verdeling is \(DutchNumbers.money(allocation.amount)). "
                + "Dat is een advies: daarna is er een besluit genomen."
            : "De uitkomst van de verdeling is dat er geen geld is voor dit dossier. "
                + "Dat is een advies: daarna is er een besluit genomen."
    }
}
