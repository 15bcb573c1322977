import NIOCore
import NIOHTTP1
import Server
import Support
import Synchronization
import Testing
import WebSocket

@Suite struct `A network of addresses` {
    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.6", false),
        ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.0/24", "192.0.3.0", false),
        ("10.128.0.0/9", "10.128.0.1", true), ("10.128.0.0/9", "10.127.255.255", false),
        ("192.0.2.7/31", "192.0.2.6", true), ("192.0.2.7/31", "192.0.2.8", false),
        ("0.0.0.0/0", "203.0.113.1", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("192.0.2.7", "::ffff:192.0.2.7", true), ("::ffff:192.0.2.7", "192.0.2.7", true),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
        ("::1", "::1", true), ("::1", "::2", false), ("::/0", "127.0.0.1", false),
    ])
    func `holds the addresses that begin as it does`(
        network: String, address: String, isIn: Bool
    ) throws {
        let network = try #require(AddressNetwork(network))
        #expect(network.contains(try SocketAddress(ipAddress: address, port: 1)) == isIn)
    }

    @Test(arguments: [
        "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08",
        "10.0.0.0/8/8", "::1/129", "localhost", "10.0.0", "10.0.0.0 ", "10.0.0.0:80", "[::1]",
    ])
    func `is refused when it is anything else`(text: String) {
        #expect(AddressNetwork(text) == nil)
    }
}

@Suite(.timeLimit(.minutes(5))) struct `A proxy that is trusted` {
    private static let proxies = TrustedProxies(
        Set(["10.0.0.0/8", "127.0.0.1", "::1"].compactMap(AddressNetwork.init)))

    @Test(arguments: [
        ("10.0.0.1", ["203.0.113.5"], "203.0.113.5"),
        ("10.0.0.1", ["203.0.113.5, 10.0.0.9"], "203.0.113.5"),
        ("10.0.0.1", ["203.0.113.5", "10.0.0.9"], "203.0.113.5"),
        ("10.0.0.1", ["2001:db8::5"], "2001:db8::5"),
        // Made up by whoever asked the proxy.
        ("10.0.0.1", ["198.51.100.1,203.0.113.5"], "203.0.113.5"),
        ("10.0.0.1", ["10.0.0.3, 203.0.113.5"], "203.0.113.5"),
        // Asked by a proxy for itself.
        ("10.0.0.1", [], "10.0.0.1"), ("10.0.0.1", ["10.0.0.3"], "10.0.0.3"),
        // What can't be read.
        ("10.0.0.1", [""], "10.0.0.1"), ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("10.0.0.1", ["203.0.113.5, , 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["203.0.113.5:80"], "10.0.0.1"),
        // Nobody believes anybody else.
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
    ])
    func `says who sent a request, and nobody else does`(
        peer: String, headers: [String], client: String
    ) throws {
        let peer = try SocketAddress(ipAddress: peer, port: 1)
        #expect(
            Self.proxies.client(of: peer, forwardedFor: headers)?.ipAddress == client)
        #expect(TrustedProxies().client(of: peer, forwardedFor: headers) == peer)
        #expect(Self.proxies.client(of: nil, forwardedFor: headers) == nil)
    }

    @Test func `has its sockets counted for whom they are`() async throws {
        let harness = try ListenerHarness(releasesAdmission: false)
        try await harness.run {
            $0.connectionsPerAddressMax = 2
            $0.trustedProxies = Self.proxies
        } body: { port in
            func connect(_ address: String) async throws {
                _ = try await harness.connect(
                    harness.client(port: port, headers: ["X-Forwarded-For": address]))
            }
            for address in ["203.0.113.5", "203.0.113.6", "203.0.113.5", "203.0.113.6"] {
                try await connect(address)
            }
            await #expect(throws: WebSocketClient.Failure.self) { try await connect("203.0.113.5") }
            #expect(
                harness.arrivals.withLock { $0.map(\.remoteAddress) } == [
                    "203.0.113.5", "203.0.113.6", "203.0.113.5", "203.0.113.6",
                ])
            harness.arrivals.withLock { $0.first?.admission.release() }
            try await connect("203.0.113.5")
            await #expect(throws: WebSocketClient.Failure.self) { try await connect("203.0.113.5") }
        }
    }

    @Test func `is told in words that an address has its most`() async throws {
        let harness = try ListenerHarness(releasesAdmission: false)
        try await harness.run {
            $0.connectionsPerAddressMax = 0
            $0.trustedProxies = Self.proxies
        } body: { port in
            let answer = try await harness.exchange(
                """
                GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
                Sec-WebSocket-Protocol: kansendossier.v1.jsonrpc\r\n\
                X-Forwarded-For: 203.0.113.5\r\n\r\n
                """, port: port)
            #expect(answer.hasPrefix("HTTP/1.1 429 ") && answer.contains("say hello on them"))
            // Ordinary requests of many come over one connection of a proxy.
            let other = try await harness.exchange(
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", port: port)
            #expect(other.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test(arguments: [true, false])
    func `lets one person's haste to come in be nobody else's wait`(isTrusted: Bool) async throws {
        let harness = try await ServerHarness(
            .open,
            change: {
                $0.pages.signInsPerSecond = 1
                $0.pages.signInsBurst = 3
                if isTrusted { $0.listener.trustedProxies = Self.proxies }
            })
        try await harness.run { server in
            let visitor = PageVisitor(server: server)
            func status(_ address: String) async throws -> Int {
                try await visitor.get(
                    "/sign-in/kd_none", headers: ["X-Forwarded-For": address]
                ).status
            }
            var statuses: [Int] = []
            while statuses.last != 429, statuses.count < 200 {
                statuses.append(try await status("203.0.113.\(isTrusted ? 0 : statuses.count)"))
            }
            #expect(statuses.last == 429)
            if isTrusted { #expect(try await status("203.0.113.1") == 410) }
        }
    }
}
