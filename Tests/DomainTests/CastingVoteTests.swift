import Domain
import Support
import Testing

/// The chair's casting vote on a tie that came back, where the round gives it (F5).
struct CastingVoteTests {
    private let chair = DemoCast.chair
    private let short = String(repeating: "a", count: Limits.reasonCharactersLeast - 1)

    private func cast(
        _ verdict: GateVote.Verdict = .meets, on ballot: BallotName = "1-2",
        reasons: String = RoundBuilder.reasons
    ) -> RoundCommand {
        .giveCastingVote(ballot: ballot, verdict: verdict, reasons: reasons)
    }

    /// The first ballot on H1 again and again, with these verdicts in order of the voters.
    private func repeated(
        _ verdicts: [GateVote.Verdict], in builder: inout RoundBuilder,
        voters: [PersonID] = DemoCast.voters
    ) {
        let leader = voters[0]
        builder.given(.repeatBallot(ballot: builder.latestBallot), by: leader)
        builder.given(.openBallot(ballot: builder.latestBallot), by: leader)
        for (person, verdict) in zip(voters, verdicts) { builder.vote(verdict, by: person) }
        builder.reveal(chair: leader)
    }

    private func part(_ builder: RoundBuilder, _ viewer: RoundViewer) -> BallotPart? {
        guard case .ballot(let part) = builder.round.part(.ballot("1-2"), for: viewer) else {
            return nil
        }
        return part
    }

    @Test func `a casting vote needs a round that gives it`() {
        for gives in [nil, false] {
            var rules = RuleSample()
            rules.chairCasts = gives
            expectRefused(
                .notAllowed, cast(), by: chair, in: RoundStage.secondTie.builder(rules: rules))
        }
        expectAccepted(cast(), by: chair, in: RoundStage.secondTie.builder())
    }

    @Test func `a casting vote is given after the second tie, and on nothing else`() {
        let first = RoundStage.ballotTied.builder()
        expectRefused(.noTie, cast(on: "1-1"), by: chair, in: first)
        expectRefused(.unknownBallot, cast(), by: chair, in: first)
        expectRefused(
            .ballotNotRevealed, cast(on: "1-1"), by: chair, in: RoundStage.ballotClosed.builder())
        expectRefused(
            .noTie, cast(on: "1-1"), by: chair, in: RoundStage.ballotRevealed.builder())
        // The first of the two ballots isn't the one that counts any more.
        expectRefused(
            .ballotNotRevealed, cast(on: "1-1"), by: chair, in: RoundStage.secondTie.builder())
        for third in [GateVote.Verdict.meets, .doesNotMeet] {
            var decided = first
            repeated([.meets, third, third, .doesNotMeet], in: &decided)
            expectRefused(.noTie, cast(), by: chair, in: decided)
        }
        var nobody = first
        repeated([.abstain, .abstain, .abstain, .abstain], in: &nobody)
        expectRefused(.noTie, cast(), by: chair, in: nobody)
    }

    @Test func `under unanimity as many for as against is no tie for the chair to decide`() {
        var rules = RuleSample()
        rules.gateRule = .unanimity
        let builder = RoundStage.ballotTied.builder(rules: rules)
        #expect(builder.round.ballot("1-1")?.result?.gate?.outcome == .doesNotMeet)
        expectRefused(.noTie, cast(on: "1-1"), by: chair, in: builder)
    }

    @Test func `too few votes for a result are no tie for the chair to decide`() {
        var rules = RuleSample()
        rules.votesLeast = 3
        var builder = RoundStage.ballotTied.builder(rules: rules)
        repeated([.meets, .doesNotMeet, .abstain, .abstain], in: &builder)
        #expect(builder.round.ballot("1-2")?.result?.gate?.outcome == .undecided)
        expectRefused(.noTie, cast(), by: chair, in: builder)
        repeated([.meets, .doesNotMeet, .meets, .doesNotMeet], in: &builder)
        expectAccepted(cast(on: "1-3"), by: chair, in: builder)
    }

    @Test func `a casting vote has reasons of twenty characters and is no abstention`() {
        var builder = RoundStage.secondTie.builder()
        expectRefused(.reasonsMissing, cast(reasons: short), by: chair, in: builder)
        expectRefused(.reasonsMissing, cast(reasons: short + "   "), by: chair, in: builder)
        expectRefused(
            .textTooLong, cast(reasons: families(Limits.reasonCharactersMost + 1)), by: chair,
            in: builder)
        expectRefused(.voteTypeMismatch, cast(.abstain), by: chair, in: builder)
        builder.given(cast(reasons: short + "a"), by: chair)
        #expect(builder.round.ballot("1-2")?.castingVote?.verdict == .meets)
    }

    @Test func `a casting vote is given once, by whoever leads that item`() {
        var builder = RoundStage.secondTie.builder()
        for person in [DemoCast.deputy, DemoCast.memberOne, DemoCast.secretary] {
            expectRefused(.notAllowed, cast(), by: person, in: builder)
        }
        expectRefused(.notCommittee, cast(), by: DemoCast.coordinator, in: builder)
        builder.given(cast(.doesNotMeet), by: chair)
        expectRefused(.noTie, cast(.meets), by: chair, in: builder)
        builder.adopt()
        expectRefused(.ballotNotRevealed, cast(.meets), by: chair, in: builder)
        expectSound(builder, "cast once", from: builder.log.count - 2)
    }

    @Test func `a deputy casts where the chair has an interest`() {
        var builder = RoundStage.screening.builder()
        builder.given(.declareInterests(interests: [interest(1)]), by: chair)
        for number in 1...2 {
            builder.given(
                .admitDossier(dossier: number, version: builder.submittedVersion(number)),
                by: DemoCast.coordinator)
        }
        builder.openSitting()
        builder.takeUp(1)
        let voters = [DemoCast.deputy, DemoCast.memberOne, DemoCast.memberTwo]
        let tie: [GateVote.Verdict] = [.meets, .doesNotMeet, .abstain]
        builder.openBallot(.collaboration, chair: DemoCast.deputy)
        for (person, verdict) in zip(voters, tie) { builder.vote(verdict, by: person) }
        builder.reveal(chair: DemoCast.deputy)
        repeated(tie, in: &builder, voters: voters)
        expectRefused(.interestConflict, cast(), by: chair, in: builder)
        builder.given(cast(), by: DemoCast.deputy)
        builder.adopt(chair: DemoCast.deputy)
        #expect(builder.round.dossier(1)?.gate == [.collaboration: .meets])
        #expect(part(builder, .member(chair)) == nil)
    }

    @Test func `not cast, or cast against, doesn't meet, and adopting asks the chair's reasons`() {
        let plain = RoundCommand.adoptBallot(ballot: "1-2", motivations: [:])
        for verdict in [nil, GateVote.Verdict.doesNotMeet] {
            var builder = RoundStage.secondTie.builder()
            if let verdict { builder.given(cast(verdict), by: chair) }
            expectRefused(.reasonsMissing, plain, by: chair, in: builder)
            expectRefused(.noSecondBallot, .repeatBallot(ballot: "1-2"), by: chair, in: builder)
            builder.adopt()
            #expect(builder.round.dossier(1)?.gate == [.collaboration: .doesNotMeet])
        }
        var builder = RoundStage.secondTie.builder()
        builder.given(cast(), by: chair)
        builder.given(plain, by: chair)
        #expect(builder.round.dossier(1)?.gate == [.collaboration: .meets])
    }

    @Test func `a voided vote that ends the tie takes the casting vote away for good`() {
        var builder = RoundStage.secondTie.builder()
        builder.given(cast(), by: chair)
        builder.adopt()
        // Of two for and two against, one for falls; then one against.
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.deputy)
        #expect(builder.round.ballot("1-2")?.castingVote == nil)
        expectRefused(
            .reasonsMissing, .adoptBallot(ballot: "1-2", motivations: [:]), by: chair, in: builder)
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberOne)
        #expect(builder.round.ballot("1-2")?.result?.gate?.isTied == true)
        expectRefused(
            .reasonsMissing, .adoptBallot(ballot: "1-2", motivations: [:]), by: chair, in: builder)
        builder.given(cast(), by: chair)
        expectSound(builder, "a tie that ended", from: builder.log.count - 8)
    }

    @Test func `a chair who turns out to have an interest loses the casting vote without a vote`() {
        var builder = RoundStage.tabled.builder()
        let tie: [GateVote.Verdict] = [.meets, .doesNotMeet]
        let voters = [DemoCast.memberOne, DemoCast.memberTwo]
        builder.gate(.collaboration, tie, voters: voters)
        builder.given(.repeatBallot(ballot: "1-1"), by: chair)
        builder.given(.openBallot(ballot: "1-2"), by: chair)
        for (person, verdict) in zip(voters, tie) { builder.vote(verdict, by: person) }
        builder.reveal()
        builder.given(cast(), by: chair)
        builder.adopt()
        expectRefused(
            .wrongState, .dismissSeat(person: chair), by: DemoCast.coordinator, in: builder)
        builder.given(.declareInterests(interests: [interest(1)]), by: chair)
        #expect(builder.round.ballot("1-2")?.castingVote == nil)
        #expect(builder.round.dossier(1)?.gate.isEmpty == true)
        builder.given(cast(.doesNotMeet), by: DemoCast.deputy)
        expectSound(builder, "a conflicted chair", from: builder.log.count - 5)
    }

    @Test func `screens without names show what the casting vote decided, and no more`() {
        var builder = RoundStage.secondTie.builder()
        builder.given(cast(), by: chair)
        for viewer in [RoundViewer.projector, .observer] {
            let shown = part(builder, viewer)?.castingVote
            #expect(shown?.verdict == .meets && shown?.person == nil && shown?.reasons == nil)
        }
        for viewer in [RoundViewer.member(DemoCast.memberOne), .secretary, .auditor] {
            let shown = part(builder, viewer)?.castingVote
            #expect(shown?.person == chair && shown?.reasons == RoundBuilder.reasons)
        }
        for viewer in [RoundViewer.applicant(DemoCast.mental), .council, .decisionMaker] {
            #expect(part(builder, viewer) == nil)
        }
        builder.adopt()
        #expect(part(builder, .decisionMaker)?.castingVote?.person == nil)
        #expect(part(builder, .decisionMaker)?.castingVote?.verdict == .meets)
    }
}
