internal import Domain
internal import Engine

extension PostgresCareRows {
    func addition(of line: Int) throws -> CareAddition {
        var addition = CareAddition()
        let line = [Parameter(line)]
        addition.documents = try all(
            """
            SELECT number, name, client, content, bytes FROM kansendossier.care_document
            WHERE line = $1 ORDER BY number
            """, line
        ) { rows, row in
            CareAddition.Document(
                number: try rows.number(row, 0), name: try rows.text(row, 1),
                client: try rows.markIfAny(row, 2), content: try rows.mark(row, 3),
                bytes: try rows.known(row, 4))
        }
        addition.refusals = try all(
            """
            SELECT number, content, bytes FROM kansendossier.care_refusal
            WHERE line = $1 ORDER BY number
            """, line
        ) { rows, row in
            CareAddition.Refusal(
                number: try rows.number(row, 0), content: try rows.mark(row, 1),
                bytes: try rows.known(row, 2))
        }
        addition.joins = try all(
            "SELECT mark, client FROM kansendossier.care_join WHERE line = $1 ORDER BY mark", line
        ) { CareAddition.Join(mark: try $0.mark($1, 0), client: try $0.mark($1, 1)) }
        addition.tables = try all(
            """
            SELECT number, kind, content FROM kansendossier.care_table
            WHERE line = $1 ORDER BY number
            """, line
        ) { rows, row in
            CareAddition.Table(
                number: try rows.number(row, 0), kind: try rows.text(row, 1),
                content: try rows.mark(row, 2))
        }
        addition.rows = try all(
            """
            SELECT number, care_table, place, client, bytes FROM kansendossier.care_row
            WHERE care_table IN (SELECT number FROM kansendossier.care_table WHERE line = $1)
            ORDER BY number
            """, line
        ) { try $0.tableRow($1) }
        return addition
    }

    func orphan(after lines: Int) throws -> CarePart? {
        for part in [CarePart.document, .refusal, .join, .table] {
            let beyond = try all(
                "SELECT 1 FROM \(part.table) WHERE line NOT BETWEEN 1 AND $1 LIMIT 1",
                [Parameter(lines)]
            ) { _, _ in part }
            if let part = beyond.first { return part }
        }
        return try all(
            """
            SELECT 1 FROM kansendossier.care_row w WHERE NOT EXISTS (
                SELECT FROM kansendossier.care_table t WHERE t.number = w.care_table) LIMIT 1
            """
        ) { _, _ in CarePart.row }.first
    }

    func settled() throws -> [Pseudonym] {
        try all(
            """
            SELECT client FROM kansendossier.care_document WHERE client IS NOT NULL
            UNION SELECT client FROM kansendossier.care_join
            UNION SELECT client FROM kansendossier.care_history
            EXCEPT SELECT client FROM kansendossier.care_stale
            """
        ) { try $0.mark($1, 0) }
    }

    func counts() throws -> (documents: Int, histories: Int) {
        try all(
            """
            SELECT (SELECT count(*) FROM kansendossier.care_document),
                (SELECT count(*) FROM kansendossier.care_history)
            """
        ) { (documents: try $0.number($1, 0), histories: try $0.number($1, 1)) }[0]
    }

    func lines(ofRowsAbout marks: [Pseudonym]) throws -> [Pseudonym: Set<Int>] {
        Dictionary(
            try all(
                about: .list(marks),
                """
                SELECT DISTINCT w.client, t.line FROM kansendossier.care_row w
                JOIN kansendossier.care_table t ON t.number = w.care_table
                WHERE w.client = ANY ($1)
                """
            ) { (try $0.mark($1, 0), [try $0.number($1, 1)]) },
            uniquingKeysWith: { $0.union($1) })
    }

    func namesakes(of marks: [Pseudonym]) throws -> [Pseudonym: Set<Pseudonym>] {
        Dictionary(
            try all(
                about: .list(marks),
                """
                SELECT DISTINCT one.client, other.client FROM kansendossier.care_document one
                JOIN kansendossier.care_document other ON other.name = one.name
                WHERE one.client = ANY ($1) AND other.client IS NOT NULL
                """
            ) { (try $0.mark($1, 0), [try $0.mark($1, 1)]) },
            uniquingKeysWith: { $0.union($1) })
    }

    /// One part: a snapshot has one connection.
    func inParts<Value: Sendable>(
        _ clients: [Pseudonym],
        _ body: @escaping @Sendable (_ part: [Pseudonym], any CareRows) throws -> Value
    ) throws -> [Value] { [try body(clients, self)] }
}
