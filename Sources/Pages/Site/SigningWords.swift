/// The words of the last look.
enum SigningWords: String, Words {
    case title, missingTitle, missingText, complete, offer, offerText, missing, tooLong, pending
    case signaturesTitle, signed, unsigned, refused, sign, signText, changedTitle, changedNothing,
        before
    case after, nothing, declineTitle, decline, reasons, reasonsHelp, about, submit, submitText
    case receiptTitle, receipt, counts, changesCount, countsAgain, number, at, version, fingerprint,
        reopen, reopenText, preview,
        previewText
    case dossierTitle, partner, alone, noCosts, accept, acceptText, refuseTitle, refuse,
        refuseReasons, refuseHelp
    case withdrawTitle, withdrawText, withdrawReasons, withdrawHelp, withdraw, uncontracted
    case unverified, reasonsStay, missingAgain, incompleteText, roleOf

    var phrase: Phrase {
        switch self {
        case .title: Phrase("Controleren en indienen", "Check and submit")
        case .withdrawTitle: Phrase("Het kansendossier intrekken", "Withdraw the dossier")
        case .withdrawText:
            Phrase(
                "Het kansendossier doet dan niet meer mee, voor geen van de partners. Dit kunt u "
                    + "niet terugdraaien. U ziet eerst wat er gebeurt.",
                "The dossier then takes no part any more, for none of the partners. You can’t "
                    + "undo this. You see first what happens.")
        case .withdrawReasons: Phrase("Waarom trekt u het in?", "Why do you withdraw it?")
        case .withdrawHelp:
            Phrase("De partners en de gemeente lezen dit.", "Partners and municipality read this.")
        case .withdraw: Phrase("Kansendossier intrekken", "Withdraw the dossier")
        case .uncontracted:
            Phrase(
                "heeft als penvoerder een contract met de gemeente nodig",
                "needs a contract with the municipality as the lead")
        case .unverified:
            Phrase(
                "moet nog worden gecontroleerd door de gemeente",
                "is still to be checked by the municipality")
        case .missingTitle: Phrase("Dit ontbreekt nog", "This is still missing")
        case .missingText:
            Phrase(
                "Vul dit eerst aan. Daarna kunt u laten ondertekenen.",
                "Fill this in first. Then it can be offered for signing.")
        case .missingAgain:
            Phrase(
                "Vul dit eerst aan. Daarna kan de penvoerder indienen.",
                "Fill this in first. Then the lead can submit.")
        case .incompleteText:
            Phrase(
                "Zo kan het dossier niet worden ingediend. Tekent u nu, dan vervalt uw "
                    + "handtekening zodra iemand het aanvult.",
                "The dossier can’t be submitted like this. If you sign now, your signature falls "
                    + "as soon as somebody completes it.")
        case .roleOf: Phrase("Rol van", "Role of")
        case .complete: Phrase("Alles is ingevuld.", "Everything is filled in.")
        case .offer: Phrase("Laten ondertekenen", "Offer for signing")
        case .offerText:
            Phrase(
                "Iedere partner ondertekent wat hieronder staat. Verandert er daarna iets, dan "
                    + "vervallen alle handtekeningen.",
                "Each partner signs what stands below. When anything changes after that, all "
                    + "signatures fall.")
        case .missing: Phrase("nog niet ingevuld", "not filled in yet")
        case .tooLong: Phrase("te lang", "too long")
        case .alone:
            Phrase(
                "Partners: er doen minstens twee aanbieders mee",
                "Partners: at least two providers take part")
        case .noCosts:
            Phrase("Kosten: nog geen gevraagd bedrag", "Costs: no requested amount yet")
        case .pending: Phrase("heeft de uitnodiging nog niet beantwoord", "has not answered yet")
        case .signaturesTitle: Phrase("Handtekeningen", "Signatures")
        case .signed: Phrase("Ondertekend", "Signed")
        case .unsigned: Phrase("Nog niet ondertekend", "Not signed yet")
        case .refused: Phrase("Wil nog niet ondertekenen", "Won’t sign yet")
        case .sign: Phrase("Ondertekenen", "Sign")
        case .signText:
            Phrase(
                "U tekent namens uw organisatie voor dit dossier en voor uw eigen kosten.",
                "You sign for your organisation: this dossier and your own costs.")
        case .changedTitle:
            Phrase(
                "Wat er veranderde sinds uw laatste handtekening",
                "What changed since your last signature")
        case .changedNothing:
            Phrase("Er is sindsdien niets veranderd.", "Nothing has changed since.")
        case .before: Phrase("Was", "Before")
        case .after: Phrase("Is nu", "Now")
        case .nothing: Phrase("Leeg", "Empty")
        case .declineTitle: Phrase("Wilt u niet ondertekenen?", "Don’t you want to sign?")
        case .decline: Phrase("Niet ondertekenen", "Decline to sign")
        case .reasons: Phrase("Wat moet er anders?", "What must change?")
        case .reasonsHelp:
            Phrase(
                "Het dossier wordt weer een concept. Alle partners lezen uw reden, in ten "
                    + "minste 20 tekens.",
                "The dossier becomes a draft again. All partners read your reason, in at least "
                    + "20 characters.")
        case .reasonsStay:
            Phrase(
                "Alle handtekeningen vervallen. Alle partners lezen uw reden, in ten minste 20 "
                    + "tekens.",
                "All signatures fall. All partners read your reason, in at least 20 characters.")
        case .about: Phrase("Over welk onderdeel gaat het?", "Which part is it about?")
        case .submit: Phrase("Kansendossier indienen", "Submit dossier")
        case .submitText:
            Phrase(
                "Indienen kan als alle partners hebben ondertekend. U ziet eerst wat er gebeurt.",
                "It can be submitted when all partners have signed. You see first what happens.")
        case .receiptTitle: Phrase("Ontvangstbewijs", "Receipt")
        case .countsAgain:
            Phrase(
                "U diende na uw laatste wijzigingen niet opnieuw in. Daarom geldt wat u eerder "
                    + "indiende, en tellen die wijzigingen niet mee.",
                "You did not submit again after your last changes. So what you submitted before "
                    + "is what counts, and those changes don’t.")
        case .counts:
            Phrase("telt als u niet opnieuw indient.", "counts unless you submit again.")
        case .receipt: Phrase("ontvangstbewijs", "receipt")
        case .changesCount:
            Phrase(
                "Wat u daarna verandert, telt pas als alle partners opnieuw hebben ondertekend en "
                    + "de penvoerder opnieuw heeft ingediend.",
                "What you change after that counts once all partners have signed again and the "
                    + "lead has submitted again.")
        case .number: Phrase("Nummer", "Number")
        case .at: Phrase("Ingediend op", "Submitted on")
        case .version: Phrase("Versie", "Version")
        case .fingerprint: Phrase("Vingerafdruk van de inhoud", "Fingerprint of the content")
        case .reopen: Phrase("Verder schrijven", "Go on writing")
        case .reopenText:
            Phrase(
                "Wat u indiende, blijft gelden tot u opnieuw indient.",
                "What you submitted stays valid until you submit again.")
        case .preview: Phrase("Zo leest de commissie het", "As the committee will read it")
        case .previewText:
            Phrase("U kunt dit afdrukken met uw browser.", "You can print this by your browser.")
        case .dossierTitle: Phrase("Titel", "Title")
        case .partner: Phrase("Organisatie", "Organisation")
        case .accept: Phrase("Aanbod aannemen", "Accept the offer")
        case .acceptText:
            Phrase(
                "Dit kan als de kosten passen en alle partners opnieuw ondertekend hebben. Uw "
                    + "coalitie krijgt dan het bedrag dat u samen vraagt.",
                "This can be done when the costs fit and all partners have signed again. Your "
                    + "coalition is then granted what you ask for together.")
        case .refuseTitle: Phrase("Het aanbod niet aannemen", "Not accepting the offer")
        case .refuse: Phrase("Aanbod afwijzen", "Decline the offer")
        case .refuseReasons: Phrase("Waarom niet?", "Why not?")
        case .refuseHelp:
            Phrase(
                "Uw coalitie krijgt dan geen geld uit deze ronde. De gemeente leest uw reden.",
                "Your coalition then gets no money in this round. The municipality reads why.")
        }
    }
}

extension SigningWords {
    /// That so many things are missing.
    static func stillMissing(_ count: Int) -> Phrase {
        guard count > 1 else {
            return Phrase(
                "Er ontbreekt nog 1 ding. Bekijk wat dat is.",
                "1 thing is still missing. See which.")
        }
        return Phrase(
            "Er ontbreken nog \(count) dingen. Bekijk welke dat zijn.",
            "\(count) things are still missing. See which.")
    }
}
