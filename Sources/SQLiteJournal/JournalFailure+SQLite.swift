package import Engine
internal import GRDB

extension JournalFailure {
    /// What an error of SQLite before the commit means: nothing was stored.
    init(_ error: any Error) {
        switch error {
        case let failure as JournalFailure: self = failure
        case let error as DatabaseError: self = Self.beforeCommit(error)
        default: self = .unavailable("\(error)")
        }
    }

    /// What an error of the COMMIT itself means for every append in it.
    ///
    /// Only two of them leave no doubt (sqlite.org/rescode.html): a lock that was never had, and a
    /// write for which there was no room, which leaves the commit's last frame incomplete. After
    /// any other the frames may be on the disk.
    package init(atCommit error: any Error) {
        let code = (error as? DatabaseError)?.resultCode
        switch code {
        case .SQLITE_BUSY, .SQLITE_FULL: self.init(error)
        default: self = .unknownOutcome("the commit failed: \(error)")
        }
    }

    /// Runs SQLite's untyped errors through the port's typed door.
    static func translating<Value>(
        _ body: () throws -> Value
    ) throws(JournalFailure) -> Value {
        do { return try body() } catch { throw JournalFailure(error) }
    }

    private static func beforeCommit(_ error: DatabaseError) -> JournalFailure {
        let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
            return .damaged("\(reason); stop the server, keep the file, and restore a backup")
        case .SQLITE_FULL:
            return .unavailable("no room left for the journal (\(reason)); make room on its disk")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return .unavailable("another program has locked the journal (\(reason))")
        default:
            return .unavailable("the journal can't be used now: \(reason)")
        }
    }
}
