internal import Domain

/// The words of what the chair says of a dossier and of several.
enum AdviceWords: String, Words {
    case amount, between, and, advise, leave, leaveReasons, adjust, tieBreak, adoptJoint, drop
    case dropReasons, openBallot, jointTie, jointAdjustment, jointText

    /// That these dossiers are equal on everything, so that the lottery decides.
    static func lots(_ dossiers: [DossierNumber], _ language: Language) -> String {
        equal(dossiers, language)
            + (language == .dutch
                ? "Bij het vaststellen van de ranglijst beslist het lot: neem de envelop met de "
                    + "lotingssleutel mee."
                : "When the ranking is adopted the lottery decides: bring the envelope with its "
                    + "seed.")
    }

    /// That these dossiers are equal on everything, so that the committee votes on them.
    static func vote(_ dossiers: [DossierNumber], _ language: Language) -> String {
        equal(dossiers, language)
            + (language == .dutch
                ? "De commissie stemt er eerst over. Pas als dat niets beslist, beslist het lot."
                : "The committee votes on them first. Only when that decides nothing do lots.")
    }

    private static func equal(_ dossiers: [DossierNumber], _ language: Language) -> String {
        let last = dossiers.last.map(String.init) ?? ""
        let list = dossiers.dropLast().map(String.init).joined(separator: ", ")
        return language == .dutch
            ? "Dossier \(list) en \(last) zijn op alles gelijk. "
            : "Dossiers \(list) and \(last) are equal on everything. "
    }

    var phrase: Phrase {
        switch self {
        case .amount: Phrase("Geadviseerd bedrag", "Advised amount")
        case .between:
            Phrase(
                "Alleen invullen als de commissie minder adviseert dan gevraagd. Tussen",
                "Only when the committee advises less than was asked. Between")
        case .and: Phrase("en", "and")
        case .advise: Phrase("Bedrag adviseren", "Advise the amount")
        case .leaveReasons:
            Phrase(
                "Waarom kan de commissie dit dossier niet beoordelen?",
                "Why can the committee not assess this dossier?")
        case .leave: Phrase("Dossier niet beoordelen", "Leave the dossier unassessed")
        case .adjust:
            Phrase("Alle scores nog één keer bekijken", "Look over all scores once more")
        case .tieBreak: Phrase("Stemmen over gelijke dossiers", "Vote on equal dossiers")
        case .adoptJoint: Phrase("Uitslag vaststellen", "Adopt the result")
        case .dropReasons:
            Phrase("Waarom stopt u deze stemming?", "Why do you stop this vote?")
        case .drop: Phrase("Stemming afbreken", "Stop the vote")
        case .jointTie: Phrase("Stemming over gelijke dossiers", "Vote on equal dossiers")
        case .jointAdjustment:
            Phrase("Alle scores nog één keer", "All scores once more")
        case .jointText:
            Phrase(
                "Dit gaat over alle dossiers die hieronder staan, en niet over één dossier op tafel.",
                "This is about all dossiers below, and not about one dossier on the table.")
        case .openBallot: Phrase("Stemming loopt nog:", "Vote still under way:")
        }
    }
}
