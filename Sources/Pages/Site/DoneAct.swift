/// What was done, named by the command on the wire, as it is told on the page that follows.
package enum DoneAct: String, CaseIterable, Sendable {
    case createRound, publishRound, startScreening, finishRound, withdrawRound, dismissSeat
    case recordInterest, planSitting, openSitting, suspendSitting, resumeSitting, closeSitting
    case takeUpDossier, openBallot, closeBallot, revealBallot, repeatBallot, giveCastingVote
    case adoptBallot, countersignVote
    case openJointBallot, closeJointBallot, revealJointBallot, adoptJointBallot, dropJointBallot
    case startDossier, withdrawInvitation, acceptInvitation, declineInvitation, leaveCoalition
    case offerForSigning, signDossier, declineToSign, submitDossier, reopenDossier
    case withdrawDossier, acceptOffer, declineOffer
    case requestSupplement, admitDossier, declineToConsider, recheckCoalition, extendTerm
    case leaveUnassessed, adoptRanking, bookPot, askOverride, approveOverride, readMotivation
    case readMotivations, refuseOverride, withdrawOverride
    case releaseDecisions
    case proposeAgreement, signAgreement, handInReport, adoptReport, returnReport, claimTranche
    case approveTranche, refuseTranche, payTranche, proposeSettlement, adoptSettlement
    case receiveBack, confirmHandover, stopInitiative, releaseLessons, takeSnapshot
    case registerOrganisation, verifyOrganisation, registerPerson, endMembership, revokeRole
    case withdrawToken, removeSecondFactor

    /// The act of a method such as `round.publishRound`; nil for what is told by its own page.
    package init?(method: String) {
        self.init(rawValue: String(method.split(separator: ".").last ?? ""))
    }

    /// What is told.
    package var phrase: Phrase {
        course ?? joint ?? coalition ?? decision ?? followUp ?? register ?? Phrase("", "")
    }
}

// Of a round, its dossiers and its sitting.
extension DoneAct {
    private var course: Phrase? {
        switch self {
        case .createRound: Phrase("De ronde is aangemaakt.", "The round was made.")
        case .publishRound: Phrase("De ronde is gepubliceerd.", "The round was published.")
        case .startScreening: Phrase("De toets is begonnen.", "The screening has begun.")
        case .finishRound: Phrase("De ronde is afgerond.", "The round was finished.")
        case .withdrawRound: Phrase("De ronde is ingetrokken.", "The round was withdrawn.")
        case .dismissSeat:
            Phrase(
                "Deze persoon zit niet meer in de commissie.",
                "This person is no longer on the committee.")
        case .recordInterest: Phrase("Het belang is vastgelegd.", "The interest was recorded.")
        case .planSitting: Phrase("De agenda is opgeslagen.", "The agenda was saved.")
        case .openSitting: Phrase("De vergadering is geopend.", "The sitting was opened.")
        case .suspendSitting: Phrase("De vergadering is geschorst.", "The sitting was suspended.")
        case .resumeSitting: Phrase("De vergadering gaat verder.", "The sitting goes on.")
        case .closeSitting: Phrase("De vergadering is gesloten.", "The sitting was closed.")
        case .takeUpDossier: Phrase("Het dossier ligt op tafel.", "The dossier is on the table.")
        case .openBallot: Phrase("De stemming is open.", "The ballot is open.")
        case .closeBallot: Phrase("De stemming is gesloten.", "The ballot is closed.")
        case .revealBallot: Phrase("De stemmen zijn onthuld.", "The votes were revealed.")
        case .repeatBallot: Phrase("Er wordt opnieuw gestemd.", "There is another vote.")
        case .giveCastingVote:
            Phrase("De beslissende stem is uitgebracht.", "The casting vote was given.")
        case .adoptBallot: Phrase("Het advies is vastgesteld.", "The advice was adopted.")
        case .countersignVote:
            Phrase("De stem op papier is bevestigd.", "The vote on paper was confirmed.")
        default: nil
        }
    }
}

// Of a vote over several dossiers at once.
extension DoneAct {
    private var joint: Phrase? {
        switch self {
        case .openJointBallot:
            Phrase(
                "De stemming over deze dossiers is open.", "The ballot on these dossiers is open.")
        case .closeJointBallot:
            Phrase(
                "De stemming over deze dossiers is gesloten.",
                "The ballot on these dossiers is closed.")
        case .revealJointBallot:
            Phrase(
                "De stemmen over deze dossiers zijn onthuld.",
                "The votes on these dossiers were revealed.")
        case .adoptJointBallot:
            Phrase("De uitslag is vastgesteld.", "The result was adopted.")
        case .dropJointBallot:
            Phrase(
                "De stemming is gestopt, zonder uitslag.",
                "The ballot was ended, without a result.")
        default: nil
        }
    }
}

// Of a coalition and its dossier.
extension DoneAct {
    private var coalition: Phrase? {
        switch self {
        case .startDossier: Phrase("Het kansendossier is gestart.", "The dossier was started.")
        case .withdrawInvitation:
            Phrase("De uitnodiging is ingetrokken.", "The invitation was withdrawn.")
        case .acceptInvitation:
            Phrase("U doet mee aan het kansendossier.", "You take part in the dossier.")
        case .declineInvitation:
            Phrase("U hebt de uitnodiging afgewezen.", "You declined the invitation.")
        case .leaveCoalition: Phrase("U hebt de coalitie verlaten.", "You left the coalition.")
        case .offerForSigning:
            Phrase(
                "Het kansendossier ligt klaar om te ondertekenen.",
                "The dossier is ready to be signed.")
        case .signDossier: Phrase("U hebt ondertekend.", "You have signed.")
        case .declineToSign:
            Phrase(
                "Uw partners lezen waarom u niet ondertekent.",
                "Your partners read why you don’t sign.")
        case .submitDossier: Phrase("Het kansendossier is ingediend.", "The dossier was submitted.")
        case .reopenDossier: Phrase("U kunt weer verder schrijven.", "You can go on writing.")
        case .withdrawDossier:
            Phrase("Het kansendossier is ingetrokken.", "The dossier was withdrawn.")
        case .acceptOffer: Phrase("U hebt het aanbod aangenomen.", "You accepted the offer.")
        case .declineOffer: Phrase("U hebt het aanbod afgewezen.", "You declined the offer.")
        default: nil
        }
    }
}

// Of what the municipality finds and decides.
extension DoneAct {
    private var decision: Phrase? {
        switch self {
        case .requestSupplement:
            Phrase("De aanvulling is gevraagd.", "The supplement was asked for.")
        case .admitDossier:
            Phrase("Het dossier is ontvankelijk verklaard.", "The dossier was admitted.")
        case .declineToConsider:
            Phrase("Het dossier is buiten behandeling gesteld.", "The dossier won’t be considered.")
        case .recheckCoalition:
            Phrase(
                "De gegevens van de partners zijn opnieuw gecontroleerd.",
                "The partners’ data were checked again.")
        case .extendTerm: Phrase("De beslistermijn is verlengd.", "The decision term was extended.")
        case .leaveUnassessed:
            Phrase("Het dossier wordt niet beoordeeld.", "The dossier is left unassessed.")
        case .adoptRanking: Phrase("De ranglijst is vastgesteld.", "The ranking was adopted.")
        case .bookPot:
            Phrase("Het geld is aan de pot toegevoegd.", "The money was added to the pot.")
        case .askOverride: Phrase("De afwijking is gevraagd.", "The deviation was asked for.")
        case .approveOverride: Phrase("De afwijking is goedgekeurd.", "The deviation was approved.")
        case .refuseOverride: Phrase("De afwijking is geweigerd.", "The deviation was refused.")
        case .withdrawOverride:
            Phrase("De afwijking is ingetrokken.", "The deviation was withdrawn.")
        case .readMotivation:
            Phrase(
                "Uw oordeel over de motivering is vastgelegd.",
                "Your view on the motivation was recorded.")
        case .readMotivations:
            Phrase(
                "Uw oordeel over de motiveringen is vastgelegd.",
                "Your view on the motivations was recorded.")
        case .releaseDecisions:
            Phrase("De besluiten zijn bekendgemaakt.", "The decisions were released.")
        default: nil
        }
    }
}

// Of an initiative that is followed.
extension DoneAct {
    private var followUp: Phrase? {
        switch self {
        case .proposeAgreement:
            Phrase("De afspraken zijn voorgesteld.", "The agreement was proposed.")
        case .signAgreement:
            Phrase("U hebt de afspraken ondertekend.", "You have signed the agreement.")
        case .handInReport: Phrase("Het verslag is ingediend.", "The report was handed in.")
        case .adoptReport: Phrase("Het verslag is vastgesteld.", "The report was adopted.")
        case .returnReport: Phrase("Het verslag is teruggestuurd.", "The report was sent back.")
        case .claimTranche: Phrase("De betaling is aangevraagd.", "The payment was claimed.")
        case .approveTranche: Phrase("De betaling is goedgekeurd.", "The payment was approved.")
        case .refuseTranche: Phrase("De betaling is geweigerd.", "The payment was refused.")
        case .payTranche: Phrase("De betaling is vastgelegd.", "The payment was recorded.")
        case .proposeSettlement:
            Phrase("Het eindbedrag is voorgesteld.", "The final amount was proposed.")
        case .adoptSettlement:
            Phrase("Het eindbedrag is vastgesteld.", "The final amount was adopted.")
        case .receiveBack: Phrase("De ontvangst is vastgelegd.", "The receipt was recorded.")
        case .confirmHandover: Phrase("De overdracht is bevestigd.", "The handover was confirmed.")
        case .stopInitiative: Phrase("Het initiatief is gestopt.", "The initiative was stopped.")
        case .releaseLessons: Phrase("De lessen zijn vrijgegeven.", "The lessons were released.")
        case .takeSnapshot:
            Phrase(
                "De momentopname is gemaakt en openbaar.",
                "The snapshot was taken and is public.")
        default: nil
        }
    }
}

// Of the register of organisations and people.
extension DoneAct {
    private var register: Phrase? {
        switch self {
        case .registerOrganisation:
            Phrase("De organisatie is opgenomen.", "The organisation was registered.")
        case .verifyOrganisation:
            Phrase("De organisatie is gecontroleerd.", "The organisation was checked.")
        case .registerPerson: Phrase("De persoon is opgenomen.", "The person was registered.")
        case .endMembership:
            Phrase(
                "Deze persoon hoort niet meer bij de organisatie.",
                "This person no longer belongs to the organisation.")
        case .revokeRole: Phrase("De rol is ingetrokken.", "The role was revoked.")
        case .withdrawToken: Phrase("De toegang is ingetrokken.", "The access was withdrawn.")
        case .removeSecondFactor:
            Phrase("De extra controle is weggehaald.", "The extra check was taken away.")
        default: nil
        }
    }
}
