internal import Domain
internal import Metrics
import Synchronization

/// What the engine has done since it started, and what it holds now.
package struct EngineStatistics: Sendable, Equatable {
    package internal(set) var commandsAccepted = 0
    package internal(set) var commandsRepeated = 0
    package internal(set) var commandsRefused = 0
    /// Answered `busy`, `unavailable` or `unknownOutcome`.
    package internal(set) var commandsPutOff = 0
    package internal(set) var batches = 0
    package internal(set) var commits = 0
    package internal(set) var conflicts = 0
    package internal(set) var unknownOutcomes = 0
    /// Turns that were had on streams that several nodes write.
    package internal(set) var turns = 0
    /// Turns that couldn't be had in time.
    package internal(set) var turnsMissed = 0
    package internal(set) var deliveries = 0
    package internal(set) var subscribers = 0
    package internal(set) var roundsOpen = 0
    package internal(set) var roundsKnown = 0
}

/// Counts for operators; every metric of this room is named here and nowhere else.
///
/// | label | kind | dimensions | unit |
/// |---|---|---|---|
/// | `kansendossier_commands_accepted_total` | counter | | commands |
/// | `kansendossier_commands_repeated_total` | counter | | commands |
/// | `kansendossier_commands_refused_total` | counter | `code` | commands |
/// | `kansendossier_commands_put_off_total` | counter | | commands |
/// | `kansendossier_batches_total` | counter | | turns with orders |
/// | `kansendossier_commits_total` | counter | | appends |
/// | `kansendossier_conflicts_total` | counter | | appends |
/// | `kansendossier_unknown_outcomes_total` | counter | | appends |
/// | `kansendossier_turns_total` | counter | | turns |
/// | `kansendossier_turns_missed_total` | counter | | turns |
/// | `kansendossier_deliveries_total` | counter | | updates × subscribers |
/// | `kansendossier_batch_orders` | recorder | | orders |
/// | `kansendossier_append_duration` | timer | | time of one append |
/// | `kansendossier_subscribers` | gauge | | subscriptions |
final class EngineMeter: Sendable {
    private let counts = Mutex(EngineStatistics())
    private let accepted = Counter(label: "kansendossier_commands_accepted_total")
    private let repeated = Counter(label: "kansendossier_commands_repeated_total")
    private let refused: [RefusalCode: Counter]
    private let putOff = Counter(label: "kansendossier_commands_put_off_total")
    private let batches = Counter(label: "kansendossier_batches_total")
    private let commits = Counter(label: "kansendossier_commits_total")
    private let conflicts = Counter(label: "kansendossier_conflicts_total")
    private let unknownOutcomes = Counter(label: "kansendossier_unknown_outcomes_total")
    private let turns = Counter(label: "kansendossier_turns_total")
    private let turnsMissed = Counter(label: "kansendossier_turns_missed_total")
    private let deliveries = Counter(label: "kansendossier_deliveries_total")
    private let batchOrders = Recorder(label: "kansendossier_batch_orders")
    private let appendDuration = Timer(label: "kansendossier_append_duration")
    private let subscribers = Gauge(label: "kansendossier_subscribers")

    init() {
        refused = Dictionary(
            uniqueKeysWithValues: RefusalCode.allCases.map {
                let label = "kansendossier_commands_refused_total"
                return ($0, Counter(label: label, dimensions: [("code", $0.rawValue)]))
            })
    }

    var statistics: EngineStatistics { counts.withLock { $0 } }

    func count(_ reply: Reply) {
        switch reply {
        case .accepted(_, already: false):
            counts.withLock { $0.commandsAccepted += 1 }
            accepted.increment()
        case .accepted(_, already: true):
            counts.withLock { $0.commandsRepeated += 1 }
            repeated.increment()
        case .refused(let refusal):
            counts.withLock { $0.commandsRefused += 1 }
            refused[refusal.code]?.increment()
        case .busy, .unavailable, .unknownOutcome:
            counts.withLock { $0.commandsPutOff += 1 }
            putOff.increment()
        }
    }

    func countBatch(orders: Int) {
        counts.withLock { $0.batches += 1 }
        batches.increment()
        batchOrders.record(orders)
    }

    func countAppend(_ outcome: AppendOutcome, lasted duration: Duration) {
        let (seconds, attoseconds) = duration.components
        appendDuration.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        switch outcome {
        case .stored:
            counts.withLock { $0.commits += 1 }
            commits.increment()
        case .conflict:
            counts.withLock { $0.conflicts += 1 }
            conflicts.increment()
        case .unknown:
            counts.withLock { $0.unknownOutcomes += 1 }
            unknownOutcomes.increment()
        case .unavailable: break
        }
    }

    func countTurn(isTaken: Bool) {
        counts.withLock { counts in
            if isTaken { counts.turns += 1 } else { counts.turnsMissed += 1 }
        }
        (isTaken ? turns : turnsMissed).increment()
    }

    func countDeliveries(_ count: Int) {
        guard count > 0 else { return }
        counts.withLock { $0.deliveries += count }
        deliveries.increment(by: count)
    }

    func changeSubscribers(by difference: Int) {
        guard difference != 0 else { return }
        let now = counts.withLock { counts in
            counts.subscribers += difference
            return counts.subscribers
        }
        subscribers.record(now)
    }
}

/// What came of an append.
enum AppendOutcome: Sendable { case stored, conflict, unknown, unavailable }
