import NIOCore

/// One who watches: says what the server wants to hear first, then counts events.
final class Watcher: SocketUser {
    private let crew: WatcherCrew
    private let greetings: [[UInt8]]
    private let ready: EventLoopPromise<Int>
    private let isStalled: Bool
    private var socket: LightSocket?
    private var answered = 0
    private var isReady = false
    private var last = 0

    /// - Parameters:
    ///   - greetings: sent one after the other, each once the one before was answered.
    ///   - ready: fulfilled once the last was answered, with the number of the newest event.
    ///   - isStalled: whether it stops to read then, and isn't counted.
    init(
        crew: WatcherCrew, greetings: [[UInt8]], isStalled: Bool, ready: EventLoopPromise<Int>
    ) {
        self.crew = crew
        self.greetings = greetings
        self.isStalled = isStalled
        self.ready = ready
    }

    func opened(_ socket: LightSocket) {
        self.socket = socket
        greet()
    }

    func received(_ message: UnsafeRawBufferPointer, at moment: UInt64) {
        guard !isReady else {
            note(message, at: moment)
            return
        }
        guard !EventText.isError(message) else {
            ended(String(decoding: message, as: UTF8.self))
            return
        }
        last = EventText.number(in: message) ?? last
        answered += 1
        greet()
    }

    private func greet() {
        if answered < greetings.count {
            socket?.send([greetings[answered]])
            return
        }
        isReady = true
        if isStalled { socket?.stall() } else { crew.join() }
        ready.succeed(last)
    }

    private func note(_ message: UnsafeRawBufferPointer, at moment: UInt64) {
        guard !isStalled, EventText.isEvent(message) else { return }
        guard let number = EventText.number(in: message), number == last + 1 else {
            crew.fail("a watcher saw something else than event \(last + 1)")
            return
        }
        last = number
        crew.note(number, bytes: message.count, at: moment)
    }

    func ended(_ reason: String) {
        ready.fail(BenchmarkFailure(reason))
        if isReady, !isStalled { crew.leave(reason) }
    }
}
