/// The words of the division of the pot.
enum AllocationWords: String, Words {
    case title, task, waitingText, toRanking, pot, reserved, granted, available, left, place
    case dossier, requested, lowered, gets, leftAfter, why, overridden, minimum, tableTitle
    case withdrawn, notAssessed, failedGate, belowThreshold, incompatible, fits, part, doesNotFit
    case afterStop, whatIfTitle, whatIfText, whatIfLabel, whatIfHelp, whatIfButton, wrong, with
    case now, then, difference, same, more, less, portfolio, overridesTitle, overridesText
    case approved, lapsed, waits, waitsForOther, passes, approve, refused, refuse, refuseReasons
    case refuseHelp, withdraw, askTitle, ask, which, amount,
        amountHelp
    case reasons, reasonsHelp, skip, skipHelp, bookTitle, bookText, book, kind, raised, carriedOver
    case adviseTitle, adviseText, adviseHelp, advise, asked, booked, advisedDone, approvedDone
    case reserveTitle, reserveText, approvers, noApprover, legend, refusedNews, refusedBy
    case approvedNews, approvedBy, moneyTitle, standingTitle, standingText

    var phrase: Phrase { table ?? causes ?? whatIf ?? acts ?? Phrase("", "") }

    private var table: Phrase? {
        switch self {
        case .title: Phrase("Verdeling van het geld", "Division of the money")
        case .moneyTitle: Phrase("Geld van de ronde", "Money of the round")
        case .task: Phrase("Beoordeel de afwijking voor dossier", "Judge the deviation for dossier")
        case .waitingText:
            Phrase(
                "Het geld wordt verdeeld zodra de ranglijst is vastgesteld.",
                "The money is divided as soon as the ranking is adopted.")
        case .toRanking: Phrase("Naar de ranglijst", "To the ranking")
        case .pot: Phrase("Pot", "Pot")
        case .reserved: Phrase("Gereserveerd voor aanbiedingen", "Reserved for offers")
        case .granted: Phrase("Toegekend", "Granted")
        case .available: Phrase("Beschikbaar", "Available")
        case .left: Phrase("Over", "Left")
        case .legend:
            Phrase(
                "Elk vlak is het geld van één dossier, met het nummer van dat dossier. Leeg is "
                    + "wat er over is.",
                "Each block is the money of one dossier, with the number of that dossier. Empty "
                    + "is what is left.")
        case .tableTitle: Phrase("Voorstel per dossier", "Proposal for each dossier")
        case .place: Phrase("Plaats", "Place")
        case .dossier: Phrase("Dossier", "Dossier")
        case .requested: Phrase("Gevraagd", "Requested")
        case .lowered: Phrase("Geadviseerd:", "Advised:")
        case .gets: Phrase("Krijgt", "Gets")
        case .leftAfter: Phrase("Daarna over", "Left after it")
        case .why: Phrase("Waarom", "Why")
        case .overridden: Phrase("Afwijking van de regel", "Deviates from the rule")
        case .minimum: Phrase("minimaal nodig is", "least needed is")
        case .portfolio:
            Phrase(
                "Ter informatie: de meeste punten samen die in de pot passen, hebben",
                "For information: the most points together that fit in the pot are those of")
        case .standingTitle: Phrase("Stand na de besluiten", "As it stands after the decisions")
        case .standingText:
            Phrase(
                "Op de verdeling hierboven rusten de eerste besluiten. Dit heeft elk dossier nu "
                    + "van de pot, ook door latere besluiten.",
                "The first decisions rest on the division above. This is what each dossier has of "
                    + "the pot now, also by later decisions.")
        case .reserveTitle: Phrase("Voorstel voor de reservelijst", "Proposal for the reserve list")
        case .reserveText:
            Phrase(
                "Er is geld vrijgekomen. Dit maakt de regel ervan voor de dossiers op de "
                    + "reservelijst. De besluitnemer kan hierover besluiten.",
                "Money came free. This is what the rule makes of it for the dossiers on the "
                    + "reserve list. The decision maker can decide on it.")
        default: nil
        }
    }

    private var causes: Phrase? {
        switch self {
        case .withdrawn: Phrase("Ingetrokken", "Withdrawn")
        case .notAssessed: Phrase("Niet beoordeeld", "Not assessed")
        case .failedGate: Phrase("Voldoet niet aan een harde eis", "Fails a hard requirement")
        case .belowThreshold: Phrase("Onder de drempel", "Below the threshold")
        case .incompatible: Phrase("Kan niet samen met dossier", "Can’t go with dossier")
        case .fits: Phrase("Past in de pot", "Fits in the pot")
        case .part: Phrase("Een deel van", "A part of")
        case .doesNotFit: Phrase("Past niet; te kort:", "Doesn’t fit; short by")
        case .afterStop: Phrase("De verdeling stopte bij dossier", "The division ended at dossier")
        default: nil
        }
    }

    private var whatIf: Phrase? {
        switch self {
        case .whatIfTitle: Phrase("Wat als de pot anders was?", "What if the pot were different?")
        case .whatIfText:
            Phrase(
                "Dit rekent alleen: er wordt niets bewaard en niemand krijgt er bericht van.",
                "This only computes: nothing is stored and nobody is told.")
        case .whatIfLabel: Phrase("Bedrag in de pot", "Amount in the pot")
        case .whatIfHelp:
            Phrase("In euro’s, bijvoorbeeld 120.000.", "In euros, for instance 120,000.")
        case .whatIfButton: Phrase("Uitrekenen", "Compute")
        case .wrong:
            Phrase(
                "Vul een bedrag in van 0 tot 10 miljard euro, zoals 120.000.",
                "Enter an amount from 0 to 10 billion euros, such as 120,000.")
        case .with: Phrase("De verdeling met", "The division with")
        case .now: Phrase("Nu", "Now")
        case .then: Phrase("Dan", "Then")
        case .difference: Phrase("Verschil", "Difference")
        case .same: Phrase("Gelijk", "Same")
        case .more: Phrase("Meer", "More")
        case .less: Phrase("Minder", "Less")
        default: nil
        }
    }

    private var acts: Phrase? {
        switch self {
        case .overridesTitle: Phrase("Afwijkingen van de regel", "Deviations from the rule")
        case .overridesText:
            Phrase(
                "Een afwijking geldt pas als een tweede persoon die goedkeurt: een andere "
                    + "coördinator of de budgethouder. Die kan de afwijking ook weigeren. Dat kan "
                    + "tot de besluiten bekend zijn.",
                "A deviation counts only when a second person approves it: another coordinator "
                    + "or the budget holder. They may refuse it as well. That is possible until "
                    + "the decisions are released.")
        case .approved: Phrase("Goedgekeurd", "Approved")
        case .lapsed:
            Phrase(
                "Niet goedgekeurd vóór het besluit; geldt niet",
                "Not approved before the decision; doesn’t count")
        case .waits: Phrase("Wacht op goedkeuring", "Waits for approval")
        case .waitsForOther:
            Phrase(
                "Wacht op goedkeuring door iemand anders dan u",
                "Waits for approval by somebody else than you")
        case .approvers: Phrase("Goedkeuren kan:", "May approve it:")
        case .noApprover:
            Phrase(
                "Niemand anders dan u kan dit nu goedkeuren. Vraag de beheerder om iemand de rol "
                    + "van coördinator of budgethouder te geven.",
                "Nobody but you can approve this now. Ask the administrator to make somebody "
                    + "coordinator or budget holder.")
        case .passes: Phrase("Gaat voorbij aan dossier", "Passes over dossier")
        case .approve: Phrase("Afwijking goedkeuren", "Approve the deviation")
        case .refused: Phrase("Geweigerd; geldt niet", "Refused; doesn’t count")
        case .approvedBy: Phrase("Goedgekeurd door", "Approved by")
        case .approvedNews:
            Phrase(
                "Uw afwijking is goedgekeurd voor dossier",
                "Your deviation was approved for dossier")
        case .refusedBy: Phrase("Geweigerd door", "Refused by")
        case .refusedNews:
            Phrase(
                "Lees waarom uw afwijking is geweigerd voor dossier",
                "Read why your deviation was refused for dossier")
        case .refuse: Phrase("Afwijking weigeren", "Refuse the deviation")
        case .refuseReasons:
            Phrase("Of: waarom keurt u dit niet goed?", "Or: why don’t you approve this?")
        case .refuseHelp:
            Phrase(
                "Minstens 20 tekens. Wie de afwijking vroeg, leest wat u schrijft.",
                "At least 20 characters. Whoever asked for the deviation reads what you write.")
        case .withdraw: Phrase("Afwijking intrekken", "Withdraw the deviation")
        case .askTitle: Phrase("Een afwijking vragen", "Ask for a deviation")
        case .ask: Phrase("Afwijking vragen", "Ask for the deviation")
        case .which: Phrase("Welk dossier?", "Which dossier?")
        case .amount: Phrase("Bedrag", "Amount")
        case .amountHelp:
            Phrase(
                "Niet meer dan gevraagd, of dan de commissie adviseert, en niet minder dan "
                    + "minimaal nodig is; 0 is niets.",
                "No more than requested, or than the committee advises, and no less than the "
                    + "least needed; 0 is nothing.")
        case .reasons: Phrase("Waarom?", "Why?")
        case .reasonsHelp: Phrase("Minstens 20 tekens.", "At least 20 characters.")
        case .skip: Phrase("Waarom gaat u voorbij aan dossier", "Why do you pass over dossier")
        case .skipHelp:
            Phrase(
                "Alleen als dit dossier hoger staat dan uw keuze. Laat het anders leeg.",
                "Only if this dossier ranks above your choice. Leave it empty otherwise.")
        case .bookTitle: Phrase("Geld aan de pot toevoegen", "Add money to the pot")
        case .bookText:
            Phrase(
                "De pot kan alleen groter worden. De verdeling wordt dan opnieuw berekend; "
                    + "besluiten die daardoor veranderen, vervallen.",
                "The pot can only grow. The division is then computed again; decisions that "
                    + "change by it fall.")
        case .book: Phrase("Toevoegen", "Add")
        case .kind: Phrase("Waar komt het vandaan?", "Where does it come from?")
        case .raised: Phrase("De pot is verhoogd", "The pot was raised")
        case .carriedOver: Phrase("Over van een eerdere ronde", "Left of an earlier round")
        case .adviseTitle: Phrase("Een lager bedrag adviseren", "Advise a lower amount")
        case .adviseText:
            Phrase(
                "De commissie kan adviseren om minder te geven dan is gevraagd.",
                "The committee can advise to give less than was asked.")
        case .adviseHelp:
            Phrase(
                "Niet minder dan de coalitie minimaal nodig heeft.",
                "No less than the coalition needs at least.")
        case .advise: Phrase("Bedrag adviseren", "Advise this amount")
        case .asked:
            Phrase("De afwijking is gevraagd.", "The deviation was asked for.")
        case .booked: Phrase("De pot is groter geworden.", "The pot has grown.")
        case .advisedDone: Phrase("Het advies is genoteerd.", "The advice was noted.")
        case .approvedDone: Phrase("De afwijking is goedgekeurd.", "The deviation was approved.")
        default: nil
        }
    }
}
