import Domain

/// Who counts as connected: whoever watches at any node, and for a while whoever did (F7).
///
/// A connection that breaks and comes back within the grace leaves no trace in the log, at whichever
/// node it comes back; nor does the end of a node. The node where somebody is notes the coming, so
/// that it is noted once; any node may note a going, once the log and the others agree that nobody
/// has seen that person for the whole grace.
struct Attendance<Viewer: Hashable & Sendable>: Sendable {
    private let graceSeconds: Int
    private var seen: Set<Viewer> = []
    /// Those who were elsewhere when that was known last.
    private var elsewhere: Set<Viewer> = []
    /// Those whom the log held to be connected at the last look.
    private var noted: Set<Viewer> = []
    private var keptUntil: [Viewer: Instant] = [:]

    init(graceSeconds: Int) { self.graceSeconds = graceSeconds }

    /// Whether somebody may still come back within the grace.
    var expectsAnybody: Bool { !keptUntil.isEmpty }

    /// Who came and who went, given who watches here and elsewhere and whom the log holds to be
    /// connected. While it isn't known who is elsewhere, nobody went.
    ///
    /// Whom the log newly holds to be connected was seen by somebody: by another node, or before
    /// this stream was opened. That begins the grace as well.
    mutating func changes(
        here: Set<Viewer>, elsewhere heard: Set<Viewer>?, attending: Set<Viewer>, at now: Instant
    ) -> (came: Set<Viewer>, went: Set<Viewer>) {
        elsewhere = heard ?? elsewhere
        let present = here.union(elsewhere)
        for viewer in seen.union(attending.subtracting(noted)).subtracting(present) {
            keptUntil[viewer] = now.advanced(bySeconds: graceSeconds)
        }
        // Whoever looks again after not having been able to gives everybody the grace anew.
        (seen, noted) = (present, heard == nil ? [] : attending)
        keptUntil = keptUntil.filter { !present.contains($0.key) && now < $0.value }
        let gone = attending.subtracting(present).subtracting(keptUntil.keys)
        return (here.subtracting(attending), heard == nil ? [] : gone)
    }
}
