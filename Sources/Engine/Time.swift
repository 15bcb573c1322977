package import Domain

/// What time it is and how to wait for a later one, so that tests can hold the clock.
package protocol TimeSource: Sendable {
    /// This moment by the wall clock.
    var now: Instant { get }

    /// Returns at that moment, or sooner; who needs it exactly looks at `now` and sleeps again.
    ///
    /// Throws `CancellationError` as soon as the task is cancelled.
    func sleep(untilOrSooner moment: Instant) async throws
}

/// The machine's own time.
///
/// The wall clock is read by a closure, because this room imports no clock with a calendar: the
/// program that starts the engine passes one.
package struct SystemTime: TimeSource {
    private let wallClock: @Sendable () -> Instant

    package init(wallClock: @escaping @Sendable () -> Instant) { self.wallClock = wallClock }

    package var now: Instant { wallClock() }

    package func sleep(untilOrSooner moment: Instant) async throws {
        let milliseconds = max(0, moment.milliseconds - now.milliseconds)
        try await Task.sleep(for: .milliseconds(milliseconds))
    }
}
