internal import Synchronization

/// Joins appends that wait for a store into batches, so that many share one transaction.
///
/// One drain at a time: while it waits for the disk, the next appends gather. An append isn't taken
/// back when the task that asked for it is cancelled.
package final class AppendQueue: Sendable {
    /// What became of one append.
    package typealias Outcome = Result<Void, JournalFailure>

    private let waitingMost: Int
    private let perCommitMost: Int
    private let state = Mutex(State())

    /// At most `waitingMost` appends wait, and at most `perCommitMost` of them go into one batch.
    package init(waitingMost: Int, perCommitMost: Int) {
        self.waitingMost = waitingMost
        self.perCommitMost = perCommitMost
    }

    /// What was committed through this queue, and what waits in it now.
    package var statistics: JournalStatistics {
        state.withLock { state in
            var statistics = state.statistics
            statistics.appendsWaiting = state.waiting.count
            return statistics
        }
    }

    /// Waits until this append was in a batch; throws what became of it, and `unavailable` at once
    /// when too many wait.
    ///
    /// `start` is called when nobody drains: it lets the store's writer call `drain`, elsewhere.
    package func append(
        _ append: Append, start: () -> Void
    ) async throws(JournalFailure) {
        let outcome: Outcome = await withCheckedContinuation { continuation in
            let turn = state.withLock {
                $0.join(Waiting(append: append, continuation: continuation), most: waitingMost)
            }
            switch turn {
            case .waits: break
            case .drains: start()
            case .full:
                continuation.resume(
                    returning: .failure(
                        .unavailable("\(waitingMost) appends already wait for the disk")))
            }
        }
        try outcome.get()
    }

    /// Lets the store commit the next batch and tells each append its outcome, in their order.
    ///
    /// Returns whether others wait meanwhile: the caller then drains again, and nobody else does.
    package func drain(_ commit: ([Append]) -> [Outcome]) -> Bool {
        let batch = state.withLock { $0.take(perCommitMost) }
        let outcomes = commit(batch.map(\.append))
        precondition(outcomes.count == batch.count, "a commit tells the outcome of each append")
        state.withLock { $0.count(batch.map(\.append), outcomes) }
        for (waiting, outcome) in zip(batch, outcomes) {
            waiting.continuation.resume(returning: outcome)
        }
        return state.withLock { $0.goesOn() }
    }

    private struct Waiting: Sendable {
        let append: Append
        let continuation: CheckedContinuation<Outcome, Never>
    }

    private enum Turn { case waits, drains, full }

    private struct State {
        var waiting: [Waiting] = []
        var isDraining = false
        var statistics = JournalStatistics()

        mutating func join(_ newcomer: Waiting, most: Int) -> Turn {
            guard waiting.count < most else { return .full }
            waiting.append(newcomer)
            if isDraining { return .waits }
            isDraining = true
            return .drains
        }

        mutating func take(_ most: Int) -> [Waiting] {
            let batch = Array(waiting.prefix(most))
            waiting.removeFirst(batch.count)
            statistics.appendsCommitting = batch.count
            return batch
        }

        mutating func goesOn() -> Bool {
            isDraining = !waiting.isEmpty
            return isDraining
        }

        mutating func count(_ appends: [Append], _ outcomes: [Outcome]) {
            statistics.appendsCommitting = 0
            let stored = zip(appends, outcomes).filter { $0.1.isSuccess }.map(\.0)
            statistics.commits += stored.isEmpty ? 0 : 1
            statistics.appends += stored.count
            statistics.records += stored.reduce(0) { $0 + $1.records.count }
            statistics.failures += appends.count - stored.count
        }
    }
}

extension Result where Success == Void, Failure == JournalFailure {
    /// Whether the append was stored.
    package var isSuccess: Bool {
        if case .success = self { true } else { false }
    }
}

/// What the store has done since it was opened, and what it is doing.
package struct JournalStatistics: Sendable, Equatable {
    /// Transactions that were made durable.
    package var commits = 0
    /// Appends within them.
    package var appends = 0
    /// Records within those.
    package var records = 0
    /// Appends that were not stored, or perhaps not.
    package var failures = 0
    /// Appends in the commit that is being made now.
    package var appendsCommitting = 0
    /// Appends that wait for the next one.
    package var appendsWaiting = 0

    package init() {}
}
