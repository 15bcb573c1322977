internal import Domain
internal import Wire

/// Computes what follows from clients' messages.
struct CareSettling {
    let rows: any CareRows

    /// What follows for some clients, as it is stored.
    struct Found: Sendable {
        /// In order; without bytes for a mark that stands for another client's by now, or of which
        /// nothing is known.
        fileprivate var histories: [CareHistoryRow] = []
        fileprivate var periods = 0
        fileprivate var exceptions: [CareSettlement.Ground: Int] = [:]
    }

    /// Settles so many of the clients that were touched, adds what follows, and tells whether there
    /// may be more of them.
    static func settle(
        in rows: any WritableCareRows, most: Int, into settlement: inout CareSettlement
    ) throws -> Bool {
        let clients = try rows.stale(limit: most)
        guard !clients.isEmpty else { return false }
        let parts = try rows.inParts(clients) { try CareSettling(rows: $1).found(of: $0) }
        try rows.settle(parts.flatMap(\.histories))
        for part in parts {
            settlement.periods += part.periods
            settlement.exceptions.merge(part.exceptions, uniquingKeysWith: +)
        }
        settlement.clients += clients.count
        return clients.count == most
    }

    private func found(of clients: [Pseudonym]) throws -> Found {
        var found = Found()
        for (client, history) in zip(clients, try histories(of: clients)) {
            found.histories.append(
                CareHistoryRow(client: client, bytes: history.map { $0.bytes }))
            found.periods += history?.periods.count ?? 0
            for exception in history?.exceptions ?? [] {
                let ground = CareSettlement.Ground(
                    rule: exception.rule, returnCode: exception.returnCode)
                found.exceptions[ground, default: 0] += 1
            }
        }
        return found
    }

    /// What follows for each of these clients, in their order; nil when the mark stands for another
    /// client's by now, or nothing is known of it.
    func histories(of clients: [Pseudonym]) throws -> [ClientHistory?] {
        let messages = try CareMessages(of: clients, in: rows)
        return clients.map { messages.history(of: $0) }
    }
}

extension ClientHistory {
    /// As it is kept.
    var bytes: [UInt8] { HistoryRecord.bytes(of: periods, exceptions, lateNotices) }

    /// As it is kept in databases whose histories have no late notices.
    var firstBytes: [UInt8] { HistoryRecord.firstBytes(of: periods, exceptions) }

    /// From what is kept.
    init(_ row: CareHistoryRow) throws(CareDamage) {
        guard let bytes = row.bytes else { throw CareDamage() }
        self.init(
            client: row.client, periods: try HistoryRecord.periods(bytes, of: row.client),
            exceptions: try HistoryRecord.exceptions(bytes),
            lateNotices: try HistoryRecord.lateNotices(bytes))
    }
}
