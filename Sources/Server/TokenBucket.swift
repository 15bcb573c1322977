/// How often something may happen: so many at once, and so many a second in the long run.
package struct TokenBucket: Sendable, Equatable {
    private var perSecond: Int
    private var burst: Int
    /// In thousandths of one, so that no fraction is lost.
    private var thousandths: Int
    private var filledAt: Int

    /// A full bucket at that moment, in milliseconds of a clock that never goes back.
    package init(perSecond: Int, burst: Int, at milliseconds: Int) {
        self.perSecond = perSecond
        self.burst = burst
        thousandths = burst * 1000
        filledAt = milliseconds
    }

    /// Goes by other numbers from this moment on; what there was to take stays, up to the new burst.
    package mutating func hold(to perSecond: Int, burst: Int, at milliseconds: Int) {
        guard (perSecond, burst) != (self.perSecond, self.burst) else { return }
        fill(at: milliseconds)
        (self.perSecond, self.burst) = (perSecond, burst)
        thousandths = min(thousandths, burst * 1000)
    }

    /// Takes one if there is one.
    package mutating func take(at milliseconds: Int) -> Bool {
        fill(at: milliseconds)
        guard thousandths >= 1000 else { return false }
        thousandths -= 1000
        return true
    }

    /// After how many milliseconds there is one to take.
    package var waitMilliseconds: Int {
        thousandths >= 1000 ? 0 : (1000 - thousandths + perSecond - 1) / perSecond
    }

    /// Whether nothing was taken for so long that forgetting it makes no difference.
    package mutating func isFull(at milliseconds: Int) -> Bool {
        fill(at: milliseconds)
        return thousandths == burst * 1000
    }

    private mutating func fill(at milliseconds: Int) {
        let passed = max(0, milliseconds - filledAt)
        filledAt = max(filledAt, milliseconds)
        // One that is full stays full, however long ago that was.
        let enough = burst * 1000 / perSecond + 1
        thousandths = min(burst * 1000, thousandths + min(passed, enough) * perSecond)
    }
}
