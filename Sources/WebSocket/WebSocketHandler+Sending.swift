public import NIOCore
import NIOWebSocket

extension WebSocketHandler {
    /// Sends a text message of bytes that are UTF-8; false when the connection is no longer open.
    ///
    /// It is deflated when that was agreed upon and pays. `mayDeflate` is false for what holds a
    /// secret beside text that somebody else chose: the length of the two deflated together tells
    /// of the secret.
    @discardableResult
    public func send(text: ByteBuffer, mayDeflate: Bool = true, flush: Bool = true) -> Bool {
        send(.text, text, mayDeflate: mayDeflate, flush: flush)
    }

    /// Sends a binary message as `send(text:)` sends text.
    @discardableResult
    public func send(binary: ByteBuffer, mayDeflate: Bool = true, flush: Bool = true) -> Bool {
        send(.binary, binary, mayDeflate: mayDeflate, flush: flush)
    }

    /// Whether the peer can read frames that `WebSocketFrameBytes.deflatedText` deflated once for
    /// all with the settings of this connection.
    public var takesSharedDeflated: Bool { compression?.takesSharedFrames ?? false }

    /// Sends one or more whole frames that were encoded before and may be shared by many
    /// connections (`WebSocketFrameBytes`); for servers only. False when no longer open.
    @discardableResult
    public func send(frames: ByteBuffer, flush: Bool = true) -> Bool {
        precondition(machine.role == .server, "a client masks each frame with its own key")
        return sendData(frames, flush: flush)
    }

    /// Sends whole frames that may as well be left out, when nothing else is on its way to the
    /// socket; otherwise sends nothing and is false.
    ///
    /// They count as nothing: they aren't in `waitingBytes`, and the time in which the peer must
    /// take what was sent begins with the first that may not be left out.
    @discardableResult
    public func sendIfIdle(frames: ByteBuffer) -> Bool {
        precondition(machine.role == .server, "a client masks each frame with its own key")
        guard isOpen, !isWriting, waitingBytes == 0, let context else { return false }
        write(frames, counting: 0, context)
        return true
    }

    /// Hands everything that was sent to the socket: as one write, once the last one has gone.
    ///
    /// What waits thus waits as plain bytes: in TLS every write that waits keeps a buffer of a
    /// whole record, however short it is.
    public func flush() {
        guard held.readableBytes > 0, let context else { return }
        guard !isWriting else {
            // What is under way may be of the kind that nobody waits for.
            if stall == nil { block(context) }
            return
        }
        let bytes = held
        let count = bytes.readableBytes
        held = ByteBuffer()
        write(bytes, counting: count, context)
        if isWriting { block(context) }
    }

    /// Begins the one write that may be under way, which counts as so many waiting bytes.
    private func write(_ bytes: ByteBuffer, counting count: Int, _ context: ChannelHandlerContext) {
        isWriting = true
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in self.noteWritten(count) }
        context.writeAndFlush(Self.wrapOutboundOut(bytes), promise: written)
    }

    /// Starts the close handshake; nothing when it already began.
    public func close(_ code: WebSocketCloseCode = .normal, reason: String = "") {
        perform(machine.close(code, reason: reason))
    }

    private func noteWritten(_ count: Int) {
        isWriting = false
        waitingBytes -= count
        stall?.cancel()
        stall = nil
        flush()
        guard isBlocked, !isWriting, machine.isOpen else { return }
        isBlocked = false
        delegate?.writabilityChanged(isWritable: true, on: self)
    }

    /// The socket didn't take a write at once: begins the time in which it must.
    private func block(_ context: ChannelHandlerContext) {
        guard machine.isOpen else { return }
        let limit = TimeAmount.seconds(Int64(limits.stallTimeoutSeconds))
        stall = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { self.closeSlow() }
        guard !isBlocked else { return }
        isBlocked = true
        delegate?.writabilityChanged(isWritable: false, on: self)
    }

    private func send(
        _ opcode: WebSocketOpcode, _ payload: ByteBuffer, mayDeflate: Bool, flush: Bool
    ) -> Bool {
        guard isOpen else { return false }
        if mayDeflate, let deflated = compression?.deflate(payload) {
            return sendData(encode(opcode, deflated, isDeflated: true), flush: flush)
        }
        return sendData(encode(opcode, payload), flush: flush)
    }

    private func sendData(_ bytes: ByteBuffer, flush isDue: Bool) -> Bool {
        guard isOpen else { return false }
        let count = bytes.readableBytes
        if waitingBytes > 0, waitingBytes + count > limits.outboundBytesMax {
            closeSlow()
            return false
        }
        waitingBytes += count
        if held.readableBytes == 0 { held = bytes } else { held.writeImmutableBuffer(bytes) }
        if isDue { flush() }
        return true
    }

    /// No event is ever left out silently: the connection stops being open first, then says why.
    private func closeSlow() {
        let action = machine.close(limits.slowCloseCode, reason: "slow")
        guard action != .nothing else { return }
        _ = takeHeld()
        perform(action)
        cut(after: .seconds(Int64(limits.slowCutSeconds)))
    }

    private func takeHeld() -> ByteBuffer {
        defer { held = ByteBuffer() }
        waitingBytes -= held.readableBytes
        return held
    }

    private func encode(
        _ opcode: WebSocketOpcode, _ payload: ByteBuffer, isDeflated: Bool = false
    ) -> ByteBuffer {
        var bytes = ByteBuffer()
        let mask: WebSocketMaskingKey? = machine.role == .client ? .random() : nil
        WebSocketFrameBytes.append(
            opcode, payload, isDeflated: isDeflated, mask: mask, to: &bytes)
        return bytes
    }
}

// MARK: - Control frames

extension WebSocketHandler {
    /// At most one pong waits for the socket; of the pings that come meanwhile only the latest is
    /// answered (RFC 6455 section 5.5.3).
    func answerPing(_ payload: ByteBuffer) {
        guard !isPongWaiting else {
            latestPing = payload
            return
        }
        guard let context else { return }
        isPongWaiting = true
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess {
            self.isPongWaiting = false
            guard let ping = self.latestPing else { return }
            self.latestPing = nil
            if self.isOpen { self.answerPing(ping) }
        }
        let bytes = encode(.pong, payload)
        context.writeAndFlush(Self.wrapOutboundOut(bytes), promise: written)
    }

    func sendPing() {
        guard isOpen, let context else { return }
        context.writeAndFlush(Self.wrapOutboundOut(encode(.ping, ByteBuffer())), promise: nil)
    }

    func sendClose(_ payload: ByteBuffer, then next: WebSocketMachine.Ending) {
        guard let context else { return }
        stall?.cancel()
        stall = nil
        let rest = takeHeld()
        if rest.readableBytes > 0 { context.write(Self.wrapOutboundOut(rest), promise: nil) }
        let heldClose = heldFrames.last { $0.opcode == .connectionClose }
        heldFrames.removeAll()
        isPaused = false
        cut(
            after: next == .linger
                ? .milliseconds(Int64(limits.failureLingerMilliseconds))
                : .seconds(Int64(limits.closeTimeoutSeconds)))
        let written = context.eventLoop.makePromise(of: Void.self)
        if next == .closeChannel {
            written.futureResult.assumeIsolated().whenComplete { _ in self.closeChannel() }
        }
        let bytes = encode(.connectionClose, payload)
        context.writeAndFlush(Self.wrapOutboundOut(bytes), promise: written)
        // The peer's answer must be seen, also by one whose user had paused reading.
        readOn()
        if let heldClose { perform(machine.receive(heldClose)) }
    }
}
