import NIOCore

/// Whoever uses a light socket, on its event loop.
protocol SocketUser: AnyObject {
    /// The opening handshake has succeeded.
    func opened(_ socket: LightSocket)
    /// A message has come, at this moment of `NIODeadline`; the bytes are there during the call.
    func received(_ message: UnsafeRawBufferPointer, at moment: UInt64)
    /// Nothing will come any more.
    func ended(_ reason: String)
}

/// A client's end of a WebSocket that costs its own process as little as it can, so that a
/// thousand of them measure the server and not themselves.
final class LightSocket: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let opening: [UInt8]
    private let user: any SocketUser
    private var isOpen = false
    private var hasEnded = false
    private var rest = ByteBuffer()
    private var context: ChannelHandlerContext?

    init(path: String, subprotocol: String?, user: any SocketUser) {
        // RFC 6455's own sample key: nothing here depends on who answers.
        let offer = subprotocol.map { "Sec-WebSocket-Protocol: \($0)\r\n" } ?? ""
        opening = Array(
            ("GET \(path) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\(offer)\r\n").utf8)
        self.user = user
    }

    /// Sends messages in one write.
    func send(_ messages: [[UInt8]]) {
        guard let context, isOpen, !hasEnded else { return }
        var frames = context.channel.allocator.buffer(
            capacity: messages.reduce(0) { $0 + $1.count + 14 })
        for message in messages { Self.append(0x1, message, to: &frames) }
        context.writeAndFlush(Self.wrapOutboundOut(frames), promise: nil)
    }

    /// Reads nothing any more, as a client does that hangs.
    func stall() {
        guard let context else { return }
        context.channel.setOption(.autoRead, value: false).whenFailure { _ in }
    }

    /// A frame whose mask is zero, which leaves the payload as it is.
    private static func append(_ opcode: UInt8, _ payload: [UInt8], to frames: inout ByteBuffer) {
        frames.writeInteger(0x80 | opcode)
        switch payload.count {
        case ...125: frames.writeInteger(0x80 | UInt8(payload.count))
        case ...65_535:
            frames.writeInteger(UInt8(0x80 | 126))
            frames.writeInteger(UInt16(payload.count))
        default:
            frames.writeInteger(UInt8(0x80 | 127))
            frames.writeInteger(UInt64(payload.count))
        }
        frames.writeInteger(UInt32(0))
        frames.writeBytes(payload)
    }
}

// MARK: - Reading

extension LightSocket {
    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        context.writeAndFlush(
            Self.wrapOutboundOut(ByteBuffer(bytes: opening)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let moment = NIODeadline.now().uptimeNanoseconds
        var buffer = Self.unwrapInboundIn(data)
        if rest.readableBytes > 0 {
            rest.writeBuffer(&buffer)
            swap(&rest, &buffer)
        }
        if isOpen || open(with: &buffer) { scan(&buffer, at: moment) }
        rest = buffer.readableBytes > 0 ? buffer : ByteBuffer()
    }

    /// Reads the answer to the opening request; false when it hasn't come whole or is a no.
    private func open(with buffer: inout ByteBuffer) -> Bool {
        let text = buffer.readableBytesView
        guard let blank = text.firstRange(of: "\r\n\r\n".utf8) else { return false }
        let head = String(decoding: text[..<blank.lowerBound], as: UTF8.self)
        guard head.hasPrefix("HTTP/1.1 101 ") else {
            end(String(head.prefix { $0 != "\r\n" }))
            return false
        }
        buffer.moveReaderIndex(to: blank.upperBound)
        isOpen = true
        user.opened(self)
        return true
    }

    private func scan(_ buffer: inout ByteBuffer, at moment: UInt64) {
        do throws(FrameScanner.Malformed) {
            try FrameScanner.scan(&buffer) { kind, payload in
                switch kind {
                case .message: user.received(payload, at: moment)
                case .close: end(Self.reason(of: payload))
                case .ping: pong(payload)
                case .other: break
                }
            }
        } catch {
            end("it sent what is no frame")
        }
    }

    private func pong(_ payload: UnsafeRawBufferPointer) {
        guard let context else { return }
        var frame = ByteBuffer()
        Self.append(0xA, Array(payload), to: &frame)
        context.writeAndFlush(Self.wrapOutboundOut(frame), promise: nil)
    }

    private static func reason(of payload: UnsafeRawBufferPointer) -> String {
        guard payload.count >= 2 else { return "it closed without a code" }
        let code = Int(payload[0]) << 8 | Int(payload[1])
        return "it closed with \(code) \(String(decoding: payload.dropFirst(2), as: UTF8.self))"
    }

    func channelInactive(context: ChannelHandlerContext) { end("the connection broke") }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { end("\(error)") }

    private func end(_ reason: String) {
        guard !hasEnded else { return }
        hasEnded = true
        user.ended(reason)
        context?.close(promise: nil)
    }
}
