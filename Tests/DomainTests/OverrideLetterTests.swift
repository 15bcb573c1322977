import Domain
import Support
import Testing

/// What the letters tell of what was decided otherwise than the rule, and of lots (F10, F11).
struct OverrideLetterTests {
    private let why = "In uw wijk loopt al een initiatief."

    /// Dossier 1 is funded; 2 is passed over for want of money; 3 is asked for against the rule.
    private func approved() -> RoundBuilder {
        var rules = RuleSample()
        rules.allocation = .strict
        var builder = RoundBuilder.ranked(
            [
                Bid(60_000, least: 60_000, score: 5), Bid(50_000, least: 50_000, score: 4),
                Bid(30_000, least: 10_000, score: 3), Bid(20_000, least: 10_000, score: 2),
            ], rules: rules)
        builder.given(
            .askOverride(
                dossier: 3, amount: Cents(2_000_000), reasons: RoundBuilder.reasons,
                skipped: [SkippedDossier(2, why)]), by: DemoCast.coordinator)
        builder.given(.approveOverride(dossier: 3), by: DemoCast.budgetHolder)
        return builder
    }

    /// Decisions as advised; a part of what was asked has its ground named where none follows.
    private func decideAll(_ builder: inout RoundBuilder) {
        builder.readAll()
        for line in builder.round.allocation?.lines ?? [] {
            let outcome = builder.round.advice(line)
            let isPart = outcome == .offeredInPart
            builder.given(
                .intendDecision(
                    dossier: line.dossier, outcome: outcome, amount: line.amount,
                    motivation: RoundBuilder.reasons, grounds: isPart ? [.other] : [],
                    deviation: nil), by: DemoCast.decisionMaker)
        }
    }

    /// By dossier, what the letters of the release say about the division.
    private func told(_ builder: RoundBuilder) throws -> [DossierNumber: LetterAllocation] {
        let letters = KeptLetters()
        _ = try builder.round.decide(
            .releaseDecisions, by: builder.actor(DemoCast.decisionMaker),
            in: builder.world(writing: letters))
        return Dictionary(letters.facts.map { ($0.head.dossier, $0.allocation) }) { first, _ in
            first
        }
    }

    @Test func `who is passed over reads for whom and why, and nobody else does`() throws {
        var builder = approved()
        decideAll(&builder)
        let told = try told(builder)
        #expect(told[2]?.passedOver == [LetterPassing(dossier: 3, reasons: why)])
        #expect(told[3]?.override == RoundBuilder.reasons)
        for number in [1, 3, 4] { #expect(told[number]?.passedOver == nil, "\(number)") }
    }

    @Test func `what the letters tell of an override stands in the explanations too`() throws {
        var builder = approved()
        decideAll(&builder)
        builder.given(.releaseDecisions, by: DemoCast.decisionMaker)
        for number in 1...4 {
            let told = try #require(builder.round.explanation(of: number)?.allocation)
            #expect(
                told.passedOver == (number == 2 ? [LetterPassing(dossier: 3, reasons: why)] : nil))
            #expect(told.override == (number == 3 ? RoundBuilder.reasons : nil))
        }
    }

    @Test func `nobody is passed over for who gets nothing after all, nor who gets money`() throws {
        var builder = approved()
        decideAll(&builder)
        builder.given(builder.intending(3, .rejected), by: DemoCast.decisionMaker)
        #expect(try told(builder)[2]?.passedOver == nil)
        builder.given(
            .intendDecision(
                dossier: 3, outcome: .offeredInPart, amount: Cents(2_000_000),
                motivation: RoundBuilder.reasons, grounds: [.other], deviation: nil),
            by: DemoCast.decisionMaker)
        #expect(try told(builder)[2]?.passedOver != nil)
        builder.given(builder.booking(50_000), by: DemoCast.coordinator)
        decideAll(&builder)
        #expect(try told(builder)[2]?.passedOver == nil)
    }

    @Test func `what nobody approved is told to nobody`() throws {
        var builder = approved()
        builder.given(
            .askOverride(
                dossier: 3, amount: Cents(3_000_000), reasons: RoundBuilder.reasons,
                skipped: [SkippedDossier(2, why)]), by: DemoCast.coordinator)
        decideAll(&builder)
        let told = try told(builder)
        #expect(told[3]?.override == RoundBuilder.reasons && told[3]?.amount == Cents(2_000_000))
        var refused = RoundStage.overrideAsked.builder()
        refused.given(
            .refuseOverride(dossier: 1, reasons: RoundBuilder.reasons), by: DemoCast.budgetHolder)
        refused.decideAll()
        #expect(try self.told(refused)[1]?.override == nil)
    }

    @Test func `a place that lots were drawn for says so, and no other place does`() throws {
        var builder = RoundBuilder.ranked(
            [
                Bid(30_000, least: 10_000, score: 5), Bid(20_000, least: 10_000, score: 3),
                Bid(20_000, least: 10_000, score: 3),
            ], tied: [2: 4, 3: 4], seed: RuleSample.seed)
        builder.decideAll()
        let letters = KeptLetters()
        _ = try builder.round.decide(
            .releaseDecisions, by: builder.actor(DemoCast.decisionMaker),
            in: builder.world(writing: letters))
        let drawn = Set(
            letters.facts.filter { $0.assessment.rank?.isDrawn == true }.map(\.head.dossier))
        #expect(drawn == [2, 3])
        #expect(letters.facts.allSatisfy { $0.assessment.rank?.isDrawn != nil })
    }
}
