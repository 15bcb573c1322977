import Domain
import Pages
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `The directory without scripts` {
    /// Sends the form of that name on the page, filled in so.
    private func send(
        _ form: String, _ typed: [String: String] = [:], by visitor: PageVisitor, to path: String
    ) async throws -> WebAnswer {
        var visitor = visitor
        let fields = PageVisitor.hidden(of: form, in: try await visitor.get(path))
        #expect(!fields.isEmpty, "\(form)")
        return try await visitor.post(path, fields.merging(typed) { _, typed in typed })
    }

    private let organisation = [
        "name": "Zorg & Welzijn Oñati", "kvk": "1234567", "agb:optional": "",
        "concern:optional": "", "sectors:lines": "GGZ\r\n\r\nthuiszorg ",
        "segments:lines": "Wmo begeleiding",
    ]

    @Test func `takes in an organisation and somebody who comes in by a link`() async throws {
        try await ServerHarness(.open).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let administrator = try await PageVisitor.signedIn(DemoCast.administrator, at: server)
            let wrong = try await send(
                "register", organisation, by: coordinator, to: "/organisations")
            #expect(wrong.status == 422 && wrong.body.contains("id=\"register-2-error\""))
            #expect(wrong.body.contains("value=\"Zorg &amp; Welzijn Oñati\""))
            #expect(wrong.body.contains("Wmo begeleiding</textarea>"))

            let right = organisation.merging(["kvk": "87654321"]) { _, new in new }
            let added = try await send("register", right, by: coordinator, to: "/organisations")
            let own = "/organisations/zorg-welzijn-onati"
            let next = own + "?saved=register&act=registerOrganisation"
            #expect(added.headers["location"] == next + "#register")
            let twice = try await send("register", right, by: coordinator, to: "/organisations")
            #expect(twice.status == 422 && twice.body.contains("id=\"register-1-error\""))
            let start = try await coordinator.get("/")
            #expect(start.body.contains("Controleer 2 organisaties"))
            #expect(try await coordinator.get(next).body.contains("De organisatie is opgenomen."))
            #expect(try await send("verify", by: coordinator, to: own).status == 303)
            #expect(try await coordinator.get(own).body.contains("GGZ, thuiszorg"))

            let person = ["name": "Nieuwe Tekenaar", "emails:lines": "nieuw@zorg.example"]
            let named = try await send("register", person, by: coordinator, to: "/people")
            let page = "/people/nieuwe-tekenaar"
            #expect(
                named.headers["location"] == page + "?saved=register&act=registerPerson#register")
            let place = ["organisation:choice": "zorg-welzijn-onati", "role:choice": "signatory"]
            #expect(try await send("member", place, by: coordinator, to: page).status == 303)
            #expect(try await coordinator.get(own).body.contains("Mag tekenen en schrijven"))

            #expect(try await coordinator.get(page).body.contains("Alleen een beheerder geeft"))
            let choices = try await administrator.get(page).body.matches(
                of: #/<option value="([^"]*Z)"/#)
            let until = try #require(choices.first.map { String($0.1) })
            let sheet = try await send("link", ["expiresAt": until], by: administrator, to: page)
            #expect(sheet.status == 200 && sheet.headers["cache-control"] == "no-store")
            let address = try #require(
                sheet.body.firstMatch(of: #/https:\/\/([^\/<]+)(\/sign-in\/kd_[^<]+)</#))
            #expect(address.1 == "localhost")
            var comer = PageVisitor(server: server)
            #expect(try await comer.post(String(address.2), [:]).status == 303)
            #expect(try await comer.get("/").body.contains("Welkom, Nieuwe Tekenaar"))
        }
    }

    @Test func `says of each field what is wrong in words of that field`() async throws {
        try await ServerHarness(.open).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let known = (name: "Stichting \(DemoCast.organisations[0])", kvk: "12345000")
            let person = ["name": "Nieuw", "emails:lines": "nieuw@zorg.example"]
            _ = try await send("register", person, by: coordinator, to: "/people")
            let own = "/organisations/\(DemoCast.home)"
            let contract = try #require(
                try await coordinator.get(own).body.firstMatch(
                    of: #/name="segments:lines"[^>]*>\s*([^<]*)</#)
            ).1
            let refusals: [(String, String, [String: String], String)] = [
                (
                    "register", "/organisations", ["kvk": "123", "agb:optional": "abc"],
                    "KvK-nummer: vul precies 8 cijfers in."
                ),
                (
                    "register", "/organisations", ["kvk": "123", "agb:optional": "abc"],
                    "AGB-code (optioneel): vul precies 8 cijfers in."
                ),
                (
                    "register", "/organisations", ["kvk": known.kvk],
                    "KvK-nummer: dit is al van \(known.name)."
                ),
                (
                    "register", "/people", ["name": "Ander", "emails:lines": "a@b.example\r\njan"],
                    "E-mailadressen (optioneel): regel 2: vul een e-mailadres in"
                ),
                (
                    "register", "/people", ["name": "Ander", "emails:lines": "Nieuw@zorg.example"],
                    "E-mailadressen (optioneel): dit is al van Nieuw."
                ),
                (
                    "register", "/people", ["name": "Ander", "emails:lines": "a@b.nl\r\nA@b.nl"],
                    "E-mailadressen (optioneel): zet hetzelfde er maar één keer in."
                ),
                (
                    "contract", own, ["segments:lines": "\(contract)\r\n"],
                    "Gecontracteerd voor (optioneel): er is niets veranderd."
                ),
                ("concern", own, ["concern": " "], "Concern: vul dit in."),
            ]
            for (form, path, typed, sentence) in refusals {
                let fields = path == "/organisations" ? organisation : [:]
                let answer = try await send(
                    form, fields.merging(typed) { $1 }, by: coordinator, to: path)
                #expect(answer.status == 422 && answer.body.contains(sentence), "\(sentence)")
            }
        }
    }

    @Test func `shows a link once, and gives nobody else's to who isn't an administrator`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            var administrator = try await PageVisitor.signedIn(DemoCast.administrator, at: server)
            let path = "/people/\(DemoCast.chair)"
            let page = try await administrator.get(path)
            var fields = PageVisitor.hidden(of: "link", in: page)
            fields["expiresAt"] = "\(server.harness.clock.now.advanced(bySeconds: 3600))"
            #expect(try await administrator.post(path, fields).body.contains("/sign-in/kd_"))
            let again = try await administrator.post(path, fields)
            #expect(again.status == 422 && !again.body.contains("/sign-in/kd_"))
            #expect(again.body.contains("één keer getoond"))

            var coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let token = PageVisitor.hidden(to: "/sign-out", in: try await coordinator.get("/"))
            fields["_token"] = token["_token"]
            fields["_key"] = "\(ServerHarness.key(8))"
            fields["token"] = "link-other"
            let refused = try await coordinator.post(path, fields)
            #expect(refused.status == 422 && !refused.body.contains("/sign-in/kd_"))
            // Nor any token but a link, by whomever.
            fields = PageVisitor.hidden(of: "link", in: try await administrator.get(path))
            fields["scope"] = "full"
            fields["expiresAt"] = "\(server.harness.clock.now.advanced(bySeconds: 3600))"
            let full = try await administrator.post(path, fields)
            #expect(full.status == 422 && !full.body.contains("kd_"))
        }
    }

    @Test func `gives and takes roles, places and access`() async throws {
        try await ServerHarness(.open).run { server in
            let administrator = try await PageVisitor.signedIn(DemoCast.administrator, at: server)
            let person = DemoCast.editor(of: DemoCast.home)
            let path = "/people/\(person)"
            let comer = try await PageVisitor.signedIn(person, at: server)
            let none = try await send("role", ["role:choice": ""], by: administrator, to: path)
            #expect(none.status == 422 && none.body.contains("id=\"role-1-error\""))
            for (form, typed) in [
                ("role", ["role:choice": "auditor"]), ("revoke-auditor", [:]),
                ("end-\(DemoCast.home)", [:]),
            ] {
                let done = try await send(form, typed, by: administrator, to: path)
                #expect(done.status == 303, "\(form): \(done.body)")
            }
            let page = try await administrator.get(path)
            #expect(page.body.contains("Hoort bij geen organisatie."))
            #expect(try await comer.get("/").body.contains("Welkom"))
            let session = try #require(
                page.body.matches(of: #/id="(withdraw-session-[^"]*)"/#).first)
            let out = try await send(String(session.1), by: administrator, to: path)
            #expect(out.status == 303)
            #expect(try await comer.get("/people").status == 401)
        }
    }

    @Test func `keeps the register of regular services, which everybody can search`() async throws {
        try await ServerHarness(.open).run { server in
            let path = "/regular-services"
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            var service = [
                "title": "Wijkspreekuur", "description": "Een spreekuur in elke wijk.",
                "regularSince:date": "31-02-2024", "source": "Besluit 2024",
            ]
            let refused = try await send("add", service, by: coordinator, to: path)
            #expect(refused.status == 422 && refused.body.contains("id=\"add-3-error\""))
            #expect(refused.body.contains("Een spreekuur in elke wijk.</textarea>"))
            service["regularSince:date"] = "1-2-2024"
            #expect(try await send("add", service, by: coordinator, to: path).status == 303)
            let reader = try await PageVisitor.signedIn(
                DemoCast.reader(of: DemoCast.home), at: server)
            let found = try await reader.get(path + "?q=spreekuur")
            #expect(found.body.contains("1 februari 2024") && !found.body.contains("Beeldbellen"))
            #expect(!found.body.contains("id=\"add\""))
        }
    }
}
