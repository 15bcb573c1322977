/// One stream's rules as a value: what may happen, what is then true, and who may see it.
///
/// The engine keeps one of these per stream, the journal keeps the events, and nothing else is
/// needed to know everything. There are two: `Directory` and `Round`.
package protocol Aggregate: Sendable, Equatable {
    associatedtype Command: Codable & Sendable & Equatable
    associatedtype Event: Codable & Sendable & Equatable
    /// One kind of watcher; its text is the name of its view on the wire.
    associatedtype Viewer: Hashable & Sendable & LosslessStringConvertible
    /// One piece of a view that is sent whole when it changes; its text is its name on the wire.
    associatedtype PartKey: Hashable & Comparable & Sendable & CustomStringConvertible
    associatedtype Part: Encodable & Sendable & Equatable

    /// The stream before its first event.
    init(stream: StreamID)

    /// Whether this command may begin a stream that doesn't exist yet.
    static func founds(_ command: Command) -> Bool

    /// The events that this command makes true, at least one, or why it may not happen; pure.
    func decide(_ command: Command, by actor: Actor, in world: World) throws(Refusal) -> [Event]

    /// Makes an event true. Never fails: what is in the log has happened.
    mutating func apply(_ event: Event, stamp: Stamp)

    /// Why a recorded event could not have been derived from what went before it, or nil.
    ///
    /// `verify` calls it before applying each record, so that a result that was stored is also
    /// computed again.
    func deviation(of event: Event, stamp: Stamp, hashing: any Hashing) -> String?

    /// When the server's clock has something to say to this stream, or nil.
    var deadline: Instant? { get }

    /// The command that the server gives to this stream when its deadline has come.
    static var passTime: Command { get }

    /// Every part that there is, for whoever may see it.
    var partKeys: [PartKey] { get }

    /// The parts that this event may have changed, asked after it was applied; nil for any of them.
    func partKeys(touchedBy event: Event) -> [PartKey]?

    /// What this viewer may know of this part, or nil; the one visibility rule (F22).
    func part(_ key: PartKey, for viewer: Viewer) -> Part?

    /// Whether this person may watch as this viewer, now.
    func admits(_ actor: Actor, as viewer: Viewer) -> Bool

    /// Whether this event may change who is admitted, so that open subscriptions are checked again.
    static func changesAccess(_ event: Event) -> Bool

    /// The viewers that the log holds to be connected; what attendance is compared with.
    var attending: Set<Viewer> { get }

    /// The command by which the server notes that this viewer came or went, or nil when nobody
    /// needs to know (F7).
    func attendanceCommand(for viewer: Viewer, connected: Bool) -> Command?
}

/// What the outside world was when a command was decided.
package struct World: Sendable {
    package let now: Instant
    package let directory: Directory
    package let hashing: any Hashing
    package let letters: any LetterWriting
    /// Whether the one who gives the command has seen what it brings about (F32).
    package var confirmation: Confirmation

    package init(
        now: Instant, directory: Directory, hashing: any Hashing,
        letters: any LetterWriting = NoLetters(), confirmation: Confirmation = .none
    ) {
        self.now = now
        self.directory = directory
        self.hashing = hashing
        self.letters = letters
        self.confirmation = confirmation
    }
}

/// Where and when an event happened and by whom; the part of a record that rules may read.
package struct Stamp: Sendable, Equatable {
    /// The place in the stream, from 1, without gaps. Order is by this, never by time.
    package let position: Int
    package let at: Instant
    package let by: Actor.Identity
    package let actingFor: OrganisationID?

    package init(
        position: Int, at: Instant, by: Actor.Identity, actingFor: OrganisationID? = nil
    ) {
        self.position = position
        self.at = at
        self.by = by
        self.actingFor = actingFor
    }
}

/// Names one stream of records: the directory, or one round.
package enum StreamID: Hashable, Comparable, Sendable, LosslessStringConvertible {
    case directory
    case round(RoundID)

    package init?(_ description: String) {
        if description == "directory" {
            self = .directory
        } else if description.hasPrefix("round/"),
            let round = RoundID(rawValue: String(description.dropFirst(6)))
        {
            self = .round(round)
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .directory: "directory"
        case .round(let round): "round/\(round)"
        }
    }
}

/// Writes no letters: for work that tells nobody anything. What has to be told is refused with it.
package struct NoLetters: LetterWriting {
    package init() {}

    package func text(of facts: LetterFacts) throws(LetterGap) -> String {
        throw LetterGap(field: "letters")
    }

    package func text(of facts: NoticeFacts) throws(LetterGap) -> String {
        throw LetterGap(field: "letters")
    }
}
