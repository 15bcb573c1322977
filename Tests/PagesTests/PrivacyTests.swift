import Domain
import Pages
import Testing

struct PrivacyTests {
    /// The names of the types of everything that the value holds, at whatever depth.
    private func types(in value: Any) -> Set<String> {
        Mirror(reflecting: value).children.reduce(into: [String(reflecting: type(of: value))]) {
            $0.formUnion(types(in: $1.value))
        }
    }

    /// What tells a person, or what one person voted or scored.
    private func isPersonal(_ type: String) -> Bool {
        ["Domain.Person", "Vote", "Domain.Ballot>", "Dictionary", "Domain.Seat>"].contains {
            type.contains($0)
        }
    }

    @Test func `nothing in the facts of a letter can hold a member's vote or score`() throws {
        let facts = try LetterSample.tree("offeredInPart", "subsidy")
            .setting("decision.deviation", "Daarom.").setting("allocation.override", "Daarom.")
            .setting("amounts.lowered", ["amount": 1, "reasons": "Daarom."])
            .setting("assessment.notAssessedBecause", "Daarom.").decoded(LetterFacts.self)
        #expect(types(in: facts).filter(isPersonal) == [])
        #expect(types(in: facts).contains { $0.contains("LoweredAmount") })
    }

    @Test(arguments: NoticeSample.kinds + NoticeSample.variants)
    func `nothing in the facts of a notice can hold what the committee did`(name: String) throws {
        let types = types(in: try NoticeSample.facts(name, "subsidy"))
        #expect(types.filter(isPersonal) == [])
        for judged in ["LetterMember", "LetterAssessment", "LetterAllocation", "Rational"] {
            #expect(!types.contains { $0.contains(judged) }, "\(judged)")
        }
        #expect(types.contains { $0.contains("LetterSender") })
    }

    @Test func `nothing in the facts of an explanation can hold a name of a member`() throws {
        let facts = try ExplanationSample.lottery().decoded(ExplanationFacts.self)
        #expect(types(in: facts).filter(isPersonal) == [])
        #expect(!types(in: facts).contains { $0.contains("LetterMember") })
        #expect(types(in: facts).contains { $0.contains("RankDecider") })
    }

    @Test func `what holds a vote or a person is seen`() throws {
        let person: PersonID = "voorzitter"
        #expect(!types(in: person).filter(isPersonal).isEmpty)
        #expect(!types(in: GateVote.Verdict.meets).filter(isPersonal).isEmpty)
        #expect(!types(in: [person: 3]).filter(isPersonal).isEmpty)
    }

    @Test func `members are named in a letter once, as advisers and nowhere else`() throws {
        let text = try DutchLetters().text(of: LetterSample.facts("offeredInPart", "subsidy"))
        for name in ["V. Zitter (fictief)", "N. Noord (fictief)", "O. Oost (fictief)"] {
            #expect(text.split(separator: name, omittingEmptySubsequences: false).count == 2)
        }
    }
}
