/// One walk over the persons of a table, in which everything is counted.
///
/// Source of every rule: follow-up.md, 3.2 and 3.3, as read by rulings.md, "Indicators".
struct OutcomePass {
    let table: DeliveryTable
    let cut: OutcomeCut
    /// The group of each row's end.
    private let endGroups: [UInt16]?
    let clock: OutcomeClock
    var tallies: [OutcomeTally]

    // Scratch, kept from person to person so that nothing is allocated.
    /// Each row's end and class as of the reference date, and whether it is care.
    var rows: [EffectiveRow] = []
    var episodes: [Episode] = []
    var stamps: Stamps
    /// The first pause that isn't passed yet.
    var nextPause: Int
    /// The place in the table of the present person's first row.
    var firstRow = 0

    init(_ table: DeliveryTable, cut: OutcomeCut, question: OutcomeQuestion, from row: Int) {
        self.table = table
        self.cut = cut
        endGroups = cut.endGroups ?? cut.groups
        clock = OutcomeClock(question, senders: table.senders)
        tallies = Array(repeating: OutcomeTally(), count: cut.labels.count)
        stamps = Stamps(groups: cut.labels.count)
        nextPause = table.firstPause(from: row)
    }

    struct EffectiveRow {
        var begin: Int32
        var end: Int32
        var endClass: UInt8
        var domain: UInt8
        var isCare: Bool
        var category: UInt8
        /// The places of its pauses in the table.
        var pauses: Range<Int>
    }

    /// A stretch of care of one person in one domain.
    struct Episode {
        let domain: UInt8
        let begin: Int32
        var end: Int32
        var endClass: UInt8
        /// The places of the rows that its begin and its end count for, among the person's.
        let firstRow: Int
        var lastRow: Int
        var netDays: Int32
        /// Until where net days are counted.
        var countedTo: Int32
        var hasPauses: Bool
        /// Whether it takes over from the one before.
        var isTransferredTo = false
    }

    /// Counts these persons.
    mutating func count(_ persons: Range<Int>) {
        for person in persons {
            guard gather(person) else { continue }
            stamps.next()
            countEpisodes()
            countRows()
            countSteps()
        }
    }

    /// Reads a person's rows and episodes, false when there are none; persons go in the table's order.
    @inline(__always)
    mutating func gather(_ person: Int) -> Bool {
        firstRow = Int(table.personRows[person])
        let end = Int(table.personRows[person + 1])
        if firstRow == end { return false }
        readRows(firstRow..<end)
        episodes.removeAll(keepingCapacity: true)
        gatherEpisodes(of: 0)
        gatherEpisodes(of: 1)
        return true
    }

    private mutating func readRows(_ range: Range<Int>) {
        rows.removeAll(keepingCapacity: true)
        for row in range {
            var end = table.ends[row]
            var endClass = table.endClasses[row]
            let firstPause = nextPause
            while nextPause < table.pauses.count, Int(table.pauses[nextPause].row) == row {
                let pause = table.pauses[nextPause]
                if let interruption = clock.interruption(by: pause, ofRowEnding: table.ends[row]) {
                    end = interruption
                    endClass = EndClass.interrupted.rawValue
                }
                nextPause += 1
            }
            let category = table.categories[row]
            rows.append(
                EffectiveRow(
                    begin: table.begins[row], end: end, endClass: endClass,
                    domain: table.domains[row], isCare: clock.isCare[Int(category)],
                    category: category, pauses: firstPause..<nextPause))
        }
    }

    /// Joins the care rows of a domain that overlap or connect.
    private mutating func gatherEpisodes(of domain: UInt8) {
        let first = episodes.count
        for index in rows.indices {
            let row = rows[index]
            guard row.isCare, row.domain == domain else { continue }
            if episodes.count > first {
                let last = episodes.count - 1
                if episodes[last].end == DeliveryTable.open
                    || row.begin <= episodes[last].end + 1 + clock.gapDays
                {
                    episodes[last].extend(by: row, at: index)
                    continue
                }
            }
            episodes.append(Episode(row, at: index))
        }
    }

    /// The group of one of the present person's rows, nil when it is in none.
    @inline(__always)
    func group(ofRow index: Int) -> Int? {
        guard let groups = cut.groups else { return 0 }
        let group = groups[firstRow + index]
        return group == OutcomeCut.nowhere ? nil : Int(group)
    }

    /// The group of the end of one of the present person's rows, nil when it is in none.
    @inline(__always)
    func group(ofEndOf index: Int) -> Int? {
        guard let endGroups else { return 0 }
        let group = endGroups[firstRow + index]
        return group == OutcomeCut.nowhere ? nil : Int(group)
    }
}

extension OutcomePass.Episode {
    init(_ row: OutcomePass.EffectiveRow, at index: Int) {
        domain = row.domain
        begin = row.begin
        end = row.end
        endClass = row.endClass
        firstRow = index
        lastRow = index
        netDays = 0
        countedTo = row.begin - 1
        hasPauses = !row.pauses.isEmpty
        countDelivery(row)
    }

    /// Takes in a row that begins in it or the day after.
    mutating func extend(by row: OutcomePass.EffectiveRow, at index: Int) {
        let isLater = row.end > end
        if isLater || row.end == end && row.endClass >= endClass {
            end = row.end
            lastRow = index
            endClass = isLater ? row.endClass : max(endClass, row.endClass)
        }
        hasPauses = hasPauses || !row.pauses.isEmpty
        countDelivery(row)
    }

    /// Counts the days that no earlier row had; only right when no row has a pause.
    private mutating func countDelivery(_ row: OutcomePass.EffectiveRow) {
        guard row.end != DeliveryTable.open, row.end > countedTo else { return }
        netDays += row.end - max(countedTo, row.begin - 1)
        countedTo = row.end
    }
}

/// Marks which groups have been counted for the present person.
struct Stamps {
    private var person: Int32 = 0
    private var marks: [Int32]
    private let groupCount: Int

    /// What a person counts for once in each group.
    enum Kind: Int, CaseIterable {
        case inflow, outflow, stock, client, reopened
    }

    init(groups: Int) {
        groupCount = groups
        marks = Array(repeating: 0, count: groups * Kind.allCases.count)
    }

    /// Goes on to the next person.
    mutating func next() { person += 1 }

    /// Whether this is the first time for this person, kind and group.
    @inline(__always)
    mutating func isFirst(_ kind: Kind, in group: Int) -> Bool {
        let place = kind.rawValue * groupCount + group
        if marks[place] == person { return false }
        marks[place] = person
        return true
    }
}
