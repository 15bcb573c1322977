import Domain
import Engine
import Support
import Testing
import Wire

/// A journal that fails neither loses nor doubles anything that was answered.
@Suite struct `Trouble` {
    @Test func `a batch that another node overtook is decided again on what that node wrote`()
        async throws
    {
        let memory = MemoryJournal()
        let (one, other) = (Stage(memory), Stage(memory))
        try await one.run { engine in
            try await one.furnish(engine)
            try await other.run { rival in
                let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
                await watch.subscribe(to: engine)
                let tape = Tape()
                one.journal.hold(Stage.stream)
                engine.submit(tape.order(ToyCommand.add(amount: 60), 1), to: Stage.round)
                await one.journal.untilHeld(Stage.stream)
                #expect(await rival.ask(.add(amount: 30), by: "dee", key: key(2)).isAccepted)
                engine.submit(tape.order(ToyCommand.add(amount: 10), 3), to: Stage.round)
                one.journal.release(Stage.stream)
                await tape.untilReplies(2)
                #expect(tape.replies[key(1)]?.receipt?.position == 3)
                #expect(tape.replies[key(3)]?.receipt?.position == 4)
                #expect(watch.seen.parts["total"] == .number(100))
                #expect(watch.seen.mistakes == [])
                #expect(await rival.ask(.add(amount: 1), key: key(4)).refusal == .potExceeded)
                let repeated = await rival.ask(.add(amount: 60), key: key(1))
                let receipt = try #require(tape.replies[key(1)]?.receipt)
                #expect(repeated == .accepted(receipt, already: true))
            }
        }
    }

    @Test(arguments: [8, 9])
    func `conflicts are met up to the limit, then the answer is busy`(count: Int) async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            #expect(stage.settings.conflictRetriesMost == 8)
            stage.journal.meet(Array(repeating: .conflict, count: count), in: Stage.stream)
            let reply = await engine.ask(.add(amount: 1), key: key(1))
            if count <= 8 {
                #expect(reply.isAccepted)
            } else {
                #expect(reply == .busy(retryAfterMilliseconds: 250))
                #expect(await engine.ask(.add(amount: 1), key: key(1)).isAccepted)
            }
            #expect(try await engine.withRound(Stage.round) { toy, _ in toy.total } == 1)
        }
    }

    @Test(arguments: [TroubledJournal.Trouble.storedUnseen, .lostUnseen])
    func `an append of unknown outcome happens once and is told once`(
        trouble: TroubledJournal.Trouble
    ) async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let tape = Tape()
            let watch = Watch<ToyViewer>(as: .own("bob"), by: "bob", tape: tape)
            await watch.subscribe(to: engine)
            stage.journal.meet([trouble], in: Stage.stream)
            let reply = await engine.ask(.add(amount: 60), key: key(1))
            #expect(
                reply == .accepted(try #require(reply.receipt), already: false))
            #expect(reply.receipt?.position == 2)
            #expect(watch.seen.parts["contribution/bob"] == .number(60))
            #expect(watch.seen.mistakes == [])
            #expect(watch.seen.updates.count == 1)
            #expect(stage.journal.stored(Stage.stream) == 2)
            let again = await engine.ask(.add(amount: 60), key: key(1))
            #expect(again == .accepted(try #require(reply.receipt), already: true))
        }
    }

    @Test func `a stream that can't be read back after an unknown outcome is put off until it can`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            await watch.subscribe(to: engine)
            stage.journal.meet([.storedUnseen], in: Stage.stream)
            stage.journal.failReadings(of: Stage.stream, 2)
            #expect(await engine.ask(.add(amount: 60), key: key(1)) == .unknownOutcome)
            #expect(await engine.ask(.add(amount: 60), key: key(2)) == .unavailable)
            #expect(watch.seen.updates.isEmpty)
            let reply = await engine.ask(.add(amount: 60), key: key(1))
            #expect(reply == .accepted(try #require(reply.receipt), already: true))
            #expect(watch.seen.parts["total"] == .number(60))
            #expect(watch.seen.mistakes == [])
        }
    }

    @Test(arguments: [3, 4])
    func `unknown outcomes are met up to the limit, then the client is told`(count: Int)
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            #expect(stage.settings.unknownOutcomeRetriesMost == 3)
            stage.journal.meet(Array(repeating: .lostUnseen, count: count), in: Stage.stream)
            let reply = await engine.ask(.add(amount: 1), key: key(1))
            #expect(count <= 3 ? reply.isAccepted : reply == .unknownOutcome)
        }
    }

    @Test
    func `what can't be stored now changes nothing, and refusals that rest on it don't leave`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            await watch.subscribe(to: engine)
            let tape = Tape()
            stage.journal.meet([nil, .unavailable], in: Stage.stream)
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 1), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            engine.submit(tape.order(ToyCommand.add(amount: -1), 2), to: Stage.round)
            engine.submit(tape.order(ToyCommand.add(amount: 100), 3), to: Stage.round)
            engine.submit(tape.order(ToyCommand.add(amount: 50), 4), to: Stage.round)
            engine.submit(tape.order(ToyCommand.mark, 1), to: Stage.round)
            stage.journal.release(Stage.stream)
            await tape.untilReplies(4)
            #expect(tape.replies[key(2)]?.refusal == .amountNegative)
            #expect(tape.replies[key(3)] == .unavailable)
            #expect(tape.replies[key(4)] == .unavailable)
            #expect(watch.seen.updates.isEmpty)
            #expect(await engine.ask(.add(amount: 50), key: key(4)).isAccepted)
            #expect(watch.seen.parts["total"] == .number(50))
        }
    }

    @Test func `a stream that was damaged is not served`() async throws {
        let stage = Stage()
        try await stage.run { engine in try await stage.furnish(engine) }
        let damaged = StoredRecord(position: 2, bytes: Array("{}".utf8), hash: .zero)
        try await stage.journal.append(
            Append(
                stream: Stage.stream, expectedPosition: 1, records: [damaged], receipts: [],
                deadline: nil))
        try await stage.run { engine in
            #expect(await engine.ask(.mark, key: key(1)) == .unavailable)
            await #expect(throws: EngineFailure.unavailable) { try await engine.settled() }
        }
    }

    @Test func `a damaged directory doesn't start`() async throws {
        let stage = Stage()
        try await stage.run { engine in try await stage.furnish(engine) }
        let position = stage.journal.stored(.directory)
        let damaged = StoredRecord(position: position + 1, bytes: Array("{}".utf8), hash: .zero)
        try await stage.journal.append(
            Append(
                stream: .directory, expectedPosition: position, records: [damaged], receipts: [],
                deadline: nil))
        await #expect(throws: JournalFailure.self) { try await stage.run { _ in } }
    }
}
