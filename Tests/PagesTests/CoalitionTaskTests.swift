import Domain
import Pages
import Support
import Testing

/// What a coalition is asked between the draft and the submission, and by whom.
@Suite struct `What a coalition is asked` {
    private static let lead = DemoCast.signatory(of: DemoCast.mental)
    private static let partner = DemoCast.signatory(of: DemoCast.disability)
    private static let reasons = "De kosten van het huis zijn hoger dan wij afspraken."

    private static func start(_ builder: RoundBuilder, _ person: PersonID) throws -> [String] {
        try PageSample.tasks(builder, by: person)
    }

    private static func page(
        _ page: any Page.Type, _ builder: RoundBuilder, _ person: PersonID, dossier: Int = 1
    ) throws -> String {
        try PageSample.html(page, builder, by: person, dossier: dossier)
    }

    private static func refused(_ sections: [Section] = [.costs]) -> RoundBuilder {
        var builder = RoundStage.signing.builder()
        builder.given(
            .declineToSign(
                dossier: 1, version: builder.version(1), reasons: reasons, sections: sections),
            by: lead)
        return builder
    }

    @Test func `who hasn't signed is asked to, and the lead to submit once all have`() throws {
        let until = "Indienen kan tot 27 maart 2026, 12.00 uur"
        var builder = RoundStage.offered.builder()
        let name = try #require(builder.directory.organisations[DemoCast.disability]?.name)
        #expect(
            try Self.start(builder, Self.lead) == [
                "Onderteken “Dossier 1” | \(until)",
                "Vraag uw partners om “Dossier 1” te ondertekenen | "
                    + "Nog niet ondertekend door: \(name). \(until)",
            ])
        #expect(try Self.start(builder, Self.partner).contains("Onderteken “Dossier 1” | \(until)"))
        builder = RoundStage.signing.builder()
        #expect(try Self.start(builder, Self.lead) == ["Onderteken “Dossier 1” | \(until)"])
        #expect(try !Self.start(builder, Self.partner).contains { $0.contains("Dossier 1") })
        builder.sign(1, by: [DemoCast.mental])
        #expect(try Self.start(builder, Self.lead) == ["Dien “Dossier 1” in | \(until)"])
        builder.now = amsterdam(builder.rules.closesAt).instant
        #expect(try Self.start(builder, Self.lead).isEmpty)
    }

    @Test func `who may write and not sign is asked to find who may`() throws {
        let builder = RoundStage.offered.builder()
        let asked = try Self.start(builder, DemoCast.editor(of: DemoCast.disability))
        #expect(
            asked.contains { $0.hasPrefix("Laat uw bevoegde collega ondertekenen: “Dossier 1”") })
        let reader = DemoCast.reader(of: DemoCast.disability)
        #expect(try Self.start(builder, reader).isEmpty)
    }

    @Test func `a reason not to sign is read by every partner, with the part that is open again`()
        throws
    {
        let builder = Self.refused()
        let name = try #require(builder.directory.organisations[DemoCast.mental]?.name)
        let pages: [any Page.Type] = [
            DossierPage.self, CoalitionPage.self, CostsPage.self, EffectsPage.self,
            SigningPage.self,
        ]
        for page in pages {
            for person in [Self.lead, Self.partner] {
                let html = try Self.page(page, builder, person)
                let who = person == Self.lead ? "Uw organisatie" : name
                #expect(html.contains(">\(who) wil nog niet ondertekenen<"))
                #expect(html.contains(Self.reasons))
                #expect(html.contains("Bekijk en verbeter: Kosten"))
                #expect(html.matches(of: #/staat weer open<\/span>/#).count == 1)
            }
        }
        let asked = try Self.start(builder, Self.partner)
        #expect(
            asked.contains {
                $0.hasPrefix("Werk verder aan “Dossier 1” | \(name) wil nog niet ondertekenen. ")
            })
        let own = "Werk verder aan “Dossier 1” | Uw organisatie wil nog niet ondertekenen. "
        #expect(try Self.start(builder, Self.lead).contains { $0.hasPrefix(own) })
        #expect(
            try Self.page(SigningPage.self, builder, Self.lead).contains(
                "\(name): <strong>Wil nog niet ondertekenen</strong>"))
    }

    @Test func `after a reason not to sign the lead alone offers it again, by its button`() throws {
        let builder = Self.refused()
        let button = "/signing#offer\">Laat daarna opnieuw ondertekenen</a>"
        let lead = try #require(builder.directory.organisations[DemoCast.mental]?.name)
        let told = "Daarna laat de penvoerder opnieuw ondertekenen: \(lead)."
        for page in [DossierPage.self, SigningPage.self] as [any Page.Type] {
            let own = try Self.page(page, builder, Self.lead)
            #expect(own.contains(button) && !own.contains(told))
            let other = try Self.page(page, builder, Self.partner)
            #expect(other.contains(told) && !other.contains("Laat daarna opnieuw"))
        }
        #expect(try Self.page(SigningPage.self, builder, Self.lead).contains("id=\"offer\""))
    }

    @Test(arguments: [RoundStage.supplement, .offerMade])
    func `after the municipality asked, others than the lead change what is theirs and no more`(
        stage: RoundStage
    ) throws {
        let builder = stage.builder()
        let lead = try #require(builder.directory.organisations[DemoCast.mental]?.name)
        let told = "Daarna laat de penvoerder opnieuw ondertekenen: \(lead)."
        let sign = "Laat alle partners opnieuw ondertekenen"
        let own = try Self.page(SigningPage.self, builder, Self.lead)
        #expect(own.contains(sign) && !own.contains(told))
        let other = try Self.page(SigningPage.self, builder, Self.partner)
        #expect(other.contains(told) && !other.contains(sign))
        #expect(
            !other.contains("Neem het aanbod aan") && !other.contains("Dien het dossier opnieuw"))
    }

    @Test func `a reason not to sign stands until its partner has signed`() throws {
        var builder = Self.refused([.risks])
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Anders."),
            by: DemoCast.editor(of: DemoCast.mental))
        let html = try Self.page(DossierPage.self, builder, Self.partner)
        #expect(html.contains(Self.reasons) && !html.contains("staat weer open<"))
        builder.sign(1, by: [DemoCast.disability])
        #expect(try Self.page(SigningPage.self, builder, Self.partner).contains(Self.reasons))
        let again = try Self.page(SigningPage.self, builder, Self.partner)
        let name = try #require(builder.directory.organisations[DemoCast.mental]?.name)
        #expect(again.contains("\(name) wilde eerder niet ondertekenen"))
        #expect(
            again.contains(
                "Daarna is veranderd: Risico’s. Het dossier ligt nu weer voor om te ondertekenen."))
        #expect(again.contains("Bekijk: Risico’s") && !again.contains("Bekijk en verbeter"))
        #expect(again.contains("\(name): <strong>Nog niet ondertekend</strong>"))
        builder.sign(1, by: [DemoCast.mental])
        #expect(try !Self.page(SigningPage.self, builder, Self.partner).contains(Self.reasons))
    }

    @Test func `what wasn't changed after a reason not to sign is said too`() throws {
        var builder = Self.refused([.risks])
        builder.sign(1, by: [])
        let same = try Self.page(SigningPage.self, builder, Self.lead)
        #expect(same.contains("Daarna is er niets veranderd. Het dossier ligt nu weer voor"))
        var titled = Self.refused([.risks])
        titled.given(
            .changeTitle(dossier: 1, version: titled.version(1), title: "Anders"),
            by: DemoCast.editor(of: DemoCast.mental))
        titled.sign(1, by: [])
        let other = try Self.page(SigningPage.self, titled, Self.lead)
        #expect(other.contains("Daarna is het dossier veranderd. Het dossier ligt nu weer voor"))
    }

    @Test func `each partner's signature counts once, also of who signed again`() throws {
        var builder = Self.refused()
        builder.submit(1)
        builder.close()
        builder.given(.startScreening, by: DemoCast.coordinator)
        let html = try Self.page(ScreenedDossierPage.self, builder, DemoCast.coordinator)
        #expect(html.contains("2 van 2 partners"))
    }

    @Test func `a decision is to be read until the round is finished`() throws {
        let editor = DemoCast.editor(of: DemoCast.mental)
        let task = "Lees het besluit over “Dossier 1” | "
        #expect(try !Self.start(RoundStage.intended.builder(), editor).contains(task))
        #expect(try Self.start(RoundStage.decided.builder(), editor).contains(task))
        #expect(try !Self.start(RoundStage.finished.builder(), editor).contains(task))
        // Who is offered a part answers that.
        #expect(try !Self.start(RoundStage.offerMade.builder(), editor).contains(task))
        #expect(
            try !Self.start(RoundStage.decided.builder(), DemoCast.reader(of: DemoCast.mental))
                .contains(task))
    }

    @Test func `what wasn't submitted again counts as it was submitted, and is said to`() throws {
        var builder = RoundStage.submitted.builder()
        let sentence = "Daarom geldt wat u eerder indiende"
        #expect(try !Self.page(SigningPage.self, builder, Self.lead).contains(sentence))
        builder.given(
            .reopenDossier(dossier: 1, version: builder.version(1)),
            by: DemoCast.editor(of: DemoCast.mental))
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Te laat."),
            by: DemoCast.editor(of: DemoCast.mental))
        #expect(try !Self.page(SigningPage.self, builder, Self.lead).contains(sentence))
        builder.close()
        let html = try Self.page(SigningPage.self, builder, Self.lead)
        #expect(html.contains(sentence))
        #expect(!html.contains("Nog niet ondertekend"))
    }

    @Test func `an invitation can be answered through its last day, or until the round closes`()
        throws
    {
        let invited = DemoCast.signatory(of: DemoCast.mentalYouth)
        var builder = RoundStage.open.builder()
        let until = try #require(
            builder.round.dossier(3)?.partner(DemoCast.mentalYouth)?.invitedUntil)
        let day = Written(.dutch).lastDay(until: until)
        let page = try Self.page(CoalitionPage.self, builder, invited, dossier: 3)
        #expect(page.contains("Antwoorden kan tot en met \(day)"))
        builder.now = amsterdam("2026-03-20T12:00:00").instant
        builder.given(
            .invitePartner(
                dossier: 3, version: builder.version(3), organisation: DemoCast.home),
            by: DemoCast.editor(of: DemoCast.digital))
        let late = try Self.page(
            CoalitionPage.self, builder, DemoCast.signatory(of: DemoCast.home), dossier: 3)
        #expect(late.contains("Antwoorden kan tot 27 maart 2026, 12.00 uur"))
        let asked = try Self.start(builder, DemoCast.signatory(of: DemoCast.home))
        #expect(asked.contains { $0.hasSuffix("Antwoorden kan tot 27 maart 2026, 12.00 uur") })
    }

    @Test func `the lead alone may call the dossier otherwise`() throws {
        let builder = RoundStage.open.builder()
        let label = "Titel opslaan"
        #expect(try Self.page(DossierPage.self, builder, Self.lead).contains(label))
        #expect(try !Self.page(DossierPage.self, builder, Self.partner).contains(label))
        let signing = RoundStage.signing.builder()
        #expect(try !Self.page(DossierPage.self, signing, Self.lead).contains(label))
    }

    @Test func `what looks like regular service is said beside the text that is compared`() throws {
        var builder = RoundStage.open.builder()
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .renewal,
                text: "Wij gaan beeldbellen: begeleiding op afstand voor wie dat wil."),
            by: DemoCast.editor(of: DemoCast.mental))
        let html = try Self.page(DossierPage.self, builder, Self.lead)
        let hint = try #require(html.firstRange(of: "Lijkt op wat al gewone zorg is"))
        let own = try #require(html.firstRange(of: "id=\"renewal\""))
        let before = try #require(html.firstRange(of: "id=\"approach\""))
        #expect(before.lowerBound < hint.lowerBound && hint.lowerBound < own.lowerBound)
        builder.sign(1, by: [])
        let read = try Self.page(DossierPage.self, builder, Self.lead)
        #expect(read.matches(of: #/Lijkt op wat al gewone zorg is/#).count == 1)
    }

    @Test func `what is missing names costs and a second provider too`() throws {
        let bare = try Self.page(
            SigningPage.self, RoundStage.open.builder(), DemoCast.editor(of: DemoCast.digital),
            dossier: 3)
        #expect(bare.contains("Partners: er doen minstens twee aanbieders mee"))
        #expect(bare.contains("Kosten: nog geen gevraagd bedrag"))
        let whole = try Self.page(SigningPage.self, RoundStage.open.builder(), Self.lead)
        #expect(!whole.contains("minstens twee aanbieders"))
        #expect(!whole.contains("nog geen gevraagd bedrag"))
    }
}
