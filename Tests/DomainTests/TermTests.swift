import Domain
import Support
import Testing

/// The decision's term in the round: shown, standing still, extended and signalled (F35).
struct TermTests {
    private let coordinator = DemoCast.coordinator

    private func due(
        _ builder: RoundBuilder, _ number: DossierNumber = 1, for viewer: RoundViewer = .coordinator
    ) -> String? {
        guard case .dossier(let part)? = builder.round.part(.dossier(number), for: viewer) else {
            return nil
        }
        return part.decisionDue.map { "\($0)" }
    }

    private func signals(_ builder: RoundBuilder) -> [String] {
        builder.log.compactMap { event, stamp in
            guard case .termSignalled(let due, let signal, let dossiers) = event else { return nil }
            return "\(AmsterdamTime(stamp.at).date) \(due) \(signal) \(dossiers) \(stamp.by)"
        }
    }

    /// Lets the server's clock run to every deadline in turn, up to that many.
    private func run(_ builder: inout RoundBuilder, most: Int = 20) {
        for _ in 0..<most {
            guard let deadline = builder.round.deadline else { return }
            builder.pass(to: deadline)
        }
    }

    @Test func `coalition and municipality see the last day from closing to release, nobody else`()
    {
        #expect(due(RoundStage.submitted.builder()) == nil)
        let builder = RoundStage.screening.builder()
        for viewer in everyViewer {
            let sees: Bool
            switch viewer {
            case .applicant(let organisation):
                sees = [DemoCast.mental, DemoCast.disability].contains(organisation)
            case .coordinator, .secretary, .auditor, .decisionMaker: sees = true
            default: sees = false
            }
            #expect(due(builder, for: viewer) == (sees ? "2026-06-26" : nil), "\(viewer)")
        }
        for stage in [RoundStage.decided, .finished, .withdrawn] {
            #expect(due(stage.builder()) == nil, "\(stage)")
        }
        var withdrawn = builder
        withdrawn.given(
            .withdrawDossier(dossier: 1, version: builder.version(1), reasons: "Elders."),
            by: DemoCast.signatory(of: DemoCast.mental))
        #expect(due(withdrawn) == nil)
    }

    @Test func `it stands still while the dossier lies with its coalition`() {
        var builder = RoundStage.supplement.builder()
        #expect(due(builder) == nil)
        #expect(due(builder, 2) == "2026-06-26")
        let asked = AmsterdamTime(builder.now).date
        builder.now = builder.now.advanced(bySeconds: 3 * 86_400)
        builder.given(
            .writeSection(
                dossier: 1, version: builder.version(1), section: .risks, text: "Meer."),
            by: DemoCast.editor(of: DemoCast.mental))
        builder.sign(1)
        builder.given(builder.submitting(1), by: DemoCast.editor(of: DemoCast.mental))
        let answered = AmsterdamTime(builder.now).date
        #expect(answered.dayNumber - asked.dayNumber == 3)
        // Three days after Friday 26 June is Monday 29 June.
        #expect(due(builder) == "2026-06-29")
        var expired = RoundStage.supplement.builder()
        expired.pass(to: expired.round.dossier(1)?.supplement?.due ?? expired.now)
        #expect(due(expired).map { $0 > "2026-07-09" } == true)
    }

    @Test func `it is extended once, by the coordinator, with reasons`() {
        var builder = RoundStage.screening.builder()
        let extend = { (weeks: Int, why: String) in
            RoundCommand.extendTerm(weeks: weeks, reasons: why)
        }
        for (code, weeks, why) in [
            (RefusalCode.malformed, 0, RoundBuilder.reasons),
            (.malformed, Limits.extensionWeeksMost + 1, RoundBuilder.reasons),
            (.reasonsMissing, 4, families(19)),
        ] {
            expectRefused(code, extend(weeks, why), by: coordinator, in: builder)
        }
        expectAccepted(
            extend(Limits.extensionWeeksMost, families(20)), by: coordinator, in: builder)
        expectRefused(
            .notAllowed, extend(4, RoundBuilder.reasons), by: DemoCast.secretary, in: builder)
        for stage in [RoundStage.submitted, .decided, .withdrawn] {
            expectRefused(
                .wrongPhase, extend(4, RoundBuilder.reasons), by: coordinator, in: stage.builder())
        }
        builder.given(extend(4, RoundBuilder.reasons), by: coordinator)
        #expect(due(builder) == "2026-07-24")
        expectRefused(
            .alreadyExists, extend(4, RoundBuilder.reasons), by: coordinator, in: builder)
    }

    @Test func `the server signals at 28, 14 and 3 days and when overdue, each once`() {
        var builder = RoundStage.screening.builder()
        run(&builder)
        #expect(
            signals(builder) == [
                "2026-05-29 2026-06-26 fourWeeks [1, 2] server",
                "2026-06-12 2026-06-26 twoWeeks [1, 2] server",
                "2026-06-23 2026-06-26 threeDays [1, 2] server",
                "2026-06-27 2026-06-26 overdue [1, 2] server",
            ])
        #expect(builder.round.deadline == nil)
        expectSound(builder, "signals", from: builder.log.count - 5)
        // A clock that was away says all of it at once, and no more.
        var late = RoundStage.screening.builder()
        late.pass(to: "2026-08-01T00:00:00")
        #expect(signals(late).count == 4)
        #expect(late.refusal(of: .passTime, by: .server)?.code == .nothingDue)
    }

    @Test func `another last day is signalled anew, and none after the release`() {
        var builder = RoundStage.screening.builder()
        builder.pass(to: "2026-05-29T00:00:00")
        builder.given(
            .extendTerm(weeks: 4, reasons: RoundBuilder.reasons), by: coordinator)
        #expect(builder.round.deadline == amsterdam("2026-06-26T00:00:00").instant)
        builder.pass(to: "2026-06-26T00:00:00")
        #expect(
            signals(builder) == [
                "2026-05-29 2026-06-26 fourWeeks [1, 2] server",
                "2026-06-26 2026-07-24 fourWeeks [1, 2] server",
            ])
        var released = RoundStage.decided.builder()
        #expect(released.round.deadline == nil)
        released.pass(to: "2027-01-01T00:00:00")
        #expect(signals(released).isEmpty)
        let withdrawn = RoundStage.withdrawn.builder()
        #expect(withdrawn.round.deadline == nil)
    }

    @Test func `a dossier that comes later to a day of which others were told is told as well`() {
        var builder = RoundStage.screening.builder()
        func supplement(_ number: DossierNumber, asked: String, answered: String) {
            builder.pass(to: asked)
            builder.given(
                .requestSupplement(
                    dossier: number, version: builder.submittedVersion(number),
                    questions: "Wat kost het?", sections: [.risks]), by: coordinator)
            for moment in ["2026-06-01T00:00:00", answered] where moment > asked {
                if moment <= answered { builder.pass(to: moment) }
            }
            builder.given(
                builder.submitting(number), by: DemoCast.editor(of: builder.members(number)[0]))
        }
        // Moved off Saturday the one comes to Monday 29 June, and by three days the other too.
        supplement(2, asked: "2026-04-08T10:00:00", answered: "2026-04-09T10:00:00")
        supplement(1, asked: "2026-05-31T10:00:00", answered: "2026-06-03T10:00:00")
        #expect(due(builder, 1) == "2026-06-29" && due(builder, 2) == "2026-06-29")
        builder.given(.passTime, by: .server)
        #expect(
            signals(builder).filter { $0.contains("2026-06-29 fourWeeks") } == [
                "2026-06-01 2026-06-29 fourWeeks [2] server",
                "2026-06-03 2026-06-29 fourWeeks [1] server",
            ])
    }

    @Test func `where dossiers are decided on as they come in it runs from each receipt`() {
        var rules = RuleSample()
        rules.allocation = .rolling
        var builder = RoundBuilder(rules: rules)
        builder.open()
        builder.submit(builder.draft())
        builder.pass(to: "2026-02-20T10:00:00")
        builder.submit(builder.draft(lead: DemoCast.home))
        #expect(due(builder, 1) == "2026-03-30")
        #expect(due(builder, 2) == "2026-04-17")
        run(&builder)
        #expect(
            signals(builder) == [
                "2026-03-02 2026-03-30 fourWeeks [1] server",
                "2026-03-16 2026-03-30 twoWeeks [1] server",
                "2026-03-20 2026-04-17 fourWeeks [2] server",
                "2026-03-27 2026-03-30 threeDays [1] server",
                "2026-03-31 2026-03-30 overdue [1] server",
                "2026-04-03 2026-04-17 twoWeeks [2] server",
                "2026-04-14 2026-04-17 threeDays [2] server",
                "2026-04-18 2026-04-17 overdue [2] server",
            ])
        expectSound(builder, "rolling signals", from: builder.log.count - 9)
    }

    @Test func `the rules' days, caps, pairs and letters stay within their bounds`() {
        func expect(_ code: RefusalCode?, _ change: (inout RuleSample) -> Void) {
            var sample = RuleSample()
            change(&sample)
            #expect(
                RoundBuilder().refusal(
                    of: .createRound(rules: sample.rules), by: coordinator)?.code == code)
        }
        for (days, code) in [(0, RefusalCode.malformed), (1, nil), (365, nil), (366, .malformed)]
            as [(Int, RefusalCode?)]
        { expect(code) { $0.offerDays = days } }
        let cap = Limits.dossiersPerLead
        for (most, code) in [
            (0, RefusalCode.malformed), (1, nil), (cap, nil), (cap + 1, .malformed),
        ]
            as [(Int, RefusalCode?)]
        { expect(code) { $0.dossiersPerLead = most } }
        let pair = StepPair(.draftMotivation, .decide)
        expect(nil) { $0.fourEyes = [] }
        expect(nil) { $0.fourEyes = Array(repeating: pair, count: Limits.stepPairs) }
        expect(.tooMany) { $0.fourEyes = Array(repeating: pair, count: Limits.stepPairs + 1) }
        expect(.rulesIncomplete) { $0.letters = nil }
        let fields: [WritableKeyPath<RuleSample.LetterSample, String>] = [
            \.authority, \.address, \.contact, \.mandate,
        ]
        for field in fields {
            expect(nil) { $0.letters?[keyPath: field] = families(Limits.nameCharactersMost) }
            expect(.textTooLong) {
                $0.letters?[keyPath: field] = families(Limits.nameCharactersMost + 1)
            }
            expect(.textMissing) { $0.letters?[keyPath: field] = " " }
        }
    }
}
