package import Domain
package import Engine
import Hummingbird
package import Logging
package import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import Synchronization
import WebSocket

/// One node that serves: the engine's streams, the socket and the pages, on one port.
///
/// A service: it runs until graceful shutdown. Then nothing new is accepted, every client is told
/// when to come back, sockets are closed with 1012 in batches, each once its commands under way are
/// answered, and every command that was taken in is settled before `run` returns; an answer that
/// didn't leave in time is given to whoever repeats the command with its key. It stops itself in the
/// same way when the journal holds another history, and throws that then.
package struct Server: Service {
    private let engine: Engine<Round>
    private let listener: Listener
    private let desk: Desk
    private let journal: any Journal
    private let readiness: Readiness
    private let logger: Logger

    /// A server that isn't bound yet.
    ///
    /// - Parameters:
    ///   - engine: not started yet; this starts, runs and stops it.
    ///   - journal: the engine's own, for readiness and exports.
    ///   - time: the engine's own.
    ///   - metrics: what `/metrics` shows; give the same to `MetricsSystem.bootstrap`.
    ///   - onRunning: told the port that was bound, once connections are accepted.
    /// - Throws: what NIOSSL finds wrong with the certificate or its key.
    package init(
        engine: Engine<Round>, journal: any Journal, time: any TimeSource,
        settings: ServerSettings, metrics: PrometheusMetrics = PrometheusMetrics(),
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        self.engine = engine
        self.journal = journal
        self.logger = logger
        readiness = Readiness()
        let desk = Desk(
            engine: engine, time: time, settings: settings,
            register: ConnectionRegister(settings: settings), meter: ServerMeter(),
            eventLoop: eventLoopGroup.any())
        self.desk = desk
        let configuration = Self.configuration(settings)
        let doors = Doors(desk: desk, journal: journal, metrics: metrics, readiness: readiness)
        listener = try Listener(
            configuration: configuration,
            responder: doors.router(isSecure: configuration.tls != nil).buildResponder(),
            eventLoopGroup: eventLoopGroup, logger: logger,
            accept: { channel, arrival in
                // A cookie says who it is only where an origin says which page opened the socket.
                let cookies = arrival.isBrowser ? arrival.request.head.headers["cookie"].first : nil
                return Session(
                    desk: desk, eventLoop: channel.eventLoop, admission: arrival.admission,
                    cookie: Cookies.value(of: Cookies.session, in: cookies))
            }, onRunning: onRunning)
    }

    /// Goes by other settings from now on: its certificate, allowed origins, time limits and what
    /// sockets are held to for connections that come, places and the drain at once. What it is
    /// bound to and how the engine works stay.
    ///
    /// Throws what NIOSSL finds wrong with the certificate or its key, and changes nothing then.
    package func reload(_ settings: ServerSettings) throws {
        try listener.reload(Self.configuration(settings))
        desk.reload(settings)
    }

    private static func configuration(_ settings: ServerSettings) -> Listener.Configuration {
        var configuration = settings.listener
        configuration.webSocket.messageBytesMax = settings.session.messageBytesMost
        configuration.webSocket.frameBytesMax = settings.session.messageBytesMost
        // The session holds watchers to less; one frame on an empty queue is always taken.
        configuration.webSocket.outboundBytesMax = settings.session.queueBytesParticipant
        return configuration
    }

    /// Serves until graceful shutdown or cancellation; throws when the journal can't be read or
    /// holds another history, or the port can't be bound.
    package func run() async throws {
        try await engine.start()
        // Ended from the last to the first: as long as it serves, it looks at the journal.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(
                        service: JournalWatch(
                            readiness: readiness, journal: journal, logger: logger),
                        failureTerminationBehavior: .gracefullyShutdownGroup),
                    .init(
                        service: Serving(server: self),
                        successTerminationBehavior: .gracefullyShutdownGroup),
                ], logger: logger.ofServices))
        try await group.run()
    }

    /// The streams, the desk and the port.
    private struct Serving: Service {
        let server: Server

        func run() async throws {
            let (desk, readiness) = (server.desk, server.readiness)
            // Registered before the listener's own handler, so that the notice precedes the close.
            try await withGracefulShutdownHandler {
                try await server.serve()
            } onGracefulShutdown: {
                readiness.serve(false)
                desk.register.drain(desk.settings.drain)
            }
        }
    }

    private func serve() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await engine.run() }
            group.addTask { await desk.run() }
            readiness.serve(true)
            defer {
                readiness.serve(false)
                engine.stop()
                desk.stop()
            }
            try await listener.run()
        }
        logger.info("every command that was taken in is settled")
    }
}
