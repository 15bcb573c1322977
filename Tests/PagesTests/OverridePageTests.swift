import Domain
import Pages
import Support
import Testing

/// What is asked against the rule, and who is asked to approve it (F10).
struct OverridePageTests {
    private func shown(
        _ page: any Page.Type, by person: PersonID, in builder: RoundBuilder
    ) throws -> String? {
        let visit = try PageSample.visit(
            builder, by: person, names: ["round": DemoCast.round.rawValue],
            address: page.address(DemoCast.round))
        return page.content(of: visit).map { PageSample.frame.html(of: $0, for: visit) }
    }

    private var asked: RoundBuilder { RoundStage.overrideAsked.builder() }

    @Test func `is asked of the budget holder on the start page, and approved on the page`() throws
    {
        let holder = DemoCast.budgetHolder
        let start = try #require(try shown(StartPage.self, by: holder, in: asked))
        #expect(start.contains("Beoordeel de afwijking voor dossier 1"))
        let page = try #require(try shown(AllocationPage.self, by: holder, in: asked))
        #expect(page.contains("id=\"approve-1\"") && page.contains("“Dossier 1”"))
        #expect(page.contains(RoundBuilder.reasons) && page.contains("Past in de pot"))
        // The order itself and what only computes are for who advises and decides.
        #expect(!page.contains(RankingPage.address(DemoCast.round)) && !page.contains("what-if"))
        let round = try #require(try shown(RoundPage.self, by: holder, in: asked))
        #expect(round.contains(AllocationPage.address(DemoCast.round)))
        let before = RoundStage.ranked.builder()
        #expect(try shown(AllocationPage.self, by: holder, in: before) == nil)
        for person in [DemoCast.coordinator, DemoCast.secretary, DemoCast.decisionMaker] {
            let start = try #require(try shown(StartPage.self, by: person, in: asked))
            let page = try #require(try shown(AllocationPage.self, by: person, in: asked))
            #expect(!start.contains("Beoordeel de afwijking") && !page.contains("id=\"approve-1\""))
        }
    }

    @Test func `names who may approve it, or says that there is nobody`() throws {
        let coordinator = DemoCast.coordinator
        let page = try #require(try shown(AllocationPage.self, by: coordinator, in: asked))
        #expect(page.contains("Goedkeuren kan: De heer of mevrouw \(DemoCast.budgetHolder)."))
        var builder = RoundStage.ranked.builder()
        builder.change(.roleGranted(person: DemoCast.auditor, role: .coordinator))
        builder.change(.roleGranted(person: DemoCast.memberOne, role: .coordinator))
        let before = try #require(try shown(AllocationPage.self, by: coordinator, in: builder))
        let names = [DemoCast.auditor, DemoCast.budgetHolder].map { "De heer of mevrouw \($0)" }
        #expect(before.contains("Goedkeuren kan: \(names.joined(separator: ", "))."))
        builder.change(.roleRevoked(person: DemoCast.auditor, role: .coordinator))
        builder.change(.roleRevoked(person: DemoCast.budgetHolder, role: .budgetHolder))
        let none = try #require(try shown(AllocationPage.self, by: coordinator, in: builder))
        #expect(none.contains("Niemand anders dan u kan dit nu goedkeuren."))
    }

    @Test func `no longer counts when it wasn't approved before the release, and says so`() throws {
        var builder = asked
        let waits = try #require(
            try shown(DecisionsPage.self, by: DemoCast.decisionMaker, in: builder))
        #expect(waits.contains("nog niet goedgekeurd"))
        builder.decideAll()
        builder.release()
        let page = try #require(
            try shown(AllocationPage.self, by: DemoCast.coordinator, in: builder))
        #expect(page.contains("Niet goedgekeurd vóór het besluit; geldt niet"))
        #expect(!page.contains("Wacht op goedkeuring"))
        let told = try #require(
            try shown(DecisionsPage.self, by: DemoCast.decisionMaker, in: builder))
        #expect(!told.contains("nog niet goedgekeurd"))
    }

    @Test func `is refused with reasons that who asked reads`() throws {
        var builder = asked
        let holder = DemoCast.budgetHolder
        let before = try #require(try shown(AllocationPage.self, by: holder, in: builder))
        #expect(before.contains("id=\"refuse-1\"") && before.contains("Afwijking weigeren"))
        #expect(!before.contains("id=\"withdraw-1\""))
        let why = "De wijk Noord heeft al een ander initiatief."
        builder.given(.refuseOverride(dossier: 1, reasons: why), by: holder)
        for person in [holder, DemoCast.coordinator] {
            let page = try #require(try shown(AllocationPage.self, by: person, in: builder))
            #expect(page.split(separator: "Geweigerd; geldt niet").count == 2)
            #expect(page.contains(why))
            #expect(!page.contains("id=\"refuse-1\"") && !page.contains("id=\"approve-1\""))
            #expect(!page.contains("id=\"withdraw-1\"") && !page.contains("Wacht op goedkeuring"))
            let start = try #require(try shown(StartPage.self, by: person, in: builder))
            #expect(!start.contains("Beoordeel de afwijking"))
        }
        let told = try #require(
            try shown(DecisionsPage.self, by: DemoCast.decisionMaker, in: builder))
        #expect(!told.contains("nog niet goedgekeurd"))
    }

    @Test func `a refusal is told to who asked on the start page, and stays on the page`() throws {
        var builder = asked
        let (holder, coordinator) = (DemoCast.budgetHolder, DemoCast.coordinator)
        let why = "De wijk Noord heeft al een ander initiatief."
        builder.given(.refuseOverride(dossier: 1, reasons: why), by: holder)
        let news = "Lees waarom uw afwijking is geweigerd voor dossier 1</a>"
        let told = try #require(try shown(StartPage.self, by: coordinator, in: builder))
        #expect(told.contains(news))
        #expect(
            told.contains(
                "Kansendossiers 2026. Geweigerd door De heer of mevrouw \(holder)</span>"))
        for person in [holder, DemoCast.decisionMaker] {
            let start = try #require(try shown(StartPage.self, by: person, in: builder))
            #expect(!start.contains("afwijking is geweigerd"))
        }
        let ask = RoundCommand.askOverride(
            dossier: 1, amount: Cents(3_100_000), reasons: RoundBuilder.reasons, skipped: [])
        builder.given(ask, by: coordinator)
        let asking = try #require(try shown(StartPage.self, by: coordinator, in: builder))
        #expect(!asking.contains(news))
        let judged = try #require(try shown(AllocationPage.self, by: holder, in: builder))
        #expect(judged.split(separator: "id=\"approve-1\"").count == 2)
        #expect(judged.split(separator: "id=\"refuse-1\"").count == 2)
        builder.given(.withdrawOverride(dossier: 1), by: coordinator)
        let page = try #require(try shown(AllocationPage.self, by: coordinator, in: builder))
        #expect(page.contains("Geweigerd door De heer of mevrouw \(holder):"))
        #expect(page.contains(why))
    }

    @Test func `is taken back by who asked it`() throws {
        var builder = asked
        builder.change(.roleGranted(person: DemoCast.auditor, role: .coordinator))
        let own = try #require(
            try shown(AllocationPage.self, by: DemoCast.coordinator, in: builder))
        #expect(own.contains("id=\"withdraw-1\"") && own.contains("Afwijking intrekken"))
        #expect(!own.contains("id=\"refuse-1\""))
        let other = try #require(try shown(AllocationPage.self, by: DemoCast.auditor, in: builder))
        #expect(other.contains("id=\"refuse-1\"") && !other.contains("id=\"withdraw-1\""))
        builder.given(.withdrawOverride(dossier: 1), by: DemoCast.coordinator)
        let after = try #require(
            try shown(AllocationPage.self, by: DemoCast.coordinator, in: builder))
        #expect(!after.contains("id=\"overrides-title\""))
        #expect(try shown(AllocationPage.self, by: DemoCast.budgetHolder, in: builder) == nil)
    }

    @Test func `who decides reads why it was approved, who asked it and who approved`() throws {
        var builder = asked
        builder.given(.approveOverride(dossier: 1), by: DemoCast.budgetHolder)
        let visit = try PageSample.visit(
            builder, by: DemoCast.decisionMaker,
            names: ["round": DemoCast.round.rawValue, "dossier": "1"],
            address: DecisionPage.address(DemoCast.round, 1))
        let content = try #require(DecisionPage.content(of: visit))
        let page = PageSample.frame.html(of: content, for: visit)
        #expect(page.contains("Waarom is afgeweken") && page.contains(RoundBuilder.reasons))
        #expect(page.contains("<dt>Afwijking gevraagd door</dt><dd>een coördinator</dd>"))
        #expect(page.contains("<dt>Afwijking goedgekeurd door</dt><dd>een tweede persoon</dd>"))
        let own = try PageSample.html(DecisionPage.self, builder, by: DemoCast.coordinator)
        for person in [DemoCast.coordinator, DemoCast.budgetHolder] {
            #expect(own.contains("door</dt><dd>De heer of mevrouw \(person)</dd>"))
        }
    }
}
