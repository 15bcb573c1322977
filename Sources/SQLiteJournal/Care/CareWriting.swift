internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

/// Writes one batch and its line in the log, within a transaction of the caller's.
struct CareWriting {
    private let database: Database
    private let head: ImportHead
    private var names: CareNames
    /// Clients that are known to be computed again, so that none is noted twice.
    private var stale: Set<Pseudonym> = []

    init(database: Database, head: ImportHead) throws {
        self.database = database
        self.head = head
        names = try CareNames(database: database)
    }

    mutating func add(_ batch: CareBatch) throws -> CareReceipt {
        try checkKey()
        let last = try Row.fetchOne(
            database, sql: "SELECT number, hash FROM log ORDER BY number DESC LIMIT 1")
        let previous = try last.map { try Digest(column: try $0.column(1)) } ?? .zero
        var receipt = CareReceipt()
        receipt.line = try (last?.column(0) ?? 0) + 1
        var content = CareContent()
        for (place, document) in batch.documents.enumerated() {
            if try add(document, line: receipt.line, &receipt, &content) {
                receipt.accepted += 1
            } else {
                receipt.duplicates += 1
                receipt.duplicatePlaces.append(place)
            }
        }
        try markNamesakesStale(of: receipt.line)
        for refused in batch.refused {
            if try add(refused, line: receipt.line, &content) {
                receipt.refused += 1
            } else {
                receipt.duplicates += 1
            }
        }
        for table in batch.tables {
            if try add(table, line: receipt.line, &receipt, &content) {
                receipt.accepted += table.rows.count
            } else {
                receipt.duplicates += table.rows.count
            }
        }
        let line = ImportLogLine(
            number: receipt.line, head: head, receipt: receipt,
            content: content.digest, previous: previous)
        let bytes = line.bytes
        try database.cachedStatement(
            sql: "INSERT INTO log (number, bytes, hash) VALUES (?, ?, ?)"
        ).execute(arguments: [
            line.number, Data(bytes), SHA256Hashing().digest(of: bytes).column,
        ])
        return receipt
    }

    /// A store remembers the content key that it was begun with: under another nothing would join.
    private func checkKey() throws {
        let check = head.contentKeyCheck.column
        if let known = try Data.fetchOne(database, sql: "SELECT content_key FROM meta") {
            guard known == check else { throw CareFailure.wrongKey }
        } else {
            try database.execute(
                sql: "INSERT INTO meta (one, content_key) VALUES (1, ?)", arguments: [check])
        }
    }

    /// False when it was there already; a client's former mark is joined all the same.
    private mutating func add(
        _ document: ReceivedDocument, line: Int, _ receipt: inout CareReceipt,
        _ content: inout CareContent
    ) throws -> Bool {
        if let client = document.client {
            try join(client, line: line, &receipt, &content)
        }
        let bytes = DocumentRecord.bytes(of: document)
        try database.cachedStatement(
            sql: """
                INSERT INTO document (line, name, client, content, bytes) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (content) DO NOTHING
                """
        ).execute(arguments: [
            line, document.name, document.client?.current.column, document.contentMark.column,
            Data(bytes),
        ])
        guard database.changesCount == 1 else { return false }
        content.addDocument(bytes)
        if let client = document.client { try markStale(names.client(of: client.current)) }
        return true
    }

    private func add(
        _ refused: RefusedDocument, line: Int, _ content: inout CareContent
    ) throws -> Bool {
        let bytes = HistoryRecord.bytes(
            of: [], [ImportException(refused, receivedOn: head.receivedOn)])
        try database.cachedStatement(
            sql: """
                INSERT INTO refusal (line, content, bytes) VALUES (?, ?, ?)
                ON CONFLICT (content) DO NOTHING
                """
        ).execute(arguments: [line, refused.contentMark.column, Data(bytes)])
        guard database.changesCount == 1 else { return false }
        content.addRefusal(refused.contentMark.bytes, bytes)
        return true
    }

    private mutating func add(
        _ table: CareTable, line: Int, _ receipt: inout CareReceipt, _ content: inout CareContent
    ) throws -> Bool {
        try database.execute(
            sql: """
                INSERT INTO care_table (line, kind, content) VALUES (?, ?, ?)
                ON CONFLICT (content) DO NOTHING
                """, arguments: [line, table.kind.rawValue, table.contentMark.column])
        guard database.changesCount == 1 else { return false }
        let number = database.lastInsertedRowID
        content.addTable(table.kind.rawValue, table.contentMark.bytes)
        for (place, row) in table.rows.enumerated() {
            if let client = row.client { try join(client, line: line, &receipt, &content) }
            let bytes = TableRowRecord.bytes(of: row)
            try database.cachedStatement(
                sql: "INSERT INTO table_row (care_table, place, client, bytes) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [number, place, row.client?.current.column, Data(bytes)])
            content.addRow(row.client?.current.bytes ?? [], bytes)
        }
        return true
    }

    /// Makes the new mark stand for the same client as the former one, where that one is known.
    private mutating func join(
        _ client: ClientMarks, line: Int, _ receipt: inout CareReceipt, _ content: inout CareContent
    ) throws {
        guard let previous = client.previous else { return }
        let known = try database.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT 1 FROM document WHERE client = ?1)
                OR EXISTS (SELECT 1 FROM alias WHERE mark = ?1)
                OR EXISTS (SELECT 1 FROM table_row WHERE client = ?1)
                """)
        guard try Bool.fetchOne(known, arguments: [previous.column]) == true else { return }
        let canonical = try names.client(of: previous)
        guard try names.client(of: client.current) == client.current,
            canonical != client.current
        else { return }
        try database.cachedStatement(
            sql: "INSERT INTO alias (mark, client, line) VALUES (?, ?, ?)"
        ).execute(arguments: [client.current.column, canonical.column, line])
        names = try CareNames(database: database)
        content.addJoin(client.current, canonical)
        receipt.joined += 1
        try markStale(client.current)
        try markStale(canonical)
    }

    /// Everybody else with a message under a name that came in now: those under the same name, and
    /// those whose message a return answers.
    private mutating func markNamesakesStale(of line: Int) throws {
        let others = try database.cachedStatement(
            sql: """
                SELECT DISTINCT other.client FROM document AS own
                JOIN document AS other ON other.name = own.name AND other.number <> own.number
                WHERE own.line = ? AND own.name NOT GLOB '301 *' AND other.client IS NOT NULL
                """)
        for column in try Data.fetchAll(others, arguments: [line]) {
            try markStale(names.client(of: Pseudonym(column: column)))
        }
    }

    private mutating func markStale(_ client: Pseudonym) throws {
        guard stale.insert(client).inserted else { return }
        try database.cachedStatement(
            sql: "INSERT INTO stale (client) VALUES (?) ON CONFLICT DO NOTHING"
        ).execute(arguments: [client.column])
    }
}

extension ReceivedDocument {
    /// By which other messages are found: that of a start or stop message is also what a return
    /// answers.
    var name: String {
        switch content {
        case .care(let message, _): message.name.text
        case .returned(let message): message.answers.text
        case .allocation(let message):
            "301 \(message.domain.rawValue) \(message.provider) \(message.municipality) "
                + message.identification
        }
    }
}

extension CareMessage.Name {
    /// The name as text.
    var text: String {
        "\(kind == .start ? 305 : 307) \(domain.rawValue) \(sender) \(municipality) "
            + identification
    }
}
