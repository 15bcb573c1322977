import Domain
import Support
import Testing

/// What holds of every round, whatever happens in it: drawn from seeds, from plays that use the
/// harder half of the rule book.
struct RoundLawTests {
    private static let seeds = Array(UInt64(1)...30)

    /// A play that goes on by chance.
    private func play(_ seed: UInt64, steps: Int) -> RoundBuilder {
        var dice = Dice(seed: seed &* 7919)
        let plays = RoundSamplePlays.all
        var builder = plays[Int(seed) % plays.count]
        for _ in 0..<steps {
            if Int.random(in: 0..<6, using: &dice) == 0 {
                builder.pass(to: builder.round.deadline ?? builder.now)
                continue
            }
            let commands = probes(of: builder)
            for _ in 0..<30 {
                guard let command = commands.randomElement(using: &dice),
                    let role = Role.allCases.randomElement(using: &dice)
                else { continue }
                if case .success = builder.when(command, by: role.actor(in: builder)) { break }
            }
        }
        return builder
    }

    @Test(arguments: seeds)
    func `replay equals live, also through JSON and from any moment on`(seed: UInt64) {
        let builder = play(seed, steps: 12)
        var dice = Dice(seed: seed)
        let cut = Int.random(in: 0...builder.log.count, using: &dice)
        var replayed = Round(stream: .round(DemoCast.round))
        var snapshot = replayed
        for (index, (event, stamp)) in builder.log.enumerated() {
            if index == cut { snapshot = replayed }
            let deviation = replayed.deviation(of: event, stamp: stamp, hashing: builder.hashing)
            #expect(deviation == nil, "\(caseName(of: event)) at \(stamp.position)")
            replayed.apply(decoded(RoundEvent.self, from: event), stamp: stamp)
        }
        #expect(replayed == builder.round)
        if cut < builder.log.count {
            for (event, stamp) in builder.log[cut...] { snapshot.apply(event, stamp: stamp) }
            #expect(snapshot == builder.round)
        }
    }

    @Test(arguments: seeds)
    func `no reading and no dry run changes anything`(seed: UInt64) {
        let builder = play(seed, steps: 4)
        let before = builder.round
        let round = builder.round
        var shown: [[String]] = []
        for _ in 1...2 {
            var lines: [String] = []
            for viewer in everyViewer {
                for key in round.partKeys {
                    let part = round.part(key, for: viewer).map { canonicalText(of: $0) }
                    lines.append(part ?? "")
                }
            }
            shown.append(lines)
            for command in probes(of: builder) {
                for role in Role.allCases {
                    let actor = role.actor(in: builder)
                    _ = try? round.rehearse(command, by: actor, in: builder.world)
                }
            }
        }
        #expect(shown[0] == shown[1])
        #expect(round == before)
    }

    @Test(arguments: seeds)
    func `what a dry run says comes about when it is confirmed, and not otherwise`(seed: UInt64) {
        let builder = play(seed, steps: 4)
        for command in probes(of: builder) {
            for role in Role.allCases {
                let actor = role.actor(in: builder)
                guard
                    let rehearsed = try? builder.round.rehearse(
                        command, by: actor, in: builder.world)
                else { continue }
                var world = builder.world
                world.confirmation = .given(rehearsed.confirmation)
                #expect(
                    (try? builder.round.decide(command, by: actor, in: world)) != nil,
                    "\(role) \(caseName(of: command))")
                world.confirmation = .given(.zero)
                #expect(
                    (try? builder.round.decide(command, by: actor, in: world)) == nil,
                    "\(role) \(caseName(of: command))")
            }
        }
    }
}
