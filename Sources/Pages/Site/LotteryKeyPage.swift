/// The secret seed of a round's lottery, shown once on a sheet to print and put into an envelope.
package enum LotteryKeyPage {
    /// The sheet with that seed for the round of that name, which answers that form; its maker goes
    /// on at that address.
    package static func content(
        _ seed: String, of round: String, form: String, next: String, _ visit: Visit
    ) -> PageContent {
        let language = visit.language
        return PageContent(
            LotteryKeyWords.title(language), template: "lottery-key",
            words: LotteryKeyWords.values(in: language),
            values: ["roundName": round, "key": inGroups(seed), "nextAddress": next],
            trail: [RoundPage.trail(language)], answers: form)
    }
}

extension LotteryKeyPage {
    /// In groups of four, so that it can be typed over.
    private static func inGroups(_ seed: String) -> String {
        var groups = ""
        for (index, character) in seed.enumerated() {
            if index > 0, index.isMultiple(of: 4) { groups += " " }
            groups.append(character)
        }
        return groups
    }
}

/// The words of the sheet with the seed of a lottery.
enum LotteryKeyWords: String, Words {
    case title, once, print, round, key, why, envelope, next

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Geheime lotingssleutel", "Secret seed of the lottery")
        case .once:
            Phrase(
                "De ronde is opgeslagen. U ziet de geheime lotingssleutel nu één keer. Druk deze "
                    + "pagina af en bewaar haar in een gesloten envelop.",
                "The round is stored. You see the secret seed of its lottery once, now. Print this "
                    + "page and keep it in a closed envelope.")
        case .print:
            Phrase(
                "Afdrukken gaat met de afdrukknop van uw browser (Ctrl+P).",
                "To print, use your browser’s print command (Ctrl+P).")
        case .round: Phrase("Ronde", "Round")
        case .key: Phrase("De sleutel", "The seed")
        case .why:
            Phrase(
                "Wij bewaren alleen een vingerafdruk van deze sleutel, zodat niemand de loting kan "
                    + "sturen. Niemand kan de sleutel daarna nog opzoeken.",
                "We keep only a fingerprint of this seed, so that nobody can steer the lottery. "
                    + "After this nobody can look it up.")
        case .envelope:
            Phrase(
                "Is er een loting nodig, open dan de envelop in de vergadering. De voorzitter vult "
                    + "de sleutel in bij het vaststellen van de ranglijst. Is de envelop kwijt "
                    + "vóór de ronde opent? Maak dan bij Instellingen een nieuwe sleutel.",
                "If a lottery is needed, open the envelope in the sitting. The chair enters the "
                    + "seed when adopting the ranking. Is the envelope lost before the round "
                    + "opens? Then make a new seed under Settings.")
        case .next: Phrase("Ik heb de sleutel bewaard: verder", "I have kept the seed: go on")
        }
    }
}
