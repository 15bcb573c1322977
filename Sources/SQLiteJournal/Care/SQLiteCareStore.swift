internal import Domain
package import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

/// Care records in a SQLite file of their own, written by any number of processes in turn.
///
/// A file of its own, because care records may have to be deleted after their term while the journal
/// never is, because a round's export must not carry them along, and because a large import must not
/// hold the lock under a live sitting (KD-0014).
package final class SQLiteCareStore: CareRowStore {
    package static let fileName = "care.sqlite"
    private let access: any DatabaseWriter
    /// Of a rehearsal reads go on within its one transaction too.
    private let isRehearsal: Bool

    /// The care database's file in a data folder.
    package static func file(in folder: String) -> String { "\(folder)/\(fileName)" }

    /// Opens the file, and makes it when there is none (mode 0600).
    package init(file: String) throws(JournalFailure) {
        isRehearsal = false
        access = try JournalFailure.translating {
            if !FileManager.default.fileExists(atPath: file) {
                let made = FileManager.default.createFile(
                    atPath: file, contents: nil, attributes: [.posixPermissions: 0o600])
                guard made else { throw JournalFailure.unavailable("can't make \(file)") }
            }
            let pool = try DatabasePool(path: file, configuration: Self.importing)
            try pool.writeWithoutTransaction { database in
                try Durability.prove(database)
                try CareSchema.prepare(database)
            }
            return pool
        }
    }

    /// What a connection that imports is opened with. Marks come in no order, so that each batch
    /// touches pages all over the indexes: they stay in memory, and several batches are written back
    /// into the file at once.
    private static var importing: Configuration {
        var configuration = JournalFile.configuration(busyMillisecondsMost: 60_000)
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA cache_size = -\(cacheKibibytes);
                    PRAGMA wal_autocheckpoint = \(checkpointPages);
                    """)
        }
        return configuration
    }

    /// Memory for pages of a connection, in KiB, taken as it is used.
    private static let cacheKibibytes = 65_536
    /// Pages of 4 KiB in the write-ahead log before they are written back.
    private static let checkpointPages = 16_384

    /// Opens a file that must be there, without the right to change it.
    package init(readingFile file: String) throws(JournalFailure) {
        isRehearsal = false
        access = try JournalFailure.translating {
            let queue = try JournalFile.openForReading(file)
            try queue.read { try CareSchema.identify($0) }
            return queue
        }
    }

    /// Opens the file for trying an import out: what is stored is seen by this store alone, and is
    /// gone when it is closed. Other imports wait meanwhile. Without a file it begins empty.
    package init(rehearsing file: String) throws(JournalFailure) {
        isRehearsal = true
        access = try JournalFailure.translating {
            var configuration = JournalFile.configuration(busyMillisecondsMost: 60_000)
            configuration.allowsUnsafeTransactions = true
            let queue =
                FileManager.default.fileExists(atPath: file)
                ? try DatabaseQueue(path: file, configuration: configuration)
                : try DatabaseQueue(configuration: configuration)
            try queue.writeWithoutTransaction { database in
                try CareSchema.prepare(database)
                try database.execute(sql: "BEGIN IMMEDIATE")
            }
            return queue
        }
    }

    /// Closes the file.
    package func close() throws(JournalFailure) {
        try JournalFailure.translating { try access.close() }
    }

    package func remove(_ term: CareTerm) async throws(CareFailure) -> CareRemoval? {
        let removal = try await write { database in
            // What is deleted is overwritten, not only marked as free.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            var retention = try CareRetention(in: SQLiteCareRows(database), term)
            return try retention.remove()
        }
        if let pool = access as? DatabasePool, removal != nil {
            // Former pages go from the write-ahead log too, at once or when who reads is done.
            _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        return removal
    }

    package func verify() async throws(CareFailure) -> CareVerification {
        try await read { database in
            let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
            guard integrity == ["ok"] else { return .deviation("the file contradicts itself") }
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            return try CareVerifying(
                in: SQLiteCareRows(database),
                keepsLateNotices: version >= CareSchema.lateNoticesSince
            ).verify()
        }
    }

    package func reading<Value: Sendable>(
        _ body: @escaping @Sendable (any CareRows) throws -> Value
    ) async throws(CareFailure) -> Value {
        try await read { try body(SQLiteCareRows($0)) }
    }

    package func writing<Value: Sendable>(
        _ body: @escaping @Sendable (any WritableCareRows) throws -> Value
    ) async throws(CareFailure) -> Value {
        // What a rehearsal stored is seen by its own connection alone.
        let readers = access as? DatabasePool
        return try await write { try body(SQLiteCareRows($0, beside: readers)) }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(CareFailure) -> Value {
        let result: Result<Value, CareFailure> = await withCheckedContinuation { continuation in
            access.asyncWriteWithoutTransaction { database in
                do {
                    var value: Value?
                    try database.inSavepoint {
                        value = try body(database)
                        return .commit
                    }
                    guard let value else { preconditionFailure("a transaction runs its body") }
                    continuation.resume(returning: .success(value))
                } catch {
                    continuation.resume(returning: .failure(Self.failure(error)))
                }
            }
        }
        return try result.get()
    }

    /// One read in a snapshot of its own.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(CareFailure) -> Value {
        if isRehearsal { return try await write(body) }
        let result: Result<Value, CareFailure> = await withCheckedContinuation { continuation in
            access.asyncRead { access in
                do {
                    continuation.resume(returning: .success(try body(access.get())))
                } catch {
                    continuation.resume(returning: .failure(Self.failure(error)))
                }
            }
        }
        return try result.get()
    }

    private static func failure(_ error: any Error) -> CareFailure {
        CareFailure(error) { JournalFailure($0) }
    }
}

extension KeyedMark {
    /// The mark in a column of 32 bytes.
    init(column: Data) throws {
        guard let mark = Self(bytes: column) else { throw CareDamage() }
        self = mark
    }

    var column: Data { Data(bytes) }
}
