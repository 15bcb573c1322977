import ArgumentParser
import PostgresJournal

/// Measures several nodes on one database beside one node on SQLite.
struct NodesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nodes",
        abstract: "Measure one, two and three nodes on PostgreSQL beside one on SQLite.",
        discussion: """
            Ends with exit code 1 when a count is off. The database must be empty and is left \
            full: make one for this alone.

            EXAMPLES
              createdb kansendossier_benchmark
              Benchmarks nodes --database postgres://%2Frun%2Fpostgresql/kansendossier_benchmark
            """)

    @OptionGroup var options: Options

    @Option(help: "The database, as in the setting `journal`.")
    var database: String

    @Option(help: "For how many seconds each load goes on.")
    var seconds = 3.0

    func run() async throws {
        let report = try await NodesReport.write(
            try PostgresAddress(database), below: options.folder, seconds: seconds)
        Benchmarks.say(report.markdown)
        if !report.areAllWithin { throw ExitCode.failure }
    }
}
