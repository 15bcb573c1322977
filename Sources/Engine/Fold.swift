import Domain
import Wire

/// A stream's state as the sum of its records so far, with the end of their chain.
struct Fold<Stream: Aggregate>: Sendable {
    let stream: StreamID
    private(set) var state: Stream
    private(set) var position = 0
    private(set) var hash = Digest.zero
    /// When the last record was made, by the clock of whichever node made it.
    private(set) var at: Instant?

    init(_ stream: StreamID) {
        self.stream = stream
        state = Stream(stream: stream)
    }

    var head: StreamHead {
        StreamHead(stream: stream, position: position, hash: hash, deadline: state.deadline)
    }

    /// Adds the next record; throws when it can't be the next one.
    mutating func add(
        _ record: StoredRecord, codec: RecordCodec<Stream>
    ) throws(RecordDamage) -> Happening<Stream> {
        let (event, header) = try codec.event(of: record)
        guard header.stream == stream, header.position == position + 1,
            record.position == header.position, header.previous == hash
        else {
            throw RecordDamage(
                position: record.position, reason: "does not follow record \(position)")
        }
        let happening = Happening<Stream>(event: event, stamp: header.stamp, key: header.key)
        add(happening, hash: record.hash)
        return happening
    }

    /// Adds an event whose record is known to be the next one.
    mutating func add(_ happening: Happening<Stream>, hash: Digest) {
        state.apply(happening.event, stamp: happening.stamp)
        position = happening.stamp.position
        at = happening.stamp.at
        self.hash = hash
    }
}

/// One event with where, when and by whom, and the key of the command that made it true.
struct Happening<Stream: Aggregate>: Sendable {
    let event: Stream.Event
    let stamp: Stamp
    let key: CommandKey?

    var owner: KeyOwner? { key.map { KeyOwner(actor: stamp.by, key: $0) } }
}

/// The keys that a stream has accepted, so that a repeated command has one effect.
///
/// Grows with the stream's records and with nothing else.
struct KnownKeys: Sendable {
    private var known: [KeyOwner: (position: Int, command: Digest?)] = [:]

    /// Notes a record; what its command was is only in the journal's receipt.
    mutating func note(_ owner: KeyOwner, position: Int) { known[owner] = (position, nil) }

    mutating func note(_ receipt: Receipt) {
        known[KeyOwner(actor: receipt.actor, key: receipt.key)] =
            (receipt.position, receipt.command)
    }

    enum Memory {
        case unknown
        /// It was accepted, but with what content must be looked up.
        case withoutContent
        case receipt(Receipt)
    }

    subscript(owner: KeyOwner) -> Memory {
        guard let entry = known[owner] else { return .unknown }
        guard let command = entry.command else { return .withoutContent }
        return .receipt(
            Receipt(
                actor: owner.actor, key: owner.key, command: command, position: entry.position))
    }
}

/// A stream as read in one go, before anybody serves it.
struct Loaded<Stream: Aggregate>: Sendable {
    private(set) var fold: Fold<Stream>
    private(set) var known = KnownKeys()

    init(_ stream: StreamID) { fold = Fold(stream) }

    mutating func add(
        _ record: StoredRecord, codec: RecordCodec<Stream>
    ) throws(RecordDamage) {
        let happening = try fold.add(record, codec: codec)
        if let owner = happening.owner { known.note(owner, position: happening.stamp.position) }
    }
}
