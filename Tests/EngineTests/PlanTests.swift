import Domain
import Engine
import Support
import Synchronization
import Testing
import Wire

/// Plans drawn from a seed: many clients, a journal that fails, and at rest everything agrees.
@Suite struct `Plans` {
    @Test(arguments: 1...24)
    func `at rest every view is the fold of the journal and every key happened once`(
        seed: UInt64
    ) async throws {
        let run = try await Plan(seed: seed).play()
        #expect(run.mistakes == [], "seed \(seed)")
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the same seed plays the same run, record for record and answer for answer`(
        seed: UInt64
    ) async throws {
        let (first, second) = (try await Plan(seed: seed).play(), try await Plan(seed: seed).play())
        #expect(first.records == second.records, "seed \(seed)")
        #expect(first.answers == second.answers, "seed \(seed)")
        #expect(first.records.count > 50)
        let other = try await Plan(seed: seed + 100).play()
        #expect(first.records != other.records)
    }

    @Test(arguments: 1...4)
    func `two nodes and many clients at once agree at rest`(seed: UInt64) async throws {
        let memory = MemoryJournal()
        let random = Mutex(Seeded(seed))
        let draw: @Sendable (Append) -> TroubledJournal.Trouble? = { append in
            append.stream == .directory ? nil : random.withLock { Plan.trouble(&$0) }
        }
        let (one, other) = (Stage(memory, draw: draw), Stage(memory, draw: draw))
        let before = Stage(memory)
        try await before.run { try await before.furnish($0) }
        try await one.run { node in
            try await other.run { rival in
                let watches = [node, rival].map { _ in
                    Watch<ToyViewer>(as: .everybody, by: "cas")
                }
                await watches[0].subscribe(to: node)
                await watches[1].subscribe(to: rival)
                let accepted = await withTaskGroup(of: Int.self) { group in
                    for client in 0..<8 {
                        group.addTask {
                            let engine = client.isMultiple(of: 2) ? node : rival
                            return await insist([engine], client: client)
                        }
                    }
                    return await group.reduce(0, +)
                }
                // A node hears of the other's last records when it next writes.
                for (number, engine) in [node, rival, node].enumerated() {
                    await mark(engine, number)
                }
                let (state, headers) = try await one.fold(Stage.stream, as: Toy.self)
                #expect(state.total == accepted, "seed \(seed)")
                let keys = headers.compactMap(\.key)
                #expect(Set(keys).count == keys.count, "seed \(seed)")
                for watch in watches {
                    #expect(watch.seen.mistakes == [], "seed \(seed)")
                    #expect(watch.seen.parts == (try view(of: state, as: .everybody)))
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(15)), arguments: 1...4)
    func `nodes that lose notices, and people who move between them, agree at rest`(
        seed: UInt64
    ) async throws {
        let random = Mutex(Seeded(seed))
        let nodes = Nodes(isDeaf: true) { append in
            // The town and its round are there before trouble begins.
            append.stream == .directory || append.expectedPosition == 0
                ? nil : random.withLock { Plan.trouble(&$0) }
        }
        let board = try #require(nodes.there.journal.board)
        try await nodes.run { here, there in
            let relay = relay(from: nodes.memory, to: board, seed: seed)
            let movers = (0..<4).map { _ in Watch<ToyViewer>(as: .everybody, by: "cas") }
            let accepted = await withTaskGroup(of: Int.self) { group in
                for client in 0..<8 {
                    group.addTask { await insist([here, there], client: client) }
                }
                for mover in movers {
                    group.addTask { await move(mover, [here, there]) }
                }
                return await group.reduce(0, +)
            }
            relay.cancel()
            board.post(.missed)
            let (state, headers) = try await nodes.here.fold(Stage.stream, as: Toy.self)
            #expect(state.total == accepted, "seed \(seed)")
            #expect(Set(headers.map(\.key)).count == headers.count, "seed \(seed)")
            #expect(headers.map(\.at) == headers.map(\.at).sorted(), "seed \(seed)")
            for mover in movers {
                #expect(mover.seen.mistakes == [], "seed \(seed)")
                let told = try view(of: state, as: .everybody)
                for engine in [there, here] {
                    let resting = Watch<ToyViewer>(as: .everybody, by: "cas")
                    await eventually {
                        await resting.subscribe(to: engine)
                        return resting.seen.offset >= mover.seen.offset
                            && resting.seen.parts == told
                    }
                }
            }
        }
    }

    /// Passes on about half of what is noticed.
    private func relay(
        from journal: MemoryJournal, to board: NoticeBoard, seed: UInt64
    ) -> Task<Void, Never> {
        Task {
            var random = Seeded(seed)
            for await notice in journal.notices() where Bool.random(using: &random) {
                board.post(notice)
            }
        }
    }

    /// Watches at one node after another, each time from where the last one left it.
    private func move(_ watch: Watch<ToyViewer>, _ engines: [Engine<Toy>]) async -> Int {
        for number in 0..<20 {
            let engine = engines[number % engines.count]
            await watch.subscribe(to: engine, resume: watch.resumePoint)
            for _ in 0..<10 { await Task.yield() }
            engine.unsubscribe(watch, as: watch.viewer, from: Stage.round)
            await engine.looked()
        }
        return 0
    }

    private func mark(_ engine: Engine<Toy>, _ number: Int) async {
        while await !engine.ask(.mark, key: key(7_000_000 + number)).isAccepted {
            await Task.yield()
        }
    }

    /// Gives ten commands, each again under its key, at one node after another, until it is
    /// decided; counts the accepted.
    private func insist(_ engines: [Engine<Toy>], client: Int) async -> Int {
        var accepted = 0
        var tries = client
        for number in 0..<10 {
            var isDecided = false
            while !isDecided {
                tries += 1
                let engine = engines[tries % engines.count]
                switch await engine.ask(.add(amount: 1), key: key(1000 * client + number)) {
                case .accepted:
                    accepted += 1
                    isDecided = true
                case .refused: isDecided = true
                case .busy, .unavailable, .unknownOutcome: await Task.yield()
                }
            }
        }
        return accepted
    }
}

/// Numbers that follow from a seed alone (SplitMix64; Steele, Lea and Flood, 2014).
struct Seeded: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
