import NIOCore
import NIOWebSocket

/// Decodes frames, and checks the one rule that can't be seen any more on a decoded frame: a
/// length stands in the fewest bytes possible, and its highest bit is 0 (RFC 6455 section 5.2).
final class FrameDecoder: ByteToMessageDecoder {
    typealias InboundOut = WebSocketFrame

    /// A length that is written in more bytes than it needs.
    struct LengthViolation: Error {}

    private let frames: WebSocketFrameDecoder
    private var isLengthChecked = false

    init(limits: WebSocketLimits) {
        frames = WebSocketFrameDecoder(maxFrameSize: limits.decodedFrameBytesMax)
    }

    func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        if !isLengthChecked {
            guard try Self.hasCheckedLength(buffer) else { return .needMoreData }
            isLengthChecked = true
        }
        let state = try frames.decode(context: context, buffer: &buffer)
        if state == .continue { isLengthChecked = false }
        return state
    }

    /// False while the length hasn't come whole.
    private static func hasCheckedLength(_ buffer: ByteBuffer) throws -> Bool {
        let start = buffer.readerIndex
        guard let second = buffer.getInteger(at: start + 1, as: UInt8.self) else { return false }
        switch second & 0x7F {
        case 126:
            guard let length = buffer.getInteger(at: start + 2, as: UInt16.self) else {
                return false
            }
            guard length > 125 else { throw LengthViolation() }
        case 127:
            guard let length = buffer.getInteger(at: start + 2, as: UInt64.self) else {
                return false
            }
            guard length > 65_535, length >> 63 == 0 else { throw LengthViolation() }
        default: break
        }
        return true
    }
}
