/// The user of one connection. Every call comes on the connection's event loop.
///
/// The calls come in this order: `opened` once, then any of the middle ones, then `closed` once;
/// after that the handler lets its delegate go.
public protocol WebSocketDelegate: AnyObject {
    /// The opening handshake is done; messages may be sent.
    func opened(_ socket: WebSocketHandler)

    /// A whole message within the limits; text is well-formed UTF-8.
    func received(_ message: WebSocketMessage, on socket: WebSocketHandler)

    /// The socket takes bytes again, or no longer does.
    func writabilityChanged(isWritable: Bool, on socket: WebSocketHandler)

    /// The server stops: end the connection soon, or let `quiesce` do it at once.
    func serverStops(_ socket: WebSocketHandler)

    /// The connection has ended.
    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler)
}

extension WebSocketDelegate {
    /// Nothing, for users that have nothing to hold back.
    public func writabilityChanged(isWritable: Bool, on socket: WebSocketHandler) {}

    /// Says goodbye at once, for users that have nothing to finish.
    public func serverStops(_ socket: WebSocketHandler) { socket.quiesce() }
}
