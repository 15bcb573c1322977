internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

/// Which client a mark stands for, now that keys were rotated.
struct CareNames {
    let database: Database

    /// The mark under which the client was first known.
    func client(of mark: Pseudonym) throws -> Pseudonym {
        let statement = try database.cachedStatement(
            sql: "SELECT client FROM alias WHERE mark = ?")
        let column = try Data.fetchOne(statement, arguments: [mark.column])
        return try column.map { try Pseudonym(column: $0) } ?? mark
    }

    /// Every mark that stands for the client, its first included.
    func marks(of client: Pseudonym) throws -> [Pseudonym] {
        let statement = try database.cachedStatement(
            sql: "SELECT mark FROM alias WHERE client = ?")
        let columns = try Data.fetchAll(statement, arguments: [client.column])
        return try [client] + columns.map { try Pseudonym(column: $0) }
    }
}

/// Computes what follows from clients' messages.
struct CareSettling {
    let database: Database

    /// Settles so many of the clients that were touched, adds what follows, and tells whether there
    /// may be more of them.
    func settle(most: Int, into settlement: inout CareSettlement) throws -> Bool {
        let columns = try Data.fetchAll(
            database, sql: "SELECT client FROM stale ORDER BY client LIMIT ?", arguments: [most])
        for column in columns {
            let client = try Pseudonym(column: column)
            if let bytes = try history(of: client) {
                settlement.periods += try HistoryRecord.periods(bytes, of: client).count
                for exception in try HistoryRecord.exceptions(bytes) {
                    let ground = CareSettlement.Ground(
                        rule: exception.rule, returnCode: exception.returnCode)
                    settlement.exceptions[ground, default: 0] += 1
                }
                try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO history (client, bytes) VALUES (?, ?)"
                ).execute(arguments: [column, Data(bytes)])
            } else {
                try database.cachedStatement(sql: "DELETE FROM history WHERE client = ?")
                    .execute(arguments: [column])
            }
            try database.cachedStatement(sql: "DELETE FROM stale WHERE client = ?")
                .execute(arguments: [column])
        }
        settlement.clients += columns.count
        return columns.count == most
    }

    /// What follows for one client; nil when the mark stands for another client's by now, or nothing
    /// is known of it.
    func history(of client: Pseudonym) throws -> [UInt8]? {
        let names = CareNames(database: database)
        guard try names.client(of: client) == client else { return nil }
        var own: [ReceivedDocument] = []
        for mark in try names.marks(of: client) {
            own += try documents(where: "client = ?", [mark.column])
        }
        guard !own.isEmpty else { return nil }
        var received = ReceivedMessages()
        var places: [ContentMark: [Int]] = [:]
        var exceptions: [ImportException] = []
        var names305: Set<String> = []
        for document in own {
            switch document.content {
            case .care(let message, let refused):
                names305.insert(message.name.text)
                places[message.contentMark] = message.places(without: refused)
                exceptions += refused.map { ImportException($0, of: message) }
            case .allocation(let message): received.allocations.append(message.marked(client))
            case .returned: break
            }
        }
        for name in names305.sorted() {
            for document in try documents(where: "name = ?", [name]) {
                try add(document, to: &received, of: client, names)
            }
        }
        let history = DeliveryHistory(of: client, in: received)
        exceptions += history.quarantine.map {
            ImportException($0, places: places[$0.contentMark] ?? [])
        }
        return HistoryRecord.bytes(of: history.periods, exceptions)
    }

    /// A document under the name of one of the client's messages, about whomever it is.
    private func add(
        _ document: ReceivedDocument, to received: inout ReceivedMessages, of client: Pseudonym,
        _ names: CareNames
    ) throws {
        let about = try document.client.map { try names.client(of: $0.current) }
        switch document.content {
        case .care(let message, _):
            received.care.append(about.map { message.marked($0) } ?? message)
        case .returned(let message):
            received.returns.append(about.map { message.marked($0) } ?? message)
        case .allocation: break
        }
    }

    private func documents(
        where condition: String, _ arguments: StatementArguments
    ) throws -> [ReceivedDocument] {
        let statement = try database.cachedStatement(
            sql: "SELECT bytes FROM document WHERE \(condition) ORDER BY number")
        return try Data.fetchAll(statement, arguments: arguments).map {
            try DocumentRecord.document($0)
        }
    }
}
