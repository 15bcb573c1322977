import NIOCore
package import NIOSSL
package import WebSocket

extension Listener {
    /// What a listener binds to, speaks and allows.
    package struct Configuration: Sendable {
        /// The address or name to bind to.
        package var host = "127.0.0.1"
        /// The port to bind to; 0 takes a free one.
        package var port = 8443
        /// The certificate; nil serves without TLS.
        package var tls: TLS?
        /// The path that is upgraded to WebSocket; requests for other paths never are.
        package var socketPath = "/ws"
        /// The subprotocols that are spoken, the most wanted first; 400 for whoever offers none.
        package var subprotocols = ["kansendossier.v1.jsonrpc"]
        /// The exact origins that browsers may connect from, as `https://host:port` without the
        /// port when it is the scheme's own; 403 for others. An entry with port 0 stands for the
        /// port that was bound.
        package var allowedOrigins: Set<String> = []
        /// The most bytes of a request's target and its headers' names and values; more is 400.
        package var headerBytesMax = 16_384
        /// The most headers of one request; more is 400.
        package var headersMax = 100
        /// How long a request may take to come whole, in seconds; for the first one of a
        /// connection TLS is included.
        package var requestTimeoutSeconds = 10
        /// How long a connection may stay open between requests, in seconds.
        package var idleTimeoutSeconds = 60
        /// How long the reader of a response may take no bytes at all, in seconds.
        package var stallTimeoutSeconds = 30
        /// The most connections at once; further ones wait to be accepted, but for up to three that
        /// come in the same moment as the last: NIO accepts four in one go.
        package var connectionsMax = 10_000
        /// The most connections whose handshakes begin in one second, and at once after a quiet
        /// one; further ones wait for their turn. About a third of what one core can do.
        package var connectionsPerSecondMax = 1_000
        /// How long a connection may wait for its turn, in seconds; those that would wait longer
        /// are closed unheard.
        package var turnTimeoutSeconds = 2
        /// The most connections of one address that haven't shown who they are yet: no whole
        /// request has come, or the socket's user hasn't released its admission. An address is an
        /// IPv4 address or an IPv6 network of 64 bits. Further ones are closed unheard.
        package var connectionsPerAddressMax = 20
        /// The proxies that are believed when they say for whom they ask: their connections count for
        /// those addresses, and a further socket of one is 429.
        package var trustedProxies = TrustedProxies()
        /// The most connections of one address that sent ordinary requests and stay open for more:
        /// nobody on them is known either, but a town hall behind one address has many browsers.
        /// Further ones are closed before their first request is answered.
        package var requestConnectionsPerAddressMax: Int { 10 * connectionsPerAddressMax }
        /// The most bytes that the kernel keeps unsent for one connection (TCP_NOTSENT_LOWAT), so
        /// that the outbound bound means what it says; without it loopback swallows megabytes.
        package var unsentBytesMax = 65_536
        /// How messages are compressed for sockets that offer permessage-deflate; nil for nobody. No
        /// window is kept, so that an update is compressed once for everybody.
        package var deflate: DeflateSettings? = DeflateSettings()
        /// What sockets are held to; 1012 (restart) tells clients of a stopping server to return.
        package var webSocket = {
            var limits = WebSocketLimits()
            limits.quiesceCloseCode = .serviceRestart
            return limits
        }()

        /// The defaults that stand beside each setting.
        package init() {}
    }

    /// A certificate with its key.
    package struct TLS: Sendable {
        /// The leaf first, then those that sign it.
        package let certificateChain: [NIOSSLCertificate]
        /// The key of the leaf.
        package let privateKey: NIOSSLPrivateKey

        /// A chain and the key that belongs to its leaf.
        package init(certificateChain: [NIOSSLCertificate], privateKey: NIOSSLPrivateKey) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
        }

        /// TLS 1.2 and 1.3 with HTTP/1.1, and no long farewell.
        func configuration() -> TLSConfiguration {
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: certificateChain.map { .certificate($0) },
                privateKey: .privateKey(privateKey))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            // A peer that doesn't answer our farewell would hold up the stop of the server.
            configuration.shutdownTimeout = .milliseconds(250)
            return configuration
        }
    }

    /// What is known of a socket whose opening handshake succeeded.
    package struct Arrival: Sendable {
        /// The `Origin` header, already allowed; nil when there was none.
        package let origin: String?
        /// Whether an `Origin` was sent, as browsers do. Without one only a bearer token, never a
        /// cookie, may tell who it is.
        package var isBrowser: Bool { origin != nil }
        /// The credential of the `Authorization` header, unchecked.
        package let bearerToken: String?
        /// The address of whoever opened it, without its port: the peer's, or the one that a trusted
        /// proxy names; "unknown" when the system doesn't tell.
        package let remoteAddress: String
        /// To be released once the socket has shown who it is.
        package let admission: AddressLimit.Admission
        /// The request, for its other headers.
        package let request: OpeningRequest
    }
}
