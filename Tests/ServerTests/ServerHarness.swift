import Domain
import Engine
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SQLiteJournal
import Server
import ServiceLifecycle
import Support
import Synchronization
import WebSocket
import Wire

/// A server over a round as it stands somewhere in its course, with a token for everybody in the
/// cast; it can be run more than once on the same records.
final class ServerHarness: Sendable {
    let clock: HeldClock
    private let store: Mutex<any Journal>
    /// Opens the store again after a run, as a restart does; nil keeps it in memory.
    private let reopening: (@Sendable () throws -> SQLiteJournal)?
    let settings: ServerSettings
    let certificate: TestCertificate
    private let engineSettings: EngineSettings

    init(
        _ builder: RoundBuilder, journal: (any Journal)? = nil,
        change: (inout ServerSettings) -> Void = { _ in },
        changeEngine: (inout EngineSettings) -> Void = { _ in },
        reopening: (@Sendable () throws -> SQLiteJournal)? = nil
    ) async throws {
        self.reopening = reopening
        store = Mutex(try journal ?? reopening?() ?? MemoryJournal(epoch: "test"))
        certificate = try TestCertificate()
        clock = HeldClock(builder.now)
        var settings = ServerSettings()
        settings.port = 0
        settings.tickMilliseconds = 20
        settings.listener.connectionsPerAddressMax = 100
        // Where all is slow a request takes longer than anybody who means well would need.
        settings.listener.requestTimeoutSeconds = 300
        settings.listener.stallTimeoutSeconds = 300
        settings.listener.turnTimeoutSeconds = 60
        settings.session.helloSeconds = 300
        // A heartbeat more or less would make no two runs alike.
        settings.session.heartbeatSeconds = 3600
        let names = Numbers()
        settings.connectionNames = { "connection-\(names.next())" }
        let keys = Numbers()
        settings.keys = { Self.key(1_000_000 + keys.next()) }
        settings.listener.tls = certificate.listenerTLS
        settings.listener.allowedOrigins = ["https://localhost:0"]
        change(&settings)
        self.settings = settings
        var engineSettings = EngineSettings()
        engineSettings.keys = { Self.key(2_000_000 + keys.next()) }
        changeEngine(&engineSettings)
        self.engineSettings = engineSettings
        let journal = self.journal
        try await StagedJournal.write(builder.directory, at: builder.now, to: journal)
        if !builder.log.isEmpty { try await StagedJournal.write(builder, to: journal) }
    }

    convenience init(
        _ stage: RoundStage, journal: (any Journal)? = nil,
        change: (inout ServerSettings) -> Void = { _ in },
        changeEngine: (inout EngineSettings) -> Void = { _ in },
        reopening: (@Sendable () throws -> SQLiteJournal)? = nil
    ) async throws {
        try await self.init(
            stage.builder(), journal: journal, change: change, changeEngine: changeEngine,
            reopening: reopening)
    }

    var journal: any Journal { store.withLock { $0 } }

    /// Runs `body` against the server, one of several nodes when it has peers, then stops it
    /// gracefully; `other` is another way to the same records.
    func run(
        beside peers: (any Peers)? = nil, over other: (any Journal)? = nil,
        _ body: @escaping @Sendable (RunningServer) async throws -> Void
    ) async throws {
        var logger = Logger(label: "server")
        logger.logLevel = .critical
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let journal = other ?? journal
        let engine = Engine<Round>(
            journal: journal, time: clock, settings: engineSettings, peers: peers,
            logger: logger)
        let server = try Server(
            engine: engine, journal: journal, time: clock, settings: settings, logger: logger,
            onRunning: { port.yield($0) })
        let services = ServiceGroup(services: [server], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            guard let bound = await iterator.next() else { throw CancellationError() }
            let result = await Task {
                try await body(
                    RunningServer(
                        harness: self, port: bound, engine: engine, server: server))
            }.result
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            try result.get()
        }
        if let reopening {
            try (self.journal as? SQLiteJournal)?.close()
            let opened = try reopening()
            store.withLock { $0 = opened }
        }
    }

    /// A key of that number, as a client would choose it.
    static func key(_ number: Int) -> CommandKey {
        let digits = String(number)
        let text =
            "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        guard let key = CommandKey(text) else { preconditionFailure("\(text) is a UUID") }
        return key
    }

    /// The secret of somebody's token.
    static func secret(of holder: Actor.Identity) -> String { StagedJournal.secret(of: holder) }

    /// The name of somebody's token.
    static func token(of holder: Actor.Identity) -> TokenID { StagedJournal.token(of: holder) }
}

/// Counts from 1.
final class Numbers: Sendable {
    private let last = Mutex(0)

    func next() -> Int {
        last.withLock {
            $0 += 1
            return $0
        }
    }
}

/// A server that is being run, from the outside.
struct RunningServer: Sendable {
    let harness: ServerHarness
    let port: Int
    let engine: Engine<Round>
    let server: Server

    /// A socket that hasn't said hello.
    func connect(
        deflate: DeflateSettings? = nil, wire: WireNotes? = nil
    ) async throws -> Peer {
        let (connection, entries) = try await open(deflate: deflate, wire: wire)
        return Peer(connection, entries)
    }

    /// A socket with these headers, as a browser opens it from a page of that origin.
    func connect(headers: [(String, String)], origin: String?) async throws -> Peer {
        var all = HTTPHeaders(headers)
        if let origin { all.add(name: "Origin", value: origin) }
        let (connection, entries) = try await open(headers: all)
        return Peer(connection, entries)
    }

    /// The same, with what comes over it still unread; `wire` notes every byte after TLS.
    func open(
        headers: HTTPHeaders = [:], deflate: DeflateSettings? = nil, wire: WireNotes? = nil
    ) async throws -> (WebSocketConnection, AsyncStream<Inbox.Entry>) {
        let context = try harness.certificate.clientContext()
        // A busy machine may take longer over a test than a living peer may stay silent.
        var limits = WebSocketLimits()
        limits.silenceSeconds = 600
        let client = WebSocketClient(
            host: "localhost", port: port, path: "/ws",
            subprotocols: [WireProtocol.subprotocol], headers: headers, deflate: deflate,
            limits: limits
        ) { channel in
            try channel.pipeline.syncOperations.addHandler(
                NIOSSLClientHandler(context: context, serverHostname: "localhost"))
            if let wire { try channel.pipeline.syncOperations.addHandler(WireTap(wire)) }
        }
        let (stream, continuation) = AsyncStream.makeStream(of: Inbox.Entry.self)
        let connection = try await client.connect(on: MultiThreadedEventLoopGroup.singleton) { _ in
            Inbox(continuation)
        }
        return (connection, stream)
    }

    /// A socket of this person.
    func connect(as person: PersonID) async throws -> Peer {
        try await connect(as: .person(person))
    }

    /// A socket of this holder of a token.
    func connect(
        as holder: Actor.Identity, deflate: DeflateSettings? = nil, wire: WireNotes? = nil
    ) async throws -> Peer {
        let peer = try await connect(deflate: deflate, wire: wire)
        let answer = await peer.ask(
            "hello", ["token": .string(ServerHarness.secret(of: holder))])
        guard answer["result"] != nil else { throw UnexpectedAnswer(answer: answer) }
        return peer
    }
}

/// An answer that a test did not reckon with.
struct UnexpectedAnswer: Error { let answer: JSONValue? }
