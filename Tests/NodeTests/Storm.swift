import NIOCore
import Support

/// Troubles drawn from a seed, one after the other, each over before the next begins.
struct Storm: Sendable {
    /// What happens to the house.
    enum Trouble: String, CaseIterable, Sendable {
        case kill, databaseStop, databaseCrash, clientCut, storeCut, storeHold, storeSlow
        case clientSlow
    }

    private(set) var met: [Trouble: Int] = [:]
    private var random: SeededNumbers

    init(seed: UInt64) { random = SeededNumbers(seed: seed) }

    /// Troubles the house until then, each kind as often as the others.
    mutating func rage(over house: NodeHouse, until end: ContinuousClock.Instant) async throws {
        var kinds: [Trouble] = []
        while ContinuousClock.now < end {
            if kinds.isEmpty { kinds = Trouble.allCases.shuffled(using: &random) }
            let kind = kinds.removeLast()
            try await bring(kind, over: house)
            met[kind, default: 0] += 1
            try await pause(200...900)
        }
    }

    private mutating func bring(_ trouble: Trouble, over house: NodeHouse) async throws {
        let node = house.nodes[Int.random(in: house.nodes.indices, using: &random)]
        switch trouble {
        case .kill:
            await node.kill()
            try await pause(0...1_000)
            await node.start()
        case .databaseStop:
            try await house.cluster.stop()
            try await pause(0...500)
            try await house.cluster.start()
        case .databaseCrash:
            try await house.cluster.crash()
            try await house.cluster.start()
        case .clientCut: node.line.cut()
        case .storeCut: node.store.cut()
        case .storeHold:
            await node.store.hold()
            try await pause(200...1_500)
            await node.store.release()
        case .storeSlow: try await slow(node.store)
        case .clientSlow: try await slow(node.line)
        }
    }

    private mutating func slow(_ line: Line) async throws {
        line.slow(by: .milliseconds(Int64.random(in: 5...60, using: &random)))
        try await pause(300...1_500)
        line.slow(by: .zero)
    }

    private mutating func pause(_ milliseconds: ClosedRange<Int>) async throws {
        let drawn = Int.random(in: milliseconds, using: &random)
        try await Task.sleep(for: .milliseconds(drawn))
    }
}

extension Storm: CustomStringConvertible {
    var description: String {
        met.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
    }
}
