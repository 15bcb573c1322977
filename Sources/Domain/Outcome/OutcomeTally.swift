/// What was counted for one group: whole numbers, so that the tallies of parts of a table add up to
/// the tally of the whole, exactly.
package struct OutcomeTally: Hashable, Sendable {
    /// Begins of chains: what came in. A resumption or a transfer isn't.
    package internal(set) var inflow = 0
    /// The clients behind `inflow`.
    package internal(set) var inflowPersons = 0
    /// Ends of chains that count as outflow, by class.
    package internal(set) var outflow = EndCounts()
    /// The clients behind `outflow`.
    package internal(set) var outflowPersons = 0
    /// Ends that a start joined to another episode.
    package internal(set) var transfers = 0
    /// Ends of which it can't be said yet whether they are a transfer; in no cohort.
    package internal(set) var pending = 0
    /// Episodes that ended in a pause that lasts half a year; neither outflow nor stock.
    package internal(set) var interrupted = 0

    /// Clients in care on the reference date.
    package internal(set) var stockPersons = 0
    /// Episodes in care at the begin of the first day, those that begin on it left out.
    package internal(set) var stockBefore = 0
    /// Episodes in care after the last day, those that end on it left out.
    package internal(set) var stockAfter = 0
    /// Begins of episodes, those after a transfer included.
    package internal(set) var begins = 0
    /// Ends of episodes, of every class.
    package internal(set) var ends = 0

    /// The states of outflow for sustained outflow.
    package internal(set) var sustained = SustainedCounts()
    /// Time to return, for Kaplan-Meier.
    package internal(set) var returns = TimeToEvent()

    /// Days from begin to end, of episodes that ended.
    package internal(set) var gross = DayCounts()
    /// Days of delivery among those.
    package internal(set) var net = DayCounts()
    /// Days in care of episodes that began, those that run included, for Kaplan-Meier.
    package internal(set) var lengths = TimeToEvent()
    /// Ends of episodes by class, whatever followed.
    package internal(set) var ended = EndCounts()

    /// Days from allocation to start, where that isn't negative.
    package internal(set) var waiting = DayCounts()
    /// Starts before their allocation begins: allocated afterwards.
    package internal(set) var allocatedAfterwards = 0
    /// Starts of which no message says since when they were allocated.
    package internal(set) var waitingUnknown = 0

    package internal(set) var steps = StepCounts()
    /// Clients in care on one of the days.
    package internal(set) var clients = 0
    /// Those of them who begin an episode after any earlier end.
    package internal(set) var reopened = 0

    package init() {}

    /// Whether nobody was in care and nothing ended in the days asked for, nor is anybody in care.
    package var isEmpty: Bool {
        clients == 0 && stockPersons == 0 && ended.total == 0 && steps == StepCounts()
    }

    /// Adds what was counted over other persons.
    package mutating func merge(_ other: OutcomeTally) {
        inflow += other.inflow
        inflowPersons += other.inflowPersons
        outflow.merge(other.outflow)
        outflowPersons += other.outflowPersons
        transfers += other.transfers
        pending += other.pending
        interrupted += other.interrupted
        stockPersons += other.stockPersons
        stockBefore += other.stockBefore
        stockAfter += other.stockAfter
        begins += other.begins
        ends += other.ends
        sustained.merge(other.sustained)
        returns.merge(other.returns)
        gross.merge(other.gross)
        net.merge(other.net)
        lengths.merge(other.lengths)
        ended.merge(other.ended)
        waiting.merge(other.waiting)
        allocatedAfterwards += other.allocatedAfterwards
        waitingUnknown += other.waitingUnknown
        steps.merge(other.steps)
        clients += other.clients
        reopened += other.reopened
    }
}

/// How many ends there are of each class.
package struct EndCounts: Hashable, Sendable {
    private var counts = Array(repeating: 0, count: EndClass.allCases.count)

    /// How many are of that class.
    package subscript(endClass: EndClass) -> Int { counts[Int(endClass.rawValue)] }

    package var total: Int { counts.reduce(0, +) }

    @inline(__always)
    mutating func add(_ endClass: UInt8) { counts[Int(endClass)] += 1 }

    mutating func merge(_ other: EndCounts) {
        for index in counts.indices { counts[index] += other.counts[index] }
    }
}

/// Where outflow stands between excluded and sustained (rulings.md, "Duurzame uitstroom").
package struct SustainedCounts: Hashable, Sendable {
    /// Ends that don't count, by class: died, moved, other domain, external.
    package internal(set) var excluded = EndCounts()
    /// Too recent to say.
    package internal(set) var immature = 0
    /// The first reference date on which one of the immature can be said, nil when there is none.
    package var firstMature: CivilDate? {
        firstMatureDay == .max ? nil : CivilDate(dayNumber: Int(firstMatureDay))
    }
    package internal(set) var returned = 0
    /// Died or moved within the horizon, without return.
    package internal(set) var left = 0
    package internal(set) var sustained = 0
    var firstMatureDay = Int32.max

    mutating func merge(_ other: SustainedCounts) {
        excluded.merge(other.excluded)
        immature += other.immature
        firstMatureDay = min(firstMatureDay, other.firstMatureDay)
        returned += other.returned
        left += other.left
        sustained += other.sustained
    }
}

/// Clients in care on the first day with a care period that ends in the days asked for, by what
/// followed.
package struct StepCounts: Hashable, Sendable {
    /// With at least one end after which something lighter ran.
    package internal(set) var down = 0
    /// With at least one end after which something heavier ran.
    package internal(set) var up = 0
    /// All whose ends could be judged.
    package internal(set) var judged = 0
    /// Those of whom no end could be, for want of a rung before or after it.
    package internal(set) var unranked = 0

    mutating func merge(_ other: StepCounts) {
        down += other.down
        up += other.up
        judged += other.judged
        unranked += other.unranked
    }
}

/// Times until something happens, or until nothing more is known.
package struct TimeToEvent: Hashable, Sendable {
    /// Days to the event.
    package internal(set) var events = DayCounts()
    /// Days to where the view ends; on such a day a case was still at risk.
    package internal(set) var censored = DayCounts()
    /// Cases that were watched to their own end without the event: at risk to the very end.
    package internal(set) var completed = 0

    package init() {}

    /// The times of these cases.
    package init(events: DayCounts, censored: DayCounts, completed: Int = 0) {
        self.events = events
        self.censored = censored
        self.completed = completed
    }

    package var total: Int { events.total + censored.total + completed }

    mutating func merge(_ other: TimeToEvent) {
        events.merge(other.events)
        censored.merge(other.censored)
        completed += other.completed
    }
}
