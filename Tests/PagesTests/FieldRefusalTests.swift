import Domain
import Pages
import Support
import Testing

@Suite struct `A refusal at a field` {
    private func problem(
        _ code: RefusalCode, limit: Int? = nil, current: Int? = nil,
        typed: [String: String] = ["lines.0.description:optional": "Inzet"],
        _ language: Language = .dutch
    ) throws -> String {
        let attempt = Attempt(
            form: "costs", typed: typed,
            refusal: PageRefusal(
                code: code.rawValue, sentence: Phrase("Niet bij “Inzet”.", "Not at “Inzet”."),
                bare: Phrase("Het lukt niet.", "It fails."), subject: "Inzet", limit: limit,
                current: current))
        let visit = try PageSample.step(CostsPage.self, .open, language, attempt: attempt)
        let html = PageSample.frame.html(
            of: try #require(CostsPage.content(of: visit)), for: visit)
        return try #require(html.firstMatch(of: #/<a href="#costs-[0-9]+">([^<]*)</a>/#)).1
            .description
    }

    @Test func `says what to do there, of the limit that was passed`() throws {
        let row = "Kostenregel 1, Gevraagd: "
        let told: [(RefusalCode, limit: Int?, current: Int?, String)] = [
            (.textMissing, nil, nil, "vul dit in."),
            (.textTooLong, 2000, nil, "maak de tekst korter: er mogen hooguit 2.000 tekens in."),
            (.reasonsMissing, 20, nil, "schrijf uw reden op in minstens 20 tekens."),
            (.tooMany, 12, nil, "haal er een weg: het mogen er hooguit 12 zijn."),
            (.aboveGrant, 800_000, nil, "vul hooguit €\u{A0}8.000 in."),
            (.amountsDoNotAddUp, nil, 800_000, "dit hoort €\u{A0}8.000 te zijn."),
            (.wrongState, nil, nil, "het lukt niet."),
        ]
        for (code, limit, current, sentence) in told {
            #expect(try problem(code, limit: limit, current: current) == row + sentence)
        }
        let least = try problem(.minimumAboveRequest, limit: 800_000)
        #expect(least == "Kostenregel 1, Minimaal nodig: vul hooguit €\u{A0}8.000 in.")
        let english = try problem(.minimumAboveRequest, limit: 800_000, .english)
        #expect(english == "Cost line 1, Least needed: enter at most €8,000.")
    }

    @Test func `of a text that is too long to keep names what can be submitted too`() throws {
        let refusal = PageRefusal(
            code: "textTooLong", sentence: Phrase("Te lang.", "Too long."), subject: "reason",
            limit: Limits.draftCharactersMost)
        let attempt = Attempt(form: "reason", typed: ["text": "Tekst"], refusal: refusal)
        let visit = try PageSample.dossier(.open, attempt: attempt)
        let html = PageSample.frame.html(
            of: try #require(DossierPage.content(of: visit)), for: visit)
        let most = RoundStage.open.builder().rules.sectionCharactersMost
        let submitted = Written(.dutch).number(Rational(most))
        #expect(html.contains("ndienen kan met hooguit \(submitted) tekens."))
        #expect(html.contains("Bewaren als concept kan met hooguit 10.000 tekens."))
        #expect(html.contains("kunt u wel bewaren, met hooguit 10.000 tekens."))
    }

    @Test func `asks to choose where there is a choice`() throws {
        let attempt = Attempt(
            form: "effects", typed: ["effects.0.effect:optional": ""],
            refusal: PageRefusal(
                code: "unreadable", sentence: FormFieldKind.text.advice, path: "effects.0.effect"),
            others: [
                PageRefusal(
                    code: "unreadable", sentence: FormFieldKind.text.advice,
                    path: "effects.0.measuredOn")
            ])
        let visit = try PageSample.step(EffectsPage.self, .open, .dutch, attempt: attempt)
        let html = PageSample.frame.html(
            of: try #require(EffectsPage.content(of: visit)), for: visit)
        #expect(html.contains("Maatschappelijk effect: kies er een.</a>"))
        #expect(html.contains("Gemeten op: vul een datum in, zoals 31-12-2026.</a>"))
    }
}
