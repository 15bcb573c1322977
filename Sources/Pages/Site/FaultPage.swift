package import Domain

/// What somebody sees when there is no page to show.
package enum FaultPage: String, CaseIterable, Sendable {
    case notFound, forbidden, sessionOver, tooMany, failure

    /// A text that somebody typed, with the label of its field or the part of a dossier that it is
    /// of, as far as the form said so.
    package struct Typed: Sendable {
        let label: String?
        let section: Section?
        let text: String

        /// Characters of a text that is given back on one line; a longer one has an area.
        private static let lineCharactersMost = 120

        var isShort: Bool {
            text.count <= Self.lineCharactersMost && !text.contains { $0.isNewline }
        }

        package init(_ text: String, at label: String? = nil, of section: Section? = nil) {
            self.text = text
            self.label = label
            self.section = section
        }
    }

    /// The page; with what was typed, so that nobody loses it.
    package func content(for visit: Visit, typed: [Typed] = []) -> PageContent {
        let words = words
        return PageContent(
            words.title[visit.language], template: "fault",
            words: FaultWords.values(in: visit.language),
            values: [
                "heading": words.title[visit.language], "text": words.text[visit.language],
                "typed": typed.enumerated().map { index, typed -> [String: Any] in
                    [
                        "number": "\(index + 1)", "text": typed.text, "isShort": typed.isShort,
                        "label": typed.label ?? typed.section?.phrase[visit.language]
                            ?? "\(FaultWords.typedLabel(visit.language)) \(index + 1)",
                    ]
                },
                "hasTyped": !typed.isEmpty,
            ])
    }

    private var words: (title: Phrase, text: Phrase) {
        switch self {
        case .notFound:
            (
                Phrase("Deze pagina bestaat niet", "There is no such page"),
                Phrase(
                    "Controleer het adres, of ga naar de startpagina.",
                    "Check the address, or go to the start page.")
            )
        case .forbidden:
            (
                Phrase("Dit formulier is niet aangenomen", "This form was not accepted"),
                Phrase(
                    "Het kwam niet van deze site, of de pagina stond te lang open. Ga terug, laad "
                        + "de pagina opnieuw en probeer het nog eens.",
                    "It did not come from this site, or the page was open for too long. Go back, "
                        + "reload the page and try again.")
            )
        case .sessionOver:
            (
                Phrase("Uw sessie is verlopen", "Your session has ended"),
                Phrase(
                    "U was te lang niet actief, of u bent ergens anders afgemeld. Er is niets "
                        + "opgeslagen. Vraag de beheerder van de gemeente om een nieuwe link en "
                        + "meld u daarmee opnieuw aan.",
                    "You were not active for too long, or you were signed out elsewhere. Nothing "
                        + "was saved. Ask the municipality’s administrator for a new link and sign "
                        + "in again with that.")
            )
        case .tooMany:
            (
                Phrase("Te veel pogingen", "Too many attempts"),
                Phrase(
                    "Wacht een minuut en probeer het opnieuw.", "Wait a minute and try again.")
            )
        case .failure:
            (
                Phrase("Er ging iets mis", "Something went wrong"),
                Phrase(
                    "Dat ligt aan de server. Probeer het later opnieuw.",
                    "That is the server’s fault. Try again later.")
            )
        }
    }
}

/// The words on pages of faults.
enum FaultWords: String, Words {
    case toStart, typedTitle, typedText, typedLabel

    var phrase: Phrase {
        switch self {
        case .toStart: Phrase("Naar de startpagina", "To the start page")
        case .typedTitle: Phrase("Wat u typte", "What you typed")
        case .typedText:
            Phrase(
                "Kopieer dit, zodat u het niet kwijt bent.", "Copy this, so that it is not lost.")
        case .typedLabel: Phrase("Tekst", "Text")
        }
    }
}
