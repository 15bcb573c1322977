internal import CPostgres

/// One connection to the server. Its calls block, so one owner makes them, off the threads that
/// tasks run on.
final class Connection {
    let pointer: OpaquePointer
    private var prepared: Set<Statement> = []

    /// Connects, and lets the server hold every statement to its time.
    ///
    /// `name` is what the server's list of connections calls this one.
    init(
        _ address: PostgresAddress, settings: PostgresSettings, name: String
    ) throws(ServerFailure) {
        let keywords = Self.keywords(address, settings, name)
        let names = keywords.keys.sorted()
        let values = names.map { keywords[$0, default: ""] }
        let made = withCStrings(names) { names in
            withCStrings(values) { values in PQconnectdbParams(names, values, 0) }
        }
        guard let made else {
            throw ServerFailure(state: nil, message: "no memory left for a connection")
        }
        guard PQstatus(made) == CONNECTION_OK else {
            let failure = ServerFailure(connection: made)
            PQfinish(made)
            throw failure
        }
        pointer = made
        // Notices go nowhere: by default libpq writes them to standard error.
        PQsetNoticeReceiver(made, { _, _ in }, nil)
    }

    deinit { PQfinish(pointer) }

    /// Whether the server is still there, as far as can be known without asking it.
    ///
    /// Looks twice: a server that goes down says so first, and only then hangs up.
    var isUsable: Bool {
        PQconsumeInput(pointer) == 1 && PQconsumeInput(pointer) == 1
            && PQstatus(pointer) == CONNECTION_OK
            && PQtransactionStatus(pointer) == PQTRANS_IDLE
    }

    /// The server's release: 150018 is 15.18.
    var release: Int { Int(PQserverVersion(pointer)) }

    /// Runs one or more statements that give nothing back.
    func execute(_ sql: String) throws(ServerFailure) {
        _ = try rows(of: PQexec(pointer, sql))
    }

    /// Runs one statement.
    func query(_ sql: String, _ parameters: [Parameter] = []) throws(ServerFailure) -> Rows {
        try rows(
            of: withBinary(parameters) { count, values, lengths, formats in
                PQexecParams(pointer, sql, count, nil, values, lengths, formats, 1)
            })
    }

    /// Runs a prepared statement.
    func query(
        _ statement: Statement, _ parameters: [Parameter]
    ) throws(ServerFailure) -> Rows {
        try prepare(statement)
        return try rows(
            of: withBinary(parameters) { count, values, lengths, formats in
                PQexecPrepared(pointer, statement.rawValue, count, values, lengths, formats, 1)
            })
    }

    /// Ends a transaction that failed; throws when the connection is of no more use.
    func rollBack() throws(ServerFailure) {
        if PQtransactionStatus(pointer) != PQTRANS_IDLE { try execute("ROLLBACK") }
    }

    /// Runs a prepared statement once for each of these in one transaction, in one round trip.
    func transact(_ statement: Statement, _ each: [[Parameter]]) -> Transaction {
        do throws(ServerFailure) { try prepare(statement) } catch { return .notBegun(error) }
        guard PQenterPipelineMode(pointer) == 1 else { return .notBegun(reason) }
        defer { PQexitPipelineMode(pointer) }
        guard send("BEGIN") else { return .notBegun(reason) }
        for parameters in each {
            let sent = withBinary(parameters) { count, values, lengths, formats in
                PQsendQueryPrepared(
                    pointer, statement.rawValue, count, values, lengths, formats, 1)
            }
            guard sent == 1 else { return .notBegun(reason) }
        }
        // From here on nobody can take the commit back.
        guard send("COMMIT"), PQpipelineSync(pointer) == 1 else {
            return .begun([], .failure(reason))
        }
        let begin = nextResult()
        let results = each.map { _ in nextResult() }
        let commit = nextResult()
        if PQstatus(pointer) == CONNECTION_OK { PQclear(PQgetResult(pointer)) }
        if case .failure(let failure) = begin, !failure.isLoss { return .notBegun(failure) }
        return .begun(results, commit.map { _ in })
    }

    private func send(_ sql: String) -> Bool {
        PQsendQueryParams(pointer, sql, 0, nil, nil, nil, nil, 1) == 1
    }

    /// The one result of the next statement in the pipeline, and the null that ends it.
    private func nextResult() -> Result<Rows, ServerFailure> {
        guard PQstatus(pointer) == CONNECTION_OK, let result = PQgetResult(pointer) else {
            return .failure(reason)
        }
        defer { if PQstatus(pointer) == CONNECTION_OK { PQclear(PQgetResult(pointer)) } }
        do throws(ServerFailure) {
            return .success(try rows(of: result))
        } catch {
            return .failure(error)
        }
    }

    private func prepare(_ statement: Statement) throws(ServerFailure) {
        guard !prepared.contains(statement) else { return }
        _ = try rows(of: PQprepare(pointer, statement.rawValue, statement.sql, 0, nil))
        prepared.insert(statement)
    }

    private var reason: ServerFailure { ServerFailure(connection: pointer) }

    private func rows(of result: OpaquePointer?) throws(ServerFailure) -> Rows {
        guard let result else { throw reason }
        let status = PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            defer { PQclear(result) }
            throw ServerFailure(result: result)
        }
        return Rows(result)
    }

    /// What is asked of a connection beside the address; none of it can be set there.
    private static func keywords(
        _ address: PostgresAddress, _ settings: PostgresSettings, _ name: String
    ) -> [String: String] {
        let options = [
            "statement_timeout": "\(settings.statementMillisecondsMost)",
            "lock_timeout": "\(settings.lockMillisecondsMost)",
            "idle_in_transaction_session_timeout": "\(settings.statementMillisecondsMost)",
            "synchronous_commit": "on", "search_path": "pg_catalog",
            "default_transaction_isolation": "read\\ committed",
        ]
        let ours = [
            "application_name": name, "client_encoding": "UTF8",
            "connect_timeout": "\(settings.connectSecondsMost)",
            "keepalives_idle": "5", "keepalives_interval": "5", "keepalives_count": "3",
            "tcp_user_timeout": "15000",
            "options": options.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }
                .joined(separator: " "),
        ]
        return address.keywords.merging(ours) { _, ours in ours }
    }
}

/// What became of several statements that went to the server with their BEGIN and COMMIT.
enum Transaction {
    /// The COMMIT never left: nothing was stored.
    case notBegun(ServerFailure)
    /// Each statement's result, and the COMMIT's.
    case begun([Result<Rows, ServerFailure>], Result<Void, ServerFailure>)
}
