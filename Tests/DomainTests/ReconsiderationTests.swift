import Domain
import Support
import Testing

/// An interest that is found after the release: the decisions stand, and what would have been is
/// written down (F8).
struct ReconsiderationTests {
    private let late = DemoCast.memberTwo

    /// A released round with money for one of two; the late member scores so on each of them.
    private func decided(
        _ scores: [Int] = [5, 4], _ rules: RuleSample? = nil, failing: [GateVote.Verdict]? = nil,
        gate: [GateVote.Verdict] = [.meets, .meets, .meets, .meets]
    ) -> RoundBuilder {
        var rules = rules ?? RuleSample()
        rules.pot = 4_000_000
        var builder = RoundStage.sitting.builder(rules: rules)
        for (number, value) in zip(1..., scores) {
            builder.takeUp(number)
            for subject in BallotSubject.gate {
                let isFailing = number == 2 && subject == .innovation
                builder.gate(
                    subject,
                    isFailing
                        ? failing ?? gate : number == 1 ? gate : DemoCast.voters.map { _ in .meets }
                )
                builder.adopt()
            }
            if builder.round.dossier(number)?.state == .failedGate { continue }
            builder.openBallot(.scores)
            for person in DemoCast.voters {
                builder.score([person == late ? value : 3], by: person)
            }
            builder.reveal()
            builder.adopt()
        }
        builder.closeSitting()
        builder.rank(seed: RuleSample.seed)
        builder.decideAll()
        builder.release()
        return builder
    }

    private func weighed(_ builder: inout RoundBuilder, recorded: Bool = true) -> Reconsideration? {
        let before = builder.round
        let events =
            recorded
            ? builder.given(
                .recordInterest(person: late, interest: interest(1)), by: DemoCast.coordinator)
            : builder.given(.declareInterests(interests: [interest(1)]), by: late)
        #expect(events.map(caseName) == ["interestsDeclared", "lateInterestWeighed"])
        #expect(builder.round.decisions == before.decisions)
        #expect(builder.round.ranking == before.ranking)
        #expect(builder.round.allocation == before.allocation)
        #expect(builder.round.ledger == before.ledger && builder.round.letters == before.letters)
        #expect(builder.round.dossiers == before.dossiers && builder.round.phase == before.phase)
        #expect(builder.round.ballots == before.ballots)
        expectSound(builder, "found too late", from: builder.log.count - 2)
        return builder.round.reconsiderations.last
    }

    @Test(arguments: [true, false])
    func `after the release decisions stand, and it is said what would have changed`(
        recorded: Bool
    ) {
        var builder = decided()
        #expect(builder.round.dossiers.prefix(2).map(\.state) == [.granted, .reserve])
        let found = weighed(&builder, recorded: recorded)
        #expect(found?.ballots == [1, 2, 3, 4, 5])
        #expect(found?.ranking?.lines.map(\.dossier) == [2, 1])
        #expect(found?.allocation?.funded == [2])
        #expect(found?.changed == [1, 2])
        for viewer in everyViewer {
            let sees = [.secretary, .coordinator, .auditor, .decisionMaker].contains(viewer)
            #expect((builder.round.part(.history, for: viewer) != nil) == sees, "\(viewer)")
        }
    }

    @Test func `an interest that changes nothing says so`() {
        var builder = decided([5, 1])
        let found = weighed(&builder)
        #expect(found?.ranking?.lines.map(\.dossier) == [1, 2])
        #expect(found?.changed == [])
    }

    @Test func `what fails the gate stays out of what would have been`() {
        var failed = decided(failing: [.doesNotMeet, .doesNotMeet, .doesNotMeet, .meets])
        #expect(failed.round.dossier(2)?.state == .rejected)
        let found = weighed(&failed)
        #expect(found?.allocation?.line(of: 2)?.cause == .failedGate)
        #expect(found?.changed == [])
    }

    @Test func `what has too few scores left is called not assessed`() {
        var rules = RuleSample()
        rules.votesLeast = 4
        var builder = decided([5, 4], rules)
        let found = weighed(&builder)
        #expect(found?.allocation?.line(of: 1)?.cause == .notAssessed)
        #expect(found?.ranking?.lines.map(\.dossier) == [2])
        #expect(found?.changed == [1, 2])
    }

    @Test func `what is left with a tie at the gate is called not assessed, not failed`() {
        var builder = decided(gate: [.meets, .doesNotMeet, .abstain, .meets])
        let found = weighed(&builder)
        #expect(found?.allocation?.line(of: 1)?.cause == .notAssessed)
        #expect(found?.changed == [1, 2])
    }

    @Test func `an order that would take another vote isn't guessed`() {
        var builder = decided([5, 3])
        #expect(builder.round.ranking?.seed == nil)
        let found = weighed(&builder)
        #expect(found != nil && found?.ranking == nil && found?.allocation == nil)
        #expect(found?.changed == [])
    }

    @Test func `a part offer that was accepted is weighed as it was asked`() {
        var rules = RuleSample()
        rules.allocation = .partial
        rules.pot = 7_000_000
        var builder = RoundBuilder(rules: rules)
        builder.open()
        for (requested, minimum) in [
            (4_000_000, 1_000_000), (4_500_000, 1_000_000), (2_500_000, 100_000),
        ] {
            builder.submit(builder.draft(requested: requested, minimum: minimum))
        }
        builder.admitAll()
        builder.openSitting()
        for (number, value) in [(1, 5), (2, 4), (3, 3)] { builder.assess(number, [value]) }
        builder.closeSitting()
        builder.rank()
        builder.decideAll()
        builder.release()
        builder.accept(2, requested: 2_800_000)
        // Nobody's place changes, so the division is what it was: the third comes after the stop.
        let found = weighed(&builder)
        #expect(found?.allocation == builder.round.allocation)
        #expect(found?.changed == [])
    }
}
