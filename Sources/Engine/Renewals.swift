import Synchronization

/// Lets many who want the same thing read anew share few readings: one at a time, with a pause
/// between two, and never one that began before it was asked for.
package final class Renewals: Sendable {
    /// How many may wait for a reading; one more is told at once that it wasn't done.
    package static let waitingMost = 1_024
    /// Milliseconds between the end of one reading and the begin of the next. By the machine's own
    /// clock: nothing that is stored rests on it.
    package static let pauseMilliseconds = 2

    private enum Part: Sendable {
        case reads
        case shares(Bool)
    }

    private struct State {
        var isReading = false
        var waiters: [CheckedContinuation<Part, Never>] = []
        var end: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    package init() {}

    /// How many wait for a reading that hasn't begun.
    package var waiting: Int { state.withLock { $0.waiters.count } }

    /// Waits for a reading that begins after this; gives what it gave.
    package func share(_ read: () async -> Bool) async -> Bool {
        if case .shares(let isRead) = await join() { return isRead }
        if let end = state.withLock({ $0.end }) {
            let next = end + .milliseconds(Self.pauseMilliseconds)
            if next > .now { try? await Task.sleep(until: next, clock: .continuous) }
        }
        let sharing = state.withLock { state in
            defer { state.waiters = [] }
            return state.waiters
        }
        let isRead = await read()
        let next = state.withLock { state in
            state.end = .now
            state.isReading = !state.waiters.isEmpty
            return state.isReading ? state.waiters.removeFirst() : nil
        }
        next?.resume(returning: .reads)
        for waiter in sharing { waiter.resume(returning: .shares(isRead)) }
        return isRead
    }

    private func join() async -> Part {
        await withCheckedContinuation { continuation in
            let part = state.withLock { state -> Part? in
                if !state.isReading {
                    state.isReading = true
                    return .reads
                }
                if state.waiters.count >= Self.waitingMost { return .shares(false) }
                state.waiters.append(continuation)
                return nil
            }
            if let part { continuation.resume(returning: part) }
        }
    }
}
