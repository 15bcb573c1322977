/// What each event in the log says has happened, in one English sentence by its type.
///
/// For readers of an export, who may have nothing but the file and its schema. A new case of
/// `RoundEvent` or `DirectoryEvent` gets its sentence here.
package enum EventCatalogue {
    /// The events of the directory.
    package static let directory: [String: String] = [
        "directoryFounded": "The directory began, for the municipality of this CBS code.",
        "organisationRegistered": "An organisation was registered, not yet verified.",
        "organisationVerified":
            "An organisation was confirmed; its signatories may sign from here.",
        "concernChanged": "An organisation belongs to another concern from here.",
        "contractChanged": "The segments that an organisation is contracted for were replaced.",
        "personRegistered": "A person was registered with all addresses that are one identity.",
        "membershipAdded": "A person got a role in an organisation, in place of any held there.",
        "membershipEnded": "A person may do nothing for an organisation any more.",
        "roleGranted": "A person got a role in the municipality.",
        "roleRevoked": "A role in the municipality was taken from a person.",
        "tokenIssued": "A token was issued; the hash of its secret is here, the secret nowhere.",
        "tokenWithdrawn": "A token was ended before its term.",
        "regularServiceAdded": "A service was added to the register of regular services.",
        "secondFactorSet":
            "A person comes in with a code as well; the secret of the codes is nowhere in the log.",
        "secondFactorRemoved": "A person comes in without a code again.",
    ]

    /// The events of a round.
    package static let round: [String: String] = aboutRound.merging(aboutDossiers) { first, _ in
        first
    }.merging(aboutSittings) { first, _ in first }.merging(aboutMoney) { first, _ in first }
        .merging(aboutInitiatives) { first, _ in first }

    /// The pot, the decisions and what comes after them.
    private static let aboutMoney: [String: String] = [
        "robustnessReported":
            "How much the order hangs on one member or method, and which cases were confirmed.",
        "rankingLapsed": "The ranking and the division lapsed, because of votes that fell.",
        "potAdjusted": "Money was added to the pot, with reasons.",
        "overrideAsked": "Somebody asked to fund a dossier against the rule.",
        "overrideApproved": "Another person approved the override.",
        "overrideRefused": "Another person refused the override, with reasons.",
        "overrideWithdrawn": "Who asked for the override took it back.",
        "incompatibilityMarked": "Of these two dossiers at most one can be funded.",
        "amountAdvised": "The committee advised less than was asked, with reasons.",
        "motivationDrafted": "A motivation was written; an earlier reading of it falls.",
        "motivationRead": "A second person read a motivation, and agreed or sent it back.",
        "decisionsVoided": "These intended decisions fell, because what they rested on changed.",
        "lettersWritten": "The letters sent with what follows, with the SHA-256 of each text.",
        "offerAccepted": "The coalition accepted a partial offer, with adapted cost lines.",
        "offerLapsed": "A partial offer was declined, with reasons, or not answered in time.",
        "reserveProposed": "What the rule makes of the reserve with the money that came free.",
        "termExtended": "The decision's term was extended by so many weeks, with reasons.",
        "termSignalled": "The decision's term of these dossiers ends soon, or has ended.",
    ]

    /// What became of what was granted.
    private static let aboutInitiatives: [String: String] = [
        "agreementProposed": "One side proposed terms, under the next number.",
        "agreementSigned":
            "One side signed the newest terms; with the other's they are in force and locked.",
        "reportSaved": "The coalition saved a draft of its report on a period.",
        "reportHandedIn": "The report was handed in, under this version of the agreement.",
        "reportAdopted": "The municipality adopted the report.",
        "reportReturned": "The municipality returned the report, with reasons.",
        "trancheClaimed": "The lead claimed a tranche of which the conditions hold.",
        "trancheApproved": "A tranche was approved on substance, or by another on finance.",
        "trancheRefused": "A tranche was refused, with reasons.",
        "tranchePaid": "An approved tranche was paid.",
        "settlementProposed": "Somebody proposed what the award comes to, with reasons.",
        "grantSettled": "Another person adopted the settlement; the rest is free or comes back.",
        "amountReceivedBack": "Money that was recovered has come back.",
        "signalRaised": "There is something to talk about; nothing else follows from it.",
        "forecastRecorded": "What a year is expected to cost was recorded beside its budget.",
        "talkRecorded": "A talk between municipality and coalition was noted, for them alone.",
        "handoverRegistered": "A partner registered a handover, without anything of a person.",
        "handoverConfirmed": "The receiving party confirmed a handover.",
        "initiativeStopped": "The coalition stopped, with what was tried, learned and kept.",
        "lessonsReleased": "These lessons were released to everybody.",
        "resultRecorded": "A computed result was recorded, small numbers hidden already.",
        "importRecorded": "Something was read in: its hash and counts, none of its content.",
        "snapshotTaken": "What the council may see was written down, for ever.",
    ]

    /// The course of the round, its committee and its end.
    private static let aboutRound: [String: String] = [
        "roundCreated": "A round was created in draft, with these rules.",
        "rulesChanged": "The rules of a round in draft were replaced.",
        "roundPublished":
            "The rules were frozen under their fingerprint, with the register as it was then.",
        "rulesCorrected":
            "The published rules were replaced by a new version, before the first submission.",
        "closingMoved": "The closing time was moved; the fingerprint is that of the rules with it.",
        "roundOpened": "The opening time came: dossiers may be submitted.",
        "roundClosed": "The closing time came: nothing may be submitted any more.",
        "screeningStarted": "The screening of what was submitted began.",
        "roundFinished": "The round ended after its decisions.",
        "roundWithdrawn": "The round was withdrawn before its decisions, for these reasons.",
        "seatAppointed": "A person got a seat on the committee, with the ties of that moment.",
        "seatDismissed": "A seat was taken from a person.",
        "substituteCalled": "A substitute took the place of a member.",
        "interestsDeclared": "A member declared all interests; an empty list says none.",
        "votesVoided": "The votes of a member on these ballots no longer count.",
        "rankingAdopted": "The committee adopted the order of the assessed dossiers.",
        "potAllocated": "The pot was divided over the order by the round's rule, as advice.",
        "decisionIntended": "What is to be decided on a dossier was noted, or changed.",
        "decisionsReleased": "All decisions were made known in one act.",
        "potBooked": "These lines were added to the books of the pot.",
        "roundExported": "The round was exported in this form.",
    ]

    /// Dossiers, their coalitions and their screening.
    private static let aboutDossiers: [String: String] = [
        "dossierStarted": "A dossier was started by its lead and got the next number.",
        "contentChanged": "The content of a dossier was changed, which made this version.",
        "partnerInvited": "An organisation was invited into the coalition, until this moment.",
        "invitationAccepted": "An organisation joined the coalition.",
        "partnerWent":
            "A partner declined, left or was withdrawn, or the invitation expired: see standing.",
        "offeredForSigning": "A complete draft was offered to the coalition for signing.",
        "dossierSigned": "An organisation signed a version and its own cost lines.",
        "signaturesVoided": "The signatures of these organisations no longer count.",
        "dossierSubmitted": "The coalition submitted a signed version and got a receipt.",
        "dossierWithdrawn": "A dossier was withdrawn, for these reasons.",
        "supplementRequested": "The coalition was asked for a supplement, in these sections only.",
        "supplementExpired": "The term of a supplement passed: the submitted content counts again.",
        "dossierAdmitted": "A dossier was admitted to the committee.",
        "dossierNotConsidered": "A dossier isn't considered, for these reasons.",
        "gateFailed": "A hard requirement failed: the dossier can't be ranked or funded.",
        "dossierAssessed": "The last ballot on a dossier was adopted: it can be ranked.",
        "dossierLeftUnassessed": "A dossier couldn't be assessed, for these reasons.",
        "sectionMoved": "A section went to another stage, or to another partner.",
        "signingDeclined": "A signatory declined to sign, for reasons about these sections.",
        "dossierReopened": "The coalition writes on; what it submitted stays valid meanwhile.",
        "submissionRestored":
            "The round closed before anything newer was submitted: the last one counts.",
        "coalitionRechecked":
            "The coalition was looked up again and has changed since its submission.",
    ]

    /// Sittings, presence, ballots and votes.
    private static let aboutSittings: [String: String] = [
        "sittingPlanned": "A sitting was planned with its agenda.",
        "sittingOpened": "A planned sitting was opened.",
        "sittingSuspended": "A sitting was suspended.",
        "sittingResumed": "A suspended sitting was resumed.",
        "sittingClosed": "A sitting was closed.",
        "presenceChanged": "A member came or went, as a connection or the secretary's mark says.",
        "dossierTakenUp": "A dossier was put on the table.",
        "ballotPrepared": "A ballot on a dossier was made ready; attempt 1 is the first on it.",
        "ballotOpened": "A ballot was opened for votes.",
        "ballotSuspended": "An open ballot lost its quorum; its votes were kept.",
        "ballotResumed": "A suspended ballot had its quorum again.",
        "gateVoteCast":
            "A member voted on a hard requirement; the last vote before closing counts.",
        "scoreGiven": "A member scored a criterion, 0 for an abstention; the last score counts.",
        "paperVoteEntered":
            "The member's vote before it was on paper and entered by the secretary.",
        "paperVoteCountersigned": "A member said whether the vote entered from paper is right.",
        "ballotClosed": "A ballot was closed; these eligible members hadn't voted.",
        "ballotRevealed": "A ballot was revealed to everyone concerned, with its result.",
        "ballotAdopted": "The committee adopted a result, with its motivations.",
        "adoptionLapsed": "An adopted ballot lost a vote in it and is open to a new one.",
        "readingOrderDrawn": "The order in which this member is shown the dossiers was drawn.",
        "lateInterestWeighed":
            "An interest was found after the release; what it would have changed.",
        "castingVoteGiven": "The chair decided a tie that came back, with reasons.",
        "jointBallotOpened": "One vote over several dossiers was opened.",
        "jointBallotClosed": "The joint vote was closed; these hadn't voted.",
        "jointBallotRevealed": "Its results were revealed, one for each ballot in order.",
        "jointBallotDropped": "The joint vote came to nothing, for these reasons.",
        "jointBallotAdopted": "Its results were adopted.",
    ]
}
