import Domain
import Support
import Testing

/// What is told, and on what ground, of a dossier whose part was taken against the rule (F10, F11).
struct OverriddenPartTests {
    /// Dossier 2 gets a part of 40.000 by the rule, and nothing by a deviation.
    private func taken() -> RoundBuilder {
        var rules = RuleSample()
        rules.allocation = .partial
        var builder = RoundBuilder.ranked(
            [Bid(60_000, least: 30_000, score: 5), Bid(50_000, least: 30_000, score: 4)],
            rules: rules)
        builder.given(
            .askOverride(
                dossier: 2, amount: .zero, reasons: RoundBuilder.reasons, skipped: []),
            by: DemoCast.coordinator)
        builder.given(.approveOverride(dossier: 2), by: DemoCast.budgetHolder)
        return builder
    }

    private func intending(_ grounds: [RefusalGround]) -> RoundCommand {
        .intendDecision(
            dossier: 2, outcome: .reserve, amount: .zero, motivation: RoundBuilder.reasons,
            grounds: grounds, deviation: nil)
    }

    @Test func `no ground follows by itself where the deviation took the money`() throws {
        let builder = taken()
        expectRefused(.groundsMissing, intending([]), by: DemoCast.decisionMaker, in: builder)
        expectAccepted(intending([.other]), by: DemoCast.decisionMaker, in: builder)
    }

    @Test func `the letter knows what the rule gave before the deviation`() throws {
        var builder = taken()
        builder.readAll()
        builder.given(builder.following(1), by: DemoCast.decisionMaker)
        builder.given(intending([.other]), by: DemoCast.decisionMaker)
        let letters = KeptLetters()
        _ = try builder.round.decide(
            .releaseDecisions, by: builder.actor(DemoCast.decisionMaker),
            in: builder.world(writing: letters))
        for facts in letters.facts {
            let isTaken = facts.head.dossier == 2
            #expect(facts.allocation.ruled == (isTaken ? Cents(4_000_000) : nil))
        }
        #expect(builder.round.allocation?.ruled(of: 1) == Cents(6_000_000))
        #expect(builder.round.allocation?.ruled(of: 3) == nil)
    }
}
