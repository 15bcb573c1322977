/// What nodes tell each other that is no event: the port to whatever brings it over.
///
/// Promises, held by one suite over all implementations: what a node says of a topic is heard by the
/// others soon and lapses with the node; a count counts every node's; of two that raise a name to
/// the same value one is first. Nothing of it is in a log, and all of it may be lost when every
/// node stops at once.
package protocol Peers: Sendable {
    /// How many nodes live, this one included; as was known last.
    var liveNodes: Int { get }

    /// Says this of a topic in place of what this node said of it before; empty takes it back.
    ///
    /// Never waits: others hear it soon. More than `PeerLimits.wordsBytesMost` is taken as empty.
    func say(_ words: [UInt8], about topic: PeerTopic)

    /// What each of the others that live says of a topic; nil when that can't be known now, because
    /// this node hasn't met the others for a while.
    func others(about topic: PeerTopic) -> [[UInt8]]?

    /// Calls this from any thread with each topic of which the others say something else than
    /// before; it must be short.
    func onChange(_ tell: @escaping @Sendable (PeerTopic) -> Void)

    /// Counts one more under this name, on all nodes together, and gives how many there are now; it
    /// is forgotten so many seconds after the first.
    func count(_ name: String, keptSeconds: Int) async throws(PeersFailure) -> Int

    /// Raises the value under this name if it is lower, and gives what it was before; nil for
    /// none. It is kept for so many seconds after the last call.
    func raise(
        _ name: String, to value: Int, keptSeconds: Int
    ) async throws(PeersFailure) -> Int?

    /// Forgets what is counted or was raised under this name.
    func forget(_ name: String) async throws(PeersFailure)

    /// Keeps this node among the others until the task is cancelled, and then takes back what it
    /// said.
    func run() async
}

extension Peers {
    /// This node's part of a limit that holds for all nodes together: what it is divided by is how
    /// many live, and it is at least 1.
    package func share(of limit: Int) -> Int { max(1, limit / max(1, liveNodes)) }
}

/// What nodes speak of.
package struct PeerTopic: Hashable, Sendable, Comparable, LosslessStringConvertible {
    /// The matters on which nodes keep each other informed.
    package enum Kind: String, Sendable {
        /// Who watches a stream; its name is the stream's.
        case attendance
        /// Who is where in a dossier; its name is the round's and the dossier's.
        case hints
    }

    package let kind: Kind
    package let name: String

    package init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    package init?(_ description: String) {
        let parts = description.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, String(parts[1]))
    }

    package var description: String { "\(kind.rawValue) \(name)" }

    package static func < (left: Self, right: Self) -> Bool {
        left.description < right.description
    }
}

/// What is bounded between nodes.
package enum PeerLimits {
    /// Bytes that one node says of one topic; of more nothing is said.
    package static let wordsBytesMost = 32_768
    /// Names under which something is counted or was raised, in the memory of one node that is
    /// alone; one more can't be counted.
    package static let talliesMost = 65_536
}

/// The others can't be asked now: what rests on their word may not go on.
package struct PeersFailure: Error, Sendable, Equatable {
    package let reason: String

    package init(_ reason: String) { self.reason = reason }
}
