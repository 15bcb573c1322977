import Domain
import Support
import Testing

/// The consequence before the command, and that nobody confirms what they didn't see (F31, F32).
struct ConfirmationTests {
    private func code(
        _ command: RoundCommand, by actor: Actor, in builder: RoundBuilder,
        _ confirmation: Domain.Confirmation
    ) -> RefusalCode? {
        do throws(Refusal) {
            _ = try builder.round.decide(
                command, by: actor, in: builder.world(confirming: confirmation))
            return nil
        } catch {
            return error.code
        }
    }

    private func rehearsed(
        _ command: RoundCommand, by person: PersonID, in builder: RoundBuilder
    ) throws -> (consequence: Consequence, confirmation: Digest) {
        try builder.round.rehearse(
            command, by: builder.actor(person), in: builder.world(confirming: .none))
    }

    @Test func `what demands it is refused unconfirmed, accepted confirmed, and nothing else is`()
        throws
    {
        var demanded: Set<String> = []
        for stage in RoundStage.allCases {
            let builder = stage.builder()
            for command in probes(of: builder) {
                for role in Role.allCases {
                    let actor = role.actor(in: builder)
                    guard code(command, by: actor, in: builder, .rehearsal) == nil else { continue }
                    let isDemanded = command.demandsConfirmation && role != .server
                    #expect(
                        code(command, by: actor, in: builder, .none)
                            == (isDemanded ? .confirmationMissing : nil),
                        "\(stage) \(role) \(caseName(of: command))")
                    if isDemanded { demanded.insert(caseName(of: command)) }
                    let seen = try builder.round.rehearse(command, by: actor, in: builder.world)
                    #expect(
                        code(command, by: actor, in: builder, .given(seen.confirmation)) == nil)
                    #expect(code(command, by: actor, in: builder, .given(.zero)) == .staleVersion)
                }
            }
        }
        let all = RoundSamples.commands.filter(\.demandsConfirmation).map { caseName(of: $0) }
        #expect(demanded == Set(all))
    }

    @Test func `a rehearsal refuses what the command refuses, and writes nothing`() throws {
        let builder = RoundStage.intended.builder()
        let before = builder.round
        #expect(throws: Refusal(.notAllowed)) {
            try rehearsed(.releaseDecisions, by: DemoCast.chair, in: builder)
        }
        _ = try rehearsed(.releaseDecisions, by: DemoCast.decisionMaker, in: builder)
        #expect(builder.round == before)
    }

    @Test func `what was shown and has changed in between is refused as stale`() throws {
        var builder = RoundBuilder.ranked([
            Bid(80_000, least: 30_000, score: 5), Bid(30_000, least: 10_000, score: 4),
        ])
        let booking = builder.booking(5_000)
        let coordinator = builder.actor(DemoCast.coordinator)
        let seen = try rehearsed(booking, by: DemoCast.coordinator, in: builder).confirmation
        // Another amount isn't what was confirmed.
        #expect(
            code(builder.booking(4_000), by: coordinator, in: builder, .given(seen))
                == .staleVersion)
        builder.given(builder.following(2), by: DemoCast.decisionMaker)
        // Now a decision would fall of which nothing was said.
        #expect(code(booking, by: coordinator, in: builder, .given(seen)) == .staleVersion)
        let again = try rehearsed(booking, by: DemoCast.coordinator, in: builder)
        #expect(again.consequence.decisionsVoided == [2])
        #expect(code(booking, by: coordinator, in: builder, .given(again.confirmation)) == nil)
    }

    @Test func `a hidden change doesn't change what an applicant confirms`() throws {
        let lead = DemoCast.signatory(of: DemoCast.mental)
        var one = RoundStage.scoresOpen.builder()
        var other = one
        one.score([5], by: DemoCast.memberTwo)
        other.score([1], by: DemoCast.memberTwo)
        try expectAlike(withdrawal(one), by: lead, one, other)
        one = RoundStage.ranked.builder()
        other = one
        one.given(one.following(1), by: DemoCast.decisionMaker)
        one.given(one.booking(1), by: DemoCast.coordinator)
        try expectAlike(withdrawal(one), by: lead, one, other)
        one = RoundStage.open.builder()
        other = one
        one.sign(1)
        other.sign(1)
        one.given(
            .writeSection(
                dossier: 3, version: one.version(3), section: .risks, text: "Een ander concept."),
            by: DemoCast.editor(of: DemoCast.digital))
        one.submit(2)
        try expectAlike(one.submitting(1), by: lead, one, other)
    }

    private func withdrawal(_ builder: RoundBuilder) -> RoundCommand {
        .withdrawDossier(dossier: 1, version: builder.version(1), reasons: "Elders.")
    }

    private func expectAlike(
        _ command: RoundCommand, by person: PersonID, _ one: RoundBuilder, _ other: RoundBuilder
    ) throws {
        #expect(one.round != other.round)
        let first = try rehearsed(command, by: person, in: one)
        let second = try rehearsed(command, by: person, in: other)
        #expect(first.consequence == second.consequence)
        #expect(first.confirmation == second.confirmation)
    }

    @Test func `the release shows its letters, its lines in the books and its terms`() throws {
        var builder = RoundStage.intended.builder()
        builder.offer(1, Cents(3_500_000))
        builder.readAll()
        let (shown, _) = try rehearsed(
            .releaseDecisions, by: DemoCast.decisionMaker, in: builder)
        #expect(shown.phase == .decided)
        #expect(shown.letters.count == 4)
        #expect(
            shown.ledger == [
                LedgerEntry(.reserved, Cents(3_500_000), dossier: 1),
                LedgerEntry(.granted, Cents(4_000_000), dossier: 2),
            ])
        #expect(shown.dossiers.map(\.to) == [.offeredInPart, .granted])
        #expect(shown.termsStarted.map(\.kind) == [.offer])
        #expect(shown.termsStopped.map(\.kind) == [.decision, .decision])
        builder.given(.releaseDecisions, by: DemoCast.decisionMaker)
        #expect(builder.round.letters == shown.letters)
        #expect(Array(builder.round.ledger.entries.dropFirst()) == shown.ledger)
    }

    @Test func `an applicant who withdraws is shown nothing of others or of the inside`() throws {
        for stage in [RoundStage.submitted, .screening, .tabled, .assessed, .ranked, .intended] {
            let builder = stage.builder()
            let (shown, _) = try rehearsed(
                withdrawal(builder), by: DemoCast.signatory(of: DemoCast.mental), in: builder)
            let isInside = (Phase.screening...Phase.ranked).contains(builder.round.phase)
            let from = isInside && stage != .screening ? DossierState.admissible : .submitted
            #expect(shown.dossiers.map(\.dossier) == [1] && shown.dossiers.map(\.from) == [from])
            #expect(shown.dossiers.map(\.to) == [.withdrawn], "\(stage)")
            #expect(shown.phase == nil && shown.letters.isEmpty && shown.ledger.isEmpty)
            #expect(shown.allocation == nil && shown.ranking == nil && shown.robustness == nil)
            #expect(shown.decisionsVoided.isEmpty && shown.readingsVoided.isEmpty)
            #expect(shown.signaturesVoided.isEmpty && shown.termsStarted.isEmpty)
            #expect(shown.termsStopped.allSatisfy { $0.dossier == 1 && $0.kind == .decision })
            #expect(shown.termsStopped.isEmpty == (stage == .submitted), "\(stage)")
        }
    }

    @Test func `approved things go stale in sight: signatures, decisions and readings`() throws {
        let signed = RoundStage.signing.builder()
        let writing = RoundCommand.writeSection(
            dossier: 1, version: signed.version(1), section: .risks, text: "Anders.")
        let voided = try rehearsed(writing, by: DemoCast.editor(of: DemoCast.mental), in: signed)
            .consequence.signaturesVoided
        #expect(voided.map(\.dossier) == [1])
        #expect(voided.map(\.organisation) == [DemoCast.disability])
        let intended = RoundStage.intended.builder()
        let drafting = RoundCommand.draftMotivation(
            dossier: 1, item: "zakelijk", text: "Een andere tekst over de kosten.")
        let drafted = try rehearsed(drafting, by: DemoCast.secretary, in: intended).consequence
        #expect(drafted.readingsVoided == ["1 zakelijk"])
        #expect(drafted.decisionsVoided == [1])
        let interest = RoundCommand.recordInterest(
            person: DemoCast.memberTwo, interest: interest(1))
        let lapsed = try rehearsed(interest, by: DemoCast.coordinator, in: intended).consequence
        #expect(lapsed.decisionsVoided == [1, 2])
        #expect(lapsed.phase == .sitting)
    }
}
