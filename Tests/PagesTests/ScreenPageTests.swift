import Domain
import Pages
import Support
import Testing

@Suite struct `The screen in the room` {
    private static func html(
        _ builder: RoundBuilder, _ page: any Page.Type = ScreenPage.self,
        by person: PersonID = DemoCast.secretary, _ language: Language = .dutch
    ) throws -> String? {
        let visit = try PageSample.visit(
            builder, by: person, language, names: ["round": DemoCast.round.rawValue],
            address: page.address(DemoCast.round))
        return page.content(of: visit).map { PageSample.frame.html(of: $0, for: visit) }
    }

    @Test(arguments: [
        ("none", RoundStage.closed, Language.dutch), ("open", .ballotOpen, .dutch),
        ("scores", .scoresRevealed, .dutch), ("scores", .scoresRevealed, .english),
        ("joint", .jointOpen, .dutch),
    ])
    func `is as it was looked at, in each state`(
        name: String, stage: RoundStage, language: Language
    ) throws {
        let html = try #require(
            try Self.html(stage.builder(), ScreenPage.self, by: DemoCast.secretary, language))
        let difference = try PinnedFile("page-screen-\(name)-\(language.rawValue).html")
            .difference(from: html)
        #expect(difference == nil)
    }

    @Test func `names nobody, and shows no value before the reveal`() throws {
        for stage in RoundStage.allCases where stage != .absent && stage != .draft {
            guard let html = try Self.html(stage.builder(), by: DemoCast.coordinator) else {
                continue
            }
            let main = html.drop { $0 != "\n" }.split(separator: "<main")[1]
            for seat in stage.builder().round.committee.seats {
                #expect(!main.contains(seat.name), "\(stage) \(seat.name)")
            }
        }
        for (one, other) in [(1, 5), (3, 0)] {
            var first = RoundStage.scoresOpen.builder()
            var second = first
            first.score([one], by: DemoCast.memberTwo)
            second.score([other], by: DemoCast.memberTwo)
            #expect(try Self.html(first) == Self.html(second))
        }
    }

    @Test func `is opened by who runs the round and by nobody else`() throws {
        let builder = RoundStage.ballotOpen.builder()
        let html = try #require(try Self.html(builder, ScreenLinkPage.self))
        let difference = try PinnedFile("page-screen-link-nl.html").difference(from: html)
        #expect(difference == nil)
        for person in [DemoCast.chair, DemoCast.nobody, DemoCast.editor(of: DemoCast.mental)] {
            for page in [ScreenPage.self, ScreenLinkPage.self] as [any Page.Type] {
                #expect(try Self.html(builder, page, by: person) == nil)
            }
        }
    }
}
