import Domain
import Pages
import Support
import Testing

/// When a coalition can submit, and what counts once it has.
@Suite struct `Submitting a dossier` {
    private static let lead = DemoCast.signatory(of: DemoCast.mental)
    private static let partner = DemoCast.signatory(of: DemoCast.disability)
    private static let from = "Indienen kan vanaf 2 februari 2026, 09.00 uur"
    private static let closes = "27 maart 2026, 12.00 uur"

    private static var published: RoundBuilder {
        var builder = RoundBuilder()
        builder.publish()
        builder.draft()
        return builder
    }

    @Test func `says before the opening from when it can be done, and offers no button`() throws {
        var builder = Self.published
        let term = "\(Self.from), tot \(Self.closes)"
        let draft = try PageSample.tasks(builder, by: Self.partner)
        #expect(draft == ["Werk verder aan “Dossier 1” | \(term)"])
        builder.sign(1)
        let signed = try PageSample.tasks(builder, by: Self.lead)
        #expect(signed == ["Dien “Dossier 1” in zodra de ronde open is | \(term)"])
        for person in [Self.lead, Self.partner] {
            let signing = try PageSample.html(SigningPage.self, builder, by: person)
            #expect(signing.contains("<p>\(Self.from).</p>"))
            #expect(!signing.contains("id=\"submit\""))
            let texts = try PageSample.html(DossierPage.self, builder, by: person)
            #expect(texts.contains("<dt>Indienen vanaf</dt><dd>2 februari 2026, 09.00 uur</dd>"))
            let start = try PageSample.html(StartPage.self, builder, by: person)
            #expect(start.contains("<dt>Indienen kan vanaf</dt>"))
        }
        builder.pass(to: builder.rules.opensAt)
        #expect(
            try PageSample.tasks(builder, by: Self.lead) == [
                "Dien “Dossier 1” in | Indienen kan tot \(Self.closes)"
            ])
        let open = try PageSample.html(SigningPage.self, builder, by: Self.lead)
        #expect(open.contains("id=\"submit\"") && !open.contains(Self.from))
        #expect(
            try !PageSample.html(DossierPage.self, builder, by: Self.lead).contains(
                "Indienen vanaf"))
    }

    @Test func `with gaps is refused with how many there are, and a link to the list`() throws {
        let builder = RoundStage.open.builder()
        let attempt = Attempt(
            form: "offer", typed: [:],
            refusal: PageRefusal(
                code: "textMissing", sentence: Phrase("Er ontbreekt een tekst.", "A text lacks."),
                subject: "reason"))
        let html = try PageSample.html(
            SigningPage.self, builder, by: DemoCast.editor(of: DemoCast.digital), dossier: 3,
            attempt: attempt)
        let list = try #require(html.firstMatch(of: #/(?s)id="missing-title".*?<\/section>/#))
        let count = list.output.matches(of: #/<li>/#).count
        #expect(count > 5)
        let sentence = "Er ontbreken nog \(count) dingen. Bekijk welke dat zijn."
        #expect(html.contains("<li><a href=\"#missing-title\">\(sentence)</a></li>"))
        #expect(!html.contains("Er ontbreekt een tekst."))
    }

    @Test func `leads to a decision only once there is one, or a letter`() throws {
        let link = "Besluit en brieven: “Dossier 1”"
        for stage in [RoundStage.open, .submitted, .assessed, .intended] {
            let round = try PageSample.html(RoundPage.self, stage.builder(), by: Self.lead)
            #expect(!round.contains(link), "\(stage)")
        }
        for stage in [RoundStage.decided, .offerMade] {
            let round = try PageSample.html(RoundPage.self, stage.builder(), by: Self.lead)
            #expect(round.contains(link), "\(stage)")
        }
    }

    @Test func `is open to a provider without a dossier, who is told so`() throws {
        var builder = Self.published
        let task = "U kunt een kansendossier starten in “\(builder.rules.name)” | "
        func asked(_ person: PersonID) throws -> [String] {
            try PageSample.tasks(builder, by: person).filter { $0.hasPrefix("U kunt een") }
        }
        let editor = DemoCast.editor(of: DemoCast.home)
        let before = try asked(editor)
        #expect(before == [task + "\(Self.from), tot \(Self.closes)"])
        let start = try PageSample.html(StartPage.self, builder, by: editor)
        #expect(start.contains("href=\"/rounds/\(DemoCast.round)#start\""))
        #expect(try asked(DemoCast.reader(of: DemoCast.home)).isEmpty)
        #expect(try asked(Self.lead).isEmpty && asked(Self.partner).isEmpty)
        #expect(try asked(DemoCast.coordinator).isEmpty && asked(DemoCast.chair).isEmpty)
        builder.pass(to: builder.rules.opensAt)
        #expect(try asked(editor) == [task + "Indienen kan tot \(Self.closes)"])
        builder.close()
        #expect(try asked(editor).isEmpty)
    }

    @Test func `leaves what was submitted valid while the coalition writes on, and says so`() throws
    {
        var builder = RoundStage.submitted.builder()
        let counts = "telt als u niet opnieuw indient."
        #expect(try !PageSample.html(SigningPage.self, builder, by: Self.lead).contains(counts))
        let submitted = builder.submittedVersion(1)
        builder.given(
            .reopenDossier(dossier: 1, version: builder.version(1)),
            by: DemoCast.editor(of: DemoCast.mental))
        let sentence = "Versie \(submitted) (ontvangstbewijs 1) \(counts)"
        for person in [Self.lead, Self.partner] {
            #expect(
                try PageSample.html(SigningPage.self, builder, by: person).contains(sentence))
            let asked = try PageSample.tasks(builder, by: person)
            #expect(asked.contains { $0.hasPrefix("Werk verder aan “Dossier 1” | \(sentence) ") })
        }
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Anders."),
            by: DemoCast.editor(of: DemoCast.mental))
        builder.sign(1, by: [DemoCast.mental])
        #expect(
            try PageSample.html(SigningPage.self, builder, by: Self.lead).contains(sentence))
        let asked = try PageSample.tasks(builder, by: Self.partner)
        #expect(asked.contains { $0.hasPrefix("Onderteken “Dossier 1” | \(sentence) ") })
        builder.sign(1, by: [DemoCast.disability])
        builder.given(builder.submitting(1), by: DemoCast.editor(of: DemoCast.mental))
        #expect(try !PageSample.html(SigningPage.self, builder, by: Self.lead).contains(counts))
    }
}
