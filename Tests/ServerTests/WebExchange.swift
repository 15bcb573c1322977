import Domain
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Wire

/// One answer over HTTP.
struct WebAnswer: Sendable, Equatable {
    let status: Int
    /// Lower-case names; without the date, which is another one each second.
    let headers: [String: String]
    let body: String

    /// The answer in what came over the connection.
    init?(_ text: String) {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        self.status = status
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        headers["date"] = nil
        self.headers = headers
        body = String(text[end.upperBound...])
    }
}

extension RunningServer {
    /// One request on a connection of its own.
    func exchange(
        _ method: String, _ path: String, bearer: String? = nil,
        headers: [String: String] = [:], body: String = ""
    ) async throws -> WebAnswer {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Connection: close"]
        if let bearer { lines.append("Authorization: Bearer \(bearer)") }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            lines.append("\(name): \(value)")
        }
        if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
        let text = String(
            buffer: try await exchange(
                raw: ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n" + body)))
        guard let answer = WebAnswer(text) else { throw UnexpectedAnswer(answer: .string(text)) }
        return answer
    }

    /// One call over `POST /rpc`.
    func call(
        _ method: String, _ params: [String: JSONValue], as holder: Actor.Identity
    ) async throws -> WebAnswer {
        let request = Request(id: .number(1), method: method, params: params)
        return try await exchange(
            "POST", "/rpc", bearer: ServerHarness.secret(of: holder),
            headers: ["Content-Type": "application/json"],
            body: String(decoding: request.bytes, as: UTF8.self))
    }

    /// Sends these bytes over TLS and gives all that comes until the server ends the connection.
    func exchange(raw request: ByteBuffer) async throws -> ByteBuffer {
        let context = try harness.certificate.clientContext()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "localhost", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        let answer = Mutex(ByteBuffer())
        do {
            try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(request)
                for try await bytes in inbound {
                    answer.withLock { _ = $0.writeImmutableBuffer(bytes) }
                }
            }
        } catch {
            // A server that cuts says no farewell; what came before it is what counts.
        }
        return answer.withLock { $0 }
    }
}

extension WebAnswer {
    /// The body as JSON.
    var json: JSONValue { (try? JSONReader.value(of: Array(body.utf8))) ?? .null }
}
