import Domain
import Engine
import PostgresJournal
import Support
import Synchronization
import Testing

/// What every way to bring nodes together promises.
@Suite(.timeLimit(.minutes(15))) struct `Nodes that meet` {
    /// Nodes that meet in memory, and nodes that meet in a database.
    enum Way: CaseIterable { case memory, postgres }

    /// A body with a maker of nodes, each of which lives as long as its own body.
    private func meet(_ way: Way, _ body: (Town) async throws -> Void) async throws {
        switch way {
        case .memory:
            let (place, time) = (MemoryPeers.Place(), ManualTime())
            try await body(Town { MemoryPeers(at: place, time: time) })
        case .postgres:
            try await withDatabase { cluster, database in
                let address = try cluster.address(database)
                let journal = try await PostgresJournal(at: address)
                let epoch = journal.epoch
                await journal.close()
                try await body(Town { PostgresPeers(at: address, epoch: epoch) })
            }
        }
    }

    private let topic = PeerTopic(.attendance, "round/toy")

    @Test(arguments: Way.allCases)
    func `what a node says is heard by the others until it says otherwise or leaves`(way: Way)
        async throws
    {
        try await meet(way) { town in
            try await town.node { one in
                try await town.node { two in
                    await two.until { two.peers.liveNodes == 2 }
                    one.peers.say([1], about: topic)
                    await two.until { two.wasTold(of: topic) }
                    #expect(two.peers.others(about: topic) == [[1]])
                    #expect(one.peers.others(about: topic) == [])
                    #expect(two.peers.others(about: PeerTopic(.hints, "round/toy")) == [])
                    try await town.node { three in
                        three.peers.say([3], about: topic)
                        await three.until { three.peers.others(about: topic) == [[1]] }
                        await two.until { two.peers.others(about: topic)?.count == 2 }
                        one.peers.say([2], about: topic)
                        one.peers.say([], about: topic)
                        await two.until { two.peers.others(about: topic) == [[3]] }
                        #expect(two.peers.share(of: 10) == 3)
                    }
                    await two.until { two.peers.others(about: topic) == [] }
                    await two.until { two.peers.liveNodes == 2 }
                }
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `of 32 KiB everything is heard, and of one byte more nothing`(way: Way) async throws {
        try await meet(way) { town in
            try await town.node { one in
                try await town.node { two in
                    let most = [UInt8](repeating: 7, count: PeerLimits.wordsBytesMost)
                    one.peers.say(most, about: topic)
                    await two.until { two.peers.others(about: topic) == [most] }
                    one.peers.say(most + [7], about: topic)
                    await two.until { two.peers.others(about: topic) == [] }
                }
            }
        }
    }

    @Test(arguments: Way.allCases)
    func `what is counted is counted for all nodes, and forgotten for all`(way: Way) async throws {
        try await meet(way) { town in
            let nodes = [town.make(), town.make(), town.make()]
            let counts = try await withThrowingTaskGroup { group in
                for node in nodes {
                    for _ in 0..<7 {
                        group.addTask { try await node.count("wrong", keptSeconds: 60) }
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(counts.sorted() == Array(1...21))
            #expect(try await nodes[0].count("other", keptSeconds: 60) == 1)
            try await nodes[1].forget("wrong")
            #expect(try await nodes[2].count("wrong", keptSeconds: 60) == 1)
        }
    }

    @Test(arguments: Way.allCases)
    func `of all who raise a name to the same value one is first`(way: Way) async throws {
        try await meet(way) { town in
            let nodes = [town.make(), town.make(), town.make()]
            for value in 1...5 {
                let before = try await withThrowingTaskGroup { group in
                    for node in nodes + nodes {
                        group.addTask { try await node.raise("code", to: value, keptSeconds: 60) }
                    }
                    return try await group.reduce(into: [Int?]()) { $0.append($1) }
                }
                #expect(before.count { $0 ?? 0 < value } == 1)
                #expect(before.count { $0 == value } == 5)
            }
            #expect(try await nodes[0].raise("code", to: 3, keptSeconds: 60) == 5)
            #expect(try await nodes[1].raise("code", to: 6, keptSeconds: 60) == 5)
        }
    }

    @Test func `what was counted or raised is forgotten in its time`() async throws {
        let time = ManualTime()
        let node = MemoryPeers(time: time)
        _ = try await node.count("wrong", keptSeconds: 10)
        _ = try await node.raise("code", to: 9, keptSeconds: 10)
        await time.advance(seconds: 9)
        #expect(try await node.count("wrong", keptSeconds: 10) == 2)
        #expect(try await node.raise("code", to: 1, keptSeconds: 10) == 9)
        await time.advance(seconds: 1)
        #expect(try await node.count("wrong", keptSeconds: 10) == 1)
        await time.advance(seconds: 9)
        #expect(try await node.raise("code", to: 1, keptSeconds: 10) == nil)
    }

    @Test func `a node alone counts under 65,536 names, and under one more once others lapsed`()
        async throws
    {
        let time = ManualTime()
        let node = MemoryPeers(time: time)
        for number in 1...PeerLimits.talliesMost {
            #expect(try await node.count("\(number)", keptSeconds: 10) == 1)
        }
        await #expect(throws: PeersFailure.self) {
            try await node.count("one more", keptSeconds: 10)
        }
        #expect(try await node.count("1", keptSeconds: 10) == 2)
        await time.advance(seconds: 10)
        #expect(try await node.count("one more", keptSeconds: 10) == 1)
    }
}

/// Makes nodes that meet each other.
struct Town {
    let make: @Sendable () -> any Peers

    init(_ make: @escaping @Sendable () -> any Peers) { self.make = make }

    /// Runs one more node for as long as the body lasts.
    func node(_ body: (Townsman) async throws -> Void) async throws {
        let townsman = Townsman(make())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await townsman.peers.run() }
            defer { group.cancelAll() }
            try await body(townsman)
        }
    }
}

/// A node, and the topics of which it heard that they changed.
final class Townsman: Sendable {
    private final class Told: Sendable {
        let topics = Mutex(Set<PeerTopic>())
    }

    let peers: any Peers
    private let told = Told()

    init(_ peers: any Peers) {
        self.peers = peers
        peers.onChange { [told] topic in _ = told.topics.withLock { $0.insert(topic) } }
    }

    /// Whether it was told of a change of the topic since it was asked last.
    func wasTold(of topic: PeerTopic) -> Bool {
        told.topics.withLock { $0.remove(topic) != nil }
    }

    /// Returns once that is true.
    func until(_ isTrue: () -> Bool) async {
        while !isTrue() { try? await Task.sleep(for: .milliseconds(5)) }
    }
}
