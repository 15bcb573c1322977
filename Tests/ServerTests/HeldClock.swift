import Domain
import Engine
import Synchronization

/// A wall clock that stands still until a test moves it, also backwards.
final class HeldClock: TimeSource {
    private let moment: Mutex<Instant>

    init(_ moment: Instant) { self.moment = Mutex(moment) }

    var now: Instant {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    func advance(seconds: Int) { moment.withLock { $0 = $0.advanced(bySeconds: seconds) } }

    /// Soon, so that whoever waits sees a moved clock.
    func sleep(untilOrSooner moment: Instant) async throws {
        try await Task.sleep(for: .milliseconds(10))
    }
}
