import Domain
import Pages
import Support
import Testing

/// What the coordinator reads who records an interest of a member (F8).
@Suite struct `An interest that is recorded of a member` {
    private let fields = [
        (name: "person:choice", value: DemoCast.memberTwo.rawValue),
        (name: "interest.dossier:integer", value: "1"),
        (name: "interest.kind:choice", value: "ownOrganisation"),
        (name: "interest.text:optional", value: ""),
    ]

    private func look(_ stage: RoundStage) throws -> String {
        let builder = stage.builder()
        let (consequence, seen) = try builder.round.rehearse(
            .recordInterest(
                person: DemoCast.memberTwo, interest: interest(1, .ownOrganisation)),
            by: builder.actor(DemoCast.coordinator), in: builder.world)
        let visit = try PageSample.visit(
            builder, by: DemoCast.coordinator, names: ["round": DemoCast.round.rawValue],
            address: SeatsPage.address(DemoCast.round))
        let content = ConfirmPage.content(
            of: consequence, seen: seen, fields: fields, method: "round.recordInterest",
            form: "interest", wish: nil, for: visit)
        return PageSample.frame.html(of: content, for: visit)
    }

    private func page(query: [String: String] = [:]) throws -> String {
        let visit = try PageSample.visit(
            .closed, by: DemoCast.coordinator, names: ["round": DemoCast.round.rawValue],
            address: SeatsPage.address(DemoCast.round), query: query)
        return PageSample.frame.html(of: try #require(SeatsPage.content(of: visit)), for: visit)
    }

    @Test func `is said of the member, and not of who records it`() throws {
        for html in try [page(), look(.ranked)] {
            #expect(html.contains("De organisatie waar het lid werkt"))
            #expect(!html.contains("Mijn eigen organisatie"))
        }
        let own = try PageSample.html(
            InterestsPage.self, RoundStage.closed.builder(), by: DemoCast.memberTwo)
        #expect(own.contains("Mijn eigen organisatie"))
    }

    @Test func `tells before it is done what the member can’t do any more`() throws {
        let kept = "Het lid kan de teksten van dit dossier niet meer lezen en er niet meer over"
        let before = try look(.admitted)
        #expect(before.contains(kept) && before.contains("Dan vervallen die stemmen"))
        let after = try look(.decided)
        #expect(after.contains(kept) && after.contains("De besluiten blijven staan."))
        #expect(!after.contains("Dan vervallen die stemmen"))
    }

    @Test func `is named once it was recorded`() throws {
        let done = "Het belang is vastgelegd."
        #expect(try !page().contains(done))
        let html = try page(query: ["saved": "interest", "act": "recordInterest"])
        #expect(html.contains("\(done)</span>") && !html.contains("Opgeslagen."))
    }
}
