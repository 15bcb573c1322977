internal import Domain
internal import Engine
internal import FoundationEssentials
internal import GRDB
internal import Wire

/// Joins all appends that wait into one transaction, each with an outcome of its own.
///
/// The pool's serial writer queue is the one that drains: while it waits for the disk, the next
/// appends gather.
final class GroupCommit: Sendable {
    private let pool: DatabasePool
    private let queue: AppendQueue

    init(pool: DatabasePool, settings: JournalSettings) {
        self.pool = pool
        queue = AppendQueue(
            waitingMost: settings.appendsWaitingMost,
            perCommitMost: settings.appendsPerCommitMost)
    }

    var statistics: JournalStatistics { queue.statistics }

    func append(_ append: Append) async throws(JournalFailure) {
        try await queue.append(append) { drain() }
    }

    private func drain() {
        pool.asyncWriteWithoutTransaction { database in
            if self.queue.drain({ self.commit($0, in: database) }) { self.drain() }
        }
    }

    private func commit(_ appends: [Append], in database: Database) -> [AppendQueue.Outcome] {
        do {
            try database.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
        } catch {
            return appends.map { _ in .failure(JournalFailure(error)) }
        }
        var outcomes: [AppendQueue.Outcome] = []
        for append in appends {
            outcomes.append(store(append, in: database))
            // SQLite may answer a full or failing disk by rolling everything back.
            guard database.isInsideTransaction else {
                return rolledBack(outcomes, of: appends.count)
            }
        }
        guard outcomes.contains(where: \.isSuccess) else {
            try? database.cachedStatement(sql: "ROLLBACK").execute()
            return outcomes
        }
        do {
            try database.cachedStatement(sql: "COMMIT").execute()
            return outcomes
        } catch {
            if database.isInsideTransaction { try? database.execute(sql: "ROLLBACK") }
            let failure = JournalFailure(atCommit: error)
            return outcomes.map { $0.isSuccess ? .failure(failure) : $0 }
        }
    }

    /// Everything of a transaction that is no more; a conflict that was found stays one.
    private func rolledBack(
        _ outcomes: [AppendQueue.Outcome], of count: Int
    ) -> [AppendQueue.Outcome] {
        var cause = JournalFailure.unavailable("the transaction was rolled back")
        if case .failure(let failure)? = outcomes.last { cause = failure }
        return outcomes.map { $0.isSuccess ? .failure(cause) : $0 }
            + Array(repeating: .failure(cause), count: count - outcomes.count)
    }

    /// One append in a savepoint of its own, so that it fails alone.
    private func store(_ append: Append, in database: Database) -> AppendQueue.Outcome {
        do {
            try database.cachedStatement(sql: "SAVEPOINT one").execute()
            try write(append, in: database)
            try database.cachedStatement(sql: "RELEASE one").execute()
            return .success(())
        } catch {
            let failure = JournalFailure(error)
            guard database.isInsideTransaction else { return .failure(failure) }
            do {
                try database.execute(sql: "ROLLBACK TO one; RELEASE one")
            } catch {
                // What can't be taken out alone is taken out with all the others.
                try? database.execute(sql: "ROLLBACK")
            }
            return .failure(failure)
        }
    }

    private func write(_ append: Append, in database: Database) throws {
        let found = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT id, position FROM stream WHERE name = ?"),
            arguments: [append.stream.description])
        let actual: Int = try found?.column(1) ?? 0
        guard actual == append.expectedPosition, let last = append.records.last else {
            throw JournalFailure.conflict(actualPosition: actual)
        }
        let stream: Int64 =
            try found?.column(0) ?? begin(append.stream.description, in: database)
        let record = try database.cachedStatement(
            sql: "INSERT INTO record (stream, position, bytes, hash) VALUES (?, ?, ?, ?)")
        for stored in append.records {
            try record.execute(arguments: [
                stream, stored.position, Data(stored.bytes), stored.hash.column,
            ])
        }
        for receipt in append.receipts {
            try write(receipt, stream: stream, actual: actual, in: database)
        }
        try database.cachedStatement(
            sql: "UPDATE stream SET position = ?, hash = ?, deadline = ? WHERE id = ?"
        ).execute(arguments: [
            last.position, last.hash.column, append.deadline?.milliseconds, stream,
        ])
    }

    private func begin(_ name: String, in database: Database) throws -> Int64 {
        try database.cachedStatement(
            sql: "INSERT INTO stream (name, position, hash) VALUES (?, 0, zeroblob(32))"
        ).execute(arguments: [name])
        return database.lastInsertedRowID
    }

    private func write(
        _ receipt: Receipt, stream: Int64, actual: Int, in database: Database
    ) throws {
        do {
            try database.cachedStatement(
                sql: """
                    INSERT INTO receipt (stream, actor, key, command, position)
                    VALUES (?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                stream, receipt.actor.description, receipt.key.column, receipt.command.column,
                receipt.position,
            ])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            // Whoever reads again finds the receipt that was there first.
            throw JournalFailure.conflict(actualPosition: actual)
        }
    }
}
