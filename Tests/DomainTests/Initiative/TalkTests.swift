import Domain
import Support
import Testing

/// What is said between municipality and coalition, what is on their agenda, and what is left when an
/// initiative stops (F16, F19).
struct TalkTests {
    private let manager = DemoCast.relationshipManager

    /// A report that is late and one value that is out of its band.
    private var signalled: RoundBuilder {
        var builder = RoundStage.agreed.builder()
        builder.pass(to: "2026-10-22T00:00:00")
        builder.report(1, InitiativeSample.figures(50))
        return builder
    }

    private func talk(
        _ builder: RoundBuilder, commitments: [Commitment] = [], signals: [Int] = [],
        met: [Int] = []
    ) -> RoundCommand {
        .recordTalk(
            dossier: 1,
            talk: InitiativeSample.talk(
                on: builder.today, commitments: commitments, signals: signals, met: met))
    }

    private func commitment(_ builder: RoundBuilder) -> Commitment {
        Commitment(text: "Belt elk buurtteam.", owner: "Penvoerder", due: builder.today)
    }

    @Test
    func `signals stay on the agenda until a talk names them, commitments until they are met`()
        throws
    {
        var builder = signalled
        #expect(builder.round.initiative(1)?.agenda?.signals.map(\.number) == [1, 2])
        builder.given(
            talk(builder, commitments: [commitment(builder)], signals: [2]), by: manager)
        let agenda = try #require(builder.round.initiative(1)?.agenda)
        #expect(agenda.signals.map(\.cause) == [.lateReport(period: 1)])
        #expect(agenda.commitments.map(\.number) == [1])
        expectRefused(.malformed, talk(builder, signals: [2]), by: manager, in: builder)
        for wrong in [[0], [3], [1, 1]] {
            expectRefused(.malformed, talk(builder, signals: wrong), by: manager, in: builder)
            expectRefused(.malformed, talk(builder, met: wrong), by: manager, in: builder)
        }
        builder.given(talk(builder, signals: [1], met: [1]), by: manager)
        #expect(builder.round.initiative(1)?.agenda?.signals.isEmpty == true)
        #expect(builder.round.initiative(1)?.agenda?.commitments.isEmpty == true)
    }

    @Test func `the next talk is within two months, or what was agreed, and after a report`() {
        var builder = RoundStage.decided.builder()
        #expect(builder.round.initiative(1)?.agenda == nil)
        let agreedOn = builder.today
        builder.agree()
        #expect(builder.round.initiative(1)?.agenda?.heldBy == agreedOn.moved(byMonths: 2))
        builder.now = amsterdam("2026-10-31T10:00:00").instant
        builder.handIn(1, InitiativeSample.figures(70))
        #expect(builder.round.initiative(1)?.agenda?.reports == [1])
        builder.given(talk(builder), by: manager)
        #expect(
            builder.round.initiative(1)?.agenda?.heldBy == InitiativeSample.day("2026-12-31"))
        builder.agree(InitiativeSample.terms(talkMonths: 4))
        #expect(
            builder.round.initiative(1)?.agenda?.heldBy == InitiativeSample.day("2027-02-28"))
    }

    @Test func `a note has who was there, when, and limits`() {
        let builder = signalled
        func refusal(_ talk: Talk) -> RefusalCode? {
            builder.refusal(of: .recordTalk(dossier: 1, talk: talk), by: manager)?.code
        }
        let today = builder.today
        func note(_ text: String) -> Talk { InitiativeSample.talk(on: today, note: text) }
        func present(_ count: Int) -> Talk {
            Talk(
                heldOn: today, present: Array(repeating: "Iemand", count: count), note: "Goed.",
                commitments: [], signals: [], met: [])
        }
        func commitments(_ count: Int) -> Talk {
            InitiativeSample.talk(
                on: today, commitments: Array(repeating: commitment(builder), count: count))
        }
        let most = Limits.talkCharactersMost
        #expect(refusal(note(families(most))) == nil)
        #expect(refusal(note(families(most + 1))) == .textTooLong)
        #expect(refusal(note(" ")) == .textMissing)
        #expect(refusal(present(0)) == .textMissing)
        #expect(refusal(present(Limits.peoplePerTalk)) == nil)
        #expect(refusal(present(Limits.peoplePerTalk + 1)) == .tooMany)
        #expect(refusal(commitments(Limits.commitmentsPerTalk)) == nil)
        #expect(refusal(commitments(Limits.commitmentsPerTalk + 1)) == .tooMany)
        #expect(refusal(InitiativeSample.talk(on: today.advanced(byDays: 1))) == .datesOutOfOrder)
        #expect(
            refusal(InitiativeSample.talk(on: InitiativeSample.day("2026-01-01")))
                == .datesOutOfOrder)
    }

    @Test func `as many talks as there may be, and no more`() {
        var builder = RoundStage.agreed.builder()
        func talk(_ number: Int) -> RoundCommand {
            .recordTalk(
                dossier: 1, talk: InitiativeSample.talk(on: builder.today, note: "Nr. \(number)"))
        }
        for number in 1...Limits.talks { builder.given(talk(number), by: manager) }
        #expect(
            builder.refusal(of: talk(0), by: manager)
                == Refusal(.tooMany, limit: Limits.talks))
    }

    @Test func `a note changes nothing for whoever isn't of the talk, also in what it is refused`()
    {
        var worlds = Worlds(RoundStage.agreed.builder())
        let today = worlds.first.today
        worlds.play(
            .recordTalk(dossier: 1, talk: InitiativeSample.talk(on: today)),
            .recordTalk(
                dossier: 1,
                talk: InitiativeSample.talk(
                    on: today, note: "Het team is leeggelopen; de penvoerder wil stoppen.",
                    commitments: [
                        Commitment(text: "Zoekt hulp.", owner: "Penvoerder", due: today)
                    ])), by: manager)
        worlds.play(
            worlds.first.saving(1, InitiativeSample.figures(70)),
            by: DemoCast.editor(of: DemoCast.mental))
        worlds.play(worlds.first.handingIn(1), by: DemoCast.editor(of: DemoCast.mental))
        worlds.play(worlds.first.adopting(1), by: manager)
        worlds.play(worlds.first.snapshot(), by: manager)
        let heard: [RoundViewer] = [
            .applicant(DemoCast.mental), .applicant(DemoCast.disability), .coordinator,
            .relationshipManager, .auditor,
        ]
        worlds.expectAlike(
            hiddenFrom: everyViewer.filter { !heard.contains($0) },
            but: [.coordinator, .relationshipManager])
        for viewer in heard {
            let one = worlds.first.round.part(.talks(1), for: viewer)
            #expect(one != nil && one != worlds.second.round.part(.talks(1), for: viewer))
        }
    }

    @Test func `the same note, forecast and settlement aren't taken twice`() {
        var builder = signalled
        let forecast = RoundCommand.recordForecast(
            dossier: 1,
            forecast: Forecast(
                year: 2026, expected: Cents(1), budget: Cents(2), knownOn: builder.today))
        let settlement = RoundCommand.proposeSettlement(
            dossier: 1, amount: Cents(1), reasons: RoundBuilder.reasons)
        for command in [talk(builder), forecast, settlement] {
            builder.given(command, by: manager)
            expectRefused(.alreadyExists, command, by: manager, in: builder)
        }
    }

    @Test func `a round with talks is exported by who may read them`() {
        var builder = RoundStage.agreed.builder()
        let export = RoundCommand.recordExport(form: "jsonl")
        expectAccepted(export, by: DemoCast.administrator, in: builder)
        builder.given(talk(builder), by: manager)
        expectRefused(.hiddenMaterial, export, by: DemoCast.administrator, in: builder)
        expectAccepted(export, by: DemoCast.coordinator, in: builder)
        expectAccepted(export, by: DemoCast.auditor, in: builder)
    }

    @Test
    func `it stops with what was tried, learned and kept, and everybody reads it once released`() {
        var builder = RoundStage.agreed.builder()
        let signatory = DemoCast.signatory(of: DemoCast.mental)
        func stop(_ text: String) -> RoundCommand {
            .stopInitiative(
                dossier: 1, lessons: Lessons(tried: text, learned: "Veel.", keep: "Iets."))
        }
        let most = Limits.lessonCharactersMost
        expectRefused(.textMissing, stop(" "), by: signatory, in: builder)
        expectRefused(.textTooLong, stop(families(most + 1)), by: signatory, in: builder)
        expectRefused(
            .notSignatory, stop("Iets."), by: DemoCast.editor(of: DemoCast.mental), in: builder)
        expectRefused(.wrongState, .releaseLessons(dossier: 1), by: manager, in: builder)
        builder.given(stop(families(most)), by: signatory)
        #expect(builder.state(1) == .stoppedWithLessons)
        expectRefused(.wrongState, stop("Iets."), by: signatory, in: builder)
        for viewer in everyViewer { #expect(builder.round.part(.lessons(1), for: viewer) == nil) }
        builder.given(.releaseLessons(dossier: 1), by: manager)
        for viewer in everyViewer { #expect(builder.round.part(.lessons(1), for: viewer) != nil) }
        expectRefused(.wrongState, .releaseLessons(dossier: 1), by: manager, in: builder)
        expectSound(builder, "stopped", from: builder.log.count - 4)
    }
}
