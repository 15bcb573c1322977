import NIOCore
import NIOEmbedded
import NIOWebSocket
import WebSocket

/// Remembers what its connection told it, and can act on messages.
final class Recorder: WebSocketDelegate {
    var messages: [WebSocketMessage] = []
    var closures: [WebSocketClosure] = []
    var writability: [Bool] = []
    var openings = 0
    var socket: WebSocketHandler?
    var onMessage: (WebSocketHandler) -> Void = { _ in }

    func opened(_ socket: WebSocketHandler) {
        openings += 1
        self.socket = socket
    }

    func received(_ message: WebSocketMessage, on socket: WebSocketHandler) {
        messages.append(message)
        onMessage(socket)
    }

    func writabilityChanged(isWritable: Bool, on socket: WebSocketHandler) {
        writability.append(isWritable)
    }

    func closed(_ closure: WebSocketClosure, on socket: WebSocketHandler) {
        closures.append(closure)
        self.socket = nil
    }

    var texts: [String] {
        messages.compactMap { message in
            guard case .text(let buffer) = message else { return nil }
            return String(buffer: buffer)
        }
    }
}

/// Stands before the socket, can keep back what is written, and counts the reads.
final class Socket: ChannelDuplexHandler {
    typealias InboundIn = NIOAny
    typealias OutboundIn = ByteBuffer

    var isStuck = false
    var reads = 0
    private var kept: [(NIOAny, EventLoopPromise<Void>?)] = []
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func read(context: ChannelHandlerContext) {
        reads += 1
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if isStuck {
            kept.append((data, promise))
        } else {
            context.write(data, promise: promise)
        }
    }

    /// The writes that are kept back.
    var keptCount: Int { kept.count }

    /// Lets go of the oldest `count` writes.
    func release(_ count: Int) {
        let released = kept.prefix(count)
        kept.removeFirst(released.count)
        for (data, promise) in released { context?.write(data, promise: promise) }
        context?.flush()
    }

    func releaseAll() {
        isStuck = false
        release(kept.count)
    }
}

/// One connection on a channel without a network and with a clock that is moved by hand.
struct EmbeddedConnection {
    let channel = EmbeddedChannel()
    let recorder = Recorder()
    let socket = Socket()

    init(
        role: WebSocketMachine.Role = .server, limits: WebSocketLimits = WebSocketLimits(),
        deflate: DeflateAgreement? = nil
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandlers([ConnectionCutter(), socket])
        _ = try WebSocketHandler.install(
            in: channel, role: role, limits: limits, deflate: deflate, delegate: recorder)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    var handler: WebSocketHandler {
        get throws { try channel.pipeline.syncOperations.handler(type: WebSocketHandler.self) }
    }

    func receive(_ buffers: ByteBuffer...) throws {
        for buffer in buffers where channel.isActive { try channel.writeInbound(buffer) }
    }

    func advance(milliseconds: Int64) {
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(milliseconds))
    }

    func advance(seconds: Int64) {
        advance(milliseconds: seconds * 1_000)
    }

    /// The bytes that were written since the last call.
    func sentBytes() throws -> ByteBuffer {
        var all = ByteBuffer()
        while var next = try channel.readOutbound(as: ByteBuffer.self) { all.writeBuffer(&next) }
        return all
    }

    /// The frames that were written since the last call, as NIO's own decoder reads them.
    func sent() throws -> [WebSocketFrame] {
        let reader = EmbeddedChannel(
            handler: ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: 1 << 24)))
        try reader.writeInbound(try sentBytes())
        var frames: [WebSocketFrame] = []
        while let next = try reader.readInbound(as: WebSocketFrame.self) { frames.append(next) }
        _ = try reader.finish(acceptAlreadyClosed: true)
        return frames
    }

    /// The code of the one close frame among the frames that were written; 0 without a code.
    func sentCloseCode() throws -> UInt16? {
        let close = try sent().filter { $0.opcode == .connectionClose }
        guard close.count == 1, let body = close.first?.unmaskedData else { return nil }
        return body.getInteger(at: body.readerIndex, as: UInt16.self) ?? 0
    }

    func end() throws {
        _ = try channel.finish(acceptAlreadyClosed: true)
    }
}
