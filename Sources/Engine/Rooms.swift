import Domain

extension Engine {
    /// Which rounds there are, which are in memory, and when each next has a deadline.
    struct Rooms: Sendable {
        private(set) var known: Set<RoundID> = []
        var open: [RoundID: Mailbox<RoundStream>] = [:]
        private(set) var deadlines: [RoundID: Instant] = [:]
        var isStopped = false
        private var positions: [RoundID: Int] = [:]
        /// Those that go on further than was read here.
        private var unread: Set<RoundID> = []

        /// Whether a round that isn't in memory goes on further than its head here.
        var hasUnread: Bool { unread.contains { open[$0] == nil } }

        /// Notes a head as it was read, or is now, and gives the loop that hasn't come so far.
        @discardableResult
        mutating func note(_ round: RoundID, _ head: StreamHead) -> Mailbox<RoundStream>? {
            let behind = note(round, upTo: head.position)
            if head.position == positions[round] {
                deadlines[round] = head.deadline
                unread.remove(round)
            }
            return behind
        }

        /// Notes that a round has records up to a position, and gives the loop that hasn't come so
        /// far.
        mutating func note(_ round: RoundID, upTo position: Int) -> Mailbox<RoundStream>? {
            guard position > positions[round, default: 0] else { return nil }
            known.insert(round)
            positions[round] = position
            unread.insert(round)
            return open[round]
        }

        /// Forgets a mailbox that nobody serves any more, unless another took its place.
        mutating func leave(_ round: RoundID, _ mailbox: Mailbox<RoundStream>) {
            if open[round] === mailbox { open[round] = nil }
        }
    }

    /// The newest durable directory, and where it is.
    struct Newest: Sendable {
        var directory = Directory(stream: .directory)
        var position = 0
    }
}
