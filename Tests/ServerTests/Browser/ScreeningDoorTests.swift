import Domain
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `A screening without scripts` {
    private let round = "/rounds/\(DemoCast.round)"
    private let questions = ["questions": "Wie leest de risico’s na, en wat kost dat?"]

    @Test func `asks for a supplement, takes it in and admits the dossier`() async throws {
        try await ServerHarness.withLetters(.closed).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            #expect(try await coordinator.look("/").contains("Begin met de toets"))
            try await coordinator.carryOut("start", at: round + "/screening")
            let desk = round + "/screening/1"
            let bare = try await coordinator.send("supplement", at: desk, questions)
            #expect(bare.status == 422 && bare.body.contains("id=\"supplement-2-error\""))
            #expect(bare.body.contains("wat kost dat?"))
            try await coordinator.carryOut(
                "supplement", at: desk,
                questions.merging(["sections.7:optional": "risks"]) { own, _ in own })
            #expect(try await coordinator.look(desk).contains("Aanvulling gevraagd"))

            let dossier = round + "/dossiers/1"
            let lead = try await DeskVisitor.signedIn(
                DemoCast.signatory(of: DemoCast.mental), at: server)
            #expect(try await lead.look("/").contains("Beantwoord de vragen over"))
            let page = try await lead.look(dossier)
            #expect(page.contains("wat kost dat?") && page.contains("id=\"risks\""))
            #expect(!page.contains("id=\"reason\""))
            try await lead.carryOut("risks", at: dossier, ["text": "Onze controller leest mee."])
            try await lead.carryOut("sign", at: dossier + "/signing")
            let early = try await lead.send("submit", at: dossier + "/signing")
            #expect(early.status == 422 && early.body.contains("id=\"submit-failure\""))
            let partner = try await DeskVisitor.signedIn(
                DemoCast.signatory(of: DemoCast.disability), at: server)
            try await partner.carryOut("sign", at: dossier + "/signing")
            try await lead.carryOut("submit", at: dossier + "/signing")

            #expect(try await coordinator.look(desk).contains("Onze controller leest mee."))
            try await coordinator.carryOut("admit", at: desk)
            #expect(try await coordinator.look(desk + "?saved=admit").contains("is ontvankelijk"))
        }
    }

    @Test func `not considering a dossier takes a reason, which is kept when it is too short`()
        async throws
    {
        try await ServerHarness.withLetters(.screening).run { server in
            let coordinator = try await DeskVisitor.signedIn(DemoCast.coordinator, at: server)
            let desk = round + "/screening/2"
            let short = try await coordinator.send("decline", at: desk, ["reasons": "Te laat"])
            #expect(short.status == 422 && short.body.contains("id=\"decline-1-error\""))
            #expect(short.body.contains("Te laat</textarea>"))
            try await coordinator.carryOut(
                "pair", at: desk,
                ["other:integer": "1", "reasons": "Beide dossiers doen precies hetzelfde."])
            #expect(try await coordinator.look(desk).contains("doen precies hetzelfde."))
            try await coordinator.carryOut(
                "decline", at: desk, ["reasons": "De begroting ontbreekt ook na aanvulling."])
            #expect(try await coordinator.look(desk).contains("Buiten behandeling gesteld"))
        }
    }
}
