import NIOCore
import WebSocket

/// The sessions of one event loop that follow exactly the same views in the same form, and the frames that are due to
/// all of them in this turn: one buffer, which each writes as it is.
final class Crowd {
    /// What its members have in common.
    struct Tie: Hashable {
        /// The views that they follow, all of them.
        let views: Set<Followings.Name>
        /// How frames are compressed that they can share; nil when they take none.
        let deflate: DeflateSettings?
    }

    let tie: Tie
    private(set) var members: [ObjectIdentifier: Session] = [:]
    /// The frames of this turn, in commit order.
    private(set) var due = ByteBuffer()
    /// Counts the turns, so that what a member has taken of `due` is forgotten with it.
    private(set) var turn = 0

    init(_ tie: Tie) { self.tie = tie }

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
