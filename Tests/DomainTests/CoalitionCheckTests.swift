import Domain
import Support
import Testing

/// A coalition that changes while it is judged: H1 rests on what the directory said (F4, F5).
struct CoalitionCheckTests {
    private let recheck = RoundCommand.recheckCoalition(dossier: 1)
    private let coordinator = DemoCast.coordinator

    /// The partner joins the concern of the lead.
    private func join(_ builder: inout RoundBuilder) {
        builder.change(
            .concernChanged(organisation: DemoCast.disability, concern: "Maasgroep"))
    }

    private func check(
        _ builder: RoundBuilder, _ viewer: RoundViewer = .member(DemoCast.memberOne)
    ) -> CollaborationCheck? {
        guard case .dossier(let part) = builder.round.part(.dossier(1), for: viewer) else {
            return nil
        }
        return part.body?.collaboration
    }

    private func plan(_ builder: inout RoundBuilder) {
        builder.openSitting([1])
        builder.takeUp(1)
    }

    /// H1 once more, from the outdated ballot to its adoption.
    private func judgeAgain(_ builder: inout RoundBuilder, _ verdict: GateVote.Verdict) {
        let old = BallotName(dossier: 1, ordinal: 1)
        builder.given(.repeatBallot(ballot: old), by: DemoCast.chair)
        builder.given(.openBallot(ballot: builder.latestBallot), by: DemoCast.chair)
        for person in DemoCast.voters { builder.vote(verdict, by: person) }
        builder.reveal()
        builder.adopt()
    }

    @Test
    func `edge case 12: an organisation joins a fellow member's concern and H1 is judged again`() {
        var builder = RoundStage.assessed.builder()
        join(&builder)
        expectRefused(
            .coalitionChanged, .adoptRanking(seed: nil, boundary: []), by: DemoCast.chair,
            in: builder)
        let events = builder.given(recheck, by: DemoCast.secretary)
        #expect(events.map(caseName) == ["coalitionRechecked", "adoptionLapsed"])
        #expect(builder.round.dossier(1)?.state == .inAssessment)
        #expect(builder.round.dossier(1)?.gate[.collaboration] == nil)
        #expect(builder.round.dossier(1)?.gate.count == 3)
        plan(&builder)
        // What was voted on the old coalition is no judgement of the new one.
        expectRefused(
            .coalitionChanged, .adoptBallot(ballot: "1-1", motivations: [:]), by: DemoCast.chair,
            in: builder)
        judgeAgain(&builder, .meets)
        #expect(builder.round.dossier(1)?.state == .assessed)
        builder.closeSitting()
        builder.given(.recheckCoalition(dossier: 2), by: coordinator)
        builder.openSitting([2])
        builder.takeUp(2)
        builder.given(.repeatBallot(ballot: "2-1"), by: DemoCast.chair)
        builder.given(.openBallot(ballot: "2-6"), by: DemoCast.chair)
        for person in DemoCast.voters { builder.vote(.doesNotMeet, by: person) }
        builder.reveal()
        builder.adopt()
        #expect(builder.round.dossier(2)?.state == .failedGate)
        builder.closeSitting()
        builder.rank()
        #expect(builder.round.ranking?.lines.map(\.dossier) == [1])
        expectSound(builder, "edge case 12")
    }

    @Test func `edge case 12: found after the ranking, nothing is released and the ranking lapses`()
    {
        var builder = RoundStage.intended.builder()
        builder.readAll()
        join(&builder)
        expectRefused(
            .coalitionChanged, .releaseDecisions, by: DemoCast.decisionMaker, in: builder)
        let ranking = builder.round.ranking
        let events = builder.given(recheck, by: coordinator)
        #expect(events.contains(.rankingLapsed))
        #expect(builder.round.phase == .sitting)
        #expect(builder.round.decisions.isEmpty)
        #expect(builder.round.superseded.map(\.ranking) == [ranking])
        plan(&builder)
        judgeAgain(&builder, .doesNotMeet)
        #expect(builder.round.dossier(1)?.state == .failedGate)
        expectSound(builder, "after the ranking", from: builder.log.count - 20)
    }

    @Test func `H1 on a changed coalition begins with a first ballot, also after a second one`() {
        var builder = RoundStage.secondTie.builder()
        builder.adopt()
        join(&builder)
        builder.given(recheck, by: coordinator)
        builder.given(.repeatBallot(ballot: "1-2"), by: DemoCast.chair)
        #expect(builder.round.ballot("1-3")?.attempt == 1)
        expectRefused(
            .ballotNotRevealed, .repeatBallot(ballot: "1-2"), by: DemoCast.chair, in: builder)
        builder.given(.openBallot(ballot: "1-3"), by: DemoCast.chair)
        for (person, verdict) in zip(
            DemoCast.voters, [.meets, .meets, .doesNotMeet, .doesNotMeet] as [GateVote.Verdict])
        { builder.vote(verdict, by: person) }
        builder.reveal()
        expectRefused(.tieNeedsSecondBallot, builder.adopting, by: DemoCast.chair, in: builder)
    }

    @Test func `a casting vote on a coalition that has changed is no longer given`() {
        var builder = RoundStage.secondTie.builder()
        join(&builder)
        builder.given(recheck, by: coordinator)
        expectRefused(
            .coalitionChanged,
            .giveCastingVote(ballot: "1-2", verdict: .meets, reasons: RoundBuilder.reasons),
            by: DemoCast.chair, in: builder)
    }

    @Test func `a ballot nobody has voted on yet stands when the coalition changes`() {
        var builder = RoundStage.ballotReady.builder()
        join(&builder)
        builder.given(recheck, by: coordinator)
        builder.given(.openBallot(ballot: "1-1"), by: DemoCast.chair)
        for person in DemoCast.voters { builder.vote(.meets, by: person) }
        builder.reveal()
        builder.adopt()
        #expect(builder.round.dossier(1)?.gate == [.collaboration: .meets])
    }

    /// Dossier 1 on the table, with a member more who is of no coalition.
    private func tabled(with tied: PersonID) -> RoundBuilder {
        var builder = RoundStage.screening.builder()
        builder.given(.appointSeat(person: tied, kind: .member), by: coordinator)
        builder.given(.declareInterests(interests: []), by: tied)
        for number in 1...2 {
            builder.given(
                .admitDossier(dossier: number, version: builder.submittedVersion(number)),
                by: coordinator)
        }
        builder.openSitting()
        builder.arrive([tied])
        builder.takeUp(1)
        return builder
    }

    /// The partner joins the concern of the outsider, that member's organisation.
    private func joinOutsider(_ builder: inout RoundBuilder) {
        guard let concern = builder.directory.organisations[DemoCast.outsider]?.concern else {
            Issue.record("the outsider has a concern")
            return
        }
        builder.change(.concernChanged(organisation: DemoCast.disability, concern: concern))
    }

    @Test func `a member who is tied to the new concern loses votes and sight`() {
        let tied = DemoCast.reader(of: DemoCast.outsider)
        var builder = tabled(with: tied)
        builder.passGate(voters: DemoCast.voters + [tied])
        joinOutsider(&builder)
        let before = builder.log.count
        let events = builder.given(recheck, by: coordinator)
        #expect(events.contains(.votesVoided(person: tied, ballots: [1, 2, 3, 4])))
        #expect(events.count { caseName(of: $0) == "adoptionLapsed" } == 4)
        #expect(builder.round.dossier(1)?.gate.isEmpty == true)
        #expect(builder.round.part(.ballot("1-1"), for: .member(tied)) == nil)
        #expect(check(builder, .member(tied)) == nil)
        expectRefused(
            .interestConflict, .castGateVote(ballot: "1-1", verdict: .meets, reasons: nil),
            by: tied, in: builder)
        // The other items are adopted again on what is left, H1 isn't.
        for name: BallotName in ["1-2", "1-3", "1-4"] {
            expectAccepted(
                .adoptBallot(ballot: name, motivations: [:]), by: DemoCast.chair, in: builder)
        }
        #expect(builder.round.partKeys(touchedBy: events[0]) == nil)
        expectSound(builder, "a new tie", from: before)
    }

    @Test func `H1 lapses once, with the votes of who is tied or without them`() {
        let tied = DemoCast.reader(of: DemoCast.outsider)
        for votesOnH1 in [true, false] {
            var builder = tabled(with: tied)
            let all = DemoCast.voters + [tied]
            let voters = votesOnH1 ? all : DemoCast.voters
            builder.gate(.collaboration, voters.map { _ in .meets }, voters: voters)
            builder.adopt()
            if !votesOnH1 {
                builder.gate(.acceleration, all.map { _ in .meets }, voters: all)
                builder.adopt()
            }
            joinOutsider(&builder)
            let events = builder.given(recheck, by: coordinator)
            let lapsed = events.compactMap { event -> BallotNumber? in
                if case .adoptionLapsed(let number) = event { number } else { nil }
            }
            #expect(lapsed.sorted() == (votesOnH1 ? [1] : [1, 2]))
        }
    }

    @Test func `a coalition that is withdrawn or never submitted keeps no ranking back`() {
        var builder = RoundStage.assessed.builder()
        builder.given(
            .withdrawDossier(dossier: 2, version: builder.version(2), reasons: "Geen partner."),
            by: DemoCast.signatory(of: DemoCast.home))
        for organisation in [DemoCast.home, DemoCast.digital] {
            builder.change(.concernChanged(organisation: organisation, concern: "Nieuw"))
        }
        builder.rank()
        #expect(builder.round.ranking?.lines.map(\.dossier) == [1])
    }

    @Test func `a coalition that is as it was isn't looked up again`() {
        var builder = RoundStage.assessed.builder()
        expectRefused(.nothingDue, recheck, by: coordinator, in: builder)
        // Who may sign has nothing to do with whether it is real collaboration.
        builder.change(
            .membershipEnded(
                person: DemoCast.signatory(of: DemoCast.disability),
                organisation: DemoCast.disability))
        expectRefused(.nothingDue, recheck, by: coordinator, in: builder)
        join(&builder)
        builder.given(recheck, by: coordinator)
        expectRefused(.nothingDue, recheck, by: coordinator, in: builder)
        builder.change(
            .concernChanged(organisation: DemoCast.disability, concern: "Weer alleen"))
        expectAccepted(recheck, by: coordinator, in: builder)
    }

    @Test func `the secretary and the coordinator look it up, from the closing to the release`() {
        for stage in RoundStage.allCases {
            var builder = stage.builder()
            guard builder.round.dossier(1)?.submitted != nil else { continue }
            join(&builder)
            for person in [DemoCast.chair, DemoCast.auditor, DemoCast.decisionMaker] {
                expectRefused(.notAllowed, recheck, by: person, in: builder)
            }
            let phase = builder.round.phase
            if (Phase.closed...Phase.ranked).contains(phase) {
                expectAccepted(recheck, by: DemoCast.secretary, in: builder)
            } else {
                expectRefused(.wrongPhase, recheck, by: coordinator, in: builder)
            }
            for number in [0, 3, 4, -1] {
                expectRefused(
                    .unknownDossier, .recheckCoalition(dossier: number), by: coordinator,
                    in: builder)
            }
        }
    }

    @Test func `the committee sees the computed check beside the texts, as it was looked up`() {
        var builder = RoundStage.admitted.builder()
        let before = check(builder)
        #expect(before?.providers == 2 && before?.registrations == 2 && before?.concerns == 2)
        #expect(before?.leadContracted == true && before?.rechecked == false)
        join(&builder)
        #expect(check(builder) == before)
        builder.given(recheck, by: coordinator)
        let after = check(builder)
        #expect(after?.providers == 2 && after?.registrations == 2 && after?.concerns == 1)
        #expect(after?.rechecked == true)
        builder.change(.contractChanged(organisation: DemoCast.mental, segments: []))
        builder.given(recheck, by: coordinator)
        #expect(check(builder)?.leadContracted == false)
        #expect(check(builder, .applicant(DemoCast.mental)) == nil)
        #expect(check(builder, .member(DemoCast.conflicted)) == nil)
        #expect(check(builder, .secretary) == check(builder))
    }
}
