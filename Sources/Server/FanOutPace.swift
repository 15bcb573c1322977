package import NIOCore

/// Lets an event loop rest from fan-out twice as long as the last of it took.
///
/// Whoever watches costs one write and one wake-up for each round of writes, however many events
/// are in it. Rounds that follow each other at once carry few events each and leave a busy loop no
/// time to read; with a rest between them what comes meanwhile goes out as one, and fan-out takes
/// at most a third of a loop. An event that comes when nothing was sent just before goes out at
/// once.
package struct FanOutPace: Sendable {
    /// No rest is longer than this, so that a large audience isn't kept waiting.
    private let restMost: TimeAmount
    /// Until when there is rest.
    private var restUntil = NIODeadline.uptimeNanoseconds(0)

    /// A pace that rests no longer than so many milliseconds; 0 is no rest at all.
    package init(restMillisecondsMost: Int) {
        restMost = .milliseconds(Int64(restMillisecondsMost))
    }

    /// Notes a round of writes that began and ended then.
    package mutating func noteWrites(from begin: NIODeadline, to end: NIODeadline) {
        restUntil = end + min((end - begin) * 2, restMost)
    }

    /// When the next round may begin; nil when that is at once.
    package func rest(at now: NIODeadline) -> NIODeadline? {
        now < restUntil ? restUntil : nil
    }
}
