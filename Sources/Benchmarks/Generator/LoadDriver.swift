import NIOCore

/// How fast events are sent.
enum Pace: Sendable {
    /// So many on their way all the time: the next one when every watcher has the oldest.
    case window(Int)
    /// So many at once, and as many again when every watcher has all of them.
    case burst(Int)
    /// So many a second, whatever becomes of them.
    case rate(Double)
}

/// Sends the events of one load at its pace, on the publisher's event loop.
final class LoadDriver {
    /// How long is waited for the last events after the time is up, in seconds.
    static let graceSeconds: Int64 = 3

    private let publisher: any Publisher
    private let ledger: EventLedger
    private let eventLoop: any EventLoop
    private let pace: Pace
    private let first: Int
    private let start: UInt64
    private let seconds: Double
    private let done: EventLoopPromise<Int>
    private let schedule: EventSchedule?
    private var published = 0
    private var isDone = false

    /// A load of so many seconds that begins now, with the event of that number.
    init(
        _ pace: Pace, seconds: Double, first: Int, publisher: any Publisher, ledger: EventLedger,
        eventLoop: any EventLoop, done: EventLoopPromise<Int>
    ) {
        self.pace = pace
        self.seconds = seconds
        self.first = first
        self.publisher = publisher
        self.ledger = ledger
        self.eventLoop = eventLoop
        self.done = done
        start = NIODeadline.now().uptimeNanoseconds
        schedule =
            if case .rate(let rate) = pace {
                EventSchedule(start: start, eventsPerSecond: rate, seconds: seconds)
            } else {
                nil
            }
    }

    /// Sends what is due; fulfils the promise with the number of events once all have it, or
    /// once the grace is over.
    func begin() {
        let end = NIODeadline.now() + .nanoseconds(Int64(seconds * 1e9))
        eventLoop.assumeIsolated().scheduleTask(deadline: end + .seconds(Self.graceSeconds)) {
            self.finish()
        }
        switch pace {
        case .window, .burst: advance(completed: 0)
        case .rate: sendDue()
        }
    }

    /// Takes note of how many events have reached everybody.
    func advance(completed: Int) {
        guard !isDone else { return }
        switch pace {
        case .window(let count): send(count - (published - completed), completed)
        case .burst(let count): send(published == completed ? count : 0, completed)
        case .rate: if completed == schedule?.count { finish() }
        }
    }

    /// Sends so many more while there is time, and ends once all have what was sent before.
    private func send(_ count: Int, _ completed: Int) {
        let now = NIODeadline.now().uptimeNanoseconds
        if Double(now - start) < seconds * 1e9 {
            guard count > 0 else { return }
            for _ in 0..<count { ledger.append(intended: now) }
            send(count)
        } else if completed == published {
            finish()
        }
    }

    private func sendDue() {
        guard let schedule, !isDone else { return }
        let due = schedule.due(at: NIODeadline.now().uptimeNanoseconds)
        for event in published..<due { ledger.append(intended: schedule.moment(of: event)) }
        if due > published { send(due - published) }
        guard published < schedule.count else { return }
        let next = NIODeadline.uptimeNanoseconds(schedule.moment(of: published))
        eventLoop.assumeIsolated().scheduleTask(deadline: next) { self.sendDue() }
    }

    private func send(_ count: Int) {
        let begin = first + published
        published += count
        publisher.publish(begin..<(begin + count))
    }

    private func finish() {
        guard !isDone else { return }
        isDone = true
        done.succeed(published)
    }
}
