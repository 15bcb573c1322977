import Domain
import Support
import Testing

/// How often what may be done again may be done.
struct RuleLimitTests {
    @Test func `a pot is added to at most a hundred times`() {
        var builder = RoundStage.open.builder()
        let add = RoundCommand.bookPot(
            kind: .raised, amount: Cents(1), reasons: RoundBuilder.reasons)
        for _ in 1...Limits.potChanges { builder.given(add, by: DemoCast.coordinator) }
        #expect(
            builder.refusal(of: add, by: DemoCast.coordinator)
                == Refusal(.tooMany, limit: Limits.potChanges))
    }

    @Test func `a round has at most fifty overrides`() {
        var builder = RoundStage.ranked.builder()
        func ask(_ cents: Int) -> RoundCommand {
            .askOverride(
                dossier: 1, amount: Cents(cents), reasons: RoundBuilder.reasons, skipped: [])
        }
        for number in 1...Limits.overrides {
            builder.given(ask(3_000_000 + number), by: DemoCast.coordinator)
            builder.given(.approveOverride(dossier: 1), by: DemoCast.budgetHolder)
        }
        #expect(
            builder.refusal(of: ask(3_100_000), by: DemoCast.coordinator)
                == Refusal(.tooMany, limit: Limits.overrides))
    }

    @Test func `signing is declined at most fifty times`() {
        var builder = RoundStage.signing.builder()
        let signatory = DemoCast.signatory(of: DemoCast.mental)
        let lead = DemoCast.editor(of: DemoCast.mental)
        func decline() -> RoundCommand {
            .declineToSign(
                dossier: 1, version: builder.version(1), reasons: RoundBuilder.reasons,
                sections: [.risks])
        }
        for number in 1...Limits.signingRefusals {
            builder.given(decline(), by: signatory)
            builder.given(
                .writeSection(
                    dossier: 1, version: builder.version(1), section: .risks,
                    text: "Versie \(number)."), by: lead)
            builder.given(
                .offerForSigning(dossier: 1, version: builder.version(1)), by: lead)
        }
        #expect(
            builder.refusal(of: decline(), by: signatory)
                == Refusal(.tooMany, limit: Limits.signingRefusals))
    }
}
