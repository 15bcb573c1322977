import Domain
import Support
import Testing

/// Offers in every order, small enough to compute by hand, and in long seeded ones (F10).
struct OfferWorldTests {
    /// What becomes of one offer.
    enum Answer: CaseIterable { case acceptAll, acceptLess, decline, lapse }

    /// Pot 100,000: two offers of 40,000 each, the rest of it for nobody, and one on reserve.
    private static let twoOffers: RoundBuilder = {
        var rules = RuleSample()
        rules.allocation = .strict
        rules.pot = 8_000_000
        var builder = RoundBuilder.ranked(
            [
                Bid(40_000, least: 20_000, score: 5), Bid(40_000, least: 20_000, score: 4),
                Bid(30_000, least: 10_000, score: 3),
            ], rules: rules)
        builder.decideAll()
        for number in [1, 2] { builder.offer(number, Cents(3_500_000)) }
        builder.release()
        return builder
    }()

    /// The books by hand: what is granted, reserved and free, in whole euros.
    private struct Model: Equatable {
        var granted = 0
        var reserved = 70_000
        var free = 10_000
        /// What is proposed for dossier 3.
        var proposed: Int?

        mutating func take(_ answer: Answer) {
            let kept = answer == .acceptAll ? 35_000 : answer == .acceptLess ? 20_000 : 0
            granted += kept
            reserved -= 35_000
            free += 35_000 - kept
            // Nothing comes free, nothing is looked at again.
            if kept < 35_000, free >= 30_000 { proposed = 30_000 }
        }
    }

    private func books(_ builder: RoundBuilder) -> Model {
        let ledger = builder.round.ledger
        return Model(
            granted: ledger.total(.granted).value / 100,
            reserved: (ledger.total(.reserved) - ledger.total(.reservationEnded)).value / 100,
            free: builder.free, proposed: builder.proposed[3])
    }

    private func play(_ answer: Answer, on number: DossierNumber, _ builder: inout RoundBuilder) {
        switch answer {
        case .acceptAll: builder.accept(number, requested: 3_500_000)
        case .acceptLess: builder.accept(number, requested: 2_000_000)
        case .decline: builder.decline(number)
        case .lapse: builder.pass(to: builder.round.deadline ?? builder.now)
        }
    }

    @Test func `two offers answered in every way and order end in the books that a hand computes`()
    {
        #expect(books(Self.twoOffers) == Model())
        for order in [[1, 2], [2, 1]] {
            for first in Answer.allCases {
                for second in Answer.allCases {
                    var builder = Self.twoOffers
                    var model = Model()
                    for (number, answer) in zip(order, [first, second])
                    where builder.state(number) == .offeredInPart {
                        // Silence is everybody's at once.
                        let silent =
                            answer == .lapse
                            ? order.filter { builder.state($0) == .offeredInPart } : [number]
                        play(answer, on: number, &builder)
                        for _ in silent { model.take(answer) }
                    }
                    #expect(books(builder) == model, "\(order) \(first) \(second)")
                    #expect(builder.round.deadline == nil)
                    #expect(builder.state(3) == .reserve)
                    expectSound(
                        builder, "\(order) \(first) \(second)", from: builder.log.count - 1)
                }
            }
        }
    }

    @Test func `both lapse at one moment, and each gives way to the same one on reserve`() {
        var builder = Self.twoOffers
        builder.pass(to: builder.round.deadline ?? builder.now)
        #expect(
            builder.events.suffix(8).map(caseName) == [
                "lettersWritten", "offerLapsed", "potBooked", "reserveProposed",
                "lettersWritten", "offerLapsed", "potBooked", "reserveProposed",
            ])
        #expect(builder.proposed == [3: 30_000])
        expectSound(builder, "both lapse", from: builder.log.count - 9)
    }

    @Test func `what is proposed and not decided on is proposed again after a second release`() {
        var rules = RuleSample()
        rules.allocation = .strict
        var builder = RoundBuilder.ranked(
            [
                Bid(100_000, least: 50_000, score: 5), Bid(30_000, least: 10_000, score: 4),
                Bid(20_000, least: 10_000, score: 3),
            ], rules: rules)
        builder.decideAll()
        builder.release()
        builder.given(builder.booking(60_000), by: DemoCast.coordinator)
        #expect(builder.proposed == [2: 30_000, 3: 20_000])
        builder.given(builder.following(2), by: DemoCast.decisionMaker)
        let events = builder.given(.releaseDecisions, by: DemoCast.decisionMaker)
        #expect(events.last.map(caseName) == "reserveProposed")
        #expect(builder.proposed == [3: 20_000])
        builder.given(builder.following(3), by: DemoCast.decisionMaker)
        builder.release()
        #expect(builder.round.proposal == nil && builder.free == 10_000)
        expectSound(builder, "in two goes", from: builder.log.count - 9)
    }

    @Test(arguments: 1...12)
    func `the laws of the pot hold under every order of answers, money and second releases`(
        seed: Int
    ) {
        var generator = Steps(state: UInt64(seed))
        var rules = RuleSample()
        rules.allocation = AllocationRule.allCases[seed % 4]
        var builder = RoundBuilder.ranked(
            (0..<6).map { Bid(15_000 + 7_000 * $0, least: 5_000, score: 5 - $0 / 2) },
            rules: rules, rivals: [(3, 5)], tied: [1: 5, 2: 3, 3: 5, 4: 3, 5: 5, 6: 3])
        builder.decideAll()
        for number in 1...6 where builder.state(number) == .ranked && generator.next(2) == 0 {
            let most = (builder.round.decisions[number]?.amount.value ?? 0) / 100
            if most > 5_001 {
                builder.when(
                    builder.intending(number, .offeredInPart, most - 1),
                    by: DemoCast.decisionMaker)
            }
        }
        builder.release()
        for _ in 0..<25 {
            step(&generator, &builder)
            expectLaws(builder.round, "seed \(seed)")
        }
        expectSound(builder, "seed \(seed)", from: builder.log.count)
    }

    private func step(_ generator: inout Steps, _ builder: inout RoundBuilder) {
        let offers = builder.round.dossiers.filter { $0.offer != nil }
        let number = offers.isEmpty ? 1 : offers[generator.next(offers.count)].number
        let maker = DemoCast.decisionMaker
        switch generator.next(7) {
        case 0:
            guard let offer = builder.round.dossier(number)?.offer else { return }
            builder.accept(number, requested: offer.amount.value - generator.next(2) * 400_000)
        case 1: builder.when(builder.declining(number), by: DemoCast.signatory(of: DemoCast.mental))
        case 2 where generator.next(3) == 0:
            builder.pass(to: builder.round.deadline ?? builder.now)
        case 3: builder.when(builder.booking(1 + generator.next(20_000)), by: DemoCast.coordinator)
        case 4:
            for line in builder.round.proposal?.lines ?? [] where line.amount > .zero {
                builder.when(builder.following(line.dossier), by: maker)
            }
        case 5: builder.when(.releaseDecisions, by: maker)
        default:
            guard let line = builder.round.proposal?.lines.first, line.amount.value > 510_000
            else { return }
            builder.when(
                builder.intending(line.dossier, .offeredInPart, line.amount.value / 100 - 100),
                by: maker)
        }
    }

    private func expectLaws(_ round: Round, _ name: String) {
        let ledger = round.ledger
        #expect(ledger.available >= .zero, "\(name)")
        let held = ledger.total(.reserved) - ledger.total(.reservationEnded)
        #expect(
            ledger.total(.granted) + held + ledger.available
                == ledger.total(.set) + ledger.total(.raised), "\(name)")
        #expect(Ledger().brokenLaw(appending: ledger.entries) == nil, "\(name)")
        // Every offer is reserved to the cent, and nothing else is.
        #expect(held == round.dossiers.compactMap(\.offer?.amount).total, "\(name)")
        let given = [3, 5].filter {
            let state = round.dossier($0)?.state
            return state == .granted || state == .offeredInPart
        }
        #expect(given.count < 2, "\(name): incompatible dossiers are both funded")
    }
}

/// Whole numbers that are the same for the same seed.
private struct Steps {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
