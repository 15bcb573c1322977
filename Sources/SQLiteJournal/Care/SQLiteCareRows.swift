internal import Dispatch
internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Synchronization

/// The rows of a care database, within one transaction on one connection.
struct SQLiteCareRows {
    let database: Database
    /// Connections that see what this one does, since its transaction holds the lock; none of a
    /// rehearsal, of which others see nothing.
    let readers: DatabasePool?

    init(_ database: Database, beside readers: DatabasePool? = nil) {
        self.database = database
        self.readers = readers
    }

    /// Runs a statement that is prepared once for each of these, and gives the first row of each.
    func each<Argument, Value>(
        _ arguments: [Argument], _ sql: String, _ values: (Argument) -> StatementArguments,
        _ body: (Argument, Row) throws -> Value
    ) throws -> [Value] {
        let statement = try database.cachedStatement(sql: sql)
        var found: [Value] = []
        for argument in arguments {
            let rows = try Row.fetchCursor(statement, arguments: values(argument))
            while let row = try rows.next() { found.append(try body(argument, row)) }
        }
        return found
    }

    /// The same for statements with one mark.
    func each<Kind, Value>(
        _ marks: [KeyedMark<Kind>], _ sql: String,
        _ body: (KeyedMark<Kind>, Row) throws -> Value
    ) throws -> [Value] {
        try each(marks, sql, { [$0.column] }, body)
    }

    func all<Value>(
        _ sql: String, _ arguments: StatementArguments = [], _ body: (Row) throws -> Value
    ) throws -> [Value] {
        try each([arguments], sql, { $0 }) { try body($1) }
    }
}

extension SQLiteCareRows: CareRows {
    func contentKey() throws -> ContentMark? {
        try all("SELECT content_key FROM meta") { try $0.mark(0) as ContentMark }.first
    }

    func lines(after number: Int, limit: Int) throws -> [CareLogRow] {
        try all(
            "SELECT number, bytes, hash FROM log WHERE number > ? ORDER BY number LIMIT ?",
            [number, limit], Self.line)
    }

    func lastLine() throws -> CareLogRow? {
        try all("SELECT number, bytes, hash FROM log ORDER BY number DESC LIMIT 1", [], Self.line)
            .first
    }

    private static func line(_ row: Row) throws -> CareLogRow {
        CareLogRow(
            number: try row.column(0), bytes: try row.bytes(1),
            hash: try Digest(column: try row.column(2)))
    }

    func lastNumbers() throws -> CareNumbers {
        func last(_ column: String, _ table: String) throws -> Int {
            try all("SELECT coalesce(max(\(column)), 0) FROM \(table)") { try $0.column(0) }[0]
        }
        return CareNumbers(
            document: try last("number", "document"), refusal: try last("number", "refusal"),
            table: try last("number", "care_table"), row: try last("rowid", "table_row"))
    }

    func known(_ contents: [ContentMark], in part: CarePart) throws -> Set<ContentMark> {
        Set(
            try each(contents, "SELECT 1 FROM \(part.table) WHERE content = ?") { mark, _ in
                mark
            })
    }

    func known(_ marks: [Pseudonym]) throws -> Set<Pseudonym> {
        let known = """
            SELECT 1 WHERE EXISTS (SELECT 1 FROM document WHERE client = ?1)
            OR EXISTS (SELECT 1 FROM alias WHERE mark = ?1)
            OR EXISTS (SELECT 1 FROM table_row WHERE client = ?1)
            """
        return Set(try each(marks, known) { mark, _ in mark })
    }

    func hasJoins() throws -> Bool {
        try !all("SELECT 1 FROM alias LIMIT 1") { _ in true }.isEmpty
    }

    func clients(of marks: [Pseudonym]) throws -> [Pseudonym: Pseudonym] {
        Dictionary(
            uniqueKeysWithValues: try each(marks, "SELECT client FROM alias WHERE mark = ?") {
                ($0, try $1.mark(0))
            })
    }

    func marks(of clients: [Pseudonym]) throws -> [Pseudonym: [Pseudonym]] {
        Dictionary(
            try each(clients, "SELECT mark FROM alias WHERE client = ?") { ($0, [try $1.mark(0)]) },
            uniquingKeysWith: +)
    }

    func clients(ofDocumentsNamed names: [String]) throws -> Set<Pseudonym> {
        let clients = """
            SELECT DISTINCT client FROM document WHERE name = ? AND client IS NOT NULL
            """
        return Set(try each(names, clients, { [$0] }) { try $1.mark(0) })
    }

    func everybody() throws -> [Pseudonym] {
        try all(
            """
            SELECT client FROM document WHERE client IS NOT NULL
            UNION SELECT client FROM table_row WHERE client IS NOT NULL
            """
        ) { try $0.mark(0) }
    }

    func clients(ofLine line: Int) throws -> [Pseudonym] {
        try all(
            """
            SELECT client FROM document WHERE line = ?1 AND client IS NOT NULL
            UNION SELECT table_row.client FROM table_row
            JOIN care_table ON care_table.number = care_table
            WHERE line = ?1 AND table_row.client IS NOT NULL
            """, [line]
        ) { try $0.mark(0) }
    }

    func documents(about marks: [Pseudonym]) throws -> [NumberedBytes] {
        try each(marks, "SELECT number, bytes FROM document WHERE client = ?") {
            try $1.numberedBytes()
        }
    }

    func documents(named names: [String]) throws -> [NumberedBytes] {
        try each(names, "SELECT number, bytes FROM document WHERE name = ?", { [$0] }) {
            try $1.numberedBytes()
        }
    }

    func allocations(after number: Int, limit: Int) throws -> [NumberedBytes] {
        // The sign keeps the index on names out: rows are read on in their own order.
        try all(
            """
            SELECT number, bytes FROM document
            WHERE number > ? AND +name GLOB '301 *' ORDER BY number LIMIT ?
            """, [number, limit]
        ) { try $0.numberedBytes() }
    }

    func refusals(after number: Int, limit: Int) throws -> [NumberedBytes] {
        try all(
            "SELECT number, bytes FROM refusal WHERE number > ? ORDER BY number LIMIT ?",
            [number, limit]
        ) { try $0.numberedBytes() }
    }

    func rows(
        of kind: CareTable.Kind, after number: Int, limit: Int
    ) throws -> [CareAddition.Row] {
        try all(
            """
            SELECT table_row.rowid, care_table, place, client, bytes FROM table_row
            JOIN care_table ON care_table.number = care_table
            WHERE kind = ? AND table_row.rowid > ? ORDER BY table_row.rowid LIMIT ?
            """, [kind.rawValue, number, limit]
        ) { try $0.tableRow() }
    }

    func histories(after client: Pseudonym?, limit: Int) throws -> [CareHistoryRow] {
        try all(
            "SELECT client, bytes FROM history WHERE client > ? ORDER BY client LIMIT ?",
            [client?.column ?? Data(), limit]
        ) { CareHistoryRow(client: try $0.mark(0), bytes: try $0.bytes(1)) }
    }

    func histories(of clients: [Pseudonym]) throws -> [Pseudonym: [UInt8]] {
        Dictionary(
            uniqueKeysWithValues: try each(
                clients, "SELECT bytes FROM history WHERE client = ?"
            ) { ($0, try $1.bytes(0)) })
    }

    func stale(limit: Int) throws -> [Pseudonym] {
        try all("SELECT client FROM stale ORDER BY client LIMIT ?", [limit]) { try $0.mark(0) }
    }

    func lines(ofRowsAbout marks: [Pseudonym]) throws -> [Pseudonym: Set<Int>] {
        let lines = """
            SELECT DISTINCT line FROM table_row
            JOIN care_table ON care_table.number = care_table WHERE client = ?
            """
        return Dictionary(
            try each(marks, lines) { ($0, [try $1.column(0)]) },
            uniquingKeysWith: { $0.union($1) })
    }

    func namesakes(of marks: [Pseudonym]) throws -> [Pseudonym: Set<Pseudonym>] {
        let others = """
            SELECT DISTINCT client FROM document WHERE client IS NOT NULL AND name IN
            (SELECT name FROM document WHERE client = ?)
            """
        return Dictionary(
            try each(marks, others) { ($0, [try $1.mark(0)]) },
            uniquingKeysWith: { $0.union($1) })
    }

    /// Whole parts on as many threads, in order.
    func inParts<Value: Sendable>(
        _ clients: [Pseudonym],
        _ body: @escaping @Sendable (_ part: [Pseudonym], any CareRows) throws -> Value
    ) throws -> [Value] {
        guard let readers else { return [try body(clients, self)] }
        let parts = Mutex<[Int: Result<Value, any Error>]>([:])
        let count = ProcessInfo.processInfo.activeProcessorCount
        DispatchQueue.concurrentPerform(iterations: count) { part in
            let own = clients[clients.count * part / count..<clients.count * (part + 1) / count]
            let result = Result {
                try readers.read { try body(Array(own), SQLiteCareRows($0)) }
            }
            parts.withLock { $0[part] = result }
        }
        return try parts.withLock { parts in
            try parts.sorted { $0.key < $1.key }.map { try $0.value.get() }
        }
    }
}
