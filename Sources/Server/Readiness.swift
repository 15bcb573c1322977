import Domain
import Engine
import Logging
import Metrics
import Synchronization

/// Whether the server serves, for a balancer that asks: its streams are served, and the journal
/// answered a moment ago.
///
/// The journal is asked every second by one who waits for it, so that whoever asks for readiness gets
/// an answer at once, also while a database or the way to it is gone. Goes by the machine's own
/// clock, since it is about the machine. `kansendossier_ready` is 1 or 0.
final class Readiness: Sendable {
    /// Between two looks at the journal.
    static let pause = Duration.seconds(1)
    /// Without an answer of the journal for this long the server isn't ready.
    static let patience = Duration.seconds(3)

    private struct State {
        var isServing = false
        var answeredAt: ContinuousClock.Instant?
        var failure: String?
    }

    private let state = Mutex(State())
    private let gauge = Gauge(label: "kansendossier_ready")

    /// Says that the streams are served from now on, or no more.
    func serve(_ isServing: Bool) {
        state.withLock { $0.isServing = isServing }
        record()
    }

    /// Why the server isn't ready; nil when it is. The journal's own words are for the log alone.
    var obstacle: String? {
        state.withLock { state in
            if !state.isServing { return "it is starting or stopping" }
            if state.failure != nil { return "the journal can't be used" }
            guard let answeredAt = state.answeredAt, .now - answeredAt <= Self.patience else {
                return "the journal doesn't answer"
            }
            return nil
        }
    }

    /// Asks the journal once, and logs when its answer changes; throws when it holds another history.
    func look(at journal: any Journal, _ logger: Logger) async throws(JournalFailure) {
        let failure: String?
        do throws(JournalFailure) {
            _ = try await journal.head(of: .directory)
            failure = nil
        } catch {
            if case .replaced = error { throw error }
            failure = "\(error)"
        }
        let before = state.withLock { state in
            defer { state.failure = failure }
            if failure == nil { state.answeredAt = .now }
            return state.failure
        }
        record()
        if let failure, before == nil {
            logger.error("the journal can't be used", metadata: ["reason": "\(failure)"])
        } else if failure == nil, before != nil {
            logger.notice("the journal can be used again")
        }
    }

    private func record() { gauge.record(obstacle == nil ? 1 : 0) }
}
