import Engine
import Foundation
import GRDB
import PostgresJournal
import SQLiteJournal
import Support
import Testing

/// A store of care records that the conformance suite runs over.
enum CareKind: CaseIterable {
    case sqlite, postgres

    /// The suite's body with an empty place for care records of this kind.
    func withPlace(_ body: (CarePlace) async throws -> Void) async throws {
        switch self {
        case .sqlite:
            let sample = try CareSample()
            defer { sample.remove() }
            try await body(.file(sample.file))
        case .postgres:
            try await withDatabase { try await body(.database($0, $1)) }
        }
    }
}

/// Where care records are, for stores on them beside each other, and for whoever goes past those.
enum CarePlace {
    case file(String)
    case database(PostgresCluster, String)

    func store() async throws -> any CareRowStore {
        switch self {
        case .file(let file): try SQLiteCareStore(file: file)
        case .database(let cluster, let database):
            try await PostgresCareStore(at: cluster.address(database))
        }
    }

    func rehearsal() async throws -> any CareRowStore {
        switch self {
        case .file(let file): try SQLiteCareStore(rehearsing: file)
        case .database(let cluster, let database):
            try await PostgresCareStore(rehearsingAt: cluster.address(database))
        }
    }

    /// Runs SQLite's statements past the store, in the database's own words; with its triggers unless
    /// they are to be out of the way.
    func tamper(_ statements: [String], past triggers: Bool = false) async throws {
        switch self {
        case .file(let file):
            let queue = try DatabaseQueue(path: file)
            try await queue.write { database in
                if triggers {
                    let names = try String.fetchAll(
                        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
                    for name in names { try database.execute(sql: "DROP TRIGGER \(name)") }
                }
                for sql in statements { try database.execute(sql: Self.cast(sql)) }
            }
            try queue.close()
        case .database(let cluster, let database):
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("SET search_path = kansendossier, pg_catalog")
            if triggers { try console.rows("SET session_replication_role = replica") }
            try console.rows("BEGIN")
            for sql in statements { try console.rows(Self.translated(sql)) }
            try console.rows("COMMIT")
        }
    }

    /// Bytes are no text to SQLite's `replace`.
    private static func cast(_ sql: String) -> String {
        guard sql.contains("bytes = replace(bytes") else { return sql }
        return sql.replacing("replace(bytes", with: "replace(cast(bytes AS TEXT)")
            .replacing("SET bytes = ", with: "SET bytes = CAST(")
            .replacing("')", with: "') AS BLOB)")
    }

    private static func translated(_ sql: String) -> String {
        var text = sql.replacing("zeroblob(32)", with: "decode(repeat('00', 32), 'hex')")
            .replacing(#/x'([0-9a-f]+)'/#) { "'\\x\($0.1)'::bytea" }
            .replacing(#/replace\(bytes, ([^)]*)\)/#) {
                "convert_to(replace(convert_from(bytes, 'UTF8'), \($0.1)), 'UTF8')"
            }
        let tables = [
            "document": "document", "refusal": "refusal", "alias": "join", "table_row": "row",
            "log": "log", "history": "history", "removal": "removal",
        ]
        text = text.replacing(#/\b(FROM|UPDATE|INTO) (\w+)/#) { match in
            "\(match.1) " + (tables[String(match.2)].map { "care_\($0)" } ?? String(match.2))
        }
        return text
    }
}

extension CareStore {
    /// Whether what it holds is what its log says.
    func isSound() async throws -> Bool {
        let verification = try await verify()
        if case .ok = verification { return true }
        Issue.record("\(verification)")
        return false
    }
}
