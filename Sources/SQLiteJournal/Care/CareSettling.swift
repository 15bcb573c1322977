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
            if let history = try follows(for: client) {
                let bytes = HistoryRecord.bytes(
                    of: history.periods, history.exceptions, history.lateNotices)
                settlement.periods += history.periods.count
                for exception in history.exceptions {
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

    /// What follows for one client, as it is kept in a database of that version.
    func history(of client: Pseudonym, asOf version: Int) throws -> [UInt8]? {
        try follows(for: client).map { history in
            guard version >= CareSchema.lateNoticesSince else {
                return HistoryRecord.firstBytes(of: history.periods, history.exceptions)
            }
            return HistoryRecord.bytes(
                of: history.periods, history.exceptions, history.lateNotices)
        }
    }

    /// What follows for one client; nil when the mark stands for another client's by now, or nothing
    /// is known of it.
    private func follows(for client: Pseudonym) throws -> ClientHistory? {
        let names = CareNames(database: database)
        guard try names.client(of: client) == client else { return nil }
        var own: [Int64: ReceivedDocument] = [:]
        for mark in try names.marks(of: client) {
            try fetch("client = ?", mark.column) { own[$0] = try DocumentRecord.document($1) }
        }
        guard !own.isEmpty else { return nil }
        var received = ReceivedMessages()
        var placesByContent: [ContentMark: [Int]] = [:]
        var exceptions: [ImportException] = []
        var placesByName: [CareMessage.Name: [Int]] = [:]
        for (_, document) in own.sorted(by: { $0.key < $1.key }) {
            switch document.content {
            case .care(let message, let refused):
                let places = message.places(without: refused)
                placesByContent[message.contentMark] = places
                placesByName[message.name] = places
                exceptions += refused.map { ImportException($0, of: message) }
                received.care.append(message.marked(client))
            case .allocation(let message): received.allocations.append(message.marked(client))
            // A return counts by the name of what it answers.
            case .returned: break
            }
        }
        for name in placesByName.keys.sorted() {
            try fetch("name = ?", name.text) { number, bytes in
                if let document = own[number] {
                    if case .returned(let message) = document.content {
                        received.returns.append(message.marked(client))
                    }
                } else {
                    try add(DocumentRecord.document(bytes), to: &received, names)
                }
            }
        }
        let history = DeliveryHistory(of: client, in: received)
        exceptions += history.quarantine.map {
            ImportException($0, places: placesByContent[$0.contentMark] ?? [])
        }
        return ClientHistory(
            client: client, periods: history.periods, exceptions: exceptions,
            // A name stands for one message here: those that share one are refused.
            lateNotices: history.lateNotices.map {
                $0.placed(among: placesByName[$0.message] ?? [])
            })
    }

    /// A document under the name of one of the client's messages, about somebody else or nobody.
    private func add(
        _ document: ReceivedDocument, to received: inout ReceivedMessages, _ names: CareNames
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

    private func fetch(
        _ condition: String, _ argument: some DatabaseValueConvertible,
        _ body: (Int64, Data) throws -> Void
    ) throws {
        let statement = try database.cachedStatement(
            sql: "SELECT number, bytes FROM document WHERE \(condition) ORDER BY number")
        let rows = try Row.fetchAll(statement, arguments: [argument])
        for row in rows { try body(try row.column(0), try row.column(1)) }
    }
}
