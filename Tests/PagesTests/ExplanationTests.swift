import Domain
import Pages
import Support
import Testing

struct ExplanationTests {
    private func text(_ tree: SampleTree) throws -> String {
        try DutchExplanation().text(of: tree.decoded())
    }

    @Test func `the explanation of a part offer, a boundary case, is pinned`() throws {
        #expect(
            try PinnedFile("explanation-part.txt").difference(from: text(ExplanationSample.tree()))
                == nil)
    }

    @Test func `the explanation of a failed gate with a casting vote is pinned`() throws {
        #expect(
            try PinnedFile("explanation-gate.txt").difference(
                from: text(ExplanationSample.failedGate())) == nil)
    }

    @Test func `the explanation of a lottery that says how to draw it again is pinned`() throws {
        let text = try text(ExplanationSample.lottery())
        #expect(text.contains(ExplanationSample.seed))
        #expect(text.contains(ExplanationSample.commitment))
        #expect(try PinnedFile("explanation-lottery.txt").difference(from: text) == nil)
    }

    @Test func `the points that an explanation adds up are the total to the last digit`() throws {
        for tree in [try ExplanationSample.tree(), try ExplanationSample.lottery()] {
            let facts = try tree.decoded(ExplanationFacts.self)
            let sum = try #require(
                text(tree).split(separator: "\n").first { $0.hasPrefix("De totaalscore is de som") }
            )
            let terms = sum.split(separator: ":")[1].split(separator: " = ")[0]
                .split(separator: " + ").compactMap { Rational(String($0.filter { $0 != " " })) }
            #expect(terms.count == facts.criteria.count)
            #expect(terms.reduce(0, +) == facts.total)
            #expect(facts.criteria.compactMap { facts.contribution(of: $0) } == terms)
        }
    }

    @Test(arguments: [
        (["withdrawn": [String: Int]()], "Dit dossier is ingetrokken"),
        (["notAssessed": [:]], "geen oordeel kon geven"), (["failedGate": [:]], "alle harde eisen"),
        (["belowThreshold": [:]], "onder de drempelscore"), (["fits": [:]], "Dat past."),
        (["afterStop": ["at": 4]], "De verdeling stopte bij dossier 4"),
        (["doesNotFit": ["short": 5]], "Dat is €\u{A0}0,05 te veel."),
        (["part": ["of": 9, "minimum": 7]], "Het minimale bedrag, €\u{A0}0,07, past wel."),
    ])
    func `every cause is told`(cause: [String: [String: Int]], words: String) throws {
        let tree = try ExplanationSample.tree().setting("allocation.cause", cause)
        #expect(try text(tree).contains(words))
    }

    @Test func `who was passed over for another reads that and why`() throws {
        let passed = try text(
            ExplanationSample.tree().setting(
                "allocation.passedOver", [["dossier": 5, "reasons": "Te ver weg."]]))
        #expect(passed.contains("Dossier 5 was later aan de beurt, maar krijgt wel geld."))
        #expect(passed.contains("\n\nTe ver weg.\n\nDe uitkomst van de verdeling"))
        #expect(try !text(ExplanationSample.tree()).contains("overgeslagen"))
    }

    @Test func `what was left is what could be divided less what came before`() throws {
        let facts = try ExplanationSample.tree().decoded(ExplanationFacts.self)
        #expect(facts.allocation?.left == Cents(2_000_000))
    }

    @Test func `the line of the allocation is explained with what was funded before it`() throws {
        func candidate(_ number: Int, _ place: Int, _ requested: Int) -> Allocation.Candidate {
            Allocation.Candidate(
                dossier: number, place: place, requested: Cents(requested), minimum: Cents(20),
                exclusion: nil)
        }
        let allocation = Allocation.of(
            [candidate(1, 3, 30), candidate(2, 1, 60), candidate(3, 2, 90)], rule: .skip,
            available: Cents(100))
        let explained = try #require(ExplainedAllocation(allocation, dossier: 1))
        #expect(explained.funded == [FundedShare(place: 1, dossier: 2, amount: Cents(60))])
        #expect(explained.left == Cents(40) && explained.amount == Cents(30))
        #expect(ExplainedAllocation(allocation, dossier: 9) == nil)
    }

    @Test func `what was left is by the rule, also below a dossier for which it was set aside`()
        throws
    {
        func candidate(_ number: Int, _ requested: Int) -> Allocation.Candidate {
            Allocation.Candidate(
                dossier: number, place: number, requested: Cents(requested), minimum: Cents(10),
                exclusion: nil)
        }
        let allocation = try Allocation.of(
            [candidate(1, 60), candidate(2, 50)], rule: .skip, available: Cents(100)
        ).applying([Allocation.Override(dossier: 1, amount: .zero)])
        let explained = try #require(ExplainedAllocation(allocation, dossier: 2))
        #expect(explained.cause == .doesNotFit(short: Cents(10)) && explained.left == Cents(40))
        #expect(
            explained.funded
                == [FundedShare(place: 1, dossier: 1, amount: .zero, ruled: Cents(60))])
        let told = try text(
            ExplanationSample.tree().setting(
                "allocation.funded",
                [["place": 1, "dossier": 5, "amount": 0, "ruled": 8_000_000]]))
        #expect(
            told.contains(
                "- plaats 1, dossier 5: €\u{A0}0 door een afwijking; volgens de regel was dat "
                    + "€\u{A0}80.000"))
        #expect(told.contains("Van de regel is pas afgeweken nadat"))
        #expect(told.contains("= €\u{A0}20.000."))
    }

    @Test func `a place is explained with both neighbours and what decided`() throws {
        let rules = try DemoRules.rules()
        let ranking = try DemoRules.ranking()
        func rank(_ dossier: Int) throws -> ExplainedRank {
            try #require(ExplainedRank(ranking, dossier: dossier, rules: rules))
        }
        let second = try rank(2)
        #expect(second.place == 2 && second.ranked == 5)
        #expect(try rank(4).above == nil && rank(1).below == nil)
        #expect(second.above?.dossier == 4 && second.above?.decidedBy == .total)
        #expect(
            second.below?.dossier == 3
                && second.below?.decidedBy
                    == .criterion(title: "Versnelling van de transformatie")
        )
        #expect(
            try rank(3).below?.decidedBy
                == .lottery(seed: ExplanationSample.seed, commitment: rules.lotterySeed))
        #expect(try rank(1).above?.decidedBy == .revote)
        #expect(ExplainedRank(ranking, dossier: 9, rules: rules) == nil)
    }

    @Test func `a boundary case is one that any rerun changes`() {
        func isCase(_ changed: Int, _ other: Bool, _ recusal: Bool?) -> Bool {
            ExplainedRobustness(
                leaveOneOutChanged: changed, leaveOneOutRuns: 5, otherAggregatorChanges: other,
                recusalCorrectionChanges: recusal
            ).isBoundaryCase
        }
        #expect(!isCase(0, false, false) && !isCase(0, false, nil))
        #expect(isCase(1, false, nil) && isCase(0, true, nil) && isCase(0, false, true))
    }
}
