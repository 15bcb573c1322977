import Domain
import Support
import Testing

/// Two dossiers of which one may have money, and the order in which money is divided (F10).
struct RivalTests {
    private let maker = DemoCast.decisionMaker

    /// All money has gone to 1; 2 and 3 are on reserve and can't go together; there is money again.
    private func reserved() -> RoundBuilder {
        var builder = RoundBuilder.ranked(
            [
                Bid(100_000, least: 100_000, score: 5), Bid(40_000, least: 30_000, score: 4),
                Bid(25_000, least: 10_000, score: 3),
            ], rivals: [(2, 3)])
        builder.decideAll()
        builder.release()
        builder.given(builder.booking(70_000), by: DemoCast.coordinator)
        return builder
    }

    @Test func `of two rivals on the reserve the better one is proposed`() {
        let builder = reserved()
        #expect(builder.state(2) == .reserve && builder.state(3) == .reserve)
        #expect(builder.proposed == [2: 40_000, 3: 0])
        #expect(builder.round.proposal?.line(of: 3)?.cause == .incompatible(with: 2))
    }

    @Test func `a rival that was rejected keeps nothing from the reserve`() {
        var builder = RoundBuilder.ranked(
            [Bid(100_000, least: 100_000, score: 5), Bid(40_000, least: 30_000, score: 4)],
            rivals: [(2, 1)])
        builder.given(builder.intending(1, .rejected), by: maker)
        builder.given(builder.intending(2, .reserve), by: maker)
        builder.release()
        builder.given(builder.booking(1), by: DemoCast.coordinator)
        #expect(builder.proposed == [2: 40_000])
    }

    @Test func `after the release a decision on the reserve funds no dossier beside its rival`() {
        var builder = reserved()
        let other = builder.intending(3, .granted, 25_000)
        expectAccepted(other, by: maker, in: builder)
        builder.given(builder.intending(2, .reserve), by: maker)
        expectAccepted(other, by: maker, in: builder)
        builder.given(builder.following(2), by: maker)
        expectRefused(.incompatibleFunded, other, by: maker, in: builder)
        builder.release()
        #expect(builder.state(2) == .granted)
        #expect(builder.refusal(of: other, by: maker) != nil)
    }

    @Test func `what is submitted again goes by its last submission where money rolls`() {
        var rules = RuleSample()
        rules.allocation = .rolling
        var builder = RoundBuilder(rules: rules)
        builder.open()
        for _ in 1...2 { builder.submit(builder.draft(requested: 6_000_000)) }
        builder.given(
            .reopenDossier(dossier: 1, version: builder.version(1)),
            by: DemoCast.editor(of: DemoCast.mental))
        builder.given(
            .changeTitle(dossier: 1, version: builder.version(1), title: "Beter gezegd"),
            by: DemoCast.editor(of: DemoCast.mental))
        builder.submit(1)
        builder.admitAll()
        builder.openSitting()
        for (number, score) in [(1, 5), (2, 4)] { builder.assess(number, [score]) }
        builder.closeSitting()
        builder.rank()
        #expect(builder.round.ranking?.lines.map(\.dossier) == [1, 2])
        #expect(builder.round.allocation?.lines.map(\.dossier) == [2, 1])
        #expect(builder.divided == [60_000, 0])
    }
}
