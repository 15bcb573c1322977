import Domain
import Engine
import Synchronization
import Wire

/// A memory journal that fails as it is told to, and that can hold an append until it is released.
final class TroubledJournal: Journal {
    /// What happens to one append instead of being stored.
    enum Trouble: Sendable, Equatable {
        /// Refused as if somebody else wrote the stream.
        case conflict
        case unavailable
        /// Not stored, but nobody can say so.
        case lostUnseen
        /// Stored, but nobody can say so.
        case storedUnseen
        /// Stored after others have had their turn.
        case slow
    }

    private struct State {
        var script: [StreamID: [Trouble?]] = [:]
        var unreadable: [StreamID: Int] = [:]
        var holds: Set<StreamID> = []
        var held: [StreamID: CheckedContinuation<Void, Never>] = [:]
        var waiters: [StreamID: CheckedContinuation<Void, Never>] = [:]
        var stored: [StreamID: Int] = [:]
        var appends: [Append] = []
        var readings = 0
    }

    let inner: MemoryJournal
    /// Where notices come from instead of the inner journal, when a test posts them itself.
    let board: NoticeBoard?
    private let state = Mutex(State())
    private let draw: @Sendable (Append) -> Trouble?

    init(
        _ inner: MemoryJournal, board: NoticeBoard? = nil,
        draw: @escaping @Sendable (Append) -> Trouble? = { _ in nil }
    ) {
        self.inner = inner
        self.board = board
        self.draw = draw
    }

    var epoch: String { inner.epoch }

    func notices() -> AsyncStream<JournalNotice> { board?.listen() ?? inner.notices() }

    var isShared: Bool { inner.isShared }

    func takeTurn(on stream: StreamID, withinMilliseconds: Int) async -> Bool {
        await inner.takeTurn(on: stream, withinMilliseconds: withinMilliseconds)
    }

    func endTurn(on stream: StreamID) { inner.endTurn(on: stream) }

    /// The appends that were stored, in order.
    var appends: [Append] { state.withLock { $0.appends } }

    /// How often somebody read records or a receipt.
    var readings: Int { state.withLock { $0.readings } }

    /// What happens to the next appends of this stream, in order.
    func meet(_ troubles: [Trouble?], in stream: StreamID) {
        state.withLock { $0.script[stream] = troubles }
    }

    /// Lets so many of the next readings of this stream fail.
    func failReadings(of stream: StreamID, _ count: Int) {
        state.withLock { $0.unreadable[stream] = count }
    }

    /// Holds the next append of this stream until `release`.
    func hold(_ stream: StreamID) { state.withLock { _ = $0.holds.insert(stream) } }

    /// Returns when an append of this stream is being held.
    func untilHeld(_ stream: StreamID) async {
        await withCheckedContinuation { continuation in
            let isHeld = state.withLock { state in
                if state.held[stream] != nil { return true }
                state.waiters[stream] = continuation
                return false
            }
            if isHeld { continuation.resume() }
        }
    }

    func release(_ stream: StreamID) {
        let held = state.withLock { $0.held.removeValue(forKey: stream) }
        held?.resume()
    }

    /// The last position of this stream that is durable.
    func stored(_ stream: StreamID) -> Int { state.withLock { $0.stored[stream] ?? 0 } }

    func heads() async throws(JournalFailure) -> [StreamHead] { try await inner.heads() }

    func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead {
        try await inner.head(of: stream)
    }

    func records(
        of stream: StreamID, after position: Int, limit: Int
    ) async throws(JournalFailure) -> [StoredRecord] {
        try failIfUnreadable(stream)
        return try await inner.records(of: stream, after: position, limit: limit)
    }

    func receipt(
        of stream: StreamID, actor: Actor.Identity, key: CommandKey
    ) async throws(JournalFailure) -> Receipt? {
        try failIfUnreadable(stream)
        return try await inner.receipt(of: stream, actor: actor, key: key)
    }

    func append(_ append: Append) async throws(JournalFailure) {
        await passGate(append.stream)
        let trouble = state.withLock { state -> Trouble? in
            guard let script = state.script[append.stream], !script.isEmpty else {
                return draw(append)
            }
            return state.script[append.stream]?.removeFirst()
        }
        switch trouble {
        case .conflict: throw .conflict(actualPosition: append.expectedPosition)
        case .unavailable: throw .unavailable("no room")
        case .lostUnseen: throw .unknownOutcome("lost")
        case .storedUnseen:
            try await store(append)
            throw .unknownOutcome("stored")
        case .slow:
            for _ in 0..<5 { await Task.yield() }
            try await store(append)
        case nil: try await store(append)
        }
    }

    private func store(_ append: Append) async throws(JournalFailure) {
        try await inner.append(append)
        state.withLock { state in
            state.stored[append.stream] = append.expectedPosition + append.records.count
            state.appends.append(append)
        }
    }

    private func failIfUnreadable(_ stream: StreamID) throws(JournalFailure) {
        let fails = state.withLock { state in
            state.readings += 1
            guard let count = state.unreadable[stream], count > 0 else { return false }
            state.unreadable[stream] = count - 1
            return true
        }
        if fails { throw .unavailable("unreadable") }
    }

    private func passGate(_ stream: StreamID) async {
        guard state.withLock({ $0.holds.remove(stream) != nil }) else { return }
        await withCheckedContinuation { continuation in
            let waiter = state.withLock { state in
                state.held[stream] = continuation
                return state.waiters.removeValue(forKey: stream)
            }
            waiter?.resume()
        }
    }
}
