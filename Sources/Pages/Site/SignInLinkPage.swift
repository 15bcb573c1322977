package import Domain

/// A link to sign in with, shown once on a sheet to print: what it is for and how it is used.
package enum SignInLinkPage {
    /// The sheet with that address, which lets the holder in until that moment and answers that form.
    package static func content(
        _ link: String, for holder: Actor.Identity, until: Instant, form: String, _ visit: Visit
    ) -> PageContent {
        let language = visit.language
        let name = holder.person.flatMap { visit.directory.name(of: $0) } ?? ""
        return PageContent(
            SignInLinkWords.title(language), template: "sign-in-link",
            words: SignInLinkWords.values(in: language),
            values: [
                "name": name, "link": link, "qr": QRCode(link)?.values ?? [:],
                "backAddress": visit.address,
                "until": visit.written.moment(AmsterdamTime(until)),
            ], trail: [RoundPage.trail(language), PageLink(name, to: visit.address)],
            answers: form)
    }
}

/// The words of the sheet with a link.
enum SignInLinkWords: String, Words {
    case title, forWhom, once, validUntil, address, stepsTitle, stepOpen, stepPress, stepDone
    case secret, print, back, qrLabel

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Aanmeldlink", "Sign-in link")
        case .forWhom: Phrase("Voor", "For")
        case .once:
            Phrase(
                "U ziet deze link nu één keer. Druk deze pagina af of kopieer de link, "
                    + "en geef die alleen aan deze persoon.",
                "You see this link once. Print this page or copy the link, and give it to this "
                    + "person alone.")
        case .validUntil: Phrase("Werkt één keer, tot", "Works once, until")
        case .address: Phrase("Adres", "Address")
        case .stepsTitle: Phrase("Zo komt u binnen", "How to come in")
        case .stepOpen:
            Phrase(
                "Scan het plaatje hieronder met uw telefoon of tablet. Of open het adres in een "
                    + "browser, zoals Chrome, Edge, Firefox of Safari.",
                "Scan the picture below with your phone or tablet. Or open the address in a "
                    + "browser, such as Chrome, Edge, Firefox or Safari.")
        case .stepPress:
            Phrase(
                "Druk op de knop “Nu aanmelden”. Kijken alleen verbruikt de link niet.",
                "Press the button “Sign in now”. Only looking does not use up the link.")
        case .stepDone:
            Phrase(
                "U bent twaalf uur aangemeld op dat apparaat, zolang u de pagina’s gebruikt. "
                    + "Na een uur zonder gebruik is een nieuwe link nodig.",
                "You are signed in on that device for twelve hours, as long as you use the "
                    + "pages. After an hour without use you need a new link.")
        case .secret:
            Phrase(
                "Deel deze link met niemand: wie hem opent, komt binnen als u.",
                "Share this link with nobody: whoever opens it comes in as you.")
        case .print:
            Phrase(
                "Afdrukken gaat met de afdrukknop van uw browser (Ctrl+P).",
                "To print, use your browser’s print command (Ctrl+P).")
        case .qrLabel: Phrase("QR-code van de aanmeldlink", "QR code of the sign-in link")
        case .back: Phrase("Terug naar deze persoon", "Back to this person")
        }
    }
}
