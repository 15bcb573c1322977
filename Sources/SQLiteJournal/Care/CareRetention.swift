internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

/// Removes what is past its term, within a transaction of the caller's, and says so in the log.
///
/// A client is past the term when everything known of it is: no care goes on, and the last day of
/// care, the date of each message and the receipt of each row of a table lie before the cutoff.
struct CareRetention {
    private let database: Database
    private let names: CareNames
    private let term: CareTerm

    init(database: Database, term: CareTerm) throws {
        self.database = database
        names = try CareNames(database: database)
        self.term = term
    }

    /// Nil when nothing is past its term: nothing is written then.
    func remove() throws -> CareRemoval? {
        let log = try Row.fetchAll(database, sql: "SELECT bytes, hash FROM log ORDER BY number")
        let lines = try log.map { row in
            let bytes: Data = try row.column(0)
            return try CanonicalJSON.value(ImportLogLine.self, from: bytes)
        }
        guard let last = lines.last, let previous = try log.last.map({ try $0.column(1) as Data })
        else { return nil }
        let clients = try clientsPastTerm(received: lines.map(\.receivedOn))
        try name(clients)
        try nameRefusals(of: lines.filter { $0.receivedOn < term.cutoff })
        try nameReturnsToNobody()
        let counts = try Dictionary(
            uniqueKeysWithValues: CareSchema.removable.map { table in
                (table.name, try delete(table))
            })
        guard counts.values.contains(where: { $0.removed > 0 }) else { return nil }
        for client in clients { try forget(client) }
        let verifying = CareVerifying(database: database)
        let remainders = try Set(counts.values.flatMap(\.lines)).sorted().map { line in
            guard let content = try verifying.content(of: line) else { throw CareDamage() }
            return CareRemoval.Remainder(line: line, content: content)
        }
        func removed(_ table: String) -> Int { counts[table]?.removed ?? 0 }
        let removal = CareRemoval(
            months: term.months, cutoff: term.cutoff, clients: clients.count,
            documents: removed("document"), refusals: removed("refusal"),
            rows: removed("table_row"), joins: removed("alias"), remainders: remainders)
        let line = ImportLogLine(
            after: last, previous: try Digest(column: previous), term: term, removal: removal,
            content: CareContent().digest)
        let bytes = line.bytes
        try database.execute(
            sql: "INSERT INTO log (number, bytes, hash) VALUES (?, ?, ?)",
            arguments: [line.number, Data(bytes), SHA256Hashing().digest(of: bytes).column])
        return removal
    }

    /// Those of whom everything is past its term, and who share no message's name with anybody of
    /// whom it isn't: what follows for the other would change.
    private func clientsPastTerm(received days: [CivilDate]) throws -> Set<Pseudonym> {
        var past: Set<Pseudonym> = []
        let columns = try Data.fetchAll(
            database,
            sql: """
                SELECT client FROM document WHERE client IS NOT NULL
                UNION SELECT client FROM table_row WHERE client IS NOT NULL
                """)
        for column in columns {
            let client = try names.client(of: Pseudonym(column: column))
            if !past.contains(client), try isPastTerm(client, received: days) {
                past.insert(client)
            }
        }
        var isStable = false
        while !isStable {
            let shared = try past.filter { client in
                try namesakes(of: client).contains { !past.contains($0) }
            }
            past.subtract(shared)
            isStable = shared.isEmpty
        }
        return past
    }

    private func isPastTerm(_ client: Pseudonym, received days: [CivilDate]) throws -> Bool {
        let bytes = try Data.fetchOne(
            database.cachedStatement(sql: "SELECT bytes FROM history WHERE client = ?"),
            arguments: [client.column])
        for period in try bytes.map({ try HistoryRecord.periods($0, of: client) }) ?? [] {
            guard let end = period.lastKnownDay, end < term.cutoff else { return false }
        }
        for mark in try names.marks(of: client) {
            for bytes in try Data.fetchAll(
                database.cachedStatement(sql: "SELECT bytes FROM document WHERE client = ?"),
                arguments: [mark.column])
            where try DocumentRecord.document(bytes).dated >= term.cutoff { return false }
            for line in try Int.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT DISTINCT line FROM table_row
                        JOIN care_table ON care_table.number = care_table WHERE client = ?
                        """), arguments: [mark.column])
            where days[line - 1] >= term.cutoff { return false }
        }
        return true
    }

    private func namesakes(of client: Pseudonym) throws -> [Pseudonym] {
        try names.marks(of: client).flatMap { mark in
            try Data.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT DISTINCT client FROM document WHERE client IS NOT NULL AND name IN
                        (SELECT name FROM document WHERE client = ?)
                        """), arguments: [mark.column]
            ).map { try names.client(of: Pseudonym(column: $0)) }
        }
    }

    private func name(_ clients: Set<Pseudonym>) throws {
        for client in clients {
            for mark in try names.marks(of: client) {
                for sql in [
                    "SELECT 'document', number FROM document WHERE client = ?",
                    "SELECT 'table_row', rowid FROM table_row WHERE client = ?",
                    "SELECT 'alias', mark FROM alias WHERE mark = ?",
                ] {
                    try database.cachedStatement(sql: "INSERT INTO removal (origin, key) \(sql)")
                        .execute(arguments: [mark.column])
                }
            }
        }
    }

    private func nameRefusals(of lines: [ImportLogLine]) throws {
        for line in lines {
            try database.execute(
                sql: """
                    INSERT INTO removal (origin, key)
                    SELECT 'refusal', number FROM refusal WHERE line = ?
                    """, arguments: [line.number])
        }
    }

    /// Returns that name no client and answer no message that stays.
    private func nameReturnsToNobody() throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT number, bytes FROM document AS one WHERE client IS NULL AND NOT EXISTS (
                    SELECT 1 FROM document AS other
                    WHERE other.name = one.name AND other.client IS NOT NULL
                    AND other.number NOT IN (SELECT key FROM removal WHERE origin = 'document'))
                """)
        for row in rows {
            let (number, bytes): (Int64, Data) = (try row.column(0), try row.column(1))
            guard try DocumentRecord.document(bytes).dated < term.cutoff else { continue }
            try database.execute(
                sql: "INSERT INTO removal (origin, key) VALUES ('document', ?)",
                arguments: [number])
        }
    }

    /// Deletes what was named, and gives how much that was and of which lines.
    private func delete(_ table: CareSchema.Removable) throws -> (removed: Int, lines: [Int]) {
        let named = "\(table.key) IN (SELECT key FROM removal WHERE origin = '\(table.name)')"
        let lines = try Int.fetchAll(
            database, sql: "SELECT DISTINCT \(table.line) FROM \(table.name) WHERE \(named)")
        try database.execute(sql: "DELETE FROM \(table.name) WHERE \(named)")
        let removed = database.changesCount
        try database.execute(sql: "DELETE FROM removal WHERE origin = ?", arguments: [table.name])
        return (removed, lines)
    }

    private func forget(_ client: Pseudonym) throws {
        for table in ["history", "stale"] {
            try database.cachedStatement(sql: "DELETE FROM \(table) WHERE client = ?")
                .execute(arguments: [client.column])
        }
    }
}

extension DeliveryPeriod {
    /// The last day of care, of a pause that nothing followed the day before it; nil while it goes on.
    fileprivate var lastKnownDay: CivilDate? {
        if let end { return end }
        guard let pause = pauses.last, pause.end == nil else { return nil }
        return pause.begin.advanced(byDays: -1)
    }
}

extension ReceivedDocument {
    fileprivate var dated: CivilDate {
        switch content {
        case .care(let message, _): message.dated
        case .allocation(let message): message.dated
        case .returned(let message): message.dated
        }
    }
}
