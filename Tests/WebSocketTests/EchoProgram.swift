import NIOCore
import NIOPosix
import NIOSSL
import Support
import WebSocket

/// Runs the built echo server, as a process of its own on a free port, while the body uses it.
func withEchoServer(
    _ arguments: [String] = [], body: (_ port: Int) async throws -> Void
) async throws {
    try await Child.run(Child.beside("WebSocketEcho"), ["--port", "0"] + arguments) { server in
        let address = try await server.line(beginning: "listening on ")
        guard let port = address.split(separator: ":").last.flatMap({ Int($0) }) else {
            throw WebSocketClient.Failure.unreachable("the echo server said: \(address)")
        }
        try await body(port)
        server.terminate()
    }
}

/// Gives what comes over a connection to whoever awaits it.
final class Mail: WebSocketDelegate {
    private let letters: AsyncStream<WebSocketMessage>.Continuation

    init(_ letters: AsyncStream<WebSocketMessage>.Continuation) { self.letters = letters }

    func opened(_ socket: WebSocketHandler) {}
    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        letters.yield(message)
    }
    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) { letters.finish() }
}

/// Opens a socket to the echo server, over TLS that believes any certificate when asked.
func connectToEcho(
    port: Int, tls: Bool, deflate: DeflateSettings?
) async throws -> (WebSocketConnection, AsyncStream<WebSocketMessage>) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = .none
    let context = try NIOSSLContext(configuration: configuration)
    var limits = WebSocketLimits()
    limits.messageBytesMax = 16 << 20
    limits.frameBytesMax = 16 << 20
    let client = WebSocketClient(
        host: "127.0.0.1", port: port, deflate: deflate, limits: limits
    ) { channel in
        guard tls else { return }
        try channel.pipeline.syncOperations.addHandler(
            NIOSSLClientHandler(context: context, serverHostname: nil))
    }
    let (stream, continuation) = AsyncStream.makeStream(of: WebSocketMessage.self)
    let connection = try await client.connect(on: MultiThreadedEventLoopGroup.singleton) { _ in
        Mail(continuation)
    }
    return (connection, stream)
}
