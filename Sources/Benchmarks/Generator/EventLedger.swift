import Synchronization

/// Every event of one load: when it was meant to be sent, and when the last watcher had it.
///
/// Shared by all event loops of the generator, and asked once an event by each.
final class EventLedger: Sendable {
    private struct State {
        var intended: [UInt64] = []
        var crewsLeft: [Int] = []
        var completed = 0
        var lastCompletion: UInt64 = 0
        var toAll = Latencies()
        var onCompletion: @Sendable (Int) -> Void = { _ in }
    }

    private let state = Mutex(State())
    private let crews: Int

    /// A ledger for watchers that are spread over so many event loops.
    init(crews: Int) { self.crews = crews }

    /// Begins a new load; the body is told how many events have reached all, on any event loop.
    func begin(_ onCompletion: @escaping @Sendable (Int) -> Void) {
        state.withLock {
            $0 = State()
            $0.onCompletion = onCompletion
        }
    }

    /// Notes the next event, before it is sent.
    func append(intended moment: UInt64) {
        state.withLock {
            $0.intended.append(moment)
            $0.crewsLeft.append(crews)
        }
    }

    /// When an event was meant to be sent; nil for one that wasn't sent here.
    func intended(of event: Int) -> UInt64? {
        state.withLock { $0.intended.indices.contains(event) ? $0.intended[event] : nil }
    }

    /// Notes that every watcher of one event loop has the event.
    func reachedCrew(_ event: Int, at moment: UInt64) {
        let completion = state.withLock { state -> (Int, @Sendable (Int) -> Void)? in
            state.crewsLeft[event] -= 1
            guard state.crewsLeft[event] == 0 else { return nil }
            state.completed += 1
            state.lastCompletion = max(state.lastCompletion, moment)
            state.toAll.note(nanoseconds: moment - min(moment, state.intended[event]))
            return (state.completed, state.onCompletion)
        }
        if let (completed, tell) = completion { tell(completed) }
    }

    /// Tells nobody any more; gives the time from each event's moment to the last watcher having it, and when the last one of all had.
    func end() -> (toAll: Latencies, lastCompletion: UInt64, completed: Int) {
        state.withLock {
            $0.onCompletion = { _ in }
            return ($0.toAll, $0.lastCompletion, $0.completed)
        }
    }
}
