import NIOCore
import NIOPosix
import Synchronization

/// Everybody who watches one server, and the one who publishes to them.
final class WatcherCrowd: Sendable {
    /// How many connect at the same time: fewer than a server of ours lets in unknown.
    private static let openingMost = 16
    /// What the kernel keeps for a stalled reader, in bytes.
    private static let stalledReceiveBytes = 16_384

    private struct Loop: Sendable {
        let eventLoop: any EventLoop
        let crew: NIOLoopBound<WatcherCrew>
    }

    private let loops: [Loop]
    private let ledger: EventLedger
    private let publisher: NIOLoopBound<any Publisher>
    private let publisherLoop: any EventLoop
    private let channels: [any Channel]
    /// The number of the newest event before any was published here.
    private let base: Int
    private let published = Mutex(0)
    private let failure: FailureNote

    /// Connects so many watchers, of which the last ones stop to read, and the publisher.
    static func gather(
        at door: ServerDoor, watchers: Int, stalled: Int = 0, on group: MultiThreadedEventLoopGroup
    ) async throws -> WatcherCrowd {
        let eventLoops = Array(group.makeIterator().prefix(max(1, watchers - stalled)))
        let ledger = EventLedger(crews: eventLoops.count)
        var loops: [Loop] = []
        for eventLoop in eventLoops {
            let crew = try await eventLoop.submit {
                NIOLoopBound(WatcherCrew(ledger: ledger), eventLoop: eventLoop)
            }.get()
            loops.append(Loop(eventLoop: eventLoop, crew: crew))
        }
        let failure = FailureNote()
        let (own, publisher) = try await publisher(at: door, on: eventLoops[0], failure)
        var (channels, base) = ([own], 0)
        try await withThrowingTaskGroup(of: (any Channel, Int).self) { tasks in
            for number in 0..<watchers {
                let loop = loops[number % loops.count]
                let isStalled = number >= watchers - stalled
                if number >= openingMost, let (channel, last) = try await tasks.next() {
                    channels.append(channel)
                    base = last
                }
                tasks.addTask {
                    try await watcher(number, at: door, on: loop, isStalled: isStalled)
                }
            }
            for try await (channel, last) in tasks {
                channels.append(channel)
                base = last
            }
        }
        return WatcherCrowd(
            loops, ledger, publisher, eventLoops[0], channels, base: base, failure)
    }

    private init(
        _ loops: [Loop], _ ledger: EventLedger, _ publisher: NIOLoopBound<any Publisher>,
        _ publisherLoop: any EventLoop, _ channels: [any Channel], base: Int,
        _ failure: FailureNote
    ) {
        self.loops = loops
        self.ledger = ledger
        self.publisher = publisher
        self.publisherLoop = publisherLoop
        self.channels = channels
        self.base = base
        self.failure = failure
    }

    /// Ends every connection.
    func close() async {
        for channel in channels { try? await channel.close().get() }
    }

    private static func watcher(
        _ number: Int, at door: ServerDoor, on loop: Loop, isStalled: Bool
    ) async throws -> (any Channel, Int) {
        let ready = loop.eventLoop.makePromise(of: Int.self)
        let greetings = door.greetings(number)
        do {
            let channel = try await door.connect(
                door.watchPath, on: loop.eventLoop,
                receiveBytes: isStalled ? stalledReceiveBytes : nil
            ) {
                Watcher(
                    crew: loop.crew.value, greetings: greetings, isStalled: isStalled,
                    ready: ready)
            }
            return (channel, try await ready.futureResult.get())
        } catch {
            ready.fail(error)
            throw BenchmarkFailure("watcher \(number + 1) can't watch: \(error)")
        }
    }

    private static func publisher(
        at door: ServerDoor, on eventLoop: any EventLoop, _ failure: FailureNote
    ) async throws -> (any Channel, NIOLoopBound<any Publisher>) {
        let ready = eventLoop.makePromise(of: Void.self)
        let made = NIOLoopBoundBox<(any Publisher)?>.makeEmptyBox(
            valueType: (any Publisher).self, eventLoop: eventLoop)
        let channel: any Channel
        switch door.publishing {
        case .socket(let path, let greetings):
            channel = try await door.connect(path, on: eventLoop) {
                let publisher = SocketPublisher(
                    greetings: greetings, ready: ready, message: door.message,
                    onFailure: failure.note)
                made.value = publisher
                return publisher
            }
        case .post(let path):
            channel = try await door.connect(on: eventLoop) {
                let publisher = PostPublisher(
                    path: path, ready: ready, message: door.message, onFailure: failure.note)
                made.value = publisher
                return publisher
            }
        }
        try await ready.futureResult.get()
        let publisher = try await eventLoop.submit {
            guard let publisher = made.value else { throw BenchmarkFailure("no publisher") }
            return NIOLoopBound(publisher, eventLoop: eventLoop)
        }.get()
        return (channel, publisher)
    }
}

// MARK: - Loads

extension WatcherCrowd {
    /// Loads the server for so many seconds, and gives what that was and what it cost.
    func run(_ pace: Pace, seconds: Double, on server: ProcessMeter) async throws -> LoadResult {
        let first = published.withLock { $0 } + 1
        for loop in loops {
            let number = base + first
            try await loop.eventLoop.submit { loop.crew.value.begin(at: number) }.get()
        }
        let (serverBefore, ownBefore) = (try server.cpuSeconds, ProcessMeter.ownCPUSeconds)
        let writesBefore = try server.writeCalls
        let start = NIODeadline.now().uptimeNanoseconds
        let events = try await drive(pace, seconds: seconds, first: first)
        var result = LoadResult(events: events)
        result.serverCPUSeconds = try server.cpuSeconds - serverBefore
        result.serverWriteCalls = try server.writeCalls - writesBefore
        result.generatorCPUSeconds = ProcessMeter.ownCPUSeconds - ownBefore
        published.withLock { $0 += events }
        let ledger = ledger.end()
        result.completed = ledger.completed
        result.toAll = ledger.toAll
        // The last event of a fixed rate is sent one interval before the time is up.
        let asked = if case .rate = pace { seconds } else { 0.0 }
        result.seconds = max(asked, Double(max(ledger.lastCompletion, start + 1) - start) / 1e9)
        for loop in loops {
            result.add(try await loop.eventLoop.submit { loop.crew.value.take() }.get())
        }
        result.failure = result.failure ?? failure.text
        return result
    }

    private func drive(_ pace: Pace, seconds: Double, first: Int) async throws -> Int {
        let (eventLoop, publisher, ledger) = (publisherLoop, publisher, ledger)
        let done = eventLoop.makePromise(of: Int.self)
        return try await eventLoop.flatSubmit {
            let driver = LoadDriver(
                pace, seconds: seconds, first: first, publisher: publisher.value, ledger: ledger,
                eventLoop: eventLoop, done: done)
            let bound = NIOLoopBound(driver, eventLoop: eventLoop)
            ledger.begin { completed in
                eventLoop.execute { bound.value.advance(completed: completed) }
            }
            driver.begin()
            return done.futureResult
        }.get()
    }
}

/// The first thing that went wrong at the publisher's end.
private final class FailureNote: Sendable {
    private let first = Mutex<String?>(nil)

    var text: String? { first.withLock { $0 } }

    @Sendable func note(_ text: String) { first.withLock { $0 = $0 ?? String(text.prefix(160)) } }
}
