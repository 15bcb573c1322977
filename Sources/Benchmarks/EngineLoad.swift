import Domain
import Engine
import SQLiteJournal

/// A load on the engine with the store below it and no socket above it.
struct EngineLoad: Sendable {
    private let outcome: Load.Outcome
    private let commits: Int

    /// Lets one writer work on each draft, for so many seconds.
    static func run(
        _ drafts: [LoadFolder.Draft], _ seconds: Double,
        _ journal: SQLiteJournal
    ) async throws -> EngineLoad {
        try await Workshop.withEngine(over: journal) { engine in
            let writers = drafts.map {
                Load.Writer($0.writer, on: engine, $0.round, $0.dossier)
            }
            let before = journal.statistics.commits
            let outcome = try await Load.run(writers, .seconds(seconds))
            return EngineLoad(outcome: outcome, commits: journal.statistics.commits - before)
        }
    }

    /// Commands per second, and how they compare with what the disk can do.
    func figure(_ name: String, pagesPerSecond: Double) -> Figure {
        let ratio = outcome.commandsPerSecond / pagesPerSecond
        let commitsPerThousand = Double(commits) * 1000 / Double(max(1, outcome.commands))
        return Figure(
            "engine and SQLite, \(name)", "\(Int(outcome.commandsPerSecond).grouped)/s",
            "\(ratio.text(2)) × fdatasync; \(commitsPerThousand.text(0)) commits per 1,000 "
                + "commands; \(outcome.latencies.text)")
    }
}
