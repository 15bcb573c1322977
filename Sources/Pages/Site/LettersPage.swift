internal import Domain

/// Every letter of a round that was sent, for who sends them and who checks them.
package enum LettersPage: Page {
    package static let path = "/rounds/{round}/letters"

    package static func content(of visit: Visit) -> PageContent? {
        guard let desk = RoundDesk(visit, as: DecisionDesk.viewers) else { return nil }
        let letters = all(desk)
        return desk.page(
            LetterWords.title(desk.language), template: "letters",
            words: LetterWords.values(in: desk.language),
            values: [
                "rows": letters.map { row($0.letter, $0.number, desk) },
                "hasRows": !letters.isEmpty,
            ])
    }

    package static func entries(in round: RoundView, for visit: Visit) -> [PageLink] {
        guard let desk = RoundDesk(round, visit, as: DecisionDesk.viewers), !all(desk).isEmpty
        else { return [] }
        return [PageLink(LetterWords.title(visit.language), to: address(desk.id))]
    }

    /// The letters about each dossier, numbered for each organisation.
    private static func all(_ desk: RoundDesk) -> [(letter: Letter, number: Int)] {
        desk.dossiers.flatMap { dossier -> [(letter: Letter, number: Int)] in
            guard case .letter(let letters) = desk.part(.letter(dossier.dossier)) else {
                return []
            }
            return numbered(letters)
        }
    }

    /// Each letter with its number among those to the same organisation.
    static func numbered(_ letters: [Letter]) -> [(letter: Letter, number: Int)] {
        var counts: [OrganisationID: Int] = [:]
        return letters.map { letter in
            counts[letter.organisation, default: 0] += 1
            return (letter, counts[letter.organisation] ?? 1)
        }
    }

    private static func row(_ letter: Letter, _ number: Int, _ desk: RoundDesk) -> [String: Any] {
        [
            "dossierTitle": desk.title(of: letter.dossier),
            "organisation": name(of: letter, in: desk.dossier(letter.dossier)),
            "kind": letter.kind.phrase[desk.language],
            "address": LetterPage.address(desk.id, letter.dossier, letter.organisation, number),
        ]
    }

    /// What the organisation is called that the letter is to.
    static func name(of letter: Letter, in dossier: DossierPart?) -> String {
        dossier?.body?.partners.first { $0.organisation.id == letter.organisation }?
            .organisation.name ?? "\(letter.organisation)"
    }
}

/// One letter exactly as it was sent, to be read and printed.
package enum LetterPage: Page {
    package static let path = "/rounds/{round}/letters/{dossier}/{organisation}/{letter}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let (letter, desk) = found(visit) else { return nil }
        let language = visit.language
        let name = LettersPage.name(of: letter, in: desk.dossier(letter.dossier))
        let back: PageLink =
            DecisionDesk.viewers.contains(desk.viewer)
            ? PageLink(LetterWords.title(language), to: LettersPage.address(desk.id))
            : PageLink(
                ResultWords.title(language), to: ResultPage.address(desk.id, letter.dossier))
        return desk.page(
            "\(LetterWords.to(language)) \(name)", template: "letter",
            words: LetterWords.values(in: language),
            values: [
                "kind": letter.kind.phrase[language], "blocks": LetterText(letter.text).blocks,
                "fingerprint": letter.fingerprint.description,
            ], below: [back])
    }

    /// The letter, by the view of who it is to or of who sends it.
    private static func found(_ visit: Visit) -> (Letter, RoundDesk)? {
        guard
            let organisation = visit.names["organisation"].flatMap(OrganisationID.init(rawValue:)),
            let number = visit.names["letter"].flatMap({ Int($0) }), number > 0,
            let dossier = visit.dossier,
            let desk = RoundDesk(
                visit, as: [.applicant(organisation)] + DecisionDesk.viewers),
            case .letter(let letters) = desk.part(.letter(dossier))
        else { return nil }
        let own = letters.filter { $0.organisation == organisation }
        return own.indices.contains(number - 1) ? (own[number - 1], desk) : nil
    }
}

/// A letter's text in blocks: headings, lists and paragraphs, every word as it was sent.
struct LetterText {
    private let text: String

    init(_ text: String) { self.text = text }

    var blocks: [[String: Any]] {
        let parts = text.split(separator: "\n\n").map(String.init)
        return parts.map { part in
            let isHeading = LetterTemplates.writtenHeadings.contains(part)
            let lines = part.split(separator: "\n").map(String.init)
            let isList = lines.count > 0 && lines.allSatisfy { $0.hasPrefix("- ") }
            return [
                "isHeading": isHeading, "isList": isList, "isText": !isHeading && !isList,
                "text": part, "items": isList ? lines.map { String($0.dropFirst(2)) } : [],
            ]
        }
    }
}

extension LetterKind {
    /// What the letter tells, as people see it.
    var phrase: Phrase {
        switch self {
        case .granted: Phrase("Toekenning", "Grant")
        case .offeredInPart: Phrase("Aanbod van een deel", "Offer of a part")
        case .reserve: Phrase("Reservelijst", "Reserve list")
        case .rejected: Phrase("Afwijzing", "Rejection")
        case .termExtended: Phrase("Termijn verlengd", "Term extended")
        case .notConsidered: Phrase("Buiten behandeling", "Not considered")
        case .offerAccepted: Phrase("Aanbod aangenomen", "Offer accepted")
        case .offerLapsed: Phrase("Aanbod vervallen", "Offer lapsed")
        case .offerDeclined: Phrase("Aanbod afgewezen", "Offer declined")
        }
    }
}

/// The words of the letters.
enum LetterWords: String, Words {
    case title, none, dossier, organisation, kind, read, to, print, fingerprint

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Brieven", "Letters")
        case .none: Phrase("Er is nog geen brief verstuurd.", "No letter was sent yet.")
        case .dossier: Phrase("Dossier", "Dossier")
        case .organisation: Phrase("Aan", "To")
        case .kind: Phrase("Waarover", "About")
        case .read: Phrase("Lezen", "Read")
        case .to: Phrase("Brief aan", "Letter to")
        case .print:
            Phrase(
                "U kunt deze brief afdrukken met uw browser, of bewaren als pdf. Op papier staat "
                    + "alleen de brief.",
                "You can print this letter by your browser, or save it as PDF. On paper stands "
                    + "the letter alone.")
        case .fingerprint: Phrase("Vingerafdruk van de tekst:", "Fingerprint of the text:")
        }
    }
}
