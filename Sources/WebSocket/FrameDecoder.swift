import NIOCore
import NIOWebSocket

/// Brings the frames that `FrameParser` finds to the handler, and of the one that is still coming
/// as much as is there.
final class FrameDecoder: ByteToMessageDecoder {
    typealias InboundOut = WebSocketFrame

    /// The event that brings the beginning of a frame, so that text which can't become UTF-8 is
    /// refused before the rest of it has come.
    struct Part: Sendable {
        let frame: WebSocketFrame
    }

    private let parser: FrameParser

    init(limits: WebSocketLimits) {
        parser = FrameParser(payloadBytesMax: limits.decodedFrameBytesMax)
    }

    func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        switch try parser.next(in: &buffer) {
        case .nothing: return .needMoreData
        case .part(let frame):
            context.fireUserInboundEventTriggered(Part(frame: frame))
            return .needMoreData
        case .frame(let frame):
            context.fireChannelRead(Self.wrapInboundOut(frame))
            return .continue
        }
    }
}
