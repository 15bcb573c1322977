import Client
import Domain
import Synchronization

/// From a command to everybody who watches: one person notes who is there, 100 others see it.
struct FanOut: Sendable {
    /// From sending the command to the last watcher having the new state.
    private(set) var toAll = Latencies()
    /// The same, for each watcher by itself.
    private(set) var toEach = Latencies()
    /// To the sender's own answer.
    private(set) var toAnswer = Latencies()

    /// Measures one command after the other, each once everybody has seen the one before.
    static func measure(
        on server: ServerProcess, watchers: Int, commands: Int, warmUp: Int = 50
    ) async throws -> FanOut {
        let people = [SampleTown.secretary] + (1...watchers).map(SampleTown.watcher)
        return try await Crowd.gather(people.map(server.configuration)) { clients in
            let arrivals = Arrivals(awaited: watchers)
            var followers: [ViewFollower] = []
            for client in clients.dropFirst() {
                followers.append(
                    try await client.follow(.round(SampleRound.sitting), view: "observer"))
            }
            let begin = followers[0].current.offset
            return try await withThrowingTaskGroup(of: Void.self) { group in
                for follower in followers {
                    group.addTask {
                        for try await state in follower.updates {
                            arrivals.note(state.offset, at: .now)
                        }
                    }
                }
                var fanOut = FanOut()
                for number in 1...(warmUp + commands) {
                    let sample = try await take(
                        number, offset: begin + number, by: clients[0], arrivals)
                    if number > warmUp { fanOut.note(sample) }
                }
                group.cancelAll()
                return fanOut
            }
        }
    }

    private struct Sample {
        let answer: Duration
        let arrivals: [Duration]
    }

    private static func take(
        _ number: Int, offset: Int, by secretary: Client, _ arrivals: Arrivals
    ) async throws -> Sample {
        arrivals.expect(offset)
        let person = SampleTown.voters[SampleTown.voters.count - 1]
        let sentAt = ContinuousClock.now
        _ = try await secretary.send(
            .markPresence(person: person, present: number.isMultiple(of: 2)),
            to: SampleRound.sitting)
        let answeredAt = ContinuousClock.now
        let moments = await arrivals.all()
        return Sample(answer: answeredAt - sentAt, arrivals: moments.map { $0 - sentAt })
    }

    private mutating func note(_ sample: Sample) {
        toAnswer.note(sample.answer)
        toAll.note(sample.arrivals.max() ?? .zero)
        for arrival in sample.arrivals { toEach.note(arrival) }
    }
}

/// When each watcher had the state that is waited for.
private final class Arrivals: Sendable {
    private struct State {
        var offset = 0
        var moments: [ContinuousClock.Instant] = []
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let awaited: Int

    init(awaited: Int) { self.awaited = awaited }

    func expect(_ offset: Int) {
        state.withLock {
            $0.offset = offset
            $0.moments = []
        }
    }

    func note(_ offset: Int, at moment: ContinuousClock.Instant) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard offset == state.offset else { return nil }
            state.moments.append(moment)
            guard state.moments.count == awaited else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Waits until everybody has it, and gives when.
    func all() async -> [ContinuousClock.Instant] {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.moments.count == awaited { return true }
                state.waiter = continuation
                return false
            }
            if isDone { continuation.resume() }
        }
        return state.withLock { $0.moments }
    }
}
