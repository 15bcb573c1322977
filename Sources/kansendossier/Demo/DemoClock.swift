import Domain
import Synchronization

/// The time in which the demo plays: its round is of two years ago, and what became of it is of today.
///
/// Against a server that runs already there is only that server's own time.
final class DemoClock: Sendable {
    /// Two years and a day, so that care which begins after the awards is all of these two years.
    static let daysBack = DemoCare.days + 1

    private let daysBehind: Mutex<Int>

    init(daysBehind: Int) { self.daysBehind = Mutex(daysBehind) }

    var now: Instant {
        WallClock.now.advanced(bySeconds: -86_400 * daysBehind.withLock { $0 })
    }

    /// The day on which the demo ends.
    var today: CivilDate { AmsterdamTime(WallClock.now).date }

    /// Goes to today; false when it was today already.
    func goToToday() -> Bool {
        daysBehind.withLock { days in
            defer { days = 0 }
            return days > 0
        }
    }
}
