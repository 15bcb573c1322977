internal import Dispatch

/// A thread's worth of order for calls that block: an actor runs on it without holding up others.
final class SessionQueue: SerialExecutor {
    private let queue: DispatchQueue

    init(name: String) { queue = DispatchQueue(label: name) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }

    /// Runs this later, in turn with the actor's own work.
    func later(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
}
