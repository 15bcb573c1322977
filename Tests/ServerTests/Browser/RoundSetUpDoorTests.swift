import Domain
import Pages
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `Setting up a round without scripts` {
    /// What stands in the fields of the form of that name, as a browser would send it.
    private func filled(_ form: String, in page: WebAnswer) throws -> [String: String] {
        var fields = PageVisitor.hidden(of: form, in: page)
        let start = try #require(page.body.firstRange(of: "id=\"\(form)\""))
        let rest = page.body[start.upperBound...]
        let own = rest.prefix(upTo: try #require(rest.firstRange(of: "</form>")).lowerBound)
        for field in own.matches(
            of: #/<input class="nl-text-input"[^>]*name="([^"]*)" value="([^"]*)"/#)
        {
            fields[String(field.1)] = String(field.2)
        }
        for field in own.matches(of: #/<textarea[^>]*name="([^"]*)"[^>]*>\n([^<]*)</#) {
            fields[String(field.1)] = String(field.2)
        }
        for field in own.matches(
            of: #/<select[^>]*name="([^"]*)"[^>]*>((?:(?!<\/select>)[\s\S])*)/#)
        {
            let options = String(field.2)
            let chosen =
                options.firstMatch(of: #/value="([^"]*)" selected/#)
                ?? options.firstMatch(of: #/value="([^"]*)"/#)
            fields[String(field.1)] = chosen.map { String($0.1) } ?? ""
        }
        return fields
    }

    private func send(
        _ form: String, _ typed: [String: String] = [:], by visitor: PageVisitor, to path: String
    ) async throws -> WebAnswer {
        var visitor = visitor
        let fields = try filled(form, in: try await visitor.get(path))
        return try await visitor.post(path, fields.merging(typed) { _, typed in typed })
    }

    private let own = [
        "rules.name": "Kansen in de wijk 2027", "rules.vision": "Zorg dichtbij.",
        "rules.effects.0.title:optional": "Minder zware zorg", "rules.pot:euros": "250.000",
        "rules.legalSource": "Regeling 2027", "rules.letters.authority": "het college",
        "rules.letters.address": "Postbus 1", "rules.letters.contact": "team zorg",
        "rules.letters.mandate": "namens het college",
    ]

    /// The seed on its sheet, which stands there in groups of four; nil for none.
    private static func key(in sheet: String) -> String? {
        sheet.firstMatch(of: #/id="key">((?:[0-9a-f]{4} ){15}[0-9a-f]{4})</#)
            .map { String($0.1).replacing(" ", with: "") }
    }

    @Test func `goes from nothing to a published round`() async throws {
        try await ServerHarness(.absent).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            #expect(try await coordinator.get("/").body.contains("Stel uw eerste ronde in"))
            var without = own
            without["rules.pot:euros"] = ""
            let refused = try await send("rules", without, by: coordinator, to: "/new-round")
            #expect(
                refused.status == 422 && refused.body.contains("Vul een bedrag in, zoals 12.500"))
            #expect(refused.body.contains("value=\"Kansen in de wijk 2027\""))
            let field = try #require(
                refused.body.firstMatch(of: #/aria-invalid|name="rules.pot:euros"[^>]*invalid/#))
            #expect(!field.output.isEmpty)

            let made = try await send("rules", own, by: coordinator, to: "/new-round")
            let round = "/rounds/kansen-in-de-wijk-2027"
            #expect(made.status == 200 && made.headers["cache-control"] == "no-store")
            let next = "\(round)/check?saved=rules&amp;act=createRound#rules"
            #expect(made.body.contains("href=\"\(next)\""), "\(made.body)")
            let seed = try #require(Self.key(in: made.body))
            let fingerprint = SHA256Hashing().digest(of: Array(seed.utf8)).hexadecimal
            let taken = try await send("rules", own, by: coordinator, to: "/new-round")
            #expect(taken.status == 422 && taken.body.contains("id=\"rules-1-error\""))
            #expect(taken.body.contains("Naam van de ronde: er is al een ronde die zo heet."))
            let check = try await coordinator.get(round + "/check?saved=rules&act=createRound")
            #expect(check.body.contains("De ronde is aangemaakt."))
            #expect(check.body.contains("De geheime lotingssleutel is afgedrukt"))
            #expect(check.body.contains("Nog nodig") && !check.body.contains("id=\"publish\""))

            let settings = round + "/settings"
            let changed = try await send(
                "rules",
                [
                    "rules.criteria.5.title:optional": "", "rules.criteria.5.text:optional": "",
                    "rules.criteria.0.weight:row": "30", "rules.pot:euros": "300.000,50",
                    "rules.tieChain.0:identifier": "rules.criteria.4.title",
                ], by: coordinator, to: settings)
            #expect(changed.status == 303, "\(changed.body)")
            #expect(try await coordinator.get(settings).body.contains("value=\"\(fingerprint)\""))
            let rules = try await coordinator.get(round + "/rules").body
            #expect(
                rules.contains("€\u{A0}300.000,50") && !rules.contains("Meetbaarheid en borging"))
            #expect(rules.contains("Businesscase; Mate van vernieuwing; Kwaliteit"))

            for (person, kind) in [
                (DemoCast.chair, "chair"), (DemoCast.deputy, "deputyChair"),
                (DemoCast.memberOne, "member"), (DemoCast.secretary, "secretary"),
            ] {
                let seat = ["person:choice": person.rawValue, "kind:choice": kind]
                let done = try await send("appoint", seat, by: coordinator, to: round + "/seats")
                #expect(done.status == 303, "\(kind): \(done.body)")
            }
            let look = try await send("publish", by: coordinator, to: round + "/check")
            #expect(look.status == 200 && look.body.contains("Controleer en bevestig"))
            var visitor = coordinator
            let confirmed = PageVisitor.hidden(to: round + "/check", in: look)
            let published = try await visitor.post(round + "/check", confirmed)
            #expect(published.status == 303, "\(published.body)")
            // The page to check it on is gone by then.
            #expect(
                published.headers["location"] == round + "?saved=publish&act=publishRound#publish")
            let told = try await coordinator.get(round + "?saved=publish&act=publishRound")
            #expect(told.body.contains("De ronde is gepubliceerd."))
            let provider = try await PageVisitor.signedIn(
                DemoCast.editor(of: DemoCast.home), at: server)
            #expect(try await provider.get("/").body.contains("Kansen in de wijk 2027"))
            let read = try await provider.get(round + "/rules")
            #expect(read.status == 200 && !read.body.contains("Dit is een voorbeeld"))
            #expect(try await coordinator.get(round + "/check").status == 404)
        }
    }

    @Test func `puts a refusal at its field, and loses no row`() async throws {
        try await ServerHarness(.draft).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let path = "/rounds/\(DemoCast.round)/settings"
            for (typed, field) in [
                (["rules.closesAt:moment": "2026-02-02T09:00"], "rules.closesAt:moment"),
                (["rules.criteria.6.title:optional": "Zevende"], "rules.criteria.6.text:optional"),
                (["rules.scale:lines": "goed"], "rules.scale:lines"),
                (
                    [
                        "rules.tieChain.0:identifier": "rules.criteria.0.title",
                        "rules.tieChain.1:identifier": "rules.criteria.0.title",
                    ], "rules.tieChain.0:identifier"
                ),
                (["rules.thresholdPoints:integer": "101"], "rules.thresholdPoints:integer"),
            ] {
                let refused = try await send("rules", typed, by: coordinator, to: path)
                #expect(refused.status == 422, "\(field)")
                let tag = refused.body.firstMatch(of: try Regex("name=\"\(field)\"[^>]*>"))
                #expect(tag.map { $0.0.contains("aria-invalid") } == true, "\(field)")
                for text in typed.values { #expect(refused.body.contains(text), "\(text)") }
            }
            let empty = try await send(
                "appoint", ["person:choice": ""], by: coordinator,
                to: "/rounds/\(DemoCast.round)/seats")
            #expect(empty.status == 422 && empty.body.contains("id=\"appoint-1-error\""))
            let decides = try await send(
                "appoint",
                ["person:choice": DemoCast.decisionMaker.rawValue, "kind:choice": "member"],
                by: coordinator, to: "/rounds/\(DemoCast.round)/seats")
            #expect(decides.status == 422 && decides.body.contains("id=\"appoint-1-error\""))
            #expect(decides.body.contains("beslist namens de gemeente en kan daarom geen stem"))
            #expect(!decides.body.contains("“\(DemoCast.decisionMaker)”"))
        }
    }

    @Test func `tells everything that is wrong at once, by what the fields are called`()
        async throws
    {
        try await ServerHarness(.absent).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let empty = own.mapValues { _ in "" }
            let refused = try await send("rules", empty, by: coordinator, to: "/new-round")
            #expect(refused.status == 422)
            for told in [
                "Naam van de ronde: vul dit in.", "Wat de gemeente wil bereiken: vul dit in.",
                "Maatschappelijk effect 1: vul er minstens één in.",
                "Beschikbaar bedrag in euro’s: vul een bedrag in, zoals 12.500 of 12.500,50.",
                "Regeling, contract of begrotingspost: vul dit in.", "Wie besluit: vul dit in.",
                "Adres voor bezwaar: vul dit in.", "Wie men kan vragen: vul dit in.",
                "Ondertekening: vul dit in.",
            ] {
                #expect(refused.body.contains(">\(told)</a></li>"), "\(told)")
            }
            #expect(refused.body.matches(of: #/ aria-invalid="true"/#).count == 9)
            let wrong = try await send(
                "rules",
                own.merging([
                    "rules.year:integer": "twintig", "rules.pot:euros": "abc",
                    "rules.closesAt:moment": "2020-01-01T12:00",
                    "rules.criteria.2.weight:row": "-3", "rules.thresholdPoints:integer": "160",
                    "rules.scale:lines": "goed", "rules.offerDays:integer": "",
                ]) { _, wrong in wrong }, by: coordinator, to: "/new-round")
            for told in [
                "Jaar: vul een jaar in van 1996 tot en met 9999.",
                "Indienen tot: kies een moment dat na “Indienen vanaf” ligt.",
                "Criterium 3, Gewicht: vul een heel getal in van 1 tot en met 1.000.",
                "Drempel, van 0 tot en met 100 punten: vul een heel getal in van 0 tot en met 100.",
                "Schaal: vul 2 tot en met 10 regels in.",
                "antwoorden: vul een heel getal in van 1 tot en met 365.",
            ] {
                #expect(wrong.body.contains("\(told)</a></li>"), "\(told)")
            }
            #expect(wrong.body.matches(of: #/ aria-invalid="true"/#).count == 7)
            let shown = try #require(wrong.body.firstMatch(of: #/<ul>[\s\S]*?<\/ul>/#))
            for code in ["missing", "thresholdPoints", "weight", "closesAt", "rules."] {
                #expect(!shown.0.replacing(#/href="[^"]*"/#, with: "").contains(code), "\(code)")
            }
        }
    }

    @Test func `shows a seed once it is stored, the same that was sent, and another when asked`()
        async throws
    {
        try await ServerHarness(.absent).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let page = try await coordinator.get("/new-round")
            var fields = try filled("rules", in: page)
            let seed = try #require(fields["rules.lotterySeed:seed"])
            // Nobody prints what may be another by the time that the form is sent.
            #expect(page.body.contains("type=\"hidden\" name=\"rules.lotterySeed:seed\""))
            #expect(!page.body.contains("<label class=\"page-option\""))
            fields.merge(own) { _, typed in typed }
            fields["rules.letters.mandate"] = ""
            var visitor = coordinator
            let refused = try await visitor.post("/new-round", fields)
            #expect(refused.status == 422 && refused.body.contains("value=\"\(seed)\""))
            fields["rules.letters.mandate"] = "namens het college"
            let made = try await visitor.post("/new-round", fields)
            #expect(made.status == 200 && Self.key(in: made.body) == seed)
            let settings = "/rounds/kansen-in-de-wijk-2027/settings"
            let shown = try await coordinator.get(settings).body
            #expect(!shown.contains(seed))
            let other = try #require(
                shown.firstMatch(of: #/type="checkbox"[^>]*:seed" value="([0-9a-f]{64})"/#)?.1)
            let again = try await send(
                "rules", ["rules.lotterySeed:seed": String(other)], by: coordinator, to: settings)
            #expect(again.status == 200 && Self.key(in: again.body) == String(other))
            let fingerprint = SHA256Hashing().digest(of: Array(other.utf8)).hexadecimal
            #expect(
                try await coordinator.get(settings).body.contains("value=\"\(fingerprint)\""))
        }
    }

    @Test func `a saved form that nothing was typed in changes nothing`() async throws {
        var rules = RuleSample()
        rules.fourEyes = [StepPair(.screen, .decide)]
        rules.dossiersPerLead = 2
        try await ServerHarness(RoundStage.draft.builder(rules: rules)).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let path = "/rounds/\(DemoCast.round)/settings"
            var before = try filled("rules", in: try await coordinator.get(path))
            let saved = try await send("rules", by: coordinator, to: path)
            #expect(saved.status == 303, "\(saved.body)")
            var after = try filled("rules", in: try await coordinator.get(path))
            (before["_key"], after["_key"]) = (nil, nil)
            #expect(before == after && before["rules.fourEyes.0.first"] == "screen")
        }
    }

    @Test func `corrects what was published until the round opens, but not its amount`()
        async throws
    {
        try await ServerHarness(.published).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let round = "/rounds/\(DemoCast.round)"
            let pot = try await send(
                "rules", ["rules.pot:euros": "90.000"], by: coordinator, to: round + "/settings")
            let tag = pot.body.firstMatch(of: #/name="rules.pot:euros"[^>]*aria-invalid/#)
            #expect(pot.status == 422 && tag != nil)
            let vision = try await send(
                "rules", ["rules.vision": "Beter gezegd."], by: coordinator,
                to: round + "/settings")
            #expect(vision.status == 303, "\(vision.body)")
            let provider = try await PageVisitor.signedIn(
                DemoCast.editor(of: DemoCast.home), at: server)
            #expect(try await provider.get(round + "/rules").body.contains("Beter gezegd."))
        }
        try await ServerHarness(.open).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let page = try await coordinator.get("/rounds/\(DemoCast.round)/settings")
            #expect(!page.body.contains("id=\"rules\""))
        }
    }

    @Test func `moves the closing later and withdraws the round, which is confirmed`() async throws
    {
        try await ServerHarness(.open).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let path = "/rounds/\(DemoCast.round)/settings"
            let field = "closesAt:moment"
            let earlier = try await send(
                "closing", [field: "2026-03-01T12:00"], by: coordinator, to: path)
            #expect(earlier.status == 422 && earlier.body.contains("value=\"2026-03-01T12:00\""))
            let later = try await send(
                "closing", [field: "2026-04-30T12:00"], by: coordinator, to: path)
            #expect(later.status == 303, "\(later.body)")
            let reasons = ["reasons": "De raad heeft het geld elders nodig."]
            let look = try await send("withdraw", reasons, by: coordinator, to: path)
            #expect(look.status == 200 && look.body.contains("Ingetrokken"))
            var visitor = coordinator
            let done = try await visitor.post(path, PageVisitor.hidden(to: path, in: look))
            #expect(done.status == 303)
            #expect(try await coordinator.get("/").body.contains("Ingetrokken"))
        }
    }

    @Test func `says that it happened also where the form is gone by it`() async throws {
        try await ServerHarness(.draft).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let path = "/rounds/\(DemoCast.round)/seats"
            let form = "dismiss-\(DemoCast.secretary)"
            let done = try await send(form, by: coordinator, to: path)
            let saved = "\(path)?saved=\(form)"
            #expect(done.headers["location"] == "\(saved)&act=dismissSeat#\(form)")
            let page = try await coordinator.get("\(saved)&act=dismissSeat")
            #expect(page.body.contains("Deze persoon zit niet meer in de commissie."))
            for unknown in ["", "&act=", "&act=%3Cb%3E"] {
                let page = try await coordinator.get(saved + unknown)
                #expect(page.body.contains("Gelukt. Wat u vroeg, is gedaan."), "\(unknown)")
            }
            #expect(!page.body.contains("id=\"\(form)\""))
            let plain = try await coordinator.get(path)
            #expect(!plain.body.contains("Gelukt."))
        }
    }

    @Test func `finishes the round once it is decided`() async throws {
        try await ServerHarness(.decided).run { server in
            let coordinator = try await PageVisitor.signedIn(DemoCast.coordinator, at: server)
            let path = "/rounds/\(DemoCast.round)/settings"
            let look = try await send("finish", by: coordinator, to: path)
            #expect(look.status == 200 && look.body.contains("Afgerond"), "\(look.body)")
            var visitor = coordinator
            let done = try await visitor.post(path, PageVisitor.hidden(to: path, in: look))
            #expect(done.status == 303)
            let page = try await coordinator.get(path)
            #expect(!page.body.contains("id=\"finish\"") && !page.body.contains("id=\"withdraw\""))
        }
    }
}
