package import Domain

/// At least one of every command and every event of a round, for golden bytes and for enumerating.
///
/// The events come from played rounds, so each is one that the domain really makes.
package enum RoundSamples {
    /// In the order of `RoundCommand.CodingKeys`.
    package static let commands: [RoundCommand] =
        aboutRound + aboutDossier + aboutSitting + aboutInitiatives + aroundIt + aboutOverrides

    /// In the order of `RoundEvent.CodingKeys`; changes of content and divisions of the pot in
    /// each of their shapes.
    package static let events: [RoundEvent] = {
        let played = RoundSamplePlays.all.flatMap(\.events)
        return RoundEvent.CodingKeys.allCases.flatMap { key -> [RoundEvent] in
            var seen: Set<String> = []
            return played.filter { event in
                caseName(of: event) == key.stringValue && seen.insert(shape(of: event)).inserted
            }
        }
    }()

    private static func shape(of event: RoundEvent) -> String {
        switch event {
        case .contentChanged(_, _, let change, _): caseName(of: change)
        case .potAllocated(let allocation):
            allocation.lines.map { caseName(of: $0.cause) }.joined(separator: " ")
        case .ballotRevealed(_, let result): result.gate == nil ? "scores" : "gate"
        case .rankingAdopted(let ranking): ranking.seed == nil ? "plain" : "lottery"
        case .supplementRequested(_, let supplement): supplement.left == nil ? "asked" : "left"
        case .lettersWritten(let letters):
            Set(letters.map(\.kind.rawValue)).sorted().joined(separator: " ")
        case .offerLapsed(_, let reasons): reasons == nil ? "lapsed" : "declined"
        case .partnerWent(_, _, let standing, _): standing.rawValue
        case .signalRaised(_, let signal): caseName(of: signal.cause)
        case .dossierSigned(_, let signature): signature.void ? "void" : "valid"
        default: ""
        }
    }

    private static let fingerprint = RuleSample().rules.lotterySeed

    private static let aboutRound: [RoundCommand] = [
        .createRound(rules: RuleSample().rules), .changeRules(rules: RuleSample().rules),
        .publishRound, .moveClosing(closesAt: amsterdam("2026-03-31T12:00:00")),
        .startScreening, .finishRound, .withdrawRound(reasons: RoundBuilder.reasons),
        .appointSeat(person: DemoCast.budgetHolder, kind: .member),
        .dismissSeat(person: DemoCast.substitute),
        .callSubstitute(substitute: DemoCast.substitute, member: DemoCast.conflicted),
        .declareInterests(interests: [
            interest(1), interest(2, .other, text: "Werkte er tot 2023."),
        ]),
        .recordInterest(person: DemoCast.memberTwo, interest: interest(1)),
    ]

    private static let aboutDossier: [RoundCommand] = [
        .startDossier(title: "SamenDoen"),
        .changeTitle(dossier: 1, version: 1, title: "SamenDoen in de wijk"),
        .writeSection(dossier: 1, version: 2, section: .reason, text: "Wachttijden."),
        .writeRole(dossier: 1, version: 3, text: "Begeleiding thuis."),
        .setCostLines(
            dossier: 1, version: 4,
            lines: [costLine(5_000_000, own: 500_000, other: 500_000, minimum: 3_000_000)]),
        .setInvolvedParties(dossier: 1, version: 5, parties: [involved()]),
        .setEffects(dossier: 1, version: 6, effects: [effect()]),
        .invitePartner(dossier: 1, version: 7, organisation: DemoCast.home),
        .withdrawInvitation(dossier: 1, version: 7, organisation: DemoCast.home),
        .acceptInvitation(dossier: 1, version: 7),
        .declineInvitation(dossier: 1, version: 7, reasons: "Geen ruimte."),
        .leaveCoalition(dossier: 1, version: 7, reasons: "Andere plannen."),
        .moveSection(
            dossier: 1, version: 8, section: .risks, stage: .withPartner,
            partner: DemoCast.disability),
        .offerForSigning(dossier: 1, version: 8),
        .signDossier(dossier: 1, version: 8, content: fingerprint),
        .declineToSign(
            dossier: 1, version: 8, reasons: RoundBuilder.reasons, sections: [.risks]),
        .submitDossier(dossier: 1, version: 8, content: fingerprint),
        .reopenDossier(dossier: 1, version: 8),
        .withdrawDossier(dossier: 1, version: 8, reasons: "Financiering elders gevonden."),
        .requestSupplement(
            dossier: 1, version: 8, questions: "Wat kost het?", sections: [.costs, .risks]),
        .admitDossier(dossier: 1, version: 8),
        .declineToConsider(
            dossier: 1, version: 8, reasons: "Valt buiten de gemeente Demostad."),
        .recheckCoalition(dossier: 1),
        .markIncompatible(dossier: 1, other: 2, reasons: RoundBuilder.reasons),
        .extendTerm(weeks: 4, reasons: RoundBuilder.reasons),
    ]

    private static let aboutSitting: [RoundCommand] = [
        .planSitting(plannedAt: amsterdam("2026-04-10T13:00:00"), agenda: [1, 2]),
        .openSitting(sitting: 1), .suspendSitting, .resumeSitting, .closeSitting,
        .markPresence(person: DemoCast.memberOne, present: true),
        .noteConnection(person: DemoCast.memberTwo, connected: false),
        .takeUpDossier(dossier: 1), .prepareBallot(subject: .notRegular),
        .openBallot(ballot: "1-1"),
        .castGateVote(ballot: "1-1", verdict: .doesNotMeet, reasons: RoundBuilder.reasons),
        .giveScore(ballot: "1-5", criterion: "versnelling", value: 4),
        .enterPaperVote(
            ballot: "1-1", person: DemoCast.memberOne, verdict: .doesNotMeet,
            reasons: RoundBuilder.reasons),
        .enterPaperScores(
            ballot: "1-5", person: DemoCast.memberOne,
            scores: Dictionary(
                uniqueKeysWithValues: RuleSample().rules.criteria.map { ($0.code, 4) })),
        .countersignVote(ballot: "1-1", agrees: true),
        .closeBallot(ballot: "1-1", missing: [DemoCast.undeclared]), .revealBallot(ballot: "1-1"),
        .repeatBallot(ballot: "1-1"),
        .giveCastingVote(ballot: "1-2", verdict: .meets, reasons: RoundBuilder.reasons),
        .adoptBallot(ballot: "1-1", motivations: ["H2c": RoundBuilder.reasons]),
        .draftMotivation(dossier: 1, item: "zakelijk", text: RoundBuilder.reasons),
        .readMotivation(
            dossier: 1, item: "zakelijk", fingerprint: fingerprint, agrees: true, reasons: nil),
        .readMotivations(
            dossier: 1,
            readings: [
                MotivationReading(
                    item: "zakelijk", fingerprint: fingerprint, agrees: false,
                    reasons: RoundBuilder.reasons)
            ]),
        .adviseAmount(
            dossier: 1, amount: Cents(3_500_000), reasons: RoundBuilder.reasons),
        .leaveUnassessed(dossier: 1, reasons: RoundBuilder.reasons),
        .openJointBallot(kind: .tieBreak), .closeJointBallot(missing: []), .revealJointBallot,
        .adoptJointBallot, .dropJointBallot(reasons: RoundBuilder.reasons),
        .adoptRanking(seed: RuleSample.seed, boundary: [2]),
        .bookPot(kind: .raised, amount: Cents(1_000_000), reasons: RoundBuilder.reasons),
        .askOverride(
            dossier: 1, amount: Cents(1_000_000), reasons: RoundBuilder.reasons, skipped: []),
        .approveOverride(dossier: 1),
        .intendDecision(
            dossier: 1, outcome: .offeredInPart, amount: Cents(2_000_000),
            motivation: RoundBuilder.reasons, grounds: [.ceilingReached],
            deviation: RoundBuilder.reasons),
        .releaseDecisions, .acceptOffer(dossier: 1, version: 9, content: fingerprint),
        .declineOffer(dossier: 1, version: 9, reasons: "Te weinig."),
    ]

    private static let aboutInitiatives: [RoundCommand] = [
        .proposeAgreement(dossier: 1, version: 0, terms: InitiativeSample.terms),
        .signAgreement(dossier: 1, version: 1, content: fingerprint),
        .saveReport(dossier: 1, period: 1, version: 0, figures: InitiativeSample.figures(70)),
        .handInReport(dossier: 1, period: 1, version: 1, content: fingerprint),
        .adoptReport(dossier: 1, period: 1, content: fingerprint),
        .returnReport(dossier: 1, period: 1, reasons: RoundBuilder.reasons),
        .claimTranche(dossier: 1, tranche: 1),
        .approveTranche(dossier: 1, tranche: 1, check: .finance),
        .refuseTranche(dossier: 1, tranche: 1, reasons: RoundBuilder.reasons),
        .payTranche(dossier: 1, tranche: 1),
        .proposeSettlement(dossier: 1, amount: Cents(1_000_000), reasons: RoundBuilder.reasons),
        .adoptSettlement(dossier: 1, amount: Cents(1_000_000)),
        .receiveBack(dossier: 1, amount: Cents(500_000)),
        .recordForecast(
            dossier: 1,
            forecast: Forecast(
                year: 2026, expected: Cents(5_200_000), budget: Cents(5_000_000),
                knownOn: InitiativeSample.day("2026-10-14"))),
        .recordTalk(
            dossier: 1,
            talk: InitiativeSample.talk(
                on: InitiativeSample.day("2026-10-15"),
                commitments: [
                    Commitment(
                        text: "Belt elk buurtteam.", owner: "Penvoerder",
                        due: InitiativeSample.day("2026-11-15"))
                ], signals: [1], met: [])),
        .registerHandover(
            dossier: 1,
            handover: InitiativeSample.handover(
                on: InitiativeSample.day("2026-10-05"),
                contact: InitiativeSample.day("2026-10-12"))),
        .confirmHandover(
            dossier: 1, handover: 1, confirmedOn: InitiativeSample.day("2026-10-12"),
            firstContactOn: InitiativeSample.day("2026-10-12")),
        .stopInitiative(dossier: 1, lessons: InitiativeSample.lessons),
        .releaseLessons(dossier: 1),
        .recordResult(dossier: 1, result: InitiativeSample.result()),
        .recordImport(note: InitiativeSample.note),
        .takeSnapshot(
            quarter: Quarter(year: 2026, quarter: 3),
            summaries: [PublicSummary(dossier: 1, text: "Buren en zorg werken samen.")],
            corrects: 1, reasons: RoundBuilder.reasons),
    ]

    private static let aroundIt: [RoundCommand] = [.recordExport(form: "jsonl"), .passTime]

    private static let aboutOverrides: [RoundCommand] = [
        .refuseOverride(dossier: 1, reasons: RoundBuilder.reasons), .withdrawOverride(dossier: 1),
    ]
}
