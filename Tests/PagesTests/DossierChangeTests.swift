import Domain
import Pages
import Support
import Testing

/// What is told of a dossier that is withdrawn, or that a partner leaves, after the closing.
@Suite struct `A dossier that falls away` {
    private static let preparers = [DemoCast.coordinator, DemoCast.secretary]

    private static func withdrawing(_ stage: RoundStage, _ number: Int = 1) -> RoundBuilder {
        var builder = stage.builder()
        let lead = builder.members(number)[0]
        builder.given(
            .withdrawDossier(
                dossier: number, version: builder.version(number), reasons: "Wij gaan fuseren."),
            by: DemoCast.signatory(of: lead))
        return builder
    }

    private static func leaving(_ stage: RoundStage) -> RoundBuilder {
        var builder = stage.builder()
        builder.given(
            .leaveCoalition(
                dossier: 1, version: builder.version(1), reasons: "Ons team is opgeheven."),
            by: DemoCast.signatory(of: DemoCast.disability))
        return builder
    }

    private static func moment(_ builder: RoundBuilder) -> String {
        Written(.dutch).moment(AmsterdamTime(builder.now))
    }

    private static func task(
        _ start: String, _ builder: RoundBuilder, by person: PersonID
    ) throws -> String? {
        try PageSample.tasks(builder, by: person).first { $0.hasPrefix(start) }
    }

    @Test func `and is on the agenda, is told to who plans and leads the sitting`() throws {
        let builder = Self.withdrawing(.planned)
        let what = "Dossier 1: “Dossier 1” is ingetrokken"
        for person in Self.preparers {
            let task = try Self.task(what, builder, by: person)
            #expect(task?.contains("Het staat op de agenda van 10 april 2026") == true)
            #expect(task?.hasSuffix("Haal het van de agenda.") == true)
        }
        #expect(try Self.task(what, builder, by: DemoCast.chair) == nil)
        let chair = try PageSample.news(builder, by: DemoCast.chair)
        #expect(chair.count == 1 && chair.first?.hasPrefix(what) == true)
        #expect(chair.first?.hasSuffix("past de agenda aan.") == true)
        #expect(try Self.task(what, builder, by: DemoCast.memberOne) == nil)
        #expect(try PageSample.news(builder, by: DemoCast.memberOne).isEmpty)
    }

    @Test func `and is on no agenda, is news and no task`() throws {
        let builder = Self.withdrawing(.admitted)
        let what =
            "Dossier 1: “Dossier 1” is ingetrokken | Kansendossiers 2026. "
            + "\(Self.moment(builder)). "
        for person in Self.preparers + [DemoCast.chair] {
            #expect(try Self.task("Dossier 1", builder, by: person) == nil)
            let news = try PageSample.news(builder, by: person)
            #expect(news == [what + "De commissie stemt er niet over."])
        }
    }

    @Test func `leaves an agenda that can be saved as it is shown`() throws {
        for builder in [Self.withdrawing(.planned), Self.leaving(.planned)] {
            let html = try PageSample.html(AgendaPage.self, builder, by: DemoCast.secretary)
            #expect(html.contains("<option value=\"2\" selected>2: Dossier 2</option>"))
            #expect(!html.contains("<option value=\"1\""))
            var after = builder
            after.given(
                .planSitting(plannedAt: amsterdam("2026-04-11T13:00:00"), agenda: [2]),
                by: DemoCast.secretary)
            #expect(after.round.sittings.count == 1)
            let start = "Dossier 1: “Dossier 1” is ingetrokken"
            #expect(try Self.task(start, after, by: DemoCast.secretary) == nil)
            let news = try PageSample.news(after, by: DemoCast.secretary)
            #expect(!news.contains { $0.contains("agenda") })
        }
    }

    @Test func `takes a sitting with it on which nothing else is discussed`() throws {
        var builder = Self.withdrawing(.planned)
        builder.given(
            .withdrawDossier(
                dossier: 2, version: builder.version(2), reasons: "Wij gaan fuseren."),
            by: DemoCast.signatory(of: DemoCast.home))
        let task = try Self.task("Dossier 2", builder, by: DemoCast.coordinator)
        #expect(task?.contains("Er staat nu niets meer op de agenda") == true)
        #expect(try Self.task("Kom naar", builder, by: DemoCast.chair) == nil)
        #expect(try Self.task("Kom naar", Self.withdrawing(.planned), by: DemoCast.chair) != nil)
    }

    @Test func `keeps its row in the sitting, without a vote`() throws {
        let builder = Self.withdrawing(.ballotOpen)
        let said = "Ingetrokken op \(Self.moment(builder)). De commissie stemt er niet over."
        for person in [DemoCast.chair, DemoCast.memberOne, DemoCast.secretary] {
            let html = try PageSample.html(SittingPage.self, builder, by: person)
            #expect(html.contains("<dt>Dossier 1: Dossier 1</dt><dd>\(said)</dd>"))
            #expect(!html.contains("castGateVote") && !html.contains("closeBallot"))
        }
        let planned = Self.withdrawing(.planned)
        let agenda = try PageSample.html(AgendaPage.self, planned, by: DemoCast.memberOne)
        #expect(agenda.contains("<strong>Ingetrokken op \(Self.moment(planned))."))
        let forms = try PageSample.html(ScoreFormPage.self, planned, by: DemoCast.secretary)
        #expect(!forms.contains("Dossier 1: ") && forms.contains("Dossier 2: "))
    }

    @Test func `says nothing of a vote on the screen in the room any more`() throws {
        let builder = Self.withdrawing(.ballotOpen)
        let html = try PageSample.html(ScreenPage.self, builder, by: DemoCast.secretary)
        #expect(html.contains("Ingetrokken op \(Self.moment(builder))."))
        #expect(!html.contains("van 4 commissieleden"))
    }

    @Test func `is in the minutes, also once the agenda is without it`() throws {
        var builder = Self.withdrawing(.planned)
        let when = Self.moment(builder)
        builder.given(
            .planSitting(plannedAt: amsterdam("2026-04-11T13:00:00"), agenda: [2]),
            by: DemoCast.secretary)
        builder.given(.openSitting(sitting: 1), by: DemoCast.secretary)
        for person in [DemoCast.chair, DemoCast.secretary, DemoCast.coordinator] {
            let html = try PageSample.html(MinutesPage.self, builder, by: person)
            let part = html.split(separator: "<section>").last { $0.contains("Dossier 1:") }
            #expect(
                part?.contains(
                    "De coalitie heeft dit dossier ingetrokken, op \(when). "
                        + "De commissie heeft er daarna niet meer over gestemd.") == true)
            #expect(part?.contains("Er is nog geen uitslag.") == false)
        }
        let late = Self.withdrawing(.assessed)
        let html = try PageSample.html(MinutesPage.self, late, by: DemoCast.secretary)
        #expect(html.contains("na de vergadering ingetrokken, op \(Self.moment(late))."))
    }

    @Test func `after the ranking is news, with the new division`() throws {
        let builder = Self.withdrawing(.ranked)
        let what = "Dossier 1: “Dossier 1” is ingetrokken"
        for person in [DemoCast.coordinator, DemoCast.chair] {
            #expect(try Self.task(what, builder, by: person) == nil)
            let news = try PageSample.news(builder, by: person).first { $0.hasPrefix(what) }
            #expect(news?.contains("| Kansendossiers 2026. \(Self.moment(builder)). ") == true)
            #expect(news?.contains("Het geld is daarom opnieuw verdeeld.") == true)
        }
    }

    @Test func `is asked no interest in any more, but for one that was declared`() throws {
        var builder = Self.withdrawing(.closed)
        func page(_ person: PersonID) throws -> String {
            try PageSample.html(InterestsPage.self, builder, by: person)
        }
        #expect(try !page(DemoCast.undeclared).contains("1: Dossier 1"))
        #expect(try page(DemoCast.undeclared).contains("2: Dossier 2"))
        #expect(try page(DemoCast.conflicted).contains("1: Dossier 1"))
        let task = "Belangen opgeven"
        #expect(try Self.task(task, builder, by: DemoCast.undeclared) != nil)
        builder.given(
            .withdrawDossier(
                dossier: 2, version: builder.version(2), reasons: "Wij gaan fuseren."),
            by: DemoCast.signatory(of: DemoCast.home))
        #expect(try Self.task(task, builder, by: DemoCast.undeclared) == nil)
    }

    @Test func `before the closing was never before the committee, and is told to nobody`() throws {
        var builder = Self.withdrawing(.submitted)
        builder.close()
        builder.declareAll()
        for person in Self.preparers {
            #expect(try !PageSample.tasks(builder, by: person).contains { $0.contains("introk") })
            #expect(try Self.task("Dossier 1", builder, by: person) == nil)
            #expect(try PageSample.news(builder, by: person).isEmpty)
        }
    }

    @Test func `by a partner that leaves, is screened again once the coalition has mended it`()
        throws
    {
        var builder = Self.leaving(.planned)
        let start = "Een partner verliet de coalitie van dossier 1: “Dossier 1”"
        let name = try builder.directory.organisation(DemoCast.disability).name
        for person in Self.preparers {
            let task = try Self.task(start, builder, by: person)
            #expect(task?.contains("\(name) ging weg op ") == true)
            #expect(task?.contains("De coalitie kan dit herstellen tot en met ") == true)
            #expect(task?.contains("Het staat op de agenda van 10 april 2026") == true)
        }
        #expect(try Self.task("Dossier 1", builder, by: DemoCast.chair) == nil)
        let chair = try PageSample.news(builder, by: DemoCast.chair).first {
            $0.hasPrefix("Dossier 1")
        }
        #expect(chair?.contains("is nog niet toegelaten | Kansendossiers 2026. ") == true)
        #expect(chair?.contains(name) == false)
        builder.pass(to: builder.round.dossier(1)?.supplement?.due ?? builder.now)
        let again = try Self.task("Toets opnieuw: dossier 1", builder, by: DemoCast.coordinator)
        #expect(again?.contains("\(name) verliet de coalitie. ") == true)
        #expect(again?.contains("niet op tijd opnieuw ingediend") == true)
        #expect(try Self.task("Toets opnieuw", builder, by: DemoCast.secretary) == nil)
    }
}
