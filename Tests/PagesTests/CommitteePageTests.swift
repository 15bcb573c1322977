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
}
