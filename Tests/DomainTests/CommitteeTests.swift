import Domain
import Support
import Testing

/// Seats, interests and who is kept from what.
struct CommitteeTests {
    @Test func `a seat goes to a known person without one`() {
        let builder = RoundStage.draft.builder()
        let appoint = { RoundCommand.appointSeat(person: $0, kind: $1) }
        let by = DemoCast.coordinator
        expectRefused(.unknownPerson, appoint("niemand", .member), by: by, in: builder)
        expectRefused(.seatTaken, appoint(DemoCast.chair, .member), by: by, in: builder)
        for kind in [Seat.Kind.chair, .deputyChair, .secretary] {
            expectRefused(.seatTaken, appoint(DemoCast.nobody, kind), by: by, in: builder)
        }
        expectRefused(
            .deciderMayNotVote, appoint(DemoCast.decisionMaker, .member), by: by, in: builder)
        expectRefused(
            .wrongPhase, appoint(DemoCast.nobody, .member), by: by,
            in: RoundStage.ranked.builder())
    }

    @Test func `a committee has at most fifteen seats`() {
        var builder = RoundStage.draft.builder()
        let people = DemoCast.organisations.map { DemoCast.reader(of: $0) }
        for person in people.prefix(Limits.committeeSeats - builder.round.committee.seats.count) {
            builder.given(.appointSeat(person: person, kind: .member), by: DemoCast.coordinator)
        }
        #expect(builder.round.committee.seats.count == Limits.committeeSeats)
        expectRefused(
            .tooMany, .appointSeat(person: DemoCast.nobody, kind: .member),
            by: DemoCast.coordinator, in: builder)
    }

    @Test func `who has voted is not dismissed, and who is dismissed isn't there`() {
        var builder = RoundStage.ballotOpen.builder()
        expectRefused(
            .wrongState, .dismissSeat(person: DemoCast.memberOne), by: DemoCast.coordinator,
            in: builder)
        expectRefused(
            .unknownPerson, .dismissSeat(person: DemoCast.nobody), by: DemoCast.coordinator,
            in: builder)
        builder.given(.dismissSeat(person: DemoCast.deputy), by: DemoCast.coordinator)
        #expect(!builder.round.attending.contains(.member(DemoCast.deputy)))
        #expect(builder.round.ballot("1-1")?.state == .open)
    }

    @Test func `a substitute takes one member's place`() {
        var builder = RoundStage.tabled.builder()
        let call = RoundCommand.callSubstitute
        let by = DemoCast.coordinator
        for (substitute, member) in [
            (DemoCast.memberOne, DemoCast.memberTwo), (DemoCast.substitute, DemoCast.secretary),
            (DemoCast.substitute, DemoCast.substitute), (DemoCast.substitute, DemoCast.nobody),
            (DemoCast.nobody, DemoCast.memberTwo),
        ] {
            expectRefused(.unknownPerson, call(substitute, member), by: by, in: builder)
        }
        builder.given(call(DemoCast.substitute, DemoCast.conflicted), by: by)
        expectRefused(
            .seatTaken, call(DemoCast.substitute, DemoCast.memberTwo), by: by, in: builder)
        builder.given(.appointSeat(person: DemoCast.nobody, kind: .substitute), by: by)
        expectRefused(.seatTaken, call(DemoCast.nobody, DemoCast.conflicted), by: by, in: builder)
    }

    @Test func `a replaced member's secret votes fall and the revealed ones stay`() {
        var builder = RoundStage.ballotAdopted.builder()
        let first = builder.round.ballot("1-1")
        builder.openBallot(.acceleration)
        builder.vote(.meets, by: DemoCast.memberOne)
        builder.given(
            .callSubstitute(substitute: DemoCast.substitute, member: DemoCast.memberOne),
            by: DemoCast.coordinator)
        #expect(builder.round.ballot("1-1") == first)
        guard case .ballot(let shown)? = builder.round.part(.ballot("1-1"), for: .secretary) else {
            Issue.record("no ballot")
            return
        }
        #expect(shown.votes?.count == 4)
        expectRefused(
            .notCommittee, .castGateVote(ballot: "1-2", verdict: .meets, reasons: nil),
            by: DemoCast.memberOne, in: builder)
        builder.arrive([DemoCast.substitute])
        for person in [DemoCast.substitute, DemoCast.chair] { builder.vote(.meets, by: person) }
        builder.reveal()
        #expect(builder.round.ballot("1-2")?.result?.gate?.meets == 2)
        guard case .ballot(let second)? = builder.round.part(.ballot("1-2"), for: .secretary) else {
            Issue.record("no second ballot")
            return
        }
        #expect(second.votes?.map(\.person) == [DemoCast.chair, DemoCast.substitute])
        // A late interest of another leaves this count what it was, less that one.
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.deputy)
        #expect(builder.round.ballot("1-1")?.result?.gate?.meets == 2)
    }

    @Test func `interests are declared from the closing on, in what was submitted`() {
        let by = DemoCast.memberOne
        for stage in [RoundStage.open, .submitted, .withdrawn] {
            expectRefused(
                .wrongPhase, .declareInterests(interests: []), by: by, in: stage.builder())
        }
        let builder = RoundStage.closed.builder()
        for number in [0, 3, 4, -1] {
            expectRefused(
                .unknownDossier, .declareInterests(interests: [interest(number)]), by: by,
                in: builder)
        }
        expectRefused(
            .textMissing, .declareInterests(interests: [interest(1, .other)]), by: by,
            in: builder)
        let second = RoundCommand.declareInterests(interests: [interest(2), interest(1, .other)])
        #expect(builder.refusal(of: second, by: by)?.subject == "interests[1].text")
        let long = families(Limits.reasonCharactersMost)
        expectAccepted(
            .declareInterests(interests: [interest(1, .personal, text: long)]), by: by,
            in: builder)
        for kind in [Interest.Kind.personal, .other] {
            expectRefused(
                .textTooLong, .declareInterests(interests: [interest(1, kind, text: long + "a")]),
                by: by, in: builder)
        }
        let most = Array(repeating: interest(1), count: Limits.interestsPerMember)
        expectAccepted(.declareInterests(interests: most), by: by, in: builder)
        expectRefused(
            .tooMany, .declareInterests(interests: most + [interest(1)]), by: by, in: builder)
        expectRefused(
            .notCommittee, .declareInterests(interests: []), by: DemoCast.secretary, in: builder)
    }

    @Test func `a tie to an organisation or its concern is a conflict by itself`() {
        for (person, dossiers) in [
            (DemoCast.reader(of: DemoCast.mental), [1]),
            (DemoCast.reader(of: DemoCast.mentalYouth), [1]),
            (DemoCast.reader(of: DemoCast.disability), [1, 2]),
            (DemoCast.reader(of: DemoCast.outsider), []),
        ] {
            var builder = RoundStage.screening.builder()
            builder.given(.appointSeat(person: person, kind: .member), by: DemoCast.coordinator)
            builder.given(.declareInterests(interests: []), by: person)
            guard case .interests(let all)? = builder.round.part(.interests, for: .member(person))
            else {
                Issue.record("\(person) has declared")
                continue
            }
            #expect(all.map(\.keptFrom) == [dossiers])
        }
    }

    @Test func `with the round as scope an interest in one dossier keeps from all, not in a draft`()
    {
        var rules = RuleSample()
        rules.conflictScope = .round
        var builder = RoundStage.tabled.builder(rules: rules)
        builder.takeUp(2)
        builder.openBallot(.collaboration)
        expectRefused(
            .interestConflict, .castGateVote(ballot: "2-1", verdict: .meets, reasons: nil),
            by: DemoCast.conflicted, in: builder)
        // Dossier 3 is a draft of `digital` that was never submitted.
        let tied = DemoCast.reader(of: DemoCast.digital)
        builder.given(.appointSeat(person: tied, kind: .member), by: DemoCast.coordinator)
        builder.given(.declareInterests(interests: []), by: tied)
        builder.arrive([tied])
        expectAccepted(
            .castGateVote(ballot: "2-1", verdict: .meets, reasons: nil), by: tied, in: builder)
    }

    @Test func `a dossier that too few may judge is warned of as soon as interests say so`() throws
    {
        var builder = RoundStage.closed.builder()
        func assessors(_ viewer: RoundViewer) -> String? {
            guard case .dossier(let part) = builder.round.part(.dossier(1), for: viewer) else {
                return nil
            }
            return part.assessors.map { "\($0.eligible) of \($0.needed), \($0.judgeable)" }
        }
        #expect(assessors(.coordinator) == "5 of 3, true")
        for person in [DemoCast.chair, DemoCast.deputy] {
            builder.given(.declareInterests(interests: [interest(1)]), by: person)
        }
        #expect(assessors(.coordinator) == "3 of 3, true")
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberOne)
        for viewer in [RoundViewer.coordinator, .secretary, .auditor] {
            #expect(assessors(viewer) == "2 of 3, false")
        }
        for viewer in [RoundViewer.member(DemoCast.memberTwo), .applicant(DemoCast.mental)] {
            #expect(assessors(viewer) == nil)
        }
    }

    @Test func `a late interest voids votes, lapses what was adopted and asks for it anew`() {
        var builder = RoundStage.gatePassed.builder()
        builder.leave([DemoCast.memberOne])
        let events = builder.given(
            .declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        #expect(events.contains(.votesVoided(person: DemoCast.memberTwo, ballots: [1, 2, 3, 4])))
        #expect(events.count { caseName(of: $0) == "adoptionLapsed" } == 4)
        #expect(builder.round.dossier(1)?.gate.isEmpty == true)
        #expect(builder.round.ballot("1-1")?.result?.gate?.meets == 3)
        #expect(builder.round.ballot("1-1")?.result?.present == DemoCast.voters)
        expectRefused(
            .gateNotPassed, .prepareBallot(subject: .scores), by: DemoCast.secretary, in: builder)
        for number in 1...4 {
            builder.given(
                .adoptBallot(
                    ballot: BallotName(dossier: 1, ordinal: number), motivations: [:]),
                by: DemoCast.chair)
        }
        expectAccepted(.prepareBallot(subject: .scores), by: DemoCast.secretary, in: builder)
    }

    @Test func `scores aren't adopted while the gate has lapsed`() {
        var builder = RoundStage.gatePassed.builder()
        builder.openBallot(.scores)
        for person in DemoCast.voters.dropLast() { builder.score([4], by: person) }
        builder.reveal()
        // The late one voted at the gate, not on the scores.
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        expectRefused(.gateNotPassed, builder.adopting, by: DemoCast.chair, in: builder)
        for number in 1...4 {
            let name = BallotName(dossier: 1, ordinal: number)
            builder.given(.adoptBallot(ballot: name, motivations: [:]), by: DemoCast.chair)
        }
        builder.adopt()
        #expect(builder.round.dossier(1)?.state == .assessed)
    }

    @Test func `a late interest that takes the quorum away suspends the open ballot`() {
        var builder = RoundStage.ballotOpen.builder()
        builder.leave([DemoCast.deputy])
        #expect(builder.round.ballot("1-1")?.state == .open)
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        #expect(builder.round.ballot("1-1")?.state == .suspended)
        builder.arrive([DemoCast.deputy])
        #expect(builder.round.ballot("1-1")?.state == .open)
    }

    @Test func `a late interest doesn't bring a withdrawn dossier back`() {
        var builder = RoundStage.gatePassed.builder()
        builder.given(
            .withdrawDossier(dossier: 1, version: builder.version(1), reasons: "Elders."),
            by: DemoCast.signatory(of: DemoCast.mental))
        builder.given(.declareInterests(interests: [interest(1)]), by: DemoCast.memberTwo)
        #expect(builder.round.dossier(1)?.state == .withdrawn)
    }

    @Test func `who hasn't declared leads nothing`() {
        var builder = RoundStage.submitted.builder()
        builder.close()
        for person in DemoCast.voters.dropFirst() {
            builder.given(.declareInterests(interests: []), by: person)
        }
        builder.given(.startScreening, by: DemoCast.coordinator)
        builder.given(
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator)
        builder.openSitting([1])
        builder.takeUp(1)
        builder.given(.prepareBallot(subject: .collaboration), by: DemoCast.secretary)
        expectRefused(
            .interestsNotDeclared, .openBallot(ballot: "1-1"), by: DemoCast.chair, in: builder)
        expectRefused(
            .interestsNotDeclared, .castGateVote(ballot: "1-9", verdict: .meets, reasons: nil),
            by: DemoCast.undeclared, in: builder)
    }

    @Test func `the first member leads what chair and deputy are kept from`() {
        var rules = RuleSample()
        rules.quorumLeast = 2
        var builder = RoundStage.screening.builder(rules: rules)
        for person in [DemoCast.chair, DemoCast.deputy] {
            builder.given(.declareInterests(interests: [interest(1)]), by: person)
        }
        builder.given(
            .admitDossier(dossier: 1, version: builder.submittedVersion(1)),
            by: DemoCast.coordinator)
        builder.openSitting([1])
        builder.takeUp(1)
        builder.given(.prepareBallot(subject: .collaboration), by: DemoCast.secretary)
        let open = RoundCommand.openBallot(ballot: "1-1")
        expectRefused(.notAllowed, open, by: DemoCast.memberTwo, in: builder)
        expectAccepted(open, by: DemoCast.memberOne, in: builder)
    }
}
