import Domain
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `The council and the public` {
    private let round = "/rounds/\(DemoCast.round)"
    private let files = "/public/\(DemoCast.round)"

    /// Two rounds that differ in what only municipality and coalition may know.
    private static func world(_ secret: String) -> RoundBuilder {
        var builder = RoundStage.agreed.builder()
        let manager = DemoCast.relationshipManager
        builder.given(
            .recordTalk(
                dossier: 1, talk: InitiativeSample.talk(on: builder.today, note: secret)),
            by: manager)
        builder.given(
            builder.saving(1, InitiativeSample.figures(70, story: secret)),
            by: DemoCast.editor(of: DemoCast.mental))
        builder.given(
            .registerHandover(
                dossier: 1,
                handover: InitiativeSample.handover(
                    "OVD-\(secret.count)", on: builder.today)),
            by: DemoCast.editor(of: DemoCast.mental))
        builder.given(builder.snapshot(), by: manager)
        return builder
    }

    /// What a council member and somebody without a session get, the tokens of their forms left out.
    private static func seen(_ secret: String, at paths: [String]) async throws -> [String] {
        let pages = Pages()
        try await ServerHarness(world(secret)).run { server in
            let council = try await PageVisitor.signedIn(DemoCast.councilMember, at: server)
            let stranger = PageVisitor(server: server)
            for path in paths {
                for visitor in [council, stranger] {
                    let answer = try await visitor.get(path)
                    let body = answer.body.replacing(
                        #/name="_(token|key)" value="[^"]*"/#, with: "")
                    await pages.add("\(path) \(answer.status) \(body)")
                }
            }
        }
        return await pages.all
    }

    private actor Pages {
        var all: [String] = []
        func add(_ page: String) { all.append(page) }
    }

    @Test func `see the same whatever is kept from them`() async throws {
        let initiative = round + "/initiatives/1"
        let paths = [
            "/", round, round + "/snapshots", round + "/snapshots/1", initiative,
            initiative + "/talks", initiative + "/reports/1", initiative + "/handovers", "/public",
            files + "/snapshots/1", files + "/grants.csv", files + "/grants.json",
            files + "/overview.csv",
        ]
        let one = try await Self.seen("Alles gaat goed.", at: paths)
        let other = try await Self.seen("Er is ruzie over het geld.", at: paths)
        #expect(one.count == paths.count * 2)
        for (first, second) in zip(one, other) {
            #expect(first == second)
            #expect(!first.contains("Alles gaat goed."))
        }
    }

    @Test func `read what was granted without a session, also to compute with`() async throws {
        let files = files
        try await ServerHarness(Self.world("Stil.")).run { server in
            let stranger = PageVisitor(server: server)
            let page = try await stranger.get("/public")
            #expect(page.status == 200 && page.body.contains("\(files)/grants.csv"))
            #expect(!page.body.contains("Aangemeld als"))
            let table = try await stranger.get(files + "/grants.csv")
            #expect(table.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(table.body.hasPrefix("dossier;legalBasis;legalSource;recipient;"))
            let sheet = try await stranger.get(files + "/overview.csv")
            let rows = sheet.body.split(separator: "\r\n")
            #expect(sheet.body.hasPrefix("\u{FEFF}Dossier;Grondslag;Regeling;Ontvanger;"))
            #expect(
                rows[0].hasSuffix(
                    "Toegekend op;Toegekend in euro;Vastgesteld op;Vastgesteld in euro;"
                        + "Teruggenomen in euro;Stand"))
            #expect(rows[1].contains("Subsidie;") && rows[1].contains(";\"40000,00\";"))
            #expect(rows[1].hasSuffix(";\"0,00\";In uitvoering"))
            let json = try await stranger.get(files + "/grants.json")
            #expect(json.body.hasPrefix("[{\"activities\":"))
            for none in [
                files + "/votes.csv", files + "/snapshots/2", "/public/ronde-9/grants.csv",
            ] {
                #expect(try await stranger.get(none).status == 404, "\(none)")
            }
        }
    }

    @Test func `get a snapshot that the municipality takes by a form`() async throws {
        let path = round + "/snapshots"
        try await ServerHarness(.agreed).run { server in
            var manager = try await PageVisitor.signedIn(
                DemoCast.relationshipManager, at: server)
            let form = PageVisitor.hidden(of: "snapshot", in: try await manager.get(path))
            let lacking = try await manager.post(
                path,
                form.merging(["summaries.0.text": "Buren helpen.", "summaries.1.text": ""]) { $1 })
            #expect(lacking.status == 422 && lacking.body.contains("id=\"snapshot-2-error\""))
            #expect(lacking.body.contains("Buren helpen.</textarea>"))
            let text = ["summaries.0.text": "Buren helpen.", "summaries.1.text": "Samen thuis."]
            let look = try await manager.post(path, form.merging(text) { $1 })
            let confirmed = PageVisitor.hidden(to: path, in: look)
            #expect(confirmed["confirm"] != nil, "\(look.body)")
            #expect(look.body.contains("Een momentopname maken: 3e kwartaal 2026"))
            #expect(look.body.contains("Zij is voorgoed openbaar"))
            #expect(try await manager.post(path, confirmed).status == 303)
            let council = try await PageVisitor.signedIn(DemoCast.councilMember, at: server)
            #expect(
                try await council.get("/").body.contains(
                    "Lees de momentopname van 3e kwartaal 2026"))
            #expect(try await council.get(path + "/1").body.contains("Samen thuis."))
        }
    }
}
