import NIOCore
import NIOPosix
import Synchronization

/// A way to a server on this computer that a test can cut, hold and make slow, for everybody on it.
///
/// It passes on bytes as they come, in order, and knows nothing of what they mean.
final class Line: Sendable {
    /// Where it leads.
    enum Target: Sendable, Equatable {
        case socket(String)
        case port(Int)
    }

    private struct State {
        var target: Target?
        var delay = TimeAmount.zero
        var isHeld = false
        var channels: [ObjectIdentifier: any Channel] = [:]
        var carried = 0
    }

    private let state: Mutex<State>
    private let listener = Mutex<(any Channel)?>(nil)

    private init(to target: Target?) { state = Mutex(State(target: target)) }

    /// Opens a line for as long as the body takes; without a target whoever comes is cut off.
    static func open<Value>(
        to target: Target? = nil, _ body: (Line) async throws -> Value
    ) async throws -> Value {
        let line = Line(to: target)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { line.join($0) }
            .bind(host: "127.0.0.1", port: 0).get()
        line.listener.withLock { $0 = channel }
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await body(line)) } catch { outcome = .failure(error) }
        try? await channel.close()
        line.cut()
        return try outcome.get()
    }

    /// Where to connect.
    var port: Int { listener.withLock { $0?.localAddress?.port ?? 0 } }

    /// How many bytes went over it, both ways.
    var carried: Int { state.withLock { $0.carried } }

    /// Leads there from now on, for those who come; nil for nowhere.
    func lead(to target: Target?) { state.withLock { $0.target = target } }

    /// Breaks off everybody who is on it; whoever comes afterwards gets through.
    func cut() {
        let channels = state.withLock { Array($0.channels.values) }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Lets nothing through until `release`, and loses nothing.
    func hold() async { await setHeld(true) }

    /// Lets everything through again.
    func release() async { await setHeld(false) }

    /// Lets every piece arrive so much later than it came.
    func slow(by delay: TimeAmount) { state.withLock { $0.delay = delay } }

    private func setHeld(_ isHeld: Bool) async {
        let channels = state.withLock { state in
            state.isHeld = isHeld
            return Array(state.channels.values)
        }
        // Done when it returns: a loop that is busy would read on before it does what it was told.
        for channel in channels { try? await channel.setOption(.autoRead, value: !isHeld).get() }
    }

    /// Connects somebody who came with what the line leads to.
    private func join(_ near: any Channel) -> EventLoopFuture<Void> {
        guard let target = state.withLock({ $0.target }) else {
            return near.eventLoop.makeFailedFuture(ChannelError.alreadyClosed)
        }
        let bootstrap = ClientBootstrap(group: near.eventLoop)
            .channelOption(.autoRead, value: false)
        let connected =
            switch target {
            case .socket(let path): bootstrap.connect(unixDomainSocketPath: path)
            case .port(let port): bootstrap.connect(host: "127.0.0.1", port: port)
            }
        return near.setOption(.autoRead, value: false).flatMap { connected }.flatMap { far in
            far.eventLoop.makeCompletedFuture {
                try near.pipeline.syncOperations.addHandler(Relay(self, to: far))
                try far.pipeline.syncOperations.addHandler(Relay(self, to: near))
            }.flatMap {
                let isHeld = self.note(near, far)
                return far.setOption(.autoRead, value: !isHeld)
                    .and(near.setOption(.autoRead, value: !isHeld)).map { _ in }
            }
        }
    }

    private func note(_ channels: any Channel...) -> Bool {
        for channel in channels {
            let name = ObjectIdentifier(channel)
            channel.closeFuture.whenComplete { _ in
                self.state.withLock { $0.channels[name] = nil }
            }
        }
        return state.withLock { state in
            for channel in channels { state.channels[ObjectIdentifier(channel)] = channel }
            return state.isHeld
        }
    }

    fileprivate func delay(of bytes: Int) -> TimeAmount {
        state.withLock { state in
            state.carried += bytes
            return state.delay
        }
    }
}

/// One direction of one connection.
private final class Relay: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let line: Line
    private let other: any Channel
    /// When the last piece arrives, so that none overtakes it.
    private var last = NIODeadline.now()

    init(_ line: Line, to other: any Channel) {
        self.line = line
        self.other = other
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        let other = other
        arrive(line.delay(of: buffer.readableBytes), on: context.eventLoop) {
            other.writeAndFlush(buffer, promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        let other = other
        arrive(line.delay(of: 0), on: context.eventLoop) { other.close(promise: nil) }
        context.fireChannelInactive()
    }

    private func arrive(
        _ delay: TimeAmount, on loop: any EventLoop, _ work: @escaping @Sendable () -> Void
    ) {
        let now = NIODeadline.now()
        last = max(last + .nanoseconds(1), now + delay)
        if last <= now + .nanoseconds(1), delay == .zero {
            work()
        } else {
            loop.scheduleTask(deadline: last, work)
        }
    }
}
