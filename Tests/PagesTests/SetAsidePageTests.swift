import Domain
import Pages
import Support
import Testing

/// What the coalitions and who decides read of a rule that was set aside (F10).
@Suite struct `That the rule was set aside` {
    private static let needed = "De wijk Noord kan niet wachten op een volgende ronde."
    private static let skipped = "In deze wijk loopt al een initiatief."

    /// Dossier 1 gets all it asks; 2 gets nothing, since it doesn't fit.
    private static func ranked(_ bids: [(asked: Int, least: Int, score: Int)]) -> RoundBuilder {
        var rules = RuleSample()
        rules.allocation = .strict
        var builder = RoundBuilder(rules: rules)
        builder.open()
        for bid in bids {
            builder.submit(builder.draft(requested: bid.asked, minimum: bid.least))
        }
        builder.admitAll()
        builder.openSitting()
        for (index, bid) in bids.enumerated() { builder.assess(index + 1, [bid.score]) }
        builder.closeSitting()
        builder.rank()
        return builder
    }

    /// All as advised, where a part has these grounds.
    private static func intend(_ builder: inout RoundBuilder) {
        builder.readAll()
        for line in builder.round.allocation?.lines ?? [] {
            let outcome = builder.round.advice(line)
            let isPart = outcome == .offeredInPart
            builder.given(
                .intendDecision(
                    dossier: line.dossier, outcome: outcome, amount: line.amount,
                    motivation: RoundBuilder.reasons,
                    grounds: isPart ? [.ceilingReached, .other] : [], deviation: nil),
                by: DemoCast.decisionMaker)
        }
    }

    /// Dossier 3 gets a part against the rule, and 2 is passed over for it.
    private static func lifted() -> RoundBuilder {
        var builder = ranked([
            (6_000_000, 6_000_000, 5), (5_000_000, 5_000_000, 4), (3_000_000, 1_000_000, 3),
        ])
        builder.given(
            .askOverride(
                dossier: 3, amount: Cents(2_000_000), reasons: needed,
                skipped: [SkippedDossier(2, skipped)]), by: DemoCast.coordinator)
        builder.given(.approveOverride(dossier: 3), by: DemoCast.budgetHolder)
        intend(&builder)
        return builder
    }

    private static func result(_ builder: RoundBuilder, _ dossier: Int) throws -> String {
        let lead = DemoCast.signatory(of: builder.members(dossier)[0])
        return try PageSample.html(ResultPage.self, builder, by: lead, dossier: dossier)
    }

    private static func money(_ cents: Int) -> String { Written(.dutch).money(Cents(cents)) }

    @Test func `stands in the result of who got money by it, with what the rule gave`() throws {
        var builder = Self.lifted()
        builder.release()
        let html = try Self.result(builder, 3)
        #expect(html.contains("Afwijking van de regel") && html.contains(Self.needed))
        #expect(html.contains("Volgens de regels kreeg het \(Self.money(0))."))
        #expect(html.contains("werd dat door de afwijking \(Self.money(2_000_000))."))
        #expect(html.contains("<li>Een andere reden</li>"))
        #expect(!html.contains("<li>Het geld is verdeeld</li>"))
        #expect(try !Self.result(builder, 1).contains("Afwijking van de regel"))
    }

    @Test func `stands in the result of who was passed over for it`() throws {
        var builder = Self.lifted()
        builder.release()
        let html = try Self.result(builder, 2)
        #expect(html.contains("Dossier 3 was later aan de beurt") && html.contains(Self.skipped))
        #expect(!html.contains("Volgens de regels kreeg het") && !html.contains(Self.needed))
    }

    @Test func `stands in the result of who got less by it`() throws {
        var builder = Self.ranked([(6_000_000, 1_000_000, 5)])
        builder.given(
            .askOverride(
                dossier: 1, amount: Cents(4_000_000), reasons: Self.needed, skipped: []),
            by: DemoCast.coordinator)
        builder.given(.approveOverride(dossier: 1), by: DemoCast.budgetHolder)
        Self.intend(&builder)
        builder.release()
        let html = try Self.result(builder, 1)
        #expect(html.contains("Volgens de regels kreeg het \(Self.money(6_000_000))."))
        #expect(html.contains("werd dat door de afwijking \(Self.money(4_000_000))."))
        #expect(html.contains("<li>Het geld is verdeeld</li>"))
    }

    @Test func `leaves out for who decides the same ground as the letter does`() throws {
        let html = try PageSample.html(
            DecisionPage.self, Self.lifted(), by: DemoCast.decisionMaker, dossier: 3)
        #expect(html.contains("<p>Gronden: Een andere reden</p>"))
    }

    @Test func `is told with its reasons to nobody who has no letter and didn’t see the request`()
        throws
    {
        var builder = Self.lifted()
        builder.release()
        for viewer in [
            RoundViewer.council, .relationshipManager, .member(DemoCast.memberOne),
        ] {
            guard case .decision(let part)? = builder.round.part(.decision(3), for: viewer) else {
                Issue.record("\(viewer) sees no decision")
                continue
            }
            #expect(part.override == Cents(2_000_000))
            #expect(part.ruled == nil && part.overrideReasons == nil && part.passedOver == nil)
        }
    }
}
