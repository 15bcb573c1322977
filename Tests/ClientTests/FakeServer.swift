import Domain
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization
import WebSocket
import Wire

/// A server of one board that counts accepted commands: it speaks the protocol on loopback, and
/// fails wherever a test wants it to.
final class FakeServer: Sendable {
    /// What goes wrong with one command.
    enum CommandFault: Sendable {
        case none
        /// The connection breaks before anything happened.
        case cutBefore
        /// It has its effect, and the answer is lost.
        case cutBeforeAnswer
        /// It has its effect and its answer, and then the connection breaks.
        case cutAfterAnswer
        case refuse(CallError)
        /// No answer, ever.
        case silence
    }

    /// What goes wrong with one event on its way to one connection.
    enum EventFault: Sendable {
        case none, drop, twice, cutBefore, cutAfter
    }

    static let stream = "round/venlo-2019"
    static let view = "coordinator"

    struct State {
        var onCommand: @Sendable (_ index: Int) -> CommandFault = { _ in .none }
        var onEvent: @Sendable (_ index: Int) -> EventFault = { _ in .none }
        var helloRefusal: CallError?
        /// Connections are closed with these codes instead of an answer to hello.
        var helloCodes: [UInt16] = []
        var subscribeRefusal: CallError?
        var limits = HelloResult.Limits(commandsPerSecond: 100_000, commandsBurst: 100_000)
        /// More events than these aren't brought again.
        var resumeMost = 500

        var hellos = 0
        var tokens: [String] = []
        var requests: [Request] = []
        var closures: [UInt16] = []
        /// The keys of the commands that had an effect, in order.
        var effects: [String] = []
        /// The keys of all commands that came, in order.
        var keys: [String] = []
        var epoch = "first"
        var board: [String: JSONValue] = [:]
        var events: [JSONValue] = []
        /// Events up to here are forgotten, as after a restore.
        var forgotten = 0

        var sessions: [Int: Session] = [:]
        var lastSession = 0
        var commandIndex = 0
        var eventIndex = 0

        var head: Int { forgotten + events.count }
    }

    struct Session {
        let connection: WebSocketConnection
        var isWatching = false
    }

    let state: Mutex<State>
    private let listener = Mutex<(any Channel)?>(nil)

    private init(_ state: State) { self.state = Mutex(state) }

    var port: Int { listener.withLock { $0?.localAddress?.port ?? 0 } }

    /// Runs a server for as long as the body takes.
    static func run(
        tls: NIOSSLContext? = nil, set: (inout State) -> Void = { _ in },
        _ body: (FakeServer) async throws -> Void
    ) async throws {
        var state = State()
        set(&state)
        let server = FakeServer(state)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try server.prepare(channel, tls: tls) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.listener.withLock { $0 = channel }
        do {
            try await body(server)
        } catch {
            try? await channel.close()
            throw error
        }
        try? await channel.close()
    }

    private func prepare(_ channel: any Channel, tls: NIOSSLContext?) throws {
        if let tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
        }
        let upgrader = WebSocketServerUpgrader<Void>(
            limits: WebSocketLimits(),
            check: { request throws(OpeningRequest.Refusal) in
                try request.check(subprotocols: [WireProtocol.subprotocol])
            },
            makeDelegate: { _, _, _ in FakeSession(server: self) }, result: { _ in })
        let upgrade = NIOTypedHTTPServerUpgradeConfiguration<Void>(
            upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in channel.close() })
        _ = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
            configuration: .init(upgradeConfiguration: upgrade))
    }
}

// MARK: - What a test does

extension FakeServer {
    /// Something happens on the board.
    func publish(_ parts: [String: JSONValue]) {
        perform(state.withLock { $0.publish(parts) })
    }

    /// Something happens on the board, and nobody is told.
    func publishSilently(_ parts: [String: JSONValue]) {
        state.withLock { _ = $0.publish(parts) }
    }

    /// Sends the same bytes to everyone.
    func send(_ bytes: [UInt8]) {
        perform(state.withLock { state in state.sessions.keys.map { ($0, .send(bytes)) } })
    }

    func heartbeat() {
        let head = state.withLock { $0.head }
        guard let stream = StreamID(Self.stream) else { return }
        send(
            Heartbeat(
                serverTime: Instant(milliseconds: 0),
                offsets: [.init(stream: stream, view: Self.view, offset: head)]
            ).bytes)
    }

    /// Closes every connection with this code.
    func close(_ code: UInt16) {
        perform(state.withLock { state in state.sessions.keys.map { ($0, .close(code)) } })
    }

    /// Breaks every connection.
    func cut() {
        perform(state.withLock { state in state.sessions.keys.map { ($0, .cut) } })
    }
}

// MARK: - What the server does

extension FakeServer {
    enum Output: Sendable {
        case send([UInt8])
        case close(UInt16)
        case cut
    }

    func perform(_ outputs: [(Int, Output)]) {
        for (id, output) in outputs {
            guard let session = state.withLock({ $0.sessions[id] }) else { continue }
            switch output {
            case .send(let bytes): session.connection.send(text: ByteBuffer(bytes: bytes))
            case .close(let code):
                session.connection.close(WebSocketCloseCode(rawValue: code), reason: "test")
            case .cut: session.connection.withHandler { $0.channel?.close(promise: nil) }
            }
        }
    }
}

extension FakeServer.State {
    typealias Output = (Int, FakeServer.Output)

    mutating func publish(_ parts: [String: JSONValue]) -> [Output] {
        for (key, value) in parts { board[key] = value == .null ? nil : value }
        let params: JSONValue = [
            "at": "2026-01-01T00:00:00.000Z", "epoch": .string(epoch), "offset": .integer(head + 1),
            "parts": .object(parts), "stream": .string(FakeServer.stream),
            "view": .string(FakeServer.view),
        ]
        events.append(params)
        let message = Self.notification("event", params)
        var outputs: [Output] = []
        for (id, session) in sessions.sorted(by: { $0.key < $1.key }) where session.isWatching {
            eventIndex += 1
            switch onEvent(eventIndex) {
            case .none: outputs.append((id, .send(message)))
            case .drop: break
            case .twice: outputs += [(id, .send(message)), (id, .send(message))]
            case .cutBefore: outputs.append((id, .cut))
            case .cutAfter: outputs += [(id, .send(message)), (id, .cut)]
            }
        }
        return outputs
    }

    static func notification(_ method: String, _ params: JSONValue) -> [UInt8] {
        JSONValue.object(["jsonrpc": "2.0", "method": .string(method), "params": params]).bytes
    }

    mutating func take(_ request: Request, from id: Int) -> [Output] {
        if request.method == MethodName.hello { return hello(request, from: id) }
        requests.append(request)
        switch request.method {
        case MethodName.subscribeRound: return subscribe(request, from: id)
        case MethodName.unsubscribeRound:
            sessions[id]?.isWatching = false
            return [
                (id, .send(Response.bytes(id: request.id, result: UnsubscribeResult(ended: true))))
            ]
        case MethodName.listRounds:
            let list = RoundList(rounds: [.init(round: "venlo-2019", views: [FakeServer.view])])
            return [(id, .send(Response.bytes(id: request.id, result: list)))]
        case MethodName.hint:
            let isGone = request.params["gone"] == true
            let result = HintResult(shown: !isGone, lapsesAfterMilliseconds: 30_000)
            return [(id, .send(Response.bytes(id: request.id, result: result)))]
        case MethodName.refreshCredential:
            let result = RefreshResult(expiresAt: Instant(milliseconds: 0))
            return [(id, .send(Response.bytes(id: request.id, result: result)))]
        default: return command(request, from: id)
        }
    }

    private mutating func hello(_ request: Request, from id: Int) -> [Output] {
        hellos += 1
        tokens.append(request.params["token"]?.text ?? "")
        if !helloCodes.isEmpty { return [(id, .close(helloCodes.removeFirst()))] }
        if let helloRefusal {
            return [
                (id, .send(Response.bytes(id: request.id, error: helloRefusal))),
                (id, .close(CloseCode.unauthenticated.rawValue)),
            ]
        }
        let result = HelloResult(
            connection: "c\(id)", user: "anna", actor: .person("anna"), roles: [],
            serverTime: Instant(milliseconds: 0), limits: limits)
        return [(id, .send(Response.bytes(id: request.id, result: result)))]
    }

    private mutating func subscribe(_ request: Request, from id: Int) -> [Output] {
        if let subscribeRefusal {
            return [(id, .send(Response.bytes(id: request.id, error: subscribeRefusal)))]
        }
        sessions[id]?.isWatching = true
        if case .integer(let offset)? = request.params["offset"],
            request.params["epoch"]?.text == epoch, (forgotten...head).contains(offset),
            head - offset <= resumeMost
        {
            let missed = events.dropFirst(offset - forgotten).map(\.bytes)
            let bytes = SubscribeResult.resumedBytes(epoch: epoch, offset: head, events: missed)
            return [(id, .send(Response.bytes(id: request.id, resultBytes: bytes)))]
        }
        let parts = board.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value.bytes) }
        let bytes = SubscribeResult.snapshotBytes(epoch: epoch, offset: head, parts: parts)
        return [(id, .send(Response.bytes(id: request.id, resultBytes: bytes)))]
    }

    private mutating func command(_ request: Request, from id: Int) -> [Output] {
        commandIndex += 1
        let key = request.params["key"]?.text ?? "none"
        keys.append(key)
        let fault = onCommand(commandIndex)
        switch fault {
        case .cutBefore: return [(id, .cut)]
        case .silence: return []
        case .refuse(let error):
            return [(id, .send(Response.bytes(id: request.id, error: error)))]
        case .none, .cutBeforeAnswer, .cutAfterAnswer: break
        }
        let already = effects.contains(key)
        var outputs: [Output] = []
        if !already {
            effects.append(key)
            outputs = publish(["count": .integer(effects.count)])
        }
        let answer = Response.bytes(id: request.id, result: CommandResult(already: already))
        switch fault {
        case .cutBeforeAnswer: return outputs + [(id, .cut)]
        case .cutAfterAnswer: return [(id, .send(answer))] + outputs + [(id, .cut)]
        default: return [(id, .send(answer))] + outputs
        }
    }
}

/// One connection of the server.
private final class FakeSession: WebSocketDelegate {
    private let server: FakeServer
    private var id = 0

    init(server: FakeServer) { self.server = server }

    func opened(_ socket: WebSocketHandler) {
        guard let connection = socket.connection else { return }
        id = server.state.withLock { state in
            state.lastSession += 1
            state.sessions[state.lastSession] = FakeServer.Session(connection: connection)
            return state.lastSession
        }
    }

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        guard case .text(let buffer) = message,
            let request = try? Request(parsing: Array(buffer.readableBytesView))
        else { return }
        server.perform(server.state.withLock { $0.take(request, from: id) })
    }

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {
        server.state.withLock { state in
            state.sessions[id] = nil
            state.closures.append(closure.code.rawValue)
        }
    }
}
