import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import ServiceLifecycle
import WebSocket

/// The pipeline of one accepted connection, after TLS, and what becomes of it.
struct ListenerChannel: HTTPChannelHandler {
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let outcome: EventLoopFuture<Outcome>
    }

    enum Outcome: Sendable {
        case requests(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case socket(WebSocketConnection)
    }

    /// Too many connections of one address; nothing is said to the peer.
    struct NotAdmitted: Error {}

    let configuration: Listener.Configuration
    let addresses: AddressLimit
    let accept: Listener.Accept
    let responder: Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard let admission = addresses.admit(channel.remoteAddress) else {
            ConnectionCutter.cut(channel)
            return channel.eventLoop.makeFailedFuture(NotAdmitted())
        }
        channel.closeFuture.whenComplete { _ in admission.release() }
        let ready = channel.eventLoop.makeCompletedFuture {
            let outcome = try configure(channel, admission: admission, logger: logger)
            return Value(channel: channel, outcome: outcome)
        }
        ready.whenFailure { _ in channel.close(promise: nil) }
        return ready
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            do {
                switch try await value.outcome.get() {
                case .requests(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
                case .socket(let connection): await follow(connection)
                }
            } catch {
                // Refused before there was a request, or gone: the channel is closed already.
                logger.debug("connection ended", metadata: ["error": "\(error)"])
            }
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    /// The stop reaches the handler here too, for one that was told while the upgrade was under
    /// way would have missed it.
    private func follow(_ connection: WebSocketConnection) async {
        await withGracefulShutdownHandler {
            try? await connection.channel.closeFuture.get()
        } onGracefulShutdown: {
            connection.withHandler { $0.announceStop() }
        }
    }
}

// MARK: - The pipeline

extension ListenerChannel {
    private func configure(
        _ channel: any Channel, admission: AddressLimit.Admission, logger: Logger
    ) throws -> EventLoopFuture<Outcome> {
        let pipeline = channel.pipeline.syncOperations
        try boundUnsentBytes(of: channel)
        try pipeline.addHandler(ConnectionCutter(), position: .first)
        let encoder = HTTPResponseEncoder()
        let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(
                leftOverBytesStrategy: .forwardBytes, limitConfiguration: decoderLimits))
        let errors = HTTPServerProtocolErrorHandler()
        let deadline = RequestDeadline(configuration: configuration)
        let gate = OpeningGate(
            path: configuration.socketPath, check: check(for: channel), logger: logger)
        try pipeline.addHandlers([encoder, decoder, errors, deadline, gate])
        let upgrade = NIOTypedHTTPServerUpgradeHandler(
            httpEncoder: encoder, extraHTTPHandlers: [decoder, errors, deadline, gate],
            upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
                upgraders: [upgrader(for: channel, admission: admission)],
                notUpgradingCompletionHandler: { channel in
                    admission.release()
                    return serveRequests(on: channel, logger: logger)
                }))
        try pipeline.addHandler(upgrade)
        return upgrade.upgradeResultFuture
    }

    private func serveRequests(
        on channel: any Channel, logger: Logger
    ) -> EventLoopFuture<Outcome> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandlers([
                HTTP1ToHTTPServerCodec(secure: configuration.tls != nil),
                HTTPConnectionStateHandler(logger: logger),
            ])
            return .requests(
                try NIOAsyncChannel(
                    wrappingChannelSynchronously: channel,
                    configuration: .init(isOutboundHalfClosureEnabled: true)))
        }
    }

    private func upgrader(
        for channel: any Channel, admission: AddressLimit.Admission
    ) -> WebSocketServerUpgrader<Outcome> {
        let accept = accept
        return WebSocketServerUpgrader(
            limits: configuration.webSocket, check: check(for: channel),
            makeDelegate: { channel, request, acceptance in
                accept(
                    channel,
                    Listener.Arrival(
                        origin: acceptance.origin, bearerToken: request.bearerToken,
                        remoteAddress: channel.remoteAddress?.ipAddress ?? "unknown",
                        admission: admission, request: request))
            },
            result: { .socket($0) })
    }

    /// Requests without an Origin pass: what they may do is decided by their credentials.
    private func check(for channel: any Channel) -> OpeningGate.Check {
        let configuration = configuration
        let boundPort = ":\(channel.localAddress?.port ?? configuration.port)"
        return { request throws(OpeningRequest.Refusal) in
            try request.check(subprotocols: configuration.subprotocols) { origin in
                guard let origin else { return true }
                if configuration.allowedOrigins.contains(origin) { return true }
                guard origin.hasSuffix(boundPort) else { return false }
                return configuration.allowedOrigins.contains(
                    origin.dropLast(boundPort.count) + ":0")
            }
        }
    }

    private var decoderLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = configuration.headerBytesMax
        limits.maxHeaderListSize = configuration.headerBytesMax
        limits.maxHeaderFieldCount = configuration.headersMax
        return limits
    }

    private func boundUnsentBytes(of channel: any Channel) throws {
        #if os(Linux)
            // TCP_NOTSENT_LOWAT of linux/tcp.h, which isn't among the names that Glibc exports.
            let option = ChannelOptions.Types.SocketOption(level: .tcp, name: .init(rawValue: 25))
            try channel.syncOptions?.setOption(
                option, value: .init(clamping: configuration.unsentBytesMax))
        #endif
    }
}
