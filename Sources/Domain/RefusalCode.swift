/// Every reason to refuse, by a name that never changes and is never used again for another.
package enum RefusalCode: String, Codable, Sendable, CaseIterable, Hashable {
    // Who
    case notSignedIn, notAllowed, readOnlyToken, notActingForOrganisation
    // What
    case unknownRound, unknownDossier, unknownBallot, unknownPerson, unknownOrganisation
    case unknownToken, unknownCriterion, unknownSection, unknownPartner
    case alreadyExists, keyReused
    // Text, numbers and dates
    case textMissing, textTooLong, reasonsMissing, tooMany, malformed
    case amountNegative, amountTooLarge, amountsDoNotAddUp, datesOutOfOrder
    // Rounds
    case wrongPhase, rulesIncomplete, rulesFrozen, closingOnlyLater, roundNotOpen, roundClosed
    case lotterySeedMismatch, tieNeedsLottery, tieNeedsRevote, boundaryNotConfirmed
    case dossiersNotFinished, coalitionChanged
    // Dossiers and coalitions
    case wrongState, staleVersion, sectionLocked, invitationPending, alreadyPartner
    case leadCannotLeave, contentMismatch, notSignatory, organisationUnverified
    case tooFewProviders, sameRegistration, sameConcern, leadNotContracted, signaturesMissing
    case nothingRequested, alreadySigned, sectionPending, signatoryMissing
    case minimumAboveRequest
    // Committee and sittings
    case notCommittee, interestsNotDeclared, interestConflict, notJudgeable, seatTaken
    case sittingNotOpen, notCurrentDossier, notPresent, quorumMissing, ballotNotOpen
    case ballotNotClosed, ballotNotRevealed, ballotUnfinished, missingNotListed
    case scoreOutOfScale, gateNotPassed, tieNeedsSecondBallot
    case tooFewVotes, noSecondBallot, voteTypeMismatch, scoreMissing
    case alreadyVoted, countersignMissing, nothingToCountersign, noTie
    // Pot, decisions, exports
    case potExceeded, aboveRequest, belowMinimum, deviationUnexplained, voterMayNotDecide
    case deciderMayNotVote
    case decisionsIncomplete, hiddenMaterial, skippedNotListed, nothingAsked, sameEyes
    case groundsMissing, incompatibleFunded, motivationUnread, letterIncomplete, aboveOffer
    case confirmationMissing
    // Initiatives
    case unknownIndicator, unknownPeriod, unknownTranche, unknownHandover, unknownImport
    case directionContradicts, notAgreed, agreementLocked, conditionsUnmet, aboveGrant
    case nothingProposed, resultMismatch, smallNumberShown, personNumber, summariesIncomplete
    // The server
    case nothingDue

    /// What a client should do about it, as one of the error classes of the protocol.
    package var kind: Kind {
        switch self {
        case .notSignedIn: .unauthenticated
        case .notAllowed, .readOnlyToken, .notActingForOrganisation, .notCommittee,
            .interestsNotDeclared, .interestConflict, .notSignatory, .voterMayNotDecide,
            .deciderMayNotVote:
            .forbidden
        case .unknownRound, .unknownDossier, .unknownBallot, .unknownPerson,
            .unknownOrganisation, .unknownToken, .unknownCriterion, .unknownSection,
            .unknownPartner, .unknownIndicator, .unknownPeriod, .unknownTranche, .unknownHandover,
            .unknownImport:
            .unknown
        case .staleVersion, .keyReused, .alreadyExists, .contentMismatch: .conflict
        case .roundNotOpen, .roundClosed: .closed
        default: .refused
        }
    }

    /// The classes of refusals that a client may treat alike.
    package enum Kind: Sendable, CaseIterable {
        case unauthenticated, forbidden, unknown, conflict, closed, refused
    }
}
