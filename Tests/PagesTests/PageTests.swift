import Domain
import Pages
import Support
import Testing

@Suite struct `Pages` {
    private let refusal = PageRefusal(
        code: "textTooLong", sentence: Phrase("Te lang.", "Too long."), subject: "reason")

    @Test(arguments: Language.allCases)
    func `are as they were looked at, in each state and language`(language: Language) throws {
        let editor = DemoCast.editor(of: DemoCast.mental)
        let round = ["round": DemoCast.round.rawValue]
        let refused = Attempt(form: "reason", typed: ["text": "Getypt"], refusal: refusal)
        let visits: [(String, Visit, PageContent?)] = [
            try page("start", StartPage.self, PageSample.visit(.open, by: editor, language)),
            try page(
                "start-nothing", StartPage.self,
                PageSample.visit(.open, by: DemoCast.nobody, language)),
            try page(
                "round", RoundPage.self,
                PageSample.visit(
                    .open, by: editor, language, names: round,
                    address: RoundPage.address(DemoCast.round))),
            try page("dossier", DossierPage.self, PageSample.dossier(.open, language)),
            try page(
                "dossier-saved", DossierPage.self,
                PageSample.dossier(.open, language, query: ["saved": "reason"])),
            try page(
                "dossier-refused", DossierPage.self,
                PageSample.dossier(.open, language, attempt: refused)),
            try page("dossier-submitted", DossierPage.self, PageSample.dossier(.closed, language)),
        ]
        try check(visits, language)
    }

    @Test(arguments: Language.allCases)
    func `of a coalition are as they were looked at`(language: Language) throws {
        let cents = PageRefusal(
            code: "unreadable", sentence: Phrase("Geen bedrag.", "No amount."),
            path: "lines.0.own")
        let typed = Attempt(form: "costs", typed: ["lines.0.own:euros": "tien"], refusal: cents)
        let guest = DemoCast.signatory(of: DemoCast.mentalYouth)
        try check(
            [
                step("coalition", CoalitionPage.self, .open, language),
                step("coalition-invited", CoalitionPage.self, .open, language, guest, dossier: 3),
                step("costs", CostsPage.self, .open, language),
                step("costs-refused", CostsPage.self, .open, language, attempt: typed),
                step("effects", EffectsPage.self, .open, language),
                step("effects-read", EffectsPage.self, .closed, language),
                step(
                    "signing-missing", SigningPage.self, .open, language,
                    DemoCast.editor(of: DemoCast.digital), dossier: 3),
                step("signing-complete", SigningPage.self, .open, language),
                step("signing", SigningPage.self, .signing, language),
                step("signing-receipt", SigningPage.self, .submitted, language),
            ], language)
    }

    private func step(
        _ name: String, _ page: any Page.Type, _ stage: RoundStage, _ language: Language,
        _ person: PersonID = DemoCast.signatory(of: DemoCast.mental), attempt: Attempt? = nil,
        dossier: Int = 1
    ) throws -> (String, Visit, PageContent?) {
        try self.page(
            name, page,
            PageSample.step(
                page, stage, language, by: person, attempt: attempt, dossier: dossier))
    }

    private func check(
        _ visits: [(String, Visit, PageContent?)], _ language: Language
    ) throws {
        for (name, visit, content) in visits {
            let html = PageSample.frame.html(of: try #require(content), for: visit)
            let difference = try PinnedFile("page-\(name)-\(language.rawValue).html")
                .difference(from: html)
            #expect(difference == nil)
        }
    }

    private func page(
        _ name: String, _ page: any Page.Type, _ visit: Visit
    ) -> (String, Visit, PageContent?) {
        (name, visit, page.content(of: visit))
    }

    @Test func `name no word that a catalogue lacks`() {
        for (template, keys) in PageWords.named {
            #expect(Set(keys).subtracting(PageWords.keys(of: template)) == [], "\(template)")
        }
    }

    @Test func `have every word in both languages`() {
        for phrase in PageWords.all {
            #expect(!phrase.nl.isEmpty && !phrase.en.isEmpty)
        }
    }

    @Test func `keep a form apart from what others typed and from HTML`() throws {
        let attempt = Attempt(
            form: "risks", typed: ["text": "</textarea><script>"], refusal: refusal)
        let visit = try PageSample.dossier(.open, attempt: attempt)
        let content = try #require(DossierPage.content(of: visit))
        let html = PageSample.frame.html(of: content, for: visit)
        #expect(html.contains("&lt;/textarea&gt;&lt;script&gt;"))
        #expect(html.matches(of: #/&lt;script&gt;/#).count == 1)
        #expect(html.matches(of: #/<script/#).count == 1)
    }

    @Test func `call by its name whatever is confirmed`() {
        let confirmed = RoundSamples.commands.filter(\.demandsConfirmation).map { caseName(of: $0) }
        #expect(Set(confirmed) == Set(ConfirmedAct.allCases.map(\.rawValue)))
        for act in ConfirmedAct.allCases { #expect(!act.phrase.nl.isEmpty, "\(act)") }
    }

    @Test func `tell of whatever was confirmed that it was done`() throws {
        let done = Set(DoneAct.allCases.map(\.rawValue))
        #expect(Set(ConfirmedAct.allCases.map(\.rawValue)).subtracting(done) == [])
        let commands =
            RoundSamples.commands.map { caseName(of: $0) }
            + (try DirectorySamples.commands().map { caseName(of: $0) })
        #expect(done.subtracting(commands) == [])
        for act in DoneAct.allCases {
            #expect(!act.phrase.nl.isEmpty && !act.phrase.en.isEmpty, "\(act)")
        }
    }

    @Test func `write amounts, days and moments as each language does`() throws {
        let moment = amsterdam("2026-03-31T12:00:00")
        #expect(Written(.dutch).money(Cents(10_000_050)) == "€\u{A0}100.000,50")
        #expect(Written(.english).money(Cents(10_000_050)) == "€100,000.50")
        #expect(Written(.dutch).moment(moment) == "31 maart 2026, 12.00 uur")
        #expect(Written(.english).moment(moment) == "31 March 2026, 12:00")
        #expect(Written(.dutch).lastDay(until: moment.instant) == "31 maart 2026")
        #expect(Written(.dutch).end(moment.instant) == "tot 31 maart 2026, 12.00 uur")
        #expect(Written(.english).end(moment.instant) == "until 31 March 2026, 12:00")
        let midnight = amsterdam("2026-04-01T00:00:00").instant
        #expect(Written(.dutch).end(midnight) == "tot en met 31 maart 2026")
        #expect(Written(.english).end(midnight) == "up to and including 31 March 2026")
        #expect(Written(.english).lastDay(until: midnight) == "31 March 2026")
    }
}
