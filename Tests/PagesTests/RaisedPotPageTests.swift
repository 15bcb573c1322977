import Domain
import Pages
import Support
import Testing

/// What pages say of the pot once more was added to it.
struct RaisedPotPageTests {
    private func shown(_ page: any Page.Type, _ builder: RoundBuilder) throws -> String {
        let visit = try PageSample.visit(
            builder, by: DemoCast.editor(of: DemoCast.mental),
            names: ["round": DemoCast.round.rawValue], address: page.address(DemoCast.round))
        let content = page.content(of: visit)
        return PageSample.frame.html(of: try #require(content), for: visit)
    }

    @Test func `the round says what it has become, and its rules what was published too`() throws {
        var builder = RoundStage.open.builder()
        let published = "€\u{A0}100.000"
        for page in [RoundPage.self, RulesPage.self] as [any Page.Type] {
            let before = try shown(page, builder)
            #expect(before.contains("<dd>\(published)</dd>"))
        }
        builder.given(
            .bookPot(kind: .raised, amount: Cents(2_500_000), reasons: RoundBuilder.reasons),
            by: DemoCast.coordinator)
        let round = try shown(RoundPage.self, builder)
        #expect(round.contains("<dd>€\u{A0}125.000</dd>") && !round.contains(published))
        let rules = try shown(RulesPage.self, builder)
        #expect(
            rules.contains(
                "<dd>€\u{A0}125.000 (bij de publicatie van de ronde: \(published))</dd>"))
    }
}
