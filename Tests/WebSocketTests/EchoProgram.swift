import Foundation
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import WebSocket

/// The built echo server as a process of its own.
final class EchoProgram {
    let port: Int
    private let process: Process

    /// Starts it on a free port and waits until it listens.
    init(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.executable)
        process.arguments = ["--port", "0"] + arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        self.process = process
        var line = ""
        while !line.hasSuffix("\n"),
            let next = try output.fileHandleForReading.read(upToCount: 1), !next.isEmpty
        {
            line += String(decoding: next, as: UTF8.self)
        }
        guard line.hasPrefix("listening on "),
            let port = line.split(separator: ":").last.flatMap({ Int($0.dropLast()) })
        else { throw WebSocketClient.Failure.unreachable("the echo server said: \(line)") }
        self.port = port
    }

    /// Ends it at once: its children's signal mask may keep a polite request from it.
    func end() { kill(process.processIdentifier, SIGKILL) }

    /// The program stands beside the bundle of tests.
    private static let executable: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(
            decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return URL(filePath: own).deletingLastPathComponent().appending(path: "WebSocketEcho")
            .path()
    }()
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
