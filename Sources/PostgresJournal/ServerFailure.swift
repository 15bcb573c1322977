internal import CPostgres
internal import Engine

/// Why the server, or the way to it, didn't do what was asked.
///
/// It keeps the server's main sentence alone: its details may hold what was to be stored.
struct ServerFailure: Error, Equatable {
    /// The five characters of SQLSTATE (postgresql.org/docs/15/errcodes-appendix.html); nil when
    /// the server didn't say it.
    let state: String?
    let message: String

    init(state: String?, message: String) {
        self.state = state
        self.message = message
    }

    /// What a result of libpq says went wrong.
    init(result: OpaquePointer) {
        func field(_ code: Character) -> String? {
            PQresultErrorField(result, CInt(code.asciiValue ?? 0)).map { String(cString: $0) }
        }
        // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY, which are macros of characters.
        state = field("C")
        message = field("M") ?? Self.oneLine(PQresultErrorMessage(result))
    }

    /// What a connection of libpq says went wrong.
    init(connection: OpaquePointer) {
        state = nil
        message = Self.oneLine(PQerrorMessage(connection))
    }

    /// Whether the connection is gone with it: 08 and 57P are what a server says that goes down.
    var isLoss: Bool { state.map { $0.hasPrefix("08") || $0.hasPrefix("57P") } ?? true }

    /// What it means for somebody who asked for something that surely wasn't done.
    var failure: JournalFailure {
        guard let state else { return .unavailable("the database can't be reached: \(message)") }
        if state == "42501" {
            return .unavailable("the database doesn't allow it to this role: \(message)")
        }
        if Self.passing.contains(String(state.prefix(2))) {
            return .unavailable("the database can't do it now (\(state)): \(message)")
        }
        return .damaged(
            "the database refuses it (\(state)): \(message); stop the server and look there first")
    }

    /// Classes of SQLSTATE after which trying again may help: connections, rights to connect,
    /// transactions, room, locks, and what an operator does.
    private static let passing: Set<String> = [
        "08", "25", "28", "3D", "40", "53", "54", "55", "57", "58",
    ]

    private static func oneLine(_ text: UnsafePointer<CChar>?) -> String {
        guard let text else { return "no reason given" }
        let lines = String(cString: text).split(whereSeparator: \.isNewline)
        return lines.isEmpty ? "no reason given" : lines.joined(separator: " ")
    }
}
