import Domain
import Pages
import Support
import Testing

/// What the last look tells before a command is given (F32).
@Suite struct `The last look` {
    private func look(
        _ command: RoundCommand, _ act: ConfirmedAct, _ fields: [(name: String, value: String)],
        by person: PersonID, in builder: RoundBuilder
    ) throws -> String {
        let (consequence, seen) = try builder.round.rehearse(
            command, by: builder.actor(person), in: builder.world)
        let visit = try PageSample.visit(
            builder, by: person, names: ["round": DemoCast.round.rawValue],
            address: AllocationPage.address(DemoCast.round))
        let content = ConfirmPage.content(
            of: consequence, seen: seen, fields: fields, method: "round.\(act.rawValue)",
            form: "form", wish: nil, for: visit)
        return PageSample.frame.html(of: content, for: visit)
    }

    @Test func `at a deviation tells who asked it, why, and what each dossier gets now`() throws {
        let builder = RoundStage.overrideAsked.builder()
        let now = try #require(builder.round.allocation?.line(of: 1)?.amount)
        let written = Written(.dutch)
        for (person, name) in [
            (DemoCast.budgetHolder, "een coördinator"),
            (DemoCast.auditor, "De heer of mevrouw \(DemoCast.coordinator)"),
        ] {
            var builder = builder
            builder.change(.roleGranted(person: DemoCast.auditor, role: .coordinator))
            let html = try look(
                .approveOverride(dossier: 1), .approveOverride, [("dossier:integer", "1")],
                by: person, in: builder)
            #expect(html.contains("<dt>Gevraagd door</dt><dd class=\"page-text\">\(name)</dd>"))
            #expect(html.contains("<dd class=\"page-text\">\(RoundBuilder.reasons)</dd>"))
            let amounts = "\(written.money(Cents(3_000_000))) (nu \(written.money(now)))"
            #expect(html.contains("Dossier 1 krijgt \(amounts)"))
        }
    }

    @Test func `says nothing of money for a dossier that was withdrawn`() throws {
        var builder = RoundStage.ranked.builder()
        let booking = RoundCommand.bookPot(
            kind: .raised, amount: Cents(100), reasons: RoundBuilder.reasons)
        let before = try look(booking, .bookPot, [], by: DemoCast.coordinator, in: builder)
        #expect(before.contains("Dossier 1 krijgt"))
        builder.given(
            .withdrawDossier(
                dossier: 1, version: builder.version(1), reasons: "Wij gaan fuseren."),
            by: DemoCast.signatory(of: DemoCast.mental))
        let after = try look(booking, .bookPot, [], by: DemoCast.coordinator, in: builder)
        #expect(!after.contains("Dossier 1 krijgt"))
    }

    @Test func `at money for the pot tells where it comes from, why, and what the pot becomes`()
        throws
    {
        let written = Written(.dutch)
        let booking = RoundCommand.bookPot(
            kind: .carriedOver, amount: Cents(500_000), reasons: RoundBuilder.reasons)
        let html = try look(
            booking, .bookPot,
            [
                ("kind", "carriedOver"), ("amount:euros", "5.000"),
                ("reasons", RoundBuilder.reasons),
            ], by: DemoCast.coordinator, in: RoundStage.open.builder())
        #expect(html.contains("<dd class=\"page-text\">Over van een eerdere ronde</dd>"))
        #expect(html.contains("<dd class=\"page-text\">\(RoundBuilder.reasons)</dd>"))
        let pot = [10_500_000, 10_000_000].map { written.money(Cents($0)) }
        #expect(html.contains("De pot wordt \(pot[0]) (nu \(pot[1]))"))
    }

    @Test func `after the release tells what is proposed for the reserve, and that it has nothing`()
        throws
    {
        var rules = RuleSample()
        rules.pot = 5_000_000
        let booking = RoundCommand.bookPot(
            kind: .raised, amount: Cents(3_000_000), reasons: RoundBuilder.reasons)
        let html = try look(
            booking, .bookPot, [], by: DemoCast.coordinator,
            in: RoundStage.decided.builder(rules: rules))
        let amounts = [4_000_000, 0].map { Written(.dutch).money(Cents($0)) }
        #expect(
            html.contains(
                "Voorstel voor de reservelijst: dossier 2 krijgt \(amounts[0]) (nu \(amounts[1]))"
            ))
    }

    @Test func `at a release names the dossier of each offer`() throws {
        var builder = RoundStage.intended.builder()
        for number in [1, 2] { builder.offer(number, Cents(3_500_000)) }
        let html = try look(
            .releaseDecisions, .releaseDecisions, [], by: DemoCast.decisionMaker, in: builder)
        #expect(html.contains(#/Het aanbod geldt [^<]*\(Dossier 1 /#))
        #expect(html.contains(#/Het aanbod geldt [^<]*\(Dossier 2 /#))
    }

    @Test func `tells that a withdrawal can’t be undone`() throws {
        let builder = RoundStage.submitted.builder()
        let dossier = try look(
            .withdrawDossier(
                dossier: 1, version: builder.version(1), reasons: "Wij gaan fuseren."),
            .withdrawDossier, [("dossier:integer", "1")],
            by: DemoCast.signatory(of: DemoCast.mental), in: builder)
        let round = try look(
            .withdrawRound(reasons: RoundBuilder.reasons), .withdrawRound, [],
            by: DemoCast.coordinator, in: builder)
        for html in [dossier, round] { #expect(html.contains("U kunt dit niet terugdraaien.")) }
    }
}
