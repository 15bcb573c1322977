import Domain
import Pages
import Support
import Testing

/// What the forms of an initiative ask, and what is said of what can't be done with one.
@Suite struct `The forms of an initiative` {
    private static func html(
        _ page: any Page.Type, _ builder: RoundBuilder, by person: PersonID,
        query: [String: String] = [:], attempt: Attempt? = nil
    ) throws -> String {
        let visit = try PageSample.visit(
            builder, by: person, names: ["round": DemoCast.round.rawValue, "dossier": "1"],
            address: page.address(DemoCast.round, 1), query: query, attempt: attempt)
        let content = page.content(of: visit)
        return PageSample.frame.html(of: try #require(content), for: visit)
    }

    @Test func `tell all that a talk lacks at once`() throws {
        var typed = [
            "talk.heldOn": "", "talk.note": "", "talk.commitments.0.text:optional": "Een vaste dag",
            "talk.commitments.0.owner:optional": "", "talk.commitments.0.due:optional": "",
        ]
        for index in 0..<6 { typed["talk.present.\(index):optional"] = "" }
        let refusal = PageRefusal(
            code: "unreadable", sentence: FormFieldKind.date.advice, path: "talk.heldOn")
        func problems(_ typed: [String: String]) throws -> [String] {
            let html = try Self.html(
                TalksPage.self, RoundStage.agreed.builder(), by: DemoCast.relationshipManager,
                attempt: Attempt(form: "talk", typed: typed, refusal: refusal))
            return html.matches(of: #/<a href="#talk-[0-9]+">([^<]*)<\/a>/#).map { "\($0.1)" }
        }
        #expect(
            try problems(typed) == [
                "Gehouden op: vul een datum in, zoals 31-12-2026.", "Verslag: vul dit in.",
                "Naam 1: vul er minstens één in.",
                "Toezegging 1, Wie: vul dit in.",
                "Toezegging 1, Uiterlijk op: vul een datum in, zoals 31-12-2026.",
            ])
        typed["talk.present.3:optional"] = "De penvoerder"
        #expect(try !problems(typed).contains { $0.contains("Naam 1") })
    }

    @Test func `choose nobody's consent to a handover beforehand`() throws {
        let html = try Self.html(
            HandoversPage.self, RoundStage.agreed.builder(),
            by: DemoCast.editor(of: DemoCast.mental))
        let choices = html.matches(of: #/<input type="radio" name="handover\.consent[^>]*>/#)
        #expect(choices.count == 2)
        #expect(choices.allSatisfy { !$0.output.contains(" checked") })
        #expect(html.contains("name=\"handover.consent:asked\""))
        #expect(html.contains("Dat mag ook een dag zijn die nog komt."))
    }

    @Test func `say to who approves the money that another can refuse it`() throws {
        var builder = RoundStage.settlementProposed.builder()
        let advice = "Vraag de relatiemanager om dit deel te weigeren."
        let tranche = try #require(
            builder.round.initiative(1)?.agreements.last?.terms.tranches.indices.map { $0 + 1 }
                .first { builder.round.initiative(1)?.tranche($0).state == .planned })
        let finance = "id=\"finance-\(tranche)\""
        let before = try Self.html(PaymentsPage.self, builder, by: DemoCast.budgetHolder)
        #expect(!before.contains(finance))
        builder.pay(tranche, until: .approvedOnSubstance)
        let holder = try Self.html(PaymentsPage.self, builder, by: DemoCast.budgetHolder)
        #expect(holder.contains(finance) && holder.contains(advice))
        let manager = try Self.html(PaymentsPage.self, builder, by: DemoCast.relationshipManager)
        #expect(manager.contains("id=\"refuse-\(tranche)\"") && !manager.contains(advice))
    }

    @Test func `say after the substance that the money is another's to approve`() throws {
        let told = "Inhoudelijk goedgekeurd; de budgethouder keurt nog financieel goed."
        let done = "De betaling is goedgekeurd."
        for (form, isSubstance) in [("substance-1", true), ("finance-1", false)] {
            let html = try Self.html(
                PaymentsPage.self, RoundStage.agreed.builder(), by: DemoCast.relationshipManager,
                query: ["saved": form, "act": "approveTranche"])
            #expect(html.contains(told) == isSubstance)
            #expect(html.contains(done) == !isSubstance)
        }
    }
}
