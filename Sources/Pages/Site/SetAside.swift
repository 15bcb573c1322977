internal import Domain

/// That the rule of the division was set aside for a dossier, or for another that was later in turn,
/// as its coalition reads it (F10).
struct SetAside {
    private let decision: DecisionPart
    private let written: Written

    init(_ decision: DecisionPart, _ written: Written) {
        (self.decision, self.written) = (decision, written)
    }

    /// Each thing that was set aside: what follows from it, and why.
    var values: [[String: String]] {
        own + (decision.passedOver ?? []).map(passing)
    }

    private var language: Language { written.language }

    private var own: [[String: String]] {
        guard let amount = decision.override, let ruled = decision.ruled else { return [] }
        let texts = [
            SetAsideWords.happened(language),
            "\(SetAsideWords.ruled(language)) \(written.money(ruled)).",
            "\(SetAsideWords.instead(language)) \(written.money(amount)).",
        ]
        return [item(texts, decision.overrideReasons)]
    }

    private func passing(_ passing: LetterPassing) -> [String: String] {
        let text =
            "\(SetAsideWords.dossier(language)) \(passing.dossier) "
            + SetAsideWords.passed(language)
        return item([text], passing.reasons)
    }

    private func item(_ texts: [String], _ reasons: String?) -> [String: String] {
        let because = reasons.map { _ in [SetAsideWords.because(language)] } ?? []
        return ["what": (texts + because).joined(separator: " "), "why": reasons ?? ""]
    }
}

/// The words of what was set aside.
enum SetAsideWords: String, Words {
    case happened, ruled, instead, dossier, passed, because

    var phrase: Phrase {
        switch self {
        case .happened:
            Phrase(
                "Voor dit dossier is afgeweken van de verdeling volgens de regels van deze ronde.",
                "For this dossier the division by the rules of this round was set aside.")
        case .ruled: Phrase("Volgens de regels kreeg het", "By the rules it got")
        case .instead:
            Phrase("In het advies werd dat door de afwijking", "By the deviation the advice became")
        case .dossier: Phrase("Dossier", "Dossier")
        case .passed:
            Phrase(
                "was later aan de beurt dan dit dossier, maar krijgt wel geld. Daarvoor is van de "
                    + "verdeling volgens de regels afgeweken. Dit dossier is daarbij overgeslagen.",
                "had its turn after this dossier, but does get money. For that the division by "
                    + "the rules was set aside. This dossier was passed over.")
        case .because: Phrase("De reden daarvoor is:", "The reason is:")
        }
    }
}
