import Domain
import Support
import Testing

/// Rounds played by commands that are drawn from a seed, right ones and wrong ones.
struct PlanTests {
    @Test func `the sample rounds replay to what was played`() {
        for (index, play) in RoundSamplePlays.all.enumerated() {
            expectSound(play, "play \(index)")
        }
        expectSound(RoundStage.finished.builder(), "finished")
    }

    @Test(arguments: RoundStage.allCases)
    func `random commands from every stage replay to what was played`(stage: RoundStage) {
        for seed in 1...2 {
            var dice = Dice(seed: UInt64(seed) &* 1000 + UInt64(stage.rawValue.utf8.count))
            var plan = Plan(stage: stage, dice: &dice)
            for _ in 1...25 { plan.step(&dice) }
            expectSound(plan.builder, "\(stage) with seed \(seed)", from: plan.start)
        }
    }

    @Test func `whatever is refused changes nothing, and asking twice gives the same answer`() {
        for stage in RoundStage.allCases {
            let builder = stage.builder()
            let before = builder.round
            for command in probes(of: builder) {
                for role in Role.allCases {
                    let actor = role.actor(in: builder)
                    let first = builder.answer(command, by: actor)
                    #expect(first == builder.answer(command, by: actor))
                    if case .success(let events) = first { #expect(!events.isEmpty) }
                }
            }
            #expect(builder.round == before)
        }
    }

    @Test func `a tampered result is named by verify`() {
        for play in RoundSamplePlays.all {
            var round = Round(stream: .round(DemoCast.round))
            for (event, stamp) in play.log {
                for tampered in Self.tampered(event) {
                    #expect(
                        round.deviation(of: tampered, stamp: stamp, hashing: play.hashing) != nil,
                        "\(caseName(of: event)): \(canonicalText(of: tampered))")
                }
                round.apply(event, stamp: stamp)
            }
        }
    }

    @Test func `an event about something that isn't there is named by verify`() {
        let builder = RoundStage.ranked.builder()
        let stamp = Stamp(position: 1, at: builder.now, by: .server)
        let empty = Round(stream: .round(DemoCast.round))
        for event in RoundSamples.events where caseName(of: event) != "roundCreated" {
            #expect(empty.deviation(of: event, stamp: stamp, hashing: builder.hashing) != nil)
        }
        let elsewhere: [RoundEvent] = [
            .roundCreated(rules: builder.rules.rules), .dossierTakenUp(dossier: 9),
            .ballotOpened(ballot: 99), .sittingOpened(sitting: 9), .gateFailed(dossier: 1),
            .ballotPrepared(ballot: 99, dossier: 1, subject: .scores, attempt: 1),
            .ballotPrepared(
                ballot: builder.round.ballots.count + 1, dossier: 9, subject: .scores, attempt: 1),
            .votesVoided(person: DemoCast.chair, ballots: [99]), .dossierAssessed(dossier: 3),
        ]
        for event in elsewhere {
            let deviation = builder.round.deviation(
                of: event, stamp: stamp, hashing: builder.hashing)
            #expect(deviation != nil, "\(event)")
        }
    }

    /// The event with one computed value changed, in every way that it has.
    private static func tampered(_ event: RoundEvent) -> [RoundEvent] {
        let text = canonicalText(of: event)
        let changes: [(String, String)]
        switch event {
        case .roundPublished, .rulesCorrected, .dossierStarted, .contentChanged,
            .supplementExpired:
            changes = [("\"fingerprint\":\"", "\"fingerprint\":\"x")]
        case .dossierSigned: changes = [("\"content\":\"", "\"content\":\"x")]
        case .dossierSubmitted: changes = [("\"receipt\":", "\"receipt\":1")]
        case .ballotRevealed:
            changes = [
                ("\"meets\":", "\"meets\":1"), ("\"abstained\":", "\"abstained\":1"),
                ("\"total\":\"", "\"total\":\"1"), ("\"histogram\":[", "\"histogram\":[1"),
            ]
        case .rankingAdopted:
            changes = [("\"place\":", "\"place\":1"), ("\"total\":\"", "\"total\":\"1")]
        case .potAllocated:
            changes = [("\"amount\":", "\"amount\":1"), ("\"available\":", "\"available\":1")]
        default: return []
        }
        return changes.compactMap { old, new in
            guard text.contains(old) else { return nil }
            return reread(changed(text, old, new))
        }
    }

    /// A digest keeps its length: its first digit becomes another.
    private static func changed(_ text: String, _ old: String, _ new: String) -> String {
        guard new.hasSuffix("x"), let range = text.firstRange(of: old) else {
            return text.replacing(old, with: new, maxReplacements: 1)
        }
        var text = text
        let digit = text[range.upperBound]
        text.replaceSubrange(
            range.upperBound...range.upperBound, with: digit == "0" ? "1" : "0")
        return text
    }

    private static func reread(_ text: String) -> RoundEvent {
        decodedText(RoundEvent.self, text)
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64, Steele and others 2014).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A round that goes on from a stage by chance.
private struct Plan {
    var builder: RoundBuilder
    /// How much of the log the stage itself is.
    let start: Int

    init(stage: RoundStage, dice: inout Dice) {
        var rules = RuleSample()
        rules.conflictScope = ConflictScope.allCases.randomElement(using: &dice) ?? .round
        rules.aggregator = Aggregator.allCases.randomElement(using: &dice) ?? .mean
        rules.allocation = AllocationRule.allCases.randomElement(using: &dice) ?? .skip
        rules.namesVoters = Bool.random(using: &dice)
        builder = stage.builder(rules: rules)
        start = builder.log.count
    }

    /// Tries commands until one is accepted, or gives up.
    mutating func step(_ dice: inout Dice) {
        if Int.random(in: 0..<12, using: &dice) == 0 {
            builder.pass(to: builder.round.deadline ?? builder.now)
            return
        }
        for _ in 0..<40 {
            let role = Role.allCases.randomElement(using: &dice) ?? .server
            let command = candidate(&dice)
            if case .success = builder.when(command, by: role.actor(in: builder)) { return }
        }
    }

    private func candidate(_ dice: inout Dice) -> RoundCommand {
        let number = Int.random(in: 1...3, using: &dice)
        let ballot = builder.round.ballots.randomElement(using: &dice)?.name ?? "1-1"
        let person =
            (DemoCast.voters + [DemoCast.conflicted, DemoCast.substitute])
            .randomElement(using: &dice) ?? DemoCast.chair
        switch Int.random(in: 0..<12, using: &dice) {
        case 0: return .noteConnection(person: person, connected: Bool.random(using: &dice))
        case 1: return .markPresence(person: person, present: Bool.random(using: &dice))
        case 2: return .declareInterests(interests: [interest(number)])
        case 3: return .takeUpDossier(dossier: number)
        case 4:
            let verdict = GateVote.Verdict.allCases.randomElement(using: &dice) ?? .meets
            return .castGateVote(
                ballot: ballot, verdict: verdict, reasons: RoundBuilder.reasons)
        case 5:
            return .withdrawDossier(
                dossier: number, version: builder.version(number), reasons: "Elders.")
        case 6:
            return .prepareBallot(
                subject: BallotSubject.allCases.randomElement(using: &dice) ?? .scores)
        case 7: return builder.following(number)
        default:
            let all = probes(of: builder).filter { command in
                // The round's end comes too soon by chance.
                caseName(of: command) != "withdrawRound"
            }
            return all.randomElement(using: &dice) ?? .passTime
        }
    }
}
