import NIOCore
import NIOWebSocket
import Synchronization
import WebSocket

/// Every byte that one client received, after TLS.
final class WireNotes: Sendable {
    private let bytes = Mutex(ByteBuffer())

    func note(_ buffer: ByteBuffer) { bytes.withLock { _ = $0.writeImmutableBuffer(buffer) } }

    /// The head of the response that opened the socket.
    var opening: String { split().opening }

    /// The frames that have come whole.
    var frames: [WebSocketFrame] {
        var rest = split().rest
        let parser = FrameParser(payloadBytesMax: 1 << 24)
        var frames: [WebSocketFrame] = []
        while case .frame(let frame)? = try? parser.next(in: &rest) { frames.append(frame) }
        return frames
    }

    private func split() -> (opening: String, rest: ByteBuffer) {
        let all = bytes.withLock { $0 }
        let view = all.readableBytesView
        guard let end = view.firstRange(of: Array("\r\n\r\n".utf8)) else {
            return (String(buffer: all), ByteBuffer())
        }
        return (
            String(decoding: view[..<end.lowerBound], as: UTF8.self),
            ByteBuffer(bytes: view[end.upperBound...])
        )
    }
}

/// Stands in the pipeline of a client and lets everything pass.
final class WireTap: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let notes: WireNotes

    init(_ notes: WireNotes) { self.notes = notes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        notes.note(Self.unwrapInboundIn(data))
        context.fireChannelRead(data)
    }
}
