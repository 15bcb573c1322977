/// Everything that may be asked of a round; the name of a case is the name of its method.
package enum RoundCommand: Codable, Sendable, Equatable {
    // Round (coordinator)
    case createRound(rules: RoundRules)
    case changeRules(rules: RoundRules)
    case publishRound
    case moveClosing(closesAt: AmsterdamTime)
    case startScreening
    case finishRound
    case withdrawRound(reasons: String)
    // Committee
    case appointSeat(person: PersonID, kind: Seat.Kind)
    case dismissSeat(person: PersonID)
    case callSubstitute(substitute: PersonID, member: PersonID)
    case declareInterests(interests: [Interest])
    /// By the coordinator, for an interest that came to light and wasn't declared.
    case recordInterest(person: PersonID, interest: Interest)
    // Dossier (coalition); `version` is the version that the sender saw
    case startDossier(title: String)
    case changeTitle(dossier: DossierNumber, version: Int, title: String)
    case writeSection(dossier: DossierNumber, version: Int, section: Section, text: String)
    case writeRole(dossier: DossierNumber, version: Int, text: String)
    case setCostLines(dossier: DossierNumber, version: Int, lines: [CostLine])
    case setInvolvedParties(dossier: DossierNumber, version: Int, parties: [InvolvedParty])
    case setEffects(dossier: DossierNumber, version: Int, effects: [ExpectedEffect])
    case invitePartner(dossier: DossierNumber, version: Int, organisation: OrganisationID)
    case withdrawInvitation(
        dossier: DossierNumber, version: Int, organisation: OrganisationID)
    case acceptInvitation(dossier: DossierNumber, version: Int)
    case declineInvitation(dossier: DossierNumber, version: Int, reasons: String)
    case leaveCoalition(dossier: DossierNumber, version: Int, reasons: String)
    case moveSection(
        dossier: DossierNumber, version: Int, section: Section, stage: SectionWork.Stage,
        partner: OrganisationID?)
    case offerForSigning(dossier: DossierNumber, version: Int)
    case signDossier(dossier: DossierNumber, version: Int, content: Digest)
    case declineToSign(
        dossier: DossierNumber, version: Int, reasons: String, sections: [Section])
    case submitDossier(dossier: DossierNumber, version: Int, content: Digest)
    case reopenDossier(dossier: DossierNumber, version: Int)
    case withdrawDossier(dossier: DossierNumber, version: Int, reasons: String)
    // Screening; `version` is that of the submission
    case requestSupplement(
        dossier: DossierNumber, version: Int, questions: String, sections: [Section])
    case admitDossier(dossier: DossierNumber, version: Int)
    case declineToConsider(dossier: DossierNumber, version: Int, reasons: String)
    case recheckCoalition(dossier: DossierNumber)
    case markIncompatible(dossier: DossierNumber, other: DossierNumber, reasons: String)
    case extendTerm(weeks: Int, reasons: String)
    // Sitting
    case planSitting(plannedAt: AmsterdamTime, agenda: [DossierNumber])
    case openSitting(sitting: Int)
    case suspendSitting
    case resumeSitting
    case closeSitting
    case markPresence(person: PersonID, present: Bool)
    case noteConnection(person: PersonID, connected: Bool)
    case takeUpDossier(dossier: DossierNumber)
    case prepareBallot(subject: BallotSubject)
    case openBallot(ballot: BallotName)
    case castGateVote(ballot: BallotName, verdict: GateVote.Verdict, reasons: String?)
    case giveScore(ballot: BallotName, criterion: CriterionCode, value: Int)
    case enterPaperVote(
        ballot: BallotName, person: PersonID, verdict: GateVote.Verdict, reasons: String?)
    case enterPaperScores(
        ballot: BallotName, person: PersonID, scores: [CriterionCode: Int])
    case countersignVote(ballot: BallotName, agrees: Bool)
    case closeBallot(ballot: BallotName, missing: [PersonID])
    case revealBallot(ballot: BallotName)
    case repeatBallot(ballot: BallotName)
    case giveCastingVote(ballot: BallotName, verdict: GateVote.Verdict, reasons: String)
    case adoptBallot(ballot: BallotName, motivations: [String: String])
    case draftMotivation(dossier: DossierNumber, item: String, text: String)
    case readMotivation(
        dossier: DossierNumber, item: String, fingerprint: Digest, agrees: Bool, reasons: String?)
    /// The same of several items of a dossier at once, all or none.
    case readMotivations(dossier: DossierNumber, readings: [MotivationReading])
    case adviseAmount(dossier: DossierNumber, amount: Cents, reasons: String)
    case leaveUnassessed(dossier: DossierNumber, reasons: String)
    // Ranking and decision
    case openJointBallot(kind: JointBallot.Kind)
    case closeJointBallot(missing: [PersonID])
    case revealJointBallot
    case adoptJointBallot
    case dropJointBallot(reasons: String)
    /// `boundary` confirms exactly the dossiers whose funding hangs on one member or one method.
    case adoptRanking(seed: String?, boundary: [DossierNumber])
    case bookPot(kind: PotChange, amount: Cents, reasons: String)
    case askOverride(
        dossier: DossierNumber, amount: Cents, reasons: String, skipped: [SkippedDossier])
    case approveOverride(dossier: DossierNumber)
    case refuseOverride(dossier: DossierNumber, reasons: String)
    case withdrawOverride(dossier: DossierNumber)
    case intendDecision(
        dossier: DossierNumber, outcome: DecisionOutcome, amount: Cents, motivation: String,
        grounds: [RefusalGround], deviation: String?)
    case releaseDecisions
    case acceptOffer(dossier: DossierNumber, version: Int, content: Digest)
    case declineOffer(dossier: DossierNumber, version: Int, reasons: String)
    // Initiatives: funded dossiers after the release; `version` is the number that the sender saw
    case proposeAgreement(dossier: DossierNumber, version: Int, terms: AgreementTerms)
    case signAgreement(dossier: DossierNumber, version: Int, content: Digest)
    case saveReport(
        dossier: DossierNumber, period: Int, version: Int, figures: [ReportedFigure])
    case handInReport(dossier: DossierNumber, period: Int, version: Int, content: Digest)
    case adoptReport(dossier: DossierNumber, period: Int, content: Digest)
    case returnReport(dossier: DossierNumber, period: Int, reasons: String)
    case claimTranche(dossier: DossierNumber, tranche: Int)
    case approveTranche(dossier: DossierNumber, tranche: Int, check: PaymentCheck)
    case refuseTranche(dossier: DossierNumber, tranche: Int, reasons: String)
    case payTranche(dossier: DossierNumber, tranche: Int)
    case proposeSettlement(dossier: DossierNumber, amount: Cents, reasons: String)
    case adoptSettlement(dossier: DossierNumber, amount: Cents)
    case receiveBack(dossier: DossierNumber, amount: Cents)
    case recordForecast(dossier: DossierNumber, forecast: Forecast)
    case recordTalk(dossier: DossierNumber, talk: Talk)
    case registerHandover(dossier: DossierNumber, handover: Handover)
    case confirmHandover(
        dossier: DossierNumber, handover: Int, confirmedOn: CivilDate,
        firstContactOn: CivilDate?)
    case stopInitiative(dossier: DossierNumber, lessons: Lessons)
    case releaseLessons(dossier: DossierNumber)
    case recordResult(dossier: DossierNumber, result: RecordedResult)
    case recordImport(note: ImportNote)
    /// `corrects` names the snapshot of the same quarter that it takes the place of.
    case takeSnapshot(
        quarter: Quarter, summaries: [PublicSummary], corrects: Int?, reasons: String?)
    // Around it
    case recordExport(form: String)
    case passTime

    /// The names of the commands on the wire.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case createRound, changeRules, publishRound, moveClosing, startScreening, finishRound
        case withdrawRound, appointSeat, dismissSeat, callSubstitute, declareInterests
        case recordInterest
        case startDossier, changeTitle, writeSection, writeRole, setCostLines
        case setInvolvedParties, setEffects, invitePartner, withdrawInvitation, acceptInvitation
        case declineInvitation, leaveCoalition, moveSection, offerForSigning, signDossier
        case declineToSign, submitDossier, reopenDossier, withdrawDossier, requestSupplement
        case admitDossier, declineToConsider, recheckCoalition, markIncompatible, extendTerm
        case planSitting
        case openSitting, suspendSitting, resumeSitting, closeSitting, markPresence
        case noteConnection, takeUpDossier, prepareBallot, openBallot, castGateVote, giveScore
        case enterPaperVote, enterPaperScores, countersignVote
        case closeBallot, revealBallot, repeatBallot, giveCastingVote, adoptBallot
        case draftMotivation, readMotivation, readMotivations, adviseAmount, leaveUnassessed
        case openJointBallot, closeJointBallot, revealJointBallot, adoptJointBallot
        case dropJointBallot
        case adoptRanking, bookPot, askOverride, approveOverride
        case intendDecision, releaseDecisions, acceptOffer, declineOffer
        case proposeAgreement, signAgreement, saveReport, handInReport, adoptReport, returnReport
        case claimTranche, approveTranche, refuseTranche, payTranche
        case proposeSettlement, adoptSettlement, receiveBack, recordForecast, recordTalk
        case registerHandover, confirmHandover, stopInitiative, releaseLessons
        case recordResult, recordImport, takeSnapshot
        case recordExport, passTime
        case refuseOverride, withdrawOverride
    }
}
