package import Domain
package import Wire

/// What people asked of one stream, when, and what they were answered; by whatever node.
///
/// Moments are by one clock for all, since one start. A command that is sent again under its key is
/// one operation, from its first sending to the answer that counted.
package struct History<Stream: Aggregate>: Sendable {
    package private(set) var operations: [Operation] = []
    package private(set) var looks: [Look] = []

    package init() {}

    /// One command and its answer.
    package struct Operation: Sendable {
        package let actor: Actor.Identity
        package let key: CommandKey
        package let command: Stream.Command
        package let began: Duration
        /// Of no meaning when nobody knows the answer.
        package let ended: Duration
        package let reply: Reply

        package init(
            _ command: Stream.Command, by actor: Actor.Identity, key: CommandKey,
            began: Duration, ended: Duration, _ reply: Reply
        ) {
            self.actor = actor
            self.key = key
            self.command = command
            self.began = began
            self.ended = ended
            self.reply = reply
        }
    }

    /// What came back.
    package enum Reply: Sendable, Hashable {
        /// Stored; with the position of its last record where that was told.
        case accepted(position: Int?)
        case refused(RefusalCode)
        /// No answer came: it may have been stored or not.
        case unknown
    }

    /// The state as somebody saw it at one place, such as a node.
    package struct Look: Sendable {
        package let place: String
        package let began: Duration
        package let ended: Duration
        /// The positions of the log at which the state is what was seen.
        package let positions: ClosedRange<Int>

        package init(
            at place: String, began: Duration, ended: Duration, positions: ClosedRange<Int>
        ) {
            self.place = place
            self.began = began
            self.ended = ended
            self.positions = positions
        }
    }

    /// Adds a command that was given.
    package mutating func note(_ operation: Operation) { operations.append(operation) }

    /// Adds what somebody saw.
    package mutating func note(_ look: Look) { looks.append(look) }

    /// Adds what was noted elsewhere by the same clock.
    package mutating func add(_ other: History) {
        operations += other.operations
        looks += other.looks
    }
}

/// What can't have been if a stream was one thing that did one command after the other.
package enum HistoryFault: Hashable, Sendable {
    /// It was acknowledged and isn't in the log.
    case lost(CommandKey)
    /// Its records stand in the log apart from each other.
    case doubled(CommandKey, at: [Int])
    /// It was acknowledged at another position than it stands at.
    case misplaced(CommandKey, said: Int, found: Int)
    /// It was refused and is in the log.
    case storedThoughRefused(CommandKey, at: Int)
    /// A person's record that nobody asked for.
    case unasked(position: Int)
    /// `later` was given after `earlier` was answered, and stands before it.
    case outOfOrder(earlier: CommandKey, later: CommandKey)
    /// Its records aren't what the command makes true in the state before them.
    case otherEffect(CommandKey, at: Int)
    /// In no state from its sending to its answer is it refused with that code.
    case unexplained(CommandKey, RefusalCode)
    /// Somebody saw less than had been seen, or answered, at that place before.
    case seenTooLate(place: String, least: Int, seen: Int)
    /// Somebody saw what was only given afterwards.
    case seenTooEarly(place: String, CommandKey)
}
