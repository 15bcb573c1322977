import Domain
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `A sitting without scripts` {
    private let path = "/rounds/\(DemoCast.round)/sitting"

    /// Sends the form of that name on the page, filled in so.
    private func send(
        _ form: String, _ typed: [String: String] = [:], by visitor: PageVisitor, to path: String
    ) async throws -> WebAnswer {
        var visitor = visitor
        let fields = PageVisitor.hidden(of: form, in: try await visitor.get(path))
        #expect(!fields.isEmpty, "\(form)")
        return try await visitor.post(path, fields.merging(typed) { _, typed in typed })
    }

    @Test func `goes from a vote to the adopted advice by forms alone`() async throws {
        try await ServerHarness(.ballotOpen).run { server in
            let chair = try await PageVisitor.signedIn(DemoCast.chair, at: server)
            let member = try await PageVisitor.signedIn(DemoCast.memberTwo, at: server)
            let reason = "reasons:optional"
            let short = try await send(
                "vote-1-1", ["verdict": "doesNotMeet", reason: "Nee"], by: member, to: path)
            #expect(short.status == 422 && short.body.contains("id=\"vote-1-1-2-error\""))
            #expect(short.body.contains("value=\"doesNotMeet\" data-key=\"2\" required checked"))
            let voted = try await send(
                "vote-1-1", ["verdict": "meets", reason: ""], by: member, to: path)
            #expect(voted.headers["location"] == path + "?saved=vote-1-1#vote-1-1")
            for form in ["closeBallot-1-1", "revealBallot-1-1"] {
                let done = try await send(form, by: chair, to: path)
                #expect(done.status == 303, "\(form): \(done.body)")
            }
            let page = try await PageVisitor.signedIn(DemoCast.deputy, at: server).get(path)
            #expect(page.body.contains("<strong>Voldoet</strong>"))
            let adopted = try await send(
                "adoptBallot-1-1", ["motivations.H1:optional": ""], by: chair, to: path)
            #expect(adopted.status == 303, "\(adopted.body)")
        }
    }

    @Test func `begins with interests, which open the dossiers`() async throws {
        try await ServerHarness(.closed).run { server in
            let path = "/rounds/\(DemoCast.round)/interests"
            let member = try await PageVisitor.signedIn(DemoCast.undeclared, at: server)
            // Who leaves a dossier out hasn't said that there is no interest in it.
            let silent = try await send(
                "interests",
                ["interests.0.kind:optional": "other", "interests.0.text:optional": "Oud-collega"],
                by: member, to: path)
            #expect(silent.status == 422 && silent.body.contains("Maak hier een keuze."))
            #expect(silent.body.contains("id=\"interests-4-error\""))
            #expect(silent.body.contains("value=\"other\" data-key=\"\" required checked"))
            #expect(silent.body.contains("Oud-collega"))
            // The sentence stands at the row that was typed, also after one that was left empty.
            let unsaid = try await send(
                "interests",
                ["interests.0.kind:optional": "", "interests.1.kind:optional": "other"],
                by: member, to: path)
            #expect(unsaid.status == 422 && unsaid.body.contains("id=\"interests-5-error\""))
            #expect(!unsaid.body.contains("interests[0]"))
            let declared = try await send(
                "interests",
                ["interests.0.kind:optional": "", "interests.1.kind:optional": "financial"],
                by: member, to: path)
            #expect(declared.status == 303, "\(declared.body)")
            let page = try await member.get(path)
            #expect(page.body.contains("U hebt uw belangen opgegeven."))
            #expect(page.body.contains("value=\"financial\" data-key=\"\" required checked"))
        }
    }
}
