internal import Engine

/// The owner of one connection: makes it, makes it anew when it was lost, and makes all its calls.
actor Session {
    private nonisolated let queue: SessionQueue
    private let address: PostgresAddress
    private let settings: PostgresSettings
    private let name: String
    private let meter: ConnectionMeter
    private var epoch: String?
    private var connection: Connection? {
        didSet { meter.note(connection != nil, after: oldValue != nil) }
    }
    private var reconnection = Reconnection()
    private var lastFailure = JournalFailure.unavailable("the database wasn't reached yet")
    private var isClosed = false

    /// With an epoch, every connection must lead to the history of that name.
    init(
        _ address: PostgresAddress, settings: PostgresSettings, name: String, epoch: String? = nil
    ) {
        queue = SessionQueue(name: name)
        self.address = address
        self.settings = settings
        self.name = name
        meter = ConnectionMeter(use: name.split(separator: " ").last.map(String.init) ?? name)
        self.epoch = epoch
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// Connects, makes the schema where that is meant or checks it, and returns the epoch of the
    /// history that is there.
    func open(for purpose: PostgresPurpose) throws(JournalFailure) -> String {
        let connection = try usable()
        let epoch = try Schema.open(connection, for: purpose)
        self.epoch = epoch
        return epoch
    }

    /// Lets a body ask the database; once more on a new connection when the old one was lost,
    /// since a read changes nothing.
    func read<Value: Sendable>(
        _ body: @Sendable (Connection) throws -> Value
    ) throws(JournalFailure) -> Value {
        do {
            return try body(try usable())
        } catch let failure as ServerFailure where failure.isLoss {
            connection = nil
        } catch {
            throw failure(of: error)
        }
        do { return try body(try usable()) } catch { throw failure(of: error) }
    }

    /// Lets a body change the database, once: whether it did isn't known when the connection is lost
    /// meanwhile.
    func write<Value: Sendable>(
        _ body: @Sendable (Connection) throws -> Value
    ) throws(JournalFailure) -> Value {
        do { return try body(try usable()) } catch { throw failure(of: error) }
    }

    /// Commits what waits in these appends, batch after batch, without holding up the caller.
    nonisolated func drain(_ appends: AppendQueue) {
        queue.later {
            let othersWait = self.assumeIsolated { session in
                appends.drain { session.commit($0) }
            }
            if othersWait { self.drain(appends) }
        }
    }

    /// Lets a body tell the database something that nobody waits for; nothing when it can't.
    nonisolated func later(_ body: @escaping @Sendable (Connection) throws -> Void) {
        queue.later { self.assumeIsolated { session in _ = try? session.read(body) } }
    }

    /// Ends the connection; afterwards everything is `unavailable`.
    func close() {
        connection = nil
        isClosed = true
    }

    private func commit(_ appends: [Append]) -> [AppendQueue.Outcome] {
        do throws(JournalFailure) {
            return PipelineCommit(connection: try usable()).outcomes(of: appends)
        } catch {
            return appends.map { _ in .failure(error) }
        }
    }

    /// The connection if the server is still at its end, and a new one otherwise.
    private func usable() throws(JournalFailure) -> Connection {
        if isClosed { throw .unavailable("the journal is closed") }
        if let connection, connection.isUsable { return connection }
        connection = nil
        let now = ContinuousClock.now
        if reconnection.waits(at: now) { throw lastFailure }
        do {
            let made = try Connection(address, settings: settings, name: name)
            if let epoch { try Schema.check(epoch, on: made) }
            reconnection.succeed()
            connection = made
            return made
        } catch {
            reconnection.fail(at: .now)
            lastFailure = failure(of: error)
            throw lastFailure
        }
    }

    private func failure(of error: any Error) -> JournalFailure {
        switch error {
        case let failure as JournalFailure: failure
        case let failure as ServerFailure: failure.failure
        default: .unavailable("\(error)")
        }
    }
}
