import Domain
import Engine
import NIOCore
import Synchronization

/// The way from the engine's loops to one session on its event loop: in order, with one hop for
/// everything that is due in one turn.
final class Inbox: Subscriber {
    /// What a session is told.
    enum Entry: Sendable {
        case delivery(Delivery)
        /// An answer, which keeps its place among the deliveries.
        case answer(@Sendable (Session) -> Void)
    }

    private struct Waiting {
        var entries: [Entry] = []
        var bytes = 0
        var isOverflowing = false
    }

    private let waiting = Mutex(Waiting())
    private let eventLoop: any EventLoop
    private let bytesMost: Int
    private let session: NIOLoopBoundBox<Session?>

    /// An inbox that nobody reads yet; made on the session's event loop.
    ///
    /// `bytesMost` bounds the updates that wait for an event loop that doesn't come to them.
    init(eventLoop: any EventLoop, bytesMost: Int) {
        self.eventLoop = eventLoop
        self.bytesMost = bytesMost
        session = .makeEmptyBox(eventLoop: eventLoop)
    }

    /// Lets the session read it, or nobody any more; on the event loop.
    func connect(to session: Session?) { self.session.value = session }

    func deliver(_ delivery: Delivery) { put(.delivery(delivery)) }

    func put(_ entry: Entry) {
        let isFirst = waiting.withLock { waiting in
            let isFirst = waiting.entries.isEmpty && !waiting.isOverflowing
            if case .delivery(.update(let update)) = entry { waiting.bytes += update.bytes.count }
            if waiting.bytes > bytesMost {
                // Who misses one event is told none of the later ones.
                waiting.isOverflowing = true
                waiting.entries = []
            }
            if !waiting.isOverflowing { waiting.entries.append(entry) }
            return isFirst
        }
        if isFirst { eventLoop.execute { self.hand() } }
    }

    private func hand() {
        let taken = waiting.withLock { waiting in
            defer {
                waiting.entries = []
                waiting.bytes = 0
            }
            return waiting
        }
        guard let session = session.value else { return }
        if taken.isOverflowing { session.closeSlow() } else { session.take(taken.entries) }
    }
}
