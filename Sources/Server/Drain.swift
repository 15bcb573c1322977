/// How a stopping server lets its connections go: everybody is told when to come back, and then
/// they end in batches, so that they neither leave nor return all in one moment.
///
/// Until its turn comes a connection is served as ever.
package struct Drain: Sendable, Equatable {
    /// Milliseconds over which the batches are spread at most; 0 ends all of them at once.
    package var spreadMilliseconds = 20_000
    /// Milliseconds between two batches at most; each pause is drawn from the upper half of it.
    package var pauseMillisecondsMost = 100
    /// The connections in one batch at least, so that a small server stops at once.
    package var batchLeast = 25
    /// Milliseconds after the last batch for commands under way to be answered and for peers to
    /// say goodbye; what is left then is cut.
    package var finishMilliseconds = 5_000
    /// Milliseconds that clients are told to wait at most after the last batch; each gets a random
    /// part of it.
    package var reconnectAfterMillisecondsMost = 5_000

    /// The defaults that stand beside each setting.
    package init() {}

    /// How many of so many connections go in one batch.
    package func batch(of connections: Int) -> Int {
        let batches = spreadMilliseconds / max(1, pauseMillisecondsMost) + 1
        return max(batchLeast, (connections + batches - 1) / batches)
    }

    /// Milliseconds from the first batch to the last one, at most.
    package func lastingMilliseconds(of connections: Int) -> Int {
        (max(0, connections - 1) / batch(of: connections)) * pauseMillisecondsMost
    }
}
