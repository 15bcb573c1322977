@preconcurrency import Dispatch
import Glibc

/// The wish of the operator or the system that this process ends.
enum StopSignal {
    /// Yields once, at the first SIGTERM or SIGINT; the second one, of either, ends the process as
    /// if nobody listened.
    static func first() -> AsyncStream<Void> {
        AsyncStream { continuation in
            let sources = [SIGTERM, SIGINT].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler {
                    for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
                    continuation.yield()
                    continuation.finish()
                }
                source.resume()
                return source
            }
            unblock(SIGTERM, SIGINT)
            continuation.onTermination = { reason in
                // Kept alive until somebody stops waiting; after a signal they have done their work.
                if case .cancelled = reason { for source in sources { source.cancel() } }
            }
        }
    }

    /// A child that was started from a thread with blocked signals would never hear them.
    static func unblock(_ numbers: Int32...) {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
}
