internal import Engine
internal import GRDB

/// The shape of the care database, a file of its own beside the journal.
///
/// Each step is one version (`user_version`); a step that was ever released is never changed.
enum CareSchema {
    /// The file's mark (`application_id`): "care" in ASCII.
    static let applicationID = 0x6361_7265
    static var version: Int { steps.count }

    /// What came in is only added to, and removed after its term; what follows from it (`history`) and what is to be computed
    /// again (`stale`) may change.
    static let steps = [
        """
        CREATE TABLE meta (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            content_key BLOB NOT NULL CHECK (length(content_key) = 32)
        ) STRICT;
        CREATE TABLE log (
            number INTEGER PRIMARY KEY,
            bytes BLOB NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE TABLE document (
            number INTEGER PRIMARY KEY,
            line INTEGER NOT NULL,
            name TEXT NOT NULL,
            client BLOB,
            content BLOB NOT NULL UNIQUE CHECK (length(content) = 32),
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE INDEX document_name ON document (name);
        CREATE INDEX document_client ON document (client) WHERE client IS NOT NULL;
        CREATE INDEX document_line ON document (line);
        CREATE TABLE refusal (
            number INTEGER PRIMARY KEY,
            line INTEGER NOT NULL,
            content BLOB NOT NULL UNIQUE CHECK (length(content) = 32),
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE alias (
            mark BLOB PRIMARY KEY CHECK (length(mark) = 32),
            client BLOB NOT NULL CHECK (length(client) = 32),
            line INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX alias_client ON alias (client);
        CREATE TABLE care_table (
            number INTEGER PRIMARY KEY,
            line INTEGER NOT NULL,
            kind TEXT NOT NULL,
            content BLOB NOT NULL UNIQUE CHECK (length(content) = 32)
        ) STRICT;
        CREATE TABLE table_row (
            care_table INTEGER NOT NULL,
            place INTEGER NOT NULL,
            client BLOB,
            bytes BLOB NOT NULL,
            PRIMARY KEY (care_table, place)
        ) STRICT;
        CREATE INDEX table_row_client ON table_row (client) WHERE client IS NOT NULL;
        CREATE TABLE history (
            client BLOB PRIMARY KEY CHECK (length(client) = 32),
            bytes BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE stale (
            client BLOB PRIMARY KEY CHECK (length(client) = 32)
        ) STRICT, WITHOUT ROWID;

        """
            + ["log", "document", "refusal", "alias", "care_table", "table_row"].map { table in
                """
                CREATE TRIGGER \(table)_unchanged BEFORE UPDATE ON \(table)
                BEGIN SELECT RAISE(ABORT, 'what came in is never changed'); END;
                CREATE TRIGGER \(table)_kept BEFORE DELETE ON \(table)
                BEGIN SELECT RAISE(ABORT, 'what came in is never deleted'); END;

                """
            }.joined(),
        // Late notices stand in the histories now: all of them are computed again.
        "INSERT INTO stale SELECT client FROM history WHERE true ON CONFLICT DO NOTHING",
        // What is past its term is named here first, and only that may then be deleted.
        """
        CREATE TABLE removal (
            origin TEXT NOT NULL,
            key ANY NOT NULL,
            PRIMARY KEY (origin, key)
        ) STRICT, WITHOUT ROWID;

        """
            + removable.map { table in
                """
                DROP TRIGGER \(table.part.table)_kept;
                CREATE TRIGGER \(table.part.table)_kept BEFORE DELETE ON \(table.part.table)
                WHEN NOT EXISTS (
                    SELECT 1 FROM removal
                    WHERE origin = '\(table.part.table)' AND key = OLD.\(table.key))
                BEGIN SELECT RAISE(ABORT, 'what came in is deleted after its term alone'); END;

                """
            }.joined(),
    ]

    /// A table of which rows are deleted after their term: by what a row is named there, and by what
    /// the line of the log that added it is found.
    struct Removable: Sendable {
        let part: CarePart
        let key: String
        let line: String
    }

    static let removable = [
        Removable(part: .document, key: "number", line: "line"),
        Removable(part: .refusal, key: "number", line: "line"),
        Removable(part: .join, key: "mark", line: "line"),
        Removable(
            part: .row, key: "rowid",
            line: "(SELECT line FROM care_table WHERE number = table_row.care_table)"),
    ]

    /// The first version whose histories hold late notices.
    static let lateNoticesSince = 2

    /// Lets only our own files of a version that we know pass.
    static func identify(_ database: Database) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == applicationID else {
            throw JournalFailure.damaged("this file isn't a care database of this program")
        }
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= version else {
            throw JournalFailure.damaged(
                "a newer release wrote this care database (version \(found)); start that release")
        }
    }

    /// Makes an empty file ours, and brings an older one to today's shape; refuses any other.
    static func prepare(_ database: Database) throws {
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
        let mark = try Int.fetchOne(database, sql: "PRAGMA application_id")
        if tables == 0, mark == 0 {
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        try identify(database)
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        for step in found..<version {
            try database.inTransaction(.immediate) {
                try database.execute(sql: steps[step])
                try database.execute(sql: "PRAGMA user_version = \(step + 1)")
                return .commit
            }
        }
    }
}

extension CarePart {
    /// Its table in the database.
    var table: String {
        switch self {
        case .document: "document"
        case .refusal: "refusal"
        case .join: "alias"
        case .table: "care_table"
        case .row: "table_row"
        }
    }
}
