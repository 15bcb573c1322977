/// The words of the form with a round's rules: of each field its label, and help where it needs any.
enum RulesFormWords: String, Words {
    case purpose, money, terms, coalition, criterion, scores, ties, committee, letters, yes
    case no, nothing, name, year, vision, effect, pot, legalBasis, legalSource, allocation
    case offerDays, opensAt, closesAt, invitationDays, supplementDays, leadContracted
    case distinctConcerns, dossiersPerLead, sectionCharactersMost, criterionTitle
    case criterionText, weight, counts, scale, aggregator, thresholdPoints, adjusts, tieStep
    case tieRevote, newSeed, quorumLeast, votesLeast, gateRule, chairCasts
    case conflictScope, namesVoters, authority, address, contact, mandate

    var phrase: Phrase {
        switch self {
        case .purpose: Phrase("Naam en doel", "Name and purpose")
        case .money: Phrase("Geld", "Money")
        case .terms: Phrase("Termijnen", "Terms")
        case .coalition: Phrase("Wie kan meedoen", "Who can take part")
        case .criterion: Phrase("Criterium", "Criterion")
        case .scores: Phrase("Cijfers en drempel", "Scores and threshold")
        case .ties: Phrase("Als dossiers gelijk eindigen", "When dossiers end equal")
        case .committee: Phrase("Hoe de commissie stemt", "How the committee votes")
        case .letters: Phrase("Wat in de brieven staat", "What letters say")
        case .yes: Phrase("Ja", "Yes")
        case .no: Phrase("Nee", "No")
        case .nothing: Phrase("Geen", "None")
        case .name: Phrase("Naam van de ronde", "Name of the round")
        case .year: Phrase("Jaar", "Year")
        case .vision: Phrase("Wat de gemeente wil bereiken", "What the municipality wants")
        case .effect: Phrase("Maatschappelijk effect", "Societal effect")
        case .pot: Phrase("Beschikbaar bedrag in euro’s", "Available amount in euros")
        case .legalBasis: Phrase("Grondslag", "Legal basis")
        case .legalSource:
            Phrase(
                "Regeling, contract of begrotingspost",
                "Regulation, contract or budget line")
        case .allocation: Phrase("Zo wordt het geld verdeeld", "How the money is divided")
        case .offerDays:
            Phrase(
                "Dagen om op een gedeeltelijk aanbod te antwoorden",
                "Days to answer a partial offer")
        case .opensAt: Phrase("Indienen vanaf", "Opens")
        case .closesAt: Phrase("Indienen tot", "Closes")
        case .invitationDays:
            Phrase(
                "Dagen om op een uitnodiging te antwoorden",
                "Days to answer an invitation")
        case .supplementDays:
            Phrase(
                "Dagen om een dossier aan te vullen",
                "Days to supplement a dossier")
        case .leadContracted:
            Phrase(
                "Moet de penvoerder een contract hebben?",
                "Must the lead have a contract?")
        case .distinctConcerns:
            Phrase(
                "Moeten partners van verschillende concerns zijn?",
                "Must partners be of different groups?")
        case .dossiersPerLead:
            Phrase(
                "Dossiers per penvoerder (optioneel)",
                "Dossiers per lead (optional)")
        case .sectionCharactersMost:
            Phrase(
                "Tekens per tekst in een dossier",
                "Characters in each text of a dossier")
        case .criterionTitle: Phrase("Naam", "Name")
        case .criterionText: Phrase("Vraag aan de commissie", "Question to the committee")
        case .weight: Phrase("Gewicht", "Weight")
        case .counts: Phrase("Telt mee in het totaal", "Counts in the total")
        case .scale: Phrase("Schaal", "Scale")
        case .aggregator: Phrase("Zo worden de cijfers één cijfer", "How scores become one")
        case .thresholdPoints:
            Phrase(
                "Drempel, van 0 tot en met 100 punten",
                "Threshold, from 0 to 100 points")
        case .adjusts:
            Phrase(
                "Kijkt de commissie alle cijfers aan het eind nog eens na?",
                "Does the committee look over all scores at the end?")
        case .tieStep:
            Phrase(
                "Eerst beslist het hoogste cijfer voor: stap",
                "Decided by the highest score on: step")
        case .tieRevote:
            Phrase(
                "Stemt de commissie opnieuw voordat er wordt geloot?",
                "Does the committee vote again before a lottery?")
        case .newSeed:
            Phrase(
                "Maak bij het opslaan een nieuwe geheime lotingssleutel. De oude geldt dan niet "
                    + "meer.",
                "Make a new secret seed of the lottery on saving. The old one then no longer "
                    + "counts.")
        case .quorumLeast:
            Phrase(
                "Zoveel leden moeten er minstens zijn",
                "Members who must be there at least")
        case .votesLeast:
            Phrase(
                "Zoveel stemmen zijn nodig voor een uitslag",
                "Votes that a result needs")
        case .gateRule:
            Phrase(
                "Zo wordt een harde eis beslist",
                "How a hard requirement is decided")
        case .chairCasts:
            Phrase(
                "Beslist de voorzitter als de stemmen twee keer staken?",
                "Does the chair decide after a second tie?")
        case .conflictScope:
            Phrase(
                "Wat mag een lid met een belang niet",
                "What a member with an interest is kept from")
        case .namesVoters: Phrase("Is te zien wie al heeft gestemd?", "Can be seen who has voted?")
        case .authority: Phrase("Wie besluit", "Who decides")
        case .address: Phrase("Adres voor bezwaar", "Address for objections")
        case .contact: Phrase("Wie men kan vragen", "Whom to ask")
        case .mandate: Phrase("Ondertekening", "Signed by")
        }
    }

    /// What to fill in there; empty where the label says it all.
    func help(_ language: Language) -> String { explanation?[language] ?? "" }

    private var explanation: Phrase? {
        switch self {
        case .name:
            Phrase(
                "Bijvoorbeeld: Kansendossiers 2027. Kies een naam die geen andere ronde heeft. De "
                    + "eerste naam komt in het adres van de ronde. Verandert u de naam later, "
                    + "dan blijft het adres hetzelfde.",
                "For example: Kansendossiers 2027. Choose a name that no other round has. The "
                    + "first name goes into the address of the round. If you change the name "
                    + "later, the address stays the same.")
        case .year:
            Phrase(
                "Het jaar waarvoor het geld is.",
                "The year that the money is for.")
        case .vision:
            Phrase(
                "De gemeente zegt wat zij wil bereiken. Hoe, dat bedenken de aanbieders.",
                "The municipality says what it wants. How is up to the providers.")
        case .effect:
            Phrase(
                "Eén is genoeg. Een dossier zegt aan welk effect het bijdraagt.",
                "One is enough. A dossier says to which effect it contributes.")
        case .pot:
            Phrase(
                "Het subsidieplafond van deze ronde. Na publicatie ligt het vast.",
                "The ceiling of this round. It is fixed once published.")
        case .legalBasis:
            Phrase(
                "Bepaalt de woorden in de brieven.",
                "Decides the words of the letters.")
        case .legalSource:
            Phrase(
                "Waar staat dat dit geld gegeven mag worden?",
                "Where does it say that this money may be given?")
        case .allocation:
            Phrase(
                "Van hoog naar laag op de ranglijst, tenzij u kiest voor volgorde van "
                    + "binnenkomst.",
                "From high to low in the ranking, unless you choose the order of arrival.")
        case .opensAt:
            Phrase(
                "Vanaf dit moment kunnen aanbieders indienen. Nederlandse tijd.",
                "From this moment providers can submit. Dutch time.")
        case .closesAt:
            Phrase(
                "Na dit moment kan niemand meer indienen. Verzetten kan daarna alleen naar "
                    + "later.",
                "After this moment nobody can submit. Afterwards it can only be moved later.")
        case .dossiersPerLead:
            Phrase(
                "Hoeveel dossiers één organisatie mag leiden. Leeg: hooguit 10.",
                "How many dossiers one organisation may lead. Empty: at most 10.")
        case .sectionCharactersMost:
            Phrase(
                "Het gaat om een korte businesscase. 1.200 tekens is een halve bladzijde.",
                "It is a short business case. 1,200 characters are half a page.")
        case .weight:
            Phrase(
                "Een heel getal. Samen 100 leest het makkelijkst.",
                "A whole number. Together 100 reads most easily.")
        case .scale:
            Phrase(
                "Op elke regel één woord, van laag naar hoog. De eerste regel is 1 punt.",
                "A word on each line, from low to high. The first line is 1 point.")
        case .thresholdPoints:
            Phrase(
                "Dossiers met minder punten krijgen geen geld. Een dossier dat de drempel "
                    + "precies haalt, gaat door.",
                "Dossiers with fewer points get no money. A dossier on the threshold passes.")
        case .tieStep:
            Phrase(
                "Kies de criteria in de volgorde waarin zij beslissen.",
                "Choose the criteria in the order in which they decide.")
        case .quorumLeast:
            Phrase(
                "Is de helft van de leden meer dan dit getal, dan geldt de helft.",
                "If half of the members is more than this, half counts.")
        case .votesLeast:
            Phrase(
                "Wie “kan ik niet beoordelen” kiest, telt niet mee.",
                "Who chooses “cannot assess” doesn’t count.")
        case .namesVoters:
            Phrase(
                "Wat iemand stemt, blijft geheim tot het onthullen.",
                "What somebody votes stays secret until the reveal.")
        case .authority:
            Phrase(
                "Bijvoorbeeld: het college van burgemeester en wethouders. De naam van de gemeente "
                    + "zetten wij er in de brief achter.",
                "For example: the municipal executive. In the letter we add the name of the "
                    + "municipality.")
        case .contact:
            Phrase(
                "Een naam, telefoonnummer of e-mailadres.",
                "A name, telephone number or e-mail address.")
        case .mandate:
            Phrase(
                "Namens wie, en met welk mandaat.",
                "On whose behalf, and by which mandate.")
        default: nil
        }
    }
}
