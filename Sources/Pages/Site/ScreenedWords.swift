/// The words of one dossier at its screening.
enum ScreenedWords: String, Words {
    case state, coalition, received, due, decided, noTerm, assessors, noAssessors, tooFew, checks,
        checksText
    case subject, verdict, found, choose, admitText, admit, supplementTitle, supplementText
    case questions, questionsHelp, openSections, openSectionsHelp, supplement, declineTitle
    case declineText, declineReasons, declineHelp, decline, waiting, waitingText, until, pairTitle
    case pairText, other, pairReasons, reasonsHelp, pair, recheckText, recheck, preview, partner
    case admitted, asked, declined, paired, rechecked, costs
    case answerTitle, askedOn, answeredOn, answered, answeredAlike, unanswered, before, after
    case because, leftBecause, partnerLeft, leftText, leftTitle, leftOn, againOn, leftUnanswered

    var phrase: Phrase { facts ?? acts ?? Phrase("", "") }

    private var facts: Phrase? {
        switch self {
        case .state: Phrase("Stand", "State")
        case .coalition: Phrase("Coalitie", "Coalition")
        case .received: Phrase("Ingediend op", "Submitted on")
        case .due: Phrase("Besluit uiterlijk op", "To be decided by")
        case .decided: Phrase("Er is besloten", "It was decided")
        case .noTerm: Phrase("Er loopt nu geen termijn", "No term runs now")
        case .assessors: Phrase("Commissieleden", "Committee members")
        case .noAssessors: Phrase("Nog niet bekend", "Not known yet")
        case .tooFew:
            Phrase(
                "Dat zijn er te weinig: roep een vervanger op.",
                "That is too few: call a substitute.")
        case .checks: Phrase("Wat de computer controleerde", "What the computer checked")
        case .checksText:
            Phrase(
                "Dit is een hulp. U beslist zelf of het dossier volledig is.",
                "This is a help. You decide yourself whether the dossier is complete.")
        case .subject: Phrase("Onderwerp", "Subject")
        case .verdict: Phrase("Oordeel", "Verdict")
        case .found: Phrase("Gevonden", "Found")
        case .waiting: Phrase("Aanvulling gevraagd", "More information requested")
        case .waitingText:
            Phrase(
                "De coalitie kan antwoorden tot en met de dag hieronder. Zolang staat de termijn "
                    + "voor het besluit stil. Komt er geen antwoord, dan telt wat eerder is "
                    + "ingediend.",
                "The coalition can answer until the day below. Meanwhile the term for the "
                    + "decision stands still. Without an answer what was submitted before counts.")
        case .because: Phrase("Waarom het is ingetrokken", "Why it was withdrawn")
        case .leftBecause: Phrase("Waarom een partner wegging", "Why a partner left")
        case .partnerLeft: Phrase("Een partner ging weg", "A partner left")
        case .leftText:
            Phrase(
                "De coalitie kan opnieuw indienen tot en met de dag hieronder. Zolang staat de "
                    + "termijn voor het besluit stil.",
                "The coalition can submit again until the day below. Meanwhile the term for the "
                    + "decision stands still.")
        case .leftTitle: Phrase("Nadat een partner wegging", "After a partner left")
        case .leftOn: Phrase("Ging weg op", "Left on")
        case .againOn: Phrase("Opnieuw ingediend op", "Submitted again on")
        case .leftUnanswered:
            Phrase(
                "De coalitie diende niet op tijd opnieuw in. Hieronder staat wat eerder is "
                    + "ingediend, met deze partner. Zo kan de gemeente het dossier niet toelaten.",
                "The coalition didn’t submit again in time. Below is what was submitted before, "
                    + "with this partner. As it is the municipality can’t admit the dossier.")
        case .answerTitle: Phrase("De aanvulling", "The supplement")
        case .askedOn: Phrase("Gevraagd op", "Asked on")
        case .answeredOn: Phrase("Beantwoord op", "Answered on")
        case .answered:
            Phrase(
                "Dit veranderde de coalitie sinds wat zij eerder indiende.",
                "This is what the coalition changed since what it submitted before.")
        case .answeredAlike:
            Phrase(
                "De coalitie diende opnieuw in zonder iets te veranderen.",
                "The coalition submitted again without changing anything.")
        case .unanswered:
            Phrase(
                "De coalitie antwoordde niet op tijd. Wat eerder is ingediend, telt.",
                "The coalition didn’t answer in time. What was submitted before counts.")
        case .before: Phrase("Was", "Before")
        case .after: Phrase("Is", "After")
        case .until: Phrase("Antwoorden kan tot en met", "Answer no later than")
        case .preview: Phrase("Het dossier", "The dossier")
        case .partner: Phrase("Organisatie", "Organisation")
        case .costs: Phrase("Kosten", "Costs")
        case .admitted:
            Phrase(
                "Het dossier is ontvankelijk. De commissie kan erover vergaderen.",
                "The dossier is admissible. The committee can discuss it.")
        case .asked: Phrase("De vragen zijn gesteld.", "The questions were asked.")
        case .declined:
            Phrase(
                "Het dossier is buiten behandeling. De coalitie heeft een brief gekregen.",
                "The dossier is not considered. The coalition was sent a letter.")
        case .paired: Phrase("Genoteerd.", "Noted.")
        case .rechecked:
            Phrase("De coalitie is opnieuw opgezocht.", "The coalition was looked up again.")
        default: nil
        }
    }

    private var acts: Phrase? {
        switch self {
        case .choose: Phrase("Wat doet u met dit dossier?", "What do you do with this dossier?")
        case .admitText:
            Phrase(
                "Is het dossier volledig en voldoet het aan de regels?",
                "Is the dossier complete, and does it keep to the rules?")
        case .admit: Phrase("Ontvankelijk verklaren", "Admit the dossier")
        case .supplementTitle: Phrase("Een aanvulling vragen", "Ask for more information")
        case .supplementText:
            Phrase(
                "De coalitie kan alleen de onderdelen veranderen die u aankruist, en ondertekent "
                    + "daarna opnieuw.",
                "The coalition can change only the parts that you tick, and signs again after.")
        case .questions: Phrase("Uw vragen", "Your questions")
        case .questionsHelp:
            Phrase(
                "Stel alle vragen in één keer. De coalitie leest ze zoals u ze schrijft.",
                "Ask all questions at once. The coalition reads them as you write them.")
        case .openSections:
            Phrase("Welke onderdelen mogen veranderen?", "Which parts may be changed?")
        case .openSectionsHelp:
            Phrase("Kruis er minstens één aan.", "Tick at least one.")
        case .supplement: Phrase("Aanvulling vragen", "Ask for more information")
        case .declineTitle: Phrase("Buiten behandeling stellen", "Not considering the dossier")
        case .declineText:
            Phrase(
                "Doe dit als het dossier ook na een aanvulling niet volledig is. De coalitie "
                    + "krijgt meteen een brief met uw reden.",
                "Do this when the dossier is incomplete even after a supplement. The coalition "
                    + "gets a letter with your reason at once.")
        case .declineReasons: Phrase("Reden", "Reason")
        case .declineHelp:
            Phrase(
                "Minstens 20 tekens. De reden komt in de brief.",
                "At least 20 characters. The reason comes in the letter.")
        case .decline: Phrase("Buiten behandeling stellen", "Do not consider")
        case .pairTitle: Phrase("Kan niet samen met een ander dossier", "Can’t go with another")
        case .pairText:
            Phrase(
                "Noteer het als van twee dossiers maar één geld kan krijgen, bijvoorbeeld omdat "
                    + "ze hetzelfde doen.",
                "Note it when only one of two dossiers can be funded, for instance because they "
                    + "do the same.")
        case .other: Phrase("Het andere dossier", "The other dossier")
        case .pairReasons: Phrase("Waarom niet samen?", "Why not together?")
        case .reasonsHelp: Phrase("Minstens 20 tekens.", "At least 20 characters.")
        case .pair: Phrase("Noteren", "Note it")
        case .recheckText:
            Phrase(
                "Is er iets veranderd bij een partner, zoals het concern? Zoek de coalitie dan "
                    + "opnieuw op.",
                "Has something changed at a partner, such as its concern? Look the coalition up "
                    + "again.")
        case .recheck: Phrase("Coalitie opnieuw opzoeken", "Look the coalition up again")
        default: nil
        }
    }
}
