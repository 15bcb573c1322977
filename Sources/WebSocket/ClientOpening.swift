import NIOCore
import NIOHTTP1
import NIOWebSocket
import Synchronization

/// One opening handshake at the client's end (RFC 6455 section 4.1).
final class ClientOpening: Sendable {
    private let client: WebSocketClient
    private let makeDelegate: @Sendable (any Channel) -> any WebSocketDelegate
    /// The first thing that went wrong, which is what the caller wants to know.
    private let found = Mutex<WebSocketClient.Failure?>(nil)

    init(
        client: WebSocketClient,
        makeDelegate: @escaping @Sendable (any Channel) -> any WebSocketDelegate
    ) {
        self.client = client
        self.makeDelegate = makeDelegate
    }

    /// Puts everything in the pipeline of a channel that isn't connected yet.
    func begin(in channel: any Channel) throws -> EventLoopFuture<WebSocketConnection> {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(ConnectionCutter())
        try client.prepareChannel(channel)
        let encoder = HTTPRequestEncoder()
        let decoder = ByteToMessageHandler(
            HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes))
        let observer = StatusObserver(opening: self)
        try pipeline.addHandlers([encoder, decoder, observer])
        let upgradeHandler = NIOTypedHTTPClientUpgradeHandler(
            httpHandlers: [encoder, decoder, observer], upgradeConfiguration: configuration())
        try pipeline.addHandler(upgradeHandler)
        let result = upgradeHandler.upgradeResultFuture
        let timeout = channel.eventLoop.scheduleTask(
            in: .seconds(Int64(client.connectTimeoutSeconds))
        ) {
            self.note(.timedOut)
            channel.close(promise: nil)
        }
        result.whenComplete { _ in timeout.cancel() }
        result.whenFailure { _ in channel.close(promise: nil) }
        return result
    }

    /// What to tell the caller: what was noted first, else what the error says.
    func failure(for error: any Error) -> WebSocketClient.Failure {
        if let noted = found.withLock({ $0 }) { return noted }
        if case ChannelError.connectTimeout = error { return .timedOut }
        return .unreachable(String(describing: error))
    }

    fileprivate func note(_ failure: WebSocketClient.Failure) {
        found.withLock { $0 = $0 ?? failure }
    }

    private func configuration() -> NIOTypedHTTPClientUpgradeConfiguration<WebSocketConnection> {
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: client.path)
        head.headers.add(name: "Host", value: hostHeader)
        if !client.subprotocols.isEmpty {
            head.headers.add(
                name: "Sec-WebSocket-Protocol", value: client.subprotocols.joined(separator: ", "))
        }
        if let deflate = client.deflate {
            head.headers.add(
                name: "Sec-WebSocket-Extensions", value: deflate.offer.headerValue)
        }
        head.headers.add(contentsOf: client.headers)
        return NIOTypedHTTPClientUpgradeConfiguration(
            upgradeRequestHead: head, upgraders: [ClientUpgrader(opening: self)],
            notUpgradingCompletionHandler: { channel in
                channel.eventLoop.makeFailedFuture(ChannelError.eof)
            })
    }

    private var hostHeader: String {
        let isIPv6 = client.host.contains(":")
        return (isIPv6 ? "[\(client.host)]" : client.host) + ":\(client.port)"
    }
}

extension ClientOpening {
    fileprivate func accepts(_ head: HTTPResponseHead) -> Bool {
        do throws(OpeningResponse.Refusal) {
            _ = try acceptance(of: head)
            return true
        } catch {
            note(.invalidResponse(error.reason))
            return false
        }
    }

    fileprivate func install(
        in channel: any Channel, after head: HTTPResponseHead
    ) throws -> WebSocketConnection {
        try WebSocketHandler.install(
            in: channel, role: .client, limits: client.limits,
            deflate: try acceptance(of: head).deflate, delegate: makeDelegate(channel))
    }

    private func acceptance(
        of head: HTTPResponseHead
    ) throws(OpeningResponse.Refusal) -> OpeningResponse.Acceptance {
        try OpeningResponse(head: head).check(
            offered: client.subprotocols, deflate: client.deflate)
    }
}

/// Joins NIO's check of the accept key with ours, and puts our handlers in place of NIO's.
private final class ClientUpgrader: NIOTypedHTTPClientProtocolUpgrader {
    let supportedProtocol = "websocket"
    let requiredUpgradeHeaders: [String] = []

    private let opening: ClientOpening
    private let key: NIOWebSocketClientUpgrader

    init(opening: ClientOpening) {
        self.opening = opening
        key = NIOWebSocketClientUpgrader(upgradePipelineHandler: { channel, _ in
            channel.eventLoop.makeSucceededVoidFuture()
        })
    }

    func addCustom(upgradeRequestHeaders: inout HTTPHeaders) {
        key.addCustom(upgradeRequestHeaders: &upgradeRequestHeaders)
    }

    func shouldAllowUpgrade(upgradeResponse: HTTPResponseHead) -> Bool {
        guard key.shouldAllowUpgrade(upgradeResponse: upgradeResponse) else {
            opening.note(.invalidResponse("the accept key is wrong"))
            return false
        }
        return opening.accepts(upgradeResponse)
    }

    func upgrade(
        channel: any Channel, upgradeResponse: HTTPResponseHead
    ) -> EventLoopFuture<WebSocketConnection> {
        channel.eventLoop.makeCompletedFuture {
            try self.opening.install(in: channel, after: upgradeResponse)
        }
    }
}

/// Sees the status of the answer, which the upgrade itself keeps to itself.
private final class StatusObserver: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private let opening: ClientOpening

    init(opening: ClientOpening) {
        self.opening = opening
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = Self.unwrapInboundIn(data), head.status != .switchingProtocols {
            opening.note(.refused(status: Int(head.status.code)))
        }
        context.fireChannelRead(data)
    }
}
