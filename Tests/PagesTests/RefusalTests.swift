import Domain
import Pages
import Support
import Testing

@Suite struct `A refusal on a page` {
    private func page(_ refusals: [PageRefusal]) throws -> String {
        let attempt = Attempt(
            form: "reason", typed: [:], refusal: try #require(refusals.first),
            others: Array(refusals.dropFirst()))
        let visit = try PageSample.dossier(.open, attempt: attempt)
        return PageSample.frame.html(
            of: try #require(DossierPage.content(of: visit)), for: visit)
    }

    private func refusal(_ code: String, about subject: String? = nil) -> PageRefusal {
        let about = subject.map { " bij “\($0)”" } ?? ""
        return PageRefusal(
            code: code, sentence: Phrase("Het lukt niet\(about).", "It fails\(about)."),
            bare: Phrase("Het lukt niet.", "It fails."), subject: subject)
    }

    @Test(arguments: ["legalSource", "letters", "someone-unknown", "not a name"])
    func `names nothing as the program does`(subject: String) throws {
        let html = try page([refusal("malformed", about: subject)])
        #expect(!html.contains("“\(subject)”"))
        #expect(html.contains("<a href=\"#reason\">Het lukt niet.</a>"))
    }

    @Test(arguments: [
        ("reason", "Aanleiding en probleem"), ("draft", "Concept"), ("3", "3"), ("1, 3", "1, 3"),
        (DemoCast.mental.rawValue, "Stichting \(DemoCast.mental)"), ("chair", "Voorzitter"),
        ("2 letters.address", "2"),
    ])
    func `says what people call its subject`(subject: String, name: String) throws {
        let html = try page([refusal("malformed", about: subject)])
        #expect(html.contains("Het lukt niet bij “\(name)”."))
    }

    @Test func `asks to correct what was filled in, and of a button only tells why`() throws {
        let filled = try page([refusal("malformed")])
        #expect(filled.contains("Wat u invulde, staat er nog."))
        let sign = Attempt(form: "sign", typed: [:], refusal: refusal("roundClosed"))
        let button = try PageSample.html(
            SigningPage.self, RoundStage.signing.builder(),
            by: DemoCast.signatory(of: DemoCast.mental), attempt: sign)
        #expect(button.contains("Er is niets veranderd. Dit is de reden:"))
        #expect(!button.contains("Wat u invulde, staat er nog."))
    }

    @Test func `says what the dossier is by now, and who wouldn't sign it`() throws {
        var builder = RoundStage.signing.builder()
        builder.given(
            .declineToSign(
                dossier: 1, version: builder.version(1),
                reasons: "De kosten zijn hoger dan wij afspraken.", sections: [.costs]),
            by: DemoCast.signatory(of: DemoCast.mental))
        let sign = Attempt(form: "sign", typed: [:], refusal: refusal("wrongState", about: "draft"))
        let html = try PageSample.html(
            SigningPage.self, builder, by: DemoCast.signatory(of: DemoCast.disability),
            attempt: sign)
        let name = try #require(builder.directory.organisations[DemoCast.mental]?.name)
        #expect(
            html.contains(
                "Dit kan nu niet: het dossier heeft de stand “Concept”. "
                    + "\(name) wil nog niet ondertekenen.<"))
        #expect(html.contains("Er is niets veranderd. Dit is de reden:"))
    }

    @Test func `asks to choose where there is something to choose, all at once`() throws {
        let typed = [
            "effects.0.effect:optional": "", "effects.0.indicator:optional": "Terug",
            "effects.0.baseline:number": "", "effects.0.target:number": "tien",
            "effects.0.measuredOn:optional": "",
            "effects.1.effect:optional": "", "effects.1.measuredOn:optional": "",
        ]
        let effects = try empty("effects", typed, "effects.0.effect", EffectsPage.self)
        for advice in [
            "Maatschappelijk effect: kies er een.", "Waarde nu: vul een getal in, zoals 12,5.",
            "Waarde die u wilt bereiken: vul een getal in, zoals 12,5.",
            "Gemeten op: vul een datum in, zoals 31-12-2026.",
        ] { #expect(effects.contains(advice)) }
        #expect(effects.matches(of: #/aria-invalid="true"/#).count == 4)
        let party = ["parties.0.name:optional": "Wijkteam", "parties.0.kind:optional": ""]
        let parties = try empty("parties", party, "parties.0.kind", EffectsPage.self)
        #expect(parties.contains("Soort: kies er een."))
        let reasons = ["reasons": "", "sections.0:optional": ""]
        let decline = try empty("decline", reasons, "sections", SigningPage.self, .signing)
        #expect(decline.contains("Over welk onderdeel gaat het? Kies er een."))
    }

    @Test func `asks of a list that it knows no more of to choose one`() throws {
        let typed = ["effects.0.effect:optional": "iets"]
        let html = try empty("effects", typed, "effects.0.effect", EffectsPage.self)
        #expect(html.contains("Maatschappelijk effect: kies er een."))
    }

    /// The page after a form was refused that couldn't be read there.
    private func empty(
        _ form: String, _ typed: [String: String], _ path: String, _ page: any Page.Type,
        _ stage: RoundStage = .open
    ) throws -> String {
        let refusal = PageRefusal(
            code: "unreadable", sentence: Phrase("Vul een tekst in.", "Enter a text."), path: path)
        let html = try PageSample.html(
            page, stage.builder(), by: DemoCast.signatory(of: DemoCast.mental),
            attempt: Attempt(form: form, typed: typed, refusal: refusal))
        #expect(!html.contains("ul een tekst in."))
        return html
    }

    @Test func `stands beside the others`() throws {
        let html = try page([
            refusal("a"), PageRefusal(code: "b", sentence: Phrase("Twee.", "Two.")),
        ])
        #expect(html.contains(">Het lukt niet.</a>") && html.contains(">Twee.</a>"))
    }
}
