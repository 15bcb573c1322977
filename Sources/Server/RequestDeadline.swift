import NIOCore
import NIOHTTP1
import WebSocket

/// Cuts a connection that takes too long: to send a whole request, between two requests, or to
/// read a response.
///
/// Bytes that trickle in don't move a deadline. The first one runs from the acceptance of the
/// connection, so that it includes TLS.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let request: TimeAmount
    private let idle: TimeAmount
    private let stall: TimeAmount
    private var unansweredRequests = 0
    private var isFirst = true
    private var deadline: Scheduled<Void>?
    private var stallDeadline: Scheduled<Void>?

    init(configuration: Listener.Configuration) {
        request = .seconds(Int64(configuration.requestTimeoutSeconds))
        idle = .seconds(Int64(configuration.idleTimeoutSeconds))
        stall = .seconds(Int64(configuration.stallTimeoutSeconds))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = cut(context, after: request)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
        stallDeadline?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head:
            unansweredRequests += 1
            if !isFirst {
                deadline?.cancel()
                deadline = cut(context, after: request)
            }
            isFirst = false
        case .body: break
        case .end:
            deadline?.cancel()
            deadline = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = Self.unwrapOutboundIn(data) {
            unansweredRequests -= 1
            if unansweredRequests <= 0, deadline == nil { deadline = cut(context, after: idle) }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallDeadline?.cancel()
        stallDeadline = context.channel.isWritable ? nil : cut(context, after: stall)
        context.fireChannelWritabilityChanged()
    }

    /// Bytes that are no request have been answered with 400 already, and end the connection.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError {
            context.close(promise: nil)
        } else {
            context.fireErrorCaught(error)
        }
    }

    /// A stopping server lets responses go out, but waits for no request.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            if isFirst {
                ConnectionCutter.cut(context.channel)
            } else if deadline != nil {
                deadline?.cancel()
                deadline = cut(context, after: .milliseconds(250))
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func cut(_ context: ChannelHandlerContext, after time: TimeAmount) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { ConnectionCutter.cut(channel) }
    }
}
