package import Domain

extension RoundCommand: CallableCommand {
    package static let methodPrefix = "round"
    package static let onlyByServer: Set<CodingKeys> = [.noteConnection, .passTime]
    package static let promises = MethodCatalogue.round
}

extension MethodCatalogue {
    /// The commands of a round.
    package static let round: [String: String] = [
        "createRound": "Creates a round in draft; the coordinator alone sees it.",
        "changeRules":
            "Replaces the rules: freely in draft, as a new version until the first submission.",
        "publishRound":
            "Freezes the rules under their fingerprint, sets the pot and shows the round to all.",
        "moveClosing": "Moves the closing time, only later.",
        "startScreening": "Begins the screening of what was submitted, after closing.",
        "finishRound": "Ends a decided round.",
        "withdrawRound": "Withdraws a round before its decisions, with reasons.",
        "appointSeat":
            "Gives a person a seat: chair, deputyChair, member, substitute or secretary.",
        "dismissSeat": "Takes a seat from a person who hasn't voted.",
        "callSubstitute": "Lets a substitute take a member's place and vote.",
        "declareInterests":
            "Declares the caller's interests, an empty list for none; without it no text is open.",
        "recordInterest":
            "Records an interest of a member that came to light; votes that it touches fall.",
        "startDossier":
            "Starts a dossier with the caller's organisation as lead; it gets the next number.",
        "changeTitle": "Replaces the title; `version` is the version that the caller saw.",
        "writeSection": "Replaces a text of the dossier; every signature under it falls.",
        "writeRole": "Replaces what the caller's own organisation does in the initiative.",
        "setCostLines":
            "Replaces the cost lines of the caller's own organisation, in cents: requested = "
            + "total - own - other, and minimum at most requested.",
        "setInvolvedParties": "Replaces the parties that take part without money or signature.",
        "setEffects": "Replaces the expected effects: indicator, baseline, target and date.",
        "invitePartner": "Invites an organisation into the coalition; the lead alone may.",
        "withdrawInvitation": "Takes back an invitation that wasn't answered yet.",
        "acceptInvitation": "Joins the coalition; the content gets a part for the new partner.",
        "declineInvitation": "Declines an invitation, with the reason.",
        "leaveCoalition":
            "Leaves the coalition, with the reason; signatures fall. What was submitted goes back "
            + "to the coalition, until the committee sits.",
        "moveSection":
            "Says how far a section is: open, withPartner (and which), readyForReview or done.",
        "offerForSigning":
            "Offers a complete draft for signing; refused while a text is missing or too long, "
            + "or an invitation is open.",
        "signDossier":
            "Signs one version for the caller's organisation; `content` is the version's "
            + "fingerprint as the view shows it. Under a version that passed it is void at once.",
        "declineToSign":
            "Declines to sign, with reasons and the sections they are about; back to draft.",
        "submitDossier":
            "Submits the signed version and gives the coalition a receipt; `content` is its "
            + "fingerprint, as an explicit confirmation.",
        "reopenDossier":
            "Lets the coalition write on until the closing; what was submitted stays valid until "
            + "something newer is.",
        "withdrawDossier": "Withdraws a dossier before the decision, with reasons.",
        "requestSupplement":
            "Asks the coalition one list of questions; the named sections open until the term.",
        "admitDossier": "Admits a submitted dossier to the committee.",
        "declineToConsider": "Declines to consider a dossier, with reasons.",
        "recheckCoalition":
            "Looks the coalition up again; when it has changed, collaboration is judged anew.",
        "markIncompatible":
            "Notes that of two dossiers at most one can be funded, with reasons.",
        "extendTerm": "Extends the decision's term once, by so many weeks, with reasons.",
        "planSitting": "Plans a sitting with its agenda of admitted dossiers.",
        "openSitting": "Opens a planned sitting.",
        "suspendSitting": "Suspends the sitting; open ballots keep their votes.",
        "resumeSitting": "Resumes the sitting, and the ballots that have quorum.",
        "closeSitting": "Closes the sitting when nothing is pending.",
        "markPresence": "Notes that a member without a device is there, or has gone.",
        "takeUpDossier": "Puts a dossier of the agenda on the table.",
        "prepareBallot":
            "Makes a ballot ready on the dossier on the table: H1, H2a, H2b, H2c or scores.",
        "openBallot": "Opens a ballot for votes, with quorum.",
        "castGateVote":
            "Casts the caller's vote on a hard requirement; the last one before closing counts.",
        "giveScore":
            "Gives the caller's score on one criterion, 0 to abstain; the last one before "
            + "closing counts.",
        "enterPaperVote":
            "Enters a present member's vote on a hard requirement from paper, by the secretary; "
            + "the member countersigns it before the ballot is adopted.",
        "enterPaperScores":
            "Enters a present member's whole score form from paper, by the secretary.",
        "countersignVote":
            "Says whether the vote that was entered from paper is the caller's own; if not, the "
            + "ballot is held again.",
        "closeBallot": "Closes a ballot; `missing` names exactly those who haven't voted.",
        "revealBallot": "Reveals a closed ballot to everyone concerned at one moment.",
        "repeatBallot": "Prepares another ballot on the same subject; the first one stays.",
        "giveCastingVote":
            "Decides a tie that came back, by the chair, with reasons, where the round allows it.",
        "adoptBallot":
            "Adopts a revealed result, with motivations by gate item or by criterion code.",
        "draftMotivation": "Writes what the committee says of a gate item or a criterion.",
        "readMotivation":
            "Agrees with a motivation as its second reader, or sends it back with reasons; "
            + "`fingerprint` is the SHA-256 of the text as a JSON string.",
        "readMotivations":
            "Does the same for several items of a dossier at once, all or none.",
        "adviseAmount":
            "Advises to give less than was asked, never less than the minimum, with reasons.",
        "leaveUnassessed": "Notes that a dossier can't be assessed, with reasons.",
        "openJointBallot":
            "Opens one vote over several dossiers: adjustment of all scores, or a tieBreak.",
        "closeJointBallot": "Closes it; `missing` names exactly those who haven't voted.",
        "revealJointBallot": "Reveals all its results at one moment.",
        "adoptJointBallot": "Adopts all its results.",
        "dropJointBallot": "Ends a joint vote without a result, with reasons; another may be held.",
        "adoptRanking":
            "Adopts the order of the assessed dossiers and divides the pot by the round's rule; "
            + "`seed` is needed only when equals are left, and `boundary` confirms exactly the "
            + "boundary cases of the dry run.",
        "bookPot": "Adds to the pot: raised or carriedOver, with reasons.",
        "askOverride":
            "Asks to fund a dossier against the rule, with a reason for each one passed over.",
        "approveOverride": "Approves an override that somebody else asked for.",
        "refuseOverride": "Refuses an override that somebody else asked for, with reasons.",
        "withdrawOverride": "Takes back an override that the caller asked for.",
        "intendDecision":
            "Notes what is to be decided on a dossier; nobody outside knows before the release.",
        "releaseDecisions": "Makes all decisions known in one act and books them.",
        "acceptOffer":
            "Accepts a partial offer with the cost lines adapted and signed by all.",
        "declineOffer": "Declines a partial offer, with the reason.",
        "proposeAgreement":
            "Proposes terms as the next number, by municipality or lead; `version` is the number of "
            + "the newest proposal that the caller saw, 0 for none.",
        "signAgreement":
            "Signs the newest terms for the caller's side; `content` is their fingerprint. With both "
            + "signatures they are in force and locked.",
        "saveReport":
            "Saves a draft of the report on a period; `version` is that of the draft that the caller "
            + "saw, 0 for none. A figure without `value` is not reported, which is never 0.",
        "handInReport":
            "Hands in a report that has every agreed figure; `content` is its fingerprint.",
        "adoptReport": "Adopts a report, by somebody who wrote nothing in it.",
        "returnReport": "Returns a report to the coalition, with reasons.",
        "claimTranche": "Claims a tranche of which the conditions hold.",
        "approveTranche":
            "Approves a claimed tranche on substance, and then by another person on finance.",
        "refuseTranche": "Refuses a claimed tranche, with reasons.",
        "payTranche": "Notes that an approved tranche was paid, and books it.",
        "proposeSettlement": "Proposes what the award comes to, at most the award, with reasons.",
        "adoptSettlement":
            "Adopts a settlement that somebody else proposed; `amount` repeats it. The rest is "
            + "released or recovered.",
        "receiveBack": "Books money that was recovered and has come back.",
        "recordForecast":
            "Records what a year will have cost by its end; above its budget it is to be talked about.",
        "recordTalk":
            "Notes a talk with the coalition; it is seen by municipality and coalition alone.",
        "registerHandover":
            "Registers a handover under the provider's own reference, without anything of a person.",
        "confirmHandover": "Confirms a handover, by the party that received it.",
        "stopInitiative": "Stops an initiative with what was tried, learned and kept.",
        "releaseLessons": "Releases the lessons of a stopped initiative to everybody.",
        "recordResult": "Records a computed result, in which small numbers are hidden already.",
        "recordImport": "Notes that something was read in: its hash and counts.",
        "takeSnapshot":
            "Writes down for ever what the council may see of a quarter; `corrects` names the newest "
            + "snapshot of that quarter, if there is one.",
        "recordExport": "Notes that the round is exported; refused while votes are sealed.",
    ]
}
