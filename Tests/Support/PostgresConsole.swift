internal import CPostgres

/// A connection past the journal: for looking into a database, and for getting in its way.
package final class PostgresConsole {
    private let pointer: OpaquePointer

    /// Connects as this user; throws the server's complaint.
    package init(_ cluster: PostgresCluster, database: String, user: String = "owner") throws {
        let made = PQconnectdb("host=\(cluster.folder) dbname=\(database) user=\(user)")
        guard let made, PQstatus(made) == CONNECTION_OK else {
            defer { PQfinish(made) }
            throw Complaint(state: "", sentence: String(cString: PQerrorMessage(made)))
        }
        pointer = made
        PQsetNoticeReceiver(made, { _, _ in }, nil)
    }

    deinit { PQfinish(pointer) }

    /// Every row as text; throws the server's complaint.
    @discardableResult
    package func rows(_ sql: String) throws -> [[String]] {
        let result = PQexec(pointer, sql)
        defer { PQclear(result) }
        guard [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)) else {
            let state = PQresultErrorField(result, CInt(UInt8(ascii: "C")))
            throw Complaint(
                state: state.map { String(cString: $0) } ?? "",
                sentence: String(cString: PQresultErrorMessage(result)))
        }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
        }
    }

    /// What was notified on channels that this console listens to.
    package func notifications() -> [String] {
        PQconsumeInput(pointer)
        var found: [String] = []
        while let notification = PQnotifies(pointer) {
            found.append(String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
        return found
    }

    /// What the server says against a statement.
    package struct Complaint: Error {
        /// The five characters of SQLSTATE; empty when the server said none.
        package let state: String
        package let sentence: String
    }
}
