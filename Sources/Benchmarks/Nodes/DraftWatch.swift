import Domain
import Engine
import Synchronization

/// One draft as its own organisation sees it, watched on every node: when each edit came where.
final class DraftWatch: Sendable {
    private struct State {
        var sent: [ContinuousClock.Instant] = []
        /// For each node, when each edit came there.
        var arrived: [[ContinuousClock.Instant]]
        var waiter: CheckedContinuation<Void, Never>?

        var hasAll: Bool { arrived.allSatisfy { $0.count >= sent.count } }
    }

    /// The node at which the draft is written.
    let own: Int
    private let nodes: Int
    private let state: Mutex<State>

    init(nodes: Int, own: Int) {
        self.nodes = nodes
        self.own = own
        state = Mutex(State(arrived: Array(repeating: [], count: nodes)))
    }

    /// Begins to watch as the writer's organisation, on every node.
    func begin(
        at round: RoundID, by person: PersonID, on engines: [Engine<Round>]
    ) async throws {
        for (node, engine) in engines.enumerated() {
            guard let organisation = engine.directory.people[person]?.memberships.keys.first else {
                throw BenchmarkFailure("\(person) has no organisation")
            }
            let subscriber = NodeSubscriber { [weak self] in self?.noteArrival(at: node) }
            let reply = await withCheckedContinuation { continuation in
                engine.subscribe(
                    Subscription(
                        as: .applicant(organisation), by: .person(person), subscriber: subscriber
                    ) { continuation.resume(returning: $0) }, to: round)
            }
            guard case .subscribed = reply else {
                throw BenchmarkFailure("\(person) may not watch \(round): \(reply)")
            }
        }
    }

    func noteSending() { state.withLock { $0.sent.append(.now) } }

    /// Returns once every edit has come everywhere.
    func untilAll() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if !state.hasAll { state.waiter = continuation }
                return state.hasAll
            }
            if isDone { continuation.resume() }
        }
    }

    /// From each edit to the last of its watchers.
    var toAll: Latencies {
        state.withLock { state in
            var latencies = Latencies()
            for (index, sent) in state.sent.enumerated() {
                let last = state.arrived.map { $0[index] }.max() ?? sent
                latencies.note(last - sent)
            }
            return latencies
        }
    }

    /// From the watcher at the writer's node to each other one.
    var between: Latencies {
        state.withLock { state in
            var latencies = Latencies()
            for node in 0..<nodes where node != own {
                for (here, there) in zip(state.arrived[own], state.arrived[node]) {
                    latencies.note(there - here)
                }
            }
            return latencies
        }
    }

    private func noteArrival(at node: Int) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.arrived[node].append(.now)
            guard state.hasAll else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}

/// Somebody who only says that an update came.
private final class NodeSubscriber: Subscriber, Outlet {
    private let note: @Sendable () -> Void

    init(note: @escaping @Sendable () -> Void) { self.note = note }

    var outlet: any Outlet { self }

    func deliver(_ update: EncodedUpdate) { note() }

    func end(stream: StreamID, view: String, because refusal: Refusal) {}
}
