import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import WebSocket

/// Goes through the cases of a fuzzing server as its protocol has it: asks how many there are,
/// echoes in each, and asks for the report.
struct CaseRunner {
    /// A URL that can't be connected to, or an answer that isn't a number of cases.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let caseSecondsMax = 120
    private let host: String
    private let port: Int
    private let isSecure: Bool
    private let agent: String

    init(url: String, agent: String) throws {
        guard let parts = URLComponents(string: url), let host = parts.host,
            let scheme = parts.scheme, ["ws", "wss"].contains(scheme)
        else { throw Failure(description: "\(url) is no ws or wss URL") }
        self.host = host
        isSecure = scheme == "wss"
        port = parts.port ?? (isSecure ? 443 : 80)
        self.agent = agent
    }

    func run() async throws {
        let answer = try await converse("/getCaseCount")
        guard let text = answer, let count = Int(text) else {
            throw Failure(description: "the server doesn't tell how many cases it has")
        }
        for number in stride(from: 1, through: count, by: 1) {
            _ = try await converse("/runCase?case=\(number)&agent=\(agent)")
        }
        _ = try await converse("/updateReports?agent=\(agent)")
        print("\(count) cases done")
    }

    /// One connection from its opening to its end; gives the first text that came.
    private func converse(_ path: String) async throws -> String? {
        let context = isSecure ? try Self.tls() : nil
        let client = WebSocketClient(
            host: host, port: port, path: path, deflate: Echo.deflate, limits: Echo.limits
        ) { channel in
            guard let context else { return }
            try channel.pipeline.syncOperations.addHandler(
                NIOSSLClientHandler(context: context, serverHostname: nil))
        }
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let firstText = loop.makePromise(of: String?.self)
        do throws(WebSocketClient.Failure) {
            let connection = try await client.connect(on: loop) { _ in Listener(firstText) }
            let isOver = connection.channel.closeFuture
            let timeout = loop.scheduleTask(in: .seconds(Int64(Self.caseSecondsMax))) {
                ConnectionCutter.cut(connection.channel)
            }
            isOver.whenComplete { _ in timeout.cancel() }
        } catch {
            firstText.succeed(nil)
            throw error
        }
        return try await firstText.futureResult.get()
    }

    /// Takes any certificate, for suites make their own.
    private static func tls() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        return try NIOSSLContext(configuration: configuration)
    }
}

/// Echoes, and at the end tells the first text.
private final class Listener: WebSocketDelegate {
    private let echo = Echo()
    private let end: EventLoopPromise<String?>
    private var firstText: String?

    init(_ end: EventLoopPromise<String?>) {
        self.end = end
    }

    func opened(_ socket: WebSocketHandler) {}

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        if case .text(let text) = message, firstText == nil { firstText = String(buffer: text) }
        echo.received(message, on: socket)
    }

    func writabilityChanged(isWritable: Bool, on socket: WebSocketHandler) {
        echo.writabilityChanged(isWritable: isWritable, on: socket)
    }

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {
        end.succeed(firstText)
    }
}
