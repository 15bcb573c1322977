package import Engine

/// What a node would find in a database, looked at without changing anything.
package struct PostgresInspection: Sendable, Equatable {
    /// The server's release: 15 of PostgreSQL 15.
    package let release: Int
    /// How the server proved who it is: libpq's `sslmode`.
    package let proof: String
    /// The schema's version; 0 when there is none.
    package let version: Int
    /// Whether this role could make or upgrade the schema.
    package let ownsSchema: Bool
    /// Whether this role may append, and read everything that is there.
    package let mayServe: Bool

    /// The version that this program makes.
    package static var versionHere: Int { Schema.version }

    /// Looks at a database as a node that starts would.
    ///
    /// Throws `unavailable` when it can't be reached, is too old or would lose commits, and
    /// `damaged` for a schema that is foreign or too new.
    package init(of address: PostgresAddress) async throws(JournalFailure) {
        let session = Session(address, settings: PostgresSettings(), name: "kansendossier check")
        let found: Self
        do throws(JournalFailure) {
            found = try await session.read { connection in
                try Self(connection, proof: address.proof)
            }
        } catch {
            await session.close()
            throw error
        }
        await session.close()
        self = found
    }

    private init(_ connection: Connection, proof: String) throws {
        version = try Schema.usableVersion(connection)
        release = connection.release / 10_000
        self.proof = proof
        guard version > 0 else {
            let right = try connection.query(
                "SELECT has_database_privilege(current_database(), 'CREATE')")
            ownsSchema = try right.number(0, 0) == 1
            mayServe = ownsSchema
            return
        }
        let rights = try connection.query(
            """
            SELECT pg_has_role(n.nspowner, 'USAGE'),
                (SELECT bool_and(has_function_privilege(p.oid, 'EXECUTE')) FROM pg_proc p
                WHERE p.pronamespace = n.oid AND p.prosecdef)
                AND (SELECT bool_and(has_table_privilege(c.oid, 'SELECT')) FROM pg_class c
                WHERE c.relnamespace = n.oid AND c.relkind = 'r')
            FROM pg_namespace n WHERE n.nspname = 'kansendossier'
            """)
        ownsSchema = try rights.number(0, 0) == 1
        mayServe = try rights.number(0, 1) == 1
    }
}
