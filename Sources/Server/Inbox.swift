import Domain
import Engine
import NIOCore
import Synchronization

/// The way from the engine's loops to one event loop: in order, with one hop for everything that is
/// due in one turn, and each update once for all sessions there.
final class Inbox: Outlet {
    /// What an event loop is told.
    enum Entry: Sendable {
        case update(EncodedUpdate)
        /// The newest hints of a part for those who follow a view; an older list is left out.
        case hints(SharedHints)
        /// Words for one session, which keep their place among the updates.
        case words(Follower, @Sendable (Session) -> Void)
    }

    private struct Waiting {
        var entries: [Entry] = []
        var updateBytes = 0
        var isOverflowing = false

        mutating func leaveOut(olderThan newest: SharedHints) {
            entries.removeAll {
                if case .hints(let old) = $0 { newest.replaces(old) } else { false }
            }
        }
    }

    private let waiting = Mutex(Waiting())
    private let eventLoop: any EventLoop
    private let bytesMost: Int
    private let hub: NIOLoopBoundBox<LoopHub?>
    private let pace: NIOLoopBoundBox<FanOutPace>

    /// An inbox that nobody reads yet; made on its event loop.
    ///
    /// `bytesMost` bounds the updates that wait for an event loop that doesn't come to them. Beyond
    /// it every session of that loop is closed as slow: who misses one event is told none of the
    /// later ones.
    init(eventLoop: any EventLoop, bytesMost: Int, pace: FanOutPace) {
        self.eventLoop = eventLoop
        self.bytesMost = bytesMost
        hub = .makeEmptyBox(eventLoop: eventLoop)
        self.pace = NIOLoopBoundBox(pace, eventLoop: eventLoop)
    }

    /// Lets the hub read it; on the event loop.
    func connect(to hub: LoopHub) { self.hub.value = hub }

    func deliver(_ update: EncodedUpdate) { put(.update(update)) }

    func put(_ entry: Entry) {
        let isFirst = waiting.withLock { waiting in
            let isFirst = waiting.entries.isEmpty && !waiting.isOverflowing
            if case .update(let update) = entry { waiting.updateBytes += update.bytes.count }
            if waiting.updateBytes > bytesMost {
                waiting.isOverflowing = true
                waiting.entries = []
            }
            if case .hints(let newest) = entry { waiting.leaveOut(olderThan: newest) }
            if !waiting.isOverflowing { waiting.entries.append(entry) }
            return isFirst
        }
        if isFirst { eventLoop.execute { self.hand() } }
    }

    /// Hands over what waits, now or when the loop has rested from what it sent before.
    private func hand() {
        let begin = NIODeadline.now()
        if let rest = pace.value.rest(at: begin) {
            eventLoop.scheduleTask(deadline: rest) { self.hand() }
            return
        }
        let taken = waiting.withLock { waiting in
            defer { waiting = Waiting() }
            return waiting
        }
        guard let hub = hub.value else { return }
        if taken.isOverflowing { return hub.closeSlow() }
        hub.take(taken.entries)
        if taken.updateBytes > 0 { pace.value.noteWrites(from: begin, to: .now()) }
    }
}
