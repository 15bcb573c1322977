import Domain
import Pages
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A second reader without scripts` {
    private let path = MotivationPage.address(DemoCast.round, 1)
    private let secretary = DemoCast.secretary

    @Test func `agrees with a motivation, or sends it back with reasons`() async throws {
        try await ServerHarness(.assessed).run { server in
            let room = VisitingRoom(at: server)
            let start = try await room.look("/", by: secretary)
            #expect(start.body.contains("Nog na te lezen: 10"))
            let short = try await room.send(
                "read-1-H1", ["agrees:boolean": "false", "reasons:optional": "Nee"], by: secretary,
                to: path)
            #expect(short.status == 422 && short.body.contains("id=\"read-1-H1-2-error\""))
            #expect(short.body.contains("value=\"false\" data-key=\"\" required checked"))
            let back = try await room.send(
                "read-1-H1",
                ["agrees:boolean": "false", "reasons:optional": RoundBuilder.reasons],
                by: secretary, to: path)
            #expect(back.status == 303, "\(back.body)")
            let agreed = try await room.send(
                "read-1-H2a", ["agrees:boolean": "true", "reasons:optional": ""], by: secretary,
                to: path)
            #expect(agreed.status == 303, "\(agreed.body)")
            let rewritten = try await room.send(
                "draft-1-H1", ["text": "De drie aanbieders delen mensen en geld."],
                by: DemoCast.chair, to: path)
            #expect(rewritten.status == 303, "\(rewritten.body)")
            let page = try await room.look(path, by: secretary)
            #expect(page.body.contains("De drie aanbieders delen mensen en geld."))
            #expect(page.body.contains("id=\"read-1-H1\""))
            #expect(!page.body.contains("id=\"read-1-H2a\""))
        }
    }

    @Test func `isn't who wrote it, nor who is kept from the dossier`() async throws {
        try await ServerHarness(.assessed).run { server in
            let room = VisitingRoom(at: server)
            let own = try await room.look(path, by: DemoCast.chair)
            #expect(own.body.contains("U schreef deze tekst."))
            #expect(!own.body.contains("id=\"read-1-H1\""))
            for person in [DemoCast.conflicted, DemoCast.editor(of: DemoCast.mental)] {
                #expect(try await room.look(path, by: person).status == 404)
            }
        }
    }
}
