import Domain
import Pages
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `A coalition without scripts` {
    private let lead = DemoCast.mental
    private let guests = [DemoCast.disability, DemoCast.home]
    private let path = "/rounds/\(DemoCast.round)/dossiers/1"

    @Test func `three organisations bring a dossier from its start to the receipt`() async throws {
        try await ServerHarness(.open).run { server in
            let course = try await CoalitionCourse(lead: lead, guests: guests, at: server)
            let address = try await course.start("Samen sneller thuis")
            for guest in guests {
                try await course.send(
                    "invite", at: address + "/partners", by: lead,
                    ["organisation:choice": guest.rawValue])
                let start = try await course.look("/", by: guest)
                #expect(start.contains("Beantwoord de uitnodiging voor “Samen sneller thuis”"))
                try await course.send("accept", at: address + "/partners", by: guest)
            }
            for section in Section.texts {
                try await course.send(
                    section.rawValue, at: address, by: lead, ["text": "Over \(section)."])
            }
            for organisation in [lead] + guests {
                try await course.send(
                    "role", at: address + "/partners", by: organisation, ["text": "Doet mee."])
                try await course.send(
                    "costs", at: address + "/costs", by: organisation,
                    CoalitionCourse.costs("Inzet"))
            }
            #expect(try await course.look(address + "/costs", by: lead).contains("€\u{A0}120.000"))
            let missing = try await course.look(address + "/signing", by: lead)
            #expect(missing.contains("Verwachte effecten: nog niet ingevuld"))
            try await course.send(
                "effects", at: address + "/effects", by: lead,
                [
                    "effects.0.effect:optional": course.effect,
                    "effects.0.indicator:optional": "Terug binnen een half jaar",
                    "effects.0.baseline:number": "12,5", "effects.0.target:number": "10",
                    "effects.0.measuredOn:optional": "2027-06-30",
                ])
            try await course.send(
                "parties", at: address + "/effects", by: lead,
                [
                    "parties.0.name:optional": "Wijkteam Oost",
                    "parties.0.kind:optional": "neighbourhoodTeam",
                ])
            try await course.send("offer", at: address + "/signing", by: lead)
            for organisation in [lead] + guests {
                try await course.send("sign", at: address + "/signing", by: organisation)
            }
            try await course.confirm("submit", at: address + "/signing", by: lead)
            for organisation in [lead] + guests {
                let page = try await course.look(address + "/signing", by: organisation)
                #expect(page.contains("Ontvangstbewijs") && page.contains("Vingerafdruk"))
                #expect(page.contains("van 12,5 naar 10, gemeten op 30 juni 2027"))
                #expect(page.contains("Wijkteam Oost (Wijkteam)"))
            }
        }
    }

    @Test func `a change after signing stands beside what was signed`() async throws {
        try await ServerHarness(.signing).run { server in
            let course = try await CoalitionCourse(
                lead: lead, guests: [DemoCast.disability], at: server)
            try await course.send(
                "decline", at: path + "/signing", by: DemoCast.disability,
                [
                    "reasons": "De risico’s zijn nog te mager beschreven.",
                    "sections.0:optional": "risks",
                ])
            try await course.send("risks", at: path, by: lead, ["text": "Te weinig mensen."])
            let page = try await course.look(path + "/signing", by: DemoCast.disability)
            #expect(page.contains("Wat er veranderde sinds uw laatste handtekening"))
            #expect(page.contains("<dd class=\"page-text\">Over risks.</dd>"))
            #expect(page.contains("<dd class=\"page-text\">Te weinig mensen.</dd>"))
        }
    }

    @Test func `what can't be read or taken is said at its field, and what was typed is kept`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let course = try await CoalitionCourse(lead: lead, guests: [], at: server)
            var typed = CoalitionCourse.costs("Inzet")
            typed["lines.0.own:euros"] = "tien"
            let letters = try await course.post("costs", at: path + "/costs", by: lead, typed)
            #expect(letters.status == 422 && letters.body.contains("id=\"costs-3-error\""))
            #expect(letters.body.contains("value=\"tien\""))
            typed["lines.0.own:euros"] = "5.000"
            let sum = try await course.post("costs", at: path + "/costs", by: lead, typed)
            #expect(sum.status == 422 && sum.body.contains("id=\"costs-5-error\""))
            for (choice, sentence) in [("", "Kies er een."), ("bestaat-niet", "is niet bekend")] {
                let refused = try await course.post(
                    "invite", at: path + "/partners", by: lead, ["organisation:choice": choice])
                #expect(refused.status == 422 && refused.body.contains("id=\"invite-1-error\""))
                #expect(refused.body.contains(sentence))
            }
            let known = try await course.look(path + "/partners", by: lead)
            #expect(known.contains("<option value=\"zorg-oost\">Stichting zorg-oost</option>"))
            #expect(!known.contains("<option value=\"\(lead)\""))
        }
    }

    @Test func `what was refused is told also where its form is gone`() async throws {
        try await ServerHarness(.signing).run { server in
            let course = try await CoalitionCourse(
                lead: lead, guests: [DemoCast.disability], at: server)
            let signing = path + "/signing"
            var visitor = try course.visitor(of: lead)
            let submit = PageVisitor.hidden(of: "submit", in: try await visitor.get(signing))
            try await course.send(
                "decline", at: signing, by: DemoCast.disability,
                [
                    "reasons": "De kosten zijn toch hoger dan wij dachten.",
                    "sections.0:optional": "costs",
                ])
            let refused = try await visitor.post(signing, submit)
            #expect(refused.status == 422 && !refused.body.contains("id=\"submit\""))
            #expect(refused.body.contains("id=\"problems\""))
            #expect(refused.body.contains("<li><a href=\"#main\">Dit kan nu niet: het dossier"))
            #expect(refused.body.contains("Stichting lvb-zuid wil nog niet ondertekenen.<"))
            #expect(refused.body.contains("Er is niets veranderd. Dit is de reden:"))
            #expect(!refused.body.contains("“draft”"))
        }
    }

    @Test func `who writes on after submitting is told first what stays valid`() async throws {
        try await ServerHarness(.submitted).run { server in
            let course = try await CoalitionCourse(lead: lead, guests: [], at: server)
            let look = try await course.post("reopen", at: path + "/signing", by: lead)
            #expect(look.status == 200 && look.body.contains("Ingediend → Concept"))
            for sentence in [
                "Wat u indiende, blijft gelden tot u opnieuw indient.",
                "Alle partners ondertekenen dan opnieuw voordat u opnieuw kunt indienen.",
                "Uw partners zien op hun startpagina dat het dossier weer een concept is.",
            ] { #expect(look.body.contains(sentence)) }
            let confirmed = PageVisitor.hidden(to: path + "/signing", in: look)
            var visitor = try course.visitor(of: lead)
            #expect(try await visitor.post(path + "/signing", confirmed).status == 303)
            let page = try await visitor.get(path + "/signing")
            #expect(page.body.contains("telt als u niet opnieuw indient."))
        }
    }

    @Test func `a form that was sent empty names no parameter`() async throws {
        try await ServerHarness(.open).run { server in
            let course = try await CoalitionCourse(lead: lead, guests: [], at: server)
            let round = "/rounds/\(DemoCast.round)"
            let title = try await course.post("start", at: round, by: lead, ["title": ""])
            #expect(title.body.contains("Titel: vul dit in.") && !title.body.contains("“title”"))
            for (form, page) in [("costs", "/costs"), ("effects", "/effects")] {
                let sent = try await course.post(form, at: path + page, by: lead)
                #expect(sent.status == 303, "\(form): \(sent.body)")
            }
        }
    }

    @Test func `what the municipality must still do is told before the last click`() async throws {
        try await ServerHarness(.open).run { server in
            let course = try await CoalitionCourse(
                lead: DemoCast.unverified, guests: [], at: server)
            let address = try await course.start("Nog niet gecontroleerd")
            let signing = try await course.look(address + "/signing", by: DemoCast.unverified)
            #expect(signing.contains("moet nog worden gecontroleerd door de gemeente"))
        }
    }

    @Test func `the most cost lines are taken, and of one more all are kept on the page`()
        async throws
    {
        try await ServerHarness(.open).run { server in
            let course = try await CoalitionCourse(lead: lead, guests: [], at: server)
            for count in [Limits.costLinesPerPartner, Limits.costLinesPerPartner + 1] {
                var rows: [String: String] = [:]
                for index in 0..<count {
                    for (name, value) in CoalitionCourse.costs("Regel \(index)")
                    where name.hasPrefix("lines.0.") {
                        rows["lines.\(index)." + name.dropFirst("lines.0.".count)] = value
                    }
                }
                let answer = try await course.post("costs", at: path + "/costs", by: lead, rows)
                let isTaken = count == Limits.costLinesPerPartner
                #expect(answer.status == (isTaken ? 303 : 422))
                let isKept = answer.body.contains("value=\"Regel \(count - 1)\"")
                #expect(isTaken || isKept)
            }
            // Emptied rows are removed.
            let emptied = Dictionary(
                uniqueKeysWithValues: (1..<50).map { ("lines.\($0).description:optional", "") })
            try await course.send(
                "costs", at: path + "/costs", by: lead,
                CoalitionCourse.costs("Inzet").merging(emptied) { given, _ in given })
            let page = try await course.look(path + "/costs", by: lead)
            #expect(page.contains("value=\"Inzet\"") && !page.contains("Regel 1"))
        }
    }
}
