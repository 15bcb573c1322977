internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB

/// The shape of the file, and how an older file becomes today's.
///
/// Each step is one version (`user_version`); a step that was ever released is never changed.
enum Schema {
    /// The file's mark (`application_id`): "kans" in ASCII.
    static let applicationID = 0x6B61_6E73
    static var version: Int { steps.count }

    /// Records stand in the order of their commit, each page full, and are found by the index of
    /// their key: most are longer than what a table without rowid keeps well (200 bytes; see
    /// sqlite.org/withoutrowid.html). Receipts are short and are only looked up.
    ///
    /// The trigger on inserting a record also refuses INSERT OR REPLACE, which would go round the
    /// one on DELETE.
    static let steps = [
        """
        CREATE TABLE meta (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            epoch TEXT NOT NULL
        ) STRICT;
        CREATE TABLE stream (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            position INTEGER NOT NULL CHECK (position >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            deadline INTEGER
        ) STRICT;
        CREATE TABLE record (
            stream INTEGER NOT NULL,
            position INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (stream, position)
        ) STRICT;
        CREATE TABLE receipt (
            stream INTEGER NOT NULL,
            actor TEXT NOT NULL,
            key BLOB NOT NULL CHECK (length(key) = 16),
            command BLOB NOT NULL CHECK (length(command) = 32),
            position INTEGER NOT NULL,
            PRIMARY KEY (stream, actor, key)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER record_follows BEFORE INSERT ON record
        WHEN NEW.position IS NOT
            1 + coalesce((SELECT max(position) FROM record WHERE stream = NEW.stream), 0)
        BEGIN SELECT RAISE(ABORT, 'positions of a stream are gapless'); END;
        CREATE TRIGGER record_unchanged BEFORE UPDATE ON record
        BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;
        CREATE TRIGGER record_kept BEFORE DELETE ON record
        BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END;

        CREATE TRIGGER receipt_once BEFORE INSERT ON receipt
        WHEN EXISTS (
            SELECT 1 FROM receipt
            WHERE stream = NEW.stream AND actor = NEW.actor AND key = NEW.key)
        BEGIN SELECT RAISE(ABORT, 'a key is stored once'); END;
        CREATE TRIGGER receipt_unchanged BEFORE UPDATE ON receipt
        BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;
        CREATE TRIGGER receipt_kept BEFORE DELETE ON receipt
        BEGIN SELECT RAISE(ABORT, 'a receipt is never deleted'); END;

        CREATE TRIGGER stream_once BEFORE INSERT ON stream
        WHEN EXISTS (SELECT 1 FROM stream WHERE name = NEW.name OR id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a stream begins once'); END;
        CREATE TRIGGER stream_forward BEFORE UPDATE ON stream
        WHEN NEW.position < OLD.position OR NEW.id <> OLD.id OR NEW.name <> OLD.name
        BEGIN SELECT RAISE(ABORT, 'the head of a stream never moves back'); END;
        CREATE TRIGGER stream_kept BEFORE DELETE ON stream
        BEGIN SELECT RAISE(ABORT, 'a stream is never deleted'); END;
        """
    ]

    /// Lets only our own files of a version that we know pass.
    ///
    /// Asked before anything is written, so that a foreign file stays as it was.
    static func identify(_ database: Database) throws {
        let mark = try Int.fetchOne(database, sql: "PRAGMA application_id")
        guard mark == applicationID else {
            throw JournalFailure.damaged(
                "this file isn't a journal of this program; choose another data folder")
        }
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= version else {
            throw JournalFailure.damaged(
                "a newer release wrote this file (version \(found), known up to \(version)); "
                    + "start that release")
        }
    }

    /// Brings an older file to today's version, one step in one transaction.
    static func migrate(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        for step in found..<max(found, version) {
            try database.inTransaction(.immediate) {
                try database.execute(sql: steps[step])
                try database.execute(sql: "PRAGMA user_version = \(step + 1)")
                return .commit
            }
        }
    }

    /// Makes a file with a new history; the caller gives it its name when it is whole.
    static func create(_ database: Database, epoch: String) throws {
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try migrate(database)
        try database.execute(
            sql: "INSERT INTO meta (one, epoch) VALUES (1, ?)", arguments: [epoch])
    }

    /// The identity of the history in this file.
    static func epoch(_ database: Database) throws -> String {
        guard let epoch = try String.fetchOne(database, sql: "SELECT epoch FROM meta") else {
            throw JournalFailure.damaged("the journal has no epoch; restore a backup")
        }
        return epoch
    }

    /// Refuses a file in which a head isn't its stream's last record.
    static func checkHeads(_ database: Database) throws {
        let odd = try String.fetchOne(
            database,
            sql: """
                SELECT name FROM stream
                WHERE position IS NOT (SELECT max(position) FROM record WHERE stream = stream.id)
                OR hash IS NOT (
                    SELECT hash FROM record
                    WHERE stream = stream.id AND position = stream.position)
                """)
        if let odd {
            throw JournalFailure.damaged(
                "the head of \(odd) isn't its last record; restore a backup")
        }
    }

    /// Refuses a file whose pages or indexes contradict each other (`PRAGMA integrity_check`).
    static func checkIntegrity(_ database: Database) throws {
        let lines = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
        guard lines == ["ok"] else {
            throw JournalFailure.damaged(
                "the file contradicts itself: \(lines.joined(separator: "; "))")
        }
    }

    /// A name for a history that nobody has used before: a random UUID (RFC 9562, version 4).
    static func newEpoch() -> String { UUID().uuidString.lowercased() }
}
