import Domain
import Pages
import Support
import Testing

struct LetterTests {
    private let letters = DutchLetters()

    private func text(_ tree: SampleTree) throws -> String {
        try letters.text(of: tree.decoded(LetterFacts.self))
    }

    @Test(arguments: LetterSample.outcomes, LetterSample.bases)
    func `the letter of each outcome on each legal basis is pinned`(
        outcome: String, basis: String
    ) throws {
        let text = try letters.text(of: LetterSample.facts(outcome, basis))
        #expect(try PinnedFile("letter-\(outcome)-\(basis).txt").difference(from: text) == nil)
    }

    @Test(arguments: LetterSample.outcomes, LetterSample.bases)
    func `a letter has no hole, no double space and no mark of a template`(
        outcome: String, basis: String
    ) throws {
        let text = try letters.text(of: LetterSample.facts(outcome, basis))
        for flaw in ["  ", "{{", "}}", "“”", "()", " .", " ,", "\n\n\n", ": \n", "&", "\r"] {
            #expect(!text.contains(flaw), "has \(flaw.debugDescription)")
        }
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test(arguments: LetterSample.outcomes)
    func `a subsidy has its objection clause, a contract has another way`(outcome: String) throws {
        for basis in ["subsidy", "incidental"] {
            let text = try letters.text(of: LetterSample.facts(outcome, basis))
            #expect(text.contains("U hebt daarvoor 6 weken. De termijn begint op de dag nadat"))
            #expect(text.contains("Postbus 1, 1000 AA Voorbeeldstad"))
            #expect(text.contains("uw handtekening"))
        }
        let contract = try letters.text(of: LetterSample.facts(outcome, "contract"))
        #expect(!contract.contains("6 weken") && !contract.contains("Awb"))
        #expect(!contract.contains("subsidie") || contract.contains("niet om een subsidie"))
        #expect(contract.contains("burgerlijke rechter"))
    }

    @Test(arguments: [
        "het college van burgemeester en wethouders",
        "het college van burgemeester en wethouders van Voorbeeldstad",
        "het college van burgemeester en wethouders van de gemeente Voorbeeldstad",
    ])
    func `the municipality is named once after who decides`(authority: String) throws {
        let tree = try LetterSample.tree("rejected", "subsidy")
            .setting("head.sender.authority", authority)
        let text = try text(tree)
        #expect(text.contains("burgemeester en wethouders van "))
        for twice in ["Voorbeeldstad van", "wethouders:", "wethouders."] {
            #expect(!text.contains(twice), "\(twice)")
        }
    }

    @Test func `a place that was drawn by lot says so, and no other`() throws {
        let tree = try LetterSample.tree("rejected", "subsidy")
        #expect(try !text(tree).contains("geloot"))
        let drawn = try LetterSample.tree("granted", "subsidy").setting(
            "assessment.rank.isDrawn", true)
        #expect(try text(drawn).contains("Daarom is tussen die dossiers geloot"))
    }

    @Test func `a partner reads who the lead is`() throws {
        let tree = try LetterSample.tree("granted", "subsidy")
            .setting("head.addressee.name", "Thuiszorg Nabij").setting(
                "head.addressee.isLead", false)
        #expect(try text(tree).contains("GGZ De Overkant is de penvoerder"))
        #expect(try text(tree).contains("Aan: Thuiszorg Nabij\n"))
    }

    @Test func `deviating, setting the rule aside and advising less are told with their reasons`()
        throws
    {
        let tree = try LetterSample.tree("reserve", "subsidy")
            .setting("allocation.advice", "granted").setting("allocation.amount", 3_000_000)
            .setting("decision.deviation", "De aanbieder staat onder toezicht.")
            .setting("allocation.override", "De raad vroeg voorrang voor jeugd.")
            .setting("amounts.lowered", ["amount": 3_000_000, "reasons": "De huur is te hoog."])
        #expect(try PinnedFile("letter-deviation.txt").difference(from: text(tree)) == nil)
    }

    @Test func `who got money by a deviation, and who was passed over for it, read that and why`()
        throws
    {
        let given = try text(
            LetterSample.tree("granted", "subsidy")
                .setting("allocation.override", "De enige in de wijk Noord."))
        #expect(given.contains("Daardoor krijgt het in het advies €\u{A0}32.000. De reden"))
        #expect(given.contains("\n\nDe enige in de wijk Noord.\n\n"))
        let taken = try text(
            LetterSample.tree("reserve", "subsidy").setting("allocation.amount", 0)
                .setting("allocation.override", "De huur is te hoog."))
        #expect(taken.contains("Daardoor krijgt het in het advies geen geld."))
        let passed = try text(
            LetterSample.tree("reserve", "subsidy").setting(
                "allocation.passedOver",
                [["dossier": 5, "reasons": "In uw wijk loopt al een initiatief."]]))
        #expect(passed.contains("Dossier 5 was later aan de beurt dan uw dossier, maar krijgt"))
        #expect(passed.contains("\n\nIn uw wijk loopt al een initiatief.\n\n"))
        #expect(try !text(LetterSample.tree("reserve", "subsidy")).contains("overgeslagen"))
    }

    @Test func `a reason to deviate is told only where it deviates`() throws {
        let tree = try LetterSample.tree("granted", "subsidy")
            .setting("decision.deviation", "Wat eerder bedoeld was.")
        #expect(try text(tree) == text(LetterSample.tree("granted", "subsidy")))
    }

    @Test(arguments: RefusalGround.allCases, LetterSample.bases)
    func `every ground has its own words, and articles of the law only with a subsidy`(
        ground: RefusalGround, basis: String
    ) throws {
        let tree = try LetterSample.tree("rejected", basis)
        let texts = try RefusalGround.allCases.map {
            try text(tree.setting("decision.grounds", [$0.rawValue]))
        }
        let own = try text(tree.setting("decision.grounds", [ground.rawValue]))
        #expect(texts.count { $0 == own } == 1)
        let has435 = own.contains("artikel 4:35")
        let is435: Set<RefusalGround> = [
            .activitiesUnlikely, .dutiesUnlikely, .noProperAccount, .falseData, .insolvency,
        ]
        #expect(has435 == (basis != "contract" && is435.contains(ground)))
        #expect(
            own.contains("artikel 4:25") == (basis == "subsidy" && ground == .ceilingReached))
    }

    @Test func `characters of HTML and of templates stay as they are, wherever they stand`() throws
    {
        let title = #"<b>Samen</b> & "zo" {{municipality}} {{{round}}} 'x'"#
        let tree = try LetterSample.tree("granted", "subsidy").setting("head.title", title)
            .setting("decision.motivation", title).setting("head.sender.contact", title)
        let text = try text(tree)
        #expect(text.contains("Onderwerp: Besluit over uw kansendossier “\(title)”\n"))
        #expect(text.contains("\n\(title)\n") && text.contains("contact op met \(title)."))
        #expect(!text.contains("&amp;") && !text.contains("&lt;") && !text.contains("&quot;"))
    }

    @Test func `a title can't write lines of its own, nor turn the direction of a line`() throws {
        let tree = try LetterSample.tree("rejected", "subsidy")
            .setting("head.title", "A\n\nOns besluit\r\nU krijgt\u{2028}alles\u{202E}\u{1B}[2J")
        let text = try text(tree)
        #expect(text.contains("“A Ons besluit U krijgt alles [2J”"))
        #expect(text.split(separator: "\n").count { $0 == "Ons besluit" } == 1)
    }

    @Test func `a total just below the threshold isn't shown as the threshold`() throws {
        let tree = try LetterSample.tree("rejected", "contract")
        #expect(try text(tree).contains("Het kreeg 59,96 van de 100 punten."))
    }

    @Test func `a letter takes over the round's rules and the line of the allocation`() throws {
        let rules = try DemoRules.rules()
        let round = LetterRound(id: "voorjaar", rules: rules, ceiling: Cents(rules.pot.value + 5))
        #expect(round.name == rules.name && round.year == rules.year)
        #expect(round.legalBasis == rules.legalBasis && round.legalSource == rules.legalSource)
        #expect(round.ceiling == Cents(rules.pot.value + 5))
        let candidate = Allocation.Candidate(
            dossier: 3, place: 1, requested: Cents(90), minimum: Cents(20), exclusion: nil)
        let divided = Allocation.of([candidate], rule: .partial, available: Cents(50))
        let line = try #require(divided.line(of: 3))
        let taken = LetterAllocation(rule: divided.rule, line: line, override: "Daarom.")
        #expect(taken.cause == .part(of: Cents(90), minimum: Cents(20)))
        #expect(taken.advice == .offeredInPart && taken.amount == Cents(50))
        #expect(taken.rule == .partial && taken.override == "Daarom.")
    }

    @Test func `the same facts give the same text`() throws {
        let facts = try LetterSample.facts("reserve", "incidental")
        #expect(try letters.text(of: facts) == DutchLetters().text(of: facts))
    }
}
