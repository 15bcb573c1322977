import Domain
import Support
import Testing

/// Each member reads in an order of their own, so that no dossier is always the first (F9).
struct ReadingOrderTests {
    private func submitted(_ count: Int = 6) -> RoundBuilder {
        var builder = RoundBuilder()
        builder.open()
        for _ in 1...count {
            builder.submit(builder.draft(requested: 1_000_000, minimum: 500_000))
        }
        return builder
    }

    private func admitted() -> RoundBuilder {
        var builder = submitted()
        builder.admitAll()
        return builder
    }

    private func order(_ builder: RoundBuilder, _ viewer: RoundViewer) -> [DossierNumber]? {
        guard case .reading(let order) = builder.round.part(.reading, for: viewer) else {
            return nil
        }
        return order
    }

    @Test func `each member has an order of their own of all that is open to them`() {
        let builder = admitted()
        let orders = DemoCast.voters.compactMap { order(builder, .member($0)) }
        #expect(orders.count == DemoCast.voters.count)
        #expect(orders.allSatisfy { $0.sorted() == Array(1...6) })
        #expect(Set(orders).count == orders.count)
        #expect(orders.contains { $0 != Array(1...6) })
        expectSound(builder, "reading orders", from: builder.log.count - 20)
    }

    @Test func `who is kept from a dossier reads the others, and who hasn't declared none`() {
        let builder = admitted()
        let kept = order(builder, .member(DemoCast.conflicted))
        #expect(kept?.sorted() == Array(2...6))
        #expect(kept == builder.round.readingOrders[DemoCast.conflicted]?.filter { $0 != 1 })
        for viewer in everyViewer where order(builder, viewer) != nil {
            guard case .member(let person) = viewer else {
                Issue.record("\(viewer) has a reading order")
                continue
            }
            #expect(person != DemoCast.undeclared)
        }
    }

    @Test func `it is the same on replay, and is drawn once`() {
        let (one, other) = (admitted(), admitted())
        #expect(one.round.readingOrders == other.round.readingOrders)
        var builder = one
        let events = builder.given(
            .declareInterests(interests: [interest(2)]), by: DemoCast.memberOne)
        #expect(!events.map(caseName).contains("readingOrderDrawn"))
        let before = order(one, .member(DemoCast.memberOne))
        #expect(order(builder, .member(DemoCast.memberOne)) == before?.filter { $0 != 2 })
    }

    @Test func `an order that isn't the one that is drawn is named by verify`() {
        let builder = admitted()
        var replayed = Round(stream: .round(DemoCast.round))
        for (event, stamp) in builder.log {
            if case .readingOrderDrawn(let person, let order) = event {
                let other = RoundEvent.readingOrderDrawn(person: person, order: order.reversed())
                #expect(
                    replayed.deviation(of: other, stamp: stamp, hashing: builder.hashing) != nil)
            }
            replayed.apply(event, stamp: stamp)
        }
        #expect(replayed == builder.round)
    }

    @Test func `what isn't before the committee isn't in it`() {
        var builder = submitted()
        builder.close()
        builder.declareAll()
        for viewer in everyViewer { #expect(order(builder, viewer) == nil, "\(viewer)") }
        builder.given(.startScreening, by: DemoCast.coordinator)
        builder.given(
            .declineToConsider(
                dossier: 3, version: builder.submittedVersion(3), reasons: RoundBuilder.reasons),
            by: DemoCast.coordinator)
        for number in [2, 5] {
            builder.given(
                .admitDossier(dossier: number, version: builder.submittedVersion(number)),
                by: DemoCast.coordinator)
        }
        #expect(order(builder, .member(DemoCast.memberOne))?.sorted() == [2, 5])
        expectSound(builder, "screening", from: builder.log.count - 4)
    }

    @Test func `a dossier that goes back to its coalition leaves it until it is admitted again`() {
        var builder = RoundStage.admitted.builder()
        let before = order(builder, .member(DemoCast.memberOne))
        #expect(before?.sorted() == [1, 2])
        builder.given(
            .leaveCoalition(
                dossier: 1, version: builder.version(1), reasons: "Ons team is opgeheven."),
            by: DemoCast.signatory(of: DemoCast.disability))
        #expect(order(builder, .member(DemoCast.memberOne)) == [2])
        expectSound(builder, "gone back", from: builder.log.count - 6)
    }
}
