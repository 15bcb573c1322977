public import NIOCore

/// A connection for those who aren't on its event loop: calls are carried there, in order.
public struct WebSocketConnection: Sendable {
    /// The channel, for its addresses and its end (`closeFuture`).
    public let channel: any Channel
    private let handler: NIOLoopBound<WebSocketHandler>

    init(channel: any Channel, handler: WebSocketHandler) {
        self.channel = channel
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    }

    /// Sends a text message; dropped without a word when the connection no longer is open.
    public func send(text: String) {
        send(text: ByteBuffer(string: text))
    }

    /// Sends a text message of bytes that are UTF-8; dropped when the connection no longer is open.
    public func send(text: ByteBuffer) {
        withHandler { $0.send(text: text) }
    }

    /// Sends a binary message; dropped when the connection no longer is open.
    public func send(binary: ByteBuffer) {
        withHandler { $0.send(binary: binary) }
    }

    /// Starts the close handshake; nothing when it already began.
    public func close(_ code: WebSocketCloseCode = .normal, reason: String = "") {
        withHandler { $0.close(code, reason: reason) }
    }

    /// Runs what must be done with the handler on its event loop, at once when already there.
    public func withHandler(_ body: @escaping @Sendable (WebSocketHandler) -> Void) {
        if channel.eventLoop.inEventLoop {
            body(handler.value)
        } else {
            channel.eventLoop.execute { body(handler.value) }
        }
    }
}
