import Domain
import Engine
import Support
import Synchronization
import Testing
import Wire

/// Who counts as connected when there are several nodes (F7).
@Suite struct `Attendance over nodes` {
    private let stage = Stage(MemoryJournal(isShared: true))
    private let place = MemoryPeers.Place()

    private func peers() -> MemoryPeers { MemoryPeers(at: place, time: stage.time) }

    /// Two nodes at one place, with cas as a member of the toy round, which both have open.
    private func run(_ body: (Engine<Toy>, Engine<Toy>) async throws -> Void) async throws {
        try await stage.run(beside: peers()) { here in
            try await stage.furnish(here)
            _ = await here.ask(.invite(person: "cas"), key: key(1))
            try await stage.run(beside: peers(), running: 2) { there in
                try await there.settled()
                try await body(here, there)
            }
        }
    }

    /// What the log says of comings and goings, in order.
    private func noted() async throws -> [String] {
        let codec = RecordCodec<Toy>()
        return try await stage.journal.inner.records(of: Stage.stream, after: 0, limit: .max)
            .compactMap { record in
                switch try codec.event(of: record).event {
                case .came(let person): "\(person) came"
                case .went(let person): "\(person) went"
                default: nil
                }
            }
    }

    /// Moves the clock second by second, so that every node looks each time.
    private func advance(seconds: Int, _ nodes: Engine<Toy>...) async throws {
        for _ in 0..<seconds {
            await stage.time.advance(seconds: 1)
            for node in nodes { try await node.settled() }
        }
    }

    @Test func `who is at one node is connected for the others, however long`() async throws {
        try await run { here, there in
            let watch = Watch<ToyViewer>(as: .own("cas"), by: "cas")
            await watch.subscribe(to: here)
            try await advance(seconds: 65, here, there)
            #expect(try await noted() == ["cas came"])
        }
    }

    @Test func `who goes from one node to another within the grace leaves no trace`() async throws {
        try await run { here, there in
            let watch = Watch<ToyViewer>(as: .own("cas"), by: "cas")
            await watch.subscribe(to: here)
            here.unsubscribe(watch, as: .own("cas"), from: Stage.round)
            try await advance(seconds: 29, here, there)
            let other = Watch<ToyViewer>(as: .own("cas"), by: "cas")
            await other.subscribe(to: there)
            try await advance(seconds: 65, here, there)
            #expect(try await noted() == ["cas came"])
        }
    }

    @Test func `who goes from all nodes is noted once, after the grace`() async throws {
        try await run { here, there in
            let watch = Watch<ToyViewer>(as: .own("cas"), by: "cas")
            await watch.subscribe(to: here)
            try await advance(seconds: 1, here, there)
            here.unsubscribe(watch, as: .own("cas"), from: Stage.round)
            try await here.settled()
            try await advance(seconds: 29, here, there)
            #expect(try await noted() == ["cas came"])
            try await advance(seconds: 40, here, there)
            #expect(try await noted() == ["cas came", "cas went"])
        }
    }

    @Test func `who was at a node that is gone has the grace, and is noted by the others`()
        async throws
    {
        try await stage.run(beside: peers()) { here in
            try await stage.furnish(here)
            _ = await here.ask(.invite(person: "cas"), key: key(1))
            try await stage.run(beside: peers(), running: 2) { there in
                let watch = Watch<ToyViewer>(as: .own("cas"), by: "cas")
                await watch.subscribe(to: there)
                try await there.settled()
            }
            try await advance(seconds: 29, here)
            #expect(try await noted() == ["cas came"])
            try await advance(seconds: 1, here)
            #expect(try await noted() == ["cas came", "cas went"])
        }
    }

    @Test func `nobody goes while it isn't known who is elsewhere`() async throws {
        let blind = BlindPeers(peers())
        try await stage.run(beside: peers()) { here in
            try await stage.furnish(here)
            _ = await here.ask(.invite(person: "cas"), key: key(1))
            let watch = Watch<ToyViewer>(as: .own("cas"), by: "cas")
            await watch.subscribe(to: here)
            try await stage.run(beside: blind, running: 2) { there in
                blind.isBlind = true
                try await there.settled()
                try await advance(seconds: 65, here, there)
                #expect(try await noted() == ["cas came"])
                here.unsubscribe(watch, as: .own("cas"), from: Stage.round)
                try await advance(seconds: 20, here, there)
                blind.isBlind = false
                try await advance(seconds: 9, here, there)
                #expect(try await noted() == ["cas came"])
                try await advance(seconds: 30, here, there)
                #expect(try await noted() == ["cas came", "cas went"])
            }
        }
    }

    @Test(arguments: UInt64(1)...10)
    func `nodes never take turns over those who move between them all the time`(seed: UInt64)
        async throws
    {
        var generator = Seeded(seed)
        try await run { here, there in
            for person in ["bob", "dee"] as [PersonID] {
                _ = await here.ask(.invite(person: person), key: key(person == "bob" ? 2 : 3))
            }
            let people: [PersonID] = ["bob", "cas", "dee"]
            var at: [PersonID: (Engine<Toy>, Watch<ToyViewer>)] = [:]
            for _ in 0..<60 {
                let person = people[Int.random(in: 0..<3, using: &generator)]
                if let (node, watch) = at[person] {
                    node.unsubscribe(watch, as: .own(person), from: Stage.round)
                }
                let node = Bool.random(using: &generator) ? here : there
                let watch = Watch<ToyViewer>(as: .own(person), by: person)
                await watch.subscribe(to: node)
                at[person] = (node, watch)
                try await advance(seconds: Int.random(in: 0..<4, using: &generator), here, there)
            }
            #expect(try await noted().sorted() == at.keys.map { "\($0) came" }.sorted())
        }
    }
}

/// A node that at times can't know what the others say.
private final class BlindPeers: Peers {
    private let inner: MemoryPeers
    private let blind = Mutex(false)

    init(_ inner: MemoryPeers) { self.inner = inner }

    var isBlind: Bool {
        get { blind.withLock { $0 } }
        set { blind.withLock { $0 = newValue } }
    }

    var liveNodes: Int { inner.liveNodes }
    func say(_ words: [UInt8], about topic: PeerTopic) { inner.say(words, about: topic) }
    func others(about topic: PeerTopic) -> [[UInt8]]? {
        isBlind ? nil : inner.others(about: topic)
    }
    func onChange(_ tell: @escaping @Sendable (PeerTopic) -> Void) { inner.onChange(tell) }
    func count(_ name: String, keptSeconds: Int) async throws(PeersFailure) -> Int {
        try await inner.count(name, keptSeconds: keptSeconds)
    }
    func raise(
        _ name: String, to value: Int, keptSeconds: Int
    ) async throws(PeersFailure) -> Int? {
        try await inner.raise(name, to: value, keptSeconds: keptSeconds)
    }
    func forget(_ name: String) async throws(PeersFailure) { try await inner.forget(name) }
    func run() async { await inner.run() }
}
