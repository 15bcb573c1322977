import Hummingbird
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Server
import Synchronization
import Testing
import WebSocket

@Suite(.timeLimit(.minutes(15))) struct `Limits of the listener` {
    private func request(headerBytes: Int) -> String {
        // The path counts for one byte, both headers for 4 + 1 + 10 + 5, and the last name for one.
        let filler = String(repeating: "a", count: headerBytes - 22)
        return "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: \(filler)\r\n\r\n"
    }

    @Test func `headers of the most bytes are read and one byte more is 400`() async throws {
        let harness = try ListenerHarness()
        try await harness.run { port in
            for (count, status) in [(16_384, "200"), (16_385, "400")] {
                let answer = try await harness.exchange(
                    request(headerBytes: count), port: port)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            }
        }
    }

    @Test func `a request that doesn't come whole in time is cut, also when it trickles`()
        async throws
    {
        let harness = try ListenerHarness()
        try await harness.run {
            $0.requestTimeoutSeconds = 1
        } body: { port in
            for start in [
                "", "GET / HT", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na",
            ] {
                let begin = ContinuousClock.now
                #expect(try await harness.exchange(start, port: port) == "")
                let took = ContinuousClock.now - begin
                #expect(took > .milliseconds(800) && took < .seconds(30))
            }
            // A connection on which not even TLS begins.
            let mute = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "localhost", port: port).get()
            try await mute.closeFuture.get()
        }
    }

    @Test func `a connection is cut when no next request comes in time`() async throws {
        let harness = try ListenerHarness()
        try await harness.run {
            $0.idleTimeoutSeconds = 1
        } body: { port in
            let answer = try await harness.exchange(
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n", port: port)
            #expect(answer.hasSuffix("hello"))
        }
    }

    @Test func `an address has its most connections that are unknown, and one more is closed`()
        async throws
    {
        let harness = try ListenerHarness(releasesAdmission: false)
        try await harness.run {
            $0.connectionsPerAddressMax = 3
        } body: { port in
            let client = try harness.client(port: port)
            for _ in 1...3 { _ = try await harness.connect(client) }
            await #expect(throws: WebSocketClient.Failure.self) {
                try await harness.connect(client)
            }
            // One that has shown who it is makes room.
            harness.arrivals.withLock { $0.first?.admission.release() }
            harness.arrivals.withLock { $0.first?.admission.release() }
            let (fourth, inbox) = try await harness.connect(client)
            await #expect(throws: WebSocketClient.Failure.self) {
                try await harness.connect(client)
            }
            // So does one that leaves.
            fourth.close()
            for await _ in inbox {}
            var isAdmitted = false
            // The server notices it in its own time.
            for _ in 1...6_000 where !isAdmitted {
                isAdmitted = (try? await harness.connect(client)) != nil
                if !isAdmitted { try await Task.sleep(for: .milliseconds(20)) }
            }
            #expect(isAdmitted)
        }
    }

    @Test func `connections that come at once wait for their turn, and are closed if it is far`()
        async throws
    {
        /// How many of six that come at once are opened, and how long that takes.
        func open(turnTimeoutSeconds: Int, perSecond: Int) async throws -> (Int, Duration) {
            let harness = try ListenerHarness()
            let opened = Mutex((count: 0, took: Duration.zero))
            try await harness.run {
                $0.connectionsPerSecondMax = perSecond
                $0.turnTimeoutSeconds = turnTimeoutSeconds
            } body: { port in
                let client = try harness.client(port: port)
                let begin = ContinuousClock.now
                let count = await withTaskGroup(of: Bool.self) { group in
                    for _ in 1...6 { group.addTask { (try? await harness.connect(client)) != nil } }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                opened.withLock { $0 = (count, ContinuousClock.now - begin) }
            }
            return opened.withLock { $0 }
        }
        let (all, wait) = try await open(turnTimeoutSeconds: 30, perSecond: 4)
        #expect(all == 6 && wait >= .milliseconds(500))
        let (few, took) = try await open(turnTimeoutSeconds: 0, perSecond: 1)
        #expect(few >= 1 && few <= 1 + took.components.seconds)
    }

    @Test func `a second's connections begin at once, and one more when its turn comes`() {
        let pace = ArrivalPace()
        func wait(_ now: Int) -> Int? {
            pace.wait(at: now, perSecond: 4, waitMicrosecondsMost: 500_000)
        }
        #expect((1...4).map { _ in wait(7) } == [0, 0, 0, 0])
        #expect([wait(7), wait(7), wait(7)] == [250_000, 500_000, nil])
        // Who isn't heard takes no turn from those who come later.
        #expect([wait(250_007), wait(250_007)] == [500_000, nil])
        #expect((1...5).map { _ in wait(9_000_000) } == [0, 0, 0, 0, 250_000])
    }

    @Test func `there are so many connections in all, and the next one waits for a place`()
        async throws
    {
        let harness = try ListenerHarness()
        try await harness.run {
            $0.connectionsMax = 2
            $0.connectionsPerAddressMax = 10
        } body: { port in
            let client = try harness.client(port: port)
            let (first, inbox) = try await harness.connect(client)
            _ = try await harness.connect(client)
            let third = Task { try await harness.connect(client) }
            // It isn't answered while both places are taken: the two that are there hear nothing.
            first.send(text: "still here")
            for await case .text(let text) in inbox {
                #expect(text == "still here")
                break
            }
            #expect(harness.arrivals.withLock { $0.count } == 2)
            first.close()
            _ = try await third.value
            // The client hears of its opening before the server has noted who came.
            for _ in 1...6_000 where harness.arrivals.withLock({ $0.count }) < 3 {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(harness.arrivals.withLock { $0.count } == 3)
        }
    }

    @Test
    func `a reader that takes nothing of a response is cut in time, and gives its place back`()
        async throws
    {
        let harness = try ListenerHarness()
        try await harness.run(tls: false) {
            $0.stallTimeoutSeconds = 1
            $0.connectionsMax = 1
        } body: { port in
            let begin = ContinuousClock.now
            let reader = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.autoRead, value: false)
                .connect(host: "localhost", port: port).get()
            try await reader.writeAndFlush(
                ByteBuffer(string: "GET /long HTTP/1.1\r\nHost: a\r\n\r\n"))
            // Connections that come in the same moment are accepted together.
            while harness.longRequests.withLock({ $0 }) == 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
            // The only place there is, so this is answered when the reader has lost it.
            let answer = try await harness.exchange(
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", port: port, tls: false)
            #expect(answer.hasSuffix("hello"))
            #expect(ContinuousClock.now - begin > .milliseconds(800))
            try? await reader.close()
        }
    }

    @Test func `a request has its most headers, and one more is refused`() async throws {
        let harness = try ListenerHarness()
        try await harness.run {
            $0.headersMax = 10
        } body: { port in
            for (count, status) in [(10, "200"), (11, "400")] {
                let more = (3...count).map { "X-\($0): a\r\n" }.joined()
                let answer = try await harness.exchange(
                    "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(more)\r\n", port: port)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(count) headers")
            }
        }
    }

    @Test func `ordinary requests give their place back at once`() async throws {
        let harness = try ListenerHarness()
        try await harness.run {
            $0.connectionsPerAddressMax = 1
        } body: { port in
            for _ in 1...5 {
                let answer = try await harness.exchange(
                    "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", port: port)
                #expect(answer.hasSuffix("hello"))
            }
        }
    }

    @Test func `an address has ten times as many open for requests, and one more is closed`()
        async throws
    {
        let harness = try ListenerHarness()
        try await harness.run {
            $0.connectionsPerAddressMax = 1
        } body: { port in
            let context = try harness.certificate.clientContext()
            func ask() async throws -> (channel: any Channel, answer: String) {
                let answer = MultiThreadedEventLoopGroup.singleton.any().makePromise(
                    of: String.self)
                let channel = try await ClientBootstrap(
                    group: MultiThreadedEventLoopGroup.singleton
                )
                .connect(host: "localhost", port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers([
                            NIOSSLClientHandler(context: context, serverHostname: "localhost"),
                            FirstAnswer(answer),
                        ])
                        return channel
                    }
                }
                channel.writeAndFlush(
                    ByteBuffer(string: "GET / HTTP/1.1\r\nHost: a\r\n\r\n"), promise: nil)
                return (channel, try await answer.futureResult.get())
            }
            var open: [any Channel] = []
            for _ in 1...10 {
                let (channel, answer) = try await ask()
                #expect(answer.hasPrefix("HTTP/1.1 200 "))
                open.append(channel)
            }
            #expect(try await ask().answer == "")
            try await open[0].close()
            var answer = ""
            for _ in 1...6_000 where answer.isEmpty { answer = try await ask().answer }
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `addresses are counted whole in IPv4 and by 64 bits in IPv6`() throws {
        func places(_ first: String, _ second: String) throws -> Bool {
            let limit = AddressLimit()
            _ = limit.admit(try SocketAddress(ipAddress: first, port: 1), connectionsMax: 1)
            let other = try SocketAddress(ipAddress: second, port: 2)
            return limit.admit(other, connectionsMax: 1) != nil
        }
        #expect(try !places("192.0.2.1", "192.0.2.1"))
        #expect(try places("192.0.2.1", "192.0.2.2"))
        #expect(try !places("2001:db8::1", "2001:db8::ffff:0:0:1"))
        #expect(try places("2001:db8::1", "2001:db8:0:1::1"))
        #expect(try places("::ffff:192.0.2.1", "::ffff:192.0.2.2"))
        #expect(try !places("::ffff:192.0.2.1", "192.0.2.1"))
    }
}
