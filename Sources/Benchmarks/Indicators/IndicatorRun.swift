import Domain
import Foundation

/// All indicators over many delivery periods, in as many parts as there are threads.
package struct IndicatorRun {
    let table: DeliveryTable
    let cut: OutcomeCut
    let question: OutcomeQuestion
    let threads: Int

    /// The run over so many made-up periods, the same for the same numbers.
    package init(periods: Int, threads: Int, cut: Cut) {
        var sample = SampleDeliveries()
        table = sample.table(periods: periods)
        self.cut =
            switch cut {
            case .whole: .whole
            case .category: .byCategory(table)
            case .provider: .byProvider(table)
            }
        question = OutcomeQuestion(
            referenceDate: CivilDate(dayNumber: Int(SampleDeliveries.referenceDay)))
        self.threads = threads
    }

    /// How many people the periods are of.
    var persons: Int { table.personCount }

    /// What the counts are split by.
    package enum Cut: String, CaseIterable { case whole, category, provider }

    /// Counts everything once; gives what another program should find too, over all groups, as JSON, and
    /// how long it took.
    package func count() async -> (counts: String, seconds: Double) {
        let clock = ContinuousClock()
        let begin = clock.now
        let groups = await withTaskGroup(of: [OutcomeTally].self) { tasks in
            for persons in parts {
                tasks.addTask { table.tallies(question, cut: cut, persons: persons) }
            }
            var whole = Array(repeating: OutcomeTally(), count: cut.labels.count)
            for await part in tasks {
                for index in part.indices { whole[index].merge(part[index]) }
            }
            return whole
        }
        let seconds = (clock.now - begin) / .seconds(1)
        let whole = groups.dropFirst().reduce(into: groups[0]) { $0.merge($1) }
        return (whole.comparable, seconds)
    }

    private var parts: [Range<Int>] {
        (0..<threads).map { part in
            table.personCount * part / threads..<table.personCount * (part + 1) / threads
        }
    }

    /// Writes the periods as CSV that another program can read; an open end is empty.
    package func write(to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw BenchmarkFailure("\(path) can't be written") }
        defer { try? file.close() }
        var text = "person,begin,end,class,domain,category\n"
        for person in 0..<table.personCount {
            for row in Int(table.personRows[person])..<Int(table.personRows[person + 1]) {
                let end = table.ends[row] == DeliveryTable.open ? "" : "\(table.ends[row])"
                text += "\(person),\(table.begins[row]),\(end),\(table.endClasses[row]),"
                text += "\(table.domains[row]),\(table.categories[row])\n"
            }
            if text.utf8.count > 1 << 20 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data(text.utf8))
    }
}

extension OutcomeTally {
    /// What another program should find too, as one line of JSON.
    fileprivate var comparable: String {
        """
        {"excluded": \(sustained.excluded.total), "immature": \(sustained.immature), \
        "returned": \(sustained.returned), "left": \(sustained.left), \
        "sustained": \(sustained.sustained), "transfers": \(transfers), "pending": \(pending)}
        """
    }
}
