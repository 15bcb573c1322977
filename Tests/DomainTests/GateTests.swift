import Domain
import Support
import Testing

/// The hard gate: votes on four requirements, held against a second statement of the rule.
struct GateTests {
    /// Every way in which up to five members can vote.
    private static let everyVote: [[GateVote.Verdict]] = {
        var all: [[GateVote.Verdict]] = [[]]
        var last: [[GateVote.Verdict]] = [[]]
        for _ in 1...5 {
            last = last.flatMap { votes in GateVote.Verdict.allCases.map { votes + [$0] } }
            all += last
        }
        return all
    }()

    @Test func `every vote of up to five members comes out as the rule says`() {
        #expect(Self.everyVote.count == 364)
        for votes in Self.everyVote {
            for rule in GateRule.allCases {
                for attempt in 1...3 {
                    for least in 1...3 {
                        let outcome = GateOutcome.of(
                            votes, rule: rule, votesLeast: least, attempt: attempt)
                        #expect(outcome == stated(votes, rule, least, attempt))
                    }
                }
            }
        }
    }

    /// The rule in the words of product.md F5 and rulings.md, clumsily on purpose.
    private func stated(
        _ votes: [GateVote.Verdict], _ rule: GateRule, _ least: Int, _ attempt: Int
    ) -> GateOutcome {
        let spoken = votes.filter { $0 != .abstain }
        guard spoken.count >= least else { return .undecided }
        let share = Rational(spoken.filter { $0 == .meets }.count, spoken.count)
        if rule == .unanimity { return share == 1 ? .meets : .doesNotMeet }
        if share == Rational(1, 2) { return attempt > 1 ? .doesNotMeet : .tie }
        return share > Rational(1, 2) ? .meets : .doesNotMeet
    }

    @Test func `every casting vote decides a second tie alone, and is a no when not cast`() {
        let castings: [GateVote.Verdict?] = [nil] + GateVote.Verdict.allCases
        for votes in Self.everyVote {
            for (rule, attempt, least) in GateRule.allCases.flatMap({ rule in
                (1...3).flatMap { attempt in (1...3).map { (rule, attempt, $0) } }
            }) {
                for (chairCasts, casting) in castings.flatMap({ [(false, $0), (true, $0)] }) {
                    let outcome = GateOutcome.final(
                        of: votes, rule: rule, votesLeast: least, attempt: attempt,
                        chairCasts: chairCasts, casting: casting)
                    let meets = votes.filter { $0 == .meets }.count
                    let fails = votes.filter { $0 == .doesNotMeet }.count
                    let isChairs =
                        chairCasts && rule == .majority && attempt != 1 && meets == fails
                        && meets + fails >= least
                    let expected =
                        isChairs
                        ? (casting == .meets ? GateOutcome.meets : .doesNotMeet)
                        : stated(votes, rule, least, attempt)
                    if outcome != expected {
                        Issue.record("\(votes) \(rule) \(attempt) \(least) \(outcome)")
                    }
                }
            }
        }
    }

    @Test func `a count is tied when as many are for as against and anyone is`() {
        for (meets, fails) in (0...3).flatMap({ meets in (0...3).map { (meets, $0) } }) {
            let tally = decodedText(
                GateTally.self,
                #"{"outcome":"tie","meets":\#(meets),"doesNotMeet":\#(fails),"abstained":2}"#)
            #expect(tally.isTied == (meets == fails && meets != 0))
        }
    }

    @Test func `how a gate was passed gives no points`() {
        var results: [ScoreResult?] = []
        for verdicts in [
            [GateVote.Verdict.meets, .meets, .meets, .meets],
            [.meets, .meets, .meets, .doesNotMeet], [.meets, .meets, .abstain, .abstain],
        ] {
            var builder = RoundStage.tabled.builder()
            for subject in BallotSubject.gate {
                builder.gate(subject, verdicts)
                builder.adopt()
            }
            builder.openBallot(.scores)
            for person in DemoCast.voters { builder.score([4, 3, 4, 3, 4, 3], by: person) }
            builder.reveal()
            builder.adopt()
            results.append(builder.round.dossier(1)?.assessment)
        }
        #expect(results[0] != nil)
        #expect(results.allSatisfy { $0 == results[0] })
    }

    @Test func `a played ballot has the outcome of its votes`() {
        let stage = RoundStage.tabled.builder()
        for votes in Self.everyVote where votes.count == 4 {
            var builder = stage
            builder.gate(.innovation, votes)
            let tally = builder.round.ballot("1-1")?.result?.gate
            #expect(
                tally?.outcome
                    == GateOutcome.of(votes, rule: .majority, votesLeast: 2, attempt: 1))
            #expect(tally?.meets == votes.count { $0 == .meets })
            #expect(tally?.abstained == votes.count { $0 == .abstain })
        }
    }

    @Test func `a second tie does not meet, and there is no third ballot`() {
        var builder = RoundStage.ballotTied.builder()
        builder.given(.repeatBallot(ballot: "1-1"), by: DemoCast.chair)
        builder.given(.openBallot(ballot: "1-2"), by: DemoCast.chair)
        for (index, person) in DemoCast.voters.enumerated() {
            builder.vote(index < 2 ? .meets : .doesNotMeet, by: person)
        }
        builder.reveal()
        #expect(builder.round.ballot("1-2")?.result?.gate?.outcome == .doesNotMeet)
        #expect(
            builder.refusal(of: .repeatBallot(ballot: "1-2"), by: DemoCast.chair)?.code
                == .noSecondBallot)
        #expect(
            builder.refusal(of: .repeatBallot(ballot: "1-1"), by: DemoCast.chair)?.code
                == .ballotNotRevealed)
        let bare = RoundCommand.adoptBallot(ballot: "1-2", motivations: [:])
        #expect(builder.refusal(of: bare, by: DemoCast.chair)?.code == .reasonsMissing)
        builder.adopt()
    }

    @Test func `a ballot without a result stays open and uses up no attempt`() {
        var builder = RoundStage.tabled.builder()
        builder.gate(.collaboration, [.meets, .abstain, .abstain, .abstain])
        #expect(builder.round.ballot("1-1")?.result?.gate?.outcome == .undecided)
        #expect(builder.refusal(of: builder.adopting, by: DemoCast.chair)?.code == .tooFewVotes)
        builder.given(.repeatBallot(ballot: "1-1"), by: DemoCast.chair)
        #expect(builder.round.ballot("1-2")?.attempt == 1)
    }

    @Test func `one failed item fails the gate once the others have their result`() {
        var builder = RoundStage.tabled.builder()
        builder.gate(.collaboration, [.doesNotMeet, .doesNotMeet, .doesNotMeet, .meets])
        builder.adopt()
        #expect(builder.round.dossier(1)?.state == .inAssessment)
        #expect(
            builder.refusal(of: .prepareBallot(subject: .scores), by: DemoCast.chair)?.code
                == .gateNotPassed)
        for subject in BallotSubject.gate.dropFirst() {
            builder.gate(subject, [.meets, .meets, .meets, .meets])
            builder.adopt()
        }
        #expect(builder.round.dossier(1)?.state == .failedGate)
        #expect(
            builder.refusal(of: .prepareBallot(subject: .scores), by: DemoCast.chair)?.code
                == .wrongState)
    }

    @Test func `the order of members changes nothing`() {
        for votes in Self.everyVote {
            let forward = GateOutcome.of(votes, rule: .majority, votesLeast: 2, attempt: 1)
            let back = GateOutcome.of(
                votes.reversed(), rule: .majority, votesLeast: 2, attempt: 1)
            #expect(forward == back)
        }
    }
}
