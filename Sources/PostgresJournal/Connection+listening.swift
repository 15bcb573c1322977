internal import CPostgres

/// What a connection needs that waits for what others notify, without asking.
extension Connection {
    /// What the system knows the connection by.
    var socket: CInt { PQsocket(pointer) }

    /// What was notified and not taken yet; throws when the connection is lost.
    func notifications() throws(ServerFailure) -> [Notification] {
        guard PQconsumeInput(pointer) == 1, PQstatus(pointer) == CONNECTION_OK else {
            throw ServerFailure(connection: pointer)
        }
        var found: [Notification] = []
        while let notification = PQnotifies(pointer) {
            found.append(
                Notification(
                    channel: String(cString: notification.pointee.relname),
                    text: String(cString: notification.pointee.extra)))
            PQfreemem(notification)
        }
        return found
    }

    /// Asks the server for a sign of life, without waiting for it.
    func knock() throws(ServerFailure) {
        guard PQsendQuery(pointer, "") == 1 else { throw ServerFailure(connection: pointer) }
    }

    /// Whether every knock was answered, as far as was heard.
    func isAnswered() -> Bool {
        while PQisBusy(pointer) == 0 {
            guard let result = PQgetResult(pointer) else { return true }
            PQclear(result)
        }
        return false
    }
}

/// One NOTIFY of whoever it was.
struct Notification: Sendable {
    let channel: String
    let text: String
}
