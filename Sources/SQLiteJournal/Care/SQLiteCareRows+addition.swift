internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

extension SQLiteCareRows {
    func addition(of line: Int) throws -> CareAddition {
        var addition = CareAddition()
        addition.documents = try all(
            """
            SELECT number, name, client, content, bytes FROM document
            WHERE line = ? ORDER BY number
            """, [line]
        ) { row in
            CareAddition.Document(
                number: try row.column(0), name: try row.column(1),
                client: try row.markIfAny(2), content: try row.mark(3), bytes: try row.bytes(4))
        }
        addition.refusals = try all(
            "SELECT number, content, bytes FROM refusal WHERE line = ? ORDER BY number", [line]
        ) { row in
            CareAddition.Refusal(
                number: try row.column(0), content: try row.mark(1), bytes: try row.bytes(2))
        }
        addition.joins = try all(
            "SELECT mark, client FROM alias WHERE line = ? ORDER BY mark", [line]
        ) { CareAddition.Join(mark: try $0.mark(0), client: try $0.mark(1)) }
        addition.tables = try all(
            "SELECT number, kind, content FROM care_table WHERE line = ? ORDER BY number", [line]
        ) { row in
            CareAddition.Table(
                number: try row.column(0), kind: try row.column(1), content: try row.mark(2))
        }
        addition.rows = try each(
            addition.tables,
            """
            SELECT rowid, care_table, place, client, bytes FROM table_row
            WHERE care_table = ? ORDER BY rowid
            """, { [$0.number] }
        ) { try $1.tableRow() }
        return addition
    }

    func orphan(after lines: Int) throws -> CarePart? {
        for part in [CarePart.document, .refusal, .join, .table] {
            let beyond = try all(
                "SELECT 1 FROM \(part.table) WHERE line NOT BETWEEN 1 AND ? LIMIT 1", [lines]
            ) { _ in part }
            if let part = beyond.first { return part }
        }
        return try all(
            """
            SELECT 1 FROM table_row
            WHERE care_table NOT IN (SELECT number FROM care_table) LIMIT 1
            """
        ) { _ in CarePart.row }.first
    }

    func settled() throws -> [Pseudonym] {
        try all(
            """
            SELECT client FROM document WHERE client IS NOT NULL
            UNION SELECT client FROM alias UNION SELECT client FROM history
            EXCEPT SELECT client FROM stale
            """
        ) { try $0.mark(0) }
    }

    func counts() throws -> (documents: Int, histories: Int) {
        try all("SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM history)") {
            (documents: try $0.column(0), histories: try $0.column(1))
        }[0]
    }
}

extension SQLiteCareRows: WritableCareRows {
    func store(_ line: CareLogRow, _ addition: CareAddition, stale: [Pseudonym]) throws {
        if line.number == 1, let key = try line.line().keys.first {
            try run("INSERT INTO meta (one, content_key) VALUES (1, ?)", [key.column])
        }
        for document in addition.documents {
            try run(
                """
                INSERT INTO document (number, line, name, client, content, bytes)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    document.number, line.number, document.name, document.client?.column,
                    document.content.column, Data(document.bytes),
                ])
        }
        for refusal in addition.refusals {
            try run(
                "INSERT INTO refusal (number, line, content, bytes) VALUES (?, ?, ?, ?)",
                [refusal.number, line.number, refusal.content.column, Data(refusal.bytes)])
        }
        for join in addition.joins {
            try run(
                "INSERT INTO alias (mark, client, line) VALUES (?, ?, ?)",
                [join.mark.column, join.client.column, line.number])
        }
        for table in addition.tables {
            try run(
                "INSERT INTO care_table (number, line, kind, content) VALUES (?, ?, ?, ?)",
                [table.number, line.number, table.kind, table.content.column])
        }
        for row in addition.rows {
            try run(
                """
                INSERT INTO table_row (rowid, care_table, place, client, bytes)
                VALUES (?, ?, ?, ?, ?)
                """, [row.number, row.table, row.place, row.client?.column, Data(row.bytes)])
        }
        for client in stale {
            try run(
                "INSERT INTO stale (client) VALUES (?) ON CONFLICT DO NOTHING", [client.column])
        }
        try run(
            "INSERT INTO log (number, bytes, hash) VALUES (?, ?, ?)",
            [line.number, Data(line.bytes), line.hash.column])
    }

    func settle(_ histories: [CareHistoryRow]) throws {
        for history in histories {
            if let bytes = history.bytes {
                try run(
                    "INSERT OR REPLACE INTO history (client, bytes) VALUES (?, ?)",
                    [history.client.column, Data(bytes)])
            } else {
                try run("DELETE FROM history WHERE client = ?", [history.client.column])
            }
            try run("DELETE FROM stale WHERE client = ?", [history.client.column])
        }
    }

    func nameForRemoval(about marks: [Pseudonym], refusalsOf lines: [Int]) throws {
        for mark in marks {
            for sql in [
                "SELECT 'document', number FROM document WHERE client = ?",
                "SELECT 'table_row', rowid FROM table_row WHERE client = ?",
                "SELECT 'alias', mark FROM alias WHERE mark = ?",
            ] { try run("INSERT INTO removal (origin, key) \(sql)", [mark.column]) }
        }
        for line in lines {
            try run(
                """
                INSERT INTO removal (origin, key)
                SELECT 'refusal', number FROM refusal WHERE line = ?
                """, [line])
        }
    }

    func nameForRemoval(documents: [Int]) throws {
        for number in documents {
            try run("INSERT INTO removal (origin, key) VALUES ('document', ?)", [number])
        }
    }

    func returnsToNobody() throws -> [NumberedBytes] {
        try all(
            """
            SELECT number, bytes FROM document AS one WHERE client IS NULL AND NOT EXISTS (
                SELECT 1 FROM document AS other
                WHERE other.name = one.name AND other.client IS NOT NULL
                AND other.number NOT IN (SELECT key FROM removal WHERE origin = 'document'))
            """
        ) { try $0.numberedBytes() }
    }

    func removeNamed() throws -> [CarePart: [Int: Int]] {
        var removed: [CarePart: [Int: Int]] = [:]
        for table in CareSchema.removable {
            let named =
                "\(table.key) IN (SELECT key FROM removal WHERE origin = '\(table.part.table)')"
            let lines = try all(
                """
                SELECT \(table.line), count(*) FROM \(table.part.table) WHERE \(named) GROUP BY 1
                """
            ) { (try $0.column(0) as Int, try $0.column(1) as Int) }
            try run("DELETE FROM \(table.part.table) WHERE \(named)", [])
            try run("DELETE FROM removal WHERE origin = ?", [table.part.table])
            removed[table.part] = Dictionary(uniqueKeysWithValues: lines)
        }
        return removed
    }

    func forget(_ clients: [Pseudonym]) throws {
        for client in clients {
            for table in ["history", "stale"] {
                try run("DELETE FROM \(table) WHERE client = ?", [client.column])
            }
        }
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension Row {
    func bytes(_ index: Int) throws -> [UInt8] { Array(try column(index, as: Data.self)) }

    func mark<Kind>(_ index: Int) throws -> KeyedMark<Kind> {
        try KeyedMark(column: try column(index))
    }

    func markIfAny<Kind>(_ index: Int) throws -> KeyedMark<Kind>? {
        try column(index, as: DatabaseValue.self).isNull ? nil : mark(index)
    }

    /// From the columns number, bytes.
    func numberedBytes() throws -> NumberedBytes {
        NumberedBytes(number: try column(0), bytes: try bytes(1))
    }

    /// From the columns number, table, place, client, bytes.
    func tableRow() throws -> CareAddition.Row {
        CareAddition.Row(
            number: try column(0), table: try column(1), place: try column(2),
            client: try markIfAny(3), bytes: try bytes(4))
    }
}
