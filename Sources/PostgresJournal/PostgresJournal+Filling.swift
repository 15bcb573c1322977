package import Engine

extension PostgresJournal {
    /// Makes the log that was copied into this database one that can be served; throws `unavailable`
    /// when this role doesn't own the schema.
    package func endFilling() async throws(JournalFailure) {
        try await writer.read { connection in
            try connection.execute("UPDATE kansendossier.meta SET is_filling = false")
        }
    }

    /// How many other programs of this kind, nodes and commands, have the database open now.
    package func othersConnected() async throws(JournalFailure) -> Int {
        try await writer.read { connection in
            // Their names and databases are told to every role, whoever they are.
            try connection.query(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND application_name = 'kansendossier writer'
                """
            ).number(0, 0)
        }
    }
}

/// With what in mind a database is opened.
package enum PostgresPurpose: Sendable {
    /// A log may begin here, and an older schema is upgraded.
    case serving
    /// A log must be there; a database without one, or of an older release, stays as it is.
    case existing
    /// A log is copied into it: it is empty, or holds what an earlier copy left; nobody serves it
    /// before `endFilling`.
    case filling
}
