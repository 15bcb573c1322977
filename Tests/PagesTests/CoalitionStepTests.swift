import Domain
import Pages
import Support
import Testing

/// What the partners of a coalition read and do when it signs, mends or loses one of them.
@Suite struct `A coalition that has something to mend` {
    private static let lead = DemoCast.signatory(of: DemoCast.mental)
    private static let partner = DemoCast.signatory(of: DemoCast.disability)
    private static let gone = "Ons team is opgeheven."

    private static func asked(_ builder: RoundBuilder, _ person: PersonID) throws -> [String] {
        try PageSample.tasks(builder, by: person).filter { $0.contains("“Dossier 1”") }
    }

    private static func write(_ text: String, in builder: inout RoundBuilder) {
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: text),
            by: DemoCast.editor(of: DemoCast.mental))
    }

    private static func leave(_ builder: inout RoundBuilder) {
        builder.given(
            .leaveCoalition(dossier: 1, version: builder.version(1), reasons: gone), by: partner)
    }

    /// Submitted by three, one of whom left.
    private static func leftByOneOfThree() -> RoundBuilder {
        var builder = RoundBuilder(rules: RuleSample())
        builder.open()
        builder.draft(partners: [DemoCast.disability, DemoCast.home])
        builder.submit(1)
        leave(&builder)
        return builder
    }

    @Test func `asks of another partner than the lead its signature alone, after one left`() throws
    {
        var builder = Self.leftByOneOfThree()
        let home = DemoCast.signatory(of: DemoCast.home)
        let name = try builder.directory.organisation(DemoCast.disability).name
        let lead = try Self.asked(builder, Self.lead)
        #expect(
            lead.count == 1
                && lead.first?.hasPrefix("Dien opnieuw in: “Dossier 1” | \(name) ") == true)
        let other = try Self.asked(builder, home)
        #expect(other.count == 1)
        #expect(
            other.first?.hasPrefix("Onderteken “Dossier 1” | \(name) doet niet meer mee. ") == true)
        let editor = try Self.asked(builder, DemoCast.editor(of: DemoCast.home))
        #expect(editor.count == 1)
        #expect(
            editor.first?.hasPrefix("Laat uw bevoegde collega ondertekenen: “Dossier 1” | ") == true
        )
        builder.given(builder.signing(1), by: home)
        #expect(try Self.asked(builder, home).isEmpty)
        #expect(try Self.asked(builder, Self.lead) == lead)
    }

    @Test func `asks of another partner its signature under a supplement once that changed`()
        throws
    {
        var builder = RoundStage.supplement.builder()
        #expect(try Self.asked(builder, Self.partner).isEmpty)
        Self.write("Anders.", in: &builder)
        let other = try Self.asked(builder, Self.partner)
        let start = "Onderteken “Dossier 1” | De gemeente vraagt een aanvulling. Dit kan tot en "
        #expect(other.count == 1 && other.first?.hasPrefix(start) == true)
        let lead = try Self.asked(builder, Self.lead)
        #expect(
            lead.count == 1
                && lead.first?.hasPrefix("Beantwoord de vragen over “Dossier 1” | ") == true)
        builder.given(builder.signing(1), by: Self.partner)
        #expect(try Self.asked(builder, Self.partner).isEmpty)
        #expect(try Self.asked(builder, Self.lead) == lead)
    }

    @Test func `is warned before it signs or submits what can't be submitted again`() throws {
        var builder = RoundStage.supplement.builder()
        let warning = "Zo kan het dossier niet worden ingediend."
        Self.write(String(repeating: "a", count: 1250), in: &builder)
        for person in [Self.lead, Self.partner] {
            let html = try PageSample.html(SigningPage.self, builder, by: person)
            #expect(html.contains("Risico’s: te lang, hooguit 1.200 tekens"))
            #expect(html.contains("Daarna kan de penvoerder indienen.") && html.contains(warning))
            #expect(!html.contains("Daarna kunt u laten ondertekenen."))
        }
        let attempt = Attempt(
            form: "submit", typed: [:],
            refusal: PageRefusal(
                code: "textTooLong",
                sentence: Phrase("Hooguit 1200 tekens.", "At most 1200 characters."),
                subject: "risks"))
        let refused = try PageSample.html(
            SigningPage.self, builder, by: Self.lead, attempt: attempt)
        #expect(
            refused.contains(
                "<li><a href=\"#missing-title\">Er ontbreekt nog 1 ding. Bekijk wat dat is.</a>"))
        #expect(!refused.contains("1200 tekens"))
        Self.write("Anders.", in: &builder)
        let whole = try PageSample.html(SigningPage.self, builder, by: Self.partner)
        #expect(whole.contains("id=\"sign\"") && !whole.contains(warning))
    }

    @Test func `reads what it has to do after a partner left, and no list of what is complete`()
        throws
    {
        var builder = Self.leftByOneOfThree()
        let look = "Bekijk de teksten, kosten en effecten</a>"
        let invite = "/partners#invite\">Nodig een andere partner uit</a>"
        let html = try PageSample.html(DossierPage.self, builder, by: Self.lead)
        let submit = try #require(html.firstRange(of: "Dien het dossier opnieuw in</a>"))
        let after = try #require(html.firstRange(of: look))
        #expect(submit.lowerBound < after.lowerBound)
        #expect(!html.contains("Vul aan: ") && !html.contains(invite))
        Self.write(String(repeating: "a", count: 1250), in: &builder)
        let long = try PageSample.html(DossierPage.self, builder, by: Self.lead)
        #expect(long.contains("Vul aan: Risico’s</a>"))
        #expect(long.matches(of: #/Vul aan: /#).count == 1)
        var alone = RoundStage.submitted.builder()
        Self.leave(&alone)
        #expect(
            try PageSample.html(DossierPage.self, alone, by: Self.lead).contains(invite))
    }

    @Test func `tells its lead on the start page who left a draft`() throws {
        var builder = RoundStage.signing.builder()
        let name = try builder.directory.organisation(DemoCast.disability).name
        let start = "\(name) doet niet meer mee aan “Dossier 1” | "
        #expect(
            try !PageSample.html(StartPage.self, builder, by: Self.lead).contains(
                "doet niet meer mee aan"))
        Self.leave(&builder)
        let news = try PageSample.news(builder, by: Self.lead)
        #expect(news.contains { $0.hasPrefix(start) && $0.hasSuffix("De reden was: \(Self.gone)") })
        let other = try PageSample.html(StartPage.self, builder, by: Self.partner)
        #expect(!other.contains("doet niet meer mee aan"))
        builder.close()
        #expect(
            try !PageSample.html(StartPage.self, builder, by: Self.lead).contains(
                "doet niet meer mee aan"))
    }

    @Test func `reads while it signs how the dossier can be changed after all`() throws {
        let locked = "Dit kansendossier wacht op handtekeningen."
        let pages: [any Page.Type] = [
            DossierPage.self, CoalitionPage.self, CostsPage.self, EffectsPage.self,
        ]
        for page in pages {
            let signing = RoundStage.signing.builder()
            for person in [Self.lead, Self.partner] {
                let html = try PageSample.html(page, signing, by: person)
                #expect(html.contains(locked) && html.contains("kiest dan “Niet ondertekenen”"))
            }
            let open = RoundStage.open.builder()
            #expect(try !PageSample.html(page, open, by: Self.lead).contains(locked))
        }
        let own = try PageSample.html(
            SigningPage.self, RoundStage.signing.builder(), by: Self.lead)
        #expect(!own.contains(locked))
    }

    @Test func `reads whose role is missing`() throws {
        var builder = RoundStage.open.builder()
        let name = try builder.directory.organisation(DemoCast.disability).name
        builder.given(
            .writeRole(dossier: 1, version: builder.version(1), text: ""),
            by: DemoCast.editor(of: DemoCast.disability))
        let html = try PageSample.html(SigningPage.self, builder, by: Self.lead)
        #expect(html.contains("Rol van \(name): nog niet ingevuld"))
    }
}
