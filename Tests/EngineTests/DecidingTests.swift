import Domain
import Engine
import Support
import Testing
import Wire

/// Orders are decided one after the other, once each, and told after they are durable.
@Suite struct `Deciding` {
    @Test func `the second of two orders in one batch is decided on what the first made true`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let tape = Tape()
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 1), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            engine.submit(tape.order(ToyCommand.add(amount: 60), 2), to: Stage.round)
            engine.submit(tape.order(ToyCommand.add(amount: 60), 3), to: Stage.round)
            engine.submit(tape.order(ToyCommand.add(amount: 40), 4), to: Stage.round)
            stage.journal.release(Stage.stream)
            await tape.untilReplies(4)
            #expect(tape.replies[key(2)]?.isAccepted == true)
            #expect(
                tape.replies[key(3)] == .refused(Refusal(.potExceeded, current: 40)))
            #expect(tape.replies[key(4)]?.isAccepted == true)
            #expect(stage.journal.appends.last?.receipts.map(\.key) == [key(2), key(4)])
            #expect(tape.lines == ["reply 0001", "reply 0002", "reply 0003", "reply 0004"])
        }
    }

    @Test func `nobody hears of an event, nor of a refusal after it, before it is durable`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let tape = Tape()
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas", tape: tape)
            await watch.subscribe(to: engine)
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.add(amount: 100), 1), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            engine.submit(tape.order(ToyCommand.add(amount: 1), 2), to: Stage.round)
            for _ in 0..<100 { await Task.yield() }
            #expect(tape.lines == [])
            #expect(try await stage.fold(Stage.stream, as: Toy.self).state.total == 0)
            stage.journal.release(Stage.stream)
            await tape.untilReplies(2)
            #expect(tape.lines == ["update everybody 2", "reply 0001", "reply 0002"])
        }
    }

    @Test func `each command's answer follows its own updates`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let tape = Tape()
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas", tape: tape)
            await watch.subscribe(to: engine)
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 1), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            engine.submit(tape.order(ToyCommand.addTwice(amount: 1), 2), to: Stage.round)
            engine.submit(tape.order(ToyCommand.add(amount: 5), 3), to: Stage.round)
            stage.journal.release(Stage.stream)
            await tape.untilReplies(3)
            #expect(
                tape.lines == [
                    "reply 0001", "update everybody 2", "update everybody 3", "reply 0002",
                    "update everybody 4", "reply 0003",
                ])
            #expect(tape.replies[key(2)]?.receipt?.position == 4)
        }
    }

    @Test func `a repeated key has one effect and one receipt, in its batch and later`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let tape = Tape()
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 1), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            async let first = engine.ask(.add(amount: 7), key: key(2))
            let second = Task { await engine.ask(.add(amount: 7), key: key(2)) }
            for _ in 0..<100 { await Task.yield() }
            stage.journal.release(Stage.stream)
            let replies = [await first, await second.value]
            let receipt = try #require(replies[0].receipt)
            #expect(replies.contains(.accepted(receipt, already: false)))
            #expect(replies.contains(.accepted(receipt, already: true)))
            let later = await engine.ask(.add(amount: 7), key: key(2))
            #expect(later == .accepted(receipt, already: true))
            #expect(try await engine.withRound(Stage.round) { toy, _ in toy.total } == 7)
        }
    }

    @Test func `a key is still known after a restart`() async throws {
        let stage = Stage()
        var receipt: Receipt?
        try await stage.run { engine in
            try await stage.furnish(engine)
            receipt = await engine.ask(.add(amount: 7), key: key(2)).receipt
        }
        let accepted = try #require(receipt)
        try await stage.run { engine in
            #expect(
                await engine.ask(.add(amount: 7), key: key(2))
                    == .accepted(accepted, already: true))
            #expect(await engine.ask(.add(amount: 8), key: key(2)).refusal == .keyReused)
            let total = try await engine.withRound(Stage.round) { toy, _ in toy.total }
            #expect(total == 7)
        }
    }

    @Test func `a key whose receipt can't be read now is put off, not doubled`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            _ = await engine.ask(.add(amount: 7), key: key(2))
        }
        try await stage.run { engine in
            try await engine.settled()
            stage.journal.failReadings(of: Stage.stream, 1)
            #expect(await engine.ask(.add(amount: 7), key: key(2)) == .unavailable)
            #expect(
                await engine.ask(.add(amount: 7), key: key(2)).receipt?.position == 2)
        }
    }

    @Test func `a key with other content is refused, in its batch and later`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            #expect(await engine.ask(.add(amount: 7), key: key(2)).isAccepted)
            #expect(await engine.ask(.add(amount: 8), key: key(2)).refusal == .keyReused)
            let another = await engine.ask(.add(amount: 8), by: "cas", key: key(2))
            #expect(another.isAccepted)
            #expect(try await engine.withRound(Stage.round) { toy, _ in toy.total } == 15)
        }
    }

    @Test func `acting for another organisation makes it another command`() {
        let command = ToyCommand.add(amount: 1)
        let plain = Order.digest(of: command, actingFor: nil)
        #expect(plain == SHA256Hashing().fingerprint(of: command))
        #expect(plain != Order.digest(of: command, actingFor: "a"))
        #expect(
            Order.digest(of: command, actingFor: "b") != Order.digest(of: command, actingFor: "a"))
    }

    @Test func `a refused command may be given again under the same key`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            #expect(await engine.ask(.expel(person: "cas"), key: key(1)).refusal == .wrongState)
            #expect(await engine.ask(.invite(person: "cas"), key: key(2)).isAccepted)
            #expect(await engine.ask(.expel(person: "cas"), key: key(1)).isAccepted)
        }
    }

    @Test func `a token that may only read gives no command`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let reply = await engine.ask(.mark, key: key(1), scope: .read)
            #expect(reply.refusal == .readOnlyToken)
            #expect(stage.journal.stored(Stage.stream) == 1)
        }
    }

    @Test func `a round that nobody founded is unknown to all but its founder`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            #expect(await engine.ask(.mark, key: key(1), to: "other").refusal == .unknownRound)
            await #expect(
                throws: EngineFailure.refused(Refusal(.unknownRound, subject: "other"))
            ) {
                try await engine.withRound("other") { _, head in head }
            }
            #expect(engine.rounds() == [Stage.round])
            #expect(await engine.ask(.found, key: key(1), to: "other").isAccepted)
            #expect(engine.rounds() == ["other", Stage.round])
            #expect(await engine.ask(.mark, key: key(2), to: "other").isAccepted)
        }
    }

    @Test func `a person whom the directory doesn't know is not signed in`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            #expect(await engine.ask(.mark, by: "eve", key: key(1)).refusal == .notSignedIn)
            let register = DirectoryCommand.registerPerson(person: "eve", name: "Eve", emails: [])
            let registered = await engine.ask(
                register, by: .person(Stage.administrator), key: key(2))
            #expect(registered.isAccepted)
            #expect(engine.directory.people["eve"] != nil)
            #expect(await engine.ask(.mark, by: "eve", key: key(1)).isAccepted)
        }
    }

    @Test func `nothing but its founding may happen to an empty directory`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            let command = DirectoryCommand.registerPerson(person: "eve", name: "Eve", emails: [])
            #expect(await engine.ask(command, by: .server, key: key(1)).refusal == .wrongState)
        }
    }

    @Test func `everything that was let in before the stop is settled, nothing after it is`()
        async throws
    {
        let stage = Stage()
        let tape = Tape()
        try await stage.run { engine in
            try await stage.furnish(engine)
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 1), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 2), to: Stage.round)
            engine.stop()
            engine.submit(tape.order(ToyCommand.mark, 3), to: Stage.round)
            stage.journal.release(Stage.stream)
        }
        #expect(tape.replies[key(1)]?.isAccepted == true)
        #expect(tape.replies[key(2)]?.isAccepted == true)
        #expect(tape.replies[key(3)] == .unavailable)
    }
}
