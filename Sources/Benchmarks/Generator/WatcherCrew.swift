import NIOCore

/// The watchers of one event loop, and what they saw of the load that goes on.
final class WatcherCrew {
    private let ledger: EventLedger
    /// The watchers that are counted: those that are ready, and not stalled.
    private(set) var watching = 0
    private var first = 0
    private var intended: [UInt64] = []
    private var left: [Int] = []
    private var seen = Seen()

    /// What the watchers of one event loop saw of one load.
    struct Seen: Sendable {
        var deliveries = 0
        var payloadBytes = 0
        var toEach = Latencies()
        /// Why a watcher went, or saw a gap; the first one.
        var failure: String?
    }

    init(ledger: EventLedger) { self.ledger = ledger }

    func join() { watching += 1 }

    func leave(_ reason: String) {
        watching -= 1
        if seen.failure == nil { seen.failure = reason }
    }

    func fail(_ reason: String) {
        if seen.failure == nil { seen.failure = reason }
    }

    /// Begins a load whose first event has that number.
    func begin(at number: Int) {
        first = number
        (intended, left) = ([], [])
        seen = Seen()
    }

    /// What was seen since the load began.
    func take() -> Seen { seen }

    /// Notes that one watcher has the event of that number.
    func note(_ number: Int, bytes: Int, at moment: UInt64) {
        let event = number - first
        guard event >= 0 else { return }
        while left.count <= event {
            guard let moment = ledger.intended(of: left.count) else {
                fail("an event came that this load didn't send")
                return
            }
            intended.append(moment)
            left.append(watching)
        }
        seen.deliveries += 1
        seen.payloadBytes += bytes
        seen.toEach.note(nanoseconds: moment - min(moment, intended[event]))
        left[event] -= 1
        if left[event] == 0 { ledger.reachedCrew(event, at: moment) }
    }
}
