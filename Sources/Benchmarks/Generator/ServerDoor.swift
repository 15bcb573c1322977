import NIOCore
import NIOPosix
import NIOSSL

/// Where a measured server listens, and how it wants to be spoken to.
struct ServerDoor: Sendable {
    /// How events come in.
    enum Publishing: Sendable {
        /// As messages of a WebSocket at this path, after these greetings.
        case socket(path: String, greetings: [[UInt8]])
        /// As bodies of requests for this path.
        case post(path: String)
    }

    let port: Int
    let tls: NIOSSLContext?
    let watchPath: String
    let subprotocol: String?
    /// What a watcher says first, each message once the one before was answered.
    let greetings: @Sendable (_ watcher: Int) -> [[UInt8]]
    let publishing: Publishing
    /// The event of that number, as it is published.
    let message: @Sendable (_ number: Int) -> [UInt8]

    /// Connects a socket whose user is made on its event loop.
    func connect(
        _ path: String, on eventLoop: any EventLoop, receiveBytes: Int? = nil,
        _ makeUser: @escaping @Sendable () -> any SocketUser
    ) async throws -> any Channel {
        let subprotocol = subprotocol
        return try await connect(on: eventLoop, receiveBytes: receiveBytes) {
            LightSocket(path: path, subprotocol: subprotocol, user: makeUser())
        }
    }

    /// Connects with that handler behind TLS, if there is any.
    ///
    /// `receiveBytes` bounds what the kernel keeps for somebody who doesn't read.
    func connect(
        on eventLoop: any EventLoop, receiveBytes: Int? = nil,
        _ makeHandler: @escaping @Sendable () -> any ChannelHandler
    ) async throws -> any Channel {
        let tls = tls
        var bootstrap = ClientBootstrap(group: eventLoop)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            // A second read to learn that there is no more would be half of the generator's work.
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 16_384)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandler(
                            try NIOSSLClientHandler(context: tls, serverHostname: "localhost"))
                    }
                    try pipeline.addHandler(makeHandler())
                }
            }
        if let receiveBytes {
            bootstrap = bootstrap.channelOption(
                .socketOption(.so_rcvbuf), value: .init(receiveBytes))
        }
        return try await bootstrap.connect(host: "127.0.0.1", port: port).get()
    }

    /// What a client needs to trust the measured servers.
    static func trust(_ certificate: Options.Certificate) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(certificate.file)
        configuration.minimumTLSVersion = .tlsv13
        configuration.shutdownTimeout = .milliseconds(250)
        return try NIOSSLContext(configuration: configuration)
    }
}
