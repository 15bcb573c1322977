import Domain
import Support
import Testing

/// The edge cases of section 5 about the funding line, from ranking to books.
struct FundingLineTests {
    private func decided(_ builder: RoundBuilder) -> RoundBuilder {
        var builder = builder
        builder.decideAll()
        builder.release()
        return builder
    }

    @Test(arguments: AllocationRule.allCases)
    func `edge case 5: the rule is followed from the ranking to the books`(rule: AllocationRule) {
        var rules = RuleSample()
        rules.allocation = rule
        let builder = decided(
            RoundBuilder.ranked(
                [
                    Bid(40_000, least: 40_000, score: 5), Bid(40_000, least: 40_000, score: 5),
                    Bid(25_000, least: 20_000, score: 4), Bid(15_000, least: 15_000, score: 3),
                ], rules: rules, tied: [1: 4, 2: 3]))
        let states = (1...4).map { builder.state($0) }
        let free: Int
        switch rule {
        case .strict:
            #expect(states == [.granted, .granted, .reserve, .reserve])
            free = 20_000
        case .skip, .rolling:
            #expect(states == [.granted, .granted, .reserve, .granted])
            free = 5_000
        case .partial:
            #expect(states == [.granted, .granted, .offeredInPart, .reserve])
            #expect(builder.round.dossier(3)?.offer?.amount == Cents(2_000_000))
            free = 0
        }
        #expect(builder.free == free)
    }

    @Test(arguments: AllocationRule.allCases)
    func `edge case 6: a tie exactly at the funding line is decided before the money`(
        rule: AllocationRule
    ) {
        var rules = RuleSample()
        rules.allocation = rule
        let bids = [
            Bid(60_000, least: 60_000, score: 5), Bid(40_000, least: 20_000, score: 4),
            Bid(40_000, least: 20_000, score: 4),
        ]
        for (values, first) in [([2: 3, 3: 4], 3), ([2: 4, 3: 3], 2)] {
            let builder = decided(RoundBuilder.ranked(bids, rules: rules, tied: values))
            #expect(builder.round.ranking?.lines.map(\.dossier) == [1, first, 5 - first])
            #expect(builder.round.ranking?.lines.last?.decidedBy == "revote")
            // By order of receipt it is the earlier one, whatever its place.
            let funded = rule == .rolling ? 2 : first
            #expect(builder.state(funded) == .granted, "\(rule)")
            #expect(builder.state(5 - funded) == .reserve, "\(rule)")
            #expect(
                builder.round.allocation?.line(of: 5 - funded)?.cause
                    == .doesNotFit(short: Cents(4_000_000)))
            #expect(builder.free == 0)
        }
        // What stays equal goes to the lottery, with the same money for one of the two.
        let drawn = decided(
            RoundBuilder.ranked(
                bids, rules: rules, tied: [2: 3, 3: 3], seed: RuleSample.seed))
        #expect(drawn.round.ranking?.lines.last?.decidedBy == "lottery")
        #expect(drawn.round.dossiers.count { $0.state == .granted } == 2)
        #expect(drawn.free == 0)
    }
}
