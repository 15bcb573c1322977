/// What a command would bring about, as far as the one who gives it may know (F32).
///
/// It is shown before confirming, and its fingerprint is what is confirmed: whoever confirms sees
/// exactly what happens, or is refused because the world has changed in between.
package struct Consequence: Encodable, Sendable, Equatable {
    /// The round's phase afterwards, when it changes.
    package var phase: Phase?
    package var dossiers: [Move] = []
    /// Approvals that fall, and with them what rested on them (F31).
    package var signaturesVoided: [VoidSignature] = []
    package var decisionsVoided: [DossierNumber] = []
    package var readingsVoided: [String] = []
    /// Terms that begin, and terms that end.
    package var termsStarted: [Term] = []
    package var termsStopped: [Term] = []
    package var ledger: [LedgerEntry] = []
    /// The letters as they will be stored and sent.
    package var letters: [Letter] = []
    package var ranking: Ranking?
    package var allocation: Allocation?
    package var robustness: Robustness?

    /// A dossier that goes from one state to another.
    package struct Move: Encodable, Sendable, Equatable {
        package let dossier: DossierNumber
        package let from: DossierState
        package let to: DossierState
    }

    /// An organisation's signature that no longer binds.
    package struct VoidSignature: Encodable, Sendable, Equatable {
        package let dossier: DossierNumber
        package let organisation: OrganisationID
    }

    /// Something that has to happen before a moment.
    package struct Term: Encodable, Hashable, Sendable {
        package let kind: Kind
        package let dossier: DossierNumber?
        package let until: Instant

        /// What the term is for.
        package enum Kind: String, Encodable, Sendable, CaseIterable {
            case opening, closing, invitation, supplement, offer, decision
        }
    }
}

/// Whether the one who gives a command has seen what it brings about.
package enum Confirmation: Sendable, Equatable {
    case none
    /// The fingerprint that the dry run gave.
    case given(Digest)
    /// Nothing will happen: this is the dry run.
    case rehearsal
}

extension RoundCommand {
    /// Whether it must carry the fingerprint of its dry run: what moves a round or a dossier, books
    /// money or tells people something, and can't simply be done again.
    ///
    /// The steps of a live ballot don't: everybody in the room sees each of them, none is told to
    /// anyone outside, and the chair names who is missing instead.
    package var demandsConfirmation: Bool {
        switch self {
        case .publishRound, .startScreening, .finishRound, .withdrawRound,
            .recordInterest, .leaveCoalition, .submitDossier, .reopenDossier, .withdrawDossier,
            .requestSupplement, .admitDossier, .declineToConsider, .recheckCoalition, .extendTerm,
            .leaveUnassessed, .adoptRanking, .bookPot, .approveOverride, .releaseDecisions,
            .acceptOffer, .declineOffer, .signAgreement, .payTranche, .adoptSettlement,
            .receiveBack, .stopInitiative, .releaseLessons, .takeSnapshot:
            true
        default: false
        }
    }
}
