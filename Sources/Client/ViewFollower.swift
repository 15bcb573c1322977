import NIOCore
import Synchronization

/// The newest state of one view, kept while the client runs.
///
/// Only the newest state is kept: who looks seldom misses states in between, never the last one, and
/// costs no memory.
public final class ViewFollower: Sendable {
    /// Why nothing more will come.
    enum Ending: Sendable {
        case left
        case failed(CallFailure)
    }

    /// What a look at the view finds.
    enum Look: Sendable {
        case state(ViewState, version: Int)
        case ended(CallFailure?)
        case overdue
    }

    private struct Shown {
        var state: ViewState
        var version = 1
        var statistics = ViewStatistics()
        var ending: Ending?
        var lastWaiter = 0
        /// Nil for one that isn't asleep yet.
        var waiters: [Int: CheckedContinuation<Void, Never>?] = [:]
    }

    /// The name of the stream, such as `round/venlo-2019`.
    public let stream: String
    /// The name of the view.
    public let view: String
    private let shown: Mutex<Shown>
    private let loop: any EventLoop
    private let leave: @Sendable () -> Void

    init(_ state: ViewState, loop: any EventLoop, leave: @escaping @Sendable () -> Void) {
        stream = state.stream
        view = state.view
        shown = Mutex(Shown(state: state))
        self.loop = loop
        self.leave = leave
    }

    /// The newest state; after the end, the last one.
    public var current: ViewState { shown.withLock { $0.state } }

    /// What the following took until now.
    public var statistics: ViewStatistics { shown.withLock { $0.statistics } }

    /// The state now and after every change, the newest only; ends when the view is left or the
    /// client closed, and throws when the server ends it.
    public var updates: Updates { Updates(follower: self) }

    /// Ends the following for everyone who uses it.
    public func end() { leave() }

    /// The first state that fits, beginning with the one now.
    ///
    /// States that come too fast are skipped, so ask for what stays so. Throws
    /// `CallFailure.timedOut` when none fitted in time, and whatever ends the view.
    public func first(
        within time: Duration = .seconds(30), where fits: (ViewState) throws -> Bool
    ) async throws -> ViewState {
        let deadline =
            NIODeadline.now() + .nanoseconds(Int64((time / .nanoseconds(1)).rounded(.up)))
        var seen = 0
        while true {
            switch await look(after: seen, until: deadline) {
            case .state(let state, let version):
                if try fits(state) { return state }
                seen = version
            case .ended(let failure): throw failure ?? .closed
            case .overdue: throw CallFailure.timedOut
            }
        }
    }
}

// MARK: - The client's side

extension ViewFollower {
    func show(_ state: ViewState, _ statistics: ViewStatistics) {
        let sleepers = shown.withLock { shown in
            shown.statistics = statistics
            guard shown.state != state else { return [CheckedContinuation<Void, Never>]() }
            shown.state = state
            shown.version += 1
            return Self.wakeAll(&shown)
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    func finish(_ ending: Ending) {
        let sleepers = shown.withLock { shown in
            shown.ending = shown.ending ?? ending
            return Self.wakeAll(&shown)
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    private static func wakeAll(_ shown: inout Shown) -> [CheckedContinuation<Void, Never>] {
        let sleepers = shown.waiters.values.compactMap { $0 }
        shown.waiters = [:]
        return sleepers
    }
}

// MARK: - The reader's side

extension ViewFollower {
    /// Waits for a state after that version.
    func look(after version: Int, until deadline: NIODeadline? = nil) async -> Look {
        while true {
            if Task.isCancelled { return .ended(.cancelled) }
            if let found = shown.withLock({ Self.found($0, after: version) }) { return found }
            if let deadline, NIODeadline.now() >= deadline { return .overdue }
            await sleep(after: version, until: deadline)
        }
    }

    private static func found(_ shown: Shown, after version: Int) -> Look? {
        if shown.version > version { return .state(shown.state, version: shown.version) }
        switch shown.ending {
        case nil: return nil
        case .left, .failed(.closed): return .ended(nil)
        case .failed(let failure): return .ended(failure)
        }
    }

    /// Sleeps until something changes, the deadline passes or the task is cancelled.
    private func sleep(after version: Int, until deadline: NIODeadline?) async {
        let waiter = shown.withLock { shown in
            shown.lastWaiter += 1
            shown.waiters[shown.lastWaiter] = .some(nil)
            return shown.lastWaiter
        }
        let alarm = deadline.map { loop.scheduleTask(deadline: $0) { self.wake(waiter) } }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustSleep = shown.withLock { shown in
                    // Woken before it slept, or there is something to see.
                    guard shown.waiters[waiter] != nil, Self.found(shown, after: version) == nil
                    else { return false }
                    shown.waiters[waiter] = .some(continuation)
                    return true
                }
                if !mustSleep { continuation.resume() }
            }
        } onCancel: {
            wake(waiter)
        }
        alarm?.cancel()
        shown.withLock { _ = $0.waiters.removeValue(forKey: waiter) }
    }

    private func wake(_ waiter: Int) {
        let sleeper = shown.withLock { $0.waiters.removeValue(forKey: waiter) ?? nil }
        sleeper?.resume()
    }
}

extension ViewFollower {
    /// The states of a view as they come, each reader at its own pace.
    public struct Updates: AsyncSequence, Sendable {
        /// Whole states.
        public typealias Element = ViewState
        /// Why the server ended the view.
        public typealias Failure = CallFailure

        let follower: ViewFollower

        /// A reader that begins with the state of now.
        public func makeAsyncIterator() -> Iterator { Iterator(follower: follower) }

        /// One reader.
        public struct Iterator: AsyncIteratorProtocol {
            /// Whole states.
            public typealias Element = ViewState
            /// Why the server ended the view.
            public typealias Failure = CallFailure

            let follower: ViewFollower
            private var version = 0
            private var isOver = false

            init(follower: ViewFollower) { self.follower = follower }

            /// The newest state that this reader has not seen, or nil at the end.
            public mutating func next() async throws(CallFailure) -> ViewState? {
                guard !isOver else { return nil }
                switch await follower.look(after: version) {
                case .state(let state, let version):
                    self.version = version
                    return state
                case .ended(let failure):
                    isOver = true
                    if let failure, failure != .cancelled { throw failure }
                    return nil
                case .overdue: return nil
                }
            }
        }
    }
}
