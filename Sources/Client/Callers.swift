import Synchronization

/// One task that waits for a value of the event loop, and may be cancelled before it came there.
final class Caller<Value: Sendable>: Sendable {
    typealias Waiter = CheckedContinuation<Result<Value, CallFailure>, Never>

    let waiter: Waiter
    private let cancelled: Flag

    init(_ waiter: Waiter, cancelled: Flag) {
        self.waiter = waiter
        self.cancelled = cancelled
    }

    var isCancelled: Bool { cancelled.isRaised }
}

/// Something that is so from one moment on, seen from every thread.
final class Flag: Sendable {
    private let value = Atomic(false)

    var isRaised: Bool { value.load(ordering: .acquiring) }

    /// Raises it; false when it was raised already.
    @discardableResult
    func raise() -> Bool { !value.exchange(true, ordering: .acquiringAndReleasing) }
}

/// The tasks that wait for values of one kind, each resumed once.
struct Callers<Value: Sendable> {
    private var waiting: [Int: Caller<Value>.Waiter] = [:]

    var isEmpty: Bool { waiting.isEmpty }

    /// Keeps the caller until it is resumed; false, and resumed, when it was cancelled already.
    mutating func add(_ caller: Caller<Value>, _ number: Int) -> Bool {
        guard !caller.isCancelled else {
            caller.waiter.resume(returning: .failure(.cancelled))
            return false
        }
        waiting[number] = caller.waiter
        return true
    }

    @discardableResult
    mutating func resume(_ number: Int, with result: Result<Value, CallFailure>) -> Bool {
        guard let waiter = waiting.removeValue(forKey: number) else { return false }
        waiter.resume(returning: result)
        return true
    }

    mutating func resumeAll(with result: Result<Value, CallFailure>) {
        let (all, _) = (waiting, waiting = [:])
        for waiter in all.values { waiter.resume(returning: result) }
    }
}
