import Domain
import Support
import Testing

/// The edge cases of the product that the domain decides, by their numbers.
struct EdgeCaseTests {
    @Test func `edge case 1: a vote and the close arrive together and log order decides`() {
        let vote = RoundCommand.castGateVote(ballot: "1-1", verdict: .meets, reasons: nil)
        var voteFirst = RoundStage.ballotOpen.builder()
        let close = RoundCommand.closeBallot(
            ballot: "1-1", missing: [DemoCast.deputy, DemoCast.undeclared])
        voteFirst.given(vote, by: DemoCast.deputy)
        // The close names somebody as missing who has voted meanwhile.
        #expect(voteFirst.refusal(of: close, by: DemoCast.chair)?.code == .missingNotListed)

        var closeFirst = RoundStage.ballotOpen.builder()
        closeFirst.given(close, by: DemoCast.chair)
        #expect(closeFirst.refusal(of: vote, by: DemoCast.deputy)?.code == .ballotNotOpen)
        closeFirst.given(.revealBallot(ballot: "1-1"), by: DemoCast.chair)
        #expect(closeFirst.round.ballot("1-1")?.result?.gate?.meets == 1)
        expectSound(closeFirst, "close first", from: closeFirst.log.count)
    }

    @Test func `edge case 2: a signature on version 3 while version 4 is saved is stored and void`()
    {
        var builder = RoundStage.signing.builder()
        let seen = builder.signing(1)
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Anders."),
            by: DemoCast.editor(of: DemoCast.mental))
        let events = builder.given(seen, by: DemoCast.signatory(of: DemoCast.mental))
        guard case .dossierSigned(1, let signature)? = events.first else {
            Issue.record("no signature")
            return
        }
        #expect(signature.void)
        #expect(signature.version == builder.version(1) - 1)
        #expect(builder.round.dossier(1)?.signatures.last == signature)
        #expect(builder.round.dossier(1)?.unsigned == [DemoCast.mental, DemoCast.disability])
        #expect(
            builder.refusal(of: seen, by: DemoCast.signatory(of: DemoCast.mental))?.code
                == .alreadySigned)
    }

    @Test func `edge case 3: a deputy leads the item on which the chair has a conflict`() {
        var builder = RoundStage.screening.builder()
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.chair)
        for number in 1...2 {
            builder.given(
                .admitDossier(dossier: number, version: builder.submittedVersion(number)),
                by: DemoCast.coordinator)
        }
        builder.openSitting()
        builder.takeUp(1)
        builder.given(.prepareBallot(subject: .collaboration), by: DemoCast.secretary)
        for command in [
            RoundCommand.openBallot(ballot: "1-1"), .openBallot(ballot: "1-7"),
            .prepareBallot(subject: .scores), .takeUpDossier(dossier: 1),
            .leaveUnassessed(dossier: 1, reasons: RoundBuilder.reasons),
        ] {
            #expect(
                builder.refusal(of: command, by: DemoCast.chair)?.code == .interestConflict)
        }
        builder.given(.openBallot(ballot: "1-1"), by: DemoCast.deputy)
        for person in DemoCast.voters.dropFirst() { builder.vote(.meets, by: person) }
        builder.reveal(chair: DemoCast.deputy)
        builder.adopt(chair: DemoCast.deputy)
        let chair = RoundViewer.member(DemoCast.chair)
        #expect(builder.round.part(.ballot("1-1"), for: chair) == nil)
        guard case .dossier(let part)? = builder.round.part(.dossier(1), for: chair) else {
            Issue.record("the chair sees no cover")
            return
        }
        #expect(part.keptFrom && part.body == nil && part.state == .admissible)
    }

    @Test func `edge case 4: without enough members no ranking is adopted until a substitute sits`()
    {
        var rules = RuleSample()
        rules.quorumLeast = 4
        var builder = RoundStage.tabled.builder(rules: rules)
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.undeclared)
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        builder.given(.prepareBallot(subject: .collaboration), by: DemoCast.secretary)
        #expect(
            builder.refusal(of: .openBallot(ballot: "1-1"), by: DemoCast.chair)?.code
                == .notJudgeable)
        builder.closeSitting()
        #expect(
            builder.refusal(of: .adoptRanking(seed: nil, boundary: []), by: DemoCast.chair)?.code
                == .notJudgeable)
        builder.given(
            .callSubstitute(substitute: DemoCast.substitute, member: DemoCast.memberTwo),
            by: DemoCast.coordinator)
        builder.openSitting([1])
        builder.arrive([DemoCast.substitute])
        builder.takeUp(1)
        builder.given(.openBallot(ballot: "1-1"), by: DemoCast.chair)
    }

    @Test(arguments: AllocationRule.allCases)
    func `edge case 5: the pot of 100,000 is divided by the round's rule`(rule: AllocationRule) {
        let lines = Allocation.of(
            [
                candidate(1, 40_000), candidate(2, 40_000),
                candidate(3, 25_000, minimum: 20_000), candidate(4, 15_000),
            ], rule: rule, available: Cents(10_000_000)
        ).lines
        let third: AllocationCause
        let fourth: AllocationCause
        switch rule {
        case .strict:
            (third, fourth) = (.doesNotFit(short: Cents(500_000)), .afterStop(at: 3))
        case .skip, .rolling: (third, fourth) = (.doesNotFit(short: Cents(500_000)), .fits)
        case .partial:
            (third, fourth) = (
                .part(of: Cents(2_500_000), minimum: Cents(2_000_000)), .afterStop(at: 3)
            )
        }
        #expect(lines.map(\.cause) == [.fits, .fits, third, fourth])
        #expect(lines[2].amount == Cents(rule == .partial ? 2_000_000 : 0))
        #expect(lines[3].amount == Cents(rule == .skip || rule == .rolling ? 1_500_000 : 0))
    }

    private func candidate(
        _ number: Int, _ euros: Int, minimum: Int = 0
    ) -> Allocation.Candidate {
        Allocation.Candidate(
            dossier: number, place: number, requested: Cents(euros * 100),
            minimum: Cents(minimum * 100), exclusion: nil)
    }

    @Test func `edge case 8: a second ballot that changes only reasons is still adopted anew`() {
        var builder = RoundStage.ballotTied.builder()
        #expect(
            builder.refusal(of: builder.adopting, by: DemoCast.chair)?.code == .tieNeedsSecondBallot
        )
        let first = builder.round.ballot("1-1")
        builder.given(.repeatBallot(ballot: "1-1"), by: DemoCast.chair)
        builder.given(.openBallot(ballot: "1-2"), by: DemoCast.chair)
        for (person, verdict) in zip(
            DemoCast.voters, [GateVote.Verdict.meets, .meets, .doesNotMeet, .doesNotMeet])
        {
            builder.given(
                .castGateVote(
                    ballot: "1-2", verdict: verdict, reasons: "Na het gesprek anders verwoord."),
                by: person)
        }
        builder.reveal()
        builder.adopt()
        #expect(builder.round.ballot("1-1") == first)
        #expect(builder.round.ballot("1-2")?.state == .adopted)
        #expect(builder.round.ballot("1-2")?.attempt == 2)
        #expect(builder.round.dossier(1)?.gate[.collaboration] == .doesNotMeet)
        guard
            case .ballot(let part)? = builder.round.part(
                .ballot("1-1"), for: .member(DemoCast.memberOne))
        else {
            Issue.record("the first ballot is gone")
            return
        }
        #expect(part.votes?.count == 4)
    }

    @Test
    func `edge case 8: scores that stay the same in a second ballot are a new adopted version`() {
        var builder = RoundStage.scoresRevealed.builder()
        let first = builder.latestBallot
        builder.given(.repeatBallot(ballot: first), by: DemoCast.chair)
        let second = builder.latestBallot
        builder.given(.openBallot(ballot: second), by: DemoCast.chair)
        builder.score([4], by: DemoCast.chair)
        builder.score([1, 2, 3, 4, 5, 0], by: DemoCast.deputy)
        builder.score([5, 4, 3, 3, 3, 2], by: DemoCast.memberOne)
        builder.reveal()
        builder.adopt()
        #expect(builder.round.ballot(first)?.state == .revealed)
        #expect(builder.round.ballot(first)?.result == builder.round.ballot(second)?.result)
        #expect(builder.round.ballot(second)?.state == .adopted)
    }

    @Test func `edge case 11: an export by an administrator during an open ballot is refused`() {
        let export = RoundCommand.recordExport(form: "jsonl")
        for stage in [
            RoundStage.ballotOpen, .ballotSuspended, .ballotClosed, .sittingSuspended,
            .scoresOpen, .scoresClosed,
        ] {
            for person in [DemoCast.administrator, DemoCast.coordinator, DemoCast.auditor] {
                #expect(
                    stage.builder().refusal(of: export, by: person)?.code == .hiddenMaterial)
            }
        }
        for stage in [RoundStage.ballotRevealed, .ballotAdopted, .ranked] {
            #expect(stage.builder().refusal(of: export, by: DemoCast.administrator) == nil)
        }
    }

    @Test func `edge case 13: the clock jumps back and position decides`() {
        var builder = RoundStage.closed.builder()
        builder.now = amsterdam("2026-03-01T00:00:00").instant
        #expect(
            builder.refusal(
                of: .startDossier(title: "Te laat"), by: DemoCast.editor(of: DemoCast.home))?.code
                == .roundClosed)
        #expect(
            builder.refusal(
                of: .moveClosing(closesAt: amsterdam("2026-04-30T12:00:00")),
                by: DemoCast.coordinator)?.code == .wrongPhase)
        builder.given(.startScreening, by: DemoCast.coordinator)
        let (before, last) = (
            builder.log[builder.log.count - 2], builder.log[builder.log.count - 1]
        )
        #expect(last.stamp.position == before.stamp.position + 1)
        #expect(last.stamp.at < before.stamp.at)
        expectSound(builder, "clock back", from: builder.log.count - 1)
    }

    @Test func `edge case 14: a retried command has no second effect of its own`() {
        // The engine answers a known key from its receipt; what reaches the domain a second time
        // all the same is either refused or leaves the state as it was.
        var builder = RoundStage.ballotOpen.builder()
        let vote = RoundCommand.castGateVote(
            ballot: "1-1", verdict: .doesNotMeet, reasons: RoundBuilder.reasons)
        let before = builder.round
        builder.given(vote, by: DemoCast.memberOne)
        #expect(builder.round == before)
        for stage in RoundStage.allCases {
            for command in probes(of: stage.builder()) {
                guard Self.isOnce(command) else { continue }
                var again = stage.builder()
                for role in Role.allCases {
                    let actor = role.actor(in: again)
                    guard case .success = again.when(command, by: actor) else { continue }
                    #expect(
                        again.refusal(of: command, by: actor) != nil,
                        "\(stage) \(caseName(of: command))")
                    break
                }
            }
        }
    }

    /// Commands that make something happen that can happen only once.
    private static func isOnce(_ command: RoundCommand) -> Bool {
        switch command {
        case .changeRules, .startDossier, .castGateVote, .giveScore, .recordExport,
            .declareInterests, .intendDecision, .planSitting, .takeUpDossier, .passTime,
            .enterPaperVote, .enterPaperScores, .askOverride, .bookPot, .adviseAmount:
            false
        default: true
        }
    }
}
