internal import Domain

/// The numbers that a ground for refusal is told with.
struct RefusalNumbers {
    let basis: LegalBasis
    let ceiling: Cents
    let total: Rational?
    let thresholdPoints: Int
    let notAssessedBecause: String?
    /// How the rule came to nothing for a dossier that was passed over for another; nil when it
    /// wasn't passed over.
    let passedOverAt: AllocationCause?
}

extension RefusalGround {
    /// The ground in words; articles of the law only where that law is the basis.
    func dutch(_ numbers: RefusalNumbers) -> String {
        switch self {
        case .notCollaborative:
            "Uw dossier voldoet niet aan de eis van samenwerking met andere aanbieders."
        case .notAccelerating:
            "Uw dossier voldoet niet aan de eis dat het de transformatie versnelt. "
                + "De transformatie is de verandering in de zorg die de gemeente wil bereiken."
        case .notInnovative:
            "Uw dossier voldoet niet aan de eis dat het innovatief is: "
                + "het is niet nieuw genoeg, vergeleken met wat er al is."
        case .alreadyRegular:
            "Uw dossier voldoet niet aan de eis dat het nog geen regulier aanbod is: "
                + "wat u voorstelt, hoort al bij de gewone dienstverlening."
        case .notAssessed: notAssessed(numbers)
        case .belowThreshold: belowThreshold(numbers)
        case .ceilingReached: ceilingReached(numbers)
        case .incompatible:
            "Uw dossier kan niet samen worden uitgevoerd met een ander dossier dat geld krijgt."
        case .loweredByAdvice:
            "De commissie adviseert een lager bedrag dan u vroeg. De redenen leest u in deze brief."
        case .activitiesUnlikely:
            "Er is een goede reden om aan te nemen dat de activiteiten niet "
                + "of niet helemaal doorgaan" + article("eerste lid, onder a", numbers) + "."
        case .dutiesUnlikely:
            "Er is een goede reden om aan te nemen dat de verplichtingen die bij het geld horen "
                + "niet worden nagekomen" + article("eerste lid, onder b", numbers) + "."
        case .noProperAccount:
            "Er is een goede reden om aan te nemen dat over de activiteiten en het geld "
                + "niet goed verantwoording wordt afgelegd"
                + article("eerste lid, onder c", numbers) + "."
        case .falseData:
            "Bij de aanvraag zijn onjuiste of onvolledige gegevens gegeven. "
                + "Met die gegevens zouden wij een verkeerd besluit hebben genomen"
                + article("tweede lid, onder a", numbers) + "."
        case .insolvency:
            "Er is sprake van een faillissement, van uitstel van betaling of van schuldsanering, "
                + "of dat is bij de rechtbank aangevraagd"
                + article("tweede lid, onder b", numbers) + "."
        case .other: "Er is een andere reden. Die leest u in de toelichting hieronder."
        }
    }

    private func notAssessed(_ numbers: RefusalNumbers) -> String {
        let because = numbers.notAssessedBecause.map { " " + PlainText.paragraphs($0) } ?? ""
        return "De commissie kon over uw dossier geen oordeel geven." + because
    }

    private func belowThreshold(_ numbers: RefusalNumbers) -> String {
        let threshold = numbers.thresholdPoints
        let got =
            numbers.total.map {
                " Het kreeg \(DutchNumbers.points($0, threshold: threshold)) van de 100 punten. "
                    + "Er zijn ten minste \(threshold) punten nodig."
            } ?? ""
        return "Uw dossier haalt de drempelscore niet." + got
    }

    private func ceilingReached(_ numbers: RefusalNumbers) -> String {
        let ceiling = DutchNumbers.money(numbers.ceiling)
        if let passed = passedOver(numbers) {
            return "\(passed) In deze ronde is ten hoogste \(ceiling) beschikbaar."
        }
        // A ceiling in the sense of the law needs a regulation, which an incidental one lacks.
        guard numbers.basis == .subsidy else {
            return "Het geld voor deze ronde is verdeeld. In deze ronde is ten hoogste "
                + "\(ceiling) beschikbaar."
        }
        return "Het subsidieplafond is bereikt. Dat is het bedrag dat in deze ronde ten hoogste "
            + "beschikbaar is: \(ceiling). Wij moeten subsidie weigeren voor zover wij anders "
            + "boven dat bedrag komen (artikel 4:25, tweede lid, van de Awb)."
    }

    /// Who was passed over had no turn or no room by the rule, while money may be left after all.
    private func passedOver(_ numbers: RefusalNumbers) -> String? {
        switch numbers.passedOverAt {
        case .afterStop(let dossier):
            "Volgens de regels van deze ronde stopte de verdeling bij dossier \(dossier), dat hoger "
                + "op de ranglijst staat. Daarna was uw dossier niet meer aan de beurt."
        case .doesNotFit: tooLittle(numbers)
        default: nil
        }
    }

    private func tooLittle(_ numbers: RefusalNumbers) -> String {
        let told = "Volgens de regels van deze ronde was er niet genoeg geld over voor uw dossier."
        guard numbers.basis == .subsidy else { return told }
        return told + " Met het bedrag voor uw dossier erbij kwamen wij boven het subsidieplafond. "
            + "Dan moeten wij subsidie weigeren (artikel 4:25, tweede lid, van de Awb)."
    }

    private func article(_ part: String, _ numbers: RefusalNumbers) -> String {
        numbers.basis == .contract ? "" : " (artikel 4:35, \(part), van de Awb)"
    }
}
