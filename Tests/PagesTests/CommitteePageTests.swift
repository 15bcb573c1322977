import Domain
import Pages
import Support
import Testing

/// The pages around a sitting: what is planned, printed, read and written down.
@Suite struct `The pages of the committee` {
    private func expectAsLookedAt(
        _ name: String, _ page: any Page.Type, _ stage: RoundStage, by person: PersonID,
        _ language: Language = .dutch, names: [String: String] = [:]
    ) throws {
        let visit = try PageSample.visit(
            stage, by: person, language,
            names: names.merging(["round": DemoCast.round.rawValue]) { own, _ in own },
            address: page.address(DemoCast.round, names["dossier"] ?? ""))
        let content = page.content(of: visit)
        let html = PageSample.frame.html(of: try #require(content), for: visit)
        let difference = try PinnedFile("page-\(name)-\(language.rawValue).html")
            .difference(from: html)
        #expect(difference == nil)
    }

    @Test func `plan and print, as it was looked at`() throws {
        let secretary = DemoCast.secretary
        try expectAsLookedAt("agenda-plan", AgendaPage.self, .admitted, by: secretary)
        try expectAsLookedAt("agenda", AgendaPage.self, .planned, by: secretary)
        try expectAsLookedAt("agenda", AgendaPage.self, .planned, by: DemoCast.conflicted, .english)
        try expectAsLookedAt("score-forms", ScoreFormPage.self, .planned, by: secretary)
    }

    @Test func `read each in an order of one's own, as it was looked at`() throws {
        let member = DemoCast.memberOne
        try expectAsLookedAt("reading", ReadingPage.self, .admitted, by: member)
        try expectAsLookedAt("reading-later", ReadingPage.self, .closed, by: member)
        try expectAsLookedAt(
            "reading-undeclared", ReadingPage.self, .admitted, by: DemoCast.undeclared)
        try expectAsLookedAt("reading-kept", ReadingPage.self, .admitted, by: DemoCast.conflicted)
        try expectAsLookedAt(
            "read-dossier", ReadDossierPage.self, .admitted, by: member, names: ["dossier": "1"])
        try expectAsLookedAt(
            "read-dossier", ReadDossierPage.self, .admitted, by: member, .english,
            names: ["dossier": "1"])
    }

    @Test func `write down what came of it, as it was looked at`() throws {
        let secretary = DemoCast.secretary
        try expectAsLookedAt("minutes", MinutesPage.self, .assessed, by: secretary)
        try expectAsLookedAt("minutes", MinutesPage.self, .assessed, by: secretary, .english)
        try expectAsLookedAt("minutes-open", MinutesPage.self, .secondTie, by: DemoCast.memberOne)
        try expectAsLookedAt("minutes-kept", MinutesPage.self, .gateFailed, by: DemoCast.conflicted)
    }

    @Test func `have each motivation read by another, as it was looked at`() throws {
        let number = ["dossier": "1"]
        try expectAsLookedAt(
            "motivations", MotivationPage.self, .assessed, by: DemoCast.secretary, names: number)
        try expectAsLookedAt(
            "motivations", MotivationPage.self, .gateFailed, by: DemoCast.chair, .english,
            names: number)
    }

    @Test func `show nothing of a dossier to who is kept from it or doesn't belong here`() throws {
        func html(_ page: any Page.Type, _ stage: RoundStage, _ person: PersonID) throws -> String?
        {
            let visit = try PageSample.visit(
                stage, by: person, names: ["round": DemoCast.round.rawValue, "dossier": "1"],
                address: page.address(DemoCast.round, 1))
            return page.content(of: visit).map { PageSample.frame.html(of: $0, for: visit) }
        }
        let pages: [any Page.Type] = [
            ReadingPage.self, ReadDossierPage.self, MinutesPage.self, AgendaPage.self,
            ScoreFormPage.self,
        ]
        for page in pages {
            for person in [DemoCast.editor(of: DemoCast.mental), DemoCast.nobody] {
                #expect(try html(page, .gateFailed, person) == nil)
            }
        }
        #expect(try html(ReadDossierPage.self, .admitted, DemoCast.conflicted) == nil)
        #expect(try html(ReadDossierPage.self, .admitted, DemoCast.undeclared) == nil)
        let minutes = try #require(try html(MinutesPage.self, .gateFailed, DemoCast.conflicted))
        #expect(!minutes.contains(RoundBuilder.reasons))
    }

    @Test func `hold no value of an open vote in the minutes`() throws {
        for (one, other) in [(1, 5), (3, 0)] {
            var first = RoundStage.scoresOpen.builder()
            var second = first
            first.score([one], by: DemoCast.memberTwo)
            second.score([other], by: DemoCast.memberTwo)
            for person in [DemoCast.chair, DemoCast.memberTwo, DemoCast.secretary] {
                let pages = try [first, second].map { builder in
                    let visit = try PageSample.visit(
                        builder, by: person, names: ["round": DemoCast.round.rawValue])
                    return try PageSample.frame.html(
                        of: #require(MinutesPage.content(of: visit)), for: visit)
                }
                #expect(pages[0] == pages[1])
            }
        }
    }
}
