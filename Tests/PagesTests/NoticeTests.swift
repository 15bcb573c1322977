import Domain
import Pages
import Support
import Testing

/// The letters that aren't the decision on the committee's advice.
struct NoticeTests {
    private let letters = DutchLetters()

    private func text(_ name: String, _ basis: String = "subsidy") throws -> String {
        try letters.text(of: NoticeSample.facts(name, basis))
    }

    private func gap(_ tree: SampleTree) throws -> String? {
        let facts = try tree.decoded(NoticeFacts.self)
        do throws(LetterGap) {
            _ = try letters.text(of: facts)
            return nil
        } catch {
            return error.field
        }
    }

    @Test(arguments: NoticeSample.kinds, LetterSample.bases)
    func `the letter of each other kind on each legal basis is pinned`(
        kind: String, basis: String
    ) throws {
        #expect(try NoticeSample.facts(kind, basis).notice.kind.rawValue == kind)
        #expect(
            try PinnedFile("notice-\(kind)-\(basis).txt").difference(from: text(kind, basis)) == nil
        )
    }

    @Test(arguments: NoticeSample.variants)
    func `a notice with other facts has its own words, which are pinned`(name: String) throws {
        #expect(try PinnedFile("notice-\(name)-subsidy.txt").difference(from: text(name)) == nil)
    }

    @Test(arguments: NoticeSample.kinds + NoticeSample.variants, LetterSample.bases)
    func `a notice has no hole, no double space and no mark of a template`(
        name: String, basis: String
    ) throws {
        let text = try text(name, basis)
        for flaw in ["  ", "{{", "}}", "“”", "()", " .", " ,", "\n\n\n", ": \n", "&", "\r"] {
            #expect(!text.contains(flaw), "has \(flaw.debugDescription)")
        }
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test(arguments: NoticeSample.kinds + NoticeSample.variants)
    func `every notice that decides has its objection clause, a contract has another way`(
        name: String
    ) throws {
        let decides = !name.hasPrefix("term")
        for basis in ["subsidy", "incidental"] {
            let text = try text(name, basis)
            #expect(text.contains("U hebt daarvoor 6 weken.") == decides)
            #expect(text.contains("Postbus 1, 1000 AA Voorbeeldstad"))
        }
        let contract = try text(name, "contract")
        #expect(!contract.contains("6 weken") && !contract.contains("Awb"))
        #expect(!contract.contains("artikel 4:") && !contract.contains("dwangsom"))
        #expect(contract.contains("burgerlijke rechter") == decides)
        #expect(contract.contains("hoe wij een geschil oplossen"))
    }

    @Test(arguments: ["subsidy", "incidental"])
    func `a longer term has no objection of its own, and a notice of default when it is over`(
        basis: String
    ) throws {
        for name in ["termExtended", "termStandsStill"] {
            let text = try text(name, basis)
            for article in ["4:14", "4:17", "6:2 en 6:12", "6:3"] {
                #expect(text.contains(" \(article) van de A"), "\(name) \(article)")
            }
            #expect(text.contains("niet apart bezwaar maken"))
            #expect(text.contains("Er is nog geen besluit"))
        }
        #expect(try text("termExtended", basis).contains("24 juli 2026"))
        #expect(!(try text("termStandsStill", basis).contains("juli")))
    }

    @Test func `the letters about one submission have a reference each`() throws {
        var references = try NoticeSample.kinds.map { name in
            try #require(text(name).split(separator: "\n").first { $0.hasPrefix("Kenmerk: ") })
        }
        references.append("Kenmerk: voorjaar-2026/3/7")
        #expect(Set(references).count == references.count - 1)
        #expect(references[3] == references[4], "an offer ends in one way")
    }

    @Test func `every text of a notice that is blank blocks it, under its own name`() throws {
        let own = [
            "notice.termExtended._0.reasons": "reasons",
            "notice.notConsidered._0.reasons": "reasons",
            "notice.notConsidered._0.supplement.questions": "supplement.questions",
            "notice.notConsidered._0.supplement.left": "supplement.left",
            "notice.offerAccepted._0.shares.0.name": "shares",
            "notice.offerAccepted._0.shares.1.name": "shares",
            "notice.offerAccepted._0.shares.2.name": "shares",
            "notice.offerEnded._0.reasons": "reasons",
        ]
        // Of a partner that left is told that it did, and not why.
        let untold = ["partnerLeft notice.notConsidered._0.supplement.questions"]
        for name in NoticeSample.kinds + NoticeSample.variants {
            let tree = try NoticeSample.tree(name, "subsidy")
            #expect(try gap(tree) == nil)
            for path in tree.textPaths where !untold.contains("\(name) \(path)") {
                let blank = tree.setting(path, " \n\t ")
                guard (try? blank.decoded(NoticeFacts.self)) != nil else { continue }
                let found = try gap(blank)
                #expect(found != nil, "\(name) \(path)")
                if !path.hasPrefix("head.") { #expect(found == own[path], "\(name) \(path)") }
                let marked = try letters.text(
                    of: tree.setting(path, "Merk & <teken>").decoded(NoticeFacts.self))
                #expect(marked.contains("Merk & <teken>"), "\(name): \(path) isn't in the letter")
            }
            for path in untold where path.hasPrefix("\(name) ") {
                let marked = tree.setting(String(path.dropFirst(name.count + 1)), "Merk & <teken>")
                #expect(
                    try !letters.text(of: marked.decoded(NoticeFacts.self)).contains(
                        "Merk & <teken>"))
            }
        }
    }

    @Test(arguments: [
        ("offerAccepted", "offerAccepted._0.requested", 0, "requested"),
        ("offerAccepted", "offerAccepted._0.offered", 0, "offered"),
        ("offerAccepted", "offerAccepted._0.granted", 2_000_051, "granted"),
        ("offerAccepted", "offerAccepted._0.granted", 2_000_049, "shares"),
        ("offerAccepted", "offerAccepted._0.shares.2.requested", 1, "shares"),
        ("offerLapsed", "offerEnded._0.requested", 0, "requested"),
        ("offerLapsed", "offerEnded._0.offered", 0, "offered"),
        ("offerLapsed", "offerEnded._0.offered", 3_200_000, "offered"),
        ("termExtended", "termExtended._0.weeks", 0, "weeks"),
    ])
    func `amounts that don't add up and a term that doesn't grow block the letter`(
        name: String, path: String, value: Int, field: String
    ) throws {
        #expect(
            try gap(NoticeSample.tree(name, "subsidy").setting("notice.\(path)", value)) == field)
    }

    @Test func `a new last day that isn't later blocks the letter`() throws {
        let tree = try NoticeSample.tree("termExtended", "contract")
            .setting("notice.termExtended._0.days.after", "2026-06-26")
        #expect(try gap(tree) == "lastDay")
    }

    @Test func `what people typed in a notice stays as it is, and writes no headings of its own`()
        throws
    {
        let typed = #"<b>Samen</b> & "zo" {{municipality}}"#
        let tree = try NoticeSample.tree("offerDeclined", "subsidy").setting("head.title", typed)
            .setting("notice.offerEnded._0.reasons", "\(typed)\u{202E}\r\n\n\n\nOns besluit")
        let text = try letters.text(of: tree.decoded(NoticeFacts.self))
        #expect(text.contains("“\(typed)”") && text.contains("\(typed)\n\n“Ons besluit”"))
    }

    @Test func `a letter's kind keeps its name`() {
        #expect(
            LetterKind.allCases.map(\.rawValue) == [
                "granted", "offeredInPart", "reserve", "rejected", "termExtended",
                "notConsidered", "offerAccepted", "offerLapsed", "offerDeclined",
            ])
        #expect(
            DecisionOutcome.allCases.map { LetterKind($0).rawValue }
                == DecisionOutcome.allCases.map(\.rawValue))
    }
}
