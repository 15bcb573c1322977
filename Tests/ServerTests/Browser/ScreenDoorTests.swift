import Domain
import Pages
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A screen without scripts` {
    private let path = ScreenLinkPage.address(DemoCast.round)
    private let key = "/rounds/\(DemoCast.round)/screen/key"

    /// The path of the link that the secretary makes.
    static func link(by person: PersonID, at server: RunningServer) async throws -> String {
        var visitor = try await PageVisitor.signedIn(person, at: server)
        let page = try await visitor.get(ScreenLinkPage.address(DemoCast.round))
        let key = "/rounds/\(DemoCast.round)/screen/key"
        let made = try await visitor.post(key, PageVisitor.hidden(to: key, in: page))
        let link = try #require(made.body.firstMatch(of: #/<code>https://[^/]*([^<]*)</code>/#))
        return String(link.1)
    }

    @Test func `comes in by a key of its own, once, and only watches`() async throws {
        try await ServerHarness(.ballotOpen).run { server in
            let link = try await Self.link(by: DemoCast.secretary, at: server)
            var screen = PageVisitor(server: server)
            let entered = try await screen.post(link, [:])
            #expect(entered.headers["location"] == ScreenPage.address(DemoCast.round))
            let page = try await screen.get(ScreenPage.address(DemoCast.round))
            #expect(page.status == 200 && page.body.contains("3 van 5 commissieleden"))
            // Nothing else opens to it, and it can do nothing.
            for other in ["/", path, "/rounds/\(DemoCast.round)/sitting"] {
                #expect(try await screen.get(other).status == 404, "\(other)")
            }
            let forged = try await screen.post(key, ["_token": "none"])
            #expect(forged.status == 403)
            let cookie = "__Host-session=\(screen.cookie ?? "")"
            let peer = try await server.connect(
                headers: [("Cookie", cookie)], origin: "https://localhost:\(server.port)")
            _ = await peer.ask("hello", ["client": "pages"])
            let round = JSONValue.string(DemoCast.round.rawValue)
            let followed = await peer.ask(
                "round.subscribe", ["round": round, "view": "projector"])
            #expect(followed["result"] != nil)
            let other = await peer.ask("round.subscribe", ["round": round, "view": "secretary"])
            #expect(other["error"] != nil)
            let order = await peer.ask(
                "round.suspendSitting",
                ["round": round, "key": .string(ServerHarness.key(7).description)])
            #expect(order["error"]?["data"]?["code"] == "readOnlyToken")
            var late = PageVisitor(server: server)
            #expect(try await late.post(link, [:]).status == 410)
            // Nobody touches a screen: it stays where a person would have been signed out.
            server.harness.clock.advance(seconds: server.harness.settings.pages.idleSeconds + 1)
            #expect(try await screen.get(ScreenPage.address(DemoCast.round)).status == 200)
        }
    }

    @Test func `is made by who runs the round and by nobody else`() async throws {
        try await ServerHarness(.ballotOpen).run { server in
            #expect(
                try await Self.link(by: DemoCast.coordinator, at: server).hasPrefix("/sign-in/"))
            var chair = try await PageVisitor.signedIn(DemoCast.chair, at: server)
            #expect(try await chair.get(path).status == 404)
            let sitting = try await chair.get("/rounds/\(DemoCast.round)/sitting")
            let token = PageVisitor.hidden(to: "/sign-out", in: sitting)
            #expect(try await chair.post(key, token).status == 404)
            #expect(try await chair.get(key).headers["location"] == path)
        }
    }
}
