import Domain
import Engine
import Foundation
import PostgresJournal
import SQLiteJournal

/// Where the log is: in a data folder, or in a database that several nodes share.
///
/// A node has a data folder of its own either way; with a database it holds what is the node's alone.
struct LogPlace: Sendable, CustomStringConvertible {
    let folder: String
    /// nil when the log is in the folder.
    let database: PostgresAddress?

    var description: String { database?.description ?? folder }

    /// Whether there can be a log: a database is asked only when it is opened.
    var hasLog: Bool {
        database != nil
            || FileManager.default.fileExists(atPath: DataFolder.journalFile(in: folder))
    }

    /// Whether the folder has a log that isn't this one: what was moved, or was forgotten to be moved.
    var hasOtherLog: Bool {
        database != nil
            && FileManager.default.fileExists(atPath: DataFolder.journalFile(in: folder))
    }

    /// Opens it for a server, which owns the data folder also when the log is elsewhere.
    func openForServing() async throws -> OpenLog {
        let owned = try DataFolder(owning: folder)
        guard let database else { return try Self.opened(in: owned) }
        let journal = try await PostgresJournal(at: database)
        return OpenLog(journal: journal) {
            await journal.close()
            owned.release()
        }
    }

    /// How nodes that share the log tell each other what is no event (KD-0019); nil for a node that is
    /// alone.
    func peers(of log: OpenLog) -> (any Peers)? {
        database.map { PostgresPeers(at: $0, epoch: log.journal.epoch) }
    }

    /// Opens it for a command that writes: the folder's log as its only owner, a database's beside
    /// the nodes.
    ///
    /// Throws `unavailable` when there is none, unless the command begins one.
    func open(begins: Bool) async throws -> OpenLog {
        guard let database else {
            if !begins { try requireLog() }
            return try Self.opened(in: try DataFolder(owning: folder))
        }
        return OpenLog(
            try await PostgresJournal(at: database, purpose: begins ? .serving : .existing))
    }

    /// Lets the body read the log, also while servers write it; throws `unavailable` when there is
    /// none.
    func read<Value>(_ body: (any Journal) async throws -> Value) async throws -> Value {
        let log: OpenLog
        if let database {
            log = OpenLog(try await PostgresJournal(at: database, purpose: .existing))
        } else {
            try requireLog()
            log = OpenLog(try SQLiteJournal(readingFile: DataFolder.journalFile(in: folder)))
        }
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await body(log.journal)) } catch { outcome = .failure(error) }
        try await log.close()
        return try outcome.get()
    }

    /// Whether nothing was ever recorded there; makes the schema of an empty database.
    func isEmpty() async throws -> Bool {
        guard let database else { return !hasLog }
        let journal = try await PostgresJournal(at: database)
        let heads = try await journal.heads()
        await journal.close()
        return heads.isEmpty
    }

    /// Throws `unavailable` where there surely is no log.
    func requireLog() throws {
        guard hasLog else { throw CommandFailure(.unavailable, "there is no log in \(self)") }
    }

    private static func opened(in folder: DataFolder) throws -> OpenLog {
        let copy = DataFolder.unfinishedCopy(in: folder.path)
        guard !FileManager.default.fileExists(atPath: copy) else {
            throw CommandFailure(
                .unavailable,
                "\(folder.path) holds a copy that isn't finished: run migrate-store to its end, or "
                    + "remove \(copy)")
        }
        return OpenLog(try SQLiteJournal(owning: folder))
    }
}

/// A journal that is open, of whatever kind, and how it is closed.
struct OpenLog: Sendable {
    let journal: any Journal
    private let end: @Sendable () async throws -> Void

    init(journal: any Journal, end: @escaping @Sendable () async throws -> Void) {
        self.journal = journal
        self.end = end
    }

    init(_ journal: SQLiteJournal) { self.init(journal: journal) { try journal.close() } }

    init(_ journal: PostgresJournal) { self.init(journal: journal) { await journal.close() } }

    /// Waits for what goes on and lets go of file or connections.
    func close() async throws { try await end() }
}
