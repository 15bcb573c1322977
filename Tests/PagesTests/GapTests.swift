import Domain
import Pages
import Testing

struct GapTests {
    private func gap(_ tree: SampleTree) throws -> String? {
        let facts = try tree.decoded(LetterFacts.self)
        do throws(LetterGap) {
            _ = try DutchLetters().text(of: facts)
            return nil
        } catch {
            return error.field
        }
    }

    /// With every optional text in it.
    private func full(_ basis: String = "subsidy") throws -> SampleTree {
        try LetterSample.tree("offeredInPart", basis)
            .setting("allocation.advice", "granted")
            .setting("decision.deviation", "Een reden van twintig tekens.")
            .setting("allocation.override", "Een reden van twintig tekens.")
            .setting("amounts.lowered", ["amount": 3_000_000, "reasons": "Te hoge huur."])
            .setting("allocation.passedOver", [["dossier": 5, "reasons": "Te ver weg."]])
    }

    private let fields = [
        "head.addressee.name": "addressee", "allocation.override": "override",
        "allocation.passedOver.0.reasons": "passedOver.5",
        "amounts.lowered.reasons": "lowered.reasons",
        "assessment.criteria.0.motivation": "criteria.visie.motivation",
        "assessment.criteria.0.title": "criteria.visie.title",
        "assessment.criteria.1.motivation": "criteria.versnelling.motivation",
        "assessment.criteria.1.title": "criteria.versnelling.title",
        "assessment.criteria.2.motivation": "criteria.businesscase.motivation",
        "assessment.criteria.2.title": "criteria.businesscase.title",
        "head.coalition.0.name": "coalition.overkant",
        "head.coalition.1.name": "coalition.steunpunt",
        "head.coalition.2.name": "coalition.nabij", "committee.0.name": "committee",
        "committee.1.name": "committee", "committee.2.name": "committee",
        "committee.3.name": "committee", "decision.deviation": "deviation",
        "decision.motivation": "motivation", "head.round.legalSource": "legalSource",
        "head.round.name": "round", "head.sender.authority": "authority",
        "head.sender.contact": "contact",
        "head.sender.mandate": "mandate", "head.sender.municipality": "municipality",
        "head.sender.objectionAddress": "objectionAddress", "head.sender.signer": "signer",
        "head.title": "title",
    ]

    @Test func `every text that is blank blocks the letter, under its own name`() throws {
        let tree = try full()
        #expect(try gap(tree) == nil)
        var found: [String: String] = [:]
        for path in tree.textPaths {
            // What isn't a text for people, such as a code or a date, can't be blank at all.
            guard (try? tree.setting(path, " ").decoded(LetterFacts.self)) != nil else { continue }
            found[path] = try gap(tree.setting(path, " \n\t "))
        }
        #expect(found == fields)
    }

    @Test(arguments: BallotSubject.gate)
    func `a failed item of the gate needs its motivation, a passed one goes without`(
        item: BallotSubject
    ) throws {
        let index = try #require(BallotSubject.gate.firstIndex(of: item))
        let passed = try full().setting("assessment.gate.\(index).motivation", " ")
        #expect(try gap(passed) == nil)
        let text = try DutchLetters().text(of: passed.decoded(LetterFacts.self))
        #expect(text.split(separator: "\n").count { $0.hasSuffix(": voldoet.") } == 4)
        #expect(!text.contains("\n\n\n"))
        let failed = try LetterSample.tree("rejected", "subsidy")
            .setting("assessment.gate.\(index).outcome", "doesNotMeet")
        #expect(try gap(failed) == nil)
        #expect(
            try gap(failed.setting("assessment.gate.\(index).motivation", " "))
                == "gate.\(item.rawValue).motivation")
    }

    @Test func `every text that a letter asks for stands in it`() throws {
        let tree = try full()
        let gate = (0..<4).map { "assessment.gate.\($0).motivation" }
        for path in fields.keys.sorted() + gate {
            let marked = try DutchLetters().text(
                of: tree.setting(path, "Merk & <teken>").decoded(LetterFacts.self))
            #expect(marked.contains("Merk & <teken>"), "\(path) isn't in the letter")
        }
    }

    @Test func `a contract asks for no objection address or term`() throws {
        let tree = try full("contract").setting("head.sender.objectionAddress", "")
            .setting("head.sender.objectionWeeks", 0)
        #expect(try gap(tree) == nil)
        #expect(try gap(full().setting("head.sender.objectionWeeks", 0)) == "objectionWeeks")
    }

    @Test(arguments: [
        ("amounts.requested", "requested"), ("amounts.decided", "decided"),
    ])
    func `an amount that is zero blocks the letter that gives it`(path: String, field: String)
        throws
    {
        #expect(try gap(full().setting(path, 0)) == field)
    }

    @Test func `money in a letter that gives none blocks it`() throws {
        #expect(
            try gap(LetterSample.tree("reserve", "subsidy").setting("amounts.decided", 1))
                == "decided")
    }

    @Test(arguments: [
        ("decision.grounds", "grounds"), ("assessment.criteria", "criteria"),
        ("assessment.gate", "gate.H1"), ("committee", "committee"),
        ("head.coalition", "coalition.lead"),
    ])
    func `a list that is empty blocks the letter`(path: String, field: String) throws {
        #expect(try gap(full().setting(path, [Int]())) == field)
    }

    @Test func `a result or term that lacks blocks the letter`() throws {
        let without: [(String, String)] = [
            ("decision.offerTerm", "offerTerm"), ("assessment.total", "total"),
            ("assessment.rank", "rank"),
            ("assessment.criteria.1.value", "criteria.versnelling.value"),
        ]
        for (path, field) in without {
            #expect(try gap(full().setting(path, SampleTree.nothing)) == field)
        }
        #expect(
            try gap(full().setting("assessment.gate.2.outcome", "tie")) == "gate.H2b.outcome")
        let unassessed = try LetterSample.tree("rejected", "incidental")
        #expect(
            try gap(unassessed.setting("assessment.notAssessedBecause", SampleTree.nothing))
                == "notAssessedBecause")
        let failed = try LetterSample.tree("rejected", "subsidy")
        #expect(try gap(failed.setting("assessment.gate.3.outcome", "meets")) == "gate")
    }

    @Test(arguments: LetterSample.outcomes)
    func `whatever deviates from the advice says why`(outcome: String) throws {
        let other = outcome == "rejected" ? "reserve" : "rejected"
        let tree = try LetterSample.tree(outcome, "contract").setting("allocation.advice", other)
        #expect(try gap(tree) == "deviation")
        #expect(try gap(tree.setting("decision.deviation", "Daarom wijken wij af.")) == nil)
        let amount = try LetterSample.tree(outcome, "contract").setting("allocation.amount", 1)
        #expect(try gap(amount) == "deviation")
    }

    @Test func `a dossier that nobody could judge gets its letter without a committee`() throws {
        let tree = try LetterSample.tree("rejected", "incidental").setting("committee", [Int]())
        #expect(try gap(tree) == nil)
        #expect(
            try DutchLetters().text(of: tree.decoded(LetterFacts.self)).contains(
                "Geen van de leden kon over uw dossier adviseren."))
    }

    @Test func `a withdrawn dossier gets no letter`() throws {
        let tree = try LetterSample.tree("rejected", "subsidy")
            .setting("allocation.cause", ["withdrawn": [String: String]()])
        #expect(try gap(tree) == "cause")
    }

    @Test func `all gaps are named at once, in the order of the letter`() throws {
        let facts = try full().setting("head.title", "").setting("head.sender.signer", "")
            .setting("assessment.criteria.1.motivation", "").decoded(LetterFacts.self)
        #expect(facts.gaps.map(\.field) == ["signer", "title", "criteria.versnelling.motivation"])
    }
}
