import Domain
import Engine
import Pages
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `Pages without scripts` {
    private let editor = DemoCast.editor(of: DemoCast.mental)
    private let path = "/rounds/\(DemoCast.round)/dossiers/1"

    @Test func `a form gives its command once, and leads back to the page`() async throws {
        try await ServerHarness(.open).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            let page = try await visitor.get(path)
            var fields = PageVisitor.hidden(of: "reason", in: page)
            fields["text"] = "Te veel <b>wachten</b> & \"zoeken\".\r\nEn meer."
            let head = try await server.harness.journal.head(of: .round(DemoCast.round)).position
            for _ in 1...2 {
                let saved = try await visitor.post(path, fields)
                #expect(saved.status == 303)
                #expect(saved.headers["location"] == path + "?saved=reason#reason")
            }
            let after = try await server.harness.journal.head(of: .round(DemoCast.round)).position
            #expect(after == head + 1)
            let again = try await visitor.get(path + "?saved=reason")
            #expect(again.body.contains("Te veel &lt;b&gt;wachten&lt;/b&gt; &amp; &quot;zoeken"))
            #expect(again.body.contains("Opgeslagen."))
        }
    }

    @Test func `a refusal stands on top and at the field, and what was typed is kept`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            var fields = PageVisitor.hidden(of: "risks", in: try await visitor.get(path))
            fields["text"] = String(repeating: "a", count: Limits.draftCharactersMost + 1)
            let refused = try await visitor.post(path, fields)
            #expect(refused.status == 422)
            #expect(refused.body.contains("Dit is nog niet gelukt"))
            #expect(refused.body.contains("<a href=\"#risks-1\">"))
            #expect(refused.body.contains("id=\"risks-1-error\""))
            #expect(refused.body.contains("aria-describedby=\"risks-1-description risks-1-error"))
            #expect(refused.body.contains(fields["text"] ?? "?"))
            fields["text"] = "Kort"
            fields["version:integer"] = "niets"
            let unreadable = try await visitor.post(path, fields)
            #expect(unreadable.status == 422 && unreadable.body.contains("een heel getal"))
        }
    }

    @Test func `a stale version keeps what was typed and shows what is stored`() async throws {
        try await ServerHarness(.open).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            let page = try await visitor.get(path)
            var first = PageVisitor.hidden(of: "approach", in: page)
            first["text"] = "De tekst van de een"
            #expect(try await visitor.post(path, first).status == 303)
            var second = PageVisitor.hidden(of: "approach", in: page)
            second["_key"] = PageVisitor.hidden(of: "reason", in: page)["_key"]
            second["text"] = "De tekst van de ander"
            let refused = try await visitor.post(path, second)
            #expect(refused.status == 422)
            #expect(refused.body.contains("De tekst van de een"))
            #expect(refused.body.contains("De tekst van de ander"))
            #expect(refused.body.contains("Er is intussen iets veranderd. Bekijk"))
            var third = PageVisitor.hidden(of: "approach", in: refused)
            third["text"] = "Samen"
            #expect(try await visitor.post(path, third).status == 303)
        }
    }

    @Test func `a form from elsewhere, without its token or without a session does nothing`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            var visitor = try await PageVisitor.signedIn(editor, at: server)
            var fields = PageVisitor.hidden(of: "reason", in: try await visitor.get(path))
            fields["text"] = "Van een andere site"
            let head = try await server.harness.journal.head(of: .round(DemoCast.round)).position
            for (name, value) in [
                ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
                ("Origin", "https://elders.example"), ("Origin", "null"),
            ] {
                let answer = try await visitor.post(path, fields, headers: [name: value])
                #expect(answer.status == 403)
            }
            var bare = fields
            bare["_token"] = nil
            #expect(try await visitor.post(path, bare).status == 403)
            visitor.cookie = nil
            let over = try await visitor.post(path, fields)
            #expect(over.status == 401)
            #expect(over.body.contains("Uw sessie is verlopen"))
            #expect(over.body.contains("Van een andere site"))
            #expect(over.body.contains("Vraag de beheerder van de gemeente om een nieuwe link"))
            let label = fields["_label.text"] ?? ""
            #expect(!label.isEmpty && over.body.contains("for=\"typed-1\">\(label)</label>"))
            fields["_label.text"] = nil
            let bareOver = try await visitor.post(path, fields)
            #expect(bareOver.body.contains("for=\"typed-1\">Aanleiding en probleem</label>"))
            let after = try await server.harness.journal.head(of: .round(DemoCast.round)).position
            #expect(after == head)
        }
    }

    @Test func `what asks for a confirmation is shown first, and done when it is confirmed`()
        async throws
    {
        try await ServerHarness(.closed).run { server in
            var visitor = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let round = "/rounds/\(DemoCast.round)"
            let token = PageVisitor.hidden(to: "/sign-out", in: try await visitor.get(round))
            let fields = [
                "_token": token["_token"] ?? "", "_form": "screen",
                "_key": "\(ServerHarness.key(7))",
                "_call": "round.startScreening", "round": DemoCast.round.rawValue,
            ]
            let look = try await visitor.post(round, fields)
            #expect(look.status == 200 && look.body.contains("Controleer en bevestig"))
            let confirmed = PageVisitor.hidden(to: round, in: look)
            #expect(confirmed["confirm"] != nil)
            #expect(try await visitor.post(round, confirmed).status == 303)
            #expect(try await visitor.get(round).body.contains("Toets op volledigheid"))
        }
    }

    @Test func `a page is what one view shows, and for others there is no such page`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let own = try await PageVisitor.signedIn(editor, at: server)
            #expect(try await own.get(path).status == 200)
            let reader = try await PageVisitor.signedIn(
                DemoCast.reader(of: DemoCast.mental), at: server)
            let read = try await reader.get(path)
            #expect(read.status == 200 && !read.body.contains("<textarea"))
            for person in [DemoCast.editor(of: DemoCast.home), DemoCast.coordinator] {
                let other = try await PageVisitor.signedIn(person, at: server)
                #expect(try await other.get(path).status == 404)
                #expect(try await other.get("/rounds/elders/dossiers/1").status == 404)
            }
        }
    }

    @Test func `a form of the most bytes is read, and of one more byte nothing is`() async throws {
        try await ServerHarness(.open).run { server in
            for (bytes, status) in [(262_144, 401), (262_145, 413)] {
                let body = "text=" + String(repeating: "a", count: bytes - 5)
                let answer = try await server.exchange("POST", path, body: body)
                #expect(answer.status == status)
            }
        }
    }

    @Test func `the language is asked for once and remembered`() async throws {
        try await ServerHarness(.open).run { server in
            let visitor = try await PageVisitor.signedIn(editor, at: server)
            let english = try await visitor.get("/?language=en")
            #expect(english.body.contains("<html lang=\"en\">"))
            #expect(english.body.contains("What is asked of you now"))
            #expect(english.headers["set-cookie"]?.hasPrefix("language=en; ") == true)
            let later = try await visitor.get(
                "/", headers: ["Cookie": "__Host-session=\(visitor.cookie ?? ""); language=en"])
            #expect(later.body.contains("<html lang=\"en\">"))
            #expect(try await visitor.get("/").body.contains("<html lang=\"nl\">"))
        }
    }

    @Test func `styles and scripts are kept for ever, and nothing comes from elsewhere`()
        async throws
    {
        let theme = Array(":root { --page-accent: #0a0 }".utf8)
        let harness = try await ServerHarness(.open, change: { $0.pages.theme = theme })
        try await harness.run { server in
            let page = try await server.exchange("GET", "/")
            let policy = page.headers["content-security-policy"] ?? ""
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
            #expect(!page.body.contains(" style=") && !page.body.contains("<script>"))
            let names = page.body.matches(of: #/(?:src|href)="(\/assets\/[^"]+)"/#).map {
                String($0.1)
            }
            #expect(names.count == 4 && names.contains { $0.hasSuffix("/theme.css") })
            for name in names {
                let asset = try await server.exchange("GET", name)
                #expect(asset.status == 200)
                #expect(asset.headers["cache-control"]?.contains("immutable") == true)
                let tag = try #require(asset.headers["etag"])
                let known = try await server.exchange(
                    "GET", name, headers: ["If-None-Match": tag])
                #expect(known.status == 304 && known.body.isEmpty)
            }
            #expect(try await server.exchange("GET", "/assets/other/pages.css").status == 404)
        }
    }
}
