public import NIOCore
public import NIOHTTP1
import NIOPosix

/// Opens WebSocket connections over TCP, with TLS when its caller adds it.
public struct WebSocketClient: Sendable {
    /// Why a connection could not be opened.
    public enum Failure: Error, Sendable, Equatable {
        /// The server answered with another status than 101.
        case refused(status: Int)
        /// The server's answer broke the opening handshake; in English.
        case invalidResponse(String)
        /// The connection wasn't open within the time allowed.
        case timedOut
        /// The network or TLS failed; the text is for a log.
        case unreachable(String)
    }

    /// The host to connect to and to name in the `Host` header.
    public var host: String
    /// The port.
    public var port: Int
    /// The path with its query; never a place for a secret, for URLs end up in logs.
    public var path: String
    /// Offered in this order; when any is offered, the server must choose one.
    public var subprotocols: [String]
    /// Sent beside those of the opening handshake, such as `Authorization` or `Origin`.
    public var headers: HTTPHeaders
    /// How messages are compressed when the server agrees to it; nil doesn't offer it.
    public var deflate: DeflateSettings?
    /// What the connection is held to.
    public var limits: WebSocketLimits
    /// How long TCP, TLS and the opening handshake may take together, in seconds.
    public var connectTimeoutSeconds: Int
    /// Adds what stands between TCP and HTTP, such as a TLS handler, on the event loop.
    public var prepareChannel: @Sendable (any Channel) throws -> Void

    /// A client for one address.
    public init(
        host: String, port: Int, path: String = "/", subprotocols: [String] = [],
        headers: HTTPHeaders = [:], deflate: DeflateSettings? = nil,
        limits: WebSocketLimits = WebSocketLimits(),
        connectTimeoutSeconds: Int = 10,
        prepareChannel: @escaping @Sendable (any Channel) throws -> Void = { _ in }
    ) {
        self.host = host
        self.port = port
        self.path = path
        self.subprotocols = subprotocols
        self.headers = headers
        self.deflate = deflate
        self.limits = limits
        self.connectTimeoutSeconds = connectTimeoutSeconds
        self.prepareChannel = prepareChannel
    }

    /// Connects and returns when the opening handshake is done.
    ///
    /// The delegate is made on the event loop of the connection and may be called before this
    /// returns.
    public func connect(
        on group: any EventLoopGroup,
        makeDelegate: @escaping @Sendable (any Channel) -> any WebSocketDelegate
    ) async throws(Failure) -> WebSocketConnection {
        let opening = ClientOpening(client: self, makeDelegate: makeDelegate)
        do {
            let upgrade = try await ClientBootstrap(group: group)
                .connectTimeout(.seconds(Int64(connectTimeoutSeconds)))
                .connect(host: host, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture { try opening.begin(in: channel) }
                }
            return try await upgrade.get()
        } catch {
            throw opening.failure(for: error)
        }
    }
}
