package import Domain
internal import Synchronization
package import Wire

/// A journal that keeps its records for as long as it lives: for tests, plans and benchmarks.
///
/// It holds every promise of the port but one: nothing outlives the process.
package final class MemoryJournal: Journal {
    package let epoch: String
    package let isShared: Bool
    private let state = Mutex(State())
    private let board = NoticeBoard(isOpen: true)
    private let turns = TurnBoard()

    /// Shared when several engines play as many nodes on it.
    package init(epoch: String = "memory", isShared: Bool = false) {
        self.epoch = epoch
        self.isShared = isShared
    }

    package func notices() -> AsyncStream<JournalNotice> { board.listen() }

    package func takeTurn(on stream: StreamID, withinMilliseconds: Int) async -> Bool {
        await turns.take(stream, withinMilliseconds: withinMilliseconds)
    }

    package func endTurn(on stream: StreamID) { turns.end(stream) }

    package func heads() async throws(JournalFailure) -> [StreamHead] {
        state.withLock { state in
            state.streams.sorted { $0.key < $1.key }.map { $0.value.head(of: $0.key) }
        }
    }

    package func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead {
        state.withLock { $0.streams[stream, default: Stream()].head(of: stream) }
    }

    package func records(
        of stream: StreamID, after position: Int, limit: Int
    ) async throws(JournalFailure) -> [StoredRecord] {
        state.withLock { state in
            let records = state.streams[stream]?.records ?? []
            return Array(records.dropFirst(max(0, position)).prefix(max(0, limit)))
        }
    }

    package func receipt(
        of stream: StreamID, actor: Actor.Identity, key: CommandKey
    ) async throws(JournalFailure) -> Receipt? {
        state.withLock { $0.streams[stream]?.receipts[ReceiptKey(actor: actor, key: key)] }
    }

    package func append(_ append: Append) async throws(JournalFailure) {
        precondition(append.isGapless, "an append's records follow its expected position")
        try state.withLock { state throws(JournalFailure) in
            var stream = state.streams[append.stream, default: Stream()]
            let actual = stream.records.count
            guard actual == append.expectedPosition else {
                throw .conflict(actualPosition: actual)
            }
            for receipt in append.receipts {
                let key = ReceiptKey(actor: receipt.actor, key: receipt.key)
                guard stream.receipts.updateValue(receipt, forKey: key) == nil else {
                    throw .conflict(actualPosition: actual)
                }
            }
            stream.records += append.records
            stream.deadline = append.deadline
            state.streams[append.stream] = stream
        }
        let position = append.expectedPosition + append.records.count
        board.post(.stored(append.stream, position: position))
    }

    private struct State {
        var streams: [StreamID: Stream] = [:]
    }

    private struct Stream {
        var records: [StoredRecord] = []
        var receipts: [ReceiptKey: Receipt] = [:]
        var deadline: Instant?

        func head(of stream: StreamID) -> StreamHead {
            StreamHead(
                stream: stream, position: records.count, hash: records.last?.hash ?? .zero,
                deadline: deadline)
        }
    }

    private struct ReceiptKey: Hashable {
        let actor: Actor.Identity
        let key: CommandKey
    }
}

extension Append {
    /// Whether there is a record and their positions count up from the expected one; a store
    /// refuses another append as a programmer's mistake.
    package var isGapless: Bool {
        !records.isEmpty
            && records.enumerated().allSatisfy { $1.position == expectedPosition + 1 + $0 }
    }
}
