import Domain
import Pages
import Support
import Testing

/// What letters, explanations and the form say where a rule was set aside, or money came later.
struct DeviationLetterTests {
    private func text(_ tree: SampleTree) throws -> String {
        try DutchLetters().text(of: tree.decoded(LetterFacts.self))
    }

    @Test func `a lower advised amount that fitted isn't told as money for the whole request`()
        throws
    {
        let cut = try LetterSample.tree("reserve", "subsidy")
            .setting("amounts.lowered", ["amount": 1_800_000, "reasons": "De huur is te hoog."])
            .setting("allocation.cause", ["fits": [:]]).setting("allocation.ruled", 1_800_000)
            .setting("allocation.override", "Er loopt al een initiatief.")
            .setting("decision.grounds", ["other"])
        let told = try text(cut.setting("allocation.left", 1_900_000))
        #expect(told.contains("was er nog €\u{A0}19.000 over. U vroeg €\u{A0}32.000."))
        #expect(told.contains("een lager bedrag, €\u{A0}18.000; daarmee is gerekend. Dat paste."))
        #expect(told.contains("Volgens de regel kreeg uw dossier €\u{A0}18.000."))
        #expect(!told.contains("genoeg geld voor het hele bedrag"))
        let unknown = try text(cut)
        #expect(unknown.contains("genoeg geld voor het bedrag dat de commissie adviseerde."))
        #expect(!unknown.contains("genoeg geld voor het hele bedrag"))
    }

    @Test func `a part that a deviation gave says why it isn't the whole`() throws {
        let causes: [([String: [String: Int]], String)] = [
            (["doesNotFit": ["short": 1_200_000]], "was er niet genoeg geld over voor het hele"),
            (["afterStop": ["at": 5]], "was de verdeling al gestopt voordat uw dossier"),
            (["belowThreshold": [:]], "kreeg uw dossier geen geld."),
        ]
        for (cause, words) in causes {
            let tree = try LetterSample.tree("offeredInPart", "subsidy")
                .setting("allocation.cause", cause)
                .setting("allocation.override", "De enige in de wijk Noord.")
            let given = try text(tree.setting("allocation.ruled", 0))
            #expect(given.contains("- Volgens de regels van deze ronde \(words)"), "\(words)")
            #expect(given.contains("wel een deel aan: €\u{A0}20.000,50."))
            #expect(try !text(tree).contains("wel een deel aan:"))
        }
    }

    @Test(arguments: LetterSample.bases)
    func `who was passed over isn't told that all money is gone`(basis: String) throws {
        let tree = try LetterSample.tree("reserve", basis)
            .setting("allocation.passedOver", [["dossier": 5, "reasons": "Te ver weg."]])
        let unfit = try text(tree)
        #expect(unfit.contains("niet genoeg geld over voor uw dossier."))
        #expect(unfit.contains("artikel 4:25") == (basis == "subsidy"))
        let stopped = try text(tree.setting("allocation.cause", ["afterStop": ["at": 2]]))
        #expect(stopped.contains("- Volgens de regels van deze ronde stopte de verdeling bij"))
        for told in [unfit, stopped] {
            #expect(!told.contains("plafond is bereikt") && !told.contains("ronde is verdeeld."))
            #expect(told.contains("In deze ronde is ten hoogste €\u{A0}100.000 beschikbaar."))
        }
    }

    @Test func `an explanation says that the money came later and went to the reserve alone`()
        throws
    {
        let tree = try ExplanationSample.tree()
        func told(_ tree: SampleTree) throws -> String {
            try DutchExplanation().text(of: tree.decoded(ExplanationFacts.self))
        }
        let later = try told(tree.setting("allocation.isOfReserve", true))
        #expect(later.contains("Dit dossier stond eerst op de reservelijst."))
        #expect(later.contains("Hoger op de ranglijst kregen nu geld:"))
        let none = try told(
            tree.setting("allocation.isOfReserve", true).setting("allocation.funded", [Any]()))
        #expect(none.contains("Geen dossier hoger op de ranglijst kreeg nu geld."))
        #expect(try !told(tree).contains("reservelijst"))
    }

    @Test func `the form says that a ground must be ticked where none follows`() throws {
        let builder = RoundStage.ranked.builder()
        let visit = try PageSample.visit(
            builder, by: DemoCast.decisionMaker,
            names: ["round": DemoCast.round.rawValue, "dossier": "1"])
        let content = try #require(DecisionPage.content(of: visit))
        let page = PageSample.frame.html(of: content, for: visit)
        #expect(page.contains("afwijking het geld wegneemt? Kruis er dan zelf een aan."))
    }
}
