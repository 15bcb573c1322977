import Hummingbird
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Server
import Synchronization
import Testing
import WebSocket

@Suite(.timeLimit(.minutes(15))) struct `The listener` {
    @Test(arguments: [true, false])
    func `serves sockets and pages on one port, with and without TLS`(tls: Bool) async throws {
        let harness = try ListenerHarness()
        try await harness.run(tls: tls) { port in
            #expect(port > 0)
            let page = try await harness.exchange(
                "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", port: port,
                tls: tls)
            #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n") && page.hasSuffix("hello"))

            let (connection, inbox) = try await harness.connect(
                harness.client(port: port, tls: tls))
            var entries = inbox.makeAsyncIterator()
            let long = String(repeating: "é", count: 32_768)
            for text in ["one", "twee €", long] {
                connection.send(text: text)
                #expect(await entries.next() == .text(text))
            }
            connection.close(.normal, reason: "done")
            let closure = WebSocketClosure(code: .normal, reason: "done", origin: .here)
            #expect(await entries.next() == .closed(closure))
        }
    }

    @Test func `tells who arrived: browser or not, credential and address`() async throws {
        let harness = try ListenerHarness()
        try await harness.run { port in
            for headers in [
                ["Authorization": "Bearer secret"], ["Origin": "https://allowed.example"],
            ] as [HTTPHeaders] {
                let (connection, inbox) = try await harness.connect(
                    harness.client(port: port, headers: headers))
                connection.send(text: "hi")
                for await entry in inbox {
                    #expect(entry == .text("hi"))
                    break
                }
            }
        }
        let arrivals = harness.arrivals.withLock { $0 }
        #expect(arrivals.map(\.isBrowser) == [false, true])
        #expect(arrivals.map(\.origin) == [nil, "https://allowed.example"])
        #expect(arrivals.map(\.bearerToken) == ["secret", nil])
        #expect(arrivals.allSatisfy { ["127.0.0.1", "::1"].contains($0.remoteAddress) })
    }

    @Test func `refuses an Origin or a subprotocol that isn't in its lists`() async throws {
        let harness = try ListenerHarness()
        try await harness.run {
            $0.allowedOrigins.insert("https://localhost:0")
        } body: { port in
            for (origin, status) in [
                ("https://evil.example", 403), ("http://allowed.example", 403),
                ("https://allowed.example.evil.example", 403), ("null", 403),
                ("https://localhost:1", 403), ("https://localhost", 403),
                ("https://localhost:\(port)", nil), ("https://allowed.example", nil),
            ] as [(String, Int?)] {
                let client = try harness.client(port: port, headers: ["Origin": origin])
                #expect(await refusal(harness, client) == status.map { .refused(status: $0) })
            }
            let other = try harness.client(port: port, subprotocols: ["other"])
            #expect(await refusal(harness, other) == .refused(status: 400))
            let elsewhere = try harness.client(port: port, path: "/")
            #expect(await refusal(harness, elsewhere) == .refused(status: 200))
        }
    }

    private func refusal(
        _ harness: ListenerHarness, _ client: WebSocketClient
    ) async -> WebSocketClient.Failure? {
        do throws(WebSocketClient.Failure) {
            let (connection, _) = try await harness.connect(client)
            connection.close()
            return nil
        } catch {
            return error
        }
    }

    private static let handshake = """
        Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
        Sec-WebSocket-Protocol: kansendossier.v1.jsonrpc\r\n
        """

    @Test func `answers the opening request of RFC 6455 section 1.3 with its accept key`()
        async throws
    {
        let harness = try ListenerHarness()
        try await harness.run { port in
            // With a masked close frame right behind it, so that the server ends too.
            let answer = try await harness.exchange(
                "GET /ws HTTP/1.1\r\n\(Self.handshake)Sec-WebSocket-Version: 13\r\n\r\n",
                then: [0x88, 0x80, 1, 2, 3, 4], port: port)
            #expect(answer.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
            #expect(answer.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
            #expect(answer.contains("Sec-WebSocket-Protocol: kansendossier.v1.jsonrpc\r\n"))
        }
    }

    @Test(arguments: [
        ("GET /ws HTTP/1.1\r\n\(handshake)Sec-WebSocket-Version: 8\r\n\r\n", "426"),
        ("GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n", "426"),
        ("GET /ws HTTP/1.0\r\n\(handshake)Sec-WebSocket-Version: 13\r\n\r\n", "400"),
        ("POST /ws HTTP/1.1\r\n\(handshake)Sec-WebSocket-Version: 13\r\n\r\n", "405"),
        (
            "GET /ws HTTP/1.1\r\n\(handshake)Sec-WebSocket-Version: 13\r\nContent-Length: 2\r\n\r\nhi",
            "400"
        ),
        ("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: close\r\n\r\n", "200"),
        ("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", "200"),
        (
            "POST /echo HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 2\r\n\r\nhi",
            "200"
        ),
        ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", "404"),
        ("not a request\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nConnection: close\r\nContent-Length: x\r\n\r\n", "400"),
    ])
    func `answers a request that can't be upgraded with the right status`(
        request: String, status: String
    ) async throws {
        let harness = try ListenerHarness()
        try await harness.run { port in
            let answer = try await harness.exchange(request, port: port)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
            #expect(status != "426" || answer.contains("Sec-WebSocket-Version: 13\r\n"))
        }
    }

    @Test func `takes a connection's later requests too`() async throws {
        let harness = try ListenerHarness()
        try await harness.run { port in
            let answer = try await harness.exchange(
                "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
                    + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", port: port)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK") && answer.hasSuffix("hello"))
            #expect(answer.contains("abcHTTP/1.1 200 OK"))
        }
    }

    @Test func `speaks TLS 1.2 and 1.3 and nothing older`() async throws {
        let harness = try ListenerHarness()
        try await harness.run { port in
            for version in [TLSVersion.tlsv12, .tlsv13] {
                let (connection, _) = try await harness.connect(
                    harness.client(port: port, maximumTLS: version))
                connection.close()
            }
            let old = try harness.client(port: port, maximumTLS: .tlsv11)
            guard case .unreachable = await refusal(harness, old) else {
                Issue.record("TLS 1.1 was accepted")
                return
            }
        }
    }
}

@Suite(.timeLimit(.minutes(15))) struct `The stop of the listener` {
    @Test func `takes little time with open sockets, which hear 1012`() async throws {
        let harness = try ListenerHarness()
        let closures = Counter()
        let duration = try await harness.run {
            $0.connectionsPerAddressMax = 200
            $0.webSocket.closeTimeoutSeconds = 120
        } body: { port in
            for _ in 1...50 {
                let (_, inbox) = try await harness.connect(harness.client(port: port))
                Task {
                    for await case .closed(let closure) in inbox { closures.add(closure) }
                }
            }
            // One that never answers, one that is in the middle of a request, one without TLS.
            let mute = try harness.client(port: port)
            let (silent, _) = try await harness.connect(mute)
            try await silent.channel.setOption(.autoRead, value: false).get()
            for start in ["GET / HT", "POST /echo HTTP/1.1\r\nContent-Length: 9\r\n\r\na", ""] {
                Task { try await harness.exchange(start, port: port) }
            }
            _ = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "localhost", port: port).get()
            try await Task.sleep(for: .milliseconds(200))
        }
        // Far below the seconds for which a peer may stay silent, also where all is slow.
        #expect(duration < .seconds(30))
        for _ in 1...6_000 where closures.count < 50 {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(closures.all == Array(repeating: .serviceRestart, count: 50))
    }

    @Test func `leaves nobody behind who waits for a turn`() async throws {
        let harness = try ListenerHarness()
        let channels = Channels()
        let duration = try await harness.run {
            $0.connectionsPerSecondMax = 1
            $0.turnTimeoutSeconds = 2
            $0.requestTimeoutSeconds = 45
        } body: { port in
            for _ in 1...5 {
                channels.add(
                    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                        .connect(host: "localhost", port: port).get())
            }
        }
        #expect(duration < .seconds(30))
        let stop = ContinuousClock.now
        for channel in channels.all { try await channel.closeFuture.get() }
        // Not by the time for a request, which would begin with their turn.
        #expect(ContinuousClock.now - stop < .seconds(30))
    }
}

/// The connections of a client, from any task.
private final class Channels: Sendable {
    private let channels = Mutex<[any Channel]>([])

    func add(_ channel: any Channel) {
        channels.withLock { $0.append(channel) }
    }

    var all: [any Channel] { channels.withLock { $0 } }
}
