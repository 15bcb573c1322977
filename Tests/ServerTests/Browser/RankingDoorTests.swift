import Domain
import Engine
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Ranking and money without scripts` {
    private let round = "/rounds/\(DemoCast.round)"
    private var ranking: String { round + "/ranking" }
    private var allocation: String { round + "/allocation" }
    private let reasons = "Dit dossier is nodig in deze wijk."

    /// With a second coordinator.
    private func harness(_ builder: RoundBuilder) async throws -> ServerHarness {
        var builder = builder
        builder.change(.roleGranted(person: DemoCast.nobody, role: .coordinator))
        return try await ServerHarness(builder)
    }

    @Test func `the chair confirms each boundary case and adopts the ranking`() async throws {
        try await harness(.boundary()).run { server in
            var visitor = try await PageVisitor.signedIn(DemoCast.chair, at: server)
            let start = try await visitor.get("/").body
            #expect(start.contains("Stel de ranglijst vast"))
            let hidden = PageVisitor.hidden(of: "adopt", in: try await visitor.get(ranking))
            let cases = try await visitor.post(ranking, hidden)
            #expect(cases.status == 422 && cases.body.contains("id=\"adopt-1-error\""))
            #expect(cases.body.contains("name=\"boundary.0:integer\" value=\"1\""))
            let look = try await visitor.post(
                ranking,
                hidden.merging([
                    "boundary.0:integer": "1", "boundary.1:integer": "2",
                ]) { own, _ in own })
            #expect(look.status == 200 && look.body.contains("Plaats 1: Dossier 1 (70,0)"))
            let done = try await visitor.post(
                ranking, PageVisitor.hidden(to: ranking, in: look))
            #expect(done.status == 303, "\(done.body)")
            let page = try await visitor.get(ranking).body
            #expect(page.contains("zonder de scores van De heer of mevrouw milan"))
        }
    }

    @Test func `the last look before the ranking tells what the lot decides`() async throws {
        var rules = RuleSample()
        (rules.tieRevote, rules.pot) = (false, 4_000_000)
        var builder = RoundStage.sitting.builder(rules: rules)
        builder.assess(1, [4])
        builder.assess(2, [4])
        builder.closeSitting()
        try await harness(builder).run { server in
            var visitor = try await PageVisitor.signedIn(DemoCast.chair, at: server)
            let hidden = PageVisitor.hidden(of: "adopt", in: try await visitor.get(ranking))
            let look = try await visitor.post(
                ranking, hidden.merging(["seed:optional": RuleSample.seed]) { own, _ in own })
            #expect(look.status == 200, "\(look.body)")
            #expect(look.body.contains("zijn op alles gelijk. Het lot bepaalde de volgorde:"))
            #expect(look.body.contains("Het lot bepaalde hier ook wie geld krijgt."))
        }
    }

    @Test func `another pot is computed and not stored`() async throws {
        try await harness(RoundStage.ranked.builder()).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            let before = try await server.harness.journal.head(of: .round(DemoCast.round))
            let page = try await coordinator.look(allocation + "?pot=75.000%2C00")
            #expect(page.contains("De verdeling met €\u{A0}75.000"))
            #expect(page.contains("<strong>Minder</strong>"))
            let wrong = try await coordinator.look(allocation + "?pot=veel")
            #expect(wrong.contains("id=\"pot-error\"") && wrong.contains("value=\"veel\""))
            let after = try await server.harness.journal.head(of: .round(DemoCast.round))
            #expect(before.position == after.position)
        }
    }

    @Test func `a deviation is asked by one and approved by another`() async throws {
        try await harness(RoundStage.ranked.builder()).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            let asked = [
                "dossier:integer": "1", "amount:euros": "1.000.000", "reasons": reasons,
            ]
            let much = try await coordinator.send("ask", at: allocation, asked)
            #expect(much.status == 422 && much.body.contains("id=\"ask-2-error\""))
            #expect(much.body.contains("value=\"1.000.000\""))
            try await coordinator.carryOut(
                "ask", at: allocation,
                asked.merging(["amount:euros": "30.000"]) { _, new in new })
            #expect(try await coordinator.look(allocation).contains("iemand anders dan u"))
            let second = try await DeskVisitor.signedIn(DemoCast.nobody, at: server)
            #expect(try await second.look("/").contains("Beoordeel de afwijking voor dossier 1"))
            try await second.carryOut("approve-1", at: allocation)
            let page = try await second.look(allocation)
            #expect(page.contains("Goedgekeurd") && page.contains("Afwijking van de regel"))
            try await coordinator.carryOut(
                "book", at: allocation,
                ["kind": "carriedOver", "amount:euros": "5.000", "reasons": reasons])
            #expect(try await coordinator.look(allocation).contains("€\u{A0}105.000"))
        }
    }

    @Test func `a deviation is refused by another, or taken back by who asked`() async throws {
        try await harness(RoundStage.overrideAsked.builder()).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            let second = try await DeskVisitor.signedIn(DemoCast.nobody, at: server)
            let short = try await second.send("refuse-1", at: allocation, ["reasons": "Nee."])
            #expect(short.status == 422 && short.body.contains("\nNee.</textarea>"))
            try await second.carryOut("refuse-1", at: allocation, ["reasons": reasons])
            let told = try await coordinator.look(allocation)
            #expect(told.contains("Geweigerd; geldt niet") && told.contains(reasons))
            try await coordinator.carryOut(
                "ask", at: allocation,
                ["dossier:integer": "1", "amount:euros": "30.000", "reasons": reasons])
            try await coordinator.carryOut("withdraw-1", at: allocation)
            #expect(try await !second.look("/").contains("Beoordeel de afwijking"))
            let left = try await coordinator.look(allocation)
            #expect(left.contains("Geweigerd; geldt niet") && !left.contains("id=\"withdraw-1\""))
        }
    }
}
