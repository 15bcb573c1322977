/// Coming in by a link, and going out.
package enum SignInPage {
    /// Where a link leads: the secret stands at the end.
    package static let path = "/sign-in"
    /// Where this browser's session is ended.
    package static let signOutPath = "/sign-out"
    /// Where every session of the person is ended.
    package static let everywherePath = "/sign-out-everywhere"

    /// What somebody sees who isn't signed in and has no link.
    package static func door(for visit: Visit, hasLeft: Bool = false) -> PageContent {
        content(
            visit, hasLeft ? .leftTitle : .title,
            text: [.explanation], isLeft: hasLeft)
    }

    /// The page with the button that uses up the link; looking at it uses up nothing.
    ///
    /// - Parameter problem: what was wrong with the code that was just sent.
    package static func link(
        _ secret: String, asksCode: Bool, problem: CodeField.Problem? = nil, for visit: Visit
    ) -> PageContent {
        content(
            visit, .linkTitle, text: asksCode ? [.linkText, .codeText] : [.linkText],
            secret: secret, code: asksCode ? CodeField(problem, for: visit) : nil)
    }

    /// The link was used before, or is too old.
    package static func spent(for visit: Visit) -> PageContent {
        content(visit, .spentTitle, text: [.spentText, .explanation])
    }

    private static func content(
        _ visit: Visit, _ title: SignInWords, text: [SignInWords], secret: String? = nil,
        code: CodeField? = nil, isLeft: Bool = false
    ) -> PageContent {
        PageContent(
            title(visit.language), template: "sign-in",
            words: SignInWords.values(in: visit.language),
            values: [
                "heading": title(visit.language), "text": text.map { $0(visit.language) },
                "hasSecret": secret != nil, "action": secret.map { "\(path)/\($0)" } ?? "",
                "code": code?.values ?? [:], "hasCode": code != nil,
                "overview": PublicPage.path,
            ], problems: code?.problems ?? [])
    }
}

/// The words of coming in.
enum SignInWords: String, Words {
    case title, explanation, linkTitle, linkText, codeText, button, spentTitle, spentText, leftTitle
    case overview

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Meld u aan met uw link", "Sign in with your link")
        case .explanation:
            Phrase(
                "U komt binnen met een link die voor u persoonlijk is en één keer werkt. Hebt u "
                    + "geen link, of werkt die niet meer? Vraag een nieuwe aan de beheerder "
                    + "van de gemeente.",
                "You come in by a link that is yours alone and works once. Have you no link, or "
                    + "does it no longer work? Ask the municipality’s administrator for a new one.")
        case .linkTitle: Phrase("Aanmelden", "Sign in")
        case .linkText:
            Phrase(
                "Met de knop hieronder meldt u zich aan op dit apparaat. Daarna werkt de link "
                    + "niet meer.",
                "The button below signs you in on this device. After that the link no longer "
                    + "works.")
        case .codeText:
            Phrase(
                "U hebt een extra controle ingesteld. Vul daarom ook de code in die nu in uw app "
                    + "staat. Na vijf foute codes werkt deze link niet meer.",
                "You have set up an extra check. So also enter the code that your app shows now. "
                    + "After five wrong codes this link no longer works.")
        case .button: Phrase("Nu aanmelden", "Sign in now")
        case .spentTitle: Phrase("Deze link werkt niet meer", "This link no longer works")
        case .spentText:
            Phrase(
                "De link is al gebruikt of is te oud.", "The link was used before or is too old.")
        case .leftTitle: Phrase("U bent afgemeld", "You are signed out")
        case .overview: Phrase("Bekijk het openbare overzicht", "Look at the public overview")
        }
    }
}
