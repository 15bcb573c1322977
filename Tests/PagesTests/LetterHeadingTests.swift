import Domain
import Pages
import Support
import Testing

/// Which lines of a letter are headings, and what it says of a deviation from the division.
struct LetterHeadingTests {
    private func text(_ tree: SampleTree) throws -> String {
        try DutchLetters().text(of: tree.decoded(LetterFacts.self))
    }

    /// The page of the first letter, with this motivation in it.
    private func page(motivation: String) throws -> String {
        var builder = RoundStage.ranked.builder()
        builder.decideAll()
        let line = try #require(builder.round.allocation?.lines.first)
        builder.given(
            .intendDecision(
                dossier: line.dossier, outcome: builder.round.advice(line), amount: line.amount,
                motivation: motivation, grounds: [], deviation: nil), by: DemoCast.decisionMaker)
        let decider = builder.actor(DemoCast.decisionMaker)
        let events = try builder.round.decide(
            .releaseDecisions, by: decider,
            in: World(
                now: builder.now, directory: builder.directory, hashing: builder.hashing,
                letters: DutchLetters(), confirmation: .rehearsal))
        builder.record(events, by: decider)
        let letter = try #require(builder.round.letters.first { $0.dossier == line.dossier })
        let visit = try PageSample.visit(
            builder, by: DemoCast.decisionMaker,
            names: [
                "round": DemoCast.round.rawValue, "dossier": "\(line.dossier)",
                "organisation": letter.organisation.rawValue, "letter": "1",
            ])
        let content = try #require(LetterPage.content(of: visit))
        return PageSample.frame.html(of: content, for: visit)
    }

    @Test func `a short line that was typed is no heading, and the letter's own are`() throws {
        let page = try page(motivation: "Goed plan voor de hele wijk")
        #expect(page.contains("<p class=\"page-text\">Goed plan voor de hele wijk</p>"))
        for own in ["Ons besluit", "De scores", "Hoe het geld is verdeeld", "Hebt u vragen?"] {
            #expect(page.contains("<h2>\(own)</h2>"), "\(own)")
        }
    }

    @Test func `what was typed can't pass for a heading of the letter`() throws {
        let heading = "Hoe de commissie uw dossier beoordeelde"
        let page = try page(motivation: heading)
        #expect(page.contains("<p class=\"page-text\">“\(heading)”</p>"))
        #expect(page.split(separator: "<h2>\(heading)</h2>").count == 2)
    }

    @Test func `a part that a deviation took away is told with what the rule gave`() throws {
        let taken = try text(
            LetterSample.tree("reserve", "subsidy")
                .setting("allocation.cause", ["part": ["of": 3_200_000, "minimum": 1_200_000]])
                .setting("allocation.ruled", 1_400_000)
                .setting("allocation.override", "De huur is te hoog.")
                .setting("decision.grounds", ["other"]))
        #expect(taken.contains("was er nog €\u{A0}14.000 over"))
        #expect(taken.contains("- Voor uw dossier is afgeweken van de verdeling"))
        #expect(!taken.contains("subsidieplafond is bereikt"))
    }

    @Test func `a part that a deviation gave isn't explained by the threshold`() throws {
        let given = try text(
            LetterSample.tree("offeredInPart", "subsidy")
                .setting("allocation.cause", ["belowThreshold": [:]])
                .setting("allocation.ruled", 0)
                .setting("allocation.override", "De enige in de wijk Noord.")
                .setting("decision.grounds", ["belowThreshold"]))
        #expect(given.contains("- Voor uw dossier is afgeweken van de verdeling"))
        #expect(!given.contains("Uw dossier haalt de drempelscore niet"))
    }

    @Test func `a part that a deviation gave isn't explained by what the rule had no money for`()
        throws
    {
        for cause in [["doesNotFit": ["short": 1_200_000]], ["afterStop": ["at": 5]]] {
            let tree = try LetterSample.tree("offeredInPart", "subsidy")
                .setting("allocation.cause", cause)
                .setting("allocation.override", "De enige in de wijk Noord.")
            let given = try text(tree.setting("allocation.ruled", 0))
            #expect(given.contains("- Voor uw dossier is afgeweken van de verdeling"))
            #expect(!given.contains("subsidieplafond is bereikt"))
            let ruled = try text(tree)
            #expect(ruled.contains("subsidieplafond is bereikt"))
        }
    }

    @Test func `what was left is told by the amount that the committee advised`() throws {
        let tree = try LetterSample.tree("reserve", "subsidy")
            .setting("amounts.lowered", ["amount": 3_000_000, "reasons": "De huur is te hoog."])
        let told = try text(tree)
        #expect(told.contains("was er nog €\u{A0}18.000 over. U vroeg €\u{A0}32.000."))
        #expect(told.contains("adviseerde een lager bedrag, €\u{A0}30.000; daarmee is gerekend."))
    }
}
