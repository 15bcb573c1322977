import Client
import Domain
import Engine
import Foundation
import SQLiteJournal

/// Everything that is measured, in one run, as a table.
struct Report {
    private let folder: String
    private let certificate: Options.Certificate?
    private var table = FigureTable("what", "measured", "how")
    private let begin = ContinuousClock.now
    /// How long each load goes on.
    private static let loadSeconds = 3.0
    private static let syncSeconds = 1.0
    private static let fanOutCommands = 1_000

    private init(_ folder: String, _ certificate: Options.Certificate?) {
        self.folder = folder
        self.certificate = certificate
    }

    /// Measures everything, which takes some minutes, and gives the report in Markdown.
    static func write(
        _ folder: String, certificate: Options.Certificate?
    ) async throws -> String {
        var report = Report(folder, certificate)
        try await report.addEngineLoads()
        try await report.addSockets()
        try await report.addStartUp()
        return report.markdown
    }

    private var markdown: String {
        let seconds = Stopwatch.seconds(since: begin).text(0)
        let command = CommandLine.arguments.joined(separator: " ")
        return """
            # Benchmarks

            `\(command)`, \(Workshop.now), \(Machine.text), \(seconds) s.

            \(table.markdown)
            """
    }

    private mutating func note(_ figure: Figure) {
        table.add(figure)
        // Some minutes without a word look like a program that hangs.
        Benchmarks.tell("\(figure.name): \(figure.value)")
    }

    // MARK: Commands

    private mutating func addEngineLoads() async throws {
        try await Workshop.withFolder(below: folder) { path in
            var syncs: [Double] = []
            // A disk that others use too changes from second to second, so it is asked each time.
            func askDisk() throws {
                syncs.append(try DiskSync.pagesPerSecond(in: path, seconds: Self.syncSeconds))
            }
            var loads: [(name: String, load: EngineLoad)] = []
            try await Workshop.withJournal(in: path) { journal in
                try await LoadFolder.fill(journal)
                for (name, drafts) in Self.engineDrafts {
                    try askDisk()
                    loads.append((name, try await .run(drafts, Self.loadSeconds, journal)))
                }
            }
            try askDisk()
            syncs.sort()
            let disk = syncs[syncs.count / 2]
            note(
                Figure(
                    "bare fdatasync", "\(Int(disk).grouped)/s",
                    "4 KiB pages; median of \(syncs.count) times \(Self.syncSeconds.text(0)) s, "
                        + "\(Int(syncs[0]).grouped) to \(Int(syncs[syncs.count - 1]).grouped)"))
            for (name, load) in loads { note(load.figure(name, pagesPerSecond: disk)) }
        }
    }

    /// Every load on the engine: all in one round, and each in a round of its own.
    private static var engineDrafts: [(name: String, drafts: [LoadFolder.Draft])] {
        LoadFolder.sizes.flatMap { size in
            let together = (
                "\(size) writer\(size == 1 ? "" : "s") in one round",
                LoadFolder.together(size)
            )
            let apart = ("\(size) writers in \(size) rounds", LoadFolder.apart(size))
            return size == 1 ? [together] : [together, apart]
        }
    }

    // MARK: Sockets

    private mutating func addSockets() async throws {
        let scheme = certificate == nil ? "ws" : "wss"
        try await Workshop.withFolder(below: folder) { path in
            try await Workshop.withJournal(in: path) { try await LoadFolder.fill($0) }
            let idle = try await ServerProcess.serving(path, certificate: certificate) {
                try await IdleConnections.measure(on: $0)
            }
            try await ServerProcess.serving(path, certificate: certificate) { server in
                for size in LoadFolder.sizes {
                    try await addSocketLoad(size, over: scheme, on: server)
                }
                try await addFanOut(over: scheme, on: server)
            }
            addIdle(idle, over: scheme)
        }
    }

    private mutating func addSocketLoad(
        _ size: Int, over scheme: String, on server: ServerProcess
    ) async throws {
        let drafts = LoadFolder.together(size)
        let configurations = drafts.map { server.configuration(for: $0.writer) }
        let load = try await Crowd.gather(configurations) { clients in
            let writers = zip(clients, drafts).map { client, draft in
                Load.Writer(by: client, draft.round, draft.dossier)
            }
            return try await Load.run(writers, .seconds(Self.loadSeconds))
        }
        note(
            Figure(
                "commands over \(scheme), \(size) client\(size == 1 ? "" : "s")",
                "\(Int(load.commandsPerSecond).grouped)/s",
                "one round, one command each at a time; \(load.latencies.text)"))
    }

    private mutating func addFanOut(
        over scheme: String, on server: ServerProcess
    ) async throws {
        let fanOut = try await FanOut.measure(
            on: server, watchers: SampleTown.watchersMost, commands: Self.fanOutCommands)
        note(
            Figure(
                "command to all of 100 subscribers, \(scheme)", fanOut.toAll.text,
                "\(fanOut.toAll.count.grouped) commands, one after the other"))
        note(
            Figure(
                "command to each of 100 subscribers, \(scheme)", fanOut.toEach.text,
                "\(fanOut.toEach.count.grouped) deliveries"))
        note(Figure("command to its own answer, \(scheme)", fanOut.toAnswer.text, "meanwhile"))
    }

    private mutating func addIdle(_ idle: IdleConnections, over scheme: String) {
        let mebibytes = { (bytes: Int) in (Double(bytes) / 1_048_576).text(1) }
        note(
            Figure(
                "memory per idle connection, \(scheme)",
                "\((Double(idle.bytesEach) / 1024).text(1)) KiB",
                "\(idle.connections.grouped) signed in; server \(mebibytes(idle.emptyBytes)) MiB "
                    + "empty, \(mebibytes(idle.signedInBytes)) MiB with them"))
        note(
            Figure(
                "memory per connection that follows a view, \(scheme)",
                "\((Double(idle.bytesEachFollowing) / 1024).text(1)) KiB",
                "the same; server \(mebibytes(idle.followingBytes)) MiB"))
    }

    // MARK: Start-up

    private mutating func addStartUp() async throws {
        let startUp = try await StartUp.measure(below: folder)
        let mebibytes = startUp.fileBytes / 1_048_576
        let history = "\(startUp.records.grouped) records, \(mebibytes.grouped) MiB"
        note(
            Figure(
                "start-up, file not in memory", "\((startUp.coldSeconds * 1000).text(0)) ms",
                "\(history); written in \(startUp.fillSeconds.text(0)) s"))
        note(
            Figure(
                "start-up, file in memory", "\((startUp.warmSeconds * 1000).text(0)) ms",
                "the same, opened again"))
        note(
            Figure(
                "first look at a round", "\((startUp.roundSeconds * 1000).text(0)) ms",
                "\(startUp.recordsPerRound.grouped) records read and folded"))
        note(
            Figure(
                "verify",
                "\(Int(Double(startUp.verifiedRecords) / startUp.verifySeconds).grouped) records/s",
                "\(startUp.verifiedRecords.grouped) records"))
    }
}
