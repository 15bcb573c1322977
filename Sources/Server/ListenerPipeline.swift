import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL
import WebSocket

/// Puts the handlers into one accepted connection, by the configuration of that moment.
struct ListenerPipeline: Sendable {
    /// What connections go by: the configuration, and its certificate made ready once for all.
    struct Basis: Sendable {
        let configuration: Listener.Configuration
        let tls: NIOSSLContext?

        init(_ configuration: Listener.Configuration) throws {
            self.configuration = configuration
            tls = try configuration.tls.map { try NIOSSLContext(configuration: $0.configuration()) }
        }
    }

    typealias Outcome = ListenerChannel.Outcome

    let basis: Basis
    let requests: AddressLimit
    let accept: Listener.Accept
    private var configuration: Listener.Configuration { basis.configuration }

    init(basis: Basis, requests: AddressLimit, accept: @escaping Listener.Accept) {
        self.basis = basis
        self.requests = requests
        self.accept = accept
    }

    /// Everything from TLS on; the outcome comes when it is known whether this is a socket.
    func configure(
        _ channel: any Channel, admission: AddressLimit.Admission, logger: Logger
    ) throws -> EventLoopFuture<Outcome> {
        let pipeline = channel.pipeline.syncOperations
        try boundUnsentBytes(of: channel)
        try pipeline.addHandler(ConnectionCutter(), position: .first)
        if let context = basis.tls {
            try pipeline.addHandler(NIOSSLServerHandler(context: context))
        }
        let encoder = HTTPResponseEncoder()
        let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(
                leftOverBytesStrategy: .forwardBytes, limitConfiguration: decoderLimits))
        let errors = HTTPServerProtocolErrorHandler()
        let deadline = RequestDeadline(configuration: configuration)
        let gate = OpeningGate(
            path: configuration.socketPath, check: check(for: channel),
            admit: admit(channel, admission), logger: logger)
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
        // A proxy sends the requests of many over one connection.
        if !configuration.trustedProxies.contains(channel.remoteAddress) {
            let most = configuration.requestConnectionsPerAddressMax
            guard let place = requests.admit(channel.remoteAddress, connectionsMax: most) else {
                ConnectionCutter.cut(channel)
                return channel.eventLoop.makeFailedFuture(ListenerChannel.NotAdmitted())
            }
            channel.closeFuture.whenComplete { _ in place.release() }
        }
        return channel.eventLoop.makeCompletedFuture {
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
        let (accept, proxies) = (accept, configuration.trustedProxies)
        return WebSocketServerUpgrader(
            limits: configuration.webSocket, check: check(for: channel),
            makeDelegate: { channel, request, acceptance in
                accept(
                    channel,
                    Listener.Arrival(
                        origin: acceptance.origin, bearerToken: request.bearerToken,
                        remoteAddress: proxies.client(
                            of: channel.remoteAddress, forwardedFor: request.forwardedFor)?
                            .ipAddress ?? "unknown",
                        admission: admission, request: request))
            },
            result: { .socket($0) })
    }

    /// Requests without an Origin pass: what they may do is decided by their credentials.
    private func check(for channel: any Channel) -> OpeningGate.Check {
        let configuration = configuration
        let boundPort = ":\(channel.localAddress?.port ?? configuration.port)"
        return { request throws(OpeningRequest.Refusal) in
            try request.check(
                subprotocols: configuration.subprotocols, deflate: configuration.deflate
            ) { origin in
                guard let origin else { return true }
                if configuration.allowedOrigins.contains(origin) { return true }
                guard origin.hasSuffix(boundPort) else { return false }
                return configuration.allowedOrigins.contains(
                    origin.dropLast(boundPort.count) + ":0")
            }
        }
    }

    /// Whether a socket may be opened for whoever a proxy asks for it; others were counted when they
    /// came.
    private func admit(
        _ channel: any Channel, _ admission: AddressLimit.Admission
    ) -> (OpeningRequest) -> Bool {
        let configuration = configuration
        let peer = channel.remoteAddress
        return { request in
            admission.count(
                for: configuration.trustedProxies.client(
                    of: peer, forwardedFor: request.forwardedFor),
                connectionsMax: configuration.connectionsPerAddressMax)
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
