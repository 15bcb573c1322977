import Domain
import Pages
import Support
import Testing

/// What pages say once a partner left a submitted dossier, or a coalition withdrew its own.
@Suite struct `A coalition after its submission` {
    private static let lead = DemoCast.signatory(of: DemoCast.mental)
    private static let otherwise =
        "Lukt dat niet, dan kan de gemeente het dossier niet toelaten. Zij kan het dan buiten "
        + "behandeling stellen."

    private static func left(_ stage: RoundStage) -> RoundBuilder {
        var builder = stage.builder()
        builder.given(
            .leaveCoalition(
                dossier: 1, version: builder.version(1), reasons: "Ons team is opgeheven."),
            by: DemoCast.signatory(of: DemoCast.disability))
        return builder
    }

    private static func withdrawn(_ stage: RoundStage) -> RoundBuilder {
        var builder = stage.builder()
        builder.given(
            .withdrawDossier(
                dossier: 1, version: builder.version(1), reasons: "Wij gaan fuseren."), by: lead)
        return builder
    }

    private static func html(
        _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID,
        query: [String: String] = [:]
    ) throws -> String {
        let visit = try PageSample.visit(
            builder, by: person,
            names: ["round": DemoCast.round.rawValue, "dossier": "1"],
            address: page.address(DemoCast.round, 1), query: query)
        let content = page.content(of: visit)
        return PageSample.frame.html(of: try #require(content), for: visit)
    }

    @Test func `reads that a partner left and what follows, and not that the municipality asks`()
        throws
    {
        let builder = Self.left(.planned)
        let name = try builder.directory.organisation(DemoCast.disability).name
        for page in [DossierPage.self, SigningPage.self] as [any Page.Type] {
            let html = try Self.html(page, builder, by: Self.lead)
            #expect(html.contains("Een partner doet niet meer mee"))
            #expect(html.contains("\(name) doet niet meer mee. De reden was:"))
            #expect(html.contains("Ons team is opgeheven.") && html.contains(Self.otherwise))
            #expect(!html.contains("De gemeente vraagt een aanvulling"))
            #expect(!html.contains("Aanvulling gevraagd"))
        }
        let tasks = try PageSample.tasks(builder, by: Self.lead)
        let task = tasks.first { $0.hasPrefix("Dien opnieuw in: “Dossier 1” | \(name) ") }
        #expect(task?.hasSuffix(Self.otherwise) == true)
        #expect(!tasks.contains { $0.hasPrefix("Beantwoord de vragen") })
    }

    @Test func `is named the same in its result, the ranking and the minutes`() throws {
        let builder = Self.left(.planned)
        let state = "Moet opnieuw worden ingediend"
        let pages: [(any Page.Type, PersonID)] = [
            (ResultPage.self, Self.lead), (RankingPage.self, DemoCast.coordinator),
            (RankingPage.self, DemoCast.chair), (RankingPage.self, DemoCast.memberOne),
        ]
        for (page, person) in pages {
            let html = try Self.html(page, builder, by: person)
            #expect(html.contains(state) && !html.contains("Aanvulling gevraagd"))
        }
        var opened = builder
        opened.given(.openSitting(sitting: 1), by: DemoCast.secretary)
        for person in [DemoCast.secretary, DemoCast.chair, DemoCast.memberOne] {
            let minutes = try Self.html(MinutesPage.self, opened, by: person)
            #expect(minutes.contains(state) && !minutes.contains("Aanvulling gevraagd"))
        }
    }

    @Test func `is asked by the municipality what it does ask`() throws {
        let builder = RoundStage.supplement.builder()
        let html = try Self.html(DossierPage.self, builder, by: Self.lead)
        #expect(html.contains("De gemeente vraagt een aanvulling"))
        #expect(html.contains("Aanvulling gevraagd") && !html.contains(Self.otherwise))
    }

    @Test func `is screened as who is in it now, without questions that nobody asked`() throws {
        var builder = Self.left(.planned)
        func page() throws -> String {
            try Self.html(ScreenedDossierPage.self, builder, by: DemoCast.coordinator)
        }
        let html = try page()
        #expect(html.contains("Een partner ging weg") && html.contains(Self.otherwise))
        #expect(!html.contains("Uw vragen") && !html.contains("Aanvulling gevraagd"))
        for subject in ["Aanbieders, minstens 2", "KvK-nummers, minstens 2"] {
            let row = html.split(separator: "<tr>").first { $0.contains(subject) }
            #expect(row?.contains("Let op") == true && row?.contains("<td>1</td>") == true)
        }
        builder.pass(to: builder.round.dossier(1)?.supplement?.due ?? builder.now)
        let late = try page()
        #expect(late.contains("De coalitie diende niet op tijd opnieuw in."))
        #expect(!late.contains("Wat eerder is ingediend, telt."))
    }

    @Test func `is told on the start page that it was withdrawn, until the round is decided`()
        throws
    {
        let start = "Kansendossier “Dossier 1” is ingetrokken | "
        let builder = Self.withdrawn(.admitted)
        for person in [Self.lead, DemoCast.signatory(of: DemoCast.disability)] {
            let news = try PageSample.news(builder, by: person).first { $0.hasPrefix(start) }
            #expect(news?.hasSuffix("De reden was: Wij gaan fuseren.") == true)
            #expect(try !PageSample.tasks(builder, by: person).contains { $0.hasPrefix(start) })
        }
        let page = try Self.html(DossierPage.self, Self.withdrawn(.submitted), by: Self.lead)
        #expect(!page.contains("Indienen tot"))
        let round = try Self.html(RoundPage.self, builder, by: Self.lead)
        #expect(!round.contains("Besluit en brieven"))
    }

    @Test func `sends the chair to the round while there is no agenda`() throws {
        let builder = Self.withdrawn(.admitted)
        let visit = try PageSample.visit(builder, by: DemoCast.chair)
        let html = PageSample.frame.html(
            of: try #require(StartPage.content(of: visit)), for: visit)
        let round = RoundPage.address(DemoCast.round)
        let told = "href=\"\(round)\">Dossier 1: “Dossier 1” is ingetrokken"
        #expect(html.contains(told))
        #expect(!html.contains(AgendaPage.address(DemoCast.round)))
    }

    @Test func `goes off the agenda when that is saved, which says so before and after`() throws {
        let builder = Self.withdrawn(.planned)
        let html = try Self.html(AgendaPage.self, builder, by: DemoCast.secretary)
        #expect(
            html.contains("gaat van de agenda wat de commissie nu niet kan bespreken: dossier 1."))
        #expect(!html.contains("De agenda is opgeslagen."))
        let saved = try Self.html(
            AgendaPage.self, builder, by: DemoCast.secretary, query: ["saved": "plan"])
        #expect(saved.contains("De agenda is opgeslagen."))
        let whole = try Self.html(
            AgendaPage.self, RoundStage.planned.builder(), by: DemoCast.secretary)
        #expect(!whole.contains("gaat van de agenda"))
    }
}
