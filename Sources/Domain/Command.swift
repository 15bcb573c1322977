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
    case offerForSigning(dossier: DossierNumber, version: Int)
    case signDossier(dossier: DossierNumber, version: Int, content: Digest)
    case submitDossier(dossier: DossierNumber, version: Int, content: Digest)
    case withdrawDossier(dossier: DossierNumber, version: Int, reasons: String)
    // Screening; `version` is that of the submission
    case requestSupplement(
        dossier: DossierNumber, version: Int, questions: String, sections: [Section])
    case admitDossier(dossier: DossierNumber, version: Int)
    case declineToConsider(dossier: DossierNumber, version: Int, reasons: String)
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
    case adoptBallot(ballot: BallotName, motivations: [String: String])
    case leaveUnassessed(dossier: DossierNumber, reasons: String)
    // Ranking and decision
    case adoptRanking(seed: String?)
    case intendDecision(
        dossier: DossierNumber, outcome: DecisionOutcome, amount: Cents, motivation: String,
        deviation: String?)
    case releaseDecisions
    // Around it
    case recordExport(form: String)
    case passTime

    /// The names of the commands on the wire.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case createRound, changeRules, publishRound, moveClosing, startScreening, finishRound
        case withdrawRound, appointSeat, dismissSeat, callSubstitute, declareInterests
        case startDossier, changeTitle, writeSection, writeRole, setCostLines
        case setInvolvedParties, setEffects, invitePartner, withdrawInvitation, acceptInvitation
        case declineInvitation, leaveCoalition, offerForSigning, signDossier, submitDossier
        case withdrawDossier, requestSupplement, admitDossier, declineToConsider, planSitting
        case openSitting, suspendSitting, resumeSitting, closeSitting, markPresence
        case noteConnection, takeUpDossier, prepareBallot, openBallot, castGateVote, giveScore
        case enterPaperVote, enterPaperScores, countersignVote
        case closeBallot, revealBallot, repeatBallot, adoptBallot, leaveUnassessed, adoptRanking
        case intendDecision, releaseDecisions, recordExport, passTime
    }
}
