internal import Crypto
internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

/// Holds everything in a care database against its log, in one snapshot.
struct CareVerifying {
    let database: Database

    func verify() throws -> CareVerification {
        let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
        guard integrity == ["ok"] else { return .deviation("the file contradicts itself") }
        let remainders = try remainders()
        var hash = Digest.zero
        var lines = 0
        let rows = try Row.fetchCursor(
            database, sql: "SELECT number, bytes, hash FROM log ORDER BY number")
        while let row = try rows.next() {
            let place = "line \(lines + 1) of the import log"
            let bytes: Data = try row.column(1)
            guard try row.column(0) == lines + 1 else { return .deviation("\(place) is missing") }
            let own = SHA256Hashing().digest(of: Array(bytes))
            guard try Digest(column: try row.column(2)) == own else {
                return .deviation("\(place) was changed: its hash is another")
            }
            let line = try CanonicalJSON.value(ImportLogLine.self, from: bytes)
            guard line.number == lines + 1, line.previous == hash else {
                return .deviation("\(place) doesn't follow the one before it")
            }
            let promised = remainders[line.number] ?? line.content
            guard try content(of: line.number) == promised else {
                return .deviation("\(place): what came in then was changed")
            }
            hash = own
            lines += 1
        }
        if let orphan = try orphan(after: lines) { return .deviation(orphan) }
        if let deviation = try deviatingHistory() { return .deviation(deviation) }
        let documents = try Int.fetchOne(database, sql: "SELECT count(*) FROM document") ?? 0
        let clients = try Int.fetchOne(database, sql: "SELECT count(*) FROM history") ?? 0
        return .ok(lines: lines, documents: documents, clients: clients, hash: hash)
    }

    /// What is left of lines of which something was removed after its term, by the newest removal.
    private func remainders() throws -> [Int: Domain.Digest] {
        var remainders: [Int: Domain.Digest] = [:]
        let rows = try Data.fetchCursor(database, sql: "SELECT bytes FROM log ORDER BY number")
        while let bytes = try rows.next() {
            let line = try CanonicalJSON.value(ImportLogLine.self, from: bytes)
            for left in line.removed?.remainders ?? [] { remainders[left.line] = left.content }
        }
        return remainders
    }

    /// The hash over all that the line added, as it stands now.
    func content(of line: Int) throws -> Domain.Digest? {
        var content = CareContent()
        let documents = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT bytes, name, client, content FROM document
                    WHERE line = ? ORDER BY number
                    """), arguments: [line])
        while let row = try documents.next() {
            let bytes: Data = try row.column(0)
            let document = try DocumentRecord.document(bytes)
            // What documents are found by must be what they say.
            let client: Data? = row[2]
            guard try row.column(1) == document.name,
                client == document.client?.current.column,
                try row.column(3) == document.contentMark.column
            else { return nil }
            content.addDocument(Array(bytes))
        }
        let refusals = try Row.fetchCursor(
            database.cachedStatement(
                sql: "SELECT content, bytes FROM refusal WHERE line = ? ORDER BY number"),
            arguments: [line])
        while let row = try refusals.next() {
            let (mark, bytes): (Data, Data) = (try row.column(0), try row.column(1))
            content.addRefusal(Array(mark), Array(bytes))
        }
        try addTables(of: line, to: &content)
        let joins = try Row.fetchCursor(
            database.cachedStatement(sql: "SELECT mark, client FROM alias WHERE line = ?"),
            arguments: [line])
        while let row = try joins.next() {
            content.addJoin(
                try Pseudonym(column: try row.column(0)), try Pseudonym(column: try row.column(1)))
        }
        return content.digest
    }

    private func addTables(of line: Int, to content: inout CareContent) throws {
        let tables = try Row.fetchAll(
            database,
            sql: "SELECT number, kind, content FROM care_table WHERE line = ? ORDER BY number",
            arguments: [line])
        for table in tables {
            let mark: Data = try table.column(2)
            content.addTable(try table.column(1), Array(mark))
            let number: Int64 = try table.column(0)
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT client, bytes FROM table_row WHERE care_table = ? ORDER BY place",
                arguments: [number])
            while let row = try rows.next() {
                let client: Data? = row[0]
                let bytes: Data = try row.column(1)
                content.addRow(client.map(Array.init) ?? [], Array(bytes))
            }
        }
    }

    /// Something that no line of the log stands for.
    private func orphan(after lines: Int) throws -> String? {
        for table in ["document", "refusal", "alias", "care_table"] {
            let count = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM \(table) WHERE line NOT BETWEEN 1 AND ?",
                arguments: [lines])
            if count != 0 { return "\(table): something that no line of the import log added" }
        }
        let rows = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM table_row
                WHERE care_table NOT IN (SELECT number FROM care_table)
                """)
        return rows == 0 ? nil : "table_row: something that no line of the import log added"
    }

    /// What follows from the messages, computed again for everyone; those who wait to be computed
    /// are no deviation.
    private func deviatingHistory() throws -> String? {
        let clients = try Data.fetchCursor(
            database,
            sql: """
                SELECT client FROM document WHERE client IS NOT NULL
                UNION SELECT client FROM alias UNION SELECT client FROM history
                EXCEPT SELECT client FROM stale
                """)
        let settling = try CareSettling(database: database)
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        while let column = try clients.next() {
            let client = try Pseudonym(column: column)
            let kept = try Data.fetchOne(
                database.cachedStatement(sql: "SELECT bytes FROM history WHERE client = ?"),
                arguments: [column])
            if try kept.map(Array.init) != settling.history(of: client, asOf: version) {
                return "the periods of client \(client.description.prefix(16))… aren't those of "
                    + "the messages"
            }
        }
        return nil
    }
}
