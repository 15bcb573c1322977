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
        let clients = Dictionary(grouping: allocations, by: \.pseudonym).values
        var lighter = 0
        var total = 0
        for client in clients {
            guard let before = weeklyMinutes(client, on: first),
                let after = weeklyMinutes(client, on: last), before > 0
            else { continue }
            total += 1
            if after <= before * lighterMost { lighter += 1 }
        }
        return Proportion(lighter, of: total)
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
