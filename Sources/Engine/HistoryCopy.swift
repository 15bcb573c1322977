package import Domain
internal import Wire

/// Copies a whole history from one journal into another, byte for byte, and holds the two against
/// each other.
///
/// The target is empty or holds the beginning of the same history: a copy that was cut off goes on
/// where it was, since each append is stored whole. Memory holds one append at a time.
package struct HistoryCopy<RoundStream: Aggregate>: Sendable {
    private let source: any Journal
    private let target: any Journal
    private let recordsPerAppendMost: Int
    private let directoryCodec = RecordCodec<Directory>()
    private let roundCodec = RecordCodec<RoundStream>()

    /// At most so many records go into one append.
    package init(
        from source: any Journal, to target: any Journal, recordsPerAppendMost: Int = 500
    ) {
        self.source = source
        self.target = target
        self.recordsPerAppendMost = max(1, recordsPerAppendMost)
    }

    /// Copies what the target lacks, then reads both and compares every record, receipt, head and
    /// deadline; returns the heads that both have.
    ///
    /// Throws `otherHistory` when the target has what the source hasn't, and `sourceWentOn` when
    /// somebody wrote the source meanwhile; nothing that was stored is ever changed.
    package func run(
        progress: @Sendable (CopyProgress) -> Void = { _ in }
    ) async throws(CopyFailure) -> [StreamHead] {
        let heads = try await reading { () throws(JournalFailure) in try await source.heads() }
        let stored = try await stored(beside: heads)
        for head in heads {
            try await copy(head, after: stored[head.stream]?.position ?? 0, progress)
        }
        for head in heads { try await compare(head, progress) }
        let now = try await reading { () throws(JournalFailure) in try await source.heads() }
        if let changed = zip(now, heads).first(where: { $0 != $1 })?.0
            ?? now.dropFirst(heads.count).first
        {
            throw .sourceWentOn(changed.stream)
        }
        return heads
    }

    /// The heads of the target, each of them a record of the source.
    private func stored(
        beside heads: [StreamHead]
    ) async throws(CopyFailure) -> [StreamID: StreamHead] {
        var stored: [StreamID: StreamHead] = [:]
        let found = try await reading { () throws(JournalFailure) in try await target.heads() }
        for head in found {
            let record = try await reading { () throws(JournalFailure) in
                try await source.records(of: head.stream, after: head.position - 1, limit: 1).first
            }
            guard record?.position == head.position, record?.hash == head.hash else {
                throw .otherHistory(head.stream, position: head.position)
            }
            stored[head.stream] = head
        }
        return stored
    }

    private func copy(
        _ head: StreamHead, after first: Int, _ progress: (CopyProgress) -> Void
    ) async throws(CopyFailure) {
        var position = first
        while position < head.position {
            let records = try await page(after: position, of: head, in: source)
            let end = position + records.count
            let append = Append(
                stream: head.stream, expectedPosition: position, records: records,
                receipts: try await receipts(of: records, in: head.stream, of: source),
                deadline: end == head.position ? head.deadline : nil)
            try await reading { () throws(JournalFailure) in try await target.append(append) }
            position = end
            progress(CopyProgress(step: .copied, head: head, position: position))
        }
    }

    private func compare(
        _ head: StreamHead, _ progress: (CopyProgress) -> Void
    ) async throws(CopyFailure) {
        let copy = try await reading { () throws(JournalFailure) in
            try await target.head(of: head.stream)
        }
        guard copy == head else { throw .otherHistory(head.stream, position: copy.position) }
        var position = 0
        while position < head.position {
            let records = try await page(after: position, of: head, in: source)
            let copied = try await reading { () throws(JournalFailure) in
                try await target.records(of: head.stream, after: position, limit: records.count)
            }
            guard copied == records,
                try await receipts(of: records, in: head.stream, of: target)
                    == receipts(of: records, in: head.stream, of: source)
            else { throw .otherHistory(head.stream, position: position + 1) }
            position += records.count
        }
        progress(CopyProgress(step: .compared, head: head, position: position))
    }

    private func page(
        after position: Int, of head: StreamHead, in journal: any Journal
    ) async throws(CopyFailure) -> [StoredRecord] {
        let records = try await reading { () throws(JournalFailure) in
            try await journal.records(
                of: head.stream, after: position,
                limit: min(recordsPerAppendMost, head.position - position))
        }
        guard records.first?.position == position + 1 else {
            throw .journal(.damaged("\(head.stream) lacks record \(position + 1)"))
        }
        return records
    }

    /// The receipts of the commands whose last record is among these: every command has records,
    /// and each of them names it.
    private func receipts(
        of records: [StoredRecord], in stream: StreamID, of journal: any Journal
    ) async throws(CopyFailure) -> [Receipt] {
        var receipts: [Receipt] = []
        for (record, next) in zip(records, records.dropFirst().map(Optional.some) + [nil]) {
            guard let owner = try owner(of: record, in: stream) else { continue }
            // Records of one command follow each other, so only its last one here is looked up.
            if let next, try self.owner(of: next, in: stream) == owner { continue }
            let receipt = try await reading { () throws(JournalFailure) in
                try await journal.receipt(of: stream, actor: owner.actor, key: owner.key)
            }
            if let receipt, receipt.position == record.position { receipts.append(receipt) }
        }
        return receipts
    }

    /// Whose key a record has; nil for one without.
    private func owner(
        of record: StoredRecord, in stream: StreamID
    ) throws(CopyFailure) -> KeyOwner? {
        do throws(RecordDamage) {
            let header =
                switch stream {
                case .directory: try directoryCodec.event(of: record).header
                case .round: try roundCodec.event(of: record).header
                }
            return header.key.map { KeyOwner(actor: header.actor, key: $0) }
        } catch {
            throw .journal(.damaged("\(stream), \(error)"))
        }
    }

    private func reading<Value>(
        _ body: () async throws(JournalFailure) -> Value
    ) async throws(CopyFailure) -> Value {
        do { return try await body() } catch { throw .journal(error) }
    }
}

/// How far a copy is.
package struct CopyProgress: Sendable, Equatable {
    /// What was done up to `position`.
    package enum Step: Sendable { case copied, compared }

    package let step: Step
    /// The end of the stream in the source.
    package let head: StreamHead
    package let position: Int
}

/// Why a history isn't in its target whole.
package enum CopyFailure: Error, Sendable, Equatable {
    /// One of the two journals failed.
    case journal(JournalFailure)
    /// The target holds something at this place that the source hasn't.
    case otherHistory(StreamID, position: Int)
    /// Somebody wrote this stream of the source while it was copied.
    case sourceWentOn(StreamID)
}
