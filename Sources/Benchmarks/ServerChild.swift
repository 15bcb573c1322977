import Domain
import Engine
import Foundation
import Glibc
import NIOSSL
import SQLiteJournal
import Server

/// The server as a process of its own, so that its memory and its work are its own too.
enum ServerChild {
    private static let connectionsMost = 20_000

    /// Serves a data folder on a free port of this computer, which it writes on standard output,
    /// until standard input ends.
    ///
    /// Everything is as an operator would have it but the rate limit of a connection, which would
    /// be measured instead of the server, and how many connections one person or address may have
    /// and one round may have watchers, for all of them come from here.
    static func serve(folder: String, certificate: Options.Certificate?) async throws {
        endWithInput()
        let journal = try SQLiteJournal(owning: try DataFolder(owning: folder))
        try await serve(journal, certificate: certificate)
    }

    /// The same for a sitting in memory, which measures all of the server but its disk.
    static func serveFromMemory(certificate: Options.Certificate?) async throws {
        endWithInput()
        let journal = MemoryJournal()
        let town = try SampleTown.script()
        try await town.write(to: journal)
        try await SampleRound.voting(in: town.state).write(to: journal)
        try await serve(journal, certificate: certificate)
    }

    private static func serve(
        _ journal: any Journal, certificate: Options.Certificate?
    ) async throws {
        var engineSettings = EngineSettings()
        engineSettings.subscribersPerStreamMost = connectionsMost
        let engine = Engine<Round>(
            journal: journal, time: Workshop.time, settings: engineSettings,
            logger: Workshop.logger)
        var settings = ServerSettings()
        settings.port = 0
        settings.session.commandsPerSecond = 1_000_000
        settings.session.commandsBurst = 1_000_000
        settings.connectionsPerPersonMost = connectionsMost
        settings.listener.connectionsPerAddressMax = connectionsMost
        settings.listener.connectionsMax = connectionsMost
        settings.listener.connectionsPerSecondMax = connectionsMost
        settings.listener.tls = try certificate.map { files in
            Listener.TLS(
                certificateChain: try NIOSSLCertificate.fromPEMFile(files.file),
                privateKey: try NIOSSLPrivateKey(file: files.keyFile, format: .pem))
        }
        let server = try Server(
            engine: engine, journal: journal, time: Workshop.time, settings: settings,
            logger: Workshop.logger
        ) { port in
            FileHandle.standardOutput.write(Data("\(port)\n".utf8))
        }
        try await server.run()
    }

    /// Ends this process when nobody holds the other end of its input any more, so that it never
    /// outlives the report that started it.
    private static func endWithInput() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) > 0 {}
            exit(0)
        }
    }
}
