import Domain
import Pages
import Support
import Testing

@Suite struct `The pages of an initiative` {
    private static func visit(
        _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID,
        _ language: Language, _ names: [String: String] = [:]
    ) throws -> Visit {
        try PageSample.visit(
            builder, by: person, language,
            names: ["round": DemoCast.round.rawValue, "dossier": "1"].merging(names) { $1 },
            address: page.address(DemoCast.round, 1, names["period"] ?? ""))
    }

    private static func html(
        _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID,
        _ language: Language = .dutch, _ names: [String: String] = [:]
    ) throws -> String {
        let visit = try visit(page, builder, by: person, language, names)
        let content = page.content(of: visit)
        return PageSample.frame.html(of: try #require(content), for: visit)
    }

    /// An initiative of which everything is known: reported, counted, too recent, and expected.
    private static var told: RoundBuilder {
        var builder = RoundStage.reportAdopted.builder()
        let manager = DemoCast.relationshipManager
        let results = [
            InitiativeSample.result(),
            RecordedResult(
                indicator: .sustainedOutflow, definition: 1, horizon: "P6M",
                from: InitiativeSample.day("2026-04-01"), to: InitiativeSample.day("2026-09-30"),
                referenceDate: InitiativeSample.day("2026-10-01"),
                knownOn: InitiativeSample.day("2026-10-14"), value: nil, n: 0, numerator: nil,
                notYetMature: 12, absence: .immature,
                firstMature: InitiativeSample.day("2026-12-29")),
            RecordedResult(
                indicator: .throughputTime, definition: 1, horizon: nil,
                from: InitiativeSample.day("2025-07-01"), to: InitiativeSample.day("2026-03-31"),
                referenceDate: InitiativeSample.day("2026-10-01"),
                knownOn: InitiativeSample.day("2026-10-14"), value: nil, n: nil, numerator: nil,
                notYetMature: nil, absence: .tooFew),
        ]
        for result in results {
            builder.given(.recordResult(dossier: 1, result: result), by: manager)
        }
        builder.given(
            .recordForecast(
                dossier: 1,
                forecast: Forecast(
                    year: 2026, expected: Cents(4_200_000), budget: Cents(4_000_000),
                    knownOn: InitiativeSample.day("2026-10-01"))), by: manager)
        builder.given(
            .recordTalk(
                dossier: 1,
                talk: InitiativeSample.talk(
                    on: builder.today,
                    commitments: [
                        Commitment(
                            text: "Een vaste dag per wijk.", owner: "Penvoerder",
                            due: builder.today.advanced(byDays: 28))
                    ])), by: manager)
        return builder
    }

    @Test(arguments: [
        ("initiative-figures", Language.dutch), ("initiative-figures", .english),
        ("initiative-agreement-proposed", .dutch), ("initiative-agreement-proposed", .english),
        ("initiative-new", .dutch), ("initiative-agreement-first", .dutch),
        ("initiative-reports", .dutch), ("initiative-report-draft", .dutch),
        ("initiative-report-review", .dutch), ("initiative-payments", .dutch),
        ("initiative-talks", .dutch), ("initiative-handovers", .dutch),
        ("initiative-lessons", .dutch), ("initiative-lessons-stop", .dutch),
    ])
    func `are as they were looked at, in each state`(name: String, language: Language) throws {
        let manager = DemoCast.relationshipManager
        let signatory = DemoCast.signatory(of: DemoCast.mental)
        let first = ["period": "1"]
        let html =
            switch name {
            case "initiative-new":
                try Self.html(
                    InitiativePage.self, RoundStage.decided.builder(), by: manager, language)
            case "initiative-agreement-first":
                try Self.html(
                    AgreementPage.self, RoundStage.decided.builder(), by: manager, language)
            case "initiative-agreement-proposed":
                try Self.html(
                    AgreementPage.self, RoundStage.agreementProposed.builder(), by: signatory,
                    language)
            case "initiative-reports":
                try Self.html(
                    ReportsPage.self, RoundStage.reportHandedIn.builder(), by: manager, language)
            case "initiative-report-draft":
                try Self.html(
                    ReportPage.self, RoundStage.reportSaved.builder(), by: signatory, language,
                    first)
            case "initiative-report-review":
                try Self.html(
                    ReportPage.self, RoundStage.reportHandedIn.builder(), by: manager, language,
                    first)
            case "initiative-payments":
                try Self.html(
                    PaymentsPage.self, RoundStage.reportAdopted.builder(),
                    by: DemoCast.budgetHolder, language)
            case "initiative-talks":
                try Self.html(TalksPage.self, Self.told, by: manager, language)
            case "initiative-handovers":
                try Self.html(
                    HandoversPage.self, RoundStage.agreed.builder(), by: DemoCast.team, language)
            case "initiative-lessons":
                try Self.html(
                    LessonsPage.self, RoundStage.initiativeStopped.builder(), by: manager,
                    language)
            case "initiative-lessons-stop":
                try Self.html(
                    LessonsPage.self, RoundStage.agreed.builder(), by: signatory, language)
            default: try Self.html(InitiativePage.self, Self.told, by: manager, language)
            }
        let difference = try PinnedFile("page-\(name)-\(language.rawValue).html")
            .difference(from: html)
        #expect(difference == nil)
    }

    @Test func `say what isn't measurable yet, and from when it is`() throws {
        let html = try Self.html(
            InitiativePage.self, Self.told, by: DemoCast.editor(of: DemoCast.mental))
        #expect(html.contains("nog niet meetbaar, eerste cijfers vanaf 29 december 2026"))
        #expect(html.contains("aantal te klein om te tonen"))
        #expect(html.contains("Deze cijfers zijn er voor het gesprek, niet om af te rekenen."))
    }

    @Test func `say that report and messages differ over the same days`() throws {
        for (numerator, isOther) in [(12, true), (14, false)] {
            var builder = RoundStage.reportAdopted.builder()
            let result = RecordedResult(
                indicator: .sustainedOutflow, definition: 1, horizon: "P6M",
                from: InitiativeSample.day("2025-10-01"), to: InitiativeSample.day("2026-09-30"),
                referenceDate: InitiativeSample.day("2026-10-01"),
                knownOn: InitiativeSample.day("2026-10-14"), value: Rational(numerator * 5), n: 20,
                numerator: numerator, notYetMature: 6)
            builder.given(
                .recordResult(dossier: 1, result: result), by: DemoCast.relationshipManager)
            let html = try Self.html(
                InitiativePage.self, builder, by: DemoCast.editor(of: DemoCast.mental))
            let told =
                "De coalitie rapporteert 70% (3e kwartaal 2026). De berichten geven 60% "
                + "(1 oktober 2025 tot en met 30 september 2026)."
            #expect(html.contains(told) == isOther)
        }
    }

    @Test func `settle nothing while a part is claimed, and say which`() throws {
        var builder = RoundStage.settlementProposed.builder()
        let forms = [(DemoCast.relationshipManager, "settle"), (DemoCast.budgetHolder, "adopt")]
        for (person, form) in forms {
            let html = try Self.html(PaymentsPage.self, builder, by: person)
            #expect(html.contains("id=\"\(form)\"") && !html.contains("Eerst moet"))
        }
        let tranche = try #require(
            builder.round.initiative(1)?.agreements.last?.terms.tranches.indices.map { $0 + 1 }
                .first { builder.round.initiative(1)?.tranche($0).state == .planned })
        builder.pay(tranche, until: .handedIn)
        let ground = "Eerst moet de aanvraag van deel \(tranche) zijn afgehandeld: betaald of "
        for (person, form) in forms {
            let html = try Self.html(PaymentsPage.self, builder, by: person)
            #expect(!html.contains("id=\"\(form)\"") && html.contains(ground))
        }
        let lead = try Self.html(
            PaymentsPage.self, builder, by: DemoCast.editor(of: DemoCast.mental))
        #expect(!lead.contains(ground))
        let refusal = PageRefusal(
            code: "wrongState", sentence: Phrase("Dit kan niet.", "It can’t."),
            subject: "tranche \(tranche)")
        #expect(refusal.sentence(naming: nil).nl.hasPrefix(ground))
    }

    @Test func `let who hands over choose the receiver by its name`() throws {
        let builder = RoundStage.agreed.builder()
        let html = try Self.html(
            HandoversPage.self, builder, by: DemoCast.editor(of: DemoCast.mental))
        let organisations = builder.directory.organisations
        let name = try #require(organisations[DemoCast.home]?.name)
        #expect(html.contains("<option value=\"\(DemoCast.home)\">\(name)</option>"))
        #expect(html.contains("<option value=\"\" selected>Het buurtteam van de gemeente</option>"))
        #expect(!html.contains("<option value=\"\(DemoCast.mental)\">"))
    }

    @Test func `ask the team to confirm so many handovers`() throws {
        var builder = RoundStage.agreed.builder()
        func notes() throws -> [String] {
            let visit = try PageSample.visit(builder, by: DemoCast.team)
            return visit.rounds.values.flatMap { InitiativePage.tasks(in: $0, for: visit) }
                .map(\.note)
        }
        #expect(try notes() == ["1 overdracht"])
        builder.given(
            .registerHandover(
                dossier: 1, handover: InitiativeSample.handover("K-2", on: builder.today)),
            by: DemoCast.editor(of: DemoCast.mental))
        #expect(try notes() == ["2 overdrachten"])
    }

    @Test func `are nobody's who has no part in it, and talks are of those who talk`() throws {
        let outside = [
            DemoCast.nobody, DemoCast.chair, DemoCast.councilMember,
            DemoCast.editor(of: DemoCast.outsider),
        ]
        let pages: [any Page.Type] = [
            InitiativePage.self, AgreementPage.self, ReportsPage.self, PaymentsPage.self,
            TalksPage.self, HandoversPage.self, LessonsPage.self,
        ]
        for person in outside {
            for page in pages {
                let visit = try Self.visit(page, Self.told, by: person, .dutch)
                let content = page.content(of: visit)
                #expect(content == nil, "\(person) at \(page.path)")
            }
        }
        for person in [DemoCast.budgetHolder, DemoCast.secretary, DemoCast.decisionMaker] {
            let visit = try Self.visit(TalksPage.self, Self.told, by: person, .dutch)
            #expect(TalksPage.content(of: visit) == nil, "\(person)")
            #expect(InitiativePage.content(of: visit) != nil, "\(person)")
        }
    }

    @Test func `are the same to who hears no talks, whatever was said`() throws {
        var first = RoundStage.agreed.builder()
        var second = first
        for (note, end) in [("Het ging goed.", true), ("Er is ruzie.", false)] {
            let command = RoundCommand.recordTalk(
                dossier: 1, talk: InitiativeSample.talk(on: first.today, note: note))
            if end {
                first.given(command, by: DemoCast.relationshipManager)
            } else {
                second.given(command, by: DemoCast.relationshipManager)
            }
        }
        func seen(
            _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID
        ) throws -> String? {
            let visit = try Self.visit(page, builder, by: person, .dutch)
            return page.content(of: visit).map { PageSample.frame.html(of: $0, for: visit) }
        }
        let pages: [any Page.Type] = [
            StartPage.self, InitiativePage.self, PaymentsPage.self, TalksPage.self,
        ]
        for person in [DemoCast.budgetHolder, DemoCast.secretary, DemoCast.councilMember] {
            for page in pages {
                let html = try seen(page, first, by: person)
                #expect(try html == seen(page, second, by: person), "\(person) at \(page.path)")
            }
        }
        let own = try Self.html(TalksPage.self, first, by: DemoCast.auditor)
        #expect(try own != Self.html(TalksPage.self, second, by: DemoCast.auditor))
    }

    @Test(arguments: [
        ("2026-07-01", "2026-07-31", "juli 2026", "July 2026"),
        ("2026-07-01", "2026-09-30", "3e kwartaal 2026", "Q3 2026"),
        ("2026-07-01", "2026-12-31", "2e halfjaar 2026", "H2 2026"),
        (
            "2026-02-01", "2026-04-30", "1 februari 2026 tot en met 30 april 2026",
            "1 February 2026 to 30 April 2026"
        ),
    ])
    func `call a period as people do`(from: String, to: String, nl: String, en: String) {
        let (first, last) = (InitiativeSample.day(from), InitiativeSample.day(to))
        #expect(Written(.dutch).period(first, last) == nl)
        #expect(Written(.english).period(first, last) == en)
    }
}
