import Domain
import Engine
import Pages
import Synchronization

/// Verifies the whole log when somebody asks for it, one verification at a time, and remembers what
/// the last one came to until the server stops.
final class Verifications: Sendable {
    private let desk: Desk
    private let journal: any Journal
    private let state = Mutex(LogVerification.none)

    init(desk: Desk, journal: any Journal) {
        self.desk = desk
        self.journal = journal
    }

    var current: LogVerification { state.withLock { $0 } }

    /// Begins one, unless one is under way or the log is too long.
    func begin() async {
        let most = desk.settings.pages.verifyRecordsMost
        let all = (try? await journal.heads().reduce(0) { $0 + $1.position }) ?? 0
        let begins = state.withLock { state in
            if case .running = state { return false }
            state =
                all > most
                ? .tooLong(records: all, most: most) : .running(records: 0, of: all)
            return all <= most
        }
        if begins { desk.later { await self.verify(all) } }
    }

    private func verify(_ all: Int) async {
        let done = Mutex<[StreamID: Int]>([:])
        let outcome: LogVerification
        do throws(JournalFailure) {
            let found = try await Verifier<Round>(reading: journal).verify { progress in
                let read = done.withLock { done in
                    done[progress.stream] = progress.position
                    return done.values.reduce(0, +)
                }
                self.state.withLock { $0 = .running(records: read, of: all) }
            }
            let at = AmsterdamTime(desk.time.now)
            outcome =
                switch found {
                case .ok(let records, let hash):
                    .ok(records: records, hash: hash.description, at: at)
                case .deviation(let deviation): .deviation("\(deviation)", at: at)
                }
        } catch {
            outcome = .unreadable(at: AmsterdamTime(desk.time.now))
        }
        state.withLock { $0 = outcome }
    }
}
