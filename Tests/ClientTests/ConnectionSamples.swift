import Synchronization
import Client
import NIOSSL
import Wire

extension FakeServer {
    /// A configuration for this server, with waits that a test can bear.
    func configuration(
        set: (inout Client.Configuration) -> Void = { _ in }
    ) -> Client.Configuration {
        var configuration = Client.Configuration(
            url: "ws://127.0.0.1:\(port)/ws", token: "secret")
        configuration.reconnectDelayLeast = .milliseconds(1)
        configuration.reconnectDelayMost = .milliseconds(20)
        configuration.answerTimeout = .seconds(300)
        set(&configuration)
        return configuration
    }

    /// What the server has seen, when it fits; waits for it.
    func until(_ fits: (State) -> Bool) async throws {
        for _ in 0..<2_000 {
            if state.withLock({ fits($0) }) { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw Overdue()
    }

    struct Overdue: Error {}
}

extension NIOSSLContext {
    /// A server's half of TLS with this certificate.
    static func server(certificate: String, key: String) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    }
}
