import Logging
import Synchronization

/// The least important level that is written; all loggers of one program go by the same, and it may
/// change while they write.
final class LogThreshold: Sendable {
    private let lowest: Mutex<Logger.Level>

    init(_ level: Logger.Level) { lowest = Mutex(level) }

    var level: Logger.Level { lowest.withLock { $0 } }

    func change(to level: Logger.Level) { lowest.withLock { $0 = level } }
}
