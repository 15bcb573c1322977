import Domain
import Support
import Testing

/// Ranking, advice against decision, and the one act that makes decisions known.
struct DecisionTests {
    private let maker = DemoCast.decisionMaker

    private func intend(
        _ number: Int, _ outcome: DecisionOutcome, _ cents: Int,
        motivation: String = RoundBuilder.reasons, deviation: String? = nil
    ) -> RoundCommand {
        .intendDecision(
            dossier: number, outcome: outcome, amount: Cents(cents), motivation: motivation,
            grounds: outcome == .granted ? [] : [.other], deviation: deviation)
    }

    /// Three dossiers of 40,000, 40,000 and 25,000 (at least 20,000), in this order of rank.
    private func ranked(_ rules: RuleSample = RuleSample()) -> RoundBuilder {
        var builder = RoundBuilder(rules: rules)
        builder.open()
        for (requested, minimum) in [
            (4_000_000, 3_000_000), (4_000_000, 3_000_000), (2_500_000, 2_000_000),
        ] {
            builder.submit(builder.draft(requested: requested, minimum: minimum))
        }
        builder.admitAll()
        builder.openSitting()
        for (number, values) in [(1, [5]), (2, [4]), (3, [3])] { builder.assess(number, values) }
        builder.closeSitting()
        builder.rank()
        return builder
    }

    @Test func `a ranking asks for the end of the sitting and every dossier finished`() {
        let adopt = RoundCommand.adoptRanking(seed: nil, boundary: [])
        expectRefused(
            .dossiersNotFinished, adopt, by: DemoCast.chair, in: RoundStage.admitted.builder())
        expectRefused(
            .dossiersNotFinished, adopt, by: DemoCast.chair, in: RoundStage.sitting.builder())
        var builder = RoundStage.sitting.builder()
        builder.assess(1, [4])
        builder.assess(2, [3])
        expectRefused(.ballotUnfinished, adopt, by: DemoCast.chair, in: builder)
        builder.closeSitting()
        expectRefused(.notAllowed, adopt, by: DemoCast.deputy, in: builder)
        expectRefused(
            .lotterySeedMismatch, .adoptRanking(seed: "fout", boundary: []), by: DemoCast.chair,
            in: builder)
        expectAccepted(adopt, by: DemoCast.chair, in: builder)
    }

    @Test func `equal dossiers need the published lottery's seed`() {
        var builder = RoundStage.sitting.builder()
        builder.assess(1, [3])
        builder.assess(2, [3])
        var direct = builder
        direct.closeSitting()
        #expect(
            direct.refusal(of: .adoptRanking(seed: nil, boundary: []), by: DemoCast.chair)
                == Refusal(.tieNeedsRevote, subject: "1, 2"))
        builder.joint(.tieBreak, [1: 4, 2: 4])
        builder.closeSitting()
        expectRefused(
            .tieNeedsLottery, .adoptRanking(seed: nil, boundary: []), by: DemoCast.chair,
            in: builder)
        builder.rank(seed: RuleSample.seed)
        #expect(builder.round.ranking?.seed == RuleSample.seed)
    }

    @Test func `a deputy adopts the ranking when the chair is kept from a dossier`() {
        var builder = RoundStage.screening.builder()
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.chair)
        builder.given(
            .declineToConsider(
                dossier: 2, version: builder.submittedVersion(2), reasons: RoundBuilder.reasons),
            by: DemoCast.coordinator)
        builder.given(
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator)
        builder.openSitting([1])
        builder.takeUp(1)
        builder.given(
            .leaveUnassessed(dossier: 1, reasons: RoundBuilder.reasons), by: DemoCast.deputy)
        builder.closeSitting()
        let adopt = RoundCommand.adoptRanking(seed: nil, boundary: [])
        expectRefused(.interestConflict, adopt, by: DemoCast.chair, in: builder)
        builder.given(adopt, by: DemoCast.deputy)
        #expect(builder.round.allocation?.lines.map(\.cause) == [.notAssessed])
    }

    @Test(arguments: AllocationRule.allCases)
    func `the allocation follows the ranking by the round's rule`(rule: AllocationRule) {
        var rules = RuleSample()
        rules.allocation = rule
        let lines = ranked(rules).round.allocation?.lines ?? []
        #expect(lines.map(\.dossier) == [1, 2, 3])
        #expect(
            lines.map(\.amount.value) == [4_000_000, 4_000_000, rule == .partial ? 2_000_000 : 0])
    }

    @Test
    func `edge case 7: a withdrawal after the ranking leaves a gap and reruns the allocation`() {
        var builder = ranked()
        let before = builder.round.ranking
        builder.decideAll()
        let events = builder.given(
            .withdrawDossier(dossier: 1, version: builder.version(1), reasons: "Elders."),
            by: DemoCast.signatory(of: DemoCast.mental))
        #expect(
            events.map(caseName) == ["dossierWithdrawn", "potAllocated", "decisionsVoided"])
        #expect(events.last == .decisionsVoided(dossiers: [3]))
        #expect(builder.round.ranking == before)
        #expect(
            builder.round.allocation?.lines.map(\.amount.value) == [0, 4_000_000, 2_500_000])
        #expect(builder.events.count { caseName(of: $0) == "potAllocated" } == 2)
        // What was intended for dossier 3 rested on another advice (F31).
        expectRefused(.decisionsIncomplete, .releaseDecisions, by: maker, in: builder)
        builder.given(builder.following(3), by: maker)
        builder.release()
        #expect(builder.round.dossier(1)?.state == .withdrawn)
        #expect(builder.round.dossier(3)?.state == .granted)
        #expect(builder.round.ledger.available == Cents(3_500_000))
    }

    @Test func `deviating from the advice takes reasons of twenty characters`() {
        let builder = ranked()
        for (number, outcome, cents) in [
            (1, DecisionOutcome.rejected, 0), (1, .reserve, 0), (1, .offeredInPart, 3_900_000),
            (3, .rejected, 0), (3, .reserve, 0),
        ] {
            for deviation in [nil, "", families(19), "   " + families(19)] {
                expectRefused(
                    .deviationUnexplained, intend(number, outcome, cents, deviation: deviation),
                    by: maker, in: builder)
            }
            expectAccepted(
                intend(number, outcome, cents, deviation: families(20)), by: maker, in: builder)
        }
        expectRefused(
            .textTooLong,
            intend(1, .granted, 4_000_000, deviation: families(Limits.reasonCharactersMost + 1)),
            by: maker, in: builder)
    }

    @Test func `amounts lie between the minimum and the request and within the pot`() {
        var builder = ranked()
        let why = RoundBuilder.reasons
        let cases: [(RefusalCode, RoundCommand)] = [
            (.aboveRequest, intend(1, .granted, 4_000_001, deviation: why)),
            (.belowMinimum, intend(1, .granted, 2_999_999, deviation: why)),
            (.belowMinimum, intend(1, .offeredInPart, 2_999_999, deviation: why)),
            (.amountsDoNotAddUp, intend(1, .offeredInPart, 4_000_000, deviation: why)),
            (.amountsDoNotAddUp, intend(1, .granted, 3_999_999, deviation: why)),
            (.amountsDoNotAddUp, intend(1, .rejected, 1, deviation: why)),
            (.amountsDoNotAddUp, intend(1, .reserve, -1, deviation: why)),
            (.unknownDossier, intend(4, .rejected, 0)), (.unknownDossier, intend(0, .rejected, 0)),
            (.reasonsMissing, intend(1, .granted, 4_000_000, motivation: families(19))),
            (
                .textTooLong,
                intend(
                    1, .granted, 4_000_000, motivation: families(Limits.reasonCharactersMost + 1))
            ),
        ]
        for (code, command) in cases { expectRefused(code, command, by: maker, in: builder) }
        for number in 1...2 { builder.given(builder.following(number), by: maker) }
        #expect(
            builder.refusal(of: intend(3, .granted, 2_500_000, deviation: why), by: maker)
                == Refusal(.potExceeded, subject: "3", current: 2_000_000))
        builder.given(builder.following(3), by: maker)
        builder.release()
        #expect(builder.round.ledger.available == .zero)
        #expect(builder.round.dossier(3)?.state == .offeredInPart)
        #expect(builder.round.ledger.total(.reserved) == Cents(2_000_000))
    }

    @Test func `who failed the gate is never funded, nor who never passed it`() {
        var builder = RoundStage.gateFailed.builder()
        builder.takeUp(2)
        builder.gate(.collaboration, [.doesNotMeet, .doesNotMeet, .doesNotMeet, .meets])
        builder.adopt()
        builder.given(
            .leaveUnassessed(dossier: 2, reasons: RoundBuilder.reasons), by: DemoCast.chair)
        builder.closeSitting()
        builder.rank()
        #expect(builder.round.allocation?.lines.map(\.cause) == [.failedGate, .notAssessed])
        for number in 1...2 {
            expectRefused(
                .gateNotPassed,
                intend(number, .granted, 4_000_000, deviation: RoundBuilder.reasons),
                by: maker, in: builder)
            expectAccepted(intend(number, .rejected, 0), by: maker, in: builder)
        }
    }

    @Test func `below the threshold stops nothing and is rejected by advice`() {
        var builder = RoundStage.sitting.builder()
        builder.assess(1, [3, 3, 3, 3, 3, 2])
        builder.assess(2, [3])
        builder.closeSitting()
        builder.rank()
        #expect(builder.round.allocation?.line(of: 1)?.cause == .belowThreshold)
        #expect(builder.round.allocation?.line(of: 2)?.cause == .fits)
    }

    @Test func `a voter may not decide`() {
        var builder = ranked()
        for person in [DemoCast.chair, DemoCast.substitute] {
            builder.change(.roleGranted(person: person, role: .decisionMaker))
            expectRefused(.voterMayNotDecide, builder.following(1), by: person, in: builder)
            expectRefused(.voterMayNotDecide, .releaseDecisions, by: person, in: builder)
        }
        builder.change(.roleGranted(person: DemoCast.secretary, role: .decisionMaker))
        expectAccepted(builder.following(1), by: DemoCast.secretary, in: builder)
    }

    @Test func `all decisions are released in one act and none before all are there`() {
        var builder = ranked()
        expectRefused(.decisionsIncomplete, .releaseDecisions, by: maker, in: builder)
        for number in 1...2 { builder.given(builder.following(number), by: maker) }
        #expect(
            builder.refusal(of: .releaseDecisions, by: maker)
                == Refusal(.decisionsIncomplete, subject: "3"))
        builder.given(builder.following(3), by: maker)
        let applicant = RoundViewer.applicant(DemoCast.mental)
        for number in 1...3 {
            #expect(builder.round.part(.decision(number), for: applicant) == nil)
        }
        builder.readAll()
        let events = builder.given(.releaseDecisions, by: maker)
        #expect(events.map(caseName) == ["lettersWritten", "decisionsReleased", "potBooked"])
        for number in 1...3 {
            guard case .decision(let part)? = builder.round.part(.decision(number), for: applicant)
            else {
                Issue.record("decision \(number) stays hidden")
                continue
            }
            #expect(part.released && part.motivations.count == 10 && part.place == number)
        }
        expectRefused(.decisionsIncomplete, .releaseDecisions, by: maker, in: builder)
        expectRefused(.unknownDossier, intend(1, .rejected, 0), by: maker, in: builder)
    }

    @Test func `an intended decision may be replaced until the release`() {
        var builder = ranked()
        builder.given(intend(1, .rejected, 0, deviation: RoundBuilder.reasons), by: maker)
        builder.given(builder.following(1), by: maker)
        #expect(builder.round.decisions[1]?.outcome == .granted)
    }

    @Test func `an export's form has a name`() {
        let builder = RoundStage.ranked.builder()
        let export = { RoundCommand.recordExport(form: $0) }
        expectRefused(.textMissing, export(""), by: DemoCast.auditor, in: builder)
        expectAccepted(
            export(families(Limits.nameCharactersMost)), by: DemoCast.auditor, in: builder)
        expectRefused(
            .textTooLong, export(families(Limits.nameCharactersMost + 1)), by: DemoCast.auditor,
            in: builder)
    }
}
