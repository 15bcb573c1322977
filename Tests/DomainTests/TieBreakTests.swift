import Domain
import Support
import Testing

/// One blind score more on what the whole chain leaves equal, before the lottery (F9).
struct TieBreakTests {
    private let chair = DemoCast.chair
    private let open = RoundCommand.openJointBallot(kind: .tieBreak)

    /// Two dossiers that everybody gave the same, with the sitting still open.
    private func tied(_ rules: RuleSample = RuleSample()) -> RoundBuilder {
        var builder = RoundStage.sitting.builder(rules: rules)
        builder.assess(1, [3])
        builder.assess(2, [3])
        return builder
    }

    private func score(_ value: Int, on name: BallotName, by person: PersonID) -> (
        RoundCommand, PersonID
    ) { (.giveScore(ballot: name, criterion: .tieBreak, value: value), person) }

    @Test func `a ranking with a tie asks for the tie-break first, and the better one goes first`()
    {
        var builder = tied()
        builder.closeSitting()
        #expect(
            builder.refusal(of: .adoptRanking(seed: RuleSample.seed, boundary: []), by: chair)
                == Refusal(.tieNeedsRevote, subject: "1, 2"))
        builder.openSitting([])
        builder.joint(.tieBreak, [1: 3, 2: 4])
        builder.closeSitting()
        builder.rank(seed: RuleSample.seed)
        #expect(builder.round.ranking?.lines.map(\.dossier) == [2, 1])
        #expect(builder.round.ranking?.lines.map(\.decidedBy) == [nil, "revote"])
        #expect(builder.round.ranking?.seed == nil)
        #expect(builder.round.dossiers.prefix(2).allSatisfy { $0.assessment?.total == 60 })
        expectSound(builder, "a tie-break", from: builder.log.count - 30)
    }

    @Test func `whoever sees the results sees what is equal, before and after the vote on it`() {
        func equals(_ builder: RoundBuilder) -> EqualDossiers {
            builder.round.equals(for: .member(chair)) ?? .nothing
        }
        var builder = tied()
        // A vote comes first: nothing is drawn yet.
        #expect(equals(builder).unvoted == [[1, 2]] && equals(builder).drawn == [])
        var apart = builder
        apart.joint(.tieBreak, [1: 3, 2: 4])
        #expect(equals(apart).unvoted == [] && equals(apart).drawn == [])
        builder.joint(.tieBreak, [1: 3, 2: 3])
        #expect(equals(builder).unvoted == [] && equals(builder).drawn == [1, 2])
        var rules = RuleSample()
        rules.tieRevote = false
        #expect(equals(tied(rules)).unvoted == [] && equals(tied(rules)).drawn == [1, 2])
        #expect(equals(RoundStage.sitting.builder()).drawn == [])
        // What was held on three says nothing of the two that are left: the ranking asks for it anew.
        var three = RoundBuilder.assessed([3, 3, 3].map { Bid(1_000, least: 1_000, score: $0) })
        three.joint(.tieBreak, [1: 3, 2: 3, 3: 3])
        #expect(equals(three).unvoted == [])
        three.given(
            .withdrawDossier(dossier: 3, version: three.version(3), reasons: "Wij gaan fuseren."),
            by: DemoCast.signatory(of: DemoCast.mental))
        #expect(equals(three).unvoted == [[1, 2]])
        for viewer in [RoundViewer.member(DemoCast.conflicted), .member(DemoCast.undeclared)] {
            #expect(three.round.equals(for: viewer) == nil)
        }
    }

    @Test func `two groups that become one after both were voted on are voted on anew`() {
        var builder = RoundBuilder.assessed(
            [3, 3, 4, 4].map { Bid(1_000, least: 1_000, score: $0) })
        builder.joint(.tieBreak, [1: 3, 2: 4, 3: 3, 4: 4])
        #expect(builder.round.equals(for: .secretary)?.unvoted == [])
        builder.joint(.adjustment, [1: 3, 2: 3, 3: 3, 4: 3])
        #expect(builder.round.equals(for: .secretary)?.unvoted == [[1, 2, 3, 4]])
        expectAccepted(open, by: chair, in: builder)
        builder.joint(.tieBreak, [1: 1, 2: 2, 3: 3, 4: 4])
        #expect(builder.round.equals(for: .secretary) == .nothing)
    }

    @Test func `of two ties the one that stands higher is named`() {
        let builder = RoundBuilder.assessed(
            [3, 3, 5, 5].map { Bid(1_000, least: 1_000, score: $0) })
        #expect(
            builder.refusal(of: .adoptRanking(seed: nil, boundary: []), by: chair)
                == Refusal(.tieNeedsRevote, subject: "3, 4"))
    }

    @Test func `a sitting without an agenda is planned for a joint vote alone`() {
        func plan(_ agenda: [DossierNumber]) -> RoundCommand {
            .planSitting(plannedAt: amsterdam("2026-04-17T13:00:00"), agenda: agenda)
        }
        for stage in [RoundStage.admitted, .tabled, .gatePassed] {
            expectRefused(.malformed, plan([]), by: DemoCast.secretary, in: stage.builder())
        }
        let builder = RoundStage.assessed.builder()
        expectAccepted(plan([]), by: DemoCast.secretary, in: builder)
        for agenda in [[1], [1, 2], [4]] {
            expectRefused(.wrongState, plan(agenda), by: DemoCast.secretary, in: builder)
        }
    }

    @Test func `without a tie, or where the rules leave it out, there is none`() {
        expectRefused(.wrongState, open, by: chair, in: RoundStage.jointReady.builder())
        var rules = RuleSample()
        rules.tieRevote = false
        var builder = tied(rules)
        expectRefused(.wrongState, open, by: chair, in: builder)
        builder.closeSitting()
        expectRefused(
            .tieNeedsLottery, .adoptRanking(seed: nil, boundary: []), by: chair, in: builder)
        builder.rank(seed: RuleSample.seed)
        #expect(builder.round.ranking?.lines.last?.decidedBy == "lottery")
    }

    @Test func `it is one score for each dossier, on the scale`() {
        var builder = tied()
        builder.given(open, by: chair)
        let name: BallotName = "1-6"
        func give(_ criterion: CriterionCode, _ value: Int) -> RoundCommand {
            .giveScore(ballot: name, criterion: criterion, value: value)
        }
        let by = DemoCast.memberOne
        expectRefused(.unknownCriterion, give("zakelijk", 3), by: by, in: builder)
        for value in [-1, 6] {
            expectRefused(.scoreOutOfScale, give(.tieBreak, value), by: by, in: builder)
        }
        expectRefused(
            .voteTypeMismatch, .castGateVote(ballot: name, verdict: .meets, reasons: nil),
            by: by, in: builder)
        for value in 0...5 { expectAccepted(give(.tieBreak, value), by: by, in: builder) }
        #expect(builder.jointMissing.contains(by))
        for dossier in ["1-6", "2-6"] as [BallotName] {
            builder.given(
                .giveScore(ballot: dossier, criterion: .tieBreak, value: 2), by: by)
        }
        #expect(!builder.jointMissing.contains(by))
        let prepare = RoundCommand.prepareBallot(subject: .tieBreak)
        expectRefused(
            .voteTypeMismatch, prepare, by: DemoCast.secretary, in: RoundStage.gatePassed.builder())
    }

    @Test func `with fewer votes than the minimum it is held again`() {
        var builder = tied()
        builder.given(open, by: chair)
        for (command, person) in [
            score(4, on: "1-6", by: chair), score(3, on: "2-6", by: chair),
            score(4, on: "1-6", by: DemoCast.deputy), score(0, on: "2-6", by: DemoCast.deputy),
        ] { builder.given(command, by: person) }
        builder.given(.closeJointBallot(missing: builder.jointMissing), by: chair)
        builder.given(.revealJointBallot, by: chair)
        #expect(
            builder.refusal(of: .adoptJointBallot, by: chair)
                == Refusal(.tooFewVotes, subject: "2", limit: 2))
        expectRefused(
            .ballotUnfinished, .openJointBallot(kind: .adjustment), by: chair, in: builder)
        builder.joint(.tieBreak, [1: 2, 2: 4])
        #expect(builder.joined.isEmpty)
        builder.closeSitting()
        builder.rank(seed: RuleSample.seed)
        #expect(builder.round.ranking?.lines.map(\.dossier) == [2, 1])
        expectSound(builder, "held again", from: builder.log.count - 30)
    }

    @Test func `another tie goes to the lottery`() {
        var builder = tied()
        builder.joint(.tieBreak, [1: 4, 2: 4])
        expectRefused(.wrongState, open, by: chair, in: builder)
        builder.closeSitting()
        expectRefused(
            .tieNeedsLottery, .adoptRanking(seed: nil, boundary: []), by: chair, in: builder)
        builder.rank(seed: RuleSample.seed)
        #expect(builder.round.ranking?.lines.last?.decidedBy == "lottery")
        #expect(builder.round.ranking?.seed == RuleSample.seed)
    }

    @Test func `a tie-break with a voided vote falls, and is held again while the tie stands`() {
        var builder = tied()
        builder.joint(.tieBreak, [1: 3, 2: 4])
        builder.closeSitting()
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        builder.openSitting([1])
        builder.takeUp(1)
        for ordinal in 1...5 {
            let keys = ordinal == 5 ? builder.round.rules.criteria.map(\.code.rawValue) : []
            builder.given(
                .adoptBallot(
                    ballot: BallotName(dossier: 1, ordinal: ordinal),
                    motivations: Dictionary(
                        uniqueKeysWithValues: keys.map { ($0, RoundBuilder.reasons) })), by: chair)
        }
        builder.closeSitting()
        expectRefused(
            .tieNeedsRevote, .adoptRanking(seed: nil, boundary: []), by: chair, in: builder)
        builder.openSitting([])
        builder.given(open, by: chair)
        #expect(builder.joined == ["1-7", "2-7"])
        expectSound(builder, "a fallen tie-break", from: builder.log.count - 25)
    }

    @Test func `a tie-break is never adopted as an assessment`() {
        var builder = tied()
        builder.given(open, by: chair)
        for person in DemoCast.voters {
            for name: BallotName in ["1-6", "2-6"] {
                let (command, by) = score(5, on: name, by: person)
                builder.given(command, by: by)
            }
        }
        builder.given(.closeJointBallot(missing: builder.jointMissing), by: chair)
        builder.given(.revealJointBallot, by: chair)
        builder.given(.declareInterests(interests: [interest(2)]), by: DemoCast.memberTwo)
        builder.given(.adoptJointBallot, by: chair)
        for ordinal in 1...4 {
            builder.given(
                .adoptBallot(
                    ballot: BallotName(dossier: 2, ordinal: ordinal), motivations: [:]), by: chair)
        }
        let motivations = Dictionary(
            uniqueKeysWithValues: builder.round.rules.criteria.map {
                ($0.code.rawValue, RoundBuilder.reasons)
            })
        for command in [
            RoundCommand.adoptBallot(ballot: "2-6", motivations: motivations),
            .repeatBallot(ballot: "2-6"),
        ] {
            expectRefused(.voteTypeMismatch, command, by: chair, in: builder)
        }
        builder.given(.adoptBallot(ballot: "2-5", motivations: motivations), by: chair)
        #expect(builder.round.dossier(2)?.assessment?.total == 60)
    }
}
