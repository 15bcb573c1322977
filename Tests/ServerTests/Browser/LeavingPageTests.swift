import Domain
import Server
import Support
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Leaving a coalition without scripts` {
    private let lead = DemoCast.mental
    private let path = "/rounds/\(DemoCast.round)/dossiers/1"

    @Test func `who gives up a dossier is led to a page that is still there`() async throws {
        try await ServerHarness(.open).run { server in
            let guest = DemoCast.mentalYouth
            let course = try await CoalitionCourse(lead: lead, guests: [guest], at: server)
            let partners = "/rounds/\(DemoCast.round)/dossiers/3/partners"
            let answer = try await course.post(
                "decline", at: partners, by: guest,
                ["reasons": "Wij hebben hier dit jaar geen mensen voor."])
            let round = "/rounds/\(DemoCast.round)"
            #expect(
                answer.headers["location"] == round + "?saved=decline&act=declineInvitation#decline"
            )
            let visitor = try course.visitor(of: guest)
            #expect(try await visitor.get(partners).status == 404)
            let told = try await visitor.get(round + "?saved=decline&act=declineInvitation")
            #expect(told.status == 200 && told.body.contains("U hebt de uitnodiging afgewezen."))
        }
    }

    @Test func `a partner leaves and the lead withdraws, after a look ahead and with a reason`()
        async throws
    {
        try await ServerHarness(.submitted).run { server in
            let guest = DemoCast.disability
            let course = try await CoalitionCourse(lead: lead, guests: [guest], at: server)
            let (partners, signing) = (path + "/partners", path + "/signing")
            #expect(try await !course.look(partners, by: lead).contains("id=\"leave\""))
            #expect(try await !course.look(signing, by: guest).contains("id=\"withdraw\""))
            let empty = try await course.post("leave", at: partners, by: guest, ["reasons": ""])
            #expect(empty.status == 422 && empty.body.contains("id=\"leave-1-error\""))
            let why = ["reasons": "Wij hebben hier dit jaar geen mensen voor."]
            let look = try await course.post("leave", at: partners, by: guest, why).body
            #expect(look.contains("Ingediend → Moet opnieuw worden ingediend"))
            #expect(!look.contains("Aanvulling gevraagd"))
            try await course.confirm("leave", at: partners, by: guest, why)
            let asked = try await course.look(signing, by: lead)
            #expect(asked.contains("Moet opnieuw worden ingediend"))
            #expect(!asked.contains("Aanvulling gevraagd"))
            #expect(try await course.look(path, by: lead).contains(why["reasons"] ?? ""))
            try await course.confirm("withdraw", at: signing, by: lead, why)
            let over = try await course.look(signing, by: lead)
            #expect(over.contains("Ingetrokken") && !over.contains("id=\"withdraw\""))
            let told = try await course.look(path, by: lead)
            #expect(told.contains("Dit kansendossier is ingetrokken"))
            #expect(told.contains(why["reasons"] ?? ""))
        }
    }

    @Test func `who leaves sees before the last click what goes with it`() async throws {
        try await ServerHarness(.signing).run { server in
            let guest = DemoCast.disability
            let course = try await CoalitionCourse(lead: lead, guests: [guest], at: server)
            let why = ["reasons": "Wij hebben hier dit jaar geen mensen voor."]
            let look = try await course.post("leave", at: path + "/partners", by: guest, why)
            let signed = look.body
            #expect(signed.contains("De rol van uw organisatie gaat uit het dossier: “Doet mee.”"))
            #expect(signed.contains("Handtekening vervalt: Stichting \(guest) (Dossier 1)"))
            #expect(signed.contains("Alle handtekeningen vervallen, ook die van de anderen."))
            #expect(!signed.contains("Deze kosten gaan"))
            #expect(!signed.contains("moeten op tijd opnieuw indienen"))
            #expect(signed.contains("Het kansendossier blijft als concept van de andere partners."))
        }
        try await ServerHarness(.open).run { server in
            let guest = DemoCast.disability
            let course = try await CoalitionCourse(lead: lead, guests: [guest], at: server)
            try await course.send(
                "costs", at: path + "/costs", by: guest,
                CoalitionCourse.costs("Ambulante begeleiding"))
            let look = try await course.post(
                "leave", at: path + "/partners", by: guest,
                ["reasons": "Wij hebben hier dit jaar geen mensen voor."])
            let costly = look.body
            #expect(
                costly.contains(
                    "Deze kosten gaan uit het dossier: Ambulante begeleiding, gevraagd €"))
            #expect(costly.contains("De coalitie vraagt daarna samen nog €\u{A0}40.000."))
            #expect(costly.contains("Uw organisatie kan dit dossier daarna niet meer bekijken."))
            #expect(!costly.contains("Handtekening vervalt"))
        }
        try await ServerHarness(.submitted).run { server in
            let guest = DemoCast.disability
            let course = try await CoalitionCourse(lead: lead, guests: [guest], at: server)
            let look = try await course.post(
                "leave", at: path + "/partners", by: guest,
                ["reasons": "Wij hebben hier dit jaar geen mensen voor."])
            #expect(look.body.contains("De anderen moeten op tijd opnieuw indienen."))
            #expect(!look.body.contains("blijft als concept"))
        }
    }
}
