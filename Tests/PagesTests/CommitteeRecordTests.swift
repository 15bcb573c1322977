import Domain
import Pages
import Support
import Testing

/// What the ranking and the minutes say of dossiers that aren't where they were.
@Suite struct `What the committee put on record` {
    private func part(_ mark: String, with text: String, of html: String) -> Substring? {
        html.split(separator: mark).last { $0.contains(text) }
    }

    @Test func `keeps the place of a dossier that was withdrawn, and says that it was`() throws {
        var builder = RoundStage.ranked.builder()
        func row(_ title: String) throws -> Substring? {
            let html = try PageSample.html(
                RankingPage.self, builder, by: DemoCast.coordinator)
            return part("<tr>", with: "<th scope=\"row\">\(title)", of: html)
        }
        let title = "Dossier 1: “Dossier 1”"
        #expect(try row(title)?.contains("Ingetrokken") == false)
        builder.given(
            .withdrawDossier(
                dossier: 1, version: builder.version(1), reasons: "Wij gaan fuseren."),
            by: DemoCast.signatory(of: DemoCast.mental))
        #expect(try row(title)?.contains("Ingetrokken</span></th>") == true)
    }

    @Test func `says in which sitting a dossier was dealt with that isn’t on this one's agenda`()
        throws
    {
        var builder = RoundStage.admitted.builder()
        builder.openSitting([1])
        builder.assess(1, [4])
        builder.closeSitting()
        let earlier = "Behandeld in vergadering 1."
        let first = try PageSample.html(MinutesPage.self, builder, by: DemoCast.secretary)
        #expect(!first.contains(earlier))
        builder.given(
            .planSitting(plannedAt: amsterdam("2026-04-17T13:00:00"), agenda: [2]),
            by: DemoCast.secretary)
        for person in [DemoCast.secretary, DemoCast.chair] {
            let html = try PageSample.html(MinutesPage.self, builder, by: person)
            #expect(part("<section>", with: "Dossier 1:", of: html)?.contains(earlier) == true)
            #expect(part("<section>", with: "Dossier 2:", of: html)?.contains(earlier) == false)
        }
    }
}
