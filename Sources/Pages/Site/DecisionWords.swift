/// The words of the decisions.
enum DecisionWords: String, Words {
    case title, task, releaseTask, secret, reserve, allTold, noDecision, unread, none
    case missingTitle, missingText, tableTitle, dossier, advice, decision, deviates, due
    case releaseTitle, releaseText, release, released, toldTitle, nowIs, toLetters, nothing
    case adviceTitle, requested, minimum, lowered, overridden
    case overrideReasons, askedBy, approvedBy, why, state, intended, told
    case motivationsTitle, noMotivations, toMotivations, formTitle, formText, outcome
    case amount, amountHelp, motivation, motivationHelp, grounds, groundsHelp, deviation
    case deviationHelp, decide, noted, unapproved, second

    var phrase: Phrase { overview ?? one ?? Phrase("", "") }

    private var overview: Phrase? {
        switch self {
        case .title: Phrase("Besluiten", "Decisions")
        case .task: Phrase("Neem een besluit over dossier", "Take a decision on dossier")
        case .releaseTask: Phrase("Maak de besluiten bekend", "Release the decisions")
        case .secret:
            Phrase(
                "De besluiten zijn nog geheim. Ze worden in één keer bekendgemaakt.",
                "The decisions are still secret. They are released in one act.")
        case .reserve:
            Phrase(
                "De besluiten zijn bekend. Er is geld vrijgekomen voor de reservelijst.",
                "The decisions are known. Money came free for the reserve list.")
        case .allTold: Phrase("De besluiten zijn bekend.", "The decisions are known.")
        case .noDecision: Phrase("nog geen besluit", "no decision yet")
        case .unread:
            Phrase(
                "motiveringen die nog geschreven of door een tweede gelezen moeten worden:",
                "motivations still to be written or to be read by a second:")
        case .none: Phrase("Nog geen besluit", "No decision yet")
        case .unapproved:
            Phrase(
                "de gevraagde afwijking is nog niet goedgekeurd. Maakt u de besluiten zo bekend, "
                    + "dan geldt zij niet.",
                "the deviation that was asked isn’t approved yet. If you release the decisions "
                    + "like this, it doesn’t count.")
        case .missingTitle:
            Phrase("Dit ontbreekt nog voor de bekendmaking", "Still missing before the release")
        case .missingText:
            Phrase(
                "Zolang dit ontbreekt, kunnen de besluiten niet bekend worden.",
                "As long as this is missing, the decisions can’t be released.")
        case .tableTitle: Phrase("Voorgenomen besluiten", "Intended decisions")
        case .dossier: Phrase("Dossier", "Dossier")
        case .advice: Phrase("Advies", "Advice")
        case .decision: Phrase("Besluit", "Decision")
        case .deviates: Phrase("Wijkt af van het advies", "Deviates from the advice")
        case .due: Phrase("Termijn", "Term")
        case .releaseTitle: Phrase("Bekendmaken", "Release")
        case .releaseText:
            Phrase(
                "Alle coalities krijgen dan tegelijk hun brief, en de bedragen worden geboekt. Dit "
                    + "kan niet ongedaan worden gemaakt. U ziet eerst alle brieven.",
                "All coalitions then get their letters at once, and the amounts are booked. This "
                    + "can’t be undone. You see all letters first.")
        case .release: Phrase("Bekijken wat er bekend wordt", "See what will be released")
        case .released: Phrase("De besluiten zijn bekendgemaakt.", "The decisions were released.")
        case .toldTitle: Phrase("Bekendgemaakt", "Released")
        case .nowIs: Phrase("nu", "now")
        case .toLetters: Phrase("Alle brieven bekijken", "See all letters")
        case .nothing:
            Phrase("Er is nu niets om over te besluiten.", "There is nothing to decide on now.")
        default: nil
        }
    }

    private var one: Phrase? {
        switch self {
        case .adviceTitle: Phrase("Het advies", "The advice")
        case .requested: Phrase("Gevraagd", "Requested")
        case .minimum: Phrase("Minimaal nodig", "Least needed")
        case .lowered: Phrase("De commissie adviseert hooguit", "The committee advises at most")
        case .overridden: Phrase("Afwijking van de regel", "Deviates from the rule")
        case .overrideReasons: Phrase("Waarom is afgeweken", "Why it deviates")
        case .askedBy: Phrase("Afwijking gevraagd door", "Deviation asked by")
        case .approvedBy: Phrase("Afwijking goedgekeurd door", "Deviation approved by")
        case .second: Phrase("een tweede persoon", "a second person")
        case .why: Phrase("Waarom", "Why")
        case .state: Phrase("Stand", "State")
        case .intended: Phrase("Voorgenomen besluit", "Intended decision")
        case .told: Phrase("Bekendgemaakt besluit", "Released decision")
        case .motivationsTitle: Phrase("Wat de commissie schreef", "What the committee wrote")
        case .noMotivations:
            Phrase("De commissie schreef nog niets.", "The committee wrote nothing yet.")
        case .toMotivations:
            Phrase("Motiveringen schrijven en lezen", "Write and read motivations")
        case .formTitle: Phrase("Uw besluit", "Your decision")
        case .formText:
            Phrase(
                "Dit is een voornemen. U kunt het veranderen tot u alle besluiten bekendmaakt.",
                "This is an intention. You can change it until you release all decisions.")
        case .outcome: Phrase("Wat besluit u?", "What do you decide?")
        case .amount: Phrase("Bedrag", "Amount")
        case .amountHelp:
            Phrase(
                "Toekennen is het hele gevraagde bedrag. Bij reservelijst of afwijzen: 0.",
                "Granting is the whole requested amount. For reserve or rejection: 0.")
        case .motivation: Phrase("Motivering", "Motivation")
        case .motivationHelp:
            Phrase(
                "Minstens 20 tekens. De tekst komt in de brief.",
                "At least 20 characters. The text comes in the letter.")
        case .grounds: Phrase("Gronden", "Grounds")
        case .groundsHelp:
            Phrase(
                "Alleen als u niet alles toekent. Kruist u niets aan, dan gelden de gronden die "
                    + "uit het advies volgen. Volgt er geen uit het advies, bijvoorbeeld omdat een "
                    + "afwijking het geld wegneemt? Kruis er dan zelf een aan.",
                "Only when you don’t grant everything. Tick none to take those that follow from "
                    + "the advice. None may follow, as where a deviation takes the money away: then "
                    + "tick one yourself.")
        case .deviation:
            Phrase("Waarom wijkt u af van het advies?", "Why do you deviate from the advice?")
        case .deviationHelp:
            Phrase(
                "Alleen als u iets anders besluit: minstens 20 tekens.",
                "Only when you decide otherwise: at least 20 characters.")
        case .decide: Phrase("Voornemen opslaan", "Save the intention")
        case .noted: Phrase("Het voornemen is opgeslagen.", "The intention was saved.")
        default: nil
        }
    }
}
