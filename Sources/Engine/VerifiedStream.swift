import Domain
import Wire

/// One stream on its way through a verification: everything up to `fold` has held.
struct VerifiedStream<Stream: Aggregate>: Sendable {
    private(set) var fold: Fold<Stream>
    private let journal: any Journal
    private let codec: RecordCodec<Stream>
    private let hashing = SHA256Hashing()
    /// Every key that was used; grows with the commands of the stream.
    private var owners: Set<KeyOwner> = []
    /// Whose records are being read: a command's records follow each other.
    private var owner: KeyOwner?

    init(_ stream: StreamID, journal: any Journal, codec: RecordCodec<Stream>) {
        self.journal = journal
        self.codec = codec
        fold = Fold(stream)
    }

    /// Adds the next record once everything about it holds.
    mutating func add(_ record: StoredRecord) async throws(VerificationStop) {
        let position = fold.position + 1
        guard record.position == position else {
            throw deviation(at: position, "it is missing: record \(record.position) comes next")
        }
        guard hashing.digest(of: record.bytes) == record.hash else {
            throw deviation(at: position, "its bytes don't give the hash that stands with it")
        }
        let happening = try happening(of: record)
        try await begin(happening.owner)
        let reason = fold.state.deviation(
            of: happening.event, stamp: happening.stamp, hashing: hashing)
        if let reason { throw deviation(at: position, reason) }
        fold.add(happening, hash: record.hash)
    }

    /// Holds the stored end of the stream against what its records come to.
    mutating func end(at head: StreamHead) async throws(VerificationStop) {
        try await begin(nil)
        guard fold.hash == head.hash else {
            throw deviation(
                at: head.position,
                "the stream's head says hash \(head.hash), but the record has \(fold.hash)")
        }
        guard fold.head.deadline == head.deadline else {
            throw deviation(
                at: head.position,
                "the stream's head says deadline \(text(head.deadline)), but computing it again "
                    + "gives \(text(fold.head.deadline))")
        }
    }

    private func happening(
        of record: StoredRecord
    ) throws(VerificationStop) -> Happening<Stream> {
        let event: Stream.Event
        let header: RecordHeader
        do throws(RecordDamage) {
            (event, header) = try codec.event(of: record)
        } catch {
            throw deviation(at: record.position, error.reason)
        }
        guard header.stream == fold.stream else {
            throw deviation(at: record.position, "it belongs to \(header.stream)")
        }
        guard header.position == record.position else {
            throw deviation(at: record.position, "it calls itself record \(header.position)")
        }
        guard header.previous == fold.hash else {
            throw deviation(
                at: record.position,
                "it follows hash \(header.previous), but the record before it has \(fold.hash)")
        }
        try requireOwnWriting(event, header, record)
        return Happening(event: event, stamp: header.stamp, key: header.key)
    }

    /// What decodes may still say more than it should; a record of today's version is written in
    /// one way only. An older version isn't, and is held by its hash alone.
    private func requireOwnWriting(
        _ event: Stream.Event, _ header: RecordHeader, _ record: StoredRecord
    ) throws(VerificationStop) {
        let written = codec.record(of: event, header: header).bytes
        guard written != record.bytes else { return }
        if kind(of: written) == kind(of: record.bytes) {
            throw deviation(at: record.position, "it isn't written as this program writes it")
        }
    }

    /// The `,"type":…,"version":…}` with which every record ends; neither value has a comma.
    private func kind(of bytes: [UInt8]) -> ArraySlice<UInt8> {
        let comma = UInt8(ascii: ",")
        guard let last = bytes.lastIndex(of: comma),
            let start = bytes[..<last].lastIndex(of: comma)
        else { return [] }
        return bytes[start...]
    }

    /// Goes from one command's records to those of the next, and looks up the receipt of the one
    /// that has ended.
    private mutating func begin(_ next: KeyOwner?) async throws(VerificationStop) {
        if let next, next == owner { return }
        if let owner { try await requireReceipt(of: owner) }
        owner = next
        if let next, !owners.insert(next).inserted {
            throw deviation(at: fold.position + 1, "key \(next.key) was used before")
        }
    }

    private func requireReceipt(of owner: KeyOwner) async throws(VerificationStop) {
        let receipt: Receipt?
        do throws(JournalFailure) {
            receipt = try await journal.receipt(
                of: fold.stream, actor: owner.actor, key: owner.key)
        } catch {
            throw VerificationStop(error, stream: fold.stream, position: fold.position)
        }
        guard let receipt else {
            throw deviation(at: fold.position, "its command \(owner.key) has no receipt")
        }
        guard receipt.position == fold.position else {
            throw deviation(
                at: fold.position,
                "it is the last one of command \(owner.key), but the receipt says record "
                    + "\(receipt.position)")
        }
    }

    private func text(_ moment: Instant?) -> String { moment.map { "\($0)" } ?? "never" }

    private func deviation(at position: Int, _ reason: String) -> VerificationStop {
        .deviation(Deviation(stream: fold.stream, position: position, reason: reason))
    }
}
