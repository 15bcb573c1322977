import Domain
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `Coming in with a browser` {
    private let editor = DemoCast.editor(of: DemoCast.mental)

    @Test func `a link is used up by its button and by nothing else`() async throws {
        try await ServerHarness(.open).run { server in
            var visitor = PageVisitor(server: server)
            try await visitor.makeLink("kd_link", for: editor)
            for _ in 1...2 {
                let page = try await visitor.get("/sign-in/kd_link")
                #expect(page.status == 200 && page.body.contains("Nu aanmelden"))
            }
            let entered = try await visitor.post("/sign-in/kd_link", [:])
            #expect(entered.status == 303 && entered.headers["location"] == "/")
            let cookie = entered.headers["set-cookie"] ?? ""
            #expect(cookie.hasPrefix("__Host-session="))
            for word in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=43200"] {
                #expect(cookie.contains(word))
            }
            #expect(try await visitor.get("/").body.contains("Wat er nu van u gevraagd wordt"))
            var second = PageVisitor(server: server)
            #expect(try await second.post("/sign-in/kd_link", [:]).status == 410)
            #expect(try await second.get("/sign-in/kd_link").status == 410)
        }
    }

    @Test func `of two browsers with one link one comes in`() async throws {
        try await ServerHarness(.open).run { server in
            let visitor = PageVisitor(server: server)
            try await visitor.makeLink("kd_link", for: editor)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...5 {
                    group.addTask {
                        var visitor = PageVisitor(server: server)
                        return try await visitor.post("/sign-in/kd_link", [:]).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [303, 410, 410, 410, 410])
        }
    }

    @Test func `a link and a cookie are no tokens, and a token is neither`() async throws {
        try await ServerHarness(.open).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            let cookie = try #require(visitor.cookie)
            try await visitor.makeLink("kd_other", for: DemoCast.chair)
            for secret in [cookie, "kd_other"] {
                let answer = try await server.exchange(
                    "POST", "/rpc", bearer: secret,
                    headers: ["Content-Type": "application/json"], body: "{}")
                #expect(answer.status == 401)
            }
            visitor.cookie = ServerHarness.secret(of: .person(editor))
            #expect(try await visitor.get("/rounds/\(DemoCast.round)").status == 401)
            #expect(try await visitor.get("/sign-in/\(cookie)").status == 410)
        }
    }

    @Test(arguments: ["/sign-out", "/sign-out-everywhere"])
    func `signing out ends this session, or all of the person`(path: String) async throws {
        try await ServerHarness(.open).run { server in
            var here = try await PageVisitor.signedIn(editor, at: server)
            var there = PageVisitor(server: server)
            try await there.makeLink("kd_there", for: DemoCast.chair)
            _ = try await there.post("/sign-in/kd_there", [:])
            let page = try await here.get("/")
            let left = try await here.post(path, PageVisitor.hidden(to: path, in: page))
            #expect(left.status == 303 && here.cookie == nil)
            #expect(try await here.get("/?left=1").body.contains("U bent afgemeld"))
            // Of somebody else nothing ended.
            #expect(try await there.get("/").body.contains("Wat er nu van u gevraagd wordt"))
        }
    }

    @Test func `a session ends an hour after its last page, and twelve hours after its first`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let clock = server.harness.clock
            let visitor = try await PageVisitor.signedIn(editor, at: server)
            let path = "/rounds/\(DemoCast.round)"
            for _ in 1...12 {
                #expect(try await visitor.get(path).status == 200)
                clock.advance(seconds: 3599)
            }
            #expect(try await visitor.get(path).status == 200)
            clock.advance(seconds: 12)
            #expect(try await visitor.get(path).status == 401)
            let other = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            #expect(try await other.get(path).status == 200)
            clock.advance(seconds: 3600)
            #expect(try await other.get(path).status == 401)
        }
    }

    @Test func `twenty attempts to sign in are taken at once, and one more waits`() async throws {
        try await ServerHarness(.open).run { server in
            var statuses: [Int] = []
            while statuses.last != 429, statuses.count < 200 {
                statuses.append(try await server.exchange("GET", "/sign-in/kd_no").status)
            }
            #expect(statuses.count > 20 && statuses.last == 429)
            #expect(statuses.dropLast().allSatisfy { $0 == 410 })
        }
    }

    @Test func `the socket knows a browser of ours by its cookie, and nobody else's`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let visitor = try await PageVisitor.signedIn(editor, at: server)
            let cookie = "__Host-session=\(visitor.cookie ?? "")"
            for (origin, isKnown) in [("https://localhost:\(server.port)", true), (nil, false)] {
                let peer = try await server.connect(headers: [("Cookie", cookie)], origin: origin)
                let answer = await peer.ask("hello", ["client": "pages"])
                #expect((answer["result"]?["user"] == .string(editor.rawValue)) == isKnown)
            }
        }
    }
}
