package import Engine

/// Care records in a PostgreSQL database, beside the journal, written by any number of nodes in turn.
///
/// A batch takes a lock of its own, so that lines of the import log stay gapless and chained, and a
/// sitting's journal never waits for an import. Readers see one moment, and are never blocked.
package final class PostgresCareStore: CareRowStore {
    private let access: Access

    private enum Access {
        case shared(writer: Session, readers: Readers)
        case rehearsal(CareRehearsal)
    }

    /// Opens the care records of a database, and makes or upgrades its schema when this role may.
    ///
    /// Throws what opening the journal there for the same purpose throws.
    package init(
        at address: PostgresAddress, settings: PostgresSettings = PostgresSettings(),
        purpose: PostgresPurpose = .serving
    ) async throws(JournalFailure) {
        let writer = Session(address, settings: settings, name: "kansendossier care")
        let epoch = try await writer.open(for: purpose)
        var reading = settings
        reading.readersMost = Self.readersMost
        access = .shared(
            writer: writer, readers: Readers(address, settings: reading, epoch: epoch))
    }

    /// How many connections read care records at the same time.
    package static let readersMost = 2

    /// Opens the care records for trying an import out: what is stored is seen by this store alone,
    /// and is gone when it is closed. Other imports wait meanwhile.
    package init(
        rehearsingAt address: PostgresAddress, settings: PostgresSettings = PostgresSettings()
    ) async throws(JournalFailure) {
        let rehearsal = CareRehearsal(address, settings: settings)
        try await rehearsal.begin()
        access = .rehearsal(rehearsal)
    }

    /// Waits for what goes on and ends the connections.
    package func close() async throws(JournalFailure) {
        switch access {
        case .shared(let writer, let readers):
            await writer.close()
            await readers.close()
        case .rehearsal(let rehearsal): await rehearsal.end()
        }
    }

    package func reading<Value: Sendable>(
        _ body: @escaping @Sendable (any CareRows) throws -> Value
    ) async throws(CareFailure) -> Value {
        try await transact(.reading) { try body($0) }
    }

    package func writing<Value: Sendable>(
        _ body: @escaping @Sendable (any WritableCareRows) throws -> Value
    ) async throws(CareFailure) -> Value {
        try await transact(.writing) { try body($0) }
    }

    private func transact<Value: Sendable>(
        _ kind: CareTransaction, _ body: @escaping @Sendable (PostgresCareRows) throws -> Value
    ) async throws(CareFailure) -> Value {
        let outcome: Result<Value, CareFailure>
        do throws(JournalFailure) {
            switch access {
            case .shared(let writer, _) where kind == .writing:
                // What was lost before its COMMIT was sent wasn't stored: once more is once.
                outcome = try await writer.read { try kind.run(on: $0, body) }
            case .shared(_, let readers):
                outcome = try await readers.read { try kind.run(on: $0, body) }
            case .rehearsal(let rehearsal):
                outcome = try await rehearsal.run { try CareTransaction.part.run(on: $0, body) }
            }
        } catch {
            throw .store(error)
        }
        return try outcome.get()
    }
}

/// How a body's statements stand together.
enum CareTransaction {
    /// One moment, for whoever reads beside others.
    case reading
    /// In turn with all others that write.
    case writing
    /// A part of a rehearsal, whose transaction is open already.
    case part

    /// How long a writer may wait for the others, and a statement of its own may take.
    static let writingLimits = """
        SET LOCAL lock_timeout = '60s';
        SET LOCAL statement_timeout = '600s';
        """

    private var beginning: String {
        switch self {
        case .reading: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case .writing:
            """
            BEGIN;
            \(Self.writingLimits)
            SELECT pg_advisory_xact_lock(\(Schema.careLock))
            """
        case .part: "SAVEPOINT part"
        }
    }

    /// Runs a body between a beginning and an end; what the body throws about what it read is a
    /// value, and what the server says is thrown.
    ///
    /// Throws `unknownOutcome` when the commit was sent and nobody said what became of it.
    func run<Value>(
        on connection: Connection, _ body: (PostgresCareRows) throws -> Value
    ) throws -> Result<Value, CareFailure> {
        let value: Value
        do {
            try connection.execute(beginning)
            value = try body(PostgresCareRows(connection: connection))
        } catch {
            try takeBack(on: connection, error)
            if error is ServerFailure || error is JournalFailure { throw error }
            return .failure(CareFailure(error) { .unavailable("\($0)") })
        }
        try end(on: connection)
        return .success(value)
    }

    private func takeBack(on connection: Connection, _ error: any Error) throws {
        if (error as? ServerFailure)?.isLoss == true { return }
        if self == .part {
            try connection.execute("ROLLBACK TO SAVEPOINT part")
        } else {
            try connection.rollBack()
        }
    }

    private func end(on connection: Connection) throws {
        do throws(ServerFailure) {
            try connection.execute(self == .part ? "RELEASE SAVEPOINT part" : "COMMIT")
        } catch {
            guard self == .writing, error.isLoss else { throw error }
            throw JournalFailure.unknownOutcome("the commit wasn't confirmed: \(error.message)")
        }
    }
}
