package import Domain
package import Wire

/// Where records are kept: the port that every store implements.
///
/// Promises, held by one conformance suite over all stores: an append is all or nothing and
/// durable when it returns; positions of a stream are gapless from 1; a key of one actor in one
/// stream is stored once; what was appended is never changed. Several appends that wait at the
/// same time may share one transaction (group commit), but each succeeds or fails by itself.
package protocol Journal: Sendable {
    /// The identity of this store's history; another one after a restore, so that no client
    /// resumes into a past that did not happen.
    var epoch: String { get }

    /// Every stream that has records, in order of name.
    func heads() async throws(JournalFailure) -> [StreamHead]

    /// The head of one stream; position 0 and `Digest.zero` when it has no records.
    func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead

    /// At most `limit` records after `position`, in order.
    func records(of stream: StreamID, after position: Int, limit: Int)
        async throws(JournalFailure) -> [StoredRecord]

    /// The receipt stored with this key, if there is one.
    func receipt(of stream: StreamID, actor: Actor.Identity, key: CommandKey)
        async throws(JournalFailure) -> Receipt?

    /// Stores records and receipts in one transaction; returns when it is durable.
    func append(_ append: Append) async throws(JournalFailure)

    /// What is stored from now on, by whoever it is, until the journal is closed.
    ///
    /// The first is `missed`, since nobody tells what was stored before it; every append after it
    /// is followed by a notice of its position or a later one, or by `missed`. A notice wakes: only
    /// the records tell. Notices of one stream that wait are joined to the latest; see
    /// `NoticeBoard.streamsMost`.
    func notices() -> AsyncStream<JournalNotice>

    /// Whether other processes may write the same streams.
    var isShared: Bool { get }

    /// Waits until it is this node's turn to write a stream that others write at the same time; at
    /// most so long, and then false.
    ///
    /// Who has the turn ends it. It keeps conflicts rare; an append rests on its position alone.
    func takeTurn(on stream: StreamID, withinMilliseconds: Int) async -> Bool

    /// Ends a turn that was taken, without waiting.
    func endTurn(on stream: StreamID)
}

extension Journal {
    /// Ends at once: a store that one process alone writes has nobody to tell.
    package func notices() -> AsyncStream<JournalNotice> { AsyncStream { $0.finish() } }

    /// Not shared, unless a store says otherwise.
    package var isShared: Bool { false }

    /// At once: nobody else writes.
    package func takeTurn(on stream: StreamID, withinMilliseconds: Int) async -> Bool { true }

    /// Nobody waits for it.
    package func endTurn(on stream: StreamID) {}
}

/// One sequencer's turn, stored whole or not at all.
package struct Append: Sendable, Equatable {
    package let stream: StreamID
    /// The position that the writer believes is the last one; another one is a conflict.
    package let expectedPosition: Int
    /// At least one, in order, from `expectedPosition + 1`.
    package let records: [StoredRecord]
    /// One for each accepted command, in order.
    package let receipts: [Receipt]
    /// When the server's clock next has something to say to this stream, kept beside its head so
    /// that a start needs not read every stream; nil for never.
    package let deadline: Instant?

    package init(
        stream: StreamID, expectedPosition: Int, records: [StoredRecord], receipts: [Receipt],
        deadline: Instant?
    ) {
        self.stream = stream
        self.expectedPosition = expectedPosition
        self.records = records
        self.receipts = receipts
        self.deadline = deadline
    }
}

/// The end of one stream.
package struct StreamHead: Sendable, Equatable {
    package let stream: StreamID
    package let position: Int
    package let hash: Digest
    package let deadline: Instant?

    package init(stream: StreamID, position: Int, hash: Digest, deadline: Instant?) {
        self.stream = stream
        self.position = position
        self.hash = hash
        self.deadline = deadline
    }
}

/// Why a journal could not do what was asked.
package enum JournalFailure: Error, Sendable, Equatable {
    /// Somebody else wrote this stream; nothing of the append was stored. Read the tail and decide
    /// again.
    case conflict(actualPosition: Int)
    /// Nothing was stored, and trying again later may help (disk full, database locked).
    case unavailable(String)
    /// It isn't known whether the append was stored: forget what was in memory and read again.
    case unknownOutcome(String)
    /// The store holds something that it can't have written.
    case damaged(String)
    /// The store holds another history than the one that was opened, such as after a failover or a
    /// restore: nothing that is remembered need be true, and only opening it anew helps.
    case replaced(String)
}
