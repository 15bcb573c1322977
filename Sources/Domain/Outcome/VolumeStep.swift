/// Step-down by volume: clients with at least a fifth less care a week (follow-up.md, 3.3), from what
/// was allocated.
package enum VolumeStep {
    /// From which part of the first volume on a second one is lighter: four fifths.
    package static let lighterMost = Rational(4, 5)

    /// Clients with a lighter volume on the last day than on the first, of those with allocated care
    /// on both; nobody with a volume that can't be put as minutes a week is among them.
    package static func stepDown(
        _ allocations: [CareAllocation], first: CivilDate, last: CivilDate
    ) -> Proportion {
        var counts = VolumeCounts()
        for client in Dictionary(grouping: allocations, by: \.pseudonym).values {
            counts.add(isLighter(client, first: first, last: last))
        }
        return counts.stepDown
    }

    /// Whether what is allocated to one client is lighter on the last day than on the first; nil when
    /// it can't be judged.
    static func isLighter(
        _ allocations: [CareAllocation], first: CivilDate, last: CivilDate
    ) -> Bool? {
        guard let before = weeklyMinutes(allocations, on: first),
            let after = weeklyMinutes(allocations, on: last), before > 0
        else { return nil }
        return after <= before * lighterMost
    }

    /// What is allocated to a client on a day, in minutes a week; nil without any, or when one of the
    /// volumes can't be put so.
    private static func weeklyMinutes(_ all: [CareAllocation], on day: CivilDate) -> Rational? {
        let latest = Dictionary(grouping: all, by: \.mark).values.compactMap { versions in
            versions.max { ($0.allocatedOn, $0.allocatedAt) < ($1.allocatedOn, $1.allocatedAt) }
        }
        let running = latest.filter {
            $0.begin <= day && $0.end.map { $0 >= day } ?? true && !($0.change?.voids ?? false)
        }
        guard !running.isEmpty else { return nil }
        var sum = Rational(0)
        for allocation in running {
            guard let minutes = allocation.volume?.weeklyMinutes else { return nil }
            sum = sum + minutes
        }
        return sum
    }
}

/// Clients in care on the first day and on the last, by what is allocated to them.
package struct VolumeCounts: Hashable, Sendable {
    package private(set) var lighter = 0
    /// All whose volume could be put as minutes a week on both days.
    package private(set) var judged = 0
    /// Those whose volume couldn't, or who had none allocated.
    package private(set) var unjudged = 0

    package init() {}

    /// Those with a lighter volume, of all who could be judged.
    package var stepDown: Proportion { Proportion(lighter, of: judged) }

    mutating func add(_ isLighter: Bool?) {
        guard let isLighter else {
            unjudged += 1
            return
        }
        judged += 1
        if isLighter { lighter += 1 }
    }
}

extension DeliveryTable {
    /// Step-down by volume between the first day asked for and the last, by group: of whoever is in
    /// care on both, in the group of what runs on the last day and began last.
    ///
    /// - Parameter allocations: what was allocated to the person at that place.
    package func volumeCounts(
        _ question: OutcomeQuestion, cut: OutcomeCut = .whole,
        allocations: (Int) -> [CareAllocation]
    ) -> [VolumeCounts] {
        var counts = Array(repeating: VolumeCounts(), count: cut.labels.count)
        var pass = OutcomePass(self, cut: cut, question: question, from: 0)
        for person in 0..<personCount where pass.gather(person) {
            guard pass.isInCareOnFirstDay, let group = pass.groupOnLastDay else { continue }
            counts[group].add(
                VolumeStep.isLighter(
                    allocations(person), first: question.first, last: question.last))
        }
        return counts
    }
}

extension OutcomePass {
    fileprivate var isInCareOnFirstDay: Bool {
        rows.contains { $0.isCare && $0.begin <= clock.first && $0.end >= clock.first }
    }

    fileprivate var groupOnLastDay: Int? {
        rows.lastIndex { $0.isCare && $0.begin <= clock.last && $0.end >= clock.last }
            .flatMap { group(ofEndOf: $0) }
    }
}

extension CareAllocation.Volume {
    /// The volume in minutes a week, a month being a twelfth of 52 weeks; nil for what isn't time or
    /// has no rhythm.
    var weeklyMinutes: Rational? {
        let minutes: Int? =
            switch unit {
            case .minute: 1
            case .hour: 60
            case .dayPart: 240
            case .wholeDay, .outputPiece, .euro, .effortPiece: nil
            }
        let weeks: Rational? =
            switch frequency {
            case .daily: 7
            case .weekly: 1
            case .monthly: Rational(12, 52)
            case .total: nil
            }
        guard let minutes, let weeks else { return nil }
        return Rational(amount * minutes) * weeks
    }
}
