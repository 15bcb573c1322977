internal import Domain

extension RefusalSentences {
    static func english(_ refusal: Refusal) -> String {
        let say = RefusalWords(refusal: refusal, amount: englishAmount)
        return switch refusal.code {
        case .notSignedIn: "You are not signed in. Sign in with a valid token."
        case .notAllowed:
            "You may not do this\(say.subject(" with ")). "
                + "Ask the coordinator whether you need another role."
        case .readOnlyToken: "This token may only read. Use a token with full rights."
        case .notActingForOrganisation:
            "You do not belong to this organisation\(say.subject(" (", ")")). "
                + "Choose an organisation that you belong to, or ask for access."
        case .unknownRound: "There is no such round. Check the name of the round."
        case .unknownDossier:
            "There is no such dossier in this round. Check the number of the dossier."
        case .unknownBallot:
            "There is no such ballot in this round. Check the number of the ballot."
        case .unknownPerson:
            "This person\(say.subject(" (", ")")) is not known. "
                + "Register the person first, or correct the name."
        case .unknownOrganisation:
            "This organisation\(say.subject(" (", ")")) is not known. "
                + "Register the organisation first, or correct the name."
        case .unknownToken: "There is no such token. Check the name of the token."
        case .unknownCriterion:
            "This criterion\(say.subject(" (", ")")) is not one of this round. "
                + "Choose a criterion from the rules of the round."
        case .unknownSection:
            "The dossier has no such section\(say.subject(" (", ")")). "
                + "Choose a section of the dossier."
        case .unknownPartner:
            "This partner\(say.subject(" (", ")")) is not in the dossier. "
                + "Choose a partner of the coalition, or invite the organisation."
        case .alreadyExists:
            "This exists already\(say.subject(": ")). Use what is there, or choose another name."
        case .keyReused:
            "This key was used for another command. Give every new command a new key."
        case .textMissing:
            "A text is missing\(say.subject(" at ")). Fill in the text and try again."
        case .textTooLong:
            "The text\(say.subject(" at ")) is too long\(say.limit(": at most ", " characters")). "
                + "Make the text shorter."
        case .reasonsMissing:
            "The reasons\(say.subject(" at ")) are missing or too short. "
                + "Write down your reasons\(say.limit(" in at least ", " characters"))."
        case .tooMany:
            "There are too many\(say.subject(" at "))\(say.limit(": at most ")). "
                + "Remove one first."
        case .malformed:
            "The content\(say.subject(" of ")) does not have the right form. "
                + "Look up the form in the description and correct the content."
        case .amountNegative:
            "An amount\(say.subject(" at ")) is below zero. Fill in zero or more."
        case .amountTooLarge:
            "An amount\(say.subject(" at ")) is too high\(say.limitAmount(": at most ")). "
                + "Fill in a lower amount."
        case .amountsDoNotAddUp:
            "The amounts\(say.subject(" at ")) do not add up. "
                + "Recalculate and correct them\(say.currentAmount(": the request should be "))."
        case .datesOutOfOrder:
            "The dates\(say.subject(" at ")) are not in order. "
                + "Choose a date after the one before it."
        case .wrongPhase:
            "This cannot be done in this phase of the round. "
                + "Wait until the round is there, or look at what can be done now."
        case .rulesIncomplete:
            "The rules of the round are not complete\(say.subject(": look at ")). "
                + "Complete the rules, then publish."
        case .rulesFrozen: "The rules of this round are fixed. Make a new round for other rules."
        case .closingOnlyLater: "The closing of the round may only move later. Choose a later time."
        case .roundNotOpen:
            "The round is not open yet. Wait until it opens, then hand in."
        case .roundClosed: "The round is closed. Contact the coordinator if you have questions."
        case .lotterySeedMismatch:
            "This lottery seed does not match what was fixed at publication. "
                + "Use the seed that was made then."
        case .tieNeedsLottery:
            "Dossiers ended equal on everything: the lottery decides. "
                + "Enter the secret seed that was kept with the round."
        case .dossiersNotFinished:
            "Not all dossiers are finished\(say.subject(": still waiting: ")). "
                + "Finish those dossiers first."
        case .wrongState:
            "This cannot be done in the present state\(say.subject(" of ")). "
                + "Look at how things stand and choose another step."
        case .staleVersion:
            "Something has changed in the meantime\(say.current(": version ", " holds now")). "
                + "Look at the new version and try again."
        case .sectionLocked:
            "You may not change this section\(say.subject(" (", ")")) now. "
                + "Ask the lead applicant who works on it or when it opens again."
        case .invitationPending:
            "An invitation\(say.subject(" to ")) has not been answered. "
                + "Wait for the answer, or withdraw the invitation."
        case .alreadyPartner:
            "This organisation\(say.subject(" (", ")")) is a partner already. "
                + "There is no need to invite it again."
        case .leadCannotLeave:
            "The lead applicant cannot leave the coalition. "
                + "Withdraw the dossier if you want to stop."
        case .contentMismatch:
            "The content differs from what you have seen. Read the new content and confirm again."
        case .notSignatory:
            "You may not sign for this organisation. Let one of its signatories sign."
        case .organisationUnverified:
            "The organisation\(say.subject(" ")) has not been verified. "
                + "Ask the municipality to verify the organisation."
        case .tooFewProviders:
            "Too few providers have signed\(say.limit(": at least ", " are needed")). "
                + "Find another provider that joins and signs."
        case .sameRegistration:
            "Two partners have the same trade register number\(say.subject(" (", ")")). "
                + "Work together with another organisation."
        case .sameConcern:
            "Two partners belong to the same concern\(say.subject(" (", ")")). "
                + "Find a partner outside that concern."
        case .leadNotContracted:
            "The lead applicant has no contract with the municipality. "
                + "Choose a lead applicant that has one."
        case .signaturesMissing:
            "Not all partners have signed this version\(say.subject(": missing is ")). "
                + "Ask those partners to sign."
        case .nothingRequested:
            "No amount was requested\(say.subject(" by ")). "
                + "Fill in at least one cost line with a requested amount."
        case .alreadySigned:
            "Your organisation has signed this version already. There is nothing to do."
        case .notCommittee:
            "You are not on the committee of this round. "
                + "Ask the coordinator if you think that this is wrong."
        case .interestsNotDeclared:
            "You have not declared your interests yet. Do so first, then you get access."
        case .interestConflict:
            "You have an interest in this dossier. Leave it to the other members."
        case .notJudgeable:
            "There are too few members without an interest\(say.limit(": at least ", " are needed")). "
                + "Appoint a substitute."
        case .seatTaken:
            "This seat on the committee is taken. Choose another seat, or free this one."
        case .sittingNotOpen: "The sitting is not open. Wait until the chair opens it."
        case .notCurrentDossier:
            "This dossier is not being discussed now. Wait until the chair calls it."
        case .notPresent:
            "You are not noted as present. Connect, or report to the secretary."
        case .quorumMissing:
            "Too few members are present\(say.current(": ", " present"))\(say.limit(", needed: ")). "
                + "Wait until there are enough members."
        case .ballotNotOpen: "This ballot is not open. Vote once the chair has opened it."
        case .ballotNotClosed: "This ballot is not closed yet. Close the ballot first."
        case .ballotNotRevealed:
            "The result has not been revealed. Reveal the result of this ballot first."
        case .ballotUnfinished:
            "A ballot on this dossier is still running. Finish that ballot first."
        case .missingNotListed:
            "The list of members without a vote is not right. "
                + "Look at who has not voted yet and confirm that list."
        case .scoreOutOfScale:
            "This score\(say.subject(" for ")) is not on the scale\(say.limit(" of 1 to ")). "
                + "Choose a score on the scale."
        case .gateNotPassed:
            "This dossier did not pass the gate. Choose a dossier that did."
        case .tieNeedsSecondBallot:
            "The votes are tied. Discuss the item and hold a second ballot."
        case .tooFewVotes:
            "There are too few valid votes\(say.limit(": at least ", " are needed")). "
                + "Hold the ballot again with more members."
        case .noSecondBallot:
            "A new ballot is not possible here. Adopt the result that is there."
        case .voteTypeMismatch:
            "This vote does not fit this ballot. Give the kind of vote that the ballot asks for."
        case .scoreMissing:
            "A score is missing on the form\(say.subject(" (", ")")). "
                + "Enter a score for every criterion, or 0 to abstain."
        case .alreadyVoted:
            "This member\(say.subject(" (", ")")) has voted in person. "
                + "Ask the member to change the vote."
        case .countersignMissing:
            "A vote from paper was not confirmed by its member yet\(say.subject(": ")). "
                + "Ask the member to confirm it, or repeat the ballot if it is wrong."
        case .nothingToCountersign:
            "There is no vote from paper here for you to confirm. "
                + "Look at the ballot to see what is asked of you."
        case .tieNeedsRevote:
            "The dossiers\(say.subject(" ")) are exactly equal. "
                + "Hold a tie-break ballot on these dossiers first."
        case .boundaryNotConfirmed:
            "This is a boundary case\(say.subject(": dossier ")). "
                + "Look at the robustness report and confirm exactly these dossiers."
        case .coalitionChanged:
            "The coalition of dossier\(say.subject(" ")) has changed since the submission. "
                + "Check the coalition again and have the committee judge collaboration anew."
        case .sectionPending:
            "A section is not finished yet\(say.subject(": ")). "
                + "Finish the section before you ask for signatures."
        case .minimumAboveRequest:
            "The least needed\(say.subject(" at ")) is more than what you request. "
                + "Fill in an amount that isn't above the request\(say.limitAmount(" (", ")"))."
        case .signatoryMissing:
            "Nobody can sign for this organisation\(say.subject(" (", ")")) yet. "
                + "Have the municipality register a signatory."
        case .noTie:
            "This ballot has no tie that came back. "
                + "A casting vote is possible only when the votes are tied for the second time."
        case .skippedNotListed:
            "Say for every dossier that you pass over why\(say.subject(": dossier ")). "
                + "Give a reason for exactly these dossiers."
        case .nothingAsked:
            "No override was asked for this dossier\(say.subject(" (", ")")). "
                + "Have a coordinator ask for it first."
        case .sameEyes:
            "You have taken a step on this dossier that somebody else must check. "
                + "Ask a colleague to take this step."
        case .groundsMissing:
            "Say why not everything is granted\(say.subject(" to dossier ")). "
                + "Choose one or more grounds; a full grant has none."
        case .incompatibleFunded:
            "This dossier cannot go together with dossier\(say.subject(" ")), which is funded. "
                + "Choose one of the two."
        case .motivationUnread:
            "A motivation was not read by a second person yet\(say.subject(": ")). "
                + "Have a colleague read it and agree."
        case .letterIncomplete:
            "Something is missing in a letter\(say.subject(": ")). "
                + "Have it completed and try again."
        case .aboveOffer:
            "This is more than was offered\(say.limitAmount(": ")). "
                + "Adapt your costs to the offered amount at most."
        case .confirmationMissing:
            "Look at what this command brings about first. "
                + "Ask for its consequence and confirm it with the code that you get."
        case .potExceeded:
            "There is not enough money in the pot\(say.currentAmount(": ", " is left")). "
                + "Choose a lower amount."
        case .aboveRequest:
            "The amount is higher than what was requested\(say.limitAmount(" (", ")")). "
                + "Choose an amount up to the request."
        case .belowMinimum:
            "The amount is below the least with which it works\(say.limitAmount(" (", ")")). "
                + "Choose a higher amount, or reject."
        case .deviationUnexplained:
            "You deviate from the advice without reasons. Write down why you deviate."
        case .voterMayNotDecide:
            "You have voted and may therefore not decide. Let somebody else decide."
        case .deciderMayNotVote:
            "This person\(say.subject(" (", ")")) decides for the municipality and may therefore have "
                + "no vote. Choose somebody else, or make this person secretary."
        case .decisionsIncomplete:
            "Not all dossiers have a decision\(say.current(": missing: ")). "
                + "Take the missing decisions first."
        case .hiddenMaterial:
            "Something in this material is still secret. "
                + "Wait until the result has been revealed, then try again."
        case .unknownIndicator:
            "This indicator\(say.subject(" (", ")")) is not one of the agreement, or has no such "
                + "version. Choose an indicator and a version from the catalogue."
        case .unknownPeriod:
            "This period\(say.subject(" (", ")")) is not in the agreement, or has no report yet. "
                + "Check the number of the period."
        case .unknownTranche:
            "This payment\(say.subject(" (", ")")) is not in the agreement. "
                + "Check the number of the payment."
        case .unknownHandover:
            "This handover\(say.subject(" (", ")")) did not go to you, or is not there. "
                + "Check the number of the handover."
        case .unknownImport:
            "The messages on which this result rests aren't in this round. "
                + "Record first that they were read in."
        case .directionContradicts:
            "The direction of this indicator\(say.subject(" (", ")")) contradicts its baseline and "
                + "target. Correct the direction or the values."
        case .notAgreed:
            "No terms were signed by both sides yet. Agree on terms first."
        case .agreementLocked:
            "Part of these terms\(say.subject(" (", ")")) was reported on or claimed already. "
                + "Leave that part as it was."
        case .conditionsUnmet:
            "A condition of this payment does not hold yet\(say.subject(": ")). "
                + "Wait until it does and claim the payment then."
        case .aboveGrant:
            "This is more than was granted\(say.limitAmount(": ")). Choose a lower amount."
        case .nothingProposed:
            "No settlement of this dossier was proposed yet. "
                + "Let a relationship manager propose one first."
        case .resultMismatch:
            "This figure\(say.subject(" (", ")")) differs from the result that it comes from. "
                + "Copy the figure exactly, or name no result."
        case .smallNumberShown:
            "These are too few clients to be shown\(say.subject(": ")). Leave the small numbers out."
        case .personNumber:
            "This reference holds a number that may be a citizen service number. "
                + "Choose a reference without anything of a person."
        case .summariesIncomplete:
            "Write a short text for the council about each initiative\(say.subject(": dossier ")). "
                + "Give them in this order."
        case .nothingDue:
            "There is nothing for the server to do now. You need not do anything."
        }
    }
}
