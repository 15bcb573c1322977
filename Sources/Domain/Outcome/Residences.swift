/// In which neighbourhood (wijk) clients lived since when, as a municipality lists it.
package struct Residences: Sendable {
    /// Every neighbourhood, in the order of their names.
    package let names: [String]
    private let stays: [Pseudonym: [Stay]]

    /// The most neighbourhoods; no municipality has as many.
    package static let namesMost = 1_000

    /// From a day on a client lived in that neighbourhood; nil is elsewhere or unknown.
    package struct Line: Hashable, Sendable {
        package let client: Pseudonym
        package let from: CivilDate
        package let name: String?

        package init(client: Pseudonym, from: CivilDate, name: String?) {
            self.client = client
            self.from = from
            self.name = name
        }
    }

    private struct Stay {
        let from: Int32
        let place: Int?
    }

    /// The residences by these lines, of two for one client and day the later; nil when they name more
    /// than 1,000 neighbourhoods.
    package init?(_ lines: some Sequence<Line>) {
        let lines = Array(lines)
        names = Set(lines.compactMap(\.name)).sorted()
        guard names.count <= Self.namesMost else { return nil }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var stays: [Pseudonym: [Int32: Int?]] = [:]
        for line in lines {
            let place = line.name.flatMap { places[$0] }
            stays[line.client, default: [:]].updateValue(
                place, forKey: Int32(line.from.dayNumber))
        }
        self.stays = stays.mapValues { byDay in
            byDay.map { Stay(from: $0.key, place: $0.value) }.sorted { $0.from < $1.from }
        }
    }

    /// The place in `names` of where the client lived on that day, nil when it isn't known.
    package func place(of client: Pseudonym, on day: Int32) -> Int? {
        stays[client]?.last { $0.from <= day }?.place
    }
}

extension OutcomeCut {
    /// By where persons lived: a begin counts for where that was on its day; an end, and who is in care
    /// still, for where it was on the last day of delivery, at most the reference date.
    ///
    /// - Parameters:
    ///   - labels: one for each of the names, and last the one for what isn't known.
    ///   - persons: the table's persons, in its order.
    package static func byResidence(
        _ table: DeliveryTable, _ residences: Residences, labels: [String],
        persons: [Pseudonym], referenceDate: CivilDate
    ) -> OutcomeCut {
        precondition(labels.count == residences.names.count + 1, "each place has a label")
        precondition(persons.count == table.personCount, "each person is somebody")
        let reference = Int32(referenceDate.dayNumber)
        var begins: [UInt16] = []
        var ends: [UInt16] = []
        begins.reserveCapacity(table.rowCount)
        ends.reserveCapacity(table.rowCount)
        for (person, client) in persons.enumerated() {
            func place(_ day: Int32) -> UInt16 {
                UInt16(residences.place(of: client, on: day) ?? residences.names.count)
            }
            for row in Int(table.personRows[person])..<Int(table.personRows[person + 1]) {
                begins.append(place(table.begins[row]))
                ends.append(place(min(table.ends[row], reference)))
            }
        }
        return OutcomeCut(labels: labels, groups: begins, endGroups: ends)
    }
}
