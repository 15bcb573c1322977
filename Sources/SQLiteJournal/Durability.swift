internal import Engine
internal import GRDB

/// How a connection writes, as SQLite itself says.
package struct Durability: Sendable, Equatable {
    package let journalMode: String
    /// 2 is FULL: a commit returns after the disk has it (sqlite.org/pragma.html#pragma_synchronous).
    package let synchronous: Int

    package init(journalMode: String, synchronous: Int) {
        self.journalMode = journalMode
        self.synchronous = synchronous
    }

    /// Whether a commit that returned survives a loss of power.
    package var isProven: Bool { journalMode == "wal" && synchronous == 2 }

    /// What this connection does.
    init(of database: Database) throws {
        journalMode = try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "none"
        synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
    }

    /// Asks for a durable connection, reads back what it became, and refuses anything less.
    ///
    /// Asked after the pool was opened and outside a transaction: `DatabasePool` sets NORMAL after
    /// `prepareDatabase`, and silently undoes FULL that was set there.
    static func prove(_ database: Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let durability = try Durability(of: database)
        guard durability.isProven else {
            throw JournalFailure.unavailable(
                "the store would lose commits when the power fails: \(durability)")
        }
    }
}
