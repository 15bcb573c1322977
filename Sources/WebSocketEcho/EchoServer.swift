import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import WebSocket

/// Accepts WebSocket connections on one port and echoes what they say.
///
/// A request that opens no WebSocket is closed without an answer.
struct EchoServer {
    let host: String
    let port: Int
    let identity: EchoIdentity?

    /// Serves until the process ends; tells the port once it listens.
    func run(listening: (Int) -> Void) async throws {
        let context = try identity.map { try NIOSSLContext(configuration: $0.configuration()) }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try Self.prepare(channel, tls: context) }
            }
            .bind(host: host, port: port).get()
        listening(channel.localAddress?.port ?? port)
        try await channel.closeFuture.get()
    }

    private static func prepare(_ channel: any Channel, tls: NIOSSLContext?) throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(ConnectionCutter())
        if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
        let upgrade = try pipeline.configureUpgradableHTTPServerPipeline(
            configuration: NIOUpgradableHTTPServerPipelineConfiguration(
                upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
                    upgraders: [upgrader()],
                    notUpgradingCompletionHandler: { channel in channel.close() })))
        upgrade.whenFailure { _ in channel.close(promise: nil) }
    }

    private static func upgrader() -> WebSocketServerUpgrader<Void> {
        WebSocketServerUpgrader(
            limits: Echo.limits,
            check: { request throws(OpeningRequest.Refusal) in
                try request.check(deflate: Echo.deflate)
            },
            makeDelegate: { _, _, _ in Echo() }, result: { _ in })
    }
}
