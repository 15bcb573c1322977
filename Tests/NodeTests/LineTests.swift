import Foundation
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// What a test may count on when it gets in the way.
@Suite(.timeLimit(.minutes(15))) struct LineTests {
    @Test func `a line passes on what comes, both ways and in order`() async throws {
        try await withEcho { line, _ in
            let end = try await End(to: line.port)
            for number in 0..<200 { end.say("\(number) ") }
            let expected = (0..<200).map { "\($0) " }.joined()
            #expect(await end.hears(expected.utf8.count) == expected)
            #expect(line.carried == 2 * expected.utf8.count)
        }
    }

    @Test func `a line that is cut breaks off everybody on it and lets the next one through`()
        async throws
    {
        try await withEcho { line, _ in
            let (one, other) = (try await End(to: line.port), try await End(to: line.port))
            one.say("a")
            other.say("b")
            #expect(await one.hears(1) == "a")
            #expect(await other.hears(1) == "b")
            line.cut()
            await one.isBrokenOff()
            await other.isBrokenOff()
            let third = try await End(to: line.port)
            third.say("c")
            #expect(await third.hears(1) == "c")
        }
    }

    @Test func `a line that is held lets nothing through and loses nothing`() async throws {
        try await withEcho { line, _ in
            let before = try await End(to: line.port)
            before.say("a")
            #expect(await before.hears(1) == "a")
            await line.hold()
            let during = try await End(to: line.port)
            before.say("b")
            during.say("c")
            try await Task.sleep(for: .milliseconds(100))
            #expect(line.carried == 2)
            await line.release()
            #expect(await before.hears(2) == "ab")
            #expect(await during.hears(1) == "c")
        }
    }

    @Test func `a slow line is late by as much each way and keeps the order when it is fast again`()
        async throws
    {
        try await withEcho { line, _ in
            let end = try await End(to: line.port)
            line.slow(by: .milliseconds(100))
            let start = ContinuousClock.now
            end.say("a")
            while line.carried < 1 { try await Task.sleep(for: .milliseconds(1)) }
            line.slow(by: .zero)
            end.say("b")
            #expect(await end.hears(2) == "ab")
            #expect(ContinuousClock.now - start >= .milliseconds(100))
        }
    }

    @Test func `a line that leads nowhere breaks off whoever comes, and may lead elsewhere later`()
        async throws
    {
        try await withEcho { line, target in
            line.lead(to: nil)
            let lost = try await End(to: line.port)
            await lost.isBrokenOff()
            line.lead(to: target)
            let found = try await End(to: line.port)
            found.say("a")
            #expect(await found.hears(1) == "a")
        }
    }

    /// A line to somebody who says everything back.
    private func withEcho(_ body: (Line, Line.Target) async throws -> Void) async throws {
        let echo = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(EchoHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let target = Line.Target.port(echo.localAddress?.port ?? 0)
        try await Line.open(to: target) { try await body($0, target) }
        try await echo.close()
    }
}

private final class EchoHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(data, promise: nil)
    }
}

/// One end of a connection over a line.
private final class End: Sendable {
    private let channel: any Channel
    private let heard: Heard

    init(to port: Int) async throws {
        let heard = Heard()
        self.heard = heard
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Ear(heard))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
    }

    deinit { channel.close(promise: nil) }

    func say(_ text: String) { channel.writeAndFlush(ByteBuffer(string: text), promise: nil) }

    /// Everything that was heard, once it is so many bytes.
    func hears(_ count: Int) async -> String {
        while heard.text.withLock({ $0.utf8.count < count }) {
            try? await Task.sleep(for: .milliseconds(1))
        }
        return heard.text.withLock { $0 }
    }

    func isBrokenOff() async { try? await channel.closeFuture.get() }
}

private final class Heard: Sendable {
    let text = Mutex("")
}

private final class Ear: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let heard: Heard

    init(_ heard: Heard) { self.heard = heard }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        heard.text.withLock { $0 += String(buffer: buffer) }
    }
}
