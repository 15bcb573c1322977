import Domain
import Support
import Testing

/// The sitting, presence and the course of a ballot.
struct SittingTests {
    private let secretary = DemoCast.secretary
    private let plannedAt = amsterdam("2026-04-10T13:00:00")

    @Test func `a sitting is planned over admissible dossiers`() {
        let builder = RoundStage.admitted.builder()
        let plan = {
            RoundCommand.planSitting(plannedAt: amsterdam("2026-04-10T13:00:00"), agenda: $0)
        }
        expectRefused(.malformed, plan([]), by: secretary, in: builder)
        expectRefused(.malformed, plan([1, 1]), by: secretary, in: builder)
        for agenda in [[1, 3], [99], [0]] {
            expectRefused(.wrongState, plan(agenda), by: secretary, in: builder)
        }
        expectRefused(.wrongPhase, plan([1]), by: secretary, in: RoundStage.closed.builder())
    }

    @Test func `a sitting over any of the same dossiers is planned anew until it opens`() {
        var builder = RoundStage.planned.builder()
        let later = amsterdam("2026-04-11T09:30:00")
        builder.given(.planSitting(plannedAt: later, agenda: [2]), by: secretary)
        #expect(builder.round.sittings.map(\.agenda) == [[2]])
        #expect(builder.round.sittings[0].plannedAt == later)
        #expect(builder.round.dossier(1)?.state == .admissible)
        #expect(builder.round.dossier(2)?.state == .scheduled)
        // What isn't on its agenda is for another sitting; that one can't take what is on it.
        builder.given(.planSitting(plannedAt: plannedAt, agenda: [1]), by: secretary)
        #expect(builder.round.sittings.map(\.agenda) == [[2], [1]])
        expectRefused(
            .wrongState, .planSitting(plannedAt: later, agenda: [2, 1]), by: secretary, in: builder)
        builder.given(.planSitting(plannedAt: later, agenda: [1]), by: secretary)
        #expect(builder.round.sittings.map(\.number) == [1, 2])
        builder.now = later.instant
        builder.given(.openSitting(sitting: 1), by: secretary)
        expectRefused(
            .wrongState, .planSitting(plannedAt: later, agenda: [2]), by: secretary, in: builder)
        expectSound(builder, "a sitting planned anew")
    }

    @Test func `a sitting knows when it was opened and closed`() {
        var builder = RoundStage.planned.builder()
        #expect(builder.round.sittings[0].openedAt == nil)
        builder.now = amsterdam("2026-04-10T13:04:10").instant
        builder.given(.openSitting(sitting: 1), by: secretary)
        builder.now = amsterdam("2026-04-10T16:31:00").instant
        builder.given(.suspendSitting, by: secretary)
        builder.given(.resumeSitting, by: secretary)
        #expect(builder.round.sittings[0].openedAt == amsterdam("2026-04-10T13:04:10"))
        #expect(builder.round.sittings[0].closedAt == nil)
        builder.now = amsterdam("2026-04-10T17:02:59").instant
        builder.given(.closeSitting, by: secretary)
        #expect(builder.round.sittings[0].openedAt == amsterdam("2026-04-10T13:04:10"))
        #expect(builder.round.sittings[0].closedAt == amsterdam("2026-04-10T17:02:59"))
        expectSound(builder, "a sitting that was closed")
    }

    @Test func `a sitting ends with a round that is withdrawn`() {
        var builder = RoundStage.sitting.builder()
        builder.now = amsterdam("2026-04-10T14:00:00").instant
        builder.given(
            .withdrawRound(reasons: "De raad trekt het geld voor deze ronde in."),
            by: DemoCast.coordinator)
        #expect(builder.round.sittings[0].closedAt == amsterdam("2026-04-10T14:00:00"))
    }

    @Test func `the last of fifty sittings can still be planned anew`() {
        var builder = RoundStage.sitting.builder()
        while builder.round.sittings.count < Limits.sittings - 1 {
            builder.closeSitting()
            builder.openSitting([1, 2])
        }
        builder.closeSitting()
        builder.given(.planSitting(plannedAt: plannedAt, agenda: [1, 2]), by: secretary)
        #expect(builder.round.sittings.count == Limits.sittings)
        expectAccepted(
            .planSitting(plannedAt: plannedAt, agenda: [2, 1]), by: secretary, in: builder)
    }

    @Test func `the dossier on the table isn't planned away from under its open ballot`() {
        expectRefused(
            .wrongState, .planSitting(plannedAt: plannedAt, agenda: [1]), by: secretary,
            in: RoundStage.ballotOpen.builder())
    }

    @Test func `what a sitting didn't come to is planned again`() {
        var builder = RoundStage.sitting.builder()
        builder.closeSitting()
        #expect(builder.round.dossier(2)?.state == .admissible)
        builder.openSitting([1, 2])
        expectAccepted(.takeUpDossier(dossier: 2), by: secretary, in: builder)
    }

    @Test func `a round has at most fifty sittings`() {
        var builder = RoundStage.sitting.builder()
        while builder.round.sittings.count < Limits.sittings {
            builder.closeSitting()
            builder.openSitting([1, 2])
        }
        builder.closeSitting()
        expectRefused(
            .tooMany, .planSitting(plannedAt: plannedAt, agenda: [1]), by: secretary, in: builder)
    }

    @Test func `a sitting opens once, one at a time, and closes with nothing pending`() {
        let planned = RoundStage.planned.builder()
        for number in [0, 2, -1] {
            expectRefused(
                .sittingNotOpen, .openSitting(sitting: number), by: secretary, in: planned)
        }
        expectRefused(
            .sittingNotOpen, .openSitting(sitting: 1), by: secretary,
            in: RoundStage.sitting.builder())
        for stage in [RoundStage.ballotOpen, .ballotSuspended, .ballotClosed] {
            expectRefused(.ballotUnfinished, .closeSitting, by: secretary, in: stage.builder())
            expectRefused(
                .ballotUnfinished, .takeUpDossier(dossier: 2), by: secretary, in: stage.builder())
        }
        for stage in [RoundStage.ballotReady, .ballotRevealed, .ballotTied] {
            expectAccepted(.closeSitting, by: secretary, in: stage.builder())
        }
        expectRefused(
            .sittingNotOpen, .resumeSitting, by: secretary, in: RoundStage.sitting.builder())
        expectRefused(
            .sittingNotOpen, .suspendSitting, by: secretary,
            in: RoundStage.sittingSuspended.builder())
        expectRefused(.sittingNotOpen, .closeSitting, by: secretary, in: planned)
    }

    @Test func `only what is on the agenda and unfinished is taken up`() {
        let builder = RoundStage.sitting.builder()
        expectRefused(.unknownDossier, .takeUpDossier(dossier: 3), by: secretary, in: builder)
        expectRefused(
            .wrongState, .takeUpDossier(dossier: 1), by: secretary,
            in: RoundStage.gateFailed.builder())
        expectRefused(
            .sittingNotOpen, .takeUpDossier(dossier: 1), by: secretary,
            in: RoundStage.planned.builder())
    }

    @Test func `somebody is there once, by a connection or a mark`() {
        var builder = RoundStage.sitting.builder()
        let mark = { RoundCommand.markPresence(person: $0, present: $1) }
        expectRefused(.notCommittee, mark(DemoCast.nobody, true), by: secretary, in: builder)
        expectRefused(.notCommittee, mark(DemoCast.secretary, true), by: secretary, in: builder)
        expectRefused(.wrongState, mark(DemoCast.chair, false), by: secretary, in: builder)
        builder.given(mark(DemoCast.chair, true), by: secretary)
        expectRefused(.wrongState, mark(DemoCast.chair, true), by: secretary, in: builder)
        builder.leave([DemoCast.chair])
        #expect(!builder.round.attending.contains(.member(DemoCast.chair)))
        #expect(builder.round.presence[DemoCast.chair] == [.marked])
        expectRefused(
            .sittingNotOpen, mark(DemoCast.chair, true), by: secretary,
            in: RoundStage.planned.builder())
    }

    @Test func `falling below quorum suspends and keeps the votes, returning resumes`() {
        var builder = RoundStage.ballotOpen.builder()
        let votes = { (builder: RoundBuilder) -> Int? in
            guard case .ballot(let part)? = builder.round.part(.ballot("1-1"), for: .secretary)
            else {
                return nil
            }
            return part.cast
        }
        builder.leave([DemoCast.memberTwo])
        #expect(builder.round.ballot("1-1")?.state == .open)
        builder.leave([DemoCast.deputy])
        #expect(builder.round.ballot("1-1")?.state == .suspended)
        #expect(votes(builder) == 3)
        expectRefused(
            .ballotNotOpen, .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil),
            by: DemoCast.memberOne, in: builder)
        expectRefused(
            .ballotNotOpen, .closeBallot(ballot: "1-1", missing: builder.missing("1-1")),
            by: DemoCast.chair, in: builder)
        builder.given(.markPresence(person: DemoCast.deputy, present: true), by: secretary)
        #expect(builder.round.ballot("1-1")?.state == .open)
        #expect(votes(builder) == 3)
    }

    @Test func `a sitting that resumes without its quorum leaves the ballot suspended`() {
        var builder = RoundStage.sittingSuspended.builder()
        #expect(builder.round.ballot("1-1")?.state == .suspended)
        builder.leave([DemoCast.memberTwo, DemoCast.deputy])
        builder.given(.resumeSitting, by: secretary)
        #expect(builder.round.ballot("1-1")?.state == .suspended)
        builder.arrive([DemoCast.deputy])
        #expect(builder.round.ballot("1-1")?.state == .open)
    }

    @Test func `quorum is half of the eligible when that is more`() {
        var builder = RoundStage.draft.builder()
        for person in DemoCast.organisations.prefix(7).map({ DemoCast.reader(of: $0) }) {
            builder.given(.appointSeat(person: person, kind: .member), by: DemoCast.coordinator)
        }
        builder.given(.publishRound, by: DemoCast.coordinator)
        builder.pass(to: builder.rules.opensAt)
        builder.submit(builder.draft(lead: DemoCast.home))
        builder.admitAll()
        builder.openSitting()
        builder.takeUp(1)
        guard case .sitting(let part)? = builder.round.part(.sitting, for: .secretary) else {
            Issue.record("no sitting")
            return
        }
        // Thirteen with a vote, less the conflicted one and the two tied to the coalition.
        #expect(part.quorum?.eligible == 10)
        #expect(part.quorum?.needed == 5)
        builder.given(.prepareBallot(subject: .collaboration), by: secretary)
        expectRefused(.quorumMissing, .openBallot(ballot: "1-1"), by: DemoCast.chair, in: builder)
        builder.arrive([DemoCast.undeclared])
        expectAccepted(.openBallot(ballot: "1-1"), by: DemoCast.chair, in: builder)
    }
}

/// Preparing, voting, closing, revealing, repeating and adopting.
struct BallotTests {
    private let chair = DemoCast.chair

    @Test func `each step follows the one before it`() {
        let steps: [(RoundStage, RefusalCode?, RefusalCode?, RefusalCode?, RefusalCode?)] = [
            (.ballotReady, nil, .ballotNotOpen, .ballotNotClosed, .ballotNotRevealed),
            (.ballotOpen, .ballotNotOpen, nil, .ballotNotClosed, .ballotNotRevealed),
            (.ballotClosed, .ballotNotOpen, .ballotNotOpen, nil, .ballotNotRevealed),
            (.ballotRevealed, .ballotNotOpen, .ballotNotOpen, .ballotNotClosed, nil),
            (.ballotAdopted, .ballotNotOpen, .ballotNotOpen, .ballotNotClosed, .ballotNotRevealed),
        ]
        for (stage, open, close, reveal, adopt) in steps {
            let builder = stage.builder()
            let answers = [
                RoundCommand.openBallot(ballot: "1-1"),
                .closeBallot(ballot: "1-1", missing: builder.missing("1-1")),
                .revealBallot(ballot: "1-1"),
                builder.adopting,
            ].map { builder.refusal(of: $0, by: chair)?.code }
            #expect(answers == [open, close, reveal, adopt], "\(stage)")
            expectRefused(.unknownBallot, .openBallot(ballot: "1-99"), by: chair, in: builder)
        }
    }

    @Test func `a ballot is prepared once for each subject of the dossier on the table`() {
        expectRefused(
            .alreadyExists, .prepareBallot(subject: .collaboration), by: chair,
            in: RoundStage.ballotReady.builder())
        expectRefused(
            .notCurrentDossier, .prepareBallot(subject: .collaboration), by: chair,
            in: RoundStage.sitting.builder())
        expectRefused(
            .gateNotPassed, .prepareBallot(subject: .scores), by: chair,
            in: RoundStage.ballotAdopted.builder())
        var builder = RoundStage.ballotReady.builder()
        builder.takeUp(2)
        expectRefused(.notCurrentDossier, .openBallot(ballot: "1-1"), by: chair, in: builder)
    }

    @Test func `a vote is checked for seat, interest, presence, ballot and reasons`() {
        let builder = RoundStage.ballotOpen.builder()
        let vote = { RoundCommand.castGateVote(ballot: "1-1", verdict: $0, reasons: $1) }
        expectRefused(.notCommittee, vote(.meets, nil), by: DemoCast.secretary, in: builder)
        expectRefused(.notCommittee, vote(.meets, nil), by: DemoCast.substitute, in: builder)
        expectRefused(.interestConflict, vote(.meets, nil), by: DemoCast.conflicted, in: builder)
        expectRefused(
            .interestConflict, .castGateVote(ballot: "1-9", verdict: .meets, reasons: nil),
            by: DemoCast.conflicted, in: builder)
        expectRefused(
            .unknownBallot, .castGateVote(ballot: "1-9", verdict: .meets, reasons: nil), by: chair,
            in: builder)
        expectRefused(.reasonsMissing, vote(.doesNotMeet, nil), by: chair, in: builder)
        expectRefused(.reasonsMissing, vote(.doesNotMeet, families(19)), by: chair, in: builder)
        expectAccepted(vote(.doesNotMeet, families(20)), by: chair, in: builder)
        for verdict in GateVote.Verdict.allCases {
            let most = families(Limits.reasonCharactersMost)
            expectAccepted(vote(verdict, most), by: chair, in: builder)
            expectRefused(.textTooLong, vote(verdict, most + "a"), by: chair, in: builder)
        }
        expectRefused(
            .voteTypeMismatch, .giveScore(ballot: "1-1", criterion: "zakelijk", value: 3),
            by: chair,
            in: builder)
        var away = builder
        away.leave([DemoCast.deputy])
        expectRefused(.notPresent, vote(.meets, nil), by: DemoCast.deputy, in: away)
        expectRefused(
            .sittingNotOpen, vote(.meets, nil), by: chair, in: RoundStage.sittingSuspended.builder()
        )
        expectRefused(
            .ballotNotOpen, vote(.meets, nil), by: chair, in: RoundStage.ballotClosed.builder())
    }

    @Test func `a score lies on the scale or is an abstention`() {
        let builder = RoundStage.scoresOpen.builder()
        let score = { RoundCommand.giveScore(ballot: "1-5", criterion: "zakelijk", value: $0) }
        for value in 0...5 { expectAccepted(score(value), by: chair, in: builder) }
        for value in [-1, 6, Int.max, Int.min] {
            expectRefused(.scoreOutOfScale, score(value), by: chair, in: builder)
        }
        expectRefused(
            .unknownCriterion, .giveScore(ballot: "1-5", criterion: "anders", value: 3), by: chair,
            in: builder)
        expectRefused(
            .voteTypeMismatch, .castGateVote(ballot: "1-5", verdict: .meets, reasons: nil),
            by: chair,
            in: builder)
    }

    @Test func `the last value before the close counts`() {
        var builder = RoundStage.ballotOpen.builder()
        for person in DemoCast.voters {
            for verdict in [GateVote.Verdict.doesNotMeet, .abstain, .meets] {
                builder.vote(verdict, by: person)
            }
        }
        builder.reveal()
        #expect(builder.round.ballot("1-1")?.result?.gate?.meets == 4)
    }

    @Test func `the close names exactly the missing`() {
        let builder = RoundStage.ballotOpen.builder()
        for missing in [
            [], [DemoCast.deputy], [DemoCast.undeclared],
            [DemoCast.deputy, DemoCast.undeclared, DemoCast.chair],
            [DemoCast.deputy, DemoCast.deputy, DemoCast.undeclared],
        ] {
            expectRefused(
                .missingNotListed, .closeBallot(ballot: "1-1", missing: missing), by: chair,
                in: builder)
        }
        expectAccepted(
            .closeBallot(ballot: "1-1", missing: [DemoCast.undeclared, DemoCast.deputy]), by: chair,
            in: builder)
    }

    @Test func `revealing needs quorum at that moment and says who was there`() {
        var builder = RoundStage.ballotClosed.builder()
        builder.leave([DemoCast.memberTwo, DemoCast.deputy])
        expectRefused(.quorumMissing, .revealBallot(ballot: "1-1"), by: chair, in: builder)
        builder.arrive([DemoCast.memberTwo])
        builder.given(.revealBallot(ballot: "1-1"), by: chair)
        #expect(
            builder.round.ballot("1-1")?.result?.present
                == [chair, DemoCast.memberOne, DemoCast.memberTwo])
    }

    @Test func `scores are repeated up to the limit and gate items only without a result`() {
        var builder = RoundStage.scoresRevealed.builder()
        while builder.round.ballot(builder.latestBallot)?.attempt ?? 99 < Limits.ballotsPerItem {
            builder.given(.repeatBallot(ballot: builder.latestBallot), by: chair)
            builder.given(.openBallot(ballot: builder.latestBallot), by: chair)
            builder.reveal()
        }
        expectRefused(
            .tooMany, .repeatBallot(ballot: builder.latestBallot), by: chair, in: builder)
        expectRefused(
            .noSecondBallot, .repeatBallot(ballot: "1-1"), by: chair,
            in: RoundStage.ballotRevealed.builder())
    }

    @Test func `adopting asks for motivations of what is judged and of nothing else`() {
        let gate = RoundStage.ballotRevealed.builder()
        let adopt = { RoundCommand.adoptBallot(ballot: $0, motivations: $1) }
        expectAccepted(adopt("1-1", [:]), by: chair, in: gate)
        expectRefused(
            .unknownCriterion, adopt("1-1", ["H2a": RoundBuilder.reasons]), by: chair, in: gate)
        expectRefused(.reasonsMissing, adopt("1-1", ["H1": "Kort"]), by: chair, in: gate)
        let scores = RoundStage.scoresRevealed.builder()
        var full: [String: String] = [:]
        for criterion in scores.round.rules.criteria {
            full[criterion.code.rawValue] = RoundBuilder.reasons
        }
        expectAccepted(adopt("1-5", full), by: chair, in: scores)
        for key in full.keys {
            var less = full
            less[key] = nil
            expectRefused(.reasonsMissing, adopt("1-5", less), by: chair, in: scores)
        }
        full["H1"] = RoundBuilder.reasons
        expectRefused(.unknownCriterion, adopt("1-5", full), by: chair, in: scores)
    }

    @Test func `scores without the minimum of votes aren't adopted`() {
        var builder = RoundStage.gatePassed.builder()
        builder.openBallot(.scores)
        builder.score([4], by: chair)
        builder.reveal()
        expectRefused(.tooFewVotes, builder.adopting, by: chair, in: builder)
        let leave = RoundCommand.leaveUnassessed(dossier: 1, reasons: RoundBuilder.reasons)
        expectAccepted(leave, by: chair, in: builder)
    }

    @Test func `leaving unassessed takes reasons and no secret ballot`() {
        let leave = RoundCommand.leaveUnassessed(dossier: 1, reasons: RoundBuilder.reasons)
        expectRefused(
            .reasonsMissing, .leaveUnassessed(dossier: 1, reasons: "Kort"), by: chair,
            in: RoundStage.tabled.builder())
        expectRefused(.ballotUnfinished, leave, by: chair, in: RoundStage.ballotClosed.builder())
        expectRefused(.wrongState, leave, by: chair, in: RoundStage.sitting.builder())
        for number in [3, 99] {
            expectRefused(
                .unknownDossier, .leaveUnassessed(dossier: number, reasons: RoundBuilder.reasons),
                by: chair, in: RoundStage.tabled.builder())
        }
        // Nobody outside learns from a refusal whether the dossier is on the table.
        for stage in [RoundStage.admitted, .tabled, .gateFailed] {
            expectRefused(
                .notAllowed, leave, by: DemoCast.signatory(of: DemoCast.mental),
                in: stage.builder())
        }
    }

    @Test
    func
        `reasons of a dossier that was left unassessed stay inside, also after it is taken up again`()
    {
        var builder = RoundStage.gatePassed.builder()
        builder.given(.leaveUnassessed(dossier: 1, reasons: RoundBuilder.reasons), by: chair)
        let applicant = RoundViewer.applicant(DemoCast.mental)
        let before = builder.round.part(.dossier(1), for: applicant)
        #expect(before == RoundStage.gatePassed.builder().round.part(.dossier(1), for: applicant))
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        #expect(builder.round.dossier(1)?.state == .inAssessment)
        #expect(builder.round.part(.dossier(1), for: applicant) == before)
    }
}
