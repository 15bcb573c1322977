internal import Domain
internal import Engine
internal import Synchronization

/// Turns on streams among nodes: an advisory lock each, all of this node on one connection, so that
/// a node that dies loses them with it.
///
/// Nobody waits inside the database. Who ends a turn says so by NOTIFY, and whoever waits tries
/// again then: the sooner, the more turns of others it heard end, so that the turn goes round. When
/// nothing is heard it tries again all the same.
final class Turns: Sendable {
    /// Where the end of a turn is notified, with the name of its stream.
    static let channel = "kansendossier_turn"
    /// Milliseconds after which a turn is tried again of which nothing was heard.
    static let pollMilliseconds = 100
    /// Milliseconds in which this node leaves a turn that it had to the others. Of them who heard
    /// one end pauses half, who heard two a quarter, and so on.
    static let restMilliseconds = 4

    fileprivate struct Waiter {
        let stream: StreamID
        /// Whether a turn ended since the last try.
        var isHeard = false
        /// Turns that ended since it began to wait.
        var ends = 0
        var sleeper: CheckedContinuation<Void, Never>?
    }

    fileprivate struct State {
        var numbers = 0
        var waiters: [Int: Waiter] = [:]
        var ends: [StreamID: ContinuousClock.Instant] = [:]
    }

    private let session: Session
    private let queue = SessionQueue(name: "kansendossier turns that wait")
    private let state = Mutex(State())

    init(_ address: PostgresAddress, settings: PostgresSettings, epoch: String) {
        session = Session(address, settings: settings, name: "kansendossier turns", epoch: epoch)
    }

    /// Waits for the turn; false when it couldn't be had in that time, or can't be asked for.
    func take(_ stream: StreamID, withinMilliseconds milliseconds: Int) async -> Bool {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        await rest(stream)
        let number = enter(stream)
        defer { state.withLock { $0.waiters[number] = nil } }
        while true {
            guard let isTaken = await attempt(stream) else { return false }
            if isTaken || ContinuousClock.now >= end { return isTaken }
            await sleep(number)
            await pause(number)
        }
    }

    /// Gives the turn back, without waiting.
    func end(_ stream: StreamID) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.ends = state.ends.filter { $0.value + Self.rest > now }
            state.ends[stream] = now
        }
        session.later { connection in
            _ = try connection.query(.endTurn, [Parameter(stream.description)])
        }
    }

    /// Takes that somebody's turn on the stream of this name ended.
    func hear(_ name: String) {
        guard let stream = StreamID(name) else { return }
        let sleepers = state.withLock { state in
            let waiting = state.waiters.filter { $0.value.stream == stream }.keys
            for number in waiting { state.waiters[number]?.ends += 1 }
            return waiting.compactMap { state.wake($0, isHeard: true) }
        }
        for sleeper in sleepers { sleeper.resume() }
    }

    func close() async { await session.close() }

    /// Lets others have the turn that this node just had.
    private func rest(_ stream: StreamID) async {
        guard let end = state.withLock({ $0.ends[stream] }), end + Self.rest > .now else { return }
        try? await Task.sleep(until: end + Self.rest, clock: .continuous)
    }

    /// Lets those go first who have waited longer, as far as the turns tell that were heard to end.
    private func pause(_ number: Int) async {
        let ends = min(state.withLock { $0.waiters[number]?.ends ?? 0 }, Self.endsMost)
        guard ends > 0 else { return }
        try? await Task.sleep(for: Self.rest / (1 << ends))
    }

    private func enter(_ stream: StreamID) -> Int {
        state.withLock { state in
            state.numbers += 1
            state.waiters[state.numbers] = Waiter(stream: stream)
            return state.numbers
        }
    }

    /// Whether the turn was free, and is ours now; nil when that can't be asked.
    private func attempt(_ stream: StreamID) async -> Bool? {
        try? await session.read { connection in
            try connection.query(.takeTurn, [Parameter(stream.description)]).number(0, 0) == 1
        }
    }

    /// Sleeps until a turn ends, or until it is time to look.
    private func sleep(_ number: Int) async {
        await withCheckedContinuation { continuation in
            let isHeard = state.withLock { state in
                let isHeard = state.waiters[number]?.isHeard ?? true
                state.waiters[number]?.isHeard = false
                if !isHeard { state.waiters[number]?.sleeper = continuation }
                return isHeard
            }
            if isHeard {
                continuation.resume()
            } else {
                queue.later(milliseconds: Self.pollMilliseconds) {
                    self.state.withLock { $0.wake(number, isHeard: false) }?.resume()
                }
            }
        }
    }

    /// Beyond so many turns that ended there is no pause to speak of.
    private static let endsMost = 10
    private static let rest = Duration.milliseconds(restMilliseconds)
}

extension Turns.State {
    /// Who sleeps under this number; when nobody does yet, it is noted that a turn ended.
    fileprivate mutating func wake(
        _ number: Int, isHeard: Bool
    ) -> CheckedContinuation<Void, Never>? {
        guard let sleeper = waiters[number]?.sleeper else {
            if isHeard { waiters[number]?.isHeard = true }
            return nil
        }
        waiters[number]?.sleeper = nil
        return sleeper
    }
}
