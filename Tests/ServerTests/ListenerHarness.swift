import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Server
import ServiceLifecycle
import Synchronization
import WebSocket

/// Sends every text back, and can release its admission when opened.
final class EchoDelegate: WebSocketDelegate {
    private let onOpen: () -> Void

    init(onOpen: @escaping () -> Void = {}) {
        self.onOpen = onOpen
    }

    func opened(_ socket: WebSocketHandler) {
        onOpen()
    }

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        if case .text(let buffer) = message { socket.send(text: buffer) }
    }

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {}
}

/// Gives what happens on a client's connection as a sequence.
final class Inbox: WebSocketDelegate {
    enum Entry: Sendable, Equatable {
        case text(String)
        case closed(WebSocketClosure)
    }

    private let continuation: AsyncStream<Entry>.Continuation

    init(_ continuation: AsyncStream<Entry>.Continuation) {
        self.continuation = continuation
    }

    func opened(_ socket: WebSocketHandler) {}

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        if case .text(let buffer) = message { continuation.yield(.text(String(buffer: buffer))) }
    }

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {
        continuation.yield(.closed(closure))
        continuation.finish()
    }
}

/// A listener that runs while `body` does, and what it was told about its sockets.
final class ListenerHarness: Sendable {
    let arrivals = Mutex<[Listener.Arrival]>([])
    /// How often the long response was asked for.
    let longRequests = Mutex(0)
    let certificate: TestCertificate
    private let releasesAdmission: Bool

    init(releasesAdmission: Bool = true) throws {
        certificate = try TestCertificate()
        self.releasesAdmission = releasesAdmission
    }

    /// Runs `body` with the bound port, then stops the listener; returns how long that took.
    @discardableResult
    func run(
        tls: Bool = true, _ change: (inout Listener.Configuration) -> Void = { _ in },
        body: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> Duration {
        var configuration = Listener.Configuration()
        configuration.port = 0
        // Where all is slow a request takes longer than anybody who means well would need.
        configuration.requestTimeoutSeconds = 300
        configuration.tls = tls ? certificate.listenerTLS : nil
        configuration.allowedOrigins = ["https://allowed.example"]
        change(&configuration)
        var logger = Logger(label: "listener")
        logger.logLevel = .critical
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.get("/") { _, _ in "hello" }
        router.get("/long") { _, _ in
            self.longRequests.withLock { $0 += 1 }
            return String(repeating: "a", count: 32 * 1024 * 1024)
        }
        router.post("/echo") { request, _ in
            String(buffer: try await request.body.collect(upTo: 1_000))
        }
        let listener = try Listener(
            configuration: configuration, responder: router.buildResponder(), logger: logger,
            accept: { _, arrival in
                self.arrivals.withLock { $0.append(arrival) }
                return EchoDelegate { if self.releasesAdmission { arrival.admission.release() } }
            },
            onRunning: { port.yield($0) })
        let services = ServiceGroup(services: [listener], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            guard let bound = await iterator.next() else { throw CancellationError() }
            let result = await Task { try await body(bound) }.result
            let start = ContinuousClock.now
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            let duration = ContinuousClock.now - start
            try result.get()
            return duration
        }
    }

    func client(
        port: Int, tls: Bool = true, headers: HTTPHeaders = [:],
        subprotocols: [String] = ["kansendossier.v1.jsonrpc"], path: String = "/ws",
        maximumTLS: TLSVersion? = nil
    ) throws -> WebSocketClient {
        let context = try certificate.clientContext {
            guard let maximumTLS else { return }
            $0.minimumTLSVersion = .tlsv1
            $0.maximumTLSVersion = maximumTLS
        }
        return WebSocketClient(
            host: "localhost", port: port, path: path, subprotocols: subprotocols,
            headers: headers
        ) { channel in
            guard tls else { return }
            try channel.pipeline.syncOperations.addHandler(
                NIOSSLClientHandler(context: context, serverHostname: "localhost"))
        }
    }

    /// Opens a socket; what comes on it is the second result.
    func connect(_ client: WebSocketClient) async throws(WebSocketClient.Failure)
        -> (WebSocketConnection, AsyncStream<Inbox.Entry>)
    {
        let (stream, continuation) = AsyncStream.makeStream(of: Inbox.Entry.self)
        let connection = try await client.connect(on: MultiThreadedEventLoopGroup.singleton) { _ in
            Inbox(continuation)
        }
        return (connection, stream)
    }

    /// Sends bytes and gives everything that comes back until the server closes.
    func exchange(
        _ request: String, then bytes: [UInt8] = [], port: Int, tls: Bool = true
    ) async throws -> String {
        let context = try certificate.clientContext()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "localhost", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        let answer = Mutex("")
        do {
            try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(bytes: Array(request.utf8) + bytes))
                for try await bytes in inbound { answer.withLock { $0 += String(buffer: bytes) } }
            }
        } catch {
            // A server that cuts says no farewell; what came before it is what counts.
        }
        return answer.withLock { $0 }
    }
}

/// Collects how connections ended, from any task.
final class Counter: Sendable {
    private let codes = Mutex<[WebSocketCloseCode]>([])

    func add(_ closure: WebSocketClosure) {
        codes.withLock { $0.append(closure.code) }
    }

    var all: [WebSocketCloseCode] { codes.withLock { $0 } }
    var count: Int { all.count }
}

/// Tells the first bytes that come, or that none come before the end.
final class FirstAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let answer: EventLoopPromise<String>

    init(_ answer: EventLoopPromise<String>) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        answer.succeed(String(buffer: Self.unwrapInboundIn(data)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        answer.succeed("")
    }

    /// A server that cuts says no farewell.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
