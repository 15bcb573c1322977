import Domain

/// Who counts as connected: whoever watches, and for a while whoever did (F7).
///
/// A connection that breaks and comes back within the grace leaves no trace in the log; nor does
/// a restart of the server, after which everybody gets the same grace.
struct Attendance<Viewer: Hashable & Sendable>: Sendable {
    private let graceSeconds: Int
    private var watched: Set<Viewer> = []
    private var keptUntil: [Viewer: Instant] = [:]

    init(graceSeconds: Int) { self.graceSeconds = graceSeconds }

    /// Gives everybody who was connected before the stream was opened the time to come back.
    mutating func open(attending: Set<Viewer>, now: Instant) {
        for viewer in attending { keptUntil[viewer] = now.advanced(bySeconds: graceSeconds) }
    }

    /// Whether somebody may still come back within the grace.
    var expectsAnybody: Bool { !keptUntil.isEmpty }

    /// Those who count as connected now, given who watches.
    mutating func connected(watched now: Set<Viewer>, at moment: Instant) -> Set<Viewer> {
        for viewer in watched.subtracting(now) {
            keptUntil[viewer] = moment.advanced(bySeconds: graceSeconds)
        }
        watched = now
        keptUntil = keptUntil.filter { !now.contains($0.key) && moment < $0.value }
        return now.union(keptUntil.keys)
    }
}
