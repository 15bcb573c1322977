/// The words of what is asked.
enum AskedWords: String, Words {
    case supplement, asks, answer, late, change, sign, submit, supplementTask, offerTask
    case offerSignature, withdrawn, was, tooLate, notSubmitted
    case until, offer, offered, requested, lapses, fit, accept, refuses, because, reopened, look
    case offerAgain, leadOffers, refused, wasBecause, changedIn, changedSince, unchangedSince
    case again, see, lookAll, inviteAnother, yours, locked

    var phrase: Phrase {
        switch self {
        case .supplement:
            Phrase("De gemeente vraagt een aanvulling", "The municipality asks for more")
        case .asks: Phrase("Dit wil de gemeente weten:", "This is what it wants to know:")
        case .answer: Phrase("Antwoorden kan tot en met", "Answer no later than")
        case .late:
            Phrase(
                "Antwoordt u niet op tijd, dan beoordeelt de gemeente wat u eerder indiende.",
                "Without an answer in time what you submitted before is what counts.")
        case .change: Phrase("Vul aan", "Complete")
        case .sign:
            Phrase("Laat alle partners opnieuw ondertekenen", "Have all partners sign again")
        case .submit: Phrase("Dien het dossier opnieuw in", "Submit the dossier again")
        case .supplementTask: Phrase("Beantwoord de vragen over", "Answer the questions on")
        case .offerTask: Phrase("Beantwoord het aanbod voor", "Answer the offer for")
        case .withdrawn:
            Phrase("Dit kansendossier is ingetrokken", "This dossier was withdrawn")
        case .was: Phrase("De reden was:", "The reason was:")
        case .tooLate: Phrase("De ronde is gesloten", "The round is closed")
        case .notSubmitted:
            Phrase(
                "Dit kansendossier is niet ingediend. Het doet niet mee.",
                "This dossier was not submitted. It takes no part.")
        case .offerSignature:
            Phrase("Onderteken voor het aangeboden bedrag", "Sign for the amount offered:")
        case .until: Phrase("Dit kan tot en met", "Possible up to and including")
        case .offer: Phrase("U krijgt een deel aangeboden", "A part is offered to you")
        case .offered: Phrase("De gemeente biedt uw coalitie", "The municipality offers")
        case .requested: Phrase("Uw kosten vragen nu", "Your costs now ask for")
        case .lapses:
            Phrase(
                "Antwoordt u niet op tijd, dan vervalt het aanbod.",
                "Without an answer in time the offer lapses.")
        case .fit:
            Phrase(
                "Pas de kosten aan, zodat u samen niet meer vraagt dan het aanbod",
                "Change the costs, so that together you ask for no more than the offer")
        case .refuses: Phrase("wil nog niet ondertekenen", "won’t sign yet")
        case .because: Phrase("Dit is de reden:", "This is the reason:")
        case .refused: Phrase("wilde eerder niet ondertekenen", "would not sign earlier")
        case .wasBecause: Phrase("Dit was de reden:", "This was the reason:")
        case .changedSince:
            Phrase("Daarna is het dossier veranderd.", "The dossier was changed after that.")
        case .changedIn: Phrase("Daarna is veranderd:", "Changed after that:")
        case .unchangedSince:
            Phrase("Daarna is er niets veranderd.", "Nothing was changed after that.")
        case .again:
            Phrase(
                "Het dossier ligt nu weer voor om te ondertekenen.",
                "Now the dossier can be signed again.")
        case .see: Phrase("Bekijk", "Look at")
        case .lookAll:
            Phrase(
                "Bekijk de teksten, kosten en effecten", "Look at the texts, costs and effects")
        case .inviteAnother: Phrase("Nodig een andere partner uit", "Invite another partner")
        case .yours: Phrase("Uw organisatie", "Your organisation")
        case .locked:
            Phrase(
                "Dit kansendossier wacht op handtekeningen. Daarom ligt alles vast. Moet er toch "
                    + "iets anders? Wie voor een partner mag ondertekenen, kiest dan “Niet "
                    + "ondertekenen” en geeft een reden. Daarna is het dossier weer een concept. "
                    + "Dat kan hier:",
                "This dossier waits for signatures. That is why nothing in it can be changed. Must "
                    + "something change after all? Then who may sign for a partner chooses "
                    + "“Decline to sign” and gives a reason. After that the dossier is a draft "
                    + "again. It is done here:")
        case .reopened:
            Phrase(
                "Het dossier is weer een concept. Verbeter het onderdeel dat hieronder staat.",
                "The dossier is a draft again. Improve the part that stands below.")
        case .look: Phrase("Bekijk en verbeter", "Look at and improve")
        case .offerAgain:
            Phrase("Laat daarna opnieuw ondertekenen", "Then offer it for signing again")
        case .leadOffers:
            Phrase(
                "Daarna laat de penvoerder opnieuw ondertekenen:",
                "After that the lead offers it for signing again:")
        case .accept:
            Phrase("Neem het aanbod aan, of wijs het af", "Accept the offer, or decline it")
        }
    }
}
