import Logging
import NIOCore
import NIOHTTP1
import WebSocket

/// Stands before NIO's upgrade handler and decides at once which request opens a socket.
///
/// The upgrade handler loses the head of a request that none of its upgraders takes. So a request
/// for another path loses its wish to upgrade here and is answered as any other, and one for the
/// socket's path that is refused is answered here with the reason and goes no further. Only the
/// first request of a connection can be upgraded; later ones are ordinary requests.
final class OpeningGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    typealias Check = WebSocketServerUpgrader<ListenerChannel.Outcome>.Check

    private let path: String
    private let check: Check
    private let admit: (OpeningRequest) -> Bool
    private let logger: Logger
    private var isFirst = true
    private var isRefused = false

    init(
        path: String, check: @escaping Check, admit: @escaping (OpeningRequest) -> Bool,
        logger: Logger
    ) {
        self.path = path
        self.check = check
        self.admit = admit
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        guard case .head(let head) = Self.unwrapInboundIn(data) else {
            context.fireChannelRead(data)
            return
        }
        let request = OpeningRequest(head: head)
        let mayOpen = isFirst && request.path == path
        isFirst = false
        guard mayOpen else {
            context.fireChannelRead(Self.wrapInboundOut(.head(Self.ordinary(head))))
            return
        }
        do throws(OpeningRequest.Refusal) {
            _ = try check(request)
            guard admit(request) else { throw .tooMany }
            context.fireChannelRead(data)
        } catch {
            refuse(error, context)
        }
    }

    /// NIO's decoder reads nothing after a request that wishes to leave HTTP, so such a connection
    /// ends with its response.
    private static func ordinary(_ head: HTTPRequestHead) -> HTTPRequestHead {
        guard head.headers.contains(name: "Upgrade") || head.method == .CONNECT else { return head }
        var head = head
        head.headers.remove(name: "Upgrade")
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        return head
    }

    private func refuse(_ refusal: OpeningRequest.Refusal, _ context: ChannelHandlerContext) {
        isRefused = true
        logger.debug("socket refused", metadata: ["reason": "\(refusal.reason)"])
        let body = ByteBuffer(string: refusal.reason + "\n")
        var head = HTTPResponseHead(
            version: .http1_1, status: refusal.status, headers: refusal.headers)
        head.headers.add(name: "Connection", value: "close")
        head.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        head.headers.add(name: "Content-Length", value: "\(body.readableBytes)")
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        written.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: written)
    }
}

extension OpeningRequest {
    /// For whom proxies say that they ask, each header as it came.
    var forwardedFor: [String] { head.headers["x-forwarded-for"] }
}

extension OpeningRequest.Refusal {
    fileprivate static let tooMany = Self(
        status: .tooManyRequests, headers: ["Retry-After": "1"],
        reason: "too many connections of your address haven't said who they are; say hello on them")
}
