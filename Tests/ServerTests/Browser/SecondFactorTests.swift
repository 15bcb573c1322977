import Domain
import Engine
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A second factor` {
    private let editor = DemoCast.editor(of: DemoCast.mental)

    /// Appendix B of RFC 6238 for HMAC-SHA-1, of which six digits are kept.
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
        (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `codes are those of the standard`(seconds: Int, code: String) {
        let device = OneTimeCode(secret: Array("12345678901234567890".utf8))
        let now = Instant(milliseconds: seconds * 1000)
        #expect(device.code(at: OneTimeCode.step(at: now)) == code)
    }

    /// Section 10 of RFC 4648.
    @Test(arguments: [("", ""), ("f", "MY"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")])
    func `a secret is written in base32`(text: String, written: String) {
        #expect(OneTimeCode(secret: Array(text.utf8)).base32 == written)
    }

    @Test func `a code is good for a step before and after`() {
        let device = OneTimeCode(secret: Array("12345678901234567890".utf8))
        let now = Instant(milliseconds: 1_111_111_111_000)
        let step = OneTimeCode.step(at: now)
        for (near, isTaken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = device.code(at: step + near)
            #expect((device.step(of: code, near: now) != nil) == isTaken)
        }
    }

    @Test func `somebody sets it up, needs it at the next link, and takes it away`() async throws {
        try await ServerHarness(.open, change: Self.offer).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            let code = try await visitor.setSecondFactor()
            var next = PageVisitor(server: server)
            try await next.makeLink("kd_next", for: editor)
            let asked = try await next.get("/sign-in/kd_next")
            #expect(asked.body.contains("Code uit uw app"))
            // What isn't a code is no try: as often as one likes.
            for unfilled in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "", ""] {
                let answer = try await next.post("/sign-in/kd_next", ["code": unfilled])
                #expect(answer.status == 422 && answer.body.contains("Vul de zes cijfers"))
            }
            // The code that set it up is used up.
            let used = code.code(at: OneTimeCode.step(at: server.harness.clock.now))
            for wrong in ["000000", used] {
                let answer = try await next.post("/sign-in/kd_next", ["code": wrong])
                #expect(answer.status == 422 && answer.body.contains("Deze code klopt niet"))
            }
            server.harness.clock.advance(seconds: OneTimeCode.stepSeconds)
            let right = code.code(at: OneTimeCode.step(at: server.harness.clock.now))
            let spaced = right.prefix(3) + " " + right.suffix(3)
            #expect(try await next.post("/sign-in/kd_next", ["code": "\(spaced)"]).status == 303)
            server.harness.clock.advance(seconds: OneTimeCode.stepSeconds)
            let page = try await next.get("/second-factor")
            #expect(page.body.contains("De extra controle staat aan"))
            var fields = [
                "_token": try #require(PageVisitor.hidden(of: "remove", in: page)["_token"])
            ]
            fields["code"] = "123"
            #expect(try await next.post("/second-factor/remove", fields).status == 422)
            fields["code"] = code.code(at: OneTimeCode.step(at: server.harness.clock.now))
            #expect(try await next.post("/second-factor/remove", fields).status == 303)
            #expect(server.engine.directory.secondFactors.isEmpty)
        }
    }

    @Test func `a link ends with its fifth wrong code`() async throws {
        try await ServerHarness(.open, change: Self.offer).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            let code = try await visitor.setSecondFactor()
            server.harness.clock.advance(seconds: OneTimeCode.stepSeconds)
            var thief = PageVisitor(server: server)
            try await thief.makeLink("kd_stolen", for: editor)
            for attempt in 1...5 {
                let answer = try await thief.post("/sign-in/kd_stolen", ["code": "00000\(attempt)"])
                #expect(answer.status == (attempt < 5 ? 422 : 410))
            }
            let right = code.code(at: OneTimeCode.step(at: server.harness.clock.now))
            #expect(try await thief.post("/sign-in/kd_stolen", ["code": right]).status == 410)
        }
    }

    @Test func `a server that has lost its key says so, and lets in by no code`() async throws {
        try await ServerHarness(.open, change: Self.offer).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            let code = try await visitor.setSecondFactor()
            var settings = server.harness.settings
            settings.pages.secondFactorKey = Array(repeating: 9, count: 32)
            try server.server.reload(settings)
            server.harness.clock.advance(seconds: OneTimeCode.stepSeconds)
            var next = PageVisitor(server: server)
            try await next.makeLink("kd_next", for: editor)
            let right = code.code(at: OneTimeCode.step(at: server.harness.clock.now))
            let answer = try await next.post("/sign-in/kd_next", ["code": right])
            #expect(answer.status == 422 && answer.body.contains("niet meer nakijken"))
        }
    }

    @Test func `isn't taken away without a code, and is an administrator's to take away`()
        async throws
    {
        let harness = try await ServerHarness(.open) { settings in
            Self.offer(&settings)
            // Whoever tries here is quicker than a person.
            settings.pages.signInsPerSecond = 1_000
        }
        try await harness.run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            _ = try await visitor.setSecondFactor()
            let own = try await server.connect(as: editor)
            let params: [String: JSONValue] = [
                "key": .string("\(ServerHarness.key(1))"), "person": .string(editor.rawValue),
            ]
            #expect(
                await own.ask("directory.removeSecondFactor", params).errorCode == "notAllowed")
            for attempt in 1...5 {
                let page = try await visitor.get("/second-factor")
                let token = try #require(PageVisitor.hidden(of: "remove", in: page)["_token"])
                let answer = try await visitor.post(
                    "/second-factor/remove", ["_token": token, "code": "00000\(attempt)"])
                #expect(answer.status == (attempt < 5 ? 422 : 303))
            }
            // Who guesses is signed out.
            #expect(try await visitor.get("/second-factor").status == 401)
            let staff = try await DeskVisitor.signedIn(DemoCast.administrator, at: server)
            try await staff.carryOut("factor", at: "/people/\(editor)")
            #expect(server.engine.directory.secondFactors.isEmpty)
        }
    }

    @Test func `gives another person another secret for the same seed`() async throws {
        try await ServerHarness(.open, change: Self.offer).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            let code = try await visitor.setSecondFactor()
            let seed = try #require(server.engine.directory.secondFactors[editor]?.seed)
            var other = try await PageVisitor.signedIn(DemoCast.chair, at: server)
            let page = try await other.get("/second-factor")
            let token = try #require(PageVisitor.hidden(of: "set", in: page)["_token"])
            let answer = try await other.post(
                "/second-factor", ["_token": token, "seed": "\(seed)", "code": "0"])
            #expect(answer.status == 422)
            #expect(!answer.body.filter { $0 != " " }.contains(code.base32))
        }
    }

    static func offer(_ settings: inout ServerSettings) {
        settings.pages.secondFactorKey = Array(repeating: 7, count: 32)
    }
}

extension PageVisitor {
    /// Sets up a second factor as a device would, by the secret on the page.
    mutating func setSecondFactor() async throws -> OneTimeCode {
        let shown = try await get("/second-factor")
        let page = shown.body
        let seed = try #require(page.firstMatch(of: #/name="seed" value="([0-9a-f]{64})"/#)?.1)
        let secret = try #require(
            page.firstMatch(of: #/<code class="page-secret">([A-Z2-7 ]+)/#)?.1)
        let code = OneTimeCode(
            of: DemoCast.editor(of: DemoCast.mental),
            seed: try #require(Digest(hexadecimal: "\(seed)")),
            key: Array(repeating: 7, count: 32))
        #expect(code.base32 == secret.filter { $0 != " " })
        let fields = [
            "_token": try #require(Self.hidden(of: "set", in: shown)["_token"]), "seed": "\(seed)",
            "code": code.code(at: OneTimeCode.step(at: server.harness.clock.now)),
        ]
        let answer = try await post("/second-factor", fields)
        #expect(answer.status == 303 && answer.headers["location"] == "/second-factor?saved=set")
        return code
    }
}
