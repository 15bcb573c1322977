public import NIOCore

/// Stands first in a pipeline, before TLS, and closes the TCP connection at once when asked.
///
/// An ordinary close waits for the peer's farewell in TLS, which a peer that doesn't read never
/// sends. Without this handler a cut is an ordinary close.
public final class ConnectionCutter: ChannelOutboundHandler {
    /// The most general type, for nothing is read or changed.
    public typealias OutboundIn = NIOAny

    /// The event that asks for the cut.
    struct Cut: Sendable {}

    /// A cutter for one channel.
    public init() {}

    /// Closes the TCP connection of a channel at once, without any farewell; on its event loop.
    public static func cut(_ channel: any Channel) {
        let isCut = channel.eventLoop.makePromise(of: Void.self)
        isCut.futureResult.whenFailure { _ in channel.close(promise: nil) }
        channel.triggerUserOutboundEvent(Cut(), promise: isCut)
    }

    /// Closes on `Cut`, and lets every other event pass.
    public func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        if event is Cut {
            context.close(mode: .all, promise: promise)
        } else {
            context.triggerUserOutboundEvent(event, promise: promise)
        }
    }
}
