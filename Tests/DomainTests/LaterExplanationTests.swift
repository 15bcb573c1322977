import Domain
import Support
import Testing

/// What letters and explanations tell of the division that the standing decision rests on (F10, F11).
struct LaterExplanationTests {
    @Test func `who is decided on from the reserve is explained by the money that came later`()
        throws
    {
        var builder = RoundBuilder.ranked([
            Bid(40_000, least: 40_000, score: 5), Bid(70_000, least: 20_000, score: 4),
            Bid(30_000, least: 10_000, score: 3),
        ])
        builder.decideAll()
        builder.release()
        let first = try (1...3).map {
            try #require(builder.round.explanation(of: $0)?.allocation)
        }
        #expect(first.allSatisfy { $0.isOfReserve == nil && $0.available == Cents(10_000_000) })
        builder.decline(2)
        builder.given(builder.following(3), by: DemoCast.decisionMaker)
        #expect(builder.round.explanation(of: 3)?.allocation == first[2])
        builder.release()
        let later = try #require(builder.round.explanation(of: 3)?.allocation)
        #expect(later.isOfReserve == true && later.available == Cents(6_000_000))
        #expect(later.cause == .fits && later.amount == Cents(3_000_000) && later.funded.isEmpty)
        for number in [1, 2] {
            #expect(builder.round.explanation(of: number)?.allocation == first[number - 1])
        }
    }

    @Test func `a letter knows what was left when the dossier's turn came`() throws {
        var builder = RoundBuilder.ranked([
            Bid(60_000, least: 60_000, score: 5), Bid(50_000, least: 50_000, score: 4),
        ])
        builder.decideAll()
        let letters = KeptLetters()
        _ = try builder.round.decide(
            .releaseDecisions, by: builder.actor(DemoCast.decisionMaker),
            in: builder.world(writing: letters))
        let left = Dictionary(letters.facts.map { ($0.head.dossier, $0.allocation.left) }) {
            first, _ in first
        }
        #expect(left == [1: Cents(10_000_000), 2: Cents(4_000_000)])
    }
}
