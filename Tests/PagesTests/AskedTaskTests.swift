import Domain
import Pages
import Support
import Testing

/// What the start page asks for lest the round stands still.
@Suite struct `What is asked at the start` {
    @Test func `a vote that was entered from paper is to be confirmed by whose it is`() throws {
        let builder = RoundStage.paperEntered.builder()
        let words = "Bevestig uw stem van papier"
        let asked = try DemoCast.voters.filter { person in
            try PageSample.tasks(builder, by: person).contains { $0.hasPrefix(words) }
        }
        let entered = builder.round.ballots.last?.paper.keys.sorted() ?? []
        #expect(!asked.isEmpty && asked.sorted() == entered)
    }

    @Test func `a motivation that was sent back is to be mended by who wrote it`() throws {
        var builder = RoundStage.ranked.builder()
        let text = "De coalitie legt helder uit wat er nieuw is."
        builder.given(
            .draftMotivation(dossier: 1, item: "zakelijk", text: text), by: DemoCast.secretary)
        let words = "Verbeter de motivering van dossier 1"
        func isAsked(_ person: PersonID) throws -> Bool {
            try PageSample.tasks(builder, by: person).contains { $0.hasPrefix(words) }
        }
        #expect(try !isAsked(DemoCast.secretary))
        builder.given(
            .readMotivation(
                dossier: 1, item: "zakelijk", fingerprint: builder.hashing.fingerprint(of: text),
                agrees: false, reasons: "Er staat niet waarom het helder is."),
            by: DemoCast.chair)
        #expect(try isAsked(DemoCast.secretary))
        #expect(try !isAsked(DemoCast.chair) && !isAsked(DemoCast.coordinator))
    }

    @Test func `of who is offered a part the lead answers, and a partner signs if it hasn't`()
        throws
    {
        let builder = RoundStage.offerMade.builder()
        func asked(_ organisation: OrganisationID, _ builder: RoundBuilder) throws -> [String] {
            try PageSample.tasks(builder, by: DemoCast.signatory(of: organisation)).filter {
                $0.contains("“Dossier 1”")
            }.map { String($0.prefix { $0 != "“" }) }
        }
        #expect(try asked(DemoCast.mental, builder) == ["Beantwoord het aanbod voor "])
        let unsigned = builder.round.dossier(1)?.validSignatures.isEmpty == true
        #expect(
            try asked(DemoCast.disability, builder)
                == (unsigned ? ["Onderteken voor het aangeboden bedrag "] : []))
        let fitted = RoundStage.offerFitted.builder()
        #expect(try asked(DemoCast.disability, fitted) == [])
    }

    @Test func `of a dossier that wasn’t submitted in time that is said, and nothing is asked`()
        throws
    {
        var builder = RoundStage.signing.builder()
        builder.close()
        let person = DemoCast.signatory(of: DemoCast.mental)
        for page in [DossierPage.self, SigningPage.self] as [any Page.Type] {
            let html = try PageSample.html(page, builder, by: person)
            #expect(html.contains("Dit kansendossier is niet ingediend."))
            #expect(!html.contains("nog niet klaar") && !html.contains("Dit ontbreekt nog"))
        }
        #expect(try PageSample.tasks(builder, by: person).isEmpty)
    }

    @Test func `a round is to be finished once every offer was answered`() throws {
        func isAsked(_ stage: RoundStage) throws -> Bool {
            try PageSample.tasks(stage.builder(), by: DemoCast.coordinator).contains {
                $0.hasPrefix("Rond de ronde af")
            }
        }
        #expect(try isAsked(.decided))
        #expect(try !isAsked(.offerMade) && !isAsked(.intended) && !isAsked(.finished))
    }
}
