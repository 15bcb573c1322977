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
        try await store(
            .directory, try Self.directoryEvents(builder.directory, at: builder.now),
            RecordCodec<Directory>())
        if !builder.log.isEmpty {
            try await store(
                .round(DemoCast.round), builder.log, RecordCodec<Round>(),
                deadline: builder.round.deadline)
        }
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

    /// Runs `body` against the server, then stops it gracefully.
    func run(_ body: @escaping @Sendable (RunningServer) async throws -> Void) async throws {
        var logger = Logger(label: "server")
        logger.logLevel = .critical
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let engine = Engine<Round>(
            journal: journal, time: clock, settings: engineSettings, logger: logger)
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
            try (journal as? SQLiteJournal)?.close()
            let opened = try reopening()
            store.withLock { $0 = opened }
        }
    }

    /// How long a token lives: longer than a round, so that tests may jump through it.
    static let tokenSeconds = 400 * 86_400

    /// A key of that number, as a client would choose it.
    static func key(_ number: Int) -> CommandKey {
        let digits = String(number)
        let text =
            "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        guard let key = CommandKey(text) else { preconditionFailure("\(text) is a UUID") }
        return key
    }

    /// The secret of somebody's token.
    static func secret(of holder: Actor.Identity) -> String { "kd_secret-\(holder)" }

    /// The name of somebody's token.
    static func token(of holder: Actor.Identity) -> TokenID {
        let text = "\(holder)".replacing("/", with: "-")
        guard let token = TokenID(rawValue: text) else {
            preconditionFailure("\(text) is an identifier")
        }
        return token
    }

    private func store<Stream: Aggregate>(
        _ stream: StreamID, _ log: [(event: Stream.Event, stamp: Stamp)],
        _ codec: RecordCodec<Stream>, deadline: Instant? = nil
    ) async throws {
        var previous = Digest.zero
        var records: [StoredRecord] = []
        for (event, stamp) in log {
            let record = codec.record(
                of: event,
                header: RecordHeader(
                    stream: stream, position: records.count + 1, at: stamp.at, actor: stamp.by,
                    actingFor: stamp.actingFor, key: nil, previous: previous))
            records.append(record)
            previous = record.hash
        }
        try await journal.append(
            Append(
                stream: stream, expectedPosition: 0, records: records, receipts: [],
                deadline: deadline))
    }

    private static func directoryEvents(
        _ directory: Directory, at now: Instant
    ) throws -> [(event: DirectoryEvent, stamp: Stamp)] {
        var events: [DirectoryEvent] = [
            .directoryFounded(
                municipality: directory.municipality, municipalityName: directory.municipalityName)
        ]
        events += directory.organisations.values.sorted { $0.id < $1.id }.map {
            .organisationRegistered(organisation: $0)
        }
        for person in directory.people.values.sorted(by: { $0.id < $1.id }) {
            events.append(
                .personRegistered(person: person.id, name: person.name, emails: person.emails))
            events += person.memberships.sorted { $0.key < $1.key }.map {
                .membershipAdded(person: person.id, organisation: $0.key, role: $0.value)
            }
            events += person.municipalRoles.map { .roleGranted(person: person.id, role: $0) }
            events += try token(for: .person(person.id), .full, in: directory, now)
        }
        events += directory.register.values.map { .regularServiceAdded(service: $0) }
        events += try token(for: .projector(DemoCast.round), .read, in: directory, now)
        return events.map { ($0, Stamp(position: 0, at: now, by: .server)) }
    }

    /// What the directory makes of a token for this holder.
    private static func token(
        for holder: Actor.Identity, _ scope: TokenScope, in directory: Directory, _ now: Instant
    ) throws -> [DirectoryEvent] {
        try directory.decide(
            .issueToken(
                token: token(of: holder), holder: holder,
                secret: SHA256Hashing().digest(of: Array(secret(of: holder).utf8)), scope: scope,
                expiresAt: now.advanced(bySeconds: tokenSeconds), label: "test"), by: .server,
            in: World(now: now, directory: directory, hashing: SHA256Hashing()))
    }
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
