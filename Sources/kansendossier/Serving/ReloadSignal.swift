@preconcurrency import Dispatch
import Glibc

/// The wish of the operator that the running server reads its settings again.
enum ReloadSignal {
    /// Yields at each SIGHUP, which no longer ends the process; several in a moment are one.
    static func all() -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            signal(SIGHUP, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            StopSignal.unblock(SIGHUP)
            continuation.onTermination = { _ in source.cancel() }
        }
    }
}
