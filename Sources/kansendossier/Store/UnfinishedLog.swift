import Engine
import Foundation
import PostgresJournal
import SQLiteJournal

/// A log that is being copied into a place that had none. Nothing reads or serves it before it is
/// finished; one that was cut off is opened again and goes on.
struct UnfinishedLog: Sendable {
    let journal: any Journal
    private let complete: @Sendable () async throws -> Void
    private let end: @Sendable () async throws -> Void

    /// Throws `unavailable` when a log is there already, or somebody has the place.
    init(in place: LogPlace) async throws {
        if let database = place.database {
            self.init(try await PostgresJournal(at: database, purpose: .filling))
            try await requireAlone()
        } else {
            try self.init(folder: place.folder)
        }
    }

    private init(_ journal: PostgresJournal) {
        self.journal = journal
        complete = { try await journal.endFilling() }
        end = { await journal.close() }
    }

    private init(folder: String) throws {
        let owned = try DataFolder(owning: folder)
        guard !FileManager.default.fileExists(atPath: owned.journalFile) else {
            throw CommandFailure(
                .unavailable, "\(folder) holds a log already; nothing is written over")
        }
        let inner = try DataFolder(owning: DataFolder.unfinishedCopy(in: folder))
        let journal = try SQLiteJournal(owning: inner)
        self.journal = journal
        complete = {
            // One file, checked again, that gets its name when it is whole on the disk.
            _ = try await journal.backup(to: owned.journalFile)
            try journal.close()
            try FileManager.default.removeItem(atPath: inner.path)
        }
        end = {
            try journal.close()
            owned.release()
        }
    }

    /// Makes it the log of its place.
    func finish() async throws { try await complete() }

    /// Lets go of files or connections; what isn't finished stays unfinished.
    func close() async throws { try await end() }

    private func requireAlone() async throws {
        do {
            try await journal.requireAlone()
        } catch {
            try await close()
            throw error
        }
    }
}

extension Journal {
    /// Throws `unavailable` while nodes or other commands are connected to the same database; a
    /// connection that was cut a moment ago may linger for some seconds.
    func requireAlone() async throws {
        guard let journal = self as? PostgresJournal else { return }
        for _ in 0..<20 {
            if try await journal.othersConnected() == 0 { return }
            try await Task.sleep(for: .milliseconds(250))
        }
        throw CommandFailure(
            .unavailable, "others are connected to the database: stop its nodes first")
    }
}
