internal import Dispatch
internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Synchronization
internal import Wire

/// Which client a mark stands for, now that keys were rotated.
struct CareNames {
    let database: Database
    /// Until a key is rotated every mark is the first of its client.
    private let wereRotated: Bool

    init(database: Database) throws {
        self.database = database
        wereRotated =
            try Bool.fetchOne(
                database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM alias)")) ?? true
    }

    /// The mark under which the client was first known.
    func client(of mark: Pseudonym) throws -> Pseudonym {
        guard wereRotated else { return mark }
        let statement = try database.cachedStatement(
            sql: "SELECT client FROM alias WHERE mark = ?")
        let column = try Data.fetchOne(statement, arguments: [mark.column])
        return try column.map { try Pseudonym(column: $0) } ?? mark
    }

    /// Every mark that stands for the client, its first included.
    func marks(of client: Pseudonym) throws -> [Pseudonym] {
        guard wereRotated else { return [client] }
        let statement = try database.cachedStatement(
            sql: "SELECT mark FROM alias WHERE client = ?")
        let columns = try Data.fetchAll(statement, arguments: [client.column])
        return try [client] + columns.map { try Pseudonym(column: $0) }
    }
}

/// Computes what follows from clients' messages.
struct CareSettling {
    let database: Database
    private let names: CareNames

    init(database: Database) throws {
        self.database = database
        names = try CareNames(database: database)
    }

    /// What follows for some clients, as it is stored.
    struct Found: Sendable {
        /// In order; nil for a mark that stands for another client's by now, or of which nothing is
        /// known.
        fileprivate var histories: [(client: Data, bytes: Data?)] = []
        fileprivate var periods = 0
        fileprivate var exceptions: [CareSettlement.Ground: Int] = [:]
    }

    /// Settles so many of the clients that were touched, adds what follows, and tells whether there
    /// may be more of them.
    ///
    /// The caller's transaction holds the lock, so that readers see what this connection does; each of
    /// them computes a part.
    func settle(
        most: Int, into settlement: inout CareSettlement, readers: DatabasePool?
    ) throws -> Bool {
        let clients = try Data.fetchAll(
            database, sql: "SELECT client FROM stale ORDER BY client LIMIT ?", arguments: [most])
        guard let last = clients.last else { return false }
        let parts = try readers.map { try Self.found(of: clients, by: $0) } ?? [found(of: clients)]
        let storing = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO history (client, bytes) VALUES (?, ?)")
        let forgetting = try database.cachedStatement(sql: "DELETE FROM history WHERE client = ?")
        for part in parts {
            for (client, bytes) in part.histories {
                if let bytes {
                    try storing.execute(arguments: [client, bytes])
                } else {
                    try forgetting.execute(arguments: [client])
                }
            }
            settlement.periods += part.periods
            settlement.exceptions.merge(part.exceptions, uniquingKeysWith: +)
        }
        try database.execute(sql: "DELETE FROM stale WHERE client <= ?", arguments: [last])
        settlement.clients += clients.count
        return clients.count == most
    }

    /// Whole parts on as many threads, in order.
    private static func found(of clients: [Data], by readers: DatabasePool) throws -> [Found] {
        let parts = Mutex<[Int: Result<Found, any Error>]>([:])
        let count = ProcessInfo.processInfo.activeProcessorCount
        DispatchQueue.concurrentPerform(iterations: count) { part in
            let own = clients[clients.count * part / count..<clients.count * (part + 1) / count]
            let result = Result {
                try readers.read { try CareSettling(database: $0).found(of: own) }
            }
            parts.withLock { $0[part] = result }
        }
        return try parts.withLock { parts in
            try parts.sorted { $0.key < $1.key }.map { try $0.value.get() }
        }
    }

    private func found(of clients: some Collection<Data>) throws -> Found {
        var found = Found()
        for column in clients {
            guard let history = try follows(for: Pseudonym(column: column)) else {
                found.histories.append((column, nil))
                continue
            }
            let bytes = HistoryRecord.bytes(
                of: history.periods, history.exceptions, history.lateNotices)
            found.histories.append((column, Data(bytes)))
            found.periods += history.periods.count
            for exception in history.exceptions {
                let ground = CareSettlement.Ground(
                    rule: exception.rule, returnCode: exception.returnCode)
                found.exceptions[ground, default: 0] += 1
            }
        }
        return found
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
        guard try names.client(of: client) == client else { return nil }
        var own: [Int64: ReceivedDocument] = [:]
        for mark in try names.marks(of: client) {
            try fetch(Self.ofClient, mark.column) { own[$0] = try DocumentRecord.document($1()) }
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
            try fetch(Self.ofName, name.text) { number, bytes in
                if let document = own[number] {
                    if case .returned(let message) = document.content {
                        received.returns.append(message.marked(client))
                    }
                } else {
                    try add(DocumentRecord.document(bytes()), to: &received)
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
        _ document: ReceivedDocument, to received: inout ReceivedMessages
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

    private static let ofClient =
        "SELECT number, bytes FROM document WHERE client = ? ORDER BY number"
    private static let ofName = "SELECT number, bytes FROM document WHERE name = ? ORDER BY number"

    /// Gives each document's number and, when asked for, its bytes.
    private func fetch(
        _ sql: String, _ argument: some DatabaseValueConvertible,
        _ body: (_ number: Int64, _ bytes: () throws -> Data) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: [argument])
        while let row = try rows.next() { try body(try row.column(0), { try row.column(1) }) }
    }
}
