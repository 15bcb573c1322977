package import Domain
package import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

extension SQLiteCareStore {
    package func rows(
        of kind: CareTable.Kind, after number: Int, limit: Int
    ) async throws(CareFailure) -> [NumberedRow] {
        try await read { database in
            let names = try CareNames(database: database)
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT table_row.rowid, client, bytes, care_table FROM table_row
                    JOIN care_table ON care_table.number = care_table
                    WHERE kind = ? AND table_row.rowid > ? ORDER BY table_row.rowid LIMIT ?
                    """, arguments: [kind.rawValue, number, limit]
            ).map { row in
                let client: Data? = row[1]
                let bytes: Data = try row.column(2)
                return NumberedRow(
                    number: try row.column(0), table: try row.column(3),
                    client: try client.map { try names.client(of: Pseudonym(column: $0)) },
                    values: TableRowRecord.values(bytes))
            }
        }
    }

    package func allocations(
        after number: Int, limit: Int
    ) async throws(CareFailure) -> [NumberedAllocation] {
        try await read { database in
            let names = try CareNames(database: database)
            // The sign keeps the index on names out: rows are read on in their own order.
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT number, bytes FROM document
                    WHERE number > ? AND +name GLOB '301 *' ORDER BY number LIMIT ?
                    """, arguments: [number, limit]
            ).map { row in
                let bytes: Data = try row.column(1)
                let document = try DocumentRecord.document(bytes)
                guard case .allocation(let message) = document.content,
                    let client = document.client
                else { throw CareDamage() }
                return NumberedAllocation(
                    number: try row.column(0),
                    message: message.marked(try names.client(of: client.current)))
            }
        }
    }
}
