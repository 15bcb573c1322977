package import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore
import NIOPosix
import ServiceLifecycle
package import WebSocket

/// One port that serves ordinary requests by a responder and upgrades its socket path to
/// WebSocket, over TLS when it has a certificate.
///
/// A service: it runs until graceful shutdown, and then closes every connection within about a
/// quarter of a second, each WebSocket with the close code of its limits.
package struct Listener: Service {
    /// Makes the user of an accepted socket, on the socket's event loop.
    package typealias Accept =
        @Sendable (any Channel, Arrival) -> any WebSocketDelegate

    private let application: any Service
    private let basis: Live<ListenerPipeline.Basis>

    /// A listener that isn't bound yet.
    ///
    /// - Parameters:
    ///   - responder: answers everything that isn't a WebSocket, such as a router's responder.
    ///   - accept: called once for every socket whose opening handshake succeeded.
    ///   - onRunning: told the port that was bound, once connections are accepted.
    /// - Throws: what NIOSSL finds wrong with the certificate or its key.
    package init<Responder: HTTPResponder>(
        configuration: Configuration, responder: Responder,
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        logger: Logger, accept: @escaping Accept,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        let basis = Live(try ListenerPipeline.Basis(configuration))
        let (addresses, requests, pace) = (AddressLimit(), AddressLimit(), ArrivalPace())
        self.basis = basis
        application = Application(
            responder: responder,
            server: HTTPServerBuilder { responder in
                ListenerChannel(
                    basis: basis, addresses: addresses, requests: requests, pace: pace,
                    accept: accept,
                    responder: responder)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    configuration.connectionsMax, logger: logger)),
            onServerRunning: { await onRunning($0.localAddress?.port ?? configuration.port) },
            eventLoopGroupProvider: .shared(eventLoopGroup),
            logger: logger)
    }

    /// Lets connections that come from now on go by this configuration; those that are there keep
    /// theirs, and what the listener is bound to stays.
    ///
    /// Throws what NIOSSL finds wrong with the certificate or its key, and changes nothing then.
    package func reload(_ configuration: Configuration) throws {
        basis.replace(try ListenerPipeline.Basis(configuration))
    }

    /// Binds the port and serves until graceful shutdown; throws when the port can't be bound.
    package func run() async throws {
        try await application.run()
    }
}
