import Domain
import Pages
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `The chair without scripts` {
    private let sitting = SittingPage.address(DemoCast.round)
    private let chair = DemoCast.chair
    private let reasons = RoundBuilder.reasons

    @Test func `casts a vote on a tie that came back, with reasons`() async throws {
        var rules = RuleSample()
        rules.chairCasts = true
        try await ServerHarness(RoundStage.secondTie.builder(rules: rules)).run { server in
            let room = VisitingRoom(at: server)
            let short = try await room.send(
                "cast-1-2", ["verdict": "meets", "reasons": "Kort"], by: chair, to: sitting)
            #expect(short.status == 422 && short.body.contains("id=\"cast-1-2-2-error\""))
            let cast = try await room.send(
                "cast-1-2", ["verdict": "meets", "reasons": reasons], by: chair, to: sitting)
            #expect(cast.status == 303, "\(cast.body)")
            let page = try await room.look(sitting, by: DemoCast.memberOne)
            #expect(page.body.contains("<strong>Voldoet</strong>"))
            let own = try await room.look(sitting, by: chair)
            #expect(own.body.contains("id=\"adoptBallot-1-2\""))
            #expect(!own.body.contains("id=\"cast-1-2\""))
        }
    }

    @Test func `advises an amount between what was asked and the least that works`() async throws {
        var builder = RoundStage.sitting.builder()
        builder.assess(1, [4])
        let asked = try #require(builder.round.dossiers[0].submitted?.totals.requested)
        let most = asked.value / 100
        try await ServerHarness(builder).run { server in
            let room = VisitingRoom(at: server)
            let high = try await room.send(
                "adviseAmount", ["amount:euros": "9.999.999", "reasons": reasons], by: chair,
                to: sitting)
            #expect(high.status == 422 && high.body.contains("value=\"9.999.999\""))
            let advised = try await room.send(
                "adviseAmount", ["amount:euros": "\(most - 1)", "reasons": reasons], by: chair,
                to: sitting)
            #expect(advised.status == 303, "\(advised.body)")
        }
    }

    @Test func `reads what isn't finished before closing, and closes over it by name`()
        async throws
    {
        try await ServerHarness(.ballotOpen).run { server in
            let room = VisitingRoom(at: server)
            let page = try await room.look(sitting, by: DemoCast.secretary)
            #expect(page.body.contains("Stemming loopt nog: Samenwerking"))
            #expect(page.body.contains("Dossier 2: "))
            let early = try await room.send("closeSitting", by: DemoCast.secretary, to: sitting)
            #expect(early.status == 422 && early.body.contains("id=\"closeSitting-failure\""))
        }
    }

    @Test func `leads a vote over several dossiers from its opening to the result`() async throws {
        let builder = RoundStage.jointReady.builder()
        try await ServerHarness(builder).run { server in
            let room = VisitingRoom(at: server)
            let opened = try await room.send("joint-adjustment", by: chair, to: sitting)
            #expect(opened.status == 303, "\(opened.body)")
            let own = try await room.look(sitting, by: DemoCast.memberOne)
            #expect(own.body.contains("Dossier 1: Dossier 1"))
            #expect(own.body.contains("Dossier 2: Dossier 2"))
            let criterion = builder.round.rules.criteria[0].code
            let ballot = "\(BallotName(dossier: 2, ordinal: 6))"
            let voted = try await room.send(
                "vote-\(ballot)-\(criterion)", ["value:integer": "5"], by: DemoCast.memberOne,
                to: sitting)
            #expect(voted.status == 303, "\(voted.body)")
            for form in ["closeJointBallot", "revealJointBallot", "adoptJointBallot"] {
                let done = try await room.send(form, by: chair, to: sitting)
                #expect(done.status == 303, "\(form): \(done.body)")
            }
        }
    }

    @Test func `stops a vote over several dossiers only with reasons`() async throws {
        try await ServerHarness(.jointOpen).run { server in
            let room = VisitingRoom(at: server)
            let short = try await room.send(
                "dropJointBallot", ["reasons": "Nee"], by: chair, to: sitting)
            #expect(short.status == 422)
            #expect(short.body.contains("id=\"dropJointBallot-1-error\""))
            let dropped = try await room.send(
                "dropJointBallot", ["reasons": reasons], by: chair, to: sitting)
            #expect(dropped.status == 303, "\(dropped.body)")
        }
    }
}
