package import Domain

/// How the secretary or the coordinator brings the sitting on the screen in the room: here in this
/// browser, or on another device by a key of the screen's own.
package enum ScreenLinkPage: Page {
    package static let path = "/rounds/{round}/screen/link"
    /// Where the form is sent that asks for a key.
    package static let keyPath = "/rounds/{round}/screen/key"

    package static func content(of visit: Visit) -> PageContent? { content(of: visit, key: nil) }

    /// The page, with the link that was just made: it isn't shown again.
    package static func content(
        of visit: Visit, key: (link: String, until: AmsterdamTime)?
    ) -> PageContent? {
        guard let (id, round) = visit.round, isOpen(round, to: visit), let summary = round.summary
        else { return nil }
        let language = visit.language
        let until = key.map {
            "\(ScreenLinkWords.until(language)) \(visit.written.moment($0.until))."
        }
        return PageContent(
            ScreenLinkWords.title(language), template: "screen-link",
            words: ScreenLinkWords.values(in: language),
            values: [
                "screen": ScreenPage.address(id), "hasLink": key != nil,
                "link": key?.link ?? "", "until": until ?? "",
                "action": keyPath.replacing("{round}", with: id.rawValue),
            ],
            trail: [
                RoundPage.trail(language), PageLink(summary.name, to: RoundPage.address(id)),
            ])
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let id = round.summary?.round, isOpen(round, to: visit),
            case .sitting(let part) = round.part(.sitting, for: .projector),
            part.sitting.state != .closed
        else { return [] }
        return [PageLink(ScreenLinkWords.title(visit.language), to: address(id))]
    }

    /// A screen has the view as well, and makes no other screens.
    private static func isOpen(_ round: RoundView, to visit: Visit) -> Bool {
        visit.visitor != nil && round.viewers.contains(.projector)
    }
}

/// The words of the page that opens the screen.
enum ScreenLinkWords: String, Words {
    case title, text, here, hereText, open, other, otherText, button, link, once, until

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Scherm in de zaal", "Screen in the room")
        case .text:
            Phrase(
                "Het scherm laat zien wat er op tafel ligt, hoeveel leden hebben gestemd en na het "
                    + "onthullen de uitslag. Het noemt geen namen.",
                "The screen shows what is on the table, how many members have voted and, after "
                    + "the reveal, the result. It names nobody.")
        case .here: Phrase("Op dit apparaat", "On this device")
        case .hereText:
            Phrase(
                "Open het scherm in een nieuw venster en zet dat op de beamer.",
                "Open the screen in a new window and put that on the projector.")
        case .open: Phrase("Scherm openen", "Open the screen")
        case .other: Phrase("Op een ander apparaat", "On another device")
        case .otherText:
            Phrase(
                "Maak een link voor de computer in de zaal. Daar hoeft niemand zich aan te "
                    + "melden. Met de link kan iemand alleen naar het scherm kijken.",
                "Make a link for the computer in the room. Nobody has to sign in there. With the "
                    + "link somebody can look at the screen and do nothing else.")
        case .button: Phrase("Link maken", "Make a link")
        case .link: Phrase("De link", "The link")
        case .once:
            Phrase(
                "De link werkt één keer. Wij laten hem niet nog eens zien.",
                "The link works once. We won’t show it again.")
        case .until: Phrase("Gebruik hem vóór", "Use it before")
        }
    }
}
