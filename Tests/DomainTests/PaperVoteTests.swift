import Domain
import Support
import Testing

/// Votes on paper, for who sits at the table without a device (F6).
struct PaperVoteTests {
    private let secretary = DemoCast.secretary
    private let deputy = DemoCast.deputy

    private func vote(
        _ verdict: GateVote.Verdict = .meets, of person: PersonID = DemoCast.deputy,
        reasons: String? = nil
    ) -> RoundCommand {
        .enterPaperVote(ballot: "1-1", person: person, verdict: verdict, reasons: reasons)
    }

    @Test func `a paper vote counts, is marked so, and is shown to its member alone`() throws {
        var builder = RoundStage.ballotOpen.builder()
        builder.given(vote(), by: secretary)
        func part(_ viewer: RoundViewer) throws -> BallotPart {
            guard case .ballot(let part) = builder.round.part(.ballot("1-1"), for: viewer) else {
                throw Refusal(.unknownBallot)
            }
            return part
        }
        let desk = try part(.secretary)
        #expect(isMarked(desk) && desk.cast == 4 && desk.own == nil && desk.votes == nil)
        let own = try part(.member(deputy))
        #expect(own.own?.gate?.verdict == .meets && isMarked(own))
        #expect(try part(.projector).paper == nil)
    }

    private func isMarked(_ part: BallotPart) -> Bool {
        part.paper?.map(\.person) == [deputy] && part.paper?.map(\.word) == [.entered]
    }

    @Test func `the secretary alone enters it, for a member who is there and may vote`() {
        let builder = RoundStage.ballotOpen.builder()
        for person in [DemoCast.chair, DemoCast.coordinator, deputy] {
            expectRefused(.notAllowed, vote(), by: person, in: builder)
        }
        let expected: [(PersonID, RefusalCode)] = [
            (DemoCast.secretary, .notCommittee), (DemoCast.substitute, .notCommittee),
            (DemoCast.nobody, .notCommittee), (DemoCast.undeclared, .interestsNotDeclared),
            (DemoCast.conflicted, .interestConflict),
        ]
        for (person, code) in expected {
            expectRefused(code, vote(of: person), by: secretary, in: builder)
        }
        var alone = builder
        alone.leave([deputy])
        expectRefused(.notPresent, vote(), by: secretary, in: alone)
        alone.given(.markPresence(person: deputy, present: true), by: secretary)
        expectAccepted(vote(), by: secretary, in: alone)
        expectRefused(
            .reasonsMissing, vote(.doesNotMeet, reasons: "Kort."), by: secretary, in: builder)
        expectRefused(
            .unknownBallot,
            .enterPaperVote(ballot: "1-9", person: deputy, verdict: .meets, reasons: nil),
            by: secretary, in: builder)
        expectRefused(
            .ballotNotOpen, vote(), by: secretary, in: RoundStage.ballotClosed.builder())
    }

    @Test
    func `what a member sent in person is never written over, and replaces what was on paper`() {
        var builder = RoundStage.ballotOpen.builder()
        expectRefused(.alreadyVoted, vote(of: DemoCast.memberOne), by: secretary, in: builder)
        builder.given(vote(), by: secretary)
        builder.given(vote(.abstain), by: secretary)
        builder.given(
            .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil), by: deputy)
        #expect(builder.round.ballot("1-1")?.paper.isEmpty == true)
        expectRefused(.alreadyVoted, vote(), by: secretary, in: builder)
        expectRefused(
            .nothingToCountersign, .countersignVote(ballot: "1-1", agrees: true), by: deputy,
            in: builder)
    }

    @Test func `a ballot is adopted only when its paper votes are countersigned`() {
        var builder = RoundStage.ballotOpen.builder()
        builder.given(vote(), by: secretary)
        builder.reveal()
        #expect(
            builder.refusal(of: builder.adopting, by: DemoCast.chair)
                == Refusal(.countersignMissing, subject: deputy.rawValue))
        for person in [DemoCast.chair, DemoCast.memberOne] {
            expectRefused(
                .nothingToCountersign, .countersignVote(ballot: "1-1", agrees: true), by: person,
                in: builder)
        }
        expectRefused(
            .interestConflict, .countersignVote(ballot: "1-1", agrees: true),
            by: DemoCast.conflicted, in: builder)
        builder.given(.countersignVote(ballot: "1-1", agrees: true), by: deputy)
        builder.adopt()
        #expect(builder.round.dossier(1)?.gate[.collaboration] == .meets)
        expectRefused(
            .nothingToCountersign, .countersignVote(ballot: "1-1", agrees: true), by: deputy,
            in: builder)
    }

    @Test func `a contested paper vote has the ballot held again, as if for the first time`() {
        var builder = RoundStage.ballotOpen.builder()
        builder.given(vote(.meets), by: secretary)
        builder.reveal()
        expectRefused(
            .noSecondBallot, .repeatBallot(ballot: "1-1"), by: DemoCast.chair, in: builder)
        builder.given(.countersignVote(ballot: "1-1", agrees: false), by: deputy)
        expectRefused(.countersignMissing, builder.adopting, by: DemoCast.chair, in: builder)
        builder.given(.repeatBallot(ballot: "1-1"), by: DemoCast.chair)
        #expect(builder.round.ballot("1-2")?.attempt == 1)
    }

    @Test func `while the ballot is open a contested entry is simply entered again`() {
        var builder = RoundStage.ballotOpen.builder()
        builder.given(vote(.abstain), by: secretary)
        builder.given(.countersignVote(ballot: "1-1", agrees: false), by: deputy)
        builder.given(vote(.meets), by: secretary)
        builder.given(.countersignVote(ballot: "1-1", agrees: true), by: deputy)
        expectRefused(.alreadyVoted, vote(.abstain), by: secretary, in: builder)
    }

    @Test func `a score form is entered whole, each score on the scale`() {
        let builder = RoundStage.scoresOpen.builder()
        var scores: [CriterionCode: Int] = [:]
        for criterion in builder.round.rules.criteria { scores[criterion.code] = 3 }
        func enter(_ scores: [CriterionCode: Int]) -> RoundCommand {
            .enterPaperScores(ballot: "1-5", person: DemoCast.memberTwo, scores: scores)
        }
        expectAccepted(enter(scores), by: secretary, in: builder)
        for code in scores.keys {
            var less = scores
            less[code] = nil
            #expect(
                builder.refusal(of: enter(less), by: secretary)
                    == Refusal(.scoreMissing, subject: "\(code)"))
            for value in [-1, 6] {
                var wrong = scores
                wrong[code] = value
                expectRefused(.scoreOutOfScale, enter(wrong), by: secretary, in: builder)
            }
        }
        scores["anders"] = 3
        expectRefused(.unknownCriterion, enter(scores), by: secretary, in: builder)
    }
}
