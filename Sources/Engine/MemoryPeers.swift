import Domain
import Synchronization

/// The nodes of one process: a node that is alone, or, in tests, several that meet at one place.
///
/// Everything is heard at once, and nothing outlives the process.
package final class MemoryPeers: Peers {
    private typealias Hearer = @Sendable (PeerTopic) -> Void

    /// Where nodes of one process meet.
    package final class Place: Sendable {
        fileprivate struct State {
            var said: [Int: [PeerTopic: [UInt8]]] = [:]
            var told: [Int: [@Sendable (PeerTopic) -> Void]] = [:]
            var tallies: [String: Tally] = [:]
            var nodes = 0
        }

        fileprivate struct Tally {
            var value: Int
            var keptUntil: Instant
        }

        fileprivate let state = Mutex(State())

        package init() {}
    }

    private let place: Place
    private let time: any TimeSource
    private let node: Int

    /// One more node at that place, which lives until `run` ends; alone at a place of its own.
    package init(at place: Place = Place(), time: any TimeSource) {
        self.place = place
        self.time = time
        node = place.state.withLock { state in
            state.nodes += 1
            state.said[state.nodes] = [:]
            return state.nodes
        }
    }

    package var liveNodes: Int { max(1, place.state.withLock { $0.said.count }) }

    package func say(_ words: [UInt8], about topic: PeerTopic) {
        let isTooLong = words.count > PeerLimits.wordsBytesMost
        let heard = isTooLong || words.isEmpty ? nil : words
        let hearers = place.state.withLock { state -> [Hearer] in
            guard state.said[node] != nil, state.said[node]?[topic] != heard else { return [] }
            state.said[node]?[topic] = heard
            return othersTold(in: state)
        }
        for tell in hearers { tell(topic) }
    }

    package func others(about topic: PeerTopic) -> [[UInt8]]? {
        place.state.withLock { state in
            state.said.sorted { $0.key < $1.key }
                .compactMap { $0.key == node ? nil : $0.value[topic] }
        }
    }

    package func onChange(_ tell: @escaping @Sendable (PeerTopic) -> Void) {
        place.state.withLock { $0.told[node, default: []].append(tell) }
    }

    package func count(_ name: String, keptSeconds: Int) async throws(PeersFailure) -> Int {
        try withTally(name, keptSeconds) { tally in
            let value = (tally?.value ?? 0) + 1
            let until = tally?.keptUntil ?? time.now.advanced(bySeconds: keptSeconds)
            tally = Place.Tally(value: value, keptUntil: until)
            return value
        }
    }

    package func raise(
        _ name: String, to value: Int, keptSeconds: Int
    ) async throws(PeersFailure) -> Int? {
        try withTally(name, keptSeconds) { tally in
            let before = tally?.value
            tally = Place.Tally(
                value: max(before ?? value, value),
                keptUntil: time.now.advanced(bySeconds: keptSeconds))
            return before
        }
    }

    package func forget(_ name: String) async throws(PeersFailure) {
        place.state.withLock { $0.tallies[name] = nil }
    }

    package func run() async {
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        leave()
    }

    /// Is no longer among the others: what it said is gone, as when a node dies.
    private func leave() {
        let (topics, hearers) = place.state.withLock { state -> ([PeerTopic], [Hearer]) in
            let said = state.said.removeValue(forKey: node) ?? [:]
            state.told[node] = nil
            return (said.keys.sorted(), othersTold(in: state))
        }
        for topic in topics {
            for tell in hearers { tell(topic) }
        }
    }

    private func othersTold(in state: Place.State) -> [Hearer] {
        state.told.sorted { $0.key < $1.key }.flatMap { $0.key == node ? [] : $0.value }
    }

    private func withTally<Value>(
        _ name: String, _ keptSeconds: Int, _ body: (inout Place.Tally?) -> Value
    ) throws(PeersFailure) -> Value {
        let now = time.now
        return try place.state.withLock { state throws(PeersFailure) in
            if state.tallies[name] == nil, state.tallies.count >= PeerLimits.talliesMost {
                state.tallies = state.tallies.filter { now < $0.value.keptUntil }
            }
            guard state.tallies[name] != nil || state.tallies.count < PeerLimits.talliesMost else {
                throw PeersFailure("\(PeerLimits.talliesMost) names are counted already")
            }
            var tally = state.tallies[name].flatMap { now < $0.keptUntil ? $0 : nil }
            defer { state.tallies[name] = tally }
            return body(&tally)
        }
    }
}
