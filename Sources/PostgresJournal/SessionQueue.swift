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

    /// Runs this after so many milliseconds, in turn with the actor's own work.
    func later(milliseconds: Int, _ work: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds), execute: work)
    }

    /// Tells, in turn with the actor's own work, whenever there is something to read.
    func source(reading descriptor: CInt) -> any DispatchSourceRead {
        DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    }
}
