import Domain
import Engine
import NIOCore

/// One session as those on other threads know it: the engine's subscriber, and a place to leave
/// words for it.
final class Follower: Subscriber {
    private let inbox: Inbox
    private let box: NIOLoopBoundBox<Session?>

    /// A follower that nobody stands behind yet; made on the session's event loop.
    init(eventLoop: any EventLoop, inbox: Inbox) {
        self.inbox = inbox
        box = .makeEmptyBox(eventLoop: eventLoop)
    }

    /// The session, or nil once it has ended; used on its event loop alone.
    var session: Session? {
        get { box.value }
        set { box.value = newValue }
    }

    var outlet: any Outlet { inbox }

    func end(stream: StreamID, view: String, because refusal: Refusal) {
        tell { $0.end(.init(stream: stream, view: view), refusal) }
    }

    /// Has this done by the session on its event loop, in order with the updates; nothing when it
    /// has ended by then.
    func tell(_ words: @escaping @Sendable (Session) -> Void) {
        inbox.put(.words(self, words))
    }
}
