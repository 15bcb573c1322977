internal import Engine

/// What stands in the database, and how an older schema becomes today's.
enum Schema {
    static var version: Int { steps.count }

    private static let mark = "kansendossier journal"
    /// The key of the advisory lock under which the schema changes: "kans" in ASCII.
    private static let lock = 0x6B61_6E73

    /// Makes or upgrades the schema where that is needed, checks it, and returns its epoch.
    static func open(_ connection: Connection) throws(JournalFailure) -> String {
        guard connection.release >= 150_000 else {
            throw .unavailable(
                "the server is PostgreSQL \(connection.release / 10_000); 15 or later is needed")
        }
        try translating { () throws in
            try proveDurability(connection)
            if try storedVersion(connection) < version { try migrate(connection) }
            try checkHeads(connection)
        }
        return try translating { () throws in try epoch(connection) }
    }

    /// Refuses, as `unavailable`, a database that holds another history than the one begun with.
    static func check(_ known: String, on connection: Connection) throws {
        guard try epoch(connection) == known else {
            throw JournalFailure.unavailable(
                "the database holds another history now (it was restored); restart the server")
        }
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
                AND a.attname IN ('mark', 'version', 'epoch'))
            FROM pg_namespace n WHERE n.nspname = 'kansendossier'
            """)
        guard !found.indices.isEmpty, try found.number(0, 0) > 0 else { return 0 }
        guard try found.number(0, 1) == 3 else { throw foreign }
        let meta = try connection.query("SELECT mark, version FROM kansendossier.meta")
        guard meta.indices.count == 1, try meta.text(0, 0) == mark else { throw foreign }
        let stored = try meta.number(0, 1)
        guard stored <= version else {
            throw JournalFailure.damaged(
                "a newer release wrote this database (version \(stored), known up to \(version)); "
                    + "start that release")
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
                try connection.execute("UPDATE kansendossier.meta SET version = \(step + 1)")
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

    private static func epoch(_ connection: Connection) throws -> String {
        let rows = try connection.query("SELECT epoch FROM kansendossier.meta")
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
