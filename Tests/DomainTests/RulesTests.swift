import Domain
import Support
import Testing

/// What a round may promise, and when it may still be changed.
struct RulesTests {
    private func expect(
        _ code: RefusalCode?, sourceLocation: SourceLocation = #_sourceLocation,
        _ change: (inout RuleSample) -> Void
    ) {
        var sample = RuleSample()
        change(&sample)
        let refusal = RoundBuilder().refusal(
            of: .createRound(rules: sample.rules), by: DemoCast.coordinator)
        #expect(refusal?.code == code, sourceLocation: sourceLocation)
    }

    @Test func `texts are counted in characters as the user sees them`() {
        expect(nil) { $0.name = families(Limits.nameCharactersMost) }
        expect(.textTooLong) { $0.name = families(Limits.nameCharactersMost + 1) }
        expect(.textMissing) { $0.name = " \n\t" }
        expect(nil) { $0.vision = families(Limits.ruleTextCharactersMost) }
        expect(.textTooLong) { $0.vision = families(Limits.ruleTextCharactersMost + 1) }
        expect(.textTooLong) { $0.legalSource = families(Limits.nameCharactersMost + 1) }
        expect(.textTooLong) { $0.effects[0].title = families(Limits.nameCharactersMost + 1) }
        expect(.textTooLong) { $0.criteria[0].title = families(Limits.nameCharactersMost + 1) }
        expect(.textTooLong) {
            $0.criteria[0].text = families(Limits.ruleTextCharactersMost + 1)
        }
        expect(.textTooLong) { $0.scale[0] = families(Limits.descriptionCharactersMost + 1) }
        expect(.textMissing) { $0.scale[4] = "" }
    }

    @Test func `there are at most so many criteria, effects and values`() {
        func criteria(_ count: Int) -> [RuleSample.CriterionSample] {
            (1...count).map { .init("c\($0)", 1) }
        }
        expect(nil) { ($0.criteria, $0.tieChain) = (criteria(Limits.criteria), []) }
        expect(.tooMany) { ($0.criteria, $0.tieChain) = (criteria(Limits.criteria + 1), []) }
        expect(.rulesIncomplete) { ($0.criteria, $0.tieChain) = ([], []) }
        expect(nil) {
            $0.effects = (1...Limits.criteria).map { .init(code: "e\($0)", title: "Effect") }
        }
        expect(.tooMany) {
            $0.effects = (0...Limits.criteria).map { .init(code: "e\($0)", title: "Effect") }
        }
        expect(.rulesIncomplete) { $0.effects = [] }
        expect(nil) { $0.scale = Array(repeating: "Anker", count: Limits.scaleMost) }
        expect(.malformed) { $0.scale = Array(repeating: "Anker", count: Limits.scaleMost + 1) }
        expect(.malformed) { $0.scale = ["Enig"] }
        expect(.alreadyExists) { $0.criteria.append($0.criteria[0]) }
    }

    @Test func `numbers stay within their bounds`() {
        expect(nil) { $0.criteria[0].weight = Limits.weightMost }
        expect(.malformed) { $0.criteria[0].weight = Limits.weightMost + 1 }
        expect(.malformed) { $0.criteria[0].weight = 0 }
        expect(.amountNegative) { $0.pot = 0 }
        expect(.amountNegative) { $0.pot = -1 }
        expect(nil) { $0.quorumLeast = Limits.committeeSeats }
        expect(.malformed) { $0.quorumLeast = Limits.committeeSeats + 1 }
        expect(.malformed) { $0.quorumLeast = 0 }
        expect(nil) { $0.votesLeast = 1 }
        expect(.malformed) { $0.votesLeast = Limits.committeeSeats + 1 }
        expect(.malformed) { $0.votesLeast = 0 }
        expect(nil) { $0.thresholdPoints = 100 }
        expect(.malformed) { $0.thresholdPoints = 101 }
        expect(.malformed) { $0.thresholdPoints = -1 }
        expect(nil) { $0.sectionCharactersMost = Limits.draftCharactersMost }
        expect(.malformed) { $0.sectionCharactersMost = Limits.draftCharactersMost + 1 }
        for days in [0, 366] {
            expect(.malformed) { $0.invitationDays = days }
            expect(.malformed) { $0.supplementDays = days }
        }
        for days in [1, 365] {
            expect(nil) { ($0.invitationDays, $0.supplementDays) = (days, days) }
        }
        for year in [1996, 9999] { expect(nil) { $0.year = year } }
        for year in [1995, 10_000] { expect(.malformed) { $0.year = year } }
    }

    @Test func `the least and the most of a bound are within it`() {
        expect(nil) { $0.pot = 1 }
        expect(nil) { $0.criteria[0].weight = 1 }
        expect(nil) { $0.scale = ["Laag", "Hoog"] }
        expect(nil) { $0.quorumLeast = 1 }
        expect(nil) { $0.votesLeast = Limits.committeeSeats }
        expect(nil) { $0.thresholdPoints = 0 }
        expect(nil) { $0.sectionCharactersMost = 1 }
        expect(.malformed) { $0.sectionCharactersMost = 0 }
        for count in [1, Limits.dossiersPerLead] { expect(nil) { $0.dossiersPerLead = count } }
        for count in [0, Limits.dossiersPerLead + 1] {
            expect(.malformed) { $0.dossiersPerLead = count }
        }
        let pair = StepPair(.screen, .decide)
        expect(nil) { $0.fourEyes = Array(repeating: pair, count: Limits.stepPairs) }
        expect(.tooMany) { $0.fourEyes = Array(repeating: pair, count: Limits.stepPairs + 1) }
    }

    @Test func `a round begins with being created and with nothing else`() {
        for command in RoundSamples.commands {
            #expect(Round.founds(command) == (caseName(of: command) == "createRound"))
        }
    }

    @Test func `the chain names criteria, each once, and the round opens before it closes`() {
        expect(.unknownCriterion) { $0.tieChain = ["onbekend"] }
        expect(.alreadyExists) { $0.tieChain = ["zakelijk", "zakelijk"] }
        expect(.malformed) { $0.criteria[1].counts = false }
        expect(.rulesIncomplete) { rules in
            rules.tieChain = []
            for index in rules.criteria.indices { rules.criteria[index].counts = false }
        }
        expect(.datesOutOfOrder) { $0.opensAt = $0.closesAt }
    }

    @Test func `a round is created once and known to nobody before`() {
        expectRefused(
            .alreadyExists, .createRound(rules: RuleSample().rules), by: DemoCast.coordinator,
            in: RoundStage.draft.builder())
        expectRefused(
            .unknownRound, .publishRound, by: DemoCast.coordinator, in: RoundBuilder())
    }

    @Test func `publishing asks for a chair, a committee and a closing to come`() {
        var builder = RoundBuilder()
        builder.given(.createRound(rules: RuleSample().rules), by: DemoCast.coordinator)
        expectRefused(.rulesIncomplete, .publishRound, by: DemoCast.coordinator, in: builder)
        for (person, kind) in [
            (DemoCast.chair, Seat.Kind.chair), (DemoCast.memberOne, .member),
            (DemoCast.substitute, .substitute), (DemoCast.secretary, .secretary),
        ] {
            builder.given(.appointSeat(person: person, kind: kind), by: DemoCast.coordinator)
        }
        expectRefused(.rulesIncomplete, .publishRound, by: DemoCast.coordinator, in: builder)
        builder.given(
            .appointSeat(person: DemoCast.memberTwo, kind: .member), by: DemoCast.coordinator)
        expectAccepted(.publishRound, by: DemoCast.coordinator, in: builder)
        builder.now = builder.round.rules.closesAt.instant
        expectRefused(.datesOutOfOrder, .publishRound, by: DemoCast.coordinator, in: builder)
    }

    @Test func `publication freezes the rules with their fingerprint and the register`() {
        let round = RoundStage.published.builder().round
        #expect(round.rulesVersion == 1)
        #expect(round.rulesFingerprint == RoundBuilder().hashing.fingerprint(of: round.rules))
        #expect(round.register == [RuleSample.regularService])
        #expect(round.ledger.available == round.rules.pot)
    }

    @Test func `a correction is a new version until the first submission, never of the pot`() {
        var builder = RoundStage.open.builder()
        var sample = builder.rules
        sample.vision = "Scherper gezegd."
        builder.given(.changeRules(rules: sample.rules), by: DemoCast.coordinator)
        #expect(builder.round.rulesVersion == 2)
        let changes: [(RefusalCode, (inout RuleSample) -> Void)] = [
            (.rulesFrozen, { $0.pot -= 1 }), (.rulesFrozen, { $0.pot += 1 }),
            (.rulesFrozen, { $0.opensAt = "2026-02-03T09:00:00" }),
            (.closingOnlyLater, { $0.closesAt = "2026-03-26T12:00:00" }),
        ]
        for (code, change) in changes {
            var other = sample
            change(&other)
            expectRefused(
                code, .changeRules(rules: other.rules), by: DemoCast.coordinator, in: builder)
        }
        expectRefused(
            .rulesFrozen, .changeRules(rules: sample.rules), by: DemoCast.coordinator,
            in: RoundStage.submitted.builder())
        expectRefused(
            .rulesFrozen, .changeRules(rules: sample.rules), by: DemoCast.coordinator,
            in: RoundStage.closed.builder())
    }

    @Test func `the closing moves only later and only before it has come`() {
        var builder = RoundStage.submitted.builder()
        for text in ["2026-03-27T12:00:00", "2026-03-27T11:59:59"] {
            expectRefused(
                .closingOnlyLater, .moveClosing(closesAt: amsterdam(text)),
                by: DemoCast.coordinator, in: builder)
        }
        let later = RoundCommand.moveClosing(closesAt: amsterdam("2026-03-27T12:00:01"))
        expectAccepted(later, by: DemoCast.coordinator, in: builder)
        builder.now = builder.round.rules.closesAt.instant
        expectRefused(.roundClosed, later, by: DemoCast.coordinator, in: builder)
    }

    @Test func `a round opens and closes by the server's clock, once`() {
        var builder = RoundBuilder()
        builder.publish()
        #expect(builder.round.deadline == builder.round.rules.opensAt.instant)
        #expect(builder.refusal(of: .passTime, by: .server)?.code == .nothingDue)
        builder.pass(to: builder.rules.opensAt)
        #expect(builder.round.phase == .open)
        #expect(builder.refusal(of: .passTime, by: .server)?.code == .nothingDue)
        builder.pass(to: builder.rules.closesAt)
        #expect(builder.round.phase == .closed)
        var late = RoundStage.published.builder()
        late.pass(to: late.rules.closesAt)
        #expect(late.round.phase == .closed)
    }

    @Test func `a round is withdrawn with reasons before the decisions and never after`() {
        for stage in RoundStage.allCases where stage != .absent {
            let builder = stage.builder()
            let isLate = builder.round.phase >= .decided
            let refusal = builder.refusal(
                of: .withdrawRound(reasons: RoundBuilder.reasons), by: DemoCast.coordinator)
            #expect(refusal?.code == (isLate ? .wrongPhase : nil), "\(stage)")
        }
        expectRefused(
            .reasonsMissing, .withdrawRound(reasons: "Te kort"), by: DemoCast.coordinator,
            in: RoundStage.open.builder())
    }

    @Test func `nothing is voted, written or signed any more in a withdrawn round`() {
        for stage in [RoundStage.ballotOpen, .scoresOpen, .supplement, .sittingSuspended] {
            var builder = stage.builder()
            let commands = probes(of: builder).filter { $0 != .recordExport(form: "jsonl") }
            builder.given(
                .withdrawRound(reasons: RoundBuilder.reasons), by: DemoCast.coordinator)
            for command in commands {
                for role in Role.allCases {
                    let refusal = builder.refusal(of: command, by: role.actor(in: builder))
                    #expect(refusal != nil, "\(role) \(caseName(of: command)) in \(stage)")
                }
            }
        }
    }
}
