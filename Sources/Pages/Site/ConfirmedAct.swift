/// What is confirmed, named by the command on the wire, as people call it.
package enum ConfirmedAct: String, CaseIterable, Sendable {
    case publishRound, startScreening, finishRound, withdrawRound, recordInterest, leaveCoalition
    case submitDossier, reopenDossier, withdrawDossier, requestSupplement, admitDossier
    case declineToConsider, recheckCoalition, extendTerm, leaveUnassessed, adoptRanking, bookPot
    case approveOverride, releaseDecisions, acceptOffer, declineOffer, signAgreement, payTranche
    case adoptSettlement, receiveBack, stopInitiative, releaseLessons, takeSnapshot

    /// The act of a method such as `round.signAgreement`; nil for what isn't confirmed.
    init?(method: String) {
        self.init(rawValue: String(method.split(separator: ".").last ?? ""))
    }

    /// What is done, as the button before it says.
    package var phrase: Phrase { course ?? decision ?? Phrase("", "") }

    private var course: Phrase? {
        switch self {
        case .publishRound: Phrase("De ronde publiceren", "Publish the round")
        case .startScreening: Phrase("De toets beginnen", "Begin the screening")
        case .finishRound: Phrase("De ronde afronden", "Finish the round")
        case .withdrawRound: Phrase("De ronde intrekken", "Withdraw the round")
        case .recordInterest: Phrase("Een belang vastleggen", "Record an interest")
        case .leaveCoalition: Phrase("De coalitie verlaten", "Leave the coalition")
        case .submitDossier: Phrase("Het kansendossier indienen", "Submit the dossier")
        case .reopenDossier:
            Phrase(
                "Verder schrijven aan het ingediende dossier", "Go on writing what was submitted")
        case .withdrawDossier: Phrase("Het kansendossier intrekken", "Withdraw the dossier")
        case .requestSupplement: Phrase("Een aanvulling vragen", "Ask for a supplement")
        case .admitDossier: Phrase("Het dossier ontvankelijk verklaren", "Admit the dossier")
        case .declineToConsider:
            Phrase("Het dossier buiten behandeling stellen", "Decline to consider the dossier")
        case .recheckCoalition:
            Phrase(
                "De gegevens van de partners opnieuw controleren",
                "Check the partners’ data again")
        case .extendTerm: Phrase("De beslistermijn verlengen", "Extend the decision term")
        default: nil
        }
    }

    private var decision: Phrase? {
        switch self {
        case .leaveUnassessed: Phrase("Het dossier niet beoordelen", "Leave the dossier unassessed")
        case .adoptRanking: Phrase("De ranglijst vaststellen", "Adopt the ranking")
        case .bookPot: Phrase("Geld aan de pot toevoegen", "Add money to the pot")
        case .approveOverride: Phrase("De afwijking goedkeuren", "Approve the deviation")
        case .releaseDecisions: Phrase("De besluiten bekendmaken", "Release the decisions")
        case .acceptOffer: Phrase("Het aanbod aannemen", "Accept the offer")
        case .declineOffer: Phrase("Het aanbod afwijzen", "Decline the offer")
        case .signAgreement: Phrase("De afspraken ondertekenen", "Sign the agreement")
        case .payTranche: Phrase("De termijn betalen", "Pay the tranche")
        case .adoptSettlement: Phrase("Het eindbedrag vaststellen", "Adopt the final amount")
        case .receiveBack: Phrase("Een terugbetaling boeken", "Book a repayment")
        case .stopInitiative: Phrase("Het initiatief stoppen", "Stop the initiative")
        case .releaseLessons: Phrase("De lessen vrijgeven", "Release the lessons")
        case .takeSnapshot: Phrase("Een momentopname maken", "Take a snapshot")
        default: nil
        }
    }
}
