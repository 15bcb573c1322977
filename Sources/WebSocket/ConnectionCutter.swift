public import NIOCore

/// Stands first in a pipeline, before TLS, and closes the TCP connection at once when asked.
///
/// An ordinary close waits for the peer's farewell in TLS, which a peer that doesn't read never
/// sends. Without this handler a cut is an ordinary close. What is written doesn't pass through it,
/// so that it costs nothing where one message goes to many.
public final class ConnectionCutter: ChannelInboundHandler {
    /// The most general type, for nothing is read or changed.
    public typealias InboundIn = NIOAny

    private var context: ChannelHandlerContext?

    /// A cutter for one channel.
    public init() {}

    /// Closes the TCP connection of a channel at once, without any farewell; on its event loop.
    public static func cut(_ channel: any Channel) {
        let cutter = try? channel.pipeline.syncOperations.handler(type: ConnectionCutter.self)
        if let context = cutter?.context {
            context.close(mode: .all, promise: nil)
        } else {
            channel.close(promise: nil)
        }
    }

    /// Takes its place in the pipeline.
    public func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    /// Leaves its place.
    public func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }
}
