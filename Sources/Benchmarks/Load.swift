import Client
import Domain
import Engine

/// Writers that work at the same time, each with a draft of its own, each waiting for its answer.
struct Load: Sendable {
    /// Somebody who edits one draft over and over.
    struct Writer: Sendable {
        let dossier: DossierNumber
        /// Gives a command and returns once it is durable; throws when it isn't accepted.
        let send: @Sendable (RoundCommand) async throws -> Void
    }

    /// How long a load goes on.
    enum Length: Sendable {
        case seconds(Double)
        case commandsEach(Int)
    }

    /// What a load came to.
    struct Outcome: Sendable {
        let seconds: Double
        /// From each command to its answer.
        let latencies: Latencies

        var commands: Int { latencies.count }
        var commandsPerSecond: Double { Double(commands) / seconds }
    }

    /// Lets all writers work; the drafts must be at version 1 and nobody else's.
    static func run(_ writers: [Writer], _ length: Length) async throws -> Outcome {
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: Latencies.self) { group in
            for writer in writers {
                group.addTask { try await work(writer, since: start, length) }
            }
            var all = Latencies()
            for try await one in group { all.add(one) }
            return all
        }
        return Outcome(seconds: Stopwatch.seconds(since: start), latencies: latencies)
    }

    private static func work(
        _ writer: Writer, since start: ContinuousClock.Instant, _ length: Length
    ) async throws -> Latencies {
        var latencies = Latencies()
        while goesOn(length, since: start, done: latencies.count) {
            let version = latencies.count + 1
            let command = SampleRound.edition(
                of: writer.dossier, version: version, serial: version)
            let sentAt = ContinuousClock.now
            try await writer.send(command)
            latencies.note(ContinuousClock.now - sentAt)
        }
        return latencies
    }

    private static func goesOn(
        _ length: Length, since start: ContinuousClock.Instant, done: Int
    ) -> Bool {
        switch length {
        case .seconds(let seconds): Stopwatch.seconds(since: start) < seconds
        case .commandsEach(let count): done < count
        }
    }
}

extension Load.Writer {
    /// Somebody who needs no socket: the engine's own door.
    init(_ person: PersonID, on engine: Engine<Round>, _ round: RoundID, _ dossier: DossierNumber) {
        self.init(dossier: dossier) { command in
            let reply = await withCheckedContinuation { continuation in
                engine.submit(
                    Order(command, by: .person(person), key: .random()) {
                        continuation.resume(returning: $0)
                    }, to: round)
            }
            guard case .accepted = reply else {
                throw BenchmarkFailure("\(person)'s command got \(reply)")
            }
        }
    }

    /// Somebody at the other end of a socket.
    init(by client: Client, _ round: RoundID, _ dossier: DossierNumber) {
        self.init(dossier: dossier) { _ = try await client.send($0, to: round) }
    }
}
