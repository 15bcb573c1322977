import Domain
import Support
import Testing

/// What was added to a pot after publication, wherever its size is told (F1, F10).
struct RaisedPotTests {
    private let bids = [
        Bid(60_000, least: 30_000, score: 5), Bid(40_000, least: 30_000, score: 4),
    ]

    @Test func `the ceiling in letters and the pot that is shown hold what was added`() throws {
        var builder = RoundBuilder.ranked(bids)
        builder.given(builder.booking(4_000, .raised), by: DemoCast.coordinator)
        builder.given(builder.booking(1_000, .carriedOver), by: DemoCast.coordinator)
        builder.decideAll()
        let letters = KeptLetters()
        _ = try builder.round.decide(
            .releaseDecisions, by: builder.actor(DemoCast.decisionMaker),
            in: builder.world(writing: letters))
        #expect(!letters.facts.isEmpty)
        for facts in letters.facts { #expect(facts.head.round.ceiling == Cents(10_500_000)) }
        builder.release()
        guard case .pot(let pot) = builder.round.part(.pot, for: .coordinator) else {
            Issue.record("no pot")
            return
        }
        #expect(pot.pot == Cents(10_500_000) && pot.available == Cents(500_000))
        #expect(builder.round.rules.pot == Cents(10_000_000))
    }

    @Test func `everybody in the round reads what the pot has become, from then on`() {
        func pot(_ builder: RoundBuilder) -> Cents? {
            let viewer = RoundViewer.applicant(DemoCast.mental)
            guard case .round(let summary)? = builder.round.part(.round, for: viewer) else {
                return nil
            }
            return summary.pot
        }
        #expect(pot(RoundStage.draft.builder()) == nil)
        var builder = RoundStage.open.builder()
        #expect(pot(builder) == nil)
        builder.given(builder.booking(4_000), by: DemoCast.coordinator)
        #expect(pot(builder) == Cents(10_400_000))
        expectSound(builder, "raised", from: builder.log.count - 1)
    }
}
