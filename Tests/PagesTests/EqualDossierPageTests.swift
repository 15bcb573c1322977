import Domain
import Pages
import Support
import Testing

/// What pages say of dossiers that are equal on everything: the vote that comes first, and the lot.
@Suite struct `Dossiers that are equal on everything` {
    /// Two that were given the same, with money for one of them, in a sitting that is still open.
    private static func tied(_ revote: Bool? = nil) -> RoundBuilder {
        var rules = RuleSample()
        rules.pot = 4_000_000
        rules.tieRevote = revote
        var builder = RoundStage.sitting.builder(rules: rules)
        builder.assess(1, [4])
        builder.assess(2, [4])
        return builder
    }

    private static let voteButton = "Stemmen over gelijke dossiers"

    @Test func `are voted on in a sitting before the ranking is adopted`() throws {
        var builder = Self.tied()
        func sitting() throws -> String {
            try PageSample.html(SittingPage.self, builder, by: DemoCast.chair)
        }
        func ranking() throws -> String {
            try PageSample.html(RankingPage.self, builder, by: DemoCast.chair)
        }
        let first = "Dossier 1 en dossier 2 zijn op alles gelijk. De commissie stemt daar eerst"
        #expect(try sitting().contains(Self.voteButton))
        #expect(
            try sitting().contains(
                "id=\"joining-title\" tabindex=\"-1\">Alle dossiers samen</h2>\n"
                    + "<p>Dossier 1 en 2 zijn op alles gelijk. De commissie stemt er eerst over."))
        #expect(try ranking().contains(first) && !ranking().contains("id=\"adopt\""))
        let mayAdopt = "De voorzitter kan de ranglijst vaststellen."
        #expect(try !ranking().contains(mayAdopt))
        builder.joint(.tieBreak, [1: 3, 2: 4])
        #expect(try !sitting().contains(Self.voteButton))
        #expect(try ranking().contains("De vergadering is nog niet gesloten. Sluit haar eerst."))
        #expect(try !ranking().contains("id=\"adopt\""))
        builder.closeSitting()
        #expect(try !ranking().contains(first) && ranking().contains("id=\"adopt\""))
        #expect(try ranking().contains(mayAdopt))
    }

    @Test func `are asked the secret seed for only once nothing else can tell them apart`() throws {
        func asksSeed(_ builder: RoundBuilder) throws -> Bool {
            var closed = builder
            closed.closeSitting()
            return try PageSample.html(RankingPage.self, closed, by: DemoCast.chair)
                .contains("Geheime lotingssleutel")
        }
        for revote in [nil, false] {
            var rules = RuleSample()
            rules.tieRevote = revote
            var builder = RoundBuilder(rules: rules)
            builder.open()
            for _ in 1...3 { builder.submit(builder.draft(requested: 1_000, minimum: 1_000)) }
            builder.admitAll()
            builder.openSitting()
            for number in 1...2 { builder.assess(number, [3]) }
            #expect(try !asksSeed(builder))
            builder.assess(3, [5])
            #expect(try asksSeed(builder) == (revote == false))
            if revote == false { continue }
            builder.joint(.tieBreak, [1: 3, 2: 3])
            #expect(try asksSeed(builder))
        }
    }

    @Test func `of two groups that became one are voted on again`() throws {
        var builder = RoundBuilder()
        builder.open()
        for _ in 1...4 { builder.submit(builder.draft(requested: 1_000, minimum: 1_000)) }
        builder.admitAll()
        builder.openSitting()
        for (number, score) in zip(1..., [3, 3, 4, 4]) { builder.assess(number, [score]) }
        func asksVote() throws -> Bool {
            try PageSample.html(SittingPage.self, builder, by: DemoCast.chair)
                .contains(Self.voteButton)
        }
        builder.joint(.tieBreak, [1: 3, 2: 4, 3: 3, 4: 4])
        #expect(try !asksVote())
        builder.joint(.adjustment, [1: 3, 2: 3, 3: 3, 4: 3])
        #expect(try asksVote())
    }

    @Test func `are a reason to plan a sitting for nothing but that vote`() throws {
        var builder = Self.tied()
        builder.closeSitting()
        let html = try PageSample.html(AgendaPage.self, builder, by: DemoCast.secretary)
        #expect(html.contains("zonder andere dossiers") && html.contains("id=\"plan\""))
        #expect(!html.contains("agenda.0:integer"))
        let tasks = try PageSample.tasks(builder, by: DemoCast.secretary)
        #expect(tasks.contains { $0.hasPrefix("Plan een vergadering | Er zijn dossiers") })
        let chair = try PageSample.tasks(builder, by: DemoCast.chair)
        #expect(chair.contains { $0.hasPrefix("Stem over gelijke dossiers") })
        builder.openSitting([])
        #expect(
            try PageSample.html(SittingPage.self, builder, by: DemoCast.chair)
                .contains(Self.voteButton))
    }

    @Test func `and drawn, are told with what the lottery decided`() throws {
        var builder = Self.tied(false)
        builder.closeSitting()
        builder.rank(seed: RuleSample.seed)
        let order = try #require(builder.round.ranking?.lines.map(\.dossier))
        let said =
            "Dossier 1 en dossier 2 zijn op alles gelijk. Het lot bepaalde de volgorde: dossier "
            + "\(order[0]) en dan dossier \(order[1])."
        for person in [DemoCast.chair, DemoCast.coordinator, DemoCast.decisionMaker] {
            let html = try PageSample.html(RankingPage.self, builder, by: person)
            #expect(html.contains(said))
            #expect(html.contains("Het lot bepaalde hier ook wie geld krijgt."))
        }
        let apart = try PageSample.html(
            RankingPage.self, RoundStage.ranked.builder(), by: DemoCast.coordinator)
        #expect(!apart.contains("Het lot bepaalde"))
    }
}
