/// The words of the page with a round's rules.
enum RulesWords: String, Words {
    case title, preview, back, vision, effects, opens, closes, pot, basis, coalitionTitle
    case twoProviders, leadContracted, distinctConcerns, perLead, sectionsTitle, length
    case gatesTitle, gatesText, criteriaTitle, criterion, weight, total, notCounted
    case scaleTitle, scoresTitle, gateRule, aggregator, threshold, points, ties, revote
    case lottery, moneyTitle, allocation, offer, days, termsTitle, invitation, supplement
    case committeeTitle, noMembers, published

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Spelregels van de ronde", "Rules of the round")
        case .preview:
            Phrase(
                "Dit is een voorbeeld: alleen de organisatoren zien het nu. Zo leest "
                    + "iedereen het na publicatie.",
                "This is a preview: only the organisers see it now. Everybody reads it like "
                    + "this once published.")
        case .back: Phrase("Terug naar controleren en publiceren", "Back to check and publish")
        case .vision: Phrase("Wat de gemeente wil bereiken", "What the municipality wants")
        case .effects: Phrase("Maatschappelijke effecten", "Societal effects")
        case .opens: Phrase("Indienen vanaf", "Opens")
        case .closes: Phrase("Indienen tot", "Closes")
        case .pot: Phrase("Beschikbaar in deze ronde", "Available in this round")
        case .published: Phrase("bij de publicatie van de ronde:", "when the round was published:")
        case .basis: Phrase("Grondslag", "Legal basis")
        case .coalitionTitle: Phrase("Wie kan meedoen", "Who can take part")
        case .twoProviders:
            Phrase(
                "Een coalitie heeft minstens twee aanbieders die het dossier ondertekenen.",
                "A coalition has at least two providers that sign the dossier.")
        case .leadContracted:
            Phrase(
                "De penvoerder heeft een contract met de gemeente.",
                "The lead has a contract with the municipality.")
        case .distinctConcerns:
            Phrase(
                "De aanbieders horen bij verschillende concerns.",
                "The providers belong to different groups.")
        case .perLead:
            Phrase(
                "Zoveel dossiers kan één organisatie leiden:",
                "So many dossiers one organisation can lead:")
        case .sectionsTitle: Phrase("Wat een dossier vraagt", "What a dossier asks")
        case .length: Phrase("Tekens per tekst, hooguit:", "Characters in each text, at most:")
        case .gatesTitle: Phrase("Harde eisen", "Hard requirements")
        case .gatesText:
            Phrase(
                "Een dossier dat een van deze eisen niet haalt, krijgt geen geld.",
                "A dossier that fails one of these gets no money.")
        case .criteriaTitle: Phrase("Criteria", "Criteria")
        case .criterion: Phrase("Criterium", "Criterion")
        case .weight: Phrase("Gewicht", "Weight")
        case .total: Phrase("Samen", "Together")
        case .notCounted: Phrase("telt niet mee", "doesn’t count")
        case .scaleTitle: Phrase("Schaal", "Scale")
        case .scoresTitle: Phrase("Hoe de uitslag ontstaat", "How the result comes about")
        case .gateRule: Phrase("Een harde eis wordt beslist", "A hard requirement is decided")
        case .aggregator:
            Phrase(
                "Van de cijfers van de leden geldt",
                "Of the members’ scores counts")
        case .threshold: Phrase("Drempel voor geld", "Threshold for money")
        case .points: Phrase("van 100 punten", "of 100 points")
        case .ties: Phrase("Bij een gelijk totaal beslist", "On an equal total decides")
        case .revote:
            Phrase(
                "dan een nieuwe stemming, dan loting",
                "then a new vote, then a lottery")
        case .lottery: Phrase("dan loting", "then a lottery")
        case .moneyTitle: Phrase("Hoe het geld wordt verdeeld", "How the money is divided")
        case .allocation: Phrase("In volgorde van de ranglijst", "In the order of the ranking")
        case .offer: Phrase("Antwoorden op een gedeeltelijk aanbod", "To answer a partial offer")
        case .days: Phrase("dagen", "days")
        case .termsTitle: Phrase("Termijnen", "Terms")
        case .invitation: Phrase("Antwoorden op een uitnodiging", "To answer an invitation")
        case .supplement: Phrase("Een dossier aanvullen", "To supplement a dossier")
        case .committeeTitle: Phrase("De commissie", "The committee")
        case .noMembers: Phrase("De leden zijn nog niet bekend.", "The members aren’t known yet.")
        }
    }
}
