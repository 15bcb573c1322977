public import NIOCore
import NIOWebSocket

extension WebSocketHandler {
    /// Takes a frame, or keeps it while reading is paused.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        start()
        let frame = Self.unwrapInboundIn(data)
        guard isPaused, mustWait(frame) else {
            perform(machine.receive(frame))
            return
        }
        guard heldFrames.count < limits.heldFramesMax else {
            heldFrames.removeAll()
            isPaused = false
            perform(machine.fail(.policyViolation, reason: "too many messages at once"))
            return
        }
        heldFrames.append(frame)
    }

    /// What waits for its user is looked at when its turn comes.
    func receiveBeginning(of frame: WebSocketFrame) {
        start()
        if !isPaused { perform(machine.receiveBeginning(of: frame)) }
    }

    /// Any byte of the peer counts as a sign of life, also one that completes no frame.
    public func channelReadComplete(context: ChannelHandlerContext) {
        heardAt = context.eventLoop.now
        context.fireChannelReadComplete()
    }

    /// Holds back the channel's wish to read while reading is paused.
    public func read(context: ChannelHandlerContext) {
        if isPaused, machine.isOpen {
            isReadHeldBack = true
        } else {
            context.read()
        }
    }

    /// Stops reading from the socket, so that the peer's own sends come to wait.
    ///
    /// What had been read already is kept, within `heldFramesMax`, and delivered on resumption;
    /// pings are still answered.
    public func pauseReading() {
        isPaused = true
    }

    /// Delivers what was kept, unless paused again meanwhile, and reads on.
    public func resumeReading() {
        isPaused = false
        guard !isReplaying else { return }
        isReplaying = true
        while !isPaused, let frame = heldFrames.popFirst() {
            perform(machine.receive(frame))
        }
        isReplaying = false
        guard !isPaused else { return }
        readOn()
    }

    func readOn() {
        guard isReadHeldBack, let context else { return }
        isReadHeldBack = false
        // The peer was not listened to, so its silence says nothing.
        heardAt = context.eventLoop.now
        context.read()
    }

    /// A close frame keeps its place behind the messages before it; other control frames need not.
    private func mustWait(_ frame: WebSocketFrame) -> Bool {
        guard machine.isOpen else { return false }
        switch frame.opcode {
        case .ping, .pong: return false
        case .connectionClose: return !heldFrames.isEmpty
        default: return true
        }
    }

    func perform(_ action: WebSocketMachine.Action) {
        switch action {
        case .nothing: break
        case .deliver(let message): delegate?.received(message, on: self)
        case .inflate(let message): inflate(message)
        case .sendPong(let payload): answerPing(payload)
        case .sendClose(let payload, let ending): sendClose(payload, then: ending)
        case .closeChannel: closeChannel()
        }
    }

    private func inflate(_ message: WebSocketMachine.DeflatedMessage) {
        guard let compression else { return }
        let outcome = compression.inflate(message, bytesMax: limits.messageBytesMax)
        perform(machine.inflated(message, to: outcome))
    }
}
