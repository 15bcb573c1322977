import Client
import Domain
import Engine
import Synchronization
import Wire

/// Writers spread over nodes and rounds, each draft watched on every node.
///
/// A node here is an engine with a journal of its own and no socket above it, as in `EngineLoad`:
/// what is measured is what sharing a database costs, and nothing that one node has too.
struct NodeLoad: Sendable {
    /// How the load is spread.
    struct Shape: Sendable {
        let nodes: Int
        let rounds: Int
        /// At least one in each round.
        let writers: Int

        var writersPerRound: Int { max(1, writers / rounds) }
    }

    /// What one load came to.
    struct Outcome: Sendable {
        var commandsPerSecond = 0.0
        /// From each command to its answer.
        var answers = Latencies()
        /// From each command to the last of its watchers, one on each node.
        var toAll = Latencies()
        /// From the watcher on the writer's node to each watcher on another one.
        var between = Latencies()
        var commands = 0
        var commits = 0
        var conflicts = 0
        var putOff = 0

        func perThousand(_ count: Int) -> Double { Double(count) * 1000 / Double(max(1, commands)) }
    }

    private let shape: Shape
    private let engines: [Engine<Round>]
    /// Begins the name of each round of this load, which no other has.
    private let name: String

    /// Writes the rounds of this load, and lets everybody work for so many seconds.
    static func run(
        _ shape: Shape, named name: String, over journals: [any Journal], in directory: Directory,
        _ length: Load.Length
    ) async throws -> Outcome {
        let writers = (1...shape.writersPerRound).map(SampleTown.writer)
        let script = try SampleRound.drafting(by: writers, in: directory)
        for round in 0..<shape.rounds {
            try await script.write(to: journals[0], as: .round(Self.round(name, round)))
        }
        return try await withEngines(over: journals) { engines in
            try await NodeLoad(shape: shape, engines: engines, name: name).measure(length)
        }
    }

    private static func withEngines<Value>(
        over journals: [any Journal], _ engines: [Engine<Round>] = [],
        _ body: ([Engine<Round>]) async throws -> Value
    ) async throws -> Value {
        guard engines.count < journals.count else { return try await body(engines) }
        return try await Workshop.withEngine(over: journals[engines.count]) { engine in
            try await withEngines(over: journals, engines + [engine], body)
        }
    }

    private static func round(_ name: String, _ number: Int) -> RoundID {
        guard let round = RoundID(rawValue: "\(name)-\(number)") else {
            preconditionFailure("a name and a number make a name")
        }
        return round
    }

    /// Every draft with its writer's node and the watchers of it.
    private func measure(_ length: Load.Length) async throws -> Outcome {
        var watches: [DraftWatch] = []
        var writers: [Load.Writer] = []
        for index in 0..<(shape.rounds * shape.writersPerRound) {
            let (draft, round) = index.quotientAndRemainder(dividingBy: shape.rounds)
            let place = Self.round(name, round)
            // Those of one round are at different nodes, whatever the numbers have in common.
            let watch = DraftWatch(nodes: engines.count, own: (draft + round) % engines.count)
            try await watch.begin(at: place, by: SampleTown.writer(draft + 1), on: engines)
            watches.append(watch)
            writers.append(writer(draft + 1, at: place, watch, on: engines[watch.own]))
        }
        let before = engines.map(\.statistics)
        let load = try await Load.run(writers, length)
        for watch in watches { await watch.untilAll() }
        return outcome(of: load, watches, since: before)
    }

    private func outcome(
        of load: Load.Outcome, _ watches: [DraftWatch], since before: [EngineStatistics]
    ) -> Outcome {
        var outcome = Outcome()
        outcome.commandsPerSecond = load.commandsPerSecond
        outcome.commands = load.commands
        outcome.answers = load.latencies
        for watch in watches {
            outcome.toAll.add(watch.toAll)
            outcome.between.add(watch.between)
        }
        for (after, before) in zip(engines.map(\.statistics), before) {
            outcome.commits += after.commits - before.commits
            outcome.conflicts += after.conflicts - before.conflicts
            outcome.putOff += after.commandsPutOff - before.commandsPutOff
        }
        return outcome
    }

    /// Somebody who edits one draft at one node, and asks again when the node is too busy.
    private func writer(
        _ number: Int, at round: RoundID, _ watch: DraftWatch, on engine: Engine<Round>
    ) -> Load.Writer {
        let person = SampleTown.writer(number)
        return Load.Writer(dossier: number) { command in
            let key = CommandKey.random()
            watch.noteSending()
            while true {
                let reply = await withCheckedContinuation { continuation in
                    engine.submit(
                        Order(command, by: .person(person), key: key) {
                            continuation.resume(returning: $0)
                        }, to: round)
                }
                switch reply {
                case .accepted: return
                case .busy(let milliseconds):
                    try await Task.sleep(for: .milliseconds(milliseconds))
                case .unavailable, .unknownOutcome: try await Task.sleep(for: .milliseconds(10))
                case .refused: throw BenchmarkFailure("\(person)'s command got \(reply)")
                }
            }
        }
    }
}
