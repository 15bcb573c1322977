import Domain
import Support
import Testing

/// What the committee says, drafted by one and read by a second before anything is told (F36).
struct MotivationTests {
    private static let hashing = RoundBuilder().hashing
    private let text = "De kosten zijn goed onderbouwd en gedeeld."

    private func draft(_ text: String, item: String = "zakelijk") -> RoundCommand {
        .draftMotivation(dossier: 1, item: item, text: text)
    }

    private func read(
        _ text: String, item: String = "zakelijk", agrees: Bool = true, reasons: String? = nil
    ) -> RoundCommand {
        .readMotivation(
            dossier: 1, item: item, fingerprint: Self.hashing.fingerprint(of: text),
            agrees: agrees, reasons: reasons)
    }

    private func drafted(_ rules: RuleSample? = nil) -> RoundBuilder {
        var builder = RoundStage.ranked.builder(rules: rules)
        builder.given(draft(text), by: DemoCast.secretary)
        return builder
    }

    @Test func `one drafts and another reads exactly that text`() {
        var builder = drafted()
        #expect(builder.round.dossier(1)?.motivations["zakelijk"]?.draftedBy == DemoCast.secretary)
        expectRefused(.sameEyes, read(text), by: DemoCast.secretary, in: builder)
        expectRefused(.contentMismatch, read("Iets anders."), by: DemoCast.chair, in: builder)
        builder.given(read(text), by: DemoCast.chair)
        let reading = builder.round.dossier(1)?.motivations["zakelijk"]?.reading
        #expect(reading?.by == DemoCast.chair && reading?.agrees == true)
        // Nobody approves the same version twice.
        for person in [DemoCast.chair, DemoCast.coordinator] {
            expectRefused(.alreadySigned, read(text), by: person, in: builder)
        }
    }

    @Test func `several items are read at once, all or none`() {
        var builder = drafted()
        let other = "De coalitie legt helder uit wat nieuw is."
        builder.given(draft(other, item: "vernieuwing"), by: DemoCast.secretary)
        func reading(
            _ item: String, _ text: String, agrees: Bool = true, _ reasons: String? = nil
        ) -> MotivationReading {
            MotivationReading(
                item: item, fingerprint: Self.hashing.fingerprint(of: text), agrees: agrees,
                reasons: reasons)
        }
        func readAll(_ readings: MotivationReading...) -> RoundCommand {
            .readMotivations(dossier: 1, readings: readings)
        }
        let first = reading("zakelijk", text)
        expectRefused(.malformed, readAll(), by: DemoCast.chair, in: builder)
        expectRefused(.malformed, readAll(first, first), by: DemoCast.chair, in: builder)
        expectRefused(
            .contentMismatch, readAll(first, reading("vernieuwing", "Iets anders.")),
            by: DemoCast.chair, in: builder)
        let silent = readAll(first, reading("vernieuwing", other, agrees: false, families(19)))
        #expect(
            builder.refusal(of: silent, by: DemoCast.chair)
                == Refusal(
                    .reasonsMissing, subject: "readings[1].reasons", current: 19, limit: 20))
        expectRefused(
            .sameEyes, readAll(first, reading("vernieuwing", other)), by: DemoCast.secretary,
            in: builder)
        builder.given(
            readAll(first, reading("vernieuwing", other, agrees: false, RoundBuilder.reasons)),
            by: DemoCast.chair)
        let motivations = builder.round.dossier(1)?.motivations
        #expect(motivations?["zakelijk"]?.reading?.agrees == true)
        #expect(motivations?["vernieuwing"]?.reading?.reasons == RoundBuilder.reasons)
        expectRefused(.alreadySigned, readAll(first), by: DemoCast.coordinator, in: builder)
        expectSound(builder, "several motivations read at once")
    }

    @Test func `only the committee, its secretary and the coordinator write and read`() {
        let builder = drafted()
        let inside: [Role] = [.coordinator, .secretary, .chair, .deputy, .member]
        for role in Role.allCases {
            let actor = role.actor(in: builder)
            let refusal = builder.refusal(of: draft("Een andere tekst over de kosten."), by: actor)
            #expect((refusal == nil) == inside.contains(role), "\(role)")
        }
        // Who is kept from a dossier writes nothing about it.
        expectRefused(
            .interestConflict, read(text), by: DemoCast.conflicted, in: builder)
        expectAccepted(
            .draftMotivation(dossier: 2, item: "zakelijk", text: text), by: DemoCast.conflicted,
            in: builder)
    }

    @Test func `a text has its item, its dossier and twenty characters`() {
        let builder = drafted()
        let by = DemoCast.secretary
        expectRefused(.reasonsMissing, draft(families(19)), by: by, in: builder)
        expectAccepted(draft(families(Limits.reasonCharactersMost)), by: by, in: builder)
        expectRefused(
            .textTooLong, draft(families(Limits.reasonCharactersMost + 1)), by: by, in: builder)
        expectRefused(.unknownCriterion, draft(text, item: "onbekend"), by: by, in: builder)
        expectRefused(.alreadyExists, draft(text), by: by, in: builder)
        for number in [0, 3, 99] {
            expectRefused(
                .unknownDossier, .draftMotivation(dossier: number, item: "zakelijk", text: text),
                by: by, in: builder)
        }
        for stage in [RoundStage.decided, .finished, .admitted] {
            expectRefused(.wrongPhase, draft(text), by: by, in: stage.builder())
        }
    }

    @Test func `a changed text loses its reading and voids the intended decision`() {
        var builder = RoundStage.intended.builder()
        #expect(builder.round.dossier(1)?.motivations["zakelijk"]?.reading?.agrees == true)
        let events = builder.given(draft(text), by: DemoCast.secretary)
        #expect(events.map(caseName) == ["motivationDrafted", "decisionsVoided"])
        #expect(events.last == .decisionsVoided(dossiers: [1]))
        #expect(builder.round.dossier(1)?.motivations["zakelijk"]?.reading == nil)
        #expect(builder.round.decisions.keys.sorted() == [2])
        builder.given(builder.following(1), by: DemoCast.decisionMaker)
        #expect(
            builder.refusal(of: .releaseDecisions, by: DemoCast.decisionMaker)
                == Refusal(.motivationUnread, subject: "1 zakelijk"))
        builder.given(read(text), by: DemoCast.coordinator)
        expectAccepted(.releaseDecisions, by: DemoCast.decisionMaker, in: builder)
        expectSound(builder, "redrafted", from: builder.log.count - 5)
    }

    @Test func `sent back with reasons, it blocks the release until redrafted and read`() {
        var builder = drafted()
        for reasons in [nil, "", families(19)] {
            expectRefused(
                .reasonsMissing, read(text, agrees: false, reasons: reasons), by: DemoCast.chair,
                in: builder)
        }
        builder.given(
            read(text, agrees: false, reasons: RoundBuilder.reasons), by: DemoCast.chair)
        builder.decideAll()
        let release = RoundCommand.releaseDecisions
        let unread = Refusal(.motivationUnread, subject: "1 zakelijk")
        #expect(builder.refusal(of: release, by: DemoCast.decisionMaker) == unread)
        expectRefused(.alreadySigned, read(text), by: DemoCast.coordinator, in: builder)
        expectRefused(.alreadyExists, draft(text), by: DemoCast.secretary, in: builder)
        // The one who sent it back may write it anew, and then doesn't read it.
        let better = "De kosten zijn per partner onderbouwd."
        builder.given(draft(better), by: DemoCast.chair)
        builder.given(builder.following(1), by: DemoCast.decisionMaker)
        #expect(builder.refusal(of: release, by: DemoCast.decisionMaker) == unread)
        expectRefused(.sameEyes, read(better), by: DemoCast.chair, in: builder)
        builder.given(read(better), by: DemoCast.secretary)
        expectAccepted(release, by: DemoCast.decisionMaker, in: builder)
    }

    @Test func `what the letter tells without having to is read all the same`() {
        var builder = RoundStage.intended.builder()
        builder.given(
            draft("De partners werken echt samen.", item: "H1"), by: DemoCast.secretary)
        builder.given(builder.following(1), by: DemoCast.decisionMaker)
        #expect(
            builder.refusal(of: .releaseDecisions, by: DemoCast.decisionMaker)
                == Refusal(.motivationUnread, subject: "1 H1"))
        builder.readAll()
        expectAccepted(.releaseDecisions, by: DemoCast.decisionMaker, in: builder)
    }

    @Test func `who drafted or read doesn't decide, and who decided doesn't read`() {
        var builder = drafted()
        builder.change(.roleGranted(person: DemoCast.secretary, role: .decisionMaker))
        builder.change(.roleGranted(person: DemoCast.coordinator, role: .decisionMaker))
        expectRefused(.sameEyes, builder.following(1), by: DemoCast.secretary, in: builder)
        expectAccepted(builder.following(2), by: DemoCast.secretary, in: builder)
        builder.given(builder.following(1), by: DemoCast.coordinator)
        expectRefused(.sameEyes, read(text), by: DemoCast.coordinator, in: builder)
        expectRefused(
            .sameEyes, draft("Een andere tekst over de kosten."), by: DemoCast.coordinator,
            in: builder)
        builder.given(builder.following(1), by: DemoCast.decisionMaker)
        builder.given(read(text), by: DemoCast.coordinator)
        expectRefused(.sameEyes, builder.following(1), by: DemoCast.coordinator, in: builder)
    }

    @Test func `a round that lists no pairs leaves the same person free to do both`() {
        var rules = RuleSample()
        rules.fourEyes = []
        var builder = drafted(rules)
        builder.change(.roleGranted(person: DemoCast.secretary, role: .decisionMaker))
        builder.given(read(text), by: DemoCast.secretary)
        builder.given(builder.following(1), by: DemoCast.secretary)
    }

    @Test func `a round that lists other pairs holds those and no others`() {
        var rules = RuleSample()
        rules.fourEyes = [StepPair(.decide, .screen)]
        var builder = drafted(rules)
        builder.change(.roleGranted(person: DemoCast.coordinator, role: .decisionMaker))
        builder.given(read(text), by: DemoCast.secretary)
        expectRefused(.sameEyes, builder.following(1), by: DemoCast.coordinator, in: builder)
        expectAccepted(builder.following(1), by: DemoCast.decisionMaker, in: builder)
    }
}
