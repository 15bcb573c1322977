import Domain
import Server
import Support
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `An initiative without scripts` {
    private let path = "/rounds/\(DemoCast.round)/initiatives/1"
    private let manager = DemoCast.relationshipManager
    private let signatory = DemoCast.signatory(of: DemoCast.mental)

    /// Everybody who comes in, each with a browser.
    private struct Course {
        let server: RunningServer
        private var visitors: [PersonID: PageVisitor] = [:]

        init(_ server: RunningServer, _ people: [PersonID]) async throws {
            self.server = server
            for person in people {
                visitors[person] = try await PageVisitor.signedIn(person, at: server)
            }
        }

        func look(_ path: String, by person: PersonID) async throws -> WebAnswer {
            guard let visitor = visitors[person] else { throw UnexpectedAnswer(answer: nil) }
            return try await visitor.get(path)
        }

        /// Sends the form of that name on the page, filled in so.
        func send(
            _ form: String, at path: String, by person: PersonID, _ typed: [String: String] = [:]
        ) async throws -> WebAnswer {
            guard var visitor = visitors[person] else { throw UnexpectedAnswer(answer: nil) }
            let fields = PageVisitor.hidden(of: form, in: try await visitor.get(path))
            #expect(!fields.isEmpty, "\(form)")
            return try await visitor.post(path, fields.merging(typed) { $1 })
        }

        /// The same for what is looked at once more before it happens.
        func confirm(_ form: String, at path: String, by person: PersonID) async throws {
            let look = try await send(form, at: path, by: person)
            guard var visitor = visitors[person] else { throw UnexpectedAnswer(answer: nil) }
            let fields = PageVisitor.hidden(to: path, in: look)
            #expect(fields["confirm"] != nil, "\(form): \(look.body)")
            #expect(try await visitor.post(path, fields).status == 303, "\(form)")
        }
    }

    private let terms = [
        "terms.indicators.0.baseline:number": "60", "terms.indicators.0.target:number": "75",
        "terms.indicators.9.baseline:number": "7", "terms.indicators.9.target:number": "8,5",
        "terms.periods.0.from:optional": "2026-07-01",
        "terms.periods.0.to:optional": "2026-09-30",
        "terms.periods.0.due:optional": "2026-10-21",
        "terms.tranches.0.amount:euros": "10.000", "terms.talkMonths:integer": "3",
        "terms.interpretationRequired:boolean": "true",
    ]

    @Test func `is agreed on by forms alone, and what was typed wrongly is kept`() async throws {
        let (path, manager, signatory, terms) = (path, manager, signatory, terms)
        try await ServerHarness(.decided).run { server in
            let course = try await Course(server, [manager, signatory])
            let agreement = path + "/agreement"
            let start = try await course.look("/", by: manager)
            #expect(start.body.contains("Stel afspraken voor"))
            let wrong = try await course.send(
                "propose", at: agreement, by: manager,
                terms.merging(["terms.indicators.0.target:number": "veel"]) { $1 })
            #expect(wrong.status == 422)
            #expect(wrong.body.contains(">Doel: vul een getal in, zoals 12,5.</p>"))
            #expect(wrong.body.contains("value=\"veel\" autocomplete=\"off\" aria-describedby"))
            let contradicting = try await course.send(
                "propose", at: agreement, by: manager,
                terms.merging(["terms.indicators.0.target:number": "50"]) { $1 })
            #expect(contradicting.status == 422)
            #expect(
                contradicting.body.contains("value=\"50\" autocomplete=\"off\" aria-describedby"))
            let done = try await course.send("propose", at: agreement, by: manager, terms)
            #expect(done.status == 303, "\(done.body)")
            try await course.confirm("sign", at: agreement, by: manager)
            try await course.confirm("sign", at: agreement, by: signatory)
            let page = try await course.look(agreement, by: signatory)
            #expect(page.body.contains("Wat er nu geldt"))
            #expect(page.body.contains("Gesprek ten minste elke 3 maanden."))
        }
    }

    @Test func `says what is missing of an agreement and of lessons, at each field`() async throws {
        let (path, manager, signatory, terms) = (path, manager, signatory, terms)
        try await ServerHarness(.decided).run { server in
            let course = try await Course(server, [manager])
            let wrongs: [([String: String], String)] = [
                (
                    terms.filter { !$0.key.contains("indicators") },
                    ": vul bij minstens één cijfer de nulmeting en het doel in."
                ),
                (
                    terms.filter { !$0.key.contains("periods") },
                    ": vul minstens één periode in waarover wordt gerapporteerd."
                ),
                (
                    ["terms.periods.0.to:optional": "2026-09-15"],
                    ": elke periode is een hele kalendermaand, een kwartaal of een half jaar."
                ),
                (
                    ["terms.periods.0.due:optional": "2026-09-29"],
                    ": zet de perioden op volgorde, elk met een inleverdag na de laatste dag."
                ),
                (
                    ["terms.tranches.0.amount:euros": "90.000"],
                    ": de delen zijn samen meer dan er is toegekend."
                ),
                (
                    ["terms.tranches.0.report:integer": "3"],
                    ": vul het nummer in van een periode hierboven."
                ),
                (
                    ["terms.indicators.0.target:number": "50"],
                    ": kies een doel dat beter is dan de nulmeting."
                ),
                (
                    ["terms.talkMonths:integer": "13"],
                    ": vul een heel getal in van 1 tot en met 12."
                ),
            ]
            for (typed, sentence) in wrongs {
                let fields = typed.count > 1 ? typed : terms.merging(typed) { $1 }
                let answer = try await course.send(
                    "propose", at: path + "/agreement", by: manager, fields)
                #expect(answer.status == 422 && answer.body.contains(sentence), "\(sentence)")
            }
        }
        try await ServerHarness(.agreed).run { server in
            let course = try await Course(server, [signatory])
            let stopped = try await course.send(
                "stop", at: path + "/lessons", by: signatory,
                ["lessons.tried": "", "lessons.learned": " ", "lessons.keep": ""])
            for field in 1...3 { #expect(stopped.body.contains("id=\"stop-\(field)-error\"")) }
        }
    }

    @Test func `is reported on, paid, talked about and handed over by forms alone`() async throws {
        let (path, manager, signatory) = (path, manager, signatory)
        let holder = DemoCast.budgetHolder
        let team = DemoCast.team
        try await ServerHarness(.agreed).run { server in
            let course = try await Course(server, [manager, signatory, holder, team])
            func sent(
                _ form: String, _ place: String, _ person: PersonID, _ typed: [String: String] = [:]
            ) async throws {
                let answer = try await course.send(form, at: path + place, by: person, typed)
                #expect(answer.status == 303, "\(form): \(answer.body)")
            }
            let story = ["figures.0.interpretation": "Goed.", "figures.1.interpretation": "Goed."]
            let wrong = try await course.send(
                "report", at: path + "/reports/1", by: signatory,
                story.merging(["figures.0.value:number": "170"]) { $1 })
            #expect(wrong.status == 422 && wrong.body.contains("value=\"170\""))
            #expect(wrong.body.contains("id=\"report-1-error\""))
            try await sent(
                "report", "/reports/1", signatory,
                story.merging(["figures.0.value:number": "66,5", "figures.0.n:integer": "20"]) {
                    $1
                })
            try await sent("hand-in", "/reports/1", signatory)
            try await sent("adopt", "/reports/1", manager)
            try await sent("claim-1", "/payments", signatory)
            try await sent("substance-1", "/payments", manager)
            try await sent("finance-1", "/payments", holder)
            try await course.confirm("pay-1", at: path + "/payments", by: holder)
            try await sent(
                "talk", "/talks", manager,
                [
                    "talk.heldOn": "2026-10-05", "talk.note": "Het gaat goed.",
                    "talk.present.1:optional": "De penvoerder",
                ])
            try await sent("confirm-1", "/handovers", team, ["confirmedOn": "2026-10-05"])
            let figures = try await course.look(path, by: signatory)
            #expect(figures.body.contains("66,5% (3e kwartaal 2026)"))
            #expect(figures.body.contains("€\u{A0}15.000"))
            let talks = try await course.look(path + "/talks", by: signatory)
            #expect(talks.body.contains("Het gaat goed."))
        }
    }
}
