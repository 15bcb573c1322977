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
/// each call returns, in order.
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
        /// Send a pong with this payload (RFC 6455 section 5.5.3).
        case sendPong(ByteBuffer)
        /// Send a close frame with this payload and no data frame ever again.
        case sendClose(ByteBuffer, then: Ending)
        /// Both close frames have passed: end the connection.
        case closeChannel
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

    private enum State: Sendable {
        case open
        /// Our close frame went first; only the peer's is still of interest.
        case closing
        case closed
    }

    /// Which end this is.
    public let role: Role
    /// What it accepts.
    public let limits: WebSocketLimits

    private var state = State.open
    private var assembly: Assembly?
    private var closure: WebSocketClosure?

    /// A machine for a connection whose opening handshake has just been completed.
    public init(role: Role, limits: WebSocketLimits = WebSocketLimits()) {
        self.role = role
        self.limits = limits
    }

    /// Whether data frames may still be sent.
    public var isOpen: Bool { state == .open }

    /// Takes the next frame as it came from the decoder, still masked.
    public mutating func receive(_ frame: WebSocketFrame) -> Action {
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
    /// What may be set in the first byte of a frame. A negotiated permessage-deflate would allow
    /// `.rsv1` on the first frame of a message (RFC 7692 section 6) and inflate in `append`.
    private var reservedBitsAllowed: WebSocketFrame.ReservedBits { [] }

    private func headerViolation(of frame: WebSocketFrame) -> String? {
        if !frame.reservedBits.subtracting(reservedBitsAllowed).isEmpty { return "reserved bit" }
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

    private mutating func begin(_ kind: Assembly.Kind, _ frame: WebSocketFrame) -> Action {
        append(frame, to: Assembly(kind: kind))
    }

    private mutating func continueMessage(_ frame: WebSocketFrame) -> Action {
        guard let current = assembly.take() else { return .nothing }
        return append(frame, to: current)
    }

    private mutating func append(_ frame: WebSocketFrame, to current: Assembly) -> Action {
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
        return .deliver(current.message)
    }
}

// MARK: - Close

extension WebSocketMachine {
    private mutating func receiveClose(_ payload: ByteBuffer) -> Action {
        var payload = payload
        guard payload.readableBytes > 0 else {
            return answerClose(WebSocketClosure(code: .noStatus, reason: "", origin: .peer))
        }
        guard let number = payload.readInteger(as: UInt16.self) else {
            return fail(.protocolError, reason: "close frame of one byte")
        }
        let code = WebSocketCloseCode(rawValue: number)
        guard code.mayBeSent else {
            return fail(.protocolError, reason: "close code \(number)")
        }
        var validator = UTF8Validator()
        guard validator.accepts(payload), validator.isBetweenCharacters else {
            return fail(.invalidPayload, reason: "close reason is not UTF-8")
        }
        let reason = String(buffer: payload)
        return answerClose(WebSocketClosure(code: code, reason: reason, origin: .peer))
    }

    /// Echoes the peer's code, without its reason (RFC 6455 section 5.5.1).
    private mutating func answerClose(_ closure: WebSocketClosure) -> Action {
        state = .closed
        assembly = nil
        self.closure = closure
        let payload =
            closure.code == .noStatus ? ByteBuffer() : Self.closePayload(closure.code, reason: "")
        return .sendClose(payload, then: .closeChannel)
    }

    private mutating func end(
        _ code: WebSocketCloseCode, reason: String, then ending: Ending
    ) -> Action {
        guard state == .open else { return .nothing }
        state = .closing
        assembly = nil
        let reason = Self.cut(reason)
        closure = WebSocketClosure(code: code, reason: reason, origin: .here)
        return .sendClose(Self.closePayload(code, reason: reason), then: ending)
    }

    private static func closePayload(_ code: WebSocketCloseCode, reason: String) -> ByteBuffer {
        var payload = ByteBuffer(integer: code.rawValue)
        payload.writeString(reason)
        return payload
    }

    private static func cut(_ reason: String) -> String {
        var reason = reason
        while reason.utf8.count > 123 { reason.removeLast() }
        return reason
    }
}

/// A message of which not all fragments have come.
private struct Assembly: Sendable {
    enum Kind: Sendable {
        case text
        case binary
    }

    let kind: Kind
    var bytes = ByteBuffer()
    var fragments = 0
    private var validator = UTF8Validator()

    init(kind: Kind) {
        self.kind = kind
    }

    var message: WebSocketMessage {
        switch kind {
        case .text: .text(bytes)
        case .binary: .binary(bytes)
        }
    }

    /// False when the text can't be UTF-8 any more; told at the fragment that spoils it.
    mutating func append(_ part: ByteBuffer, isLast: Bool) -> Bool {
        if kind == .text {
            guard validator.accepts(part), !isLast || validator.isBetweenCharacters else {
                return false
            }
        }
        // A message of one frame, the usual one, is not copied.
        if fragments == 1 {
            bytes = part
        } else {
            bytes.writeImmutableBuffer(part)
        }
        return true
    }
}
