import Domain
import Support
import Testing

/// An interest that is found after its member has voted (F8): declared, or recorded by the
/// coordinator.
struct LateInterestTests {
    /// The member of whom it is found, and whose scores put dossier 1 above dossier 2.
    private let late = DemoCast.memberTwo
    private let names = (1...5).map { BallotName(dossier: 1, ordinal: $0) }

    private static let ways = [true, false]

    @discardableResult
    private func find(
        _ builder: inout RoundBuilder, recorded: Bool = true, in dossier: DossierNumber = 1
    ) -> [RoundEvent] {
        recorded
            ? builder.given(
                .recordInterest(person: late, interest: interest(dossier)),
                by: DemoCast.coordinator)
            : builder.given(.declareInterests(interests: [interest(dossier)]), by: late)
    }

    /// Both dossiers assessed: 1 before 2 with the late member, and behind it without.
    private func assessed(
        _ rules: RuleSample = RuleSample(), last: Int = 4
    ) -> RoundBuilder {
        var builder = RoundStage.sitting.builder(rules: rules)
        for (number, value) in [(1, 5), (2, last)] {
            builder.takeUp(number)
            builder.passGate()
            builder.openBallot(.scores)
            for person in DemoCast.voters {
                builder.score([person == late ? value : 3], by: person)
            }
            builder.reveal()
            builder.adopt()
        }
        builder.closeSitting()
        return builder
    }

    private func ranked(_ rules: RuleSample = RuleSample(), last: Int = 4) -> RoundBuilder {
        var builder = assessed(rules, last: last)
        builder.rank(seed: RuleSample.seed)
        return builder
    }

    /// The chair adopts again what lapsed, on the votes that are left.
    private func adoptAgain(_ builder: inout RoundBuilder, _ numbers: [DossierNumber] = [1]) {
        builder.openSitting(numbers)
        for number in numbers {
            builder.takeUp(number)
            for ordinal in 1...5 {
                let keys = ordinal == 5 ? builder.round.rules.criteria.map(\.code.rawValue) : []
                builder.given(
                    .adoptBallot(
                        ballot: BallotName(dossier: number, ordinal: ordinal),
                        motivations: Dictionary(
                            uniqueKeysWithValues: keys.map { ($0, RoundBuilder.reasons) })),
                    by: DemoCast.chair)
            }
        }
        builder.closeSitting()
    }

    @Test(arguments: ways)
    func `found before the vote it keeps its member from voting, and nothing falls`(
        recorded: Bool
    ) {
        var builder = RoundStage.ballotReady.builder()
        builder.given(.openBallot(ballot: "1-1"), by: DemoCast.chair)
        let events = find(&builder, recorded: recorded)
        #expect(events.map(caseName) == ["interestsDeclared"])
        expectRefused(
            .interestConflict, .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil),
            by: late, in: builder)
        #expect(builder.missing("1-1").contains(late) == false)
        guard case .interests(let all)? = builder.round.part(.interests, for: .member(late)) else {
            Issue.record("the member sees the interest")
            return
        }
        #expect(all.map(\.keptFrom) == [[1]])
    }

    @Test(arguments: ways)
    func `found between two ballots it voids the vote on both, and the count is made again`(
        recorded: Bool
    ) {
        var builder = RoundStage.secondTie.builder()
        let events = find(&builder, recorded: recorded)
        #expect(events.map(caseName) == ["interestsDeclared", "votesVoided"])
        for name in names.prefix(2) {
            #expect(builder.round.ballot(name)?.result?.gate?.meets == 2)
            #expect(builder.round.ballot(name)?.result?.gate?.doesNotMeet == 1)
            #expect(builder.round.ballot(name)?.result?.present == DemoCast.voters)
        }
        builder.given(.adoptBallot(ballot: "1-2", motivations: [:]), by: DemoCast.chair)
        #expect(builder.round.dossier(1)?.gate == [.collaboration: .meets])
        expectSound(builder, "between ballots", from: builder.log.count - 3)
    }

    @Test(arguments: ways)
    func `found after the adoption all that the vote was in lapses and is adopted again`(
        recorded: Bool
    ) {
        var builder = assessed()
        let before = builder.round.dossier(1)?.assessment?.total
        let other = builder.round.dossier(2)
        let events = find(&builder, recorded: recorded)
        #expect(events.count { caseName(of: $0) == "adoptionLapsed" } == 5)
        let dossier = builder.round.dossier(1)
        #expect(dossier?.state == .inAssessment && dossier?.gate.isEmpty == true)
        #expect(dossier?.assessment == nil && dossier?.motivations.isEmpty == true)
        #expect(builder.round.dossier(2) == other)
        expectRefused(
            .dossiersNotFinished, .adoptRanking(seed: nil, boundary: []), by: DemoCast.chair,
            in: builder)
        adoptAgain(&builder)
        #expect(before == 70 && builder.round.dossier(1)?.assessment?.total == 60)
        expectSound(builder, "after adoption", from: builder.log.count - 15)
    }

    @Test(arguments: ways)
    func `found after the ranking it lapses, is kept as it was, and another one is adopted`(
        recorded: Bool
    ) {
        var builder = ranked()
        builder.decideAll()
        let old = builder.round.ranking
        let division = builder.round.allocation
        #expect(old?.lines.map(\.dossier) == [1, 2] && builder.round.decisions.count == 2)
        let events = find(&builder, recorded: recorded)
        #expect(events.contains(.rankingLapsed))
        #expect(builder.round.phase == .sitting && builder.round.decisions.isEmpty)
        #expect(builder.round.ranking == nil && builder.round.allocation == nil)
        #expect(builder.round.robustness == nil)
        #expect(builder.round.superseded.map(\.ranking) == [old])
        #expect(builder.round.superseded.map(\.allocation) == [division])
        adoptAgain(&builder)
        builder.rank(seed: RuleSample.seed)
        #expect(builder.round.ranking?.lines.map(\.dossier) == [2, 1])
        guard case .history(let history)? = builder.round.part(.history, for: .decisionMaker) else {
            Issue.record("what lapsed is kept")
            return
        }
        #expect(history.superseded.map(\.ranking) == [old])
        builder.decideAll()
        builder.release()
        expectSound(builder, "after the ranking", from: builder.log.count - 30)
    }

    @Test func `with the round as scope the votes on every dossier fall`() {
        var rules = RuleSample()
        rules.conflictScope = .round
        var builder = ranked(rules)
        let events = find(&builder)
        #expect(events.contains(.votesVoided(person: late, ballots: Array(1...10))))
        #expect(events.count { caseName(of: $0) == "adoptionLapsed" } == 10)
        adoptAgain(&builder, [1, 2])
        expectRefused(
            .tieNeedsRevote, .adoptRanking(seed: nil, boundary: []), by: DemoCast.chair,
            in: builder)
    }

    @Test func `what another ballot took the place of lapses nothing when a vote in it falls`() {
        var builder = RoundStage.jointReady.builder()
        builder.given(
            .callSubstitute(substitute: DemoCast.substitute, member: late),
            by: DemoCast.coordinator)
        builder.joint(.adjustment, [:])
        // The late one scored on the first ballot alone, which the adjustment replaced.
        let events = find(&builder)
        #expect(events.contains(.votesVoided(person: late, ballots: [1, 2, 3, 4, 5])))
        #expect(events.count { caseName(of: $0) == "adoptionLapsed" } == 4)
        builder.closeSitting()
        builder.openSitting([1])
        builder.takeUp(1)
        for name in names.dropLast() {
            builder.given(.adoptBallot(ballot: name, motivations: [:]), by: DemoCast.chair)
        }
        #expect(builder.round.dossier(1)?.state == .assessed)
    }

    @Test func `a substitute takes the place of the member, and votes on what is held again`() {
        var builder = assessed()
        find(&builder)
        builder.given(
            .callSubstitute(substitute: DemoCast.substitute, member: late),
            by: DemoCast.coordinator)
        builder.openSitting([1])
        builder.arrive([DemoCast.substitute])
        builder.takeUp(1)
        for name in names.dropLast() {
            builder.given(.adoptBallot(ballot: name, motivations: [:]), by: DemoCast.chair)
        }
        builder.given(.repeatBallot(ballot: "1-5"), by: DemoCast.chair)
        builder.given(.openBallot(ballot: "1-6"), by: DemoCast.chair)
        for person in DemoCast.voters.dropLast() + [DemoCast.substitute] {
            for criterion in builder.round.rules.criteria {
                let value = person == DemoCast.substitute ? 4 : 3
                builder.given(
                    .giveScore(ballot: "1-6", criterion: criterion.code, value: value), by: person)
            }
        }
        builder.given(
            .closeBallot(ballot: "1-6", missing: builder.missing("1-6")), by: DemoCast.chair)
        builder.given(.revealBallot(ballot: "1-6"), by: DemoCast.chair)
        #expect(builder.round.ballot("1-6")?.result?.scores?.total == 65)
    }

    @Test func `an interest is recorded by the coordinator alone, of who has declared, once`() {
        var builder = RoundStage.tabled.builder()
        func record(_ person: PersonID, _ interest: Interest) -> RoundCommand {
            .recordInterest(person: person, interest: interest)
        }
        for person in [DemoCast.chair, DemoCast.secretary, late, DemoCast.auditor] {
            expectRefused(.notAllowed, record(late, interest(1)), by: person, in: builder)
        }
        let by = DemoCast.coordinator
        for person in [DemoCast.secretary, DemoCast.nobody] {
            expectRefused(.notCommittee, record(person, interest(1)), by: by, in: builder)
        }
        // It would open every other dossier to somebody who hasn't declared.
        expectRefused(
            .interestsNotDeclared, record(DemoCast.undeclared, interest(1)), by: by, in: builder)
        expectRefused(.unknownDossier, record(late, interest(3)), by: by, in: builder)
        expectRefused(.textMissing, record(late, interest(1, .other)), by: by, in: builder)
        builder.given(record(late, interest(1)), by: by)
        expectRefused(.alreadyExists, record(late, interest(1, .financial)), by: by, in: builder)
        builder.given(record(late, interest(2)), by: by)
        // Nor does the member take it back by declaring otherwise.
        expectRefused(
            .interestConflict, .declareInterests(interests: [interest(2)]), by: late, in: builder)
        expectRefused(
            .wrongPhase, record(late, interest(1)), by: by, in: RoundStage.submitted.builder())
    }
}
