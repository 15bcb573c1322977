/// What one instrument gave on one day.
package struct Measurement<Value: Hashable & Sendable>: Hashable, Sendable {
    package let date: CivilDate
    package let value: Value

    package init(on date: CivilDate, _ value: Value) {
        self.date = date
        self.value = value
    }

    /// How many days from begin or end a measurement may lie to be one at begin or end.
    package static var nearDaysMost: Int { 30 }
}

/// Two measurements of one client with one instrument, at the begin of care and later.
package struct MeasuredPair<Value: Hashable & Sendable>: Hashable, Sendable {
    package let first: Value
    package let second: Value

    package init(first: Value, second: Value) {
        self.first = first
        self.second = second
    }

    /// From how many days after the first the second counts, also without an end.
    package static var apartDaysLeast: Int { 90 }

    /// The pair among the measurements of one episode, nil when there is none (follow-up.md, 4.1).
    ///
    /// First is the earliest within 30 days of the begin; second the latest that is 90 days later than
    /// it, or within 30 days of the end. Two on one day are ambiguous: the later given counts.
    package init?(of measurements: [Measurement<Value>], begin: CivilDate, end: CivilDate?) {
        guard let pair = Self.latest(of: measurements, begin: begin, end: end) else { return nil }
        self = pair.value
    }

    /// The same pair with the day of its second measurement.
    static func latest(
        of measurements: [Measurement<Value>], begin: CivilDate, end: CivilDate?
    ) -> Measurement<Self>? {
        func isNear(_ one: CivilDate, _ other: CivilDate) -> Bool {
            abs(one.dayNumber - other.dayNumber) <= Measurement<Value>.nearDaysMost
        }
        let near = measurements.filter { isNear($0.date, begin) }
        guard let firstDate = near.map(\.date).min(),
            let first = near.last(where: { $0.date == firstDate })
        else { return nil }
        let later = measurements.filter { measurement in
            measurement.date > firstDate
                && (measurement.date.dayNumber - firstDate.dayNumber >= apartDaysLeast
                    || end.map { isNear(measurement.date, $0) } ?? false)
        }
        guard let secondDate = later.map(\.date).max(),
            let second = later.last(where: { $0.date == secondDate })
        else { return nil }
        return Measurement(on: secondDate, Self(first: first.value, second: second.value))
    }
}

/// Better, the same or worse, of all pairs.
package struct ChangeCounts: Hashable, Sendable {
    package private(set) var better = 0
    package private(set) var same = 0
    package private(set) var worse = 0

    package init() {}

    package var total: Int { better + same + worse }
    /// Better or the same, of all.
    package var notWorse: Proportion { Proportion(better + same, of: total) }

    /// Counts a pair by its difference.
    mutating func add(_ difference: Int) {
        if difference > 0 { better += 1 } else if difference < 0 { worse += 1 } else { same += 1 }
    }
}

/// How far a client takes part, by the participation ladder (VNG): rung 1 (isolated) to 6 (paid work).
package struct ParticipationRung: Hashable, Comparable, Sendable {
    package let number: Int

    /// The rung, or nil outside 1 to 6.
    package init?(_ number: Int) {
        guard (1...6).contains(number) else { return nil }
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// How many rungs were climbed, and of how many pairs the first was the top already, which can't
    /// become better.
    package static func changes(
        _ pairs: some Sequence<MeasuredPair<ParticipationRung>>
    ) -> (counts: ChangeCounts, atTop: Int) {
        var counts = ChangeCounts()
        var atTop = 0
        for pair in pairs {
            counts.add(pair.second.number - pair.first.number)
            if pair.first.number == 6 { atTop += 1 }
        }
        return (counts, atTop)
    }
}
