/// The words that are around every page.
enum FrameWords: String, Words {
    case skip, start, product, signOut, signOutEverywhere, signedInAs, otherLanguage
    case otherLanguageLabel, trailLabel, accountLabel, problemsTitle, problemsText, problemMark
    case refusedText
    case saved, done, characters, overLimit, nowStored, connectionLost, connectionBack, updated
    case restored, sessionOver, restarting, unsent, privacy, secondFactor
    case search, more

    var phrase: Phrase {
        switch self {
        case .skip: Phrase("Naar de inhoud", "Skip to the content")
        case .start: Phrase("Start", "Start")
        case .product: Phrase("Kansendossier", "Kansendossier")
        case .signOut: Phrase("Afmelden", "Sign out")
        case .signOutEverywhere: Phrase("Overal afmelden", "Sign out everywhere")
        case .signedInAs: Phrase("Aangemeld als", "Signed in as")
        case .otherLanguage: Phrase("English", "Nederlands")
        case .otherLanguageLabel: Phrase("Taal", "Language")
        case .trailLabel: Phrase("U bent hier", "You are here")
        case .accountLabel: Phrase("Uw aanmelding", "Your session")
        case .problemsTitle: Phrase("Dit is nog niet gelukt", "This has not happened yet")
        case .problemsText:
            Phrase(
                "Wat u invulde, staat er nog. Verbeter het volgende en probeer het opnieuw.",
                "What you entered is still there. Correct the following and try again.")
        case .refusedText:
            Phrase("Er is niets veranderd. Dit is de reden:", "Nothing has changed. This is why:")
        case .problemMark: Phrase("Let op: ", "Attention: ")
        case .saved: Phrase("Opgeslagen.", "Saved.")
        case .done:
            Phrase("Gelukt. Wat u vroeg, is gedaan.", "Done. What you asked was carried out.")
        case .characters: Phrase("tekens", "characters")
        case .overLimit: Phrase("te lang", "too long")
        case .nowStored:
            Phrase("Wat er nu opgeslagen is", "What is stored now")
        case .connectionLost:
            Phrase(
                "De verbinding is verbroken. U kunt doorgaan; wij verbinden opnieuw.",
                "The connection is lost. You can go on; we are reconnecting.")
        case .connectionBack: Phrase("De verbinding is hersteld.", "The connection is back.")
        case .updated: Phrase("Deze pagina is bijgewerkt.", "This page was updated.")
        case .restored:
            Phrase(
                "Wij hebben teruggezet wat u had ingevuld en nog niet had opgeslagen.",
                "We have put back what you had entered and not yet saved.")
        case .sessionOver:
            Phrase(
                "Uw sessie is verlopen. Wat u typte, blijft in dit venster staan.",
                "Your session has ended. What you typed stays in this window.")
        case .restarting:
            Phrase(
                "De server start opnieuw. U kunt doorgaan; wij verbinden zo weer.",
                "The server is restarting. You can go on; we reconnect in a moment.")
        case .unsent:
            Phrase(
                "Wij kunnen de server nu niet bereiken. Er is niets verzonden. Wat u invulde, "
                    + "staat er nog: probeer het zo nog eens.",
                "We can’t reach the server now. Nothing was sent. What you entered is still here: "
                    + "try again in a moment.")
        case .search: Phrase("Zoeken", "Search")
        case .more:
            Phrase(
                "Niet alles past hier. Zoek om de rest te zien; zoveel staan er nog:",
                "Not everything fits here. Search to see the rest; so many more:")
        case .privacy:
            Phrase(
                "Deze site gebruikt alleen cookies die nodig zijn om u aan te melden en uw taal "
                    + "te onthouden.",
                "This site only uses the cookies that are needed to sign you in and to remember "
                    + "your language.")
        case .secondFactor:
            Phrase("Extra controle bij het aanmelden", "Extra check when signing in")
        }
    }
}
