internal import Domain
internal import Engine

/// The rows of care records in a database, within one transaction on one connection.
struct PostgresCareRows {
    let connection: Connection

    /// What a query gives, one value for each row.
    func all<Value>(
        _ sql: String, _ parameters: [Parameter] = [], _ body: (Rows, Int) throws -> Value
    ) throws -> [Value] {
        let rows = try connection.query(sql, parameters)
        return try rows.indices.map { try body(rows, $0) }
    }

    /// The same about these marks, texts or numbers; nothing is asked about none.
    func all<Value>(
        about parameter: Parameter?, _ sql: String, _ body: (Rows, Int) throws -> Value
    ) throws -> [Value] {
        guard let parameter else { return [] }
        return try all(sql, [parameter], body)
    }
}

extension PostgresCareRows: CareRows {
    /// The first line of the log has it, and nothing is there before that line.
    func contentKey() throws -> ContentMark? {
        try lines(after: 0, limit: 1).first?.line().keys.first
    }

    func lines(after number: Int, limit: Int) throws -> [CareLogRow] {
        try all(
            """
            SELECT number, bytes, hash FROM kansendossier.care_log
            WHERE number > $1 ORDER BY number LIMIT $2
            """, [Parameter(number), Parameter(limit)]
        ) { try $0.logRow($1) }
    }

    func lastLine() throws -> CareLogRow? {
        try all(
            """
            SELECT number, bytes, hash FROM kansendossier.care_log ORDER BY number DESC LIMIT 1
            """
        ) { try $0.logRow($1) }.first
    }

    func lastNumbers() throws -> CareNumbers {
        let last = ["document", "refusal", "table", "row"].map {
            "(SELECT coalesce(max(number), 0) FROM kansendossier.care_\($0))"
        }
        return try all("SELECT " + last.joined(separator: ", ")) { rows, row in
            CareNumbers(
                document: try rows.number(row, 0), refusal: try rows.number(row, 1),
                table: try rows.number(row, 2), row: try rows.number(row, 3))
        }[0]
    }

    func known(_ contents: [ContentMark], in part: CarePart) throws -> Set<ContentMark> {
        Set(
            try all(
                about: .list(contents),
                "SELECT content FROM \(part.table) WHERE content = ANY ($1)"
            ) { try $0.mark($1, 0) })
    }

    func known(_ marks: [Pseudonym]) throws -> Set<Pseudonym> {
        Set(
            try all(
                about: .list(marks),
                """
                SELECT m FROM unnest($1::bytea[]) m
                WHERE EXISTS (SELECT FROM kansendossier.care_document d WHERE d.client = m)
                OR EXISTS (SELECT FROM kansendossier.care_join j WHERE j.mark = m)
                OR EXISTS (SELECT FROM kansendossier.care_row w WHERE w.client = m)
                """
            ) { try $0.mark($1, 0) })
    }

    func hasJoins() throws -> Bool {
        try !all("SELECT 1 FROM kansendossier.care_join LIMIT 1") { _, _ in true }.isEmpty
    }

    func clients(of marks: [Pseudonym]) throws -> [Pseudonym: Pseudonym] {
        Dictionary(
            uniqueKeysWithValues: try all(
                about: .list(marks),
                "SELECT mark, client FROM kansendossier.care_join WHERE mark = ANY ($1)"
            ) { (try $0.mark($1, 0), try $0.mark($1, 1)) })
    }

    func marks(of clients: [Pseudonym]) throws -> [Pseudonym: [Pseudonym]] {
        Dictionary(
            try all(
                about: .list(clients),
                """
                SELECT client, mark FROM kansendossier.care_join
                WHERE client = ANY ($1) ORDER BY mark
                """
            ) { (try $0.mark($1, 0), [try $0.mark($1, 1)]) }, uniquingKeysWith: +)
    }

    func clients(ofDocumentsNamed names: [String]) throws -> Set<Pseudonym> {
        Set(
            try all(
                about: .list(names),
                """
                SELECT DISTINCT client FROM kansendossier.care_document
                WHERE name = ANY ($1) AND client IS NOT NULL
                """
            ) { try $0.mark($1, 0) })
    }

    func everybody() throws -> [Pseudonym] {
        try all(
            """
            SELECT client FROM kansendossier.care_document WHERE client IS NOT NULL
            UNION SELECT client FROM kansendossier.care_row WHERE client IS NOT NULL
            """
        ) { try $0.mark($1, 0) }
    }

    func clients(ofLine line: Int) throws -> [Pseudonym] {
        try all(
            """
            SELECT client FROM kansendossier.care_document WHERE line = $1 AND client IS NOT NULL
            UNION SELECT w.client FROM kansendossier.care_row w
            JOIN kansendossier.care_table t ON t.number = w.care_table
            WHERE t.line = $1 AND w.client IS NOT NULL ORDER BY client
            """, [Parameter(line)]
        ) { try $0.mark($1, 0) }
    }

    func documents(about marks: [Pseudonym]) throws -> [NumberedBytes] {
        try all(
            about: .list(marks),
            "SELECT number, bytes FROM kansendossier.care_document WHERE client = ANY ($1)"
        ) { try $0.numberedBytes($1) }
    }

    func documents(named names: [String]) throws -> [NumberedBytes] {
        try all(
            about: .list(names),
            "SELECT number, bytes FROM kansendossier.care_document WHERE name = ANY ($1)"
        ) { try $0.numberedBytes($1) }
    }

    func allocations(after number: Int, limit: Int) throws -> [NumberedBytes] {
        try all(
            """
            SELECT number, bytes FROM kansendossier.care_document
            WHERE number > $1 AND starts_with(name, '301 ') ORDER BY number LIMIT $2
            """, [Parameter(number), Parameter(limit)]
        ) { try $0.numberedBytes($1) }
    }

    func refusals(after number: Int, limit: Int) throws -> [NumberedBytes] {
        try all(
            """
            SELECT number, bytes FROM kansendossier.care_refusal
            WHERE number > $1 ORDER BY number LIMIT $2
            """, [Parameter(number), Parameter(limit)]
        ) { try $0.numberedBytes($1) }
    }

    func rows(
        of kind: CareTable.Kind, after number: Int, limit: Int
    ) throws -> [CareAddition.Row] {
        try all(
            """
            SELECT w.number, w.care_table, w.place, w.client, w.bytes FROM kansendossier.care_row w
            JOIN kansendossier.care_table t ON t.number = w.care_table
            WHERE t.kind = $1 AND w.number > $2 ORDER BY w.number LIMIT $3
            """, [Parameter(kind.rawValue), Parameter(number), Parameter(limit)]
        ) { try $0.tableRow($1) }
    }

    func histories(after client: Pseudonym?, limit: Int) throws -> [CareHistoryRow] {
        try all(
            """
            SELECT client, bytes FROM kansendossier.care_history
            WHERE client > $1 ORDER BY client LIMIT $2
            """, [Parameter(bytes: client?.bytes ?? []), Parameter(limit)]
        ) { CareHistoryRow(client: try $0.mark($1, 0), bytes: try $0.known($1, 1)) }
    }

    func histories(of clients: [Pseudonym]) throws -> [Pseudonym: [UInt8]] {
        Dictionary(
            uniqueKeysWithValues: try all(
                about: .list(clients),
                "SELECT client, bytes FROM kansendossier.care_history WHERE client = ANY ($1)"
            ) { (try $0.mark($1, 0), try $0.known($1, 1)) })
    }

    func stale(limit: Int) throws -> [Pseudonym] {
        try all(
            "SELECT client FROM kansendossier.care_stale ORDER BY client LIMIT $1",
            [Parameter(limit)]
        ) { try $0.mark($1, 0) }
    }
}
