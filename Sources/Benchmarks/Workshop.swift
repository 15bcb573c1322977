import Domain
import Engine
import Foundation
import Logging
import SQLiteJournal

/// Data folders that exist while something is measured in them, and engines that run in them.
enum Workshop {
    static let logger = Logger(label: "benchmarks", factory: { _ in SwiftLogNoOpLogHandler() })

    /// This moment by the wall clock.
    static var now: Instant {
        Instant(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    static let time = SystemTime { Workshop.now }

    /// Gives the body the path of a folder of its own, and removes that folder afterwards.
    static func withFolder<Value>(
        below folder: String, _ body: (String) async throws -> Value
    ) async throws -> Value {
        let path = URL(fileURLWithPath: folder)
            .appendingPathComponent("kansendossier-benchmark-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    /// Opens the journal in a folder for as long as the body takes.
    static func withJournal<Value>(
        in path: String, _ body: (SQLiteJournal) async throws -> Value
    ) async throws -> Value {
        let journal = try SQLiteJournal(owning: try DataFolder(owning: path))
        do {
            let value = try await body(journal)
            try journal.close()
            return value
        } catch {
            try? journal.close()
            throw error
        }
    }

    /// Starts an engine over a journal, and stops it when the body is done.
    static func withEngine<Value>(
        over journal: any Journal, _ body: (Engine<Round>) async throws -> Value
    ) async throws -> Value {
        let engine = Engine<Round>(journal: journal, time: time, logger: logger)
        try await engine.start()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await engine.run() }
            defer { engine.stop() }
            return try await body(engine)
        }
    }
}

/// How long things take, measured on the clock that never goes back.
enum Stopwatch {
    /// The seconds that the body took, with what it gave.
    static func time<Value>(
        _ body: () async throws -> Value
    ) async rethrows -> (value: Value, seconds: Double) {
        let start = ContinuousClock.now
        let value = try await body()
        return (value, seconds(since: start))
    }

    static func seconds(since start: ContinuousClock.Instant) -> Double {
        (ContinuousClock.now - start) / .seconds(1)
    }
}
