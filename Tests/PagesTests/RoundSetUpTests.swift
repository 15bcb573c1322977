import Domain
import Pages
import Support
import Testing

@Suite struct `Pages to set up a round with` {
    private static func visit(
        _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID = DemoCast.coordinator,
        _ language: Language = .dutch, attempt: Attempt? = nil
    ) throws -> Visit {
        try PageSample.visit(
            builder, by: person, language, names: ["round": DemoCast.round.rawValue],
            address: page.address(DemoCast.round), attempt: attempt)
    }

    private static func html(
        _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID = DemoCast.coordinator
    ) throws -> String {
        let visit = try visit(page, builder, by: person)
        let content = page.content(of: visit)
        return PageSample.frame.html(of: try #require(content), for: visit)
    }

    @Test(arguments: Language.allCases)
    func `are as they were looked at`(language: Language) throws {
        let editor = DemoCast.editor(of: DemoCast.mental)
        let coordinator = DemoCast.coordinator
        let bare = Self.bare
        let states: [(String, any Page.Type, RoundBuilder, PersonID)] = [
            ("new-round", NewRoundPage.self, bare, coordinator),
            ("settings-draft", RoundSettingsPage.self, bare, coordinator),
            (
                "settings-published", RoundSettingsPage.self, RoundStage.published.builder(),
                coordinator
            ),
            ("settings-open", RoundSettingsPage.self, RoundStage.open.builder(), coordinator),
            ("seats-none", SeatsPage.self, bare, coordinator),
            ("seats", SeatsPage.self, RoundStage.draft.builder(), coordinator),
            ("seats-closed", SeatsPage.self, RoundStage.closed.builder(), coordinator),
            ("check-missing", CheckPage.self, bare, coordinator),
            ("check-ready", CheckPage.self, RoundStage.draft.builder(), coordinator),
            ("rules-preview", RulesPage.self, bare, coordinator),
            ("rules", RulesPage.self, RoundStage.open.builder(), editor),
        ]
        for (name, page, builder, person) in states {
            let visit = try Self.visit(page, builder, by: person, language)
            let content = page.content(of: visit)
            let html = PageSample.frame.html(of: try #require(content, "\(name)"), for: visit)
            let difference = try PinnedFile("page-\(name)-\(language.rawValue).html")
                .difference(from: html)
            #expect(difference == nil)
        }
    }

    /// A round with rules and nothing else.
    private static var bare: RoundBuilder {
        var builder = RoundBuilder()
        builder.given(.createRound(rules: builder.rules.rules), by: DemoCast.coordinator)
        return builder
    }

    @Test func `show before publication what everybody reads after it`() throws {
        var draft = RoundStage.draft.builder()
        let preview = try Self.html(RulesPage.self, draft)
        draft.given(.publishRound, by: DemoCast.coordinator)
        let read = try Self.html(RulesPage.self, draft, by: DemoCast.editor(of: DemoCast.home))
        func body(_ html: String) throws -> Substring {
            let start = try #require(html.firstRange(of: "data-live=\"rules\""))
            return try html[start.upperBound...].prefix(
                upTo: #require(html.firstRange(of: "</main>")).lowerBound)
        }
        #expect(try body(preview) == body(read))
        #expect(preview.contains("Dit is een voorbeeld") && !read.contains("Dit is een voorbeeld"))
    }

    @Test(arguments: ["granted", "rejected"])
    func `show the letters of the round before there are any`(sample: String) throws {
        func html(_ rules: RuleSample = RuleSample(), by person: PersonID) throws -> String? {
            var builder = RoundBuilder(rules: rules)
            builder.given(.createRound(rules: rules.rules), by: DemoCast.coordinator)
            let visit = try PageSample.visit(
                builder, by: person,
                names: ["round": DemoCast.round.rawValue, "sample": sample],
                address: "/rounds/kansen-2026/sample-letters/\(sample)")
            return SampleLetterPage.content(of: visit).map {
                PageSample.frame.html(of: $0, for: visit)
            }
        }
        let page = try #require(try html(by: DemoCast.coordinator))
        let pinned = PinnedFile("page-sample-letter-\(sample)-nl.html")
        #expect(try pinned.difference(from: page) == nil)
        let letters = try #require(RuleSample().rules.letters)
        for own in [letters.address, letters.contact, letters.mandate, "6 weken"] {
            #expect(page.contains(own), "\(own)")
        }
        #expect(page.contains("Voorbeeld. Dit is geen besluit.") && page.contains("(fictief)"))
        // At the head, and after the signature on the last page.
        #expect(page.split(separator: "Voorbeeld. Dit is geen besluit.").count == 3)
        #expect(page.contains(sample == "granted" ? "toe te kennen" : "drempelscore"))
        // Whatever the threshold and the rule, there is a letter.
        for points in [0, 20, 100] {
            for rule in AllocationRule.allCases {
                var rules = RuleSample()
                rules.thresholdPoints = points
                rules.allocation = rule
                #expect(try html(rules, by: DemoCast.coordinator) != nil, "\(points) \(rule)")
            }
        }
        for person in [DemoCast.auditor, DemoCast.chair, DemoCast.editor(of: DemoCast.mental)] {
            #expect(try html(by: person) == nil)
        }
        #expect(try Self.html(CheckPage.self, Self.bare).contains("/sample-letters/\(sample)\""))
    }

    @Test func `are nobody's who doesn't coordinate`() throws {
        let pages: [any Page.Type] = [
            NewRoundPage.self, RoundSettingsPage.self, SeatsPage.self, CheckPage.self,
        ]
        let draft = RoundStage.draft.builder()
        for person in [DemoCast.auditor, DemoCast.chair, DemoCast.editor(of: DemoCast.mental)] {
            for page in pages {
                let content = page.content(of: try Self.visit(page, draft, by: person))
                #expect(content == nil)
            }
        }
        let outside = try Self.visit(RulesPage.self, draft, by: DemoCast.editor(of: DemoCast.home))
        #expect(RulesPage.content(of: outside) == nil)
    }

    @Test func `name what is missing, and where it is mended`() throws {
        let missing = try Self.html(CheckPage.self, Self.bare)
        #expect(missing.contains("page-check--missing") && !missing.contains("id=\"publish\""))
        #expect(missing.contains("href=\"/rounds/kansen-2026/seats\""))
        let ready = try Self.html(CheckPage.self, RoundStage.draft.builder())
        #expect(!ready.contains("page-check--missing") && ready.contains("id=\"publish\""))
        var late = RoundStage.draft.builder()
        late.now = amsterdam("2026-03-27T12:00:00").instant
        #expect(try Self.html(CheckPage.self, late).contains("page-check--missing"))
        let start = try Self.html(StartPage.self, Self.bare)
        #expect(start.contains("Nog nodig: 2"))
    }
}
