import Domain
import Pages
import Support
import Testing

/// The pot from the publication of a round until after its release.
@Suite struct `The money of a round` {
    private static let coordinator = DemoCast.coordinator
    private static let address = AllocationPage.address(DemoCast.round)

    private static func money(_ cents: Int) -> String { Written(.dutch).money(Cents(cents)) }

    /// Pot 50,000: dossier 1 has 40,000, and dossier 2 is on reserve.
    private static let scarce = {
        var rules = RuleSample()
        rules.pot = 5_000_000
        return RoundStage.decided.builder(rules: rules)
    }()

    private static func row(_ number: Int, offered: Int, given: Int) -> String {
        let amounts = [("Gereserveerd voor aanbiedingen", offered), ("Toegekend", given)].map {
            "<td class=\"page-amount\" data-label=\"\($0)\">\(money($1))</td>"
        }
        return "<th scope=\"row\">Dossier \(number): “Dossier \(number)”</th>\(amounts.joined())"
    }

    @Test func `is linked to for who may add to it, and is divided from the ranking on`() throws {
        func links(_ stage: RoundStage, _ person: PersonID, _ name: String) throws -> Bool {
            try PageSample.html(RoundPage.self, stage.builder(), by: person)
                .contains("href=\"\(Self.address)\">\(name)</a>")
        }
        for stage in [RoundStage.published, .open, .assessed] {
            #expect(try links(stage, Self.coordinator, "Geld van de ronde"))
        }
        #expect(try !links(.draft, Self.coordinator, "Geld van de ronde"))
        #expect(try !links(.open, DemoCast.decisionMaker, "Geld van de ronde"))
        #expect(try links(.ranked, Self.coordinator, "Verdeling van het geld"))
        let page = try PageSample.html(
            AllocationPage.self, RoundStage.published.builder(), by: Self.coordinator)
        #expect(page.contains("id=\"book\"") && page.contains(">Geld van de ronde</h1>"))
    }

    @Test func `stands beside the first division as the books have it after the release`() throws {
        var builder = Self.scarce
        let before = try PageSample.html(AllocationPage.self, builder, by: Self.coordinator)
        #expect(before.contains(Self.row(1, offered: 0, given: 4_000_000)))
        #expect(!before.contains(Self.row(2, offered: 0, given: 4_000_000)))
        builder.given(
            .bookPot(kind: .raised, amount: Cents(3_000_000), reasons: RoundBuilder.reasons),
            by: Self.coordinator)
        builder.given(builder.following(2), by: DemoCast.decisionMaker)
        builder.release()
        let after = try PageSample.html(AllocationPage.self, builder, by: Self.coordinator)
        for number in [1, 2] {
            #expect(after.contains(Self.row(number, offered: 0, given: 4_000_000)))
        }
        let left = "<td></td><td class=\"page-amount\">\(Self.money(0))</td></tr></tfoot>"
        #expect(after.contains(left))
        let offer = try PageSample.html(
            AllocationPage.self, RoundStage.offerMade.builder(), by: Self.coordinator)
        #expect(offer.contains(Self.row(1, offered: 3_500_000, given: 0)))
        let ranked = try PageSample.html(
            AllocationPage.self, RoundStage.ranked.builder(), by: Self.coordinator)
        #expect(!ranked.contains("Stand na de besluiten"))
    }

    @Test func `can’t be asked above the advice, and the form says that it is the advice`() throws {
        var builder = RoundStage.assessed.builder()
        builder.given(
            .adviseAmount(dossier: 1, amount: Cents(3_500_000), reasons: RoundBuilder.reasons),
            by: DemoCast.chair)
        builder.rank()
        let attempt = Attempt(
            form: "ask", typed: ["dossier:integer": "1", "amount:euros": "38.000"],
            refusal: PageRefusal(
                code: "aboveRequest", sentence: Phrase("Te hoog.", "Too high."), subject: "1",
                limit: 3_500_000))
        let page = try PageSample.html(
            AllocationPage.self, builder, by: Self.coordinator, attempt: attempt)
        #expect(
            page.contains(
                "Vul hooguit \(Self.money(3_500_000)) in: dat is wat de commissie adviseert."))
        #expect(page.contains("Niet meer dan gevraagd, of dan de commissie adviseert"))
    }

    @Test func `by an approved deviation is told to who asked until the release`() throws {
        var builder = RoundStage.overrideAsked.builder()
        builder.given(.approveOverride(dossier: 1), by: DemoCast.budgetHolder)
        let news =
            "Uw afwijking is goedgekeurd voor dossier 1: \(Self.money(3_000_000)) | "
            + "Kansendossiers 2026. Goedgekeurd door De heer of mevrouw \(DemoCast.budgetHolder)"
        #expect(try PageSample.news(builder, by: Self.coordinator).contains(news))
        for person in [DemoCast.budgetHolder, DemoCast.decisionMaker] {
            let told = try PageSample.news(builder, by: person)
            #expect(!told.contains { $0.contains("goedgekeurd") })
        }
        builder.readAll()
        for line in builder.round.allocation?.lines ?? [] {
            builder.given(
                .intendDecision(
                    dossier: line.dossier, outcome: builder.round.advice(line),
                    amount: line.amount, motivation: RoundBuilder.reasons,
                    grounds: line.dossier == 1 ? [.other] : [], deviation: nil),
                by: DemoCast.decisionMaker)
        }
        builder.release()
        let later = try PageSample.news(builder, by: Self.coordinator)
        #expect(!later.contains { $0.contains("goedgekeurd") })
    }

    @Test func `says once what a deviation is`() throws {
        for stage in [RoundStage.ranked, .overrideAsked] {
            let page = try PageSample.html(
                AllocationPage.self, stage.builder(), by: Self.coordinator)
            #expect(page.split(separator: "Een afwijking geldt pas").count == 2)
            #expect(page.split(separator: "Goedkeuren kan:").count == 2)
        }
    }

    @Test func `is decided on in a round that the start page names`() throws {
        let tasks = try PageSample.tasks(RoundStage.ranked.builder(), by: DemoCast.decisionMaker)
        let start = "Neem een besluit over dossier 1 | Kansendossiers 2026. Besluit uiterlijk op "
        #expect(tasks.contains { $0.hasPrefix(start) })
    }
}
