import Engine
import PostgresJournal

/// Whether a node could keep its log in a database, found out by looking alone.
struct DatabaseCheck {
    let database: PostgresAddress

    /// A line for each thing that is right; throws for the first that isn't.
    func run() async throws -> [String] {
        let found = try await PostgresInspection(of: database)
        guard found.mayServe else {
            throw CommandFailure(
                .unavailable,
                "\(database): this role may not append to the log or read all of it; let its owner "
                    + "run config/postgres-role.sql")
        }
        var lines = [
            "ok     \(database): PostgreSQL \(found.release), sslmode \(found.proof)",
            "ok     database: fsync, full_page_writes and synchronous_commit are on",
            schema(found),
        ]
        if found.ownsSchema, found.version > 0 {
            lines.append(
                "note   role: owns the schema; one of config/postgres-role.sql may do less")
        }
        if found.version == PostgresInspection.versionHere {
            let place = LogPlace(folder: "", database: database)
            let heads = try await place.read { try await $0.heads() }
            let records = heads.map(\.position).reduce(0, +)
            lines.append("ok     log: \(records) records of \(heads.count) streams")
        }
        return lines
    }

    private func schema(_ found: PostgresInspection) -> String {
        let here = PostgresInspection.versionHere
        if found.version > here {
            return "note   schema: version \(found.version), newer than \(here)"
        }
        if found.version == here { return "ok     schema: version \(here)" }
        let deed = found.version == 0 ? "made" : "upgraded from \(found.version)"
        return "note   schema: will be \(deed) when its owner starts this program"
    }
}
