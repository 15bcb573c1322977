import ArgumentParser
import Foundation

/// The root of all commands.
struct BenchmarksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks",
        abstract: "What kansendossier costs, and whether it costs more than it did.",
        discussion: """
            counts holds what may never grow and takes seconds; report gives figures of this \
            computer; peers sets them beside those of other servers, in the same run; nodes \
            measures several servers on one database. Build with optimisation first: swift build \
            -c release --product Benchmarks.
            """,
        subcommands: [
            CountsCommand.self, ReportCommand.self, PeersCommand.self, IndicatorsCommand.self,
            IntakeCommand.self, NodesCommand.self, ServeCommand.self,
        ])
}

/// Holds what hardly depends on the computer.
struct CountsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counts",
        abstract: "Hold what may never grow: ends with exit code 1 when a count is off.")

    @OptionGroup var options: Options

    func run() async throws {
        let counts = try await Counts.take(below: options.folder)
        Benchmarks.say(counts.table)
        if !counts.areAllWithin { throw ExitCode.failure }
    }
}

/// Measures our own server alone.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Measure commands, sockets, memory and start-up here, in some minutes.")

    @OptionGroup var options: Options
    @OptionGroup var files: Options.Files

    func run() async throws {
        Benchmarks.say(try await Report.write(options.folder, certificate: files.certificate))
    }
}

/// The server that the others measure from outside; they start it.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "The server that is measured.", shouldDisplay: false)

    @Argument(help: "The data folder.")
    var folder: String?

    @Flag(help: "Serve a sitting from memory instead.")
    var memory = false

    @OptionGroup var files: Options.Files

    func run() async throws {
        switch (folder, memory) {
        case (nil, true): try await ServerChild.serveFromMemory(certificate: files.certificate)
        case (let folder?, false):
            try await ServerChild.serve(folder: folder, certificate: files.certificate)
        default: throw ValidationError("serve FOLDER, or serve --memory")
        }
    }
}
