internal import Engine

/// What stands in the database, and how an older schema becomes today's.
enum Schema {
    static var version: Int { steps.count }

    private static let mark = "kansendossier journal"
    /// The key of the advisory lock under which the schema changes: "kans" in ASCII.
    private static let lock = 0x6B61_6E73

    /// Makes or upgrades the schema where that is needed and wanted, checks it, and returns its
    /// epoch.
    static func open(
        _ connection: Connection, for purpose: PostgresPurpose
    ) throws(JournalFailure) -> String {
        try translating { () throws in
            let stored = try usableVersion(connection)
            if stored < version {
                if purpose == .existing { throw unbegun(stored) }
                try migrate(connection)
            }
            try checkFilling(connection, for: purpose)
            try checkHeads(connection)
        }
        return try translating { () throws in try epoch(connection) }
    }

    /// Refuses, as `unavailable`, a database that holds another history than the one begun with.
    static func check(_ known: String, on connection: Connection) throws {
        guard try epoch(connection) == known else {
            throw JournalFailure.replaced(
                "the database holds another history now, after a failover or a restore")
        }
    }

    /// The version that stands in the database, 0 for none, once the server is one that can be used.
    static func usableVersion(_ connection: Connection) throws -> Int {
        guard connection.release >= 150_000 else {
            throw JournalFailure.unavailable(
                "the server is PostgreSQL \(connection.release / 10_000); 15 or later is needed")
        }
        try proveDurability(connection)
        return try storedVersion(connection)
    }

    /// Refuses, as `unavailable`, a server that may lose commits when the power fails.
    private static func proveDurability(_ connection: Connection) throws {
        for name in ["fsync", "full_page_writes", "synchronous_commit"] {
            let value = try connection.query("SELECT current_setting($1)", [Parameter(name)])
                .text(0, 0)
            guard value == "on" else {
                throw JournalFailure.unavailable(
                    "the database would lose commits when the power fails: \(name) is \(value)")
            }
        }
    }

    /// The version that stands in the database, 0 for none; lets only our own schema of a version
    /// that we know pass.
    private static func storedVersion(_ connection: Connection) throws -> Int {
        let found = try connection.query(
            """
            SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid),
                (SELECT count(*) FROM pg_attribute a JOIN pg_class c ON a.attrelid = c.oid
                WHERE c.relnamespace = n.oid AND c.relname = 'meta'
                AND a.attname IN ('mark', 'version', 'compatible_from', 'epoch'))
            FROM pg_namespace n WHERE n.nspname = 'kansendossier'
            """)
        guard !found.indices.isEmpty, try found.number(0, 0) > 0 else { return 0 }
        guard try found.number(0, 1) == 4 else { throw foreign }
        let meta = try connection.query(
            "SELECT mark, version, compatible_from FROM kansendossier.meta")
        guard meta.indices.count == 1, try meta.text(0, 0) == mark else { throw foreign }
        let stored = try meta.number(0, 1)
        let compatible = try meta.number(0, 2)
        guard compatible <= version else {
            throw JournalFailure.damaged(
                "a newer release wrote this database (version \(stored), for programs that know "
                    + "version \(compatible); this one knows \(version)); start that release")
        }
        return stored
    }

    /// Brings the schema to today's version in one transaction; whoever comes second finds it done.
    private static func migrate(_ connection: Connection) throws {
        do {
            try connection.execute(
                """
                BEGIN;
                SET LOCAL lock_timeout = '60s';
                SET LOCAL statement_timeout = '600s'
                """)
            _ = try connection.query("SELECT pg_advisory_xact_lock($1)", [Parameter(lock)])
            for step in try storedVersion(connection)..<version {
                try connection.execute(steps[step])
                try connection.execute(
                    """
                    UPDATE kansendossier.meta
                    SET version = \(step + 1), compatible_from = \(compatibleFrom[step])
                    """)
            }
            try connection.execute("COMMIT")
        } catch {
            try connection.rollBack()
            guard let failure = error as? ServerFailure, failure.state == "42501" else {
                throw error
            }
            throw JournalFailure.unavailable(
                "this role may not make or upgrade the schema (\(failure.message)); "
                    + "let its owner start the program once")
        }
    }

    /// Refuses a database whose copy isn't finished, and marks one that a copy goes into.
    private static func checkFilling(
        _ connection: Connection, for purpose: PostgresPurpose
    ) throws {
        let isFilling =
            try connection.query("SELECT is_filling FROM kansendossier.meta").number(0, 0) == 1
        guard purpose == .filling else {
            if !isFilling { return }
            throw JournalFailure.unavailable(
                "a log is being copied into this database, or that was cut off: run migrate-store "
                    + "to its end")
        }
        if isFilling { return }
        let streams = try connection.query("SELECT count(*) FROM kansendossier.stream")
        guard try streams.number(0, 0) == 0 else {
            throw JournalFailure.unavailable(
                "the database holds a log already; nothing is written over")
        }
        try connection.execute("UPDATE kansendossier.meta SET is_filling = true")
    }

    /// The history's own name and where it lives: the cluster, the database, the table and the
    /// timeline. A dump that was loaded elsewhere, a copy of the database and a recovery to a moment
    /// in the past each change one of these, and so make another epoch by themselves.
    private static func epoch(_ connection: Connection) throws -> String {
        let rows = try connection.query(
            """
            SELECT substr(encode(sha256(convert_to(concat_ws(' ', epoch,
                (SELECT system_identifier FROM pg_control_system()),
                (SELECT oid FROM pg_database WHERE datname = current_database()),
                'kansendossier.meta'::regclass::oid,
                substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
            ), 'UTF8')), 'hex'), 1, 32)::uuid::text
            FROM kansendossier.meta
            """)
        guard rows.indices.count == 1 else {
            throw JournalFailure.damaged("the journal has no epoch; restore a backup")
        }
        return try rows.text(0, 0)
    }

    /// Refuses a database in which a head isn't its stream's last record.
    private static func checkHeads(_ connection: Connection) throws {
        let odd = try connection.query(
            """
            SELECT s.name FROM kansendossier.stream s
            WHERE s.position IS DISTINCT FROM
                (SELECT max(r.position) FROM kansendossier.record r WHERE r.stream = s.id)
            OR s.hash IS DISTINCT FROM (
                SELECT r.hash FROM kansendossier.record r
                WHERE r.stream = s.id AND r.position = s.position)
            LIMIT 1
            """)
        if !odd.indices.isEmpty {
            throw JournalFailure.damaged(
                "the head of \(try odd.text(0, 0)) isn't its last record; restore a backup")
        }
    }

    private static func unbegun(_ stored: Int) -> JournalFailure {
        .unavailable(
            stored == 0
                ? "there is no log in the database yet"
                : "an older release wrote this database (version \(stored)); start a server of this "
                    + "release on it first")
    }

    private static let foreign = JournalFailure.damaged(
        "the schema kansendossier of this database isn't of this program; choose another database")

    private static func translating<Value>(
        _ body: () throws -> Value
    ) throws(JournalFailure) -> Value {
        do {
            return try body()
        } catch let failure as JournalFailure {
            throw failure
        } catch let failure as ServerFailure {
            throw failure.failure
        } catch {
            throw .unavailable("\(error)")
        }
    }
}
