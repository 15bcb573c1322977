package import Domain
package import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

/// Care records in a SQLite file of their own, written by any number of processes in turn.
///
/// A file of its own, because care records may have to be deleted after their term while the journal
/// never is, because a round's export must not carry them along, and because a large import must not
/// hold the lock under a live sitting (KD-0014).
package final class SQLiteCareStore: CareStore {
    package static let fileName = "care.sqlite"
    private let access: any DatabaseWriter

    /// The care database's file in a data folder.
    package static func file(in folder: String) -> String { "\(folder)/\(fileName)" }

    /// Opens the file, and makes it when there is none (mode 0600).
    package init(file: String) throws(JournalFailure) {
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
        access = try JournalFailure.translating {
            let queue = try JournalFile.openForReading(file)
            try queue.read { try CareSchema.identify($0) }
            return queue
        }
    }

    /// Opens the file for trying an import out: what is stored is seen by this store alone, and is
    /// gone when it is closed. Other imports wait meanwhile. Without a file it begins empty.
    package init(rehearsing file: String) throws(JournalFailure) {
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

    package func add(_ batch: CareBatch) async throws(CareFailure) -> CareReceipt {
        try await write { database in
            var writing = try CareWriting(database: database, head: batch.head)
            return try writing.add(batch)
        }
    }

    package func settle() async throws(CareFailure) -> CareSettlement {
        var settlement = CareSettlement()
        var goesOn = true
        // What a rehearsal stored is seen by its own connection alone.
        let readers = access as? DatabasePool
        while goesOn {
            let soFar = settlement
            (settlement, goesOn) = try await write { database in
                var settlement = soFar
                let goesOn = try CareSettling(database: database).settle(
                    most: 2_000, into: &settlement, readers: readers)
                return (settlement, goesOn)
            }
        }
        return settlement
    }

    package func remove(_ term: CareTerm) async throws(CareFailure) -> CareRemoval? {
        let removal = try await write { database in
            // What is deleted is overwritten, not only marked as free.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            return try CareRetention(database: database, term: term).remove()
        }
        if let pool = access as? DatabasePool, removal != nil {
            // Former pages go from the write-ahead log too, at once or when who reads is done.
            _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        return removal
    }

    package func histories(
        after client: Pseudonym?, limit: Int
    ) async throws(CareFailure) -> [ClientHistory] {
        try await read { database in
            let start = client.map { Data($0.bytes) } ?? Data()
            return try Row.fetchAll(
                database,
                sql: "SELECT client, bytes FROM history WHERE client > ? ORDER BY client LIMIT ?",
                arguments: [start, limit]
            ).map { row in
                let client = try Pseudonym(column: try row.column(0))
                let bytes: Data = try row.column(1)
                return ClientHistory(
                    client: client, periods: try HistoryRecord.periods(bytes, of: client),
                    exceptions: try HistoryRecord.exceptions(bytes),
                    lateNotices: try HistoryRecord.lateNotices(bytes))
            }
        }
    }

    package func refusals(
        after number: Int, limit: Int
    ) async throws(CareFailure) -> [NumberedException] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT number, bytes FROM refusal WHERE number > ? ORDER BY number LIMIT ?",
                arguments: [number, limit]
            ).map { row in
                let bytes: Data = try row.column(1)
                guard let exception = try HistoryRecord.exceptions(bytes).first else {
                    throw CareDamage()
                }
                return NumberedException(number: try row.column(0), exception: exception)
            }
        }
    }

    package func importLog(
        after number: Int, limit: Int
    ) async throws(CareFailure) -> [ImportLogLine] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT bytes FROM log WHERE number > ? ORDER BY number LIMIT ?",
                arguments: [number, limit]
            ).map { row in
                let bytes: Data = try row.column(0)
                return try CanonicalJSON.value(ImportLogLine.self, from: bytes)
            }
        }
    }

    package func processings(of line: Int) async throws(CareFailure) -> [Pseudonym] {
        try await read { database in
            try Data.fetchAll(
                database,
                sql: """
                    SELECT client FROM document WHERE line = ? AND client IS NOT NULL
                    UNION SELECT table_row.client FROM table_row
                    JOIN care_table ON care_table.number = care_table
                    WHERE line = ? AND table_row.client IS NOT NULL
                    """, arguments: [line, line]
            ).map { try Pseudonym(column: $0) }
        }
    }

    package func verify() async throws(CareFailure) -> CareVerification {
        try await read { try CareVerifying(database: $0).verify() }
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
                    continuation.resume(returning: .failure(CareFailure(error)))
                }
            }
        }
        return try result.get()
    }

    /// One read in a snapshot of its own.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(CareFailure) -> Value {
        let result: Result<Value, CareFailure> = await withCheckedContinuation { continuation in
            access.asyncRead { access in
                do {
                    continuation.resume(returning: .success(try body(access.get())))
                } catch {
                    continuation.resume(returning: .failure(CareFailure(error)))
                }
            }
        }
        return try result.get()
    }
}

extension CareFailure {
    /// What an error below the port means to those above it.
    fileprivate init(_ error: any Error) {
        switch error {
        case let failure as CareFailure: self = failure
        case is CareDamage, is DecodingError:
            self = .store(.damaged("the care database holds what it can't have written"))
        default: self = .store(JournalFailure(error))
        }
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
