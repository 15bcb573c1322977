public import NIOCore
public import NIOWebSocket

/// One whole message.
public enum WebSocketMessage: Sendable, Equatable {
    /// Well-formed UTF-8.
    case text(ByteBuffer)
    /// Any bytes.
    case binary(ByteBuffer)
}

/// RFC 6455 after the opening handshake, for both ends: a value that decides and touches nothing.
///
/// It checks what the frame decoder lets through: masks, reserved bits and opcodes, the order of
/// fragments, control frames, UTF-8, close codes and sizes. Its one owner performs the action that
/// each call returns, in order. With permessage-deflate it decides too what is deflated, and leaves
/// the inflating to its owner.
public struct WebSocketMachine: Sendable {
    /// Which end this is; only clients mask (RFC 6455 section 5.1).
    public enum Role: Sendable, Hashable {
        /// Refuses frames that aren't masked.
        case server
        /// Refuses frames that are masked.
        case client
    }

    /// What the owner must do next.
    public enum Action: Sendable, Equatable {
        /// Nothing.
        case nothing
        /// Give the user this message.
        case deliver(WebSocketMessage)
        /// Inflate this message, and give what came of it to `inflated`.
        case inflate(DeflatedMessage)
        /// Send a pong with this payload (RFC 6455 section 5.5.3).
        case sendPong(ByteBuffer)
        /// Send a close frame with this payload and no data frame ever again.
        case sendClose(ByteBuffer, then: Ending)
        /// Both close frames have passed: end the connection.
        case closeChannel
    }

    /// A whole message as it came over a connection with permessage-deflate.
    public struct DeflatedMessage: Sendable, Equatable {
        /// The payloads of its frames, joined.
        public let bytes: ByteBuffer
        /// Whether UTF-8 must come out.
        public let isText: Bool
    }

    /// What follows on a close frame of ours.
    public enum Ending: Sendable, Hashable {
        /// Wait a bounded time for the peer's.
        case awaitPeer
        /// It answers the peer's: end the connection once it is written.
        case closeChannel
        /// The peer broke a rule: leave it a moment to read why, then end the connection.
        case linger
    }

    enum State: Sendable {
        case open
        /// Our close frame went first; only the peer's is still of interest.
        case closing
        case closed
    }

    /// Which end this is.
    public let role: Role
    /// What it accepts.
    public let limits: WebSocketLimits
    /// Whether permessage-deflate was agreed upon.
    public let mayInflate: Bool

    var state = State.open
    var assembly: MessageAssembly?
    private var foresight: TextForesight?
    var closure: WebSocketClosure?

    /// A machine for a connection whose opening handshake has just been completed.
    public init(
        role: Role, limits: WebSocketLimits = WebSocketLimits(), mayInflate: Bool = false
    ) {
        self.role = role
        self.limits = limits
        self.mayInflate = mayInflate
    }

    /// Whether data frames may still be sent.
    public var isOpen: Bool { state == .open }

    /// Takes the next frame as it came from the decoder, still masked.
    public mutating func receive(_ frame: WebSocketFrame) -> Action {
        foresight = nil
        switch state {
        case .open: break
        case .closing where frame.opcode == .connectionClose:
            state = .closed
            return .closeChannel
        case .closing, .closed: return .nothing
        }
        if let violation = headerViolation(of: frame) {
            return fail(.protocolError, reason: violation)
        }
        switch frame.opcode {
        case .ping: return .sendPong(frame.unmaskedData)
        case .pong: return .nothing
        case .connectionClose: return receiveClose(frame.unmaskedData)
        case .text: return begin(.text, frame)
        case .binary: return begin(.binary, frame)
        default: return continueMessage(frame)
        }
    }

    /// Takes as much of a frame as has come, from its header on, and fails at once for what no
    /// further byte can mend; the whole frame is given to `receive` when it is there.
    public mutating func receiveBeginning(of frame: WebSocketFrame) -> Action {
        guard state == .open else { return .nothing }
        if let violation = headerViolation(of: frame) {
            return fail(.protocolError, reason: violation)
        }
        let isPlainText =
            frame.opcode == .text && !frame.rsv1
            || frame.opcode == .continuation && assembly?.isPlainText == true
        guard isPlainText else { return .nothing }
        var sight = foresight ?? TextForesight(after: assembly?.validator ?? UTF8Validator())
        foresight = nil
        guard sight.accepts(frame) else {
            return fail(.invalidPayload, reason: "text is not UTF-8")
        }
        foresight = sight
        return .nothing
    }

    /// Takes what came of a message that was to be inflated.
    public mutating func inflated(
        _ message: DeflatedMessage, to outcome: Result<ByteBuffer, Inflater.Failure>
    ) -> Action {
        guard state == .open else { return .nothing }
        switch outcome {
        case .success(let bytes): return .deliver(message.isText ? .text(bytes) : .binary(bytes))
        case .failure(.tooLong):
            return fail(
                .messageTooBig, reason: "message over \(limits.messageBytesMax) bytes inflated")
        case .failure(.notAccepted):
            return fail(.invalidPayload, reason: "text is not UTF-8")
        case .failure(.malformed), .failure(.truncated):
            return fail(.invalidPayload, reason: "message can't be inflated")
        }
    }

    /// Starts the close handshake; nothing when it already began.
    ///
    /// The reason is cut to 123 bytes, between characters (RFC 6455 section 5.5).
    public mutating func close(_ code: WebSocketCloseCode, reason: String = "") -> Action {
        precondition(code.mayBeSent, "close code \(code.rawValue) must not be sent")
        return end(code, reason: reason, then: .awaitPeer)
    }

    /// Ends a connection whose peer broke a rule (RFC 6455 section 7.1.7).
    public mutating func fail(_ code: WebSocketCloseCode, reason: String) -> Action {
        end(code, reason: reason, then: .linger)
    }

    /// Takes note that the channel has gone and tells how the connection ended.
    public mutating func channelEnded() -> WebSocketClosure {
        state = .closed
        assembly = nil
        return closure ?? WebSocketClosure(code: .abnormal, reason: "", origin: .network)
    }
}

// MARK: - Frames

extension WebSocketMachine {
    /// The first reserved bit says that a message is deflated, and stands on its first frame alone
    /// (RFC 7692 section 6).
    private func reservedBitsAllowed(on opcode: WebSocketOpcode) -> WebSocketFrame.ReservedBits {
        mayInflate && (opcode == .text || opcode == .binary) ? .rsv1 : []
    }

    private func headerViolation(of frame: WebSocketFrame) -> String? {
        guard frame.reservedBits.subtracting(reservedBitsAllowed(on: frame.opcode)).isEmpty else {
            return "reserved bit"
        }
        switch (role, frame.maskKey) {
        case (.server, nil): return "frame without mask"
        case (.client, .some): return "masked frame"
        default: break
        }
        switch frame.opcode {
        case .continuation: return assembly == nil ? "nothing to continue" : nil
        case .text, .binary: return assembly == nil ? nil : "message inside a message"
        case .connectionClose, .ping, .pong:
            if !frame.fin { return "fragmented control frame" }
            return frame.length > 125 ? "long control frame" : nil
        default: return "reserved opcode"
        }
    }

    private mutating func begin(_ kind: MessageAssembly.Kind, _ frame: WebSocketFrame) -> Action {
        append(frame, to: MessageAssembly(kind: kind, isDeflated: frame.rsv1))
    }

    private mutating func continueMessage(_ frame: WebSocketFrame) -> Action {
        guard let current = assembly.take() else { return .nothing }
        return append(frame, to: current)
    }

    private mutating func append(_ frame: WebSocketFrame, to current: MessageAssembly) -> Action {
        var current = current
        guard frame.length <= limits.frameBytesMax else {
            return fail(.messageTooBig, reason: "frame over \(limits.frameBytesMax) bytes")
        }
        guard current.bytes.readableBytes + frame.length <= limits.messageBytesMax else {
            return fail(.messageTooBig, reason: "message over \(limits.messageBytesMax) bytes")
        }
        current.fragments += 1
        guard current.fragments <= limits.fragmentsMax else {
            return fail(.messageTooBig, reason: "more than \(limits.fragmentsMax) fragments")
        }
        guard current.append(frame.unmaskedData, isLast: frame.fin) else {
            return fail(.invalidPayload, reason: "text is not UTF-8")
        }
        guard frame.fin else {
            assembly = current
            return .nothing
        }
        if current.isDeflated {
            return .inflate(DeflatedMessage(bytes: current.bytes, isText: current.kind == .text))
        }
        return .deliver(current.kind == .text ? .text(current.bytes) : .binary(current.bytes))
    }
}
