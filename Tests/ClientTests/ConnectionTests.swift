import Client
import Glibc
import NIOCore
import NIOSSL
import Synchronization
import Testing
import Wire

@Suite(.timeLimit(.minutes(15))) struct `A connection` {
    @Test(arguments: [1001, 1011, 1012, 1013, 4010, 4290, 4291, 4292] as [UInt16])
    func `is made again after a code that says so`(code: UInt16) async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                _ = try await client.greeting()
                server.close(code)
                try await server.until { $0.hellos == 2 }
                _ = try await client.rounds()
            }
        }
    }

    @Test(arguments: [1000, 1008, 4400, 4401, 4403, 4408, 4409, 4429] as [UInt16])
    func `stays broken after a code that says so, with that code`(code: UInt16) async throws {
        try await FakeServer.run { server in
            let client = try Client(server.configuration())
            let ending = Task { try await client.run() }
            _ = try await client.greeting()
            server.close(code)
            let expected = CallFailure.disconnected(closeCode: code, reason: "test")
            await #expect(throws: expected) { try await ending.value }
            await #expect(throws: expected) { try await client.rounds() }
            #expect(server.state.withLock { $0.hellos } == 1)
        }
    }

    @Test func `is tried again while the server closes instead of saying hello`() async throws {
        try await FakeServer.run {
            $0.helloCodes = [1012, 1013, 4292]
        } _: { server in
            try await Client.withClient(server.configuration()) { client in
                _ = try await client.greeting()
            }
            #expect(server.state.withLock { $0.hellos } == 4)
        }
    }

    @Test func `ends with the refusal of hello`() async throws {
        let refusal = CallError(
            code: -32001, data: .init(code: "notSignedIn", nl: "Onbekend.", en: "Unknown."))
        try await FakeServer.run {
            $0.helloRefusal = refusal
        } _: { server in
            let client = try Client(server.configuration())
            let ending = Task { try await client.run() }
            let expected = CallFailure.refused(CallRefusal(refusal))
            await #expect(throws: expected) { try await client.greeting() }
            await #expect(throws: expected) { try await ending.value }
        }
    }

    @Test func `that can't be made is given up after as many attempts as allowed`() async throws {
        let (held, port) = try Self.heldPort()
        defer { close(held) }
        var configuration = Client.Configuration(url: "ws://127.0.0.1:\(port)", token: "secret")
        configuration.connectionAttemptsMost = 3
        // All tests begin at once: the attempts may take their time, and their end is what is asked.
        configuration.answerTimeout = .seconds(240)
        configuration.reconnectDelayLeast = .milliseconds(1)
        configuration.reconnectDelayMost = .milliseconds(2)
        let client = try Client(configuration)
        let ending = Task { try await client.run() }
        let failure = await #expect(throws: CallFailure.self) { try await client.rounds() }
        guard case .unreachable? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        _ = try? await ending.value
    }

    /// A port that nobody listens on, nor can as long as its socket is open.
    private static func heldPort() throws -> (socket: Int32, port: Int) {
        let held = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(held, $0, size) == 0 && getsockname(held, $0, &size) == 0
            }
        }
        try #require(held >= 0 && isBound)
        return (held, Int(UInt16(bigEndian: address.sin_port)))
    }

    @Test func `is closed at once when its owner closes during a long wait`() async throws {
        try await FakeServer.run {
            $0.helloCodes = Array(repeating: 1012, count: 99)
        } _: { server in
            let configuration = server.configuration {
                $0.reconnectDelayLeast = .seconds(60)
                $0.reconnectDelayMost = .seconds(60)
            }
            let client = try Client(configuration)
            let ending = Task { try await client.run() }
            try await server.until { !$0.closures.isEmpty }
            client.close()
            try await ending.value
        }
    }

    @Test func `ends with 1000 when the task that runs it is cancelled`() async throws {
        try await FakeServer.run { server in
            let client = try Client(server.configuration())
            let task = Task { try await client.run() }
            _ = try await client.greeting()
            task.cancel()
            try await task.value
            try await server.until { $0.closures == [1000] }
        }
    }

    @Test func `throws what its body throws, and closes all the same`() async throws {
        struct Own: Error {}
        try await FakeServer.run { server in
            await #expect(throws: Own.self) {
                try await Client.withClient(server.configuration()) { client in
                    _ = try await client.greeting()
                    throw Own()
                }
            }
            try await server.until { $0.closures == [1000] }
        }
    }

    @Test func `says hello with a refreshed token after a break`() async throws {
        try await FakeServer.run { server in
            try await Client.withClient(server.configuration()) { client in
                try await client.refreshCredential(token: "fresh")
                client.breakOff()
                try await server.until { $0.hellos == 2 }
            }
            #expect(server.state.withLock { $0.tokens } == ["secret", "fresh"])
        }
    }
}

@Suite(.timeLimit(.minutes(15))) struct `A connection over TLS` {
    private func secure(
        _ server: FakeServer, host: String = "127.0.0.1", trust: Trust
    ) -> Client.Configuration {
        server.configuration {
            $0.url = "wss://\(host):\(server.port)/ws"
            $0.trust = trust
        }
    }

    private let here = Trust.certificates(pem: Array(TestCertificate.here.utf8))

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `is made with a certificate that is trusted`(host: String) async throws {
        let tls = try NIOSSLContext.server(
            certificate: TestCertificate.here, key: TestCertificate.keyHere)
        try await FakeServer.run(tls: tls) { server in
            let configuration = secure(server, host: host, trust: here)
            try await Client.withClient(configuration) { client in
                let rounds = try await client.rounds()
                #expect(rounds.count == 1)
            }
        }
    }

    @Test func `is not made with one that nobody vouches for, nor tried again`() async throws {
        let tls = try NIOSSLContext.server(
            certificate: TestCertificate.here, key: TestCertificate.keyHere)
        let other = Trust.certificates(pem: Array(TestCertificate.elsewhere.utf8))
        for trust in [other, .system] {
            try await FakeServer.run(tls: tls) { server in
                try await expectDistrust(secure(server, trust: trust))
                #expect(server.state.withLock { $0.hellos } == 0)
            }
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `is not made with one for another host`(host: String) async throws {
        let tls = try NIOSSLContext.server(
            certificate: TestCertificate.elsewhere, key: TestCertificate.keyElsewhere)
        let trust = Trust.certificates(pem: Array(TestCertificate.elsewhere.utf8))
        try await FakeServer.run(tls: tls) { server in
            try await expectDistrust(secure(server, host: host, trust: trust))
            #expect(server.state.withLock { $0.hellos } == 0)
        }
    }

    private func expectDistrust(_ configuration: Client.Configuration) async throws {
        let client = try Client(configuration)
        let failure = await #expect(throws: CallFailure.self) { try await client.run() }
        guard case .untrusted(let reason)? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(!reason.isEmpty)
    }
}
