/// The field for the code that somebody's own device shows (F2).
package struct CodeField {
    /// What is wrong with a code.
    package enum Problem: Sendable { case incomplete, wrongCode, keyLost, unavailable }

    private let problem: Problem?
    private let language: Language

    /// - Parameter problem: what was wrong with the code that was just sent; what was typed isn't
    ///   shown again, since it is good no more.
    init(_ problem: Problem?, for visit: Visit) {
        self.problem = problem
        language = visit.language
    }

    private var error: String? {
        switch problem {
        case .incomplete: CodeWords.incomplete(language)
        case .wrongCode: CodeWords.wrong(language)
        case .keyLost: CodeWords.keyLost(language)
        case .unavailable: CodeWords.unavailable(language)
        case nil: nil
        }
    }

    /// What the template `code` is filled with.
    var values: [String: Any] {
        [
            "label": CodeWords.label(language), "description": CodeWords.description(language),
            "error": error ?? "", "hasError": error != nil,
            "describedBy": "code-description" + (error == nil ? "" : " code-error"),
        ]
    }

    /// What the summary says, with the field to put it right.
    var problems: [PageLink] { error.map { [PageLink($0, to: "#code")] } ?? [] }
}

/// The words around a code.
enum CodeWords: String, Words {
    case label, description, incomplete, wrong, keyLost, unavailable

    var phrase: Phrase {
        switch self {
        case .label: Phrase("Code uit uw app", "Code from your app")
        case .description:
            Phrase(
                "Zes cijfers. De code verandert elke halve minuut.",
                "Six digits. The code changes every half minute.")
        case .incomplete:
            Phrase("Vul de zes cijfers uit uw app in.", "Enter the six digits from your app.")
        case .wrong:
            Phrase(
                "Deze code klopt niet of is al gebruikt. Wacht op de volgende code in uw app en "
                    + "vul die in. Klopt het steeds niet? Kijk dan of de klok van uw telefoon "
                    + "goed staat.",
                "This code isn’t right or was used already. Wait for the next code in your app "
                    + "and enter that. Still not right? See whether your phone’s clock is right.")
        case .keyLost:
            Phrase(
                "De server kan uw codes niet meer nakijken. Vraag de beheerder van de gemeente "
                    + "om uw extra controle uit te zetten. Daarna stelt u die opnieuw in.",
                "The server can no longer check your codes. Ask the municipality’s administrator "
                    + "to turn your extra check off. After that you set it up anew.")
        case .unavailable:
            Phrase(
                "Uw code kan nu even niet worden nagekeken. Dat ligt niet aan u. Probeer het "
                    + "over een minuut opnieuw, met de code die dan in uw app staat.",
                "Your code can’t be checked right now. That isn’t your fault. Try again in a "
                    + "minute, with the code that your app shows then.")
        }
    }
}
