package import Domain
internal import Synchronization

/// What a store tells of what was stored in it, so that nodes that share it follow each other.
package enum JournalNotice: Sendable, Equatable {
    /// The stream has records up to this position; who holds less of it reads what is missing.
    case stored(StreamID, position: Int)
    /// Something may have been stored untold: look at every stream that you hold.
    case missed
}

/// Tells everybody who listens to a store what was stored.
///
/// A listener that is slower than the store keeps one notice for each stream, the latest; beyond
/// `streamsMost` of them it is told `missed` instead.
package final class NoticeBoard: Sendable {
    /// How many streams' notices wait for one listener; with one more they become one `missed`.
    package static let streamsMost = 4_096

    private struct Listener: Sendable { weak var box: NoticeBox? }

    private struct State {
        var listeners: [Listener] = []
        var isOpen: Bool

        /// Those who still listen.
        mutating func boxes() -> [NoticeBox] {
            listeners.removeAll { $0.box == nil }
            return listeners.compactMap(\.box)
        }
    }

    private let state: Mutex<State>

    /// Open when everything that is stored is posted already; otherwise it opens with the first
    /// `missed` that is posted.
    package init(isOpen: Bool) { state = Mutex(State(isOpen: isOpen)) }

    /// What is posted from now on, after a first `missed`: at once, or when the board opens. The
    /// listener is forgotten when it lets go of the stream.
    package func listen() -> AsyncStream<JournalNotice> {
        let box = state.withLock { state in
            let box = NoticeBox(streamsMost: Self.streamsMost)
            if state.isOpen { box.put(.missed) }
            state.listeners.append(Listener(box: box))
            return box
        }
        return AsyncStream(unfolding: { await box.next() }, onCancel: { box.end() })
    }

    /// Tells everybody who listens.
    package func post(_ notice: JournalNotice) {
        let boxes = state.withLock { state in
            if notice == .missed { state.isOpen = true }
            return state.boxes()
        }
        for box in boxes { box.put(notice) }
    }

    /// Lets every listener come to its end, once it took what waits.
    package func end() {
        for box in state.withLock({ $0.boxes() }) { box.end() }
    }
}

/// What one listener has not taken yet.
private final class NoticeBox: Sendable {
    private struct State {
        var positions: [StreamID: Int] = [:]
        var isMissed = false
        var isEnded = false
        var waiter: CheckedContinuation<Void, Never>?

        mutating func wake() -> CheckedContinuation<Void, Never>? {
            defer { waiter = nil }
            return waiter
        }

        mutating func take() -> JournalNotice? {
            if isMissed {
                isMissed = false
                return .missed
            }
            return positions.popFirst().map { .stored($0.key, position: $0.value) }
        }
    }

    private let state = Mutex(State())
    private let streamsMost: Int

    init(streamsMost: Int) { self.streamsMost = streamsMost }

    func put(_ notice: JournalNotice) {
        let waiter = state.withLock { state in
            switch notice {
            case .missed: state.isMissed = true
            case .stored(let stream, let position):
                if state.positions[stream] == nil, state.positions.count == streamsMost {
                    state.positions = [:]
                    state.isMissed = true
                } else {
                    state.positions[stream] = max(position, state.positions[stream] ?? 0)
                }
            }
            return state.wake()
        }
        waiter?.resume()
    }

    func end() {
        let waiter = state.withLock { state in
            state.isEnded = true
            return state.wake()
        }
        waiter?.resume()
    }

    func next() async -> JournalNotice? {
        while true {
            let (notice, isEnded) = state.withLock { ($0.take(), $0.isEnded) }
            if notice != nil || isEnded { return notice }
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.isMissed || state.isEnded || !state.positions.isEmpty { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        }
    }
}
