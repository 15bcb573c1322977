import Domain
import Support
import Testing

/// Against the rule: asked by one, approved by another, and seen by everybody it concerns (F10).
struct OverrideCourseTests {
    private let coordinator = DemoCast.coordinator
    private let approver = DemoCast.budgetHolder
    private let why = RoundBuilder.reasons

    /// Dossier 1 is funded; 2 is passed over for want of money; 3 is wanted all the same.
    private func ranked(
        _ rules: RuleSample = strict, rivals: [(DossierNumber, DossierNumber)] = []
    ) -> RoundBuilder {
        RoundBuilder.ranked(
            [
                Bid(60_000, least: 60_000, score: 5), Bid(50_000, least: 50_000, score: 4),
                Bid(30_000, least: 10_000, score: 3), Bid(20_000, least: 10_000, score: 2),
            ], rules: rules, rivals: rivals)
    }

    private static var strict: RuleSample {
        var rules = RuleSample()
        rules.allocation = .strict
        return rules
    }

    private func ask(
        _ number: DossierNumber, _ euros: Int, passing skipped: [DossierNumber],
        because reasons: String = RoundBuilder.reasons
    ) -> RoundCommand {
        .askOverride(
            dossier: number, amount: Cents(euros * 100), reasons: reasons,
            skipped: skipped.map { SkippedDossier($0, RoundBuilder.reasons) })
    }

    @Test func `it is asked by a coordinator, after the ranking, with reasons for each skipped`() {
        let builder = ranked()
        #expect(builder.divided == [60_000, 0, 0, 0])
        for skipped in [[], [1], [1, 2], [2, 4], [2, 2], [4]] as [[DossierNumber]] {
            #expect(
                builder.refusal(of: ask(3, 30_000, passing: skipped), by: coordinator)
                    == Refusal(.skippedNotListed, subject: "2"))
        }
        expectAccepted(ask(3, 30_000, passing: [2]), by: coordinator, in: builder)
        expectAccepted(ask(2, 0, passing: []), by: coordinator, in: builder)
        expectRefused(
            .reasonsMissing, ask(3, 30_000, passing: [2], because: families(19)), by: coordinator,
            in: builder)
        expectRefused(
            .reasonsMissing,
            .askOverride(
                dossier: 3, amount: Cents(3_000_000), reasons: why,
                skipped: [SkippedDossier(2, families(19))]), by: coordinator, in: builder)
        for role in Role.allCases where role != .coordinator {
            #expect(
                builder.refusal(of: ask(3, 30_000, passing: [2]), by: role.actor(in: builder))?
                    .code == .notAllowed, "\(role)")
        }
        expectRefused(
            .wrongPhase, ask(1, 1, passing: []), by: coordinator,
            in: RoundStage.assessed.builder())
        expectRefused(
            .wrongPhase, ask(1, 1, passing: []), by: coordinator, in: RoundStage.decided.builder())
    }

    @Test func `it is approved by a second person who has no vote`() {
        var builder = ranked()
        let approve = RoundCommand.approveOverride(dossier: 3)
        expectRefused(.nothingAsked, approve, by: approver, in: builder)
        builder.change(.roleGranted(person: DemoCast.auditor, role: .coordinator))
        for person in [DemoCast.chair, DemoCast.substitute, DemoCast.memberOne] {
            builder.change(.roleGranted(person: person, role: .budgetHolder))
        }
        builder.given(ask(3, 30_000, passing: [2]), by: coordinator)
        expectRefused(.sameEyes, approve, by: coordinator, in: builder)
        for person in [DemoCast.chair, DemoCast.substitute, DemoCast.memberOne] {
            expectRefused(.notAllowed, approve, by: person, in: builder)
        }
        expectRefused(.notAllowed, approve, by: DemoCast.decisionMaker, in: builder)
        builder.change(.roleGranted(person: DemoCast.secretary, role: .budgetHolder))
        expectAccepted(approve, by: DemoCast.secretary, in: builder)
        expectAccepted(approve, by: DemoCast.auditor, in: builder)
        builder.given(approve, by: approver)
        #expect(builder.round.overrides.map(\.approvedBy) == [approver])
        expectRefused(.nothingAsked, approve, by: DemoCast.auditor, in: builder)
    }

    @Test(arguments: [[], [StepPair(.screen, .decide)]])
    func `nobody approves what they asked, whatever pairs of steps the round lists`(
        pairs: [StepPair]
    ) {
        var rules = Self.strict
        rules.fourEyes = pairs
        var builder = ranked(rules)
        builder.given(ask(3, 30_000, passing: [2]), by: coordinator)
        expectRefused(
            .sameEyes, .approveOverride(dossier: 3), by: coordinator, in: builder)
        expectAccepted(.approveOverride(dossier: 3), by: approver, in: builder)
    }

    @Test func `it is never above the request or what is available, and never below the minimum`() {
        let builder = ranked()
        let cases: [(RefusalCode?, DossierNumber, Int, [DossierNumber])] = [
            (nil, 3, 30_000, [2]), (.aboveRequest, 3, 30_001, [2]), (nil, 3, 10_000, [2]),
            (.belowMinimum, 3, 9_999, [2]), (.potExceeded, 2, 50_000, []),
            (.amountNegative, 3, -1, [2]), (.unknownDossier, 9, 1, []),
        ]
        for (code, number, euros, skipped) in cases {
            #expect(
                builder.refusal(of: ask(number, euros, passing: skipped), by: coordinator)?.code
                    == code, "\(number) \(euros)")
        }
        #expect(
            builder.refusal(of: ask(2, 50_000, passing: []), by: coordinator)?.current
                == 4_000_000)
    }

    @Test func `it never gives money to a failed gate, nor beside a funded rival`() {
        var failed = RoundStage.gateFailed.builder()
        failed.takeUp(2)
        failed.given(
            .leaveUnassessed(dossier: 2, reasons: why), by: DemoCast.chair)
        failed.closeSitting()
        failed.rank()
        expectRefused(.gateNotPassed, ask(1, 30_000, passing: []), by: coordinator, in: failed)
        expectRefused(.wrongState, ask(2, 30_000, passing: []), by: coordinator, in: failed)
        let builder = ranked(rivals: [(3, 1)])
        #expect(
            builder.refusal(of: ask(3, 30_000, passing: [2]), by: coordinator)
                == Refusal(.incompatibleFunded, subject: "1"))
        var both = ranked(rivals: [(3, 1), (3, 2)])
        both.given(both.booking(40_000), by: coordinator)
        #expect(
            both.refusal(of: ask(3, 30_000, passing: []), by: coordinator)
                == Refusal(.incompatibleFunded, subject: "1"))
    }

    @Test func `only who gets nothing, and for want of money alone, is passed over`() {
        // 2 gets nothing because of 1, whatever there is.
        let barred = ranked(rivals: [(2, 1)])
        #expect(barred.divided == [60_000, 0, 30_000, 0])
        expectAccepted(ask(4, 10_000, passing: []), by: coordinator, in: barred)
        var builder = ranked()
        builder.given(ask(3, 20_000, passing: [2]), by: coordinator)
        builder.given(.approveOverride(dossier: 3), by: approver)
        expectAccepted(ask(4, 10_000, passing: [2]), by: coordinator, in: builder)
    }

    @Test func `what was asked is refused at the approval when the division leaves no room now`() {
        var builder = ranked(rivals: [(3, 2)])
        builder.given(ask(3, 30_000, passing: [2]), by: coordinator)
        builder.given(builder.booking(40_000), by: coordinator)
        #expect(builder.divided == [60_000, 50_000, 0, 0])
        expectRefused(
            .incompatibleFunded, .approveOverride(dossier: 3), by: approver, in: builder)
        var other = ranked()
        other.given(ask(3, 30_000, passing: [2]), by: coordinator)
        other.given(other.booking(40_000), by: coordinator)
        #expect(other.divided == [60_000, 50_000, 30_000, 0])
        expectRefused(.skippedNotListed, .approveOverride(dossier: 3), by: approver, in: other)
    }

    @Test func `a new request takes the place of one that nobody approved`() {
        var builder = ranked()
        builder.given(ask(3, 30_000, passing: [2]), by: coordinator)
        builder.given(ask(3, 20_000, passing: [2]), by: coordinator)
        #expect(builder.round.overrides.map(\.amount) == [Cents(2_000_000)])
        builder.given(.approveOverride(dossier: 3), by: approver)
        #expect(builder.divided == [60_000, 0, 20_000, 0])
        builder.given(ask(3, 25_000, passing: [2]), by: coordinator)
        #expect(builder.round.overrides.map(\.approvedBy) == [approver, nil])
        #expect(builder.divided == [60_000, 0, 20_000, 0])
        builder.given(.approveOverride(dossier: 3), by: approver)
        #expect(builder.divided == [60_000, 0, 25_000, 0])
    }

    @Test func `the approval voids the decisions whose line it changes, and those alone`() {
        var builder = ranked()
        builder.given(ask(3, 30_000, passing: [2]), by: coordinator)
        builder.decideAll()
        let events = builder.given(.approveOverride(dossier: 3), by: approver)
        #expect(events.map(caseName) == ["overrideApproved", "potAllocated", "decisionsVoided"])
        #expect(events.last == .decisionsVoided(dossiers: [3]))
        #expect(builder.round.decisions.keys.sorted() == [1, 2, 4])
        expectSound(builder, "override", from: builder.log.count - 5)
    }

    @Test func `it is shown in the division, in the decision and in the letter's facts`() throws {
        var builder = ranked()
        builder.given(
            ask(3, 20_000, passing: [2], because: "De enige in de wijk Noord."), by: coordinator)
        builder.given(.approveOverride(dossier: 3), by: approver)
        let line = try #require(builder.round.allocation?.line(of: 3))
        #expect(line.override == Cents(2_000_000) && line.cause == .afterStop(at: 2))
        #expect(line.advice == .offeredInPart)
        builder.decideAll()
        let letters = KeptLetters()
        let events = try builder.round.decide(
            .releaseDecisions, by: builder.actor(DemoCast.decisionMaker),
            in: builder.world(writing: letters))
        builder.record(events, by: builder.actor(DemoCast.decisionMaker))
        let reasons = letters.facts.filter { $0.head.dossier == 3 }.map(\.allocation.override)
        #expect(reasons == ["De enige in de wijk Noord.", "De enige in de wijk Noord."])
        #expect(
            letters.facts.filter { $0.head.dossier != 3 }.allSatisfy {
                $0.allocation.override == nil
            })
        for viewer in [RoundViewer.applicant(DemoCast.mental), .coordinator, .council] {
            guard case .decision(let part)? = builder.round.part(.decision(3), for: viewer) else {
                Issue.record("\(viewer) sees no decision")
                continue
            }
            #expect(part.override == Cents(2_000_000))
        }
    }
}
