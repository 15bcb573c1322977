import Domain
import Pages
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A strange form or address` {
    private let lead = DemoCast.signatory(of: DemoCast.mental)
    private let round = "/rounds/\(DemoCast.round)"

    @Test func `gets no mark of HTML past the escaping, whatever stands beside it`() async throws {
        try await ServerHarness(.open).run { server in
            let visitor = try await DeskVisitor.signedIn(lead, at: server)
            let title = "\u{600}<b>\u{600}\"\u{301}x"
            try await visitor.carryOut("start", at: round, ["title": title])
            let page = try await visitor.look(round).unicodeScalars
            let raw = "<b>".unicodeScalars
            #expect(!page.indices.contains { page[$0...].starts(with: raw) })
            let escaped = "\u{600}&lt;b&gt;\u{600}&quot;\u{301}x".unicodeScalars
            #expect(page.indices.contains { page[$0...].starts(with: escaped) })
        }
    }

    @Test func `asks for no more rows than a form has`() async throws {
        try await ServerHarness(.open).run { server in
            let visitor = try await DeskVisitor.signedIn(lead, at: server)
            for row in ["9223372036854775807", "900000000", "200"] {
                let answer = try await visitor.send(
                    "costs", at: round + "/dossiers/1/costs", ["lines.\(row).total:euros": "veel"])
                #expect(answer.status == 422)
                #expect(!answer.body.contains("name=\"lines.\(row).total:euros\""))
            }
            let last = try await visitor.send(
                "costs", at: round + "/dossiers/1/costs", ["lines.199.total:euros": "veel"])
            #expect(last.body.contains("name=\"lines.199.total:euros\""))
        }
    }

    @Test func `is read up to two thousand fields with paths of two hundred bytes`() throws {
        func call(fields: Int, path: Int) throws -> FormCall {
            let name = String(repeating: "a", count: path)
            let pairs = (1..<fields).map { "f\($0)=x" } + ["\(name)=x"]
            return try FormCall(FormBody(Array(pairs.joined(separator: "&").utf8)))
        }
        let most = FormCall.fieldsMost
        #expect(try call(fields: most, path: FormCall.pathBytesMost).params.count == most)
        #expect(throws: FormCall.Unreadable.self) { try call(fields: most + 1, path: 1) }
        #expect(throws: FormCall.Unreadable.self) {
            try call(fields: 1, path: FormCall.pathBytesMost + 1)
        }
    }

    @Test func `is given back with no more of a label than two hundred characters`() async throws {
        try await ServerHarness(.open).run { server in
            var nobody = PageVisitor(server: server)
            for length in [FieldLabel.charactersMost, FieldLabel.charactersMost + 1] {
                let label = String(repeating: "a", count: length)
                let answer = try await nobody.post(
                    round, ["_form": "start", "_label.title": label, "title": "Rust"])
                #expect(answer.status == 401)
                let most = String(repeating: "a", count: FieldLabel.charactersMost)
                #expect(answer.body.contains("for=\"typed-1\">\(most)</label>"))
            }
        }
    }

    @Test func `is given back with its amounts and without its seed`() async throws {
        try await ServerHarness(.open).run { server in
            var nobody = PageVisitor(server: server)
            let answer = try await nobody.post(
                round,
                [
                    "_label.lines.0.total:euros": "Totaal", "lines.0.total:euros": "12345",
                    "_label.lotterySeed:seed": "Zaad", "lotterySeed:seed": RuleSample.seed,
                ])
            #expect(answer.status == 401)
            #expect(answer.body.contains("for=\"typed-1\">Totaal</label>"))
            #expect(answer.body.contains("12345") && !answer.body.contains(RuleSample.seed))
        }
    }

    @Test func `is given back with its choices in words, and short texts on one line`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let page = try await coordinator.get(round + "/seats")
            let seat = PageVisitor.hidden(of: "appoint", in: page)
            let choice = "_label.kind:choice=\(Seat.Kind.member.rawValue)"
            let kind = try #require(seat[choice])
            #expect(kind == Seat.Kind.member.phrase[.dutch])
            var nobody = PageVisitor(server: server)
            let long = String(repeating: "a", count: 121)
            let answer = try await nobody.post(
                round,
                [
                    "_label.kind:choice": "Rol", choice: kind,
                    "kind:choice": Seat.Kind.member.rawValue,
                    "_label.title": "Titel", "title": String(long.dropLast()),
                    "_label.text": "Tekst", "text": long,
                ])
            #expect(answer.body.contains(" value=\"\(kind)\" readonly>"))
            #expect(answer.body.contains(" value=\"\(long.dropLast())\" readonly>"))
            #expect(answer.body.contains(" readonly>\n\(long)</textarea>"))
        }
    }

    @Test func `with a number out of all bounds is no page`() async throws {
        try await ServerHarness.withLetters(.decided).run { server in
            let visitor = try await PageVisitor.signedIn(lead, at: server)
            for path in [
                "letters/1/\(DemoCast.mental)/-9223372036854775808",
                "initiatives/1/reports/-9223372036854775808",
            ] {
                #expect(try await visitor.get(round + "/" + path).status == 404)
            }
            let auditor = try await PageVisitor.signedIn(DemoCast.auditor, at: server)
            let log = round + "/log?after=9223372036854775807"
            #expect(try await auditor.get(log).status == 200)
        }
    }

    @Test func `shows a token that lives until the end of all days`() async throws {
        try await ServerHarness(.open).run { server in
            let owner = try await server.connect(as: lead)
            let issued = await owner.ask(
                "directory.issueToken",
                [
                    "key": .string("\(ServerHarness.key(1))"), "token": "eeuwig",
                    "holder": .string("person/\(lead)"), "scope": "read", "label": "eeuwig",
                    "expiresAt": "9999-12-31T23:30:00.000Z",
                ])
            #expect(issued["result"] != nil)
            let staff = try await PageVisitor.signedIn(DemoCast.administrator, at: server)
            #expect(try await staff.get("/people/\(lead)").status == 200)
        }
    }
}
