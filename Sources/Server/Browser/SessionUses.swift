import Domain
import Engine
import Synchronization

/// When each session of a browser was last used, at whichever node.
///
/// Each node remembers its own uses, and tells the others of them once a minute at most: so a use
/// elsewhere is known to the minute, in favour of who is signed in.
final class SessionUses: Sendable {
    /// Seconds between two tellings of one session in use.
    static let tellSeconds = 60

    /// What a use of a session is.
    enum Verdict {
        case inTime
        /// The session wasn't used for too long.
        case tooLate
        /// Nothing was heard of the session here for too long, and the others can't be asked.
        case unknown
    }

    private struct Use {
        var last: Instant
        var toldAt: Instant
    }

    private let desk: Desk
    private let uses = Mutex<[TokenID: Use]>([:])

    init(desk: Desk) { self.desk = desk }

    /// Notes that the session is used now, and says whether it still could be.
    func use(of session: Credential) async -> Verdict {
        let now = desk.time.now
        let known = uses.withLock { $0[session.token] }
        if let known, now < known.toldAt.advanced(bySeconds: Self.tellSeconds) {
            uses.withLock { $0[session.token]?.last = now }
            return .inTime
        }
        let left = (session.expiresAt.milliseconds - now.milliseconds) / 1000
        do throws(PeersFailure) {
            let told = try await desk.engine.peers.raise(
                "use of \(session.token)", to: now.milliseconds, keptSeconds: max(1, left))
            guard isInTime(known?.last, told, at: now) else { return .tooLate }
        } catch {
            guard let known, isInTime(known.last, nil, at: now) else { return .unknown }
        }
        uses.withLock { $0[session.token] = Use(last: now, toldAt: now) }
        return .inTime
    }

    /// Forgets the sessions that were withdrawn or ended.
    func forgetEnded() {
        let (directory, now) = (desk.engine.directory, desk.time.now)
        uses.withLock { uses in
            uses = uses.filter { token, _ in
                directory.tokens[token].map { !$0.withdrawn && now < $0.expiresAt } ?? false
            }
        }
    }

    /// A session that nobody knows of was begun a moment ago, or its node stopped since.
    private func isInTime(_ own: Instant?, _ told: Int?, at now: Instant) -> Bool {
        let elsewhere = told.map { Instant(milliseconds: $0) }
        let last: Instant? =
            if let own, own >= elsewhere ?? own {
                own
            } else {
                elsewhere?.advanced(bySeconds: Self.tellSeconds)
            }
        guard let last else { return true }
        return now < last.advanced(bySeconds: desk.settings.pages.idleSeconds)
    }
}
