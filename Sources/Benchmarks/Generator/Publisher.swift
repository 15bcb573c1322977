import NIOCore

/// Who sends the events of a load, on its event loop; each server wants them in its own way.
protocol Publisher: AnyObject {
    /// Sends the events of these numbers, counted from 1, in order.
    func publish(_ numbers: Range<Int>)
}

/// Publishes over a WebSocket of its own.
final class SocketPublisher: SocketUser, Publisher {
    private let greetings: [[UInt8]]
    private let message: @Sendable (Int) -> [UInt8]
    private let ready: EventLoopPromise<Void>
    private let onFailure: @Sendable (String) -> Void
    private var socket: LightSocket?
    private var greeted = 0

    init(
        greetings: [[UInt8]], ready: EventLoopPromise<Void>,
        message: @escaping @Sendable (Int) -> [UInt8],
        onFailure: @escaping @Sendable (String) -> Void
    ) {
        self.greetings = greetings
        self.ready = ready
        self.message = message
        self.onFailure = onFailure
    }

    func publish(_ numbers: Range<Int>) { socket?.send(numbers.map(message)) }

    func opened(_ socket: LightSocket) {
        self.socket = socket
        greet()
    }

    func received(_ message: UnsafeRawBufferPointer, at moment: UInt64) {
        if EventText.isError(message) { ended(String(decoding: message, as: UTF8.self)) }
        if greeted < greetings.count {
            greeted += 1
            greet()
        }
    }

    private func greet() {
        if greeted < greetings.count {
            socket?.send([greetings[greeted]])
        } else {
            ready.succeed()
        }
    }

    func ended(_ reason: String) {
        ready.fail(BenchmarkFailure(reason))
        onFailure("the publisher was refused: \(reason)")
    }
}

/// Publishes by requests of HTTP, one after the other on one connection.
final class PostPublisher: ChannelInboundHandler, Publisher {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let path: String
    private let message: @Sendable (Int) -> [UInt8]
    private let ready: EventLoopPromise<Void>
    private let onFailure: @Sendable (String) -> Void
    private var context: ChannelHandlerContext?

    init(
        path: String, ready: EventLoopPromise<Void>, message: @escaping @Sendable (Int) -> [UInt8],
        onFailure: @escaping @Sendable (String) -> Void
    ) {
        self.path = path
        self.ready = ready
        self.message = message
        self.onFailure = onFailure
    }

    func publish(_ numbers: Range<Int>) {
        guard let context else { return }
        var requests = ByteBuffer()
        for number in numbers {
            let body = message(number)
            requests.writeString(
                "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.count)\r\n\r\n")
            requests.writeBytes(body)
        }
        context.writeAndFlush(Self.wrapOutboundOut(requests), promise: nil)
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        ready.succeed()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let answers = String(buffer: Self.unwrapInboundIn(data))
        // Every answer of the class 4xx or 5xx; a status line that is cut in two isn't looked at.
        for status in ["HTTP/1.1 4", "HTTP/1.1 5"] where answers.contains(status) {
            onFailure("the publisher was refused: \(answers.prefix { $0 != "\r\n" })")
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        ready.fail(error)
        onFailure("the publisher's connection broke: \(error)")
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        onFailure("the publisher's connection broke")
    }
}
