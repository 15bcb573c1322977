internal import Engine

/// The owner of a connection whose one transaction is never committed: an import that is tried out.
actor CareRehearsal {
    private nonisolated let queue = SessionQueue(name: "kansendossier rehearsal")
    private let address: PostgresAddress
    private let settings: PostgresSettings
    private var connection: Connection?

    init(_ address: PostgresAddress, settings: PostgresSettings) {
        self.address = address
        self.settings = settings
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// Connects and takes the lock; nothing that others see changes from here on.
    func begin() throws(JournalFailure) {
        try translating { () throws in
            let made = try Connection(
                address, settings: settings, name: "kansendossier rehearsal")
            _ = try Schema.open(made, for: .serving)
            try made.execute(
                """
                BEGIN;
                \(CareTransaction.writingLimits)
                SET LOCAL idle_in_transaction_session_timeout = '600s';
                SELECT pg_advisory_xact_lock(\(Schema.careLock))
                """)
            connection = made
        }
    }

    /// Lets a body read and write within the transaction.
    func run<Value: Sendable>(
        _ body: @Sendable (Connection) throws -> Value
    ) throws(JournalFailure) -> Value {
        guard let connection else { throw .unavailable("the rehearsal is over") }
        return try translating { () throws in try body(connection) }
    }

    /// Forgets everything.
    func end() { connection = nil }

    private func translating<Value>(
        _ body: () throws -> Value
    ) throws(JournalFailure) -> Value {
        do {
            return try body()
        } catch let failure as JournalFailure {
            throw failure
        } catch let failure as ServerFailure {
            throw failure.failure
        } catch {
            throw .unavailable("\(error)")
        }
    }
}
