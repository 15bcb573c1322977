public import NIOCore
public import NIOHTTP1
import NIOWebSocket

/// Upgrades an accepted opening request: answers with 101 and puts a `WebSocketHandler` in the
/// place of HTTP.
///
/// NIO's upgrade handler loses the head of a request that no upgrader takes, so a refused request
/// must not reach it: let the same check decide before it.
public final class WebSocketServerUpgrader<Result: Sendable>: NIOTypedHTTPServerProtocolUpgrader {
    /// What the upgrade gives to whoever configured the pipeline.
    public typealias UpgradeResult = Result
    /// Tells whether a request may be upgraded, and how.
    public typealias Check =
        @Sendable (OpeningRequest) throws(OpeningRequest.Refusal) -> OpeningRequest.Acceptance
    /// Makes the user of an accepted connection, on its event loop.
    public typealias MakeDelegate =
        @Sendable (any Channel, OpeningRequest, OpeningRequest.Acceptance) -> any WebSocketDelegate

    /// The token of the `Upgrade` header.
    public let supportedProtocol = "websocket"
    /// None: the check looks at them.
    public let requiredUpgradeHeaders: [String] = []

    private let limits: WebSocketLimits
    private let check: Check
    private let makeDelegate: MakeDelegate
    private let result: @Sendable (WebSocketConnection) -> Result
    /// Knows the accept key; its own handlers are never used.
    private let acceptance: NIOWebSocketServerUpgrader

    /// An upgrader for any number of connections.
    public init(
        limits: WebSocketLimits, check: @escaping Check, makeDelegate: @escaping MakeDelegate,
        result: @escaping @Sendable (WebSocketConnection) -> Result
    ) {
        self.limits = limits
        self.check = check
        self.makeDelegate = makeDelegate
        self.result = result
        acceptance = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, head in
                channel.eventLoop.makeCompletedFuture {
                    try check(OpeningRequest(head: head)).responseHeaders
                }
            },
            upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
    }

    /// The headers of the 101 response; fails for a request that the check refuses.
    public func buildUpgradeResponse(
        channel: any Channel, upgradeRequest: HTTPRequestHead, initialResponseHeaders: HTTPHeaders
    ) -> EventLoopFuture<HTTPHeaders> {
        acceptance.buildUpgradeResponse(
            channel: channel, upgradeRequest: upgradeRequest,
            initialResponseHeaders: initialResponseHeaders)
    }

    /// Puts the handler in place, with the delegate that its maker gives.
    public func upgrade(
        channel: any Channel, upgradeRequest: HTTPRequestHead
    ) -> EventLoopFuture<Result> {
        channel.eventLoop.makeCompletedFuture {
            let request = OpeningRequest(head: upgradeRequest)
            let acceptance = try check(request)
            let connection = try WebSocketHandler.install(
                in: channel, role: .server, limits: limits, deflate: acceptance.deflate,
                delegate: makeDelegate(channel, request, acceptance))
            return result(connection)
        }
    }
}
