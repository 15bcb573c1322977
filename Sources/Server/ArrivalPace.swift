import Synchronization

/// Spreads the opening handshakes of connections that come at once: so many a second begin, others
/// wait for their turn, and who would wait too long isn't heard.
///
/// TLS takes most of what a connection costs before anybody knows whose it is. With a pace, a flood
/// of connections, or everybody coming back at once, leaves processor time to those who are in.
package final class ArrivalPace: Sendable {
    /// The moment, in microseconds, at which a whole second's connections may begin at once again.
    private let restedAt = Mutex(Int.min / 2)

    /// A pace that nobody has come near to yet.
    package init() {}

    /// After how many microseconds a connection that comes now may begin; nil when that is more
    /// than `waitMicrosecondsMost`.
    ///
    /// At once after a quiet time are as many as in a second in the long run. `now` is in
    /// microseconds of a clock that never goes back.
    package func wait(at now: Int, perSecond: Int, waitMicrosecondsMost: Int) -> Int? {
        let second = 1_000_000
        return restedAt.withLock { restedAt in
            let rested = max(restedAt, now) + second / perSecond
            let wait = max(0, rested - now - second)
            guard wait <= waitMicrosecondsMost else { return nil }
            restedAt = rested
            return wait
        }
    }
}
