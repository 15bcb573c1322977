/// How fast requests may go out, so that the server's own limit is never met: a bucket of tokens
/// that fills with time.
package struct Pace: Equatable {
    private let perSecond: Double
    private let burst: Double
    private var tokens: Double
    private var filledAt: Duration
    private var heldUntil: Duration

    /// A full bucket of `burst` tokens; numbers under 1 count as 1.
    package init(perSecond: Int, burst: Int, at now: Duration) {
        self.perSecond = Double(max(1, perSecond))
        self.burst = Double(max(1, burst))
        tokens = self.burst
        filledAt = now
        heldUntil = now
    }

    /// Takes a token, or says that there is none.
    package mutating func take(at now: Duration) -> Bool {
        guard now >= heldUntil else { return false }
        fill(at: now)
        // A billionth of a token is what rounding may lose.
        guard tokens >= 1 - 1e-9 else { return false }
        tokens -= 1
        return true
    }

    /// When there will be a token; `now` or earlier when there is one.
    package func available(at now: Duration) -> Duration {
        let held = tokens + max(0, (now - filledAt) / .seconds(1)) * perSecond
        let missing = max(0, 1 - held)
        return max(heldUntil, now + .seconds(missing / perSecond))
    }

    /// The server refused one as too many: nothing goes out until then, and slowly afterwards.
    package mutating func rest(until moment: Duration) {
        tokens = 1
        filledAt = max(filledAt, moment)
        heldUntil = max(heldUntil, moment)
    }

    private mutating func fill(at now: Duration) {
        guard now > filledAt else { return }
        tokens = min(burst, tokens + (now - filledAt) / .seconds(1) * perSecond)
        filledAt = now
    }
}
