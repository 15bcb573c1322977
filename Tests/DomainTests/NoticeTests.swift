import Domain
import Support
import Testing

/// The letters beside the release: told at once, to the whole coalition and to nobody else.
struct NoticeTests {
    private let coordinator = DemoCast.coordinator
    private let lead = DemoCast.signatory(of: DemoCast.mental)

    /// Pot 100,000: dossier 1 gets 40,000, dossier 2 is offered 60,000, dossier 3 is on reserve.
    private func offered() -> RoundBuilder {
        var builder = RoundBuilder.ranked([
            Bid(40_000, least: 40_000, score: 5), Bid(70_000, least: 20_000, score: 4),
            Bid(30_000, least: 10_000, score: 3),
        ])
        builder.decideAll()
        builder.release()
        return builder
    }

    private var extending: RoundCommand { .extendTerm(weeks: 4, reasons: RoundBuilder.reasons) }

    private func declining(_ number: DossierNumber, in builder: RoundBuilder) -> RoundCommand {
        .declineToConsider(
            dossier: number, version: builder.submittedVersion(number),
            reasons: RoundBuilder.reasons)
    }

    private func written(_ events: [RoundEvent]) -> [Letter] {
        events.flatMap { event -> [Letter] in
            if case .lettersWritten(let letters) = event { letters } else { [] }
        }
    }

    /// The facts from which this command's letters are written.
    private func notices(
        of command: RoundCommand, by actor: Actor, in builder: RoundBuilder
    ) throws -> [NoticeFacts] {
        let letters = KeptLetters()
        _ = try builder.round.decide(command, by: actor, in: builder.world(writing: letters))
        for facts in letters.notices { #expect(facts.gaps.isEmpty) }
        return letters.notices
    }

    /// Every command that writes letters beside the release, where it may be given.
    private var acts: [(name: String, command: RoundCommand, by: Actor, builder: RoundBuilder)] {
        let screening = RoundStage.screening.builder()
        var fitted = offered()
        fitted.fit(2, requested: 6_000_000)
        let declined = offered()
        var late = offered()
        late.now = late.round.deadline ?? late.now
        return [
            ("termExtended", extending, screening.actor(coordinator), screening),
            (
                "notConsidered", declining(2, in: screening), screening.actor(coordinator),
                screening
            ),
            ("offerAccepted", fitted.accepting(2), fitted.actor(lead), fitted),
            ("offerDeclined", declined.declining(2), declined.actor(lead), declined),
            ("offerLapsed", .passTime, .server, late),
        ]
    }

    @Test func `each organisation of the coalition gets one, text and hash with its event`() {
        let told = [
            "termExtended": [
                "1 ggz-maas", "1 lvb-zuid", "2 thuis-noord", "2 lvb-zuid",
            ],
            "notConsidered": ["2 thuis-noord", "2 lvb-zuid"],
            "offerAccepted": ["2 ggz-maas", "2 lvb-zuid"],
            "offerDeclined": ["2 ggz-maas", "2 lvb-zuid"],
            "offerLapsed": ["2 ggz-maas", "2 lvb-zuid"],
        ]
        for var act in acts {
            let before = act.builder.log.count
            let events = act.builder.given(act.command, by: act.by)
            let letters = written(events)
            #expect(letters.map { "\($0.dossier) \($0.organisation)" } == told[act.name])
            for letter in letters {
                #expect(letter.kind.rawValue == act.name)
                #expect(letter.text.contains("Stichting \(letter.organisation)"))
                #expect(
                    letter.fingerprint
                        == act.builder.hashing.digest(of: Array(letter.text.utf8)))
            }
            #expect(Array(act.builder.round.letters.suffix(letters.count)) == letters)
            expectSound(act.builder, act.name, from: before)
        }
    }

    @Test func `only its addressee and who sends it see it`() {
        for var act in acts {
            let old = act.builder.round.letters.count
            act.builder.given(act.command, by: act.by)
            let sent = act.builder.round.letters.dropFirst(old)
            for viewer in everyViewer {
                let seen = (1...3).flatMap { number -> [Letter] in
                    guard
                        case .letter(let letters)? = act.builder.round.part(
                            .letter(number), for: viewer)
                    else { return [] }
                    return letters.filter { $0.kind.rawValue == act.name }
                }
                let expected: [Letter]
                switch viewer {
                case .coordinator, .auditor, .decisionMaker: expected = Array(sent)
                case .applicant(let organisation):
                    expected = sent.filter { $0.organisation == organisation }
                default: expected = []
                }
                #expect(seen == expected, "\(act.name) \(viewer)")
            }
        }
    }

    @Test func `the dry run shows the letters that will be sent, to a coalition its own`() throws {
        for var act in acts where act.name != "offerLapsed" {
            let shown = try act.builder.round.rehearse(
                act.command, by: act.by, in: act.builder.world(confirming: .none)
            ).consequence.letters
            let sent = written(act.builder.given(act.command, by: act.by))
            let own = act.by.actingFor
            #expect(shown == sent.filter { own == nil || $0.organisation == own }, "\(act.name)")
            #expect(!shown.isEmpty)
        }
    }

    @Test func `a letter with a gap refuses the command, but time goes on without it`() throws {
        for act in acts where act.name != "offerLapsed" {
            for letters in [
                GappedLetters(field: "signer", dossier: 2) as any LetterWriting, NoLetters(),
            ] {
                #expect(throws: Refusal.self, "\(act.name)") {
                    try act.builder.round.decide(
                        act.command, by: act.by, in: act.builder.world(writing: letters))
                }
            }
            #expect(throws: Refusal(.letterIncomplete, subject: "2 signer"), "\(act.name)") {
                try act.builder.round.decide(
                    act.command, by: act.by,
                    in: act.builder.world(writing: GappedLetters(field: "signer", dossier: 2)))
            }
        }
        let late = try #require(acts.last)
        let events = try late.builder.round.decide(
            late.command, by: late.by,
            in: late.builder.world(writing: GappedLetters(field: "signer", dossier: 2)))
        #expect(events.map(caseName) == ["offerLapsed", "potBooked", "reserveProposed"])
    }

    @Test func `a round from before letters were in its rules tells nothing, but time goes on`()
        throws
    {
        var sample = RuleSample()
        sample.letters = nil
        for act in acts {
            var round = Round(stream: .round(DemoCast.round))
            for (event, stamp) in act.builder.log {
                var event = event
                if case .roundCreated = event { event = .roundCreated(rules: sample.rules) }
                round.apply(event, stamp: stamp)
            }
            if act.name == "offerLapsed" {
                let events = try round.decide(act.command, by: act.by, in: act.builder.world)
                #expect(events.map(caseName) == ["offerLapsed", "potBooked", "reserveProposed"])
            } else {
                #expect(throws: Refusal(.letterIncomplete, subject: "letters"), "\(act.name)") {
                    try round.decide(act.command, by: act.by, in: act.builder.world)
                }
            }
        }
    }

    @Test
    func `a longer term is told with both last days, and without a day while it stands still`()
        throws
    {
        var builder = RoundStage.supplement.builder()
        let facts = try notices(of: extending, by: builder.actor(coordinator), in: builder)
        #expect(facts.map(\.head.dossier) == [1, 1, 2, 2])
        let terms = facts.compactMap { facts -> ExtendedTerm? in
            if case .termExtended(let term) = facts.notice { term } else { nil }
        }
        #expect(terms[0] == ExtendedTerm(weeks: 4, days: nil, reasons: RoundBuilder.reasons))
        #expect(terms[2].days.map { "\($0.before) \($0.after)" } == "2026-06-26 2026-07-24")
        #expect(facts[0].head.sender.signer == builder.round.name(coordinator, in: builder))
        builder.given(
            .withdrawDossier(dossier: 2, version: builder.version(2), reasons: "Elders."),
            by: DemoCast.signatory(of: DemoCast.home))
        let left = try notices(of: extending, by: builder.actor(coordinator), in: builder)
        #expect(left.map(\.head.dossier) == [1, 1])
    }

    @Test func `without anybody who waits a term is extended in silence`() {
        var builder = RoundBuilder()
        builder.open()
        builder.draft()
        builder.close()
        let events = builder.given(extending, by: coordinator)
        #expect(events.map(caseName) == ["termExtended"])
    }

    @Test func `what isn't considered is told with the supplement that was asked, if any`() throws {
        let builder = RoundStage.screening.builder()
        #expect(try supplement(builder, 2) == nil)
        var expired = RoundStage.supplement.builder()
        let asked = AmsterdamTime(expired.now).date
        expired.pass(to: expired.round.dossier(1)?.supplement?.due ?? expired.now)
        let unanswered = try #require(try supplement(expired, 1))
        #expect(unanswered.questions == "Wat kost het?" && unanswered.left == nil)
        #expect(unanswered.asked == asked && unanswered.lastDay == asked.advanced(byDays: 14))
        #expect(unanswered.answered == nil)
        var given = RoundStage.supplement.builder()
        given.now = given.now.advanced(bySeconds: 3 * 86_400)
        given.given(
            .writeSection(
                dossier: 1, version: given.version(1), section: .risks, text: "Meer."),
            by: DemoCast.editor(of: DemoCast.mental))
        given.sign(1)
        given.given(given.submitting(1), by: DemoCast.editor(of: DemoCast.mental))
        let answered = try #require(try supplement(given, 1))
        #expect(answered.answered == asked.advanced(byDays: 3))
    }

    @Test func `of a supplement that a leaving partner made it is told who left`() throws {
        var builder = RoundStage.screening.builder()
        builder.given(
            .leaveCoalition(
                dossier: 1, version: builder.version(1), reasons: "Ons team is opgeheven."),
            by: DemoCast.signatory(of: DemoCast.disability))
        builder.pass(to: builder.round.dossier(1)?.supplement?.due ?? builder.now)
        let told = try #require(try supplement(builder, 1))
        #expect(told.left == "Stichting lvb-zuid" && told.answered == nil)
        let facts = try notices(
            of: declining(1, in: builder), by: builder.actor(coordinator), in: builder)
        #expect(facts.map(\.head.addressee.organisation) == [DemoCast.mental])
    }

    private func supplement(
        _ builder: RoundBuilder, _ number: DossierNumber
    ) throws -> AskedSupplement? {
        let facts = try notices(
            of: declining(number, in: builder), by: builder.actor(coordinator), in: builder)
        guard case .notConsidered(let dossier)? = facts.first?.notice else {
            Issue.record("another notice")
            return nil
        }
        #expect(dossier.reasons == RoundBuilder.reasons)
        return dossier.supplement
    }

    @Test func `an accepted part is told in amounts that add up, under its new receipt`() throws {
        var builder = offered()
        builder.fit(2, requested: 5_500_000)
        let facts = try notices(
            of: builder.accepting(2), by: builder.actor(lead), in: builder)
        guard case .offerAccepted(let offer)? = facts.first?.notice else {
            Issue.record("another notice")
            return
        }
        #expect(offer.requested == Cents(7_000_000) && offer.offered == Cents(6_000_000))
        #expect(offer.granted == Cents(5_500_000) && offer.receipt == 2)
        #expect(offer.shares.map(\.requested) == [Cents(5_500_000), .zero])
        #expect(facts[0].head.receipt == 4)
        #expect(facts[0].head.receivedOn == AmsterdamTime(builder.now).date)
        // Not who accepted signs, but who decided on the offer.
        let maker = builder.round.name(DemoCast.decisionMaker, in: builder)
        #expect(facts[0].head.sender.signer == maker)
    }

    @Test func `an offer that ended is told with its last day, and by its own word with reasons`()
        throws
    {
        for act in acts.suffix(2) {
            let facts = try notices(of: act.command, by: act.by, in: act.builder)
            guard case .offerEnded(let offer)? = facts.first?.notice else {
                Issue.record("another notice")
                return
            }
            #expect(offer.requested == Cents(7_000_000) && offer.offered == Cents(6_000_000))
            #expect(offer.reasons == (act.name == "offerDeclined" ? "Te weinig." : nil))
            let until = try #require(act.builder.round.dossier(2)?.offer?.until)
            #expect(offer.lastDay == AmsterdamTime(until.advanced(bySeconds: -1)).date)
            let maker = act.builder.round.name(DemoCast.decisionMaker, in: act.builder)
            #expect(facts[0].head.sender.signer == maker && facts[0].head.receipt == 2)
        }
    }

    @Test func `a supplement that expires by itself is no decision and writes no letter`() {
        var builder = RoundStage.supplement.builder()
        builder.pass(to: builder.round.dossier(1)?.supplement?.due ?? builder.now)
        #expect(builder.state(1) == .submitted && builder.round.letters.isEmpty)
    }

    @Test func `the reasons of one dossier change nothing for another's coalition`() {
        let why = ["De begroting ontbreekt nog.", "De handtekening ontbreekt nog."]
        for stage in [RoundStage.screening, .supplement] {
            var worlds = Worlds(stage.builder())
            let number = 2
            let commands = why.map {
                RoundCommand.declineToConsider(
                    dossier: number, version: worlds.first.submittedVersion(number), reasons: $0)
            }
            worlds.play(commands[0], commands[1], by: coordinator)
            worlds.expectAlike(
                hiddenFrom: everyViewer.filter {
                    switch $0 {
                    case .applicant(let organisation):
                        ![DemoCast.home, DemoCast.disability].contains(organisation)
                    case .council, .observer, .projector: true
                    default: false
                    }
                })
        }
    }

    @Test func `verify names a letter that went to nobody of its coalition`() throws {
        var builder = RoundStage.screening.builder()
        let letters = written(builder.given(extending, by: coordinator))
        let letter = try #require(letters.first)
        func deviation(_ dossier: DossierNumber, _ organisation: OrganisationID) -> String? {
            let sent = Letter(
                dossier: dossier, organisation: organisation, kind: letter.kind, text: letter.text,
                fingerprint: letter.fingerprint)
            return builder.round.deviation(
                of: .lettersWritten(letters: letters + [sent]),
                stamp: .init(position: 1, at: builder.now, by: .server),
                hashing: builder.hashing)
        }
        #expect(deviation(letter.dossier, letter.organisation) == nil)
        #expect(deviation(1, DemoCast.home) == "thuis-noord has no part in dossier 1")
        #expect(deviation(9, DemoCast.mental) == "ggz-maas has no part in dossier 9")
    }
}

extension Round {
    /// The name by which this person signs.
    fileprivate func name(_ person: PersonID, in builder: RoundBuilder) -> String? {
        builder.directory.people[person]?.name
    }
}
