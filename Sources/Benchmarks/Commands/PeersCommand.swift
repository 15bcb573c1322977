package import ArgumentParser
import Foundation

/// Measures our server and others with the same load.
package struct PeersCommand: AsyncParsableCommand {
    /// What can be measured.
    package enum Subject: String, CaseIterable, ExpressibleByArgument, Sendable {
        case fanOut = "fan-out"
        case rates
        case handshakes
        case memory
        case stalled
        case commands
    }

    package static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "Measure this server, node's ws and nginx's nchan with the same load.",
        discussion: """
            Starts each server as a child with the same certificate, and loads them in turn, \
            round after round, so that what else the computer does touches all of them. Prints \
            Markdown; tells meanwhile on standard error how far it is.

            SUBJECTS
              fan-out     1,000 and 5,000 watchers, ws and wss, 8 events in flight
              rates       the same watchers at fixed rates: latency from the intended moment
              handshakes  processor time of a TLS 1.3 handshake, full and resumed
              memory      what a connection costs that does nothing
              stalled     what 10 % of readers that hang do to the others
              commands    durable commands of 64 writers, and what a commit adds to fan-out

            The others come from Debian: apt-get install nodejs node-ws nginx \
            libnginx-mod-nchan. One that isn't installed is named and left out.

            EXAMPLES
              Benchmarks peers --quick
              Benchmarks peers --only fan-out --only rates --svg load.svg --report load.md
              Benchmarks peers --server kansendossier --only commands
            """)

    @Flag(help: "Some tens of seconds instead of some tens of minutes: to see that it works.")
    package var quick = false

    @Option(help: "Measure only this; may be given more than once (see SUBJECTS).")
    package var only: [Subject] = []

    @Option(help: "Measure only this server; may be given more than once.")
    package var server: [MeasuredServer] = []

    @Option(help: "Write a picture of throughput and latency against load to this file.")
    package var svg: String?

    @Option(help: "Write the report to this file instead of standard output.")
    package var report: String?

    @Option(help: "So many watchers instead of 1,000 and 5,000; may be given more than once.")
    package var watchers: [Int] = []

    @Option(help: "Event loops of the load generator; by default one for every two cores.")
    package var loops: Int = max(1, ProcessInfo.processInfo.activeProcessorCount / 2)

    @OptionGroup var options: Options

    package init() {}

    /// The most watchers of one server: each needs a port of this computer.
    package static let watchersMost = 20_000

    /// What is measured, in the order in which it is.
    package var subjects: [Subject] {
        Subject.allCases.filter { only.isEmpty || only.contains($0) }
    }

    /// Refuses what can't be measured.
    package func validate() throws {
        guard (1...64).contains(loops) else {
            throw ValidationError("--loops is a number from 1 to 64")
        }
        guard watchers.allSatisfy((10...Self.watchersMost).contains) else {
            throw ValidationError("--watchers is a number from 10 to \(Self.watchersMost)")
        }
        guard svg == nil || subjects.contains(.rates) else {
            throw ValidationError("--svg shows what `rates` measures: leave it among the subjects")
        }
    }

    /// Measures, and writes what was found.
    package func run() async throws {
        let asked = server.isEmpty ? MeasuredServer.allCases : server
        for missing in asked.compactMap(\.missing) { Benchmarks.tell(missing) }
        let servers = asked.filter { $0.missing == nil }
        guard !servers.isEmpty else { throw BenchmarkFailure("there is no server to measure") }
        var extent = quick ? Extent.quick : .full
        if !watchers.isEmpty { extent.watchers = watchers }
        try FileLimit.hold(for: extent.watchers, servers: servers.count)
        let comparison = Comparison(
            servers: servers, extent: extent, loops: loops, folder: options.folder)
        let findings = try await comparison.measure(subjects)
        if let svg { try Data(findings.picture.utf8).write(to: URL(fileURLWithPath: svg)) }
        if let report {
            try Data("\(findings.markdown)\n".utf8).write(to: URL(fileURLWithPath: report))
        } else {
            Benchmarks.say(findings.markdown)
        }
    }
}

extension MeasuredServer: ExpressibleByArgument {}
