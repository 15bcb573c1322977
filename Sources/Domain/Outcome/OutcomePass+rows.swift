extension OutcomePass {
    /// Counts what goes by period: waiting, and who is in care.
    mutating func countRows() {
        for index in rows.indices {
            let row = rows[index]
            guard row.isCare, let group = group(ofRow: index) else { continue }
            if clock.asks(about: row.begin) { countWaiting(index, in: group) }
            if row.begin <= clock.reference, row.end >= clock.reference,
                let present = self.group(ofEndOf: index), stamps.isFirst(.stock, in: present)
            {
                tallies[present].stockPersons += 1
            }
            if row.begin <= clock.last, row.end >= clock.first, stamps.isFirst(.client, in: group) {
                tallies[group].clients += 1
            }
        }
    }

    private mutating func countWaiting(_ index: Int, in group: Int) {
        let allocated = table.allocationStarts[firstRow + index]
        if allocated == DeliveryTable.open {
            tallies[group].waitingUnknown += 1
        } else if allocated > rows[index].begin {
            tallies[group].allocatedAfterwards += 1
        } else {
            tallies[group].waiting.add(Int(rows[index].begin - allocated))
        }
    }

    /// The days of an episode on which at least one of its rows delivers.
    func netDays(of episode: Episode) -> Int {
        var stretches: [(begin: Int32, end: Int32)] = []
        for row in rows
        where row.isCare && row.domain == episode.domain && row.begin >= episode.begin
            && row.begin <= episode.end
        {
            var begin = row.begin
            for pause in table.pauses[row.pauses] where pause.begin <= row.end {
                stretches.append((begin, pause.begin - 1))
                begin = pause.end == DeliveryTable.open ? pause.end : pause.end + 1
            }
            stretches.append((begin, row.end))
        }
        stretches.sort { $0.begin < $1.begin }
        var countedTo = episode.begin - 1
        var days: Int32 = 0
        for stretch in stretches where stretch.end > countedTo && stretch.begin <= stretch.end {
            days += stretch.end - max(countedTo, stretch.begin - 1)
            countedTo = stretch.end
        }
        return Int(days)
    }

    /// Counts step-down and step-up: whoever is in care on the first day and has a care period that
    /// ends in the days asked for, by what runs on the first of the next 30 days with anything.
    mutating func countSteps() {
        countSteps(of: 0)
        countSteps(of: 1)
    }

    /// Within how many days what runs next is looked for.
    private static let stepDays: Int32 = 30

    private mutating func countSteps(of domain: UInt8) {
        let isInCare = rows.contains {
            $0.isCare && $0.domain == domain && $0.begin <= clock.first && $0.end >= clock.first
        }
        guard isInCare else { return }
        var outcome: (down: Bool, up: Bool, judged: Bool)?
        var last: Int?
        for index in rows.indices {
            let row = rows[index]
            guard row.isCare, row.domain == domain, clock.asks(about: row.end),
                row.endClass != EndClass.interrupted.rawValue
            else { continue }
            last = index
            var seen = outcome ?? (false, false, false)
            if let step = step(after: row.end, in: domain) {
                seen.judged = true
                seen.down = seen.down || step < 0
                seen.up = seen.up || step > 0
            }
            outcome = seen
        }
        guard let outcome, let last, let group = group(ofEndOf: last) else { return }
        if outcome.judged {
            tallies[group].steps.judged += 1
        } else {
            tallies[group].steps.unranked += 1
        }
        if outcome.down { tallies[group].steps.down += 1 }
        if outcome.up { tallies[group].steps.up += 1 }
    }

    /// How the heaviest care changes after that day: below 0 is lighter, and nothing that runs is no
    /// change; nil when a rung lacks.
    private func step(after end: Int32, in domain: UInt8) -> Int? {
        guard let before = heaviest(on: end, in: domain) else { return nil }
        var next = DeliveryTable.open
        for row in rows where row.isCare && row.domain == domain && row.end > end {
            next = min(next, max(row.begin, end + 1))
        }
        if next == DeliveryTable.open || next > end + Self.stepDays { return 0 }
        return heaviest(on: next, in: domain).map { Int($0) - Int(before) }
    }

    private func heaviest(on day: Int32, in domain: UInt8) -> UInt8? {
        var heaviest: UInt8?
        for row in rows
        where row.isCare && row.domain == domain && row.begin <= day && row.end >= day {
            guard let rung = clock.rungs[Int(row.category)] else { continue }
            heaviest = max(heaviest ?? rung, rung)
        }
        return heaviest
    }
}

extension DeliveryTable {
    /// Counts everything asked for over some of the persons; the tallies of disjoint ranges, merged
    /// group by group, are those of all persons, so that a caller may run ranges side by side.
    ///
    /// A cut whose groups aren't one for each row is a programmer's mistake.
    package func tallies(
        _ question: OutcomeQuestion, cut: OutcomeCut = .whole, persons: Range<Int>? = nil
    ) -> [OutcomeTally] {
        precondition(
            cut.groups.map { $0.count == rowCount } ?? true, "a cut has a group for each row")
        let persons = persons ?? 0..<personCount
        var pass = OutcomePass(
            self, cut: cut, question: question, from: Int(personRows[persons.lowerBound]))
        pass.count(persons)
        return pass.tallies
    }
}
