/// When a lost server is tried again: at once, then after ever longer pauses, so that a database
/// that comes back isn't stormed.
package struct Reconnection: Sendable {
    package static let pauseMillisecondsLeast = 50
    package static let pauseMillisecondsMost = 5_000

    /// How long the pause after the last failure is; 0 when connecting went well.
    package private(set) var pauseMilliseconds = 0
    private var next: ContinuousClock.Instant?

    package init() {}

    /// Whether the pause after the last failure isn't over at this moment.
    package func waits(at now: ContinuousClock.Instant) -> Bool {
        next.map { now < $0 } ?? false
    }

    /// Notes that connecting failed: the next pause is twice the last one.
    package mutating func fail(at now: ContinuousClock.Instant) {
        pauseMilliseconds = min(
            max(Self.pauseMillisecondsLeast, 2 * pauseMilliseconds), Self.pauseMillisecondsMost)
        next = now + .milliseconds(pauseMilliseconds)
    }

    /// Notes that connecting went well.
    package mutating func succeed() { self = Reconnection() }
}
