import Domain
import Support

/// Everyone who may try something, seen from dossier 1 of the stages.
enum Role: String, CaseIterable {
    case coordinator, administrator, secretary, chair, deputy, member, conflictedMember
    case undeclaredMember, substitute, leadSignatory, leadEditor, partnerSignatory, partnerReader
    case outsider, decisionMaker, budgetHolder, relationshipManager, team, auditor, councilMember
    case projector, server, nobody

    func actor(in builder: RoundBuilder) -> Actor {
        switch self {
        case .projector: Actor(identity: .projector(DemoCast.round))
        case .server: .server
        default: builder.actor(person ?? DemoCast.nobody)
        }
    }

    var person: PersonID? {
        switch self {
        case .coordinator: DemoCast.coordinator
        case .administrator: DemoCast.administrator
        case .secretary: DemoCast.secretary
        case .chair: DemoCast.chair
        case .deputy: DemoCast.deputy
        case .member: DemoCast.memberOne
        case .conflictedMember: DemoCast.conflicted
        case .undeclaredMember: DemoCast.undeclared
        case .substitute: DemoCast.substitute
        case .leadSignatory: DemoCast.signatory(of: DemoCast.mental)
        case .leadEditor: DemoCast.editor(of: DemoCast.mental)
        case .partnerSignatory: DemoCast.signatory(of: DemoCast.disability)
        case .partnerReader: DemoCast.reader(of: DemoCast.disability)
        case .outsider: DemoCast.signatory(of: DemoCast.outsider)
        case .decisionMaker: DemoCast.decisionMaker
        case .budgetHolder: DemoCast.budgetHolder
        case .relationshipManager: DemoCast.relationshipManager
        case .team: DemoCast.team
        case .auditor: DemoCast.auditor
        case .councilMember: DemoCast.councilMember
        case .nobody: DemoCast.nobody
        case .projector, .server: nil
        }
    }
}

/// One of every command about dossier 1 and the newest ballot, as right as this moment allows.
func probes(of builder: RoundBuilder) -> [RoundCommand] {
    let version = builder.version(1)
    let ballot = builder.round.ballots.last?.name ?? "1-1"
    return RoundSamples.commands.map { command in
        switch command {
        case .createRound, .changeRules:
            fitted(command, builder)
        case .changeTitle(_, _, let title):
            .changeTitle(dossier: 1, version: version, title: title)
        case .writeSection(_, _, _, let text):
            .writeSection(dossier: 1, version: version, section: .risks, text: text)
        case .writeRole(_, _, let text): .writeRole(dossier: 1, version: version, text: text)
        case .setCostLines(_, _, let lines):
            .setCostLines(dossier: 1, version: version, lines: lines)
        case .setInvolvedParties(_, _, let parties):
            .setInvolvedParties(dossier: 1, version: version, parties: parties)
        case .setEffects(_, _, let effects):
            .setEffects(dossier: 1, version: version, effects: effects)
        case .withdrawInvitation:
            .withdrawInvitation(
                dossier: 1, version: version, organisation: DemoCast.disability)
        case .invitePartner(_, _, let organisation):
            .invitePartner(dossier: 1, version: version, organisation: organisation)
        case .acceptInvitation: .acceptInvitation(dossier: 1, version: version)
        case .declineInvitation(_, _, let reasons):
            .declineInvitation(dossier: 1, version: version, reasons: reasons)
        case .withdrawDossier(_, _, let reasons):
            .withdrawDossier(dossier: 1, version: version, reasons: reasons)
        case .requestSupplement(_, _, let questions, let sections):
            .requestSupplement(
                dossier: 1, version: builder.submittedVersion(1), questions: questions,
                sections: sections)
        case .admitDossier: .admitDossier(dossier: 1, version: builder.submittedVersion(1))
        case .declineToConsider(_, _, let reasons):
            .declineToConsider(
                dossier: 1, version: builder.submittedVersion(1), reasons: reasons)
        case .enterPaperVote(_, _, let verdict, let reasons):
            .enterPaperVote(
                ballot: ballot, person: DemoCast.deputy, verdict: verdict, reasons: reasons)
        case .enterPaperScores(_, _, let scores):
            .enterPaperScores(ballot: ballot, person: DemoCast.memberTwo, scores: scores)
        case .countersignVote(_, let agrees): .countersignVote(ballot: ballot, agrees: agrees)
        case .leaveCoalition(_, _, let reasons):
            .leaveCoalition(dossier: 1, version: version, reasons: reasons)
        case .moveSection:
            .moveSection(
                dossier: 1, version: version, section: .risks, stage: .readyForReview, partner: nil)
        case .declineToSign(_, _, let reasons, let sections):
            .declineToSign(dossier: 1, version: version, reasons: reasons, sections: sections)
        case .reopenDossier: .reopenDossier(dossier: 1, version: version)
        case .acceptOffer:
            .acceptOffer(dossier: 1, version: version, content: builder.fingerprint(1))
        case .declineOffer(_, _, let reasons):
            .declineOffer(dossier: 1, version: version, reasons: reasons)
        case .askOverride(_, _, let reasons, let skipped):
            .askOverride(
                dossier: 1, amount: Cents(3_000_000), reasons: reasons, skipped: skipped)
        case .giveCastingVote(_, let verdict, let reasons):
            .giveCastingVote(ballot: ballot, verdict: verdict, reasons: reasons)
        case .readMotivation(_, let item, _, let agrees, let reasons):
            .readMotivation(
                dossier: 1, item: item,
                fingerprint: builder.hashing.fingerprint(
                    of: builder.round.dossier(1)?.motivations[item]?.text ?? ""),
                agrees: agrees, reasons: reasons)
        case .readMotivations(_, let readings):
            .readMotivations(
                dossier: 1,
                readings: readings.map {
                    MotivationReading(
                        item: $0.item,
                        fingerprint: builder.hashing.fingerprint(
                            of: builder.round.dossier(1)?.motivations[$0.item]?.text ?? ""),
                        agrees: $0.agrees, reasons: $0.reasons)
                })
        case .openJointBallot: .openJointBallot(kind: .adjustment)
        case .closeJointBallot: .closeJointBallot(missing: builder.jointMissing)
        case .adoptRanking: builder.ranking()
        case .offerForSigning: .offerForSigning(dossier: 1, version: version)
        case .signDossier: builder.signing(1)
        case .submitDossier: builder.submitting(1)
        case .prepareBallot: .prepareBallot(subject: nextSubject(builder))
        case .openBallot: .openBallot(ballot: ballot)
        case .castGateVote(_, let verdict, let reasons):
            .castGateVote(ballot: ballot, verdict: verdict, reasons: reasons)
        case .giveScore(_, let criterion, let value):
            .giveScore(ballot: ballot, criterion: criterion, value: value)
        case .closeBallot: .closeBallot(ballot: ballot, missing: builder.missing(ballot))
        case .revealBallot: .revealBallot(ballot: ballot)
        case .repeatBallot: .repeatBallot(ballot: ballot)
        case .adoptBallot: builder.round.ballots.isEmpty ? command : builder.adopting
        case .proposeAgreement: builder.proposing()
        case .signAgreement: builder.signingAgreement()
        case .saveReport(_, _, _, let figures): builder.saving(1, figures)
        case .handInReport: builder.handingIn(1)
        case .adoptReport: builder.adopting(1)
        case .approveTranche:
            .approveTranche(
                dossier: 1, tranche: 1,
                check: builder.round.initiative(1)?.tranche(1).state == .approvedOnSubstance
                    ? .finance : .substance)
        case .adoptSettlement:
            .adoptSettlement(
                dossier: 1, amount: builder.round.initiative(1)?.settlement?.amount ?? .zero)
        case .recordTalk: .recordTalk(dossier: 1, talk: InitiativeSample.talk(on: builder.today))
        case .registerHandover:
            .registerHandover(
                dossier: 1, handover: InitiativeSample.handover("OVD-18", on: builder.today))
        case .confirmHandover:
            .confirmHandover(
                dossier: 1, handover: 1, confirmedOn: builder.today, firstContactOn: nil)
        case .takeSnapshot: builder.snapshot()
        case .intendDecision: builder.round.allocation == nil ? command : builder.following(1)
        default: command
        }
    }
}

private func fitted(_ command: RoundCommand, _ builder: RoundBuilder) -> RoundCommand {
    if case .changeRules = command { return .changeRules(rules: builder.rules.rules) }
    return .createRound(rules: builder.rules.rules)
}

private func nextSubject(_ builder: RoundBuilder) -> BallotSubject {
    BallotSubject.allCases.first { subject in
        !builder.round.ballots.contains { $0.dossier == 1 && $0.subject == subject }
    } ?? .scores
}
