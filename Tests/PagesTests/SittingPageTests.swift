import Domain
import Pages
import Support
import Testing

@Suite struct `The page of the sitting` {
    private static func sitting(
        _ builder: RoundBuilder, by person: PersonID, _ language: Language = .dutch
    ) throws -> (Visit, PageContent?) {
        let visit = try PageSample.visit(
            builder, by: person, language, names: ["round": DemoCast.round.rawValue],
            address: SittingPage.address(DemoCast.round))
        return (visit, SittingPage.content(of: visit))
    }

    private static func html(_ builder: RoundBuilder, by person: PersonID) throws -> String {
        let (visit, content) = try sitting(builder, by: person)
        return PageSample.frame.html(of: try #require(content), for: visit)
    }

    @Test(arguments: [
        ("planned", RoundStage.planned, DemoCast.chair, Language.dutch),
        ("before", .ballotOpen, DemoCast.deputy, .dutch),
        ("voted", .ballotOpen, DemoCast.memberOne, .dutch),
        ("revealed", .ballotRevealed, DemoCast.memberOne, .dutch),
        ("revealed", .ballotRevealed, DemoCast.memberOne, .english),
        ("chair", .ballotOpen, DemoCast.chair, .dutch),
        ("adopting", .scoresRevealed, DemoCast.chair, .dutch),
        ("scores", .scoresOpen, DemoCast.memberTwo, .dutch),
        ("secretary", .tabled, DemoCast.secretary, .dutch),
        ("kept-from", .ballotOpen, DemoCast.conflicted, .dutch),
        ("paper", .ballotOpen, DemoCast.secretary, .dutch),
        ("countersign", .paperEntered, DemoCast.deputy, .dutch),
        ("coordinator", .tabled, DemoCast.coordinator, .dutch),
    ])
    func `is as it was looked at, in each state`(
        name: String, stage: RoundStage, person: PersonID, language: Language
    ) throws {
        let (visit, content) = try Self.sitting(stage.builder(), by: person, language)
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        let difference = try PinnedFile("page-sitting-\(name)-\(language.rawValue).html")
            .difference(from: html)
        #expect(difference == nil)
    }

    @Test func `is the same to the byte whatever another's hidden vote is`() throws {
        for (one, other) in [(1, 5), (3, 0)] {
            var first = RoundStage.scoresOpen.builder()
            var second = first
            first.score([one], by: DemoCast.memberTwo)
            second.score([other], by: DemoCast.memberTwo)
            for person in [
                DemoCast.chair, DemoCast.deputy, DemoCast.memberOne, DemoCast.secretary,
                DemoCast.coordinator, DemoCast.auditor,
            ] {
                let html = try Self.html(first, by: person)
                #expect(try html == Self.html(second, by: person))
                #expect(!html.contains("page-chart"))
            }
            #expect(
                try Self.html(first, by: DemoCast.memberTwo)
                    != Self.html(second, by: DemoCast.memberTwo))
        }
    }

    @Test func `leads on to minutes and ranking once it is closed, and asks nothing more`() throws {
        let html = try Self.html(RoundStage.assessed.builder(), by: DemoCast.chair)
        #expect(html.contains("<a href=\"\(MinutesPage.address(DemoCast.round))\">"))
        #expect(html.contains("<a href=\"\(RankingPage.address(DemoCast.round))\">"))
        #expect(!html.contains("Er ligt niets op tafel") && !html.contains("afwezig"))
    }

    @Test func `is told to who comes to it, while it is planned`() throws {
        for person in [DemoCast.chair, DemoCast.memberOne, DemoCast.secretary] {
            let visit = try PageSample.visit(.planned, by: person)
            let tasks = visit.rounds.values.flatMap { SittingPage.tasks(in: $0, for: visit) }
            #expect(tasks.map(\.link.text) == ["Kom naar de vergadering"])
            #expect(tasks.map(\.note) == ["10 april 2026, 13.00 uur"])
        }
        let visit = try PageSample.visit(.closed, by: DemoCast.chair)
        #expect(visit.rounds.values.flatMap { SittingPage.tasks(in: $0, for: visit) }.isEmpty)
    }

    @Test func `says which scores somebody hasn't given yet, to that person alone`() throws {
        var builder = RoundStage.gatePassed.builder()
        builder.openBallot(.scores)
        let sentence = "U hebt nog niet gescoord:"
        #expect(try !Self.html(builder, by: DemoCast.memberOne).contains(sentence))
        let criteria = builder.round.rules.criteria
        builder.given(
            .giveScore(ballot: builder.latestBallot, criterion: criteria[0].code, value: 4),
            by: DemoCast.memberOne)
        let left = criteria.dropFirst().map(\.title).joined(separator: ", ")
        let html = try Self.html(builder, by: DemoCast.memberOne)
        #expect(html.contains("\(sentence) \(left)."))
        #expect(html.contains("0 van 5 commissieleden hebben alles gescoord."))
        #expect(try !Self.html(builder, by: DemoCast.memberTwo).contains(sentence))
        builder.score([4], by: DemoCast.memberOne)
        let whole = try Self.html(builder, by: DemoCast.memberOne)
        #expect(whole.contains("1 van 5 commissieleden heeft alles gescoord."))
        #expect(!whole.contains(sentence))
    }

    @Test func `says to who could have voted and hasn't that it can't be done any more`() throws {
        let sentence =
            "U hebt bij deze stemming niet gestemd: de voorzitter heeft haar gesloten."
        var builder = RoundStage.ballotOpen.builder()
        #expect(try !Self.html(builder, by: DemoCast.deputy).contains(sentence))
        builder.closeBallot()
        #expect(try Self.html(builder, by: DemoCast.deputy).contains(sentence))
        for person in [
            DemoCast.chair, DemoCast.memberOne, DemoCast.secretary, DemoCast.substitute,
            DemoCast.conflicted,
        ] {
            #expect(try !Self.html(builder, by: person).contains(sentence), "\(person)")
        }
        builder.given(.revealBallot(ballot: builder.latestBallot), by: DemoCast.chair)
        #expect(try Self.html(builder, by: DemoCast.deputy).contains(sentence))
    }

    @Test func `asks of a tie to vote again, and not once that is done`() throws {
        var builder = RoundStage.ballotTied.builder()
        let asked = "De stemmen staken. Bespreek dit en stem opnieuw."
        #expect(try Self.html(builder, by: DemoCast.memberOne).contains(asked))
        builder.given(.repeatBallot(ballot: builder.latestBallot), by: DemoCast.chair)
        let html = try Self.html(builder, by: DemoCast.memberOne)
        #expect(html.contains(": De stemmen staakten</li>") && !html.contains(asked))
    }

    @Test func `is nobody's who has no part in it`() throws {
        for person in [DemoCast.editor(of: DemoCast.mental), DemoCast.nobody] {
            #expect(try Self.sitting(RoundStage.ballotOpen.builder(), by: person).1 == nil)
        }
    }

    @Test func `is planned anew on the agenda's page until it opens`() throws {
        func page(_ stage: RoundStage) throws -> String {
            let visit = try PageSample.visit(
                stage, by: DemoCast.secretary, names: ["round": DemoCast.round.rawValue],
                address: AgendaPage.address(DemoCast.round))
            let content = try #require(AgendaPage.content(of: visit))
            return PageSample.frame.html(of: content, for: visit)
        }
        let planned = try page(.planned)
        #expect(planned.contains("De vergadering veranderen"))
        #expect(planned.contains("value=\"2026-04-10T13:00\""))
        #expect(planned.contains("<option value=\"2\" selected>2: Dossier 2</option>"))
        #expect(try page(.admitted).contains("Plan een vergadering"))
        #expect(try !page(.sitting).contains("De vergadering veranderen"))
    }

    @Test func `asks no interests any more once it is decided, unless one turns up`() throws {
        func page(_ stage: RoundStage) throws -> String {
            let visit = try PageSample.visit(
                stage, by: DemoCast.memberOne, names: ["round": DemoCast.round.rawValue],
                address: InterestsPage.address(DemoCast.round))
            let content = try #require(InterestsPage.content(of: visit))
            return PageSample.frame.html(of: content, for: visit)
        }
        let late = "<details><summary>Alsnog een belang opgeven</summary>"
        let decided = try page(.decided)
        #expect(decided.contains(late) && decided.contains("id=\"interests\""))
        #expect(try !page(.ranked).contains(late))
    }

    @Test(arguments: [("undeclared", DemoCast.undeclared), ("conflicted", DemoCast.conflicted)])
    func `comes after declaring interests, which is a page`(name: String, person: PersonID) throws {
        let visit = try PageSample.visit(
            .closed, by: person, names: ["round": DemoCast.round.rawValue],
            address: InterestsPage.address(DemoCast.round))
        let content = try #require(InterestsPage.content(of: visit))
        let html = PageSample.frame.html(of: content, for: visit)
        let difference = try PinnedFile("page-interests-\(name)-nl.html").difference(from: html)
        #expect(difference == nil)
    }
}
