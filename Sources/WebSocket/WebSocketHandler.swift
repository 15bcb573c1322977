public import NIOCore
public import NIOWebSocket

/// Owns one connection after its opening handshake: performs what its machine decides, keeps the
/// heartbeat, and holds its reader and its writer to their limits.
///
/// It is used on its event loop alone; `connection` is for everyone else. Whole frames go out as
/// bytes, so no frame encoder may stand before it.
public final class WebSocketHandler: ChannelDuplexHandler {
    /// Frames as the decoder gives them.
    public typealias InboundIn = WebSocketFrame
    /// Nothing: messages go through the methods of this handler.
    public typealias OutboundIn = Never
    /// Whole frames.
    public typealias OutboundOut = ByteBuffer

    /// What it holds its peer and itself to.
    public let limits: WebSocketLimits

    /// What was agreed upon for compression; nil when nothing was.
    public let deflate: DeflateAgreement?

    var machine: WebSocketMachine
    let compression: MessageCompression?
    var delegate: (any WebSocketDelegate)?
    var context: ChannelHandlerContext?
    private var isStarted = false
    private var isStopAnnounced = false
    private var isQuiescing = false

    /// Bytes of data frames that were sent and haven't reached the socket.
    public internal(set) var waitingBytes = 0
    /// Those of them that aren't with the channel yet, where there is one write at a time.
    var held = ByteBuffer()
    var isWriting = false
    var isBlocked = false
    var isPongWaiting = false
    var latestPing: ByteBuffer?

    var isPaused = false
    var isReadHeldBack = false
    var isReplaying = false
    var heldFrames = CircularBuffer<WebSocketFrame>()

    var heardAt = NIODeadline.uptimeNanoseconds(0)
    var pingedAt = NIODeadline.uptimeNanoseconds(0)
    var heartbeat: Scheduled<Void>?
    var ending: Scheduled<Void>?
    var stall: Scheduled<Void>?

    /// A handler for one connection, with its user.
    public init(
        role: WebSocketMachine.Role, limits: WebSocketLimits = WebSocketLimits(),
        deflate: DeflateAgreement? = nil, delegate: any WebSocketDelegate
    ) {
        self.limits = limits
        self.deflate = deflate
        self.delegate = delegate
        compression = deflate.map { MessageCompression($0, role: role) }
        machine = WebSocketMachine(role: role, limits: limits, mayInflate: deflate != nil)
    }

    /// Puts a decoder and a handler at the end of a pipeline from which HTTP has been removed.
    public static func install(
        in channel: any Channel, role: WebSocketMachine.Role, limits: WebSocketLimits,
        deflate: DeflateAgreement? = nil, delegate: any WebSocketDelegate
    ) throws -> WebSocketConnection {
        let handler = WebSocketHandler(
            role: role, limits: limits, deflate: deflate, delegate: delegate)
        let decoder = ByteToMessageHandler(FrameDecoder(limits: limits))
        try channel.pipeline.syncOperations.addHandlers([decoder, handler])
        return WebSocketConnection(channel: channel, handler: handler)
    }

    /// Whether data may still be sent.
    public var isOpen: Bool { machine.isOpen && context != nil }

    /// Whether the socket takes bytes at the moment: it has taken the last write at once.
    public var isWritable: Bool { context != nil && !isBlocked }

    /// The channel, for its addresses; nil once the connection has ended.
    public var channel: (any Channel)? { context?.channel }

    /// This connection for those on another thread; nil once it has ended.
    public var connection: WebSocketConnection? {
        context.map { WebSocketConnection(channel: $0.channel, handler: self) }
    }
}

// MARK: - The life of the channel

extension WebSocketHandler {
    /// Opens, in the next turn of the loop: until then the upgrade may hold back what is written.
    public func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        guard context.channel.isActive else { return }
        context.eventLoop.assumeIsolated().execute { self.start() }
    }

    /// Opens when the handler was there before the connection was.
    public func channelActive(context: ChannelHandlerContext) {
        start()
        context.fireChannelActive()
    }

    /// Ends with the channel.
    public func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    /// Ends when taken out of the pipeline.
    public func handlerRemoved(context: ChannelHandlerContext) {
        finish()
        self.context = nil
    }

    /// Hears that the server stops; a half-closed connection is of no use to anyone.
    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let part as FrameDecoder.Part:
            receiveBeginning(of: part.frame)
        case is ChannelShouldQuiesceEvent:
            announceStop()
        case ChannelEvent.inputClosed:
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Tells its user that the server stops; once.
    public func announceStop() {
        guard !isStopAnnounced else { return }
        isStopAnnounced = true
        delegate?.serverStops(self)
    }

    /// Says that the server stops, and ends soon whatever the peer does; a second call is nothing.
    public func quiesce() {
        guard !isQuiescing else { return }
        isQuiescing = true
        perform(machine.close(limits.quiesceCloseCode, reason: "server stops"))
        cut(after: .milliseconds(Int64(limits.quiesceTimeoutMilliseconds)))
    }

    /// Closes with the code that fits what the decoder found; other errors end the connection.
    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case FrameParser.Violation.tooLong:
            let limit = limits.decodedFrameBytesMax
            perform(machine.fail(.messageTooBig, reason: "frame over \(limit) bytes"))
        case FrameParser.Violation.controlFrame:
            perform(machine.fail(.protocolError, reason: "control frame"))
        case FrameParser.Violation.lengthNotMinimal:
            perform(machine.fail(.protocolError, reason: "length not minimal"))
        case is ByteToMessageDecoderError:
            // What a failed peer still sends while it is left to read why.
            break
        default:
            context.close(promise: nil)
        }
    }

    func start() {
        guard !isStarted, let context else { return }
        isStarted = true
        startHeartbeat(context)
        delegate?.opened(self)
    }

    private func finish() {
        heartbeat?.cancel()
        ending?.cancel()
        stall?.cancel()
        held = ByteBuffer()
        heldFrames.removeAll()
        latestPing = nil
        guard let delegate else { return }
        self.delegate = nil
        let closure = machine.channelEnded()
        if isStarted { delegate.closed(closure, on: self) }
    }
}
