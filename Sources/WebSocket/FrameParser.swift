public import NIOCore
public import NIOWebSocket

/// Finds frames in bytes (RFC 6455 section 5.2): a function of the bytes alone.
///
/// It refuses what can't be seen on a whole frame any more, and what must be seen before its
/// payload has come: a length in more bytes than it needs, one over the limit, and control frames
/// that are long or fragmented. All else is for `WebSocketMachine`.
public struct FrameParser: Sendable {
    /// Why the bytes can't be a frame that is accepted.
    public enum Violation: Error, Sendable, Equatable {
        /// The length stands in more bytes than it needs, or has its highest bit set.
        case lengthNotMinimal
        /// The payload is longer than allowed.
        case tooLong
        /// The control frame has more than 125 bytes or is a fragment (section 5.5).
        case controlFrame
    }

    /// What stands at the beginning of the bytes.
    public enum Finding: Sendable, Equatable {
        /// Less than a header.
        case nothing
        /// A header, with as much of the payload as has come, still masked.
        case part(WebSocketFrame)
        /// A whole frame, still masked.
        case frame(WebSocketFrame)
    }

    /// The longest payload that is accepted, in bytes.
    public let payloadBytesMax: Int

    /// A parser for payloads up to a limit.
    public init(payloadBytesMax: Int) {
        self.payloadBytesMax = payloadBytesMax
    }

    /// Takes a whole frame off the bytes, or leaves them as they are.
    public func next(in buffer: inout ByteBuffer) throws(Violation) -> Finding {
        guard let header = try header(of: buffer) else { return .nothing }
        let start = buffer.readerIndex + header.bytes
        let isWhole = buffer.writerIndex - start >= header.payloadBytes
        let count = isWhole ? header.payloadBytes : buffer.writerIndex - start
        guard let payload = buffer.getSlice(at: start, length: count) else { return .nothing }
        let frame = header.frame(payload)
        guard isWhole else { return .part(frame) }
        buffer.moveReaderIndex(forwardBy: header.bytes + header.payloadBytes)
        return .frame(frame)
    }

    /// Nil while it isn't there whole.
    private func header(of buffer: ByteBuffer) throws(Violation) -> FrameHeader? {
        let start = buffer.readerIndex
        guard let first = buffer.getInteger(at: start, as: UInt8.self),
            let second = buffer.getInteger(at: start + 1, as: UInt8.self),
            let (length, lengthBytes) = try length(second & 0x7F, of: buffer)
        else { return nil }
        if first & 0x08 != 0, first & 0x80 == 0 || length > 125 { throw .controlFrame }
        guard length <= payloadBytesMax else { throw .tooLong }
        guard second & 0x80 != 0 else {
            return FrameHeader(first: first, mask: nil, bytes: lengthBytes + 2, length)
        }
        let maskStart = start + 2 + lengthBytes
        guard let key = buffer.getSlice(at: maskStart, length: 4) else { return nil }
        return FrameHeader(
            first: first, mask: WebSocketMaskingKey(key.readableBytesView),
            bytes: lengthBytes + 6, length)
    }

    /// The length of the payload, and in how many further bytes it stands.
    private func length(
        _ short: UInt8, of buffer: ByteBuffer
    ) throws(Violation) -> (Int, bytes: Int)? {
        let start = buffer.readerIndex + 2
        switch short {
        case 126:
            guard let length = buffer.getInteger(at: start, as: UInt16.self) else { return nil }
            guard length > 125 else { throw .lengthNotMinimal }
            return (Int(length), 2)
        case 127:
            guard let length = buffer.getInteger(at: start, as: UInt64.self) else { return nil }
            guard length > 65_535, length >> 63 == 0 else { throw .lengthNotMinimal }
            return (Int(length), 8)
        default: return (Int(short), 0)
        }
    }
}

private struct FrameHeader {
    let first: UInt8
    let mask: WebSocketMaskingKey?
    let bytes: Int
    let payloadBytes: Int

    init(first: UInt8, mask: WebSocketMaskingKey?, bytes: Int, _ payloadBytes: Int) {
        self.first = first
        self.mask = mask
        self.bytes = bytes
        self.payloadBytes = payloadBytes
    }

    func frame(_ payload: ByteBuffer) -> WebSocketFrame {
        var frame = WebSocketFrame(fin: first & 0x80 != 0, maskKey: mask, data: payload)
        frame.reservedBits = WebSocketFrame.ReservedBits(rawValue: first & 0x70)
        if let opcode = WebSocketOpcode(encodedWebSocketOpcode: first & 0x0F) {
            frame.opcode = opcode
        }
        return frame
    }
}
