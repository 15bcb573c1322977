package import Domain
package import Engine
internal import FoundationEssentials
internal import GRDB
package import Wire

/// The journal in one SQLite file (WAL, synchronous FULL), written by the owner of a data folder
/// and read by anyone beside it.
///
/// All appends that wait share one commit (`GroupCommit`); reads go beside the writer.
package final class SQLiteJournal: Journal {
    package let epoch: String
    let reader: any DatabaseReader
    private let writer: GroupCommit?
    private let folder: DataFolder?

    /// Opens the journal of a folder that this process owns, and makes it when there is none.
    ///
    /// Throws `damaged`, with what to do, for a file that is foreign, newer or broken, and
    /// `unavailable` when commits wouldn't be durable or the file can't be used now.
    package init(
        owning folder: DataFolder, settings: JournalSettings = JournalSettings()
    ) throws(JournalFailure) {
        let (pool, epoch) = try JournalFailure.translating {
            let file = folder.journalFile
            if FileManager.default.fileExists(atPath: file) {
                try Self.check(file)
            } else {
                try JournalFile.create(at: file)
            }
            return try Self.open(file, settings: settings)
        }
        self.epoch = epoch
        self.folder = folder
        reader = pool
        writer = GroupCommit(pool: pool, settings: settings)
    }

    /// Opens a journal or a backup for reading, also while a server writes it.
    ///
    /// An append to it is `unavailable`.
    package init(readingFile file: String) throws(JournalFailure) {
        let (queue, epoch) = try JournalFailure.translating {
            let queue = try JournalFile.openForReading(file)
            return (
                queue,
                try queue.read { database in
                    try Schema.identify(database)
                    try Schema.checkHeads(database)
                    return try Schema.epoch(database)
                }
            )
        }
        self.epoch = epoch
        reader = queue
        writer = nil
        folder = nil
    }

    /// What was committed since it was opened; all zero when it was opened for reading.
    package var statistics: JournalStatistics { writer?.statistics ?? JournalStatistics() }

    /// How the writing connection writes; throws `unavailable` when there is none.
    package func durability() throws(JournalFailure) -> Durability {
        try JournalFailure.translating {
            guard let pool = reader as? DatabasePool else { throw Self.readOnly }
            return try pool.writeWithoutTransaction { try Durability(of: $0) }
        }
    }

    /// Waits for what is being written, closes the file and gives the folder up.
    ///
    /// Afterwards everything is `unavailable`.
    package func close() throws(JournalFailure) {
        try JournalFailure.translating { try reader.close() }
        folder?.release()
    }

    package func append(_ append: Append) async throws(JournalFailure) {
        precondition(append.isGapless, "an append's records follow its expected position")
        guard let writer else { throw Self.readOnly }
        try await writer.append(append)
    }

    package func heads() async throws(JournalFailure) -> [StreamHead] {
        try await read { try SQLiteJournal.heads($0) }
    }

    package func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead {
        try await read { database in
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: "SELECT name, position, hash, deadline FROM stream WHERE name = ?"),
                arguments: [stream.description])
            return try row.map { try StreamHead(row: $0) }
                ?? StreamHead(stream: stream, position: 0, hash: .zero, deadline: nil)
        }
    }

    package func records(
        of stream: StreamID, after position: Int, limit: Int
    ) async throws(JournalFailure) -> [StoredRecord] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT position, bytes, hash FROM record
                        WHERE stream = (SELECT id FROM stream WHERE name = ?) AND position > ?
                        ORDER BY position LIMIT ?
                        """),
                arguments: [stream.description, position, max(0, limit)])
            var records: [StoredRecord] = []
            while let row = try rows.next() {
                let bytes: Data = try row.column(1)
                records.append(
                    StoredRecord(
                        position: try row.column(0), bytes: Array(bytes),
                        hash: try Digest(column: try row.column(2))))
            }
            return records
        }
    }

    package func receipt(
        of stream: StreamID, actor: Actor.Identity, key: CommandKey
    ) async throws(JournalFailure) -> Receipt? {
        try await read { database in
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT command, position FROM receipt
                        WHERE stream = (SELECT id FROM stream WHERE name = ?)
                        AND actor = ? AND key = ?
                        """),
                arguments: [stream.description, actor.description, key.column])
            return try row.map {
                Receipt(
                    actor: actor, key: key, command: try Digest(column: try $0.column(0)),
                    position: try $0.column(1))
            }
        }
    }

    /// Every head that this connection sees, in order of name.
    static func heads(_ database: Database) throws -> [StreamHead] {
        try Row.fetchAll(
            database, sql: "SELECT name, position, hash, deadline FROM stream ORDER BY name"
        ).map { try StreamHead(row: $0) }
    }

    /// One read in a snapshot of its own; it isn't stopped when the task is cancelled.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalFailure) -> Value {
        let result: Result<Value, JournalFailure> = await withCheckedContinuation { continuation in
            reader.asyncRead { access in
                do {
                    continuation.resume(returning: .success(try body(access.get())))
                } catch {
                    continuation.resume(returning: .failure(JournalFailure(error)))
                }
            }
        }
        return try result.get()
    }

    private static let readOnly = JournalFailure.unavailable(
        "this journal was opened for reading only")

    private static func check(_ file: String) throws {
        let queue = try JournalFile.openForReading(file)
        try queue.read { try Schema.identify($0) }
        try queue.close()
    }

    private static func open(
        _ file: String, settings: JournalSettings
    ) throws -> (DatabasePool, String) {
        var configuration = JournalFile.configuration(
            busyMillisecondsMost: settings.busyMillisecondsMost)
        configuration.maximumReaderCount = settings.readersMost
        let pool = try DatabasePool(path: file, configuration: configuration)
        let epoch = try pool.writeWithoutTransaction { database in
            try Durability.prove(database)
            try Schema.migrate(database)
            try Schema.checkHeads(database)
            if let most = settings.filePagesMost {
                try database.execute(sql: "PRAGMA max_page_count = \(most)")
            }
            return try Schema.epoch(database)
        }
        return (pool, epoch)
    }
}
