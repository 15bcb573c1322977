import Domain
import Engine

/// The delivery periods in a care store, as the table that outcomes are computed over.
struct StoredCare {
    let table: DeliveryTable
    /// Whose rows they are, in the table's order.
    let persons: [Pseudonym]
    /// The last day on which something was received; nil when nothing ever was.
    let knownOn: CivilDate?
    /// How many clients have care under the law that wasn't asked for.
    let clientsElsewhere: Int
    /// Of whom everything lay before this day, records may have been removed; nil when none ever were.
    let removedBefore: CivilDate?
    /// Whose results are those of which initiative, by the newest version of each list.
    let cohorts: [String: Set<Pseudonym>]

    /// Everything that follows from the messages in the store, of one domain or of both.
    init(in store: any CareStore, domain: CareDomain?) async throws {
        var table = DeliveryTable()
        var persons: [Pseudonym] = []
        var last: Pseudonym?
        var elsewhere = 0
        while true {
            let histories = try await store.histories(after: last, limit: Self.clientsAtOnce)
            for history in histories {
                let periods = history.periods.filter { domain == nil || $0.domain == domain }
                if periods.count < history.periods.count { elsewhere += 1 }
                guard !periods.isEmpty else { continue }
                guard table.hasRoom(for: Set(periods.map(\.sender))) else {
                    throw CommandFailure(
                        .usage, "the messages name more than \(DeliveryTable.sendersMost) providers"
                    )
                }
                table.addPerson(periods)
                persons.append(history.client)
            }
            last = histories.last?.client
            if histories.count < Self.clientsAtOnce { break }
        }
        self.table = table
        self.persons = persons
        clientsElsewhere = elsewhere
        let lines = try await Self.importLog(in: store)
        knownOn = lines.map(\.receivedOn).max()
        removedBefore = lines.compactMap(\.removed?.cutoff).max()
        cohorts = try await Self.cohorts(in: store)
    }

    private static func cohorts(in store: any CareStore) async throws -> [String: Set<Pseudonym>] {
        var newest: [String: (version: Int, members: Set<Pseudonym>)] = [:]
        for row in try await store.allRows(of: .cohort) {
            guard let client = row.client, row.values.count > 1,
                let version = Int(row.values[1])
            else { continue }
            let known = newest[row.values[0]]
            if let known, known.version > version { continue }
            let members = known?.version == version ? known?.members ?? [] : []
            newest[row.values[0]] = (version, members.union([client]))
        }
        return newest.mapValues(\.members)
    }

    /// Where clients lived, by the tables in the store; nil when there are none.
    static func residences(in store: any CareStore) async throws -> Residences? {
        let lines = try await store.allRows(of: .neighbourhoods).compactMap { row in
            row.client.flatMap { client in
                CivilDate(row.values.first ?? "").map { day in
                    let name = row.values.dropFirst().first ?? ""
                    return Residences.Line(
                        client: client, from: day, name: name.isEmpty ? nil : name)
                }
            }
        }
        guard !lines.isEmpty else { return nil }
        guard let residences = Residences(lines) else {
            throw CommandFailure(
                .usage,
                "the lists of where clients live name more than \(Residences.namesMost) "
                    + "neighbourhoods")
        }
        return residences
    }

    /// The most initiatives that are counted beside each other.
    static let initiativesMost = 1_000

    /// So many clients are read at once.
    private static let clientsAtOnce = 1_000

    private static func importLog(in store: any CareStore) async throws -> [ImportLogLine] {
        var lines: [ImportLogLine] = []
        while true {
            let page = try await store.importLog(
                after: lines.last?.number ?? 0, limit: clientsAtOnce)
            lines += page
            if page.count < clientsAtOnce { return lines }
        }
    }

    /// Counts over all persons, a part of them on each processor.
    func tallies(
        _ question: OutcomeQuestion, cut: OutcomeCut, processors: Int
    ) async -> [OutcomeTally] {
        let table = table
        let parts = (0..<max(1, processors)).map { part in
            let begin = table.personCount * part / max(1, processors)
            return begin..<(table.personCount * (part + 1) / max(1, processors))
        }
        return await withTaskGroup(of: [OutcomeTally].self) { group in
            for persons in parts {
                group.addTask { table.tallies(question, cut: cut, persons: persons) }
            }
            var sums = Array(repeating: OutcomeTally(), count: cut.labels.count)
            for await tallies in group {
                for index in sums.indices { sums[index].merge(tallies[index]) }
            }
            return sums
        }
    }
}
