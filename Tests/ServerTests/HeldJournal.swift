import Domain
import Engine
import Support
import Synchronization
import Wire

/// A memory journal that keeps appends waiting while it is held, as a slow disk does.
final class HeldJournal: Journal {
    private struct State {
        var isHeld = false
        var isReplaced = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let inner = MemoryJournal(epoch: "test")
    private let state = Mutex(State())

    var epoch: String { inner.epoch }

    func notices() -> AsyncStream<JournalNotice> { inner.notices() }

    var isShared: Bool { inner.isShared }

    func takeTurn(on stream: StreamID, withinMilliseconds: Int) async -> Bool {
        await inner.takeTurn(on: stream, withinMilliseconds: withinMilliseconds)
    }

    func endTurn(on stream: StreamID) { inner.endTurn(on: stream) }

    func hold() { state.withLock { $0.isHeld = true } }

    func release() {
        let waiters = state.withLock { state in
            defer { state = State() }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Another history from now on, as after a failover.
    func replace() { state.withLock { $0.isReplaced = true } }

    func heads() async throws(JournalFailure) -> [StreamHead] { try await inner.heads() }

    func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead {
        if state.withLock({ $0.isReplaced }) { throw .replaced("a test") }
        return try await inner.head(of: stream)
    }

    func records(
        of stream: StreamID, after position: Int, limit: Int
    ) async throws(JournalFailure) -> [StoredRecord] {
        try await inner.records(of: stream, after: position, limit: limit)
    }

    func receipt(
        of stream: StreamID, actor: Actor.Identity, key: CommandKey
    ) async throws(JournalFailure) -> Receipt? {
        try await inner.receipt(of: stream, actor: actor, key: key)
    }

    func append(_ append: Append) async throws(JournalFailure) {
        await withCheckedContinuation { continuation in
            let mayGo = state.withLock { state in
                if state.isHeld { state.waiters.append(continuation) }
                return !state.isHeld
            }
            if mayGo { continuation.resume() }
        }
        try await inner.append(append)
    }
}
