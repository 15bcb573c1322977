import Domain
import Engine
import Foundation
import SQLiteJournal

/// How long a server with a long history takes before it serves.
struct StartUp: Sendable {
    /// How much is written: 200 rounds of 5,000 records are a million.
    struct Size: Sendable {
        var rounds = 200
        var recordsPerRound = 5_000
        /// A part of it that `verify` reads, which takes much longer than a start.
        var roundsVerified = 4
    }

    private(set) var records = 0
    private(set) var fileBytes = 0
    private(set) var fillSeconds = 0.0
    /// From nothing to commands being taken, with nothing of the file in memory,
    private(set) var coldSeconds = 0.0
    /// and when the system still remembers the file.
    private(set) var warmSeconds = 0.0
    /// The first look at a round: opened, read and folded.
    private(set) var roundSeconds = 0.0
    private(set) var recordsPerRound = 0
    private(set) var verifiedRecords = 0
    private(set) var verifySeconds = 0.0

    static func measure(below folder: String, _ size: Size = Size()) async throws -> StartUp {
        var startUp = StartUp()
        let town = try SampleTown.script()
        let writers = (1...40).map(SampleTown.writer)
        let few = try SampleRound.drafting(by: writers, in: town.state)
        let round = try SampleRound.drafting(
            by: writers, edits: size.recordsPerRound - few.recordCount, in: town.state)
        startUp.recordsPerRound = round.recordCount
        startUp.records = town.recordCount + size.rounds * round.recordCount
        try await Workshop.withFolder(below: folder) { path in
            try await startUp.fill(path, town, round, rounds: size.rounds)
            try await startUp.start(in: path)
        }
        try await Workshop.withFolder(below: folder) { path in
            var small = StartUp()
            try await small.fill(path, town, round, rounds: size.roundsVerified)
            try await startUp.verify(path)
        }
        return startUp
    }

    /// Writes the same round under many names, on as many cores as there are.
    private mutating func fill(
        _ path: String, _ town: StreamScript<Directory>, _ round: StreamScript<Round>, rounds: Int
    ) async throws {
        fillSeconds = try await Stopwatch.time {
            try await Workshop.withJournal(in: path) { journal in
                try await town.write(to: journal)
                let hands = ProcessInfo.processInfo.activeProcessorCount
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for hand in 0..<hands {
                        group.addTask {
                            for number in stride(from: hand + 1, through: rounds, by: hands) {
                                try await round.write(
                                    to: journal, as: .round(LoadFolder.own(number)))
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }.seconds
        let file = DataFolder.journalFile(in: path)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        fileBytes = (attributes[.size] as? Int) ?? 0
    }

    private mutating func start(in path: String) async throws {
        try DiskSync.forget(DataFolder.journalFile(in: path))
        coldSeconds = try await Self.timeStart(in: path) { _ in 0 }.start
        (warmSeconds, roundSeconds) = try await Self.timeStart(in: path) { engine in
            try await Stopwatch.time {
                _ = try await engine.withRound(LoadFolder.own(1)) { round, _ in round.phase }
            }.seconds
        }
    }

    /// The seconds until the first answer about the directory, and those that the body gives.
    private static func timeStart(
        in path: String, _ body: (Engine<Round>) async throws -> Double
    ) async throws -> (start: Double, body: Double) {
        let begin = ContinuousClock.now
        return try await Workshop.withJournal(in: path) { journal in
            try await Workshop.withEngine(over: journal) { engine in
                _ = try await engine.withDirectory { directory, _ in directory.people.count }
                let start = Stopwatch.seconds(since: begin)
                return (start, try await body(engine))
            }
        }
    }

    private mutating func verify(_ path: String) async throws {
        let (verification, seconds) = try await Workshop.withJournal(in: path) { journal in
            try await Stopwatch.time { try await Verifier<Round>(reading: journal).verify() }
        }
        guard case .ok(let records, _) = verification else {
            throw BenchmarkFailure("what was written doesn't verify: \(verification)")
        }
        (verifiedRecords, verifySeconds) = (records, seconds)
    }
}
