import Domain
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `An offer without scripts` {
    private let signing = "/rounds/\(DemoCast.round)/dossiers/1/signing"
    private let lead = DemoCast.signatory(of: DemoCast.mental)

    @Test func `is accepted once it fits and is signed`() async throws {
        try await ServerHarness.withLetters(.offerFitted).run { server in
            let lead = try await DeskVisitor.signedIn(lead, at: server)
            let page = try await lead.look(signing)
            #expect(page.contains("De gemeente biedt uw coalitie €\u{A0}35.000."))
            try await lead.carryOut("accept", at: signing)
            #expect(try await lead.look(signing).contains("Toegekend"))
        }
    }

    @Test func `tells the lead why a partner won’t sign for less`() async throws {
        try await ServerHarness.withLetters(.offerMade).run { server in
            let partner = try await DeskVisitor.signedIn(
                DemoCast.signatory(of: DemoCast.disability), at: server)
            #expect(try await partner.look(signing).contains("Alle handtekeningen vervallen."))
            let why = "Voor minder geld kunnen wij dit niet doen."
            let declined = try await partner.send(
                "decline", at: signing, ["reasons": why, "sections.0:optional": "costs"])
            #expect(declined.status == 303, "\(declined.body)")
            let lead = try await DeskVisitor.signedIn(lead, at: server)
            #expect(try await lead.look(signing).contains(why))
        }
    }

    @Test func `is refused with what it asks too much, and can be declined`() async throws {
        try await ServerHarness.withLetters(.offerMade).run { server in
            let lead = try await DeskVisitor.signedIn(lead, at: server)
            let costs = "/rounds/\(DemoCast.round)/dossiers/1/costs"
            #expect(try await lead.look(costs).contains("id=\"costs\""))
            let unfit = try await lead.send("accept", at: signing)
            #expect(unfit.status == 422 && unfit.body.contains("id=\"accept-failure\""))
            let bare = try await lead.send("refuse", at: signing, ["reasons": ""])
            #expect(bare.status == 422 && bare.body.contains("id=\"refuse-1-error\""))
            try await lead.carryOut("refuse", at: signing, ["reasons": "Zo kan het niet."])
            #expect(try await lead.look(signing).contains("Afgewezen"))
        }
    }
}
