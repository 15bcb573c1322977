internal import Domain

/// A letter as this round would send it, about a dossier that doesn't exist: so that terms, objection
/// and signature are checked before anybody depends on them.
package enum SampleLetterPage: Page {
    package static let path = "/rounds/{round}/sample-letters/{sample}"

    package static func content(of visit: Visit) -> PageContent? {
        guard let own = RoundSetUp(visit),
            let kind = visit.names["sample"].flatMap(SampleLetter.Kind.init(rawValue:)),
            let text = letter(kind, own)?.text
        else { return nil }
        let language = visit.language
        return own.page(
            "\(SampleLetterWords.title(language)): \(kind.phrase[language])",
            template: "sample-letter", words: SampleLetterWords.values(in: language),
            values: [
                "blocks": LetterText(text).blocks, "mark": SampleLetterWords.mark.phrase.nl,
                "settingsAddress": RoundSettingsPage.address(own.id),
                "others": SampleLetter.Kind.allCases.filter { $0 != kind }.map {
                    link(to: $0, own)
                },
            ], forms: [])
    }

    /// The letters that can be looked at; none while the rules lack something that they need.
    static func links(_ own: RoundSetUp) -> [[String: Any]] {
        SampleLetter.Kind.allCases.filter { letter($0, own)?.text != nil }.map { link(to: $0, own) }
    }

    private static func link(to kind: SampleLetter.Kind, _ own: RoundSetUp) -> [String: Any] {
        let language = own.language
        return [
            "sampleAddress": address(own.id, kind),
            "sampleName": "\(SampleLetterWords.title(language)): \(kind.phrase[language])",
        ]
    }

    private static func address(_ round: RoundID, _ kind: SampleLetter.Kind) -> String {
        path.replacing("{round}", with: round.rawValue).replacing("{sample}", with: kind.rawValue)
    }

    private static func letter(_ kind: SampleLetter.Kind, _ own: RoundSetUp) -> SampleLetter? {
        let directory = own.visit.directory
        guard case .municipality(_, let name) = directory.part(.municipality) else { return nil }
        let decider = directory.people.first { $0.municipalRoles.contains(.decisionMaker) }
        return SampleLetter(
            kind: kind, rules: own.rules, round: own.id, municipality: name,
            signer: decider?.name ?? SampleLetterWords.nobody.phrase.nl,
            today: own.visit.now.date)
    }
}

/// The words around the sample of a letter.
enum SampleLetterWords: String, Words {
    case title, text, print, settings, mark, nobody

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Voorbeeldbrief", "Sample letter")
        case .text:
            Phrase(
                "Zo ziet een brief van deze ronde eruit. De afzender, de grondslag, de termijn "
                    + "voor bezwaar en de ondertekening zijn die van uw ronde. Het dossier, de "
                    + "coalitie, de scores en de bedragen zijn verzonnen. Klopt er iets niet? "
                    + "Pas het aan voordat u publiceert.",
                "This is what a letter of this round looks like. The sender, the legal basis, the "
                    + "term for objections and the signature are those of your round. The "
                    + "dossier, the coalition, the scores and the amounts are made up. Is "
                    + "something wrong? Change it before you publish.")
        case .print:
            Phrase(
                "U kunt dit voorbeeld afdrukken met uw browser, bijvoorbeeld voor een jurist.",
                "You can print this sample by your browser, for a lawyer for instance.")
        case .settings: Phrase("Instellingen van de ronde", "Settings of the round")
        case .mark:
            Phrase("Voorbeeld. Dit is geen besluit.", "Sample. This is not a decision.")
        case .nobody: Phrase("[naam van wie beslist]", "[name of who decides]")
        }
    }
}
