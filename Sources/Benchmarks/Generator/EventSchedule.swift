/// When each event of a load at a fixed rate is meant to be sent, whatever became of the others.
///
/// Latency counts from these moments: a generator that waits for a slow server, and only then notes
/// when it sent, leaves out exactly the waiting (coordinated omission).
package struct EventSchedule: Sendable, Equatable {
    /// The first event's moment, in nanoseconds.
    package let start: UInt64
    package let eventsPerSecond: Double
    package let count: Int

    /// So many events a second for so long; at least one.
    package init(start: UInt64, eventsPerSecond: Double, seconds: Double) {
        precondition(eventsPerSecond > 0 && seconds > 0, "a load has a rate and a length")
        self.start = start
        self.eventsPerSecond = eventsPerSecond
        count = max(1, Int((eventsPerSecond * seconds).rounded()))
    }

    /// The moment at which an event, counted from 0, is meant to be sent.
    package func moment(of event: Int) -> UInt64 {
        start + UInt64((Double(event) * 1e9 / eventsPerSecond).rounded())
    }

    /// How many events are meant to have been sent by then.
    package func due(at moment: UInt64) -> Int {
        guard moment >= start else { return 0 }
        var due = min(count, Int(Double(moment - start) * eventsPerSecond / 1e9) + 1)
        // The division may be off by one event's rounding, and an event is never early.
        while due > 0, self.moment(of: due - 1) > moment { due -= 1 }
        while due < count, self.moment(of: due) <= moment { due += 1 }
        return due
    }
}
