import NIOCore
import NIOEmbedded
import NIOWebSocket
import WebSocket

/// One end of an open connection, on a channel without a network and with a clock that stands still.
struct FuzzedEnd {
    /// Which end it is and what was agreed upon.
    struct Mode {
        let role: WebSocketMachine.Role
        let deflate: DeflateAgreement?
        private let compression: Int

        init(_ byte: UInt8) {
            self.init(byte & 1 == 0 ? .server : .client, compression: Int(byte >> 1) % 3)
        }

        private init(_ role: WebSocketMachine.Role, compression: Int) {
            self.role = role
            self.compression = compression
            deflate = FuzzedEnd.agreements[compression]
        }

        /// The other end of the same connection.
        var peer: Mode {
            Mode(role == .server ? .client : .server, compression: compression)
        }
    }

    /// Everything that can be seen from outside.
    struct Outcome {
        let messages: [WebSocketMessage]
        let sent: [WebSocketFrame]
        let closures: [WebSocketClosure]

        /// Whether the peer got the same answers. A text that is too long and no UTF-8 is refused
        /// for what is seen first, and that depends on how much of it had come.
        func agrees(with other: Outcome) -> Bool {
            if closures == other.closures, sent.map(Self.unmasked) == other.sent.map(Self.unmasked)
            {
                return true
            }
            let codes = Set((closures + other.closures).map(\.code))
            return codes == [.invalidPayload, .messageTooBig]
        }

        /// A client's masks are random.
        private static func unmasked(_ frame: WebSocketFrame) -> WebSocketFrame {
            WebSocketFrame(fin: frame.fin, opcode: frame.opcode, data: frame.unmaskedData)
        }
    }

    private final class Memory: WebSocketDelegate {
        var messages: [WebSocketMessage] = []
        var closures: [WebSocketClosure] = []

        func opened(_ socket: WebSocketHandler) {}

        func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
            messages.append(message)
        }

        func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {
            closures.append(closure)
        }
    }

    static let limits: WebSocketLimits = {
        var limits = WebSocketLimits()
        limits.messageBytesMax = 1_024
        limits.frameBytesMax = 512
        limits.fragmentsMax = 8
        return limits
    }()

    /// Nothing; windows that begin anew; windows that are kept.
    private static let agreements: [DeflateAgreement?] = {
        var keeping = DeflateSettings()
        keeping.keepsContext = true
        return [nil]
            + [DeflateSettings(), keeping].map { settings in
                let offer = try? WebSocketExtension.list(of: [settings.offer.headerValue])
                return settings.answer(to: offer ?? [])
            }
    }()

    private let channel = EmbeddedChannel()
    private let memory = Memory()
    private let connection: WebSocketConnection

    init(_ mode: Mode, _ limits: WebSocketLimits = Self.limits) throws(Breach) {
        do {
            connection = try WebSocketHandler.install(
                in: channel, role: mode.role, limits: limits, deflate: mode.deflate,
                delegate: memory)
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        } catch {
            throw Breach("can't be installed: \(error)")
        }
    }

    /// No error may come out at the other side: whatever is wrong is answered by a close.
    func receive(_ bytes: ByteBuffer) throws(Breach) {
        guard channel.isActive else { return }
        do {
            try channel.writeInbound(bytes)
        } catch {
            throw Breach("an error that isn't answered: \(error)")
        }
    }

    func send(_ message: WebSocketMessage) throws(Breach) {
        connection.withHandler { handler in
            switch message {
            case .text(let bytes): handler.send(text: bytes)
            case .binary(let bytes): handler.send(binary: bytes)
            }
        }
    }

    /// What was written since the last call.
    func sentBytes() throws(Breach) -> ByteBuffer {
        var all = ByteBuffer()
        do {
            while var next = try channel.readOutbound(as: ByteBuffer.self) {
                all.writeBuffer(&next)
            }
        } catch {
            throw Breach("something else than bytes is sent: \(error)")
        }
        return all
    }

    /// What came of it, once the connection is gone.
    func outcome() throws(Breach) -> Outcome {
        var bytes = try sentBytes()
        let parser = FrameParser(payloadBytesMax: 1 << 20)
        var frames: [WebSocketFrame] = []
        do {
            while case .frame(let frame) = try parser.next(in: &bytes) { frames.append(frame) }
            _ = try channel.finish(acceptAlreadyClosed: true)
        } catch {
            throw Breach("what is sent can't be read: \(error)")
        }
        try Breach.unless(bytes.readableBytes == 0, "half a frame is sent")
        return Outcome(
            messages: memory.messages, sent: frames, closures: memory.closures)
    }
}
