/// How long to wait before connecting again: full jitter, in a span that doubles with each attempt
/// that failed, so that thousands of clients don't come back at once.
package struct Backoff: Sendable, Equatable {
    package let least: Duration
    package let most: Duration

    package init(least: Duration, most: Duration) {
        self.least = least
        self.most = most
    }

    /// A wait between `least` and `most`.
    ///
    /// The span begins as wide as `least`; after a code that says that there is too much of
    /// something (1013 and 4290 to 4299) it begins eight times as wide.
    package func delay(
        attempt: Int, after code: UInt16, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let isCrowded = code == 1013 || (4290...4299).contains(code)
        let doublings = min(30, max(0, attempt) + (isCrowded ? 3 : 0))
        let span = min(most - least, least * (1 << doublings))
        guard span > .zero else { return least }
        return min(most, least + span * Double.random(in: 0...1, using: &generator))
    }
}
