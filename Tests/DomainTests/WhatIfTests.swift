import Domain
import Support
import Testing

/// What the division would be with another pot, asked without storing anything (F10).
@Suite struct `Another pot` {
    private let builder = RoundBuilder.ranked([
        Bid(40_000, least: 30_000, score: 5), Bid(50_000, least: 20_000, score: 4),
        Bid(30_000, least: 30_000, score: 3),
    ])

    private func would(
        _ euros: Int, _ viewer: RoundViewer = .coordinator, in builder: RoundBuilder? = nil
    ) -> Allocation? {
        (builder ?? self.builder).round.allocation(with: Cents(euros * 100), for: viewer)
    }

    @Test(arguments: [100_000, 100_001, 110_000, 119_999, 120_000, 1_000_000])
    func `divides exactly as if the pot were that large`(euros: Int) {
        var raised = builder
        if euros > 100_000 {
            raised.given(
                .bookPot(
                    kind: .raised, amount: Cents((euros - 100_000) * 100),
                    reasons: RoundBuilder.reasons), by: DemoCast.coordinator)
        }
        #expect(would(euros) == raised.round.allocation)
    }

    @Test func `divides less too, and stores nothing`() {
        let before = builder.round
        #expect(would(0)?.funded == [])
        #expect(would(45_000)?.lines.map { $0.amount.value / 100 } == [40_000, 0, 0])
        #expect(would(60_000)?.lines.map { $0.amount.value / 100 } == [40_000, 20_000, 0])
        #expect(builder.round == before)
    }

    @Test func `is of amounts that a pot can hold`() {
        let most = Cents.most / 100
        #expect(would(most) != nil && would(most + 1) == nil && would(-1) == nil)
    }

    @Test func `is shown to nobody who doesn't see the division, nor before or after it`() {
        for viewer in [RoundViewer.decisionMaker, .secretary, .member(DemoCast.chair)] {
            #expect(would(50_000, viewer) != nil)
        }
        let others = [
            RoundViewer.applicant(DemoCast.mental), .observer, .council, .budgetHolder,
            .member(DemoCast.conflicted),
        ]
        for viewer in others {
            #expect(would(50_000, viewer, in: RoundStage.ranked.builder()) == nil, "\(viewer)")
        }
        #expect(would(50_000, in: RoundStage.assessed.builder()) == nil)
        #expect(would(50_000, in: RoundStage.decided.builder()) == nil)
    }
}
