import Domain
import Pages
import Support
import Testing

/// What the page of the ranking says while it can't be adopted yet.
@Suite struct `A ranking that has to wait` {
    private static func html(_ stage: RoundStage) throws -> String {
        try PageSample.html(RankingPage.self, stage.builder(), by: DemoCast.chair)
    }

    @Test(arguments: [
        (RoundStage.admitted, "Ontvankelijk. De commissie behandelt het eerst"),
        (.planned, "Staat op de agenda. De commissie neemt het eerst in behandeling"),
        (.scoresOpen, "In beoordeling. De commissie stelt eerst het advies vast"),
    ])
    func `names each dossier with its next step, and has no form`(
        stage: RoundStage, step: String
    ) throws {
        let html = try Self.html(stage)
        #expect(html.contains("Dossier 1: “Dossier 1”: \(step)"))
        #expect(!html.contains("id=\"adopt\""))
    }

    @Test func `has its form once everything is assessed and the sitting is closed`() throws {
        let html = try PageSample.html(RankingPage.self, .boundary(), by: DemoCast.chair)
        #expect(html.contains("id=\"adopt\"") && !html.contains("Nog te beoordelen"))
    }

    @Test func `is asked of the chair once the sitting is closed, and not before`() throws {
        func asked(_ stage: RoundStage) throws -> Bool {
            try PageSample.tasks(stage.builder(), by: DemoCast.chair).contains {
                $0.contains("Stel de ranglijst vast")
            }
        }
        #expect(try !asked(.jointReady))
        #expect(try asked(.assessed))
    }
}
