package import Domain
import Engine
import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualTime: TimeSource {
    private struct State {
        var now: Instant
        var sleepers: [Int: (until: Instant, continuation: CheckedContinuation<Void, any Error>)] =
            [:]
        var nextSleeper = 0
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        mutating func takeSatisfiedWaiters() -> [CheckedContinuation<Void, Never>] {
            let count = sleepers.count
            let satisfied = waiters.filter { $0.count <= count }.map(\.continuation)
            waiters.removeAll { $0.count <= count }
            return satisfied
        }
    }

    private let state: Mutex<State>

    /// Stands at that moment; by default at 1 January 2027, 00:00 UTC.
    package init(_ now: Instant = Instant(milliseconds: 1_798_761_600_000)) {
        state = Mutex(State(now: now))
    }

    package var now: Instant { state.withLock { $0.now } }

    package func sleep(untilOrSooner moment: Instant) async throws {
        let number = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (isOver, satisfied) = state.withLock { state in
                    if Task.isCancelled || moment <= state.now {
                        return (true, [CheckedContinuation<Void, Never>]())
                    }
                    state.sleepers[number] = (moment, continuation)
                    return (false, state.takeSatisfiedWaiters())
                }
                if isOver { continuation.resume() }
                for waiter in satisfied { waiter.resume() }
            }
            try Task.checkCancellation()
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: number) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Returns when at least so many sleep.
    package func untilSleeping(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// Moves the clock, wakes whoever is due, and returns when as many sleep again as before: what
    /// they did in between has been done.
    package func advance(seconds: Int) async {
        let (due, count) = state.withLock { state in
            state.now = state.now.advanced(bySeconds: seconds)
            let now = state.now
            let count = state.sleepers.count
            let due = state.sleepers.filter { $0.value.until <= now }
            for number in due.keys { state.sleepers[number] = nil }
            return (due.values.map(\.continuation), count)
        }
        for continuation in due { continuation.resume() }
        await untilSleeping(count)
    }
}
