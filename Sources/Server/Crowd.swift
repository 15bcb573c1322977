import NIOCore

/// The sessions of one event loop that follow exactly the same views, and the frames that are due to
/// all of them in this turn: one buffer, which each writes as it is.
final class Crowd {
    /// The views that its members follow, all of them.
    let views: Set<Followings.Name>
    private(set) var members: [ObjectIdentifier: Session] = [:]
    /// The frames of this turn, in commit order.
    private(set) var due = ByteBuffer()
    /// Counts the turns, so that what a member has taken of `due` is forgotten with it.
    private(set) var turn = 0

    init(views: Set<Followings.Name>) { self.views = views }

    func add(_ session: Session) { members[ObjectIdentifier(session)] = session }

    func remove(_ session: Session) { members[ObjectIdentifier(session)] = nil }

    func append(_ frame: ByteBuffer) {
        if due.readableBytes == 0 {
            due = frame
        } else {
            due.writeImmutableBuffer(frame)
        }
    }

    /// Begins another turn, with nothing due.
    func endTurn() {
        due = ByteBuffer()
        turn += 1
    }
}
