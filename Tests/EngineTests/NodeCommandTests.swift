import Domain
import Engine
import Support
import Testing
import Wire

/// What is asked at one node holds for what was done at another.
@Suite(.timeLimit(.minutes(15))) struct `Commands across nodes` {
    @Test(arguments: [0, 5])
    func `two nodes that write one round all the time store every command once`(
        contendedSeconds: Int
    ) async throws {
        var nodes = Nodes { _ in .slow }
        nodes.here.settings.contendedSeconds = contendedSeconds
        nodes.there.settings.contendedSeconds = contendedSeconds
        // A machine that is busy with other things is no reason to go on without a turn.
        nodes.here.settings.turnWaitMillisecondsMost = 60_000
        nodes.there.settings.turnWaitMillisecondsMost = 60_000
        try await nodes.run { here, there in
            await withTaskGroup { group in
                for number in 0..<8 {
                    group.addTask {
                        for place in 0..<25 {
                            let engine = number.isMultiple(of: 2) ? here : there
                            await insist(.mark, key(1_000 + number * 100 + place), at: engine)
                        }
                    }
                }
            }
            let (toy, headers) = try await nodes.here.fold(Stage.stream, as: Toy.self)
            #expect(toy.marks == 200)
            #expect(Set(headers.map(\.key)).count == headers.count)
            let conflicts = here.statistics.conflicts + there.statistics.conflicts
            let turns = here.statistics.turns + there.statistics.turns
            if contendedSeconds == 0 {
                #expect(conflicts > 20)
                #expect(turns == 0)
            } else {
                #expect(conflicts < 10)
                #expect(turns > 10)
            }
        }
    }

    @Test func `a key that one node accepted has its receipt at every node`() async throws {
        try await Nodes(isDeaf: true).run { here, there in
            try await there.settled()
            let reply = await here.ask(.add(amount: 60), key: key(1))
            let receipt = try #require(reply.receipt)
            let again = await there.ask(.add(amount: 60), key: key(1))
            #expect(again == .accepted(receipt, already: true))
            #expect(await there.ask(.add(amount: 61), key: key(1)).refusal == .keyReused)
        }
    }

    @Test func `what was answered at one node is read at every other, at once`() async throws {
        try await Nodes(isDeaf: true).run { here, there in
            for number in 1...20 {
                let (writes, reads) = number.isMultiple(of: 2) ? (here, there) : (there, here)
                #expect(await writes.ask(.add(amount: 1), key: key(number)).isAccepted)
                let total = try await reads.withRound(Stage.round) { toy, _ in toy.total }
                #expect(total == number)
            }
        }
    }

    @Test func `a refusal rests on what any node stored before it was asked`() async throws {
        let nodes = Nodes(isDeaf: true)
        try await nodes.run { here, there in
            try await there.settled()
            _ = await here.ask(.invite(person: "cas"), key: key(1))
            #expect(await there.ask(.expel(person: "cas"), key: key(2)).isAccepted)
            _ = await here.ask(.invite(person: "dee"), key: key(3))
            let watch = Watch<ToyViewer>(as: .member, by: "dee")
            #expect(await watch.subscribe(to: there).answer != nil)
            let command = DirectoryCommand.registerPerson(person: "eve", name: "Eve", emails: [])
            _ = await here.ask(command, by: .server, key: key(4))
            #expect(await there.ask(.add(amount: 1), by: "eve", key: key(5)).isAccepted)
            nodes.there.journal.failReadings(of: Stage.stream, 1)
            #expect(await there.ask(.add(amount: 0), key: key(6)) == .unavailable)
            #expect(await there.ask(.add(amount: 0), key: key(6)).refusal == .amountNegative)
        }
    }

    @Test func `a round that another node founded a moment ago is served, and no other`()
        async throws
    {
        let nodes = Nodes(isDeaf: true)
        try await nodes.there.run { there in
            try await nodes.here.run { here in
                try await nodes.here.furnish(here)
                #expect(await there.ask(.mark, key: key(1)).isAccepted)
                let reply = await there.ask(.mark, key: key(2), to: "elsewhere")
                #expect(reply.refusal == .unknownRound)
                await eventually { there.statistics.roundsOpen == 1 }
                #expect(there.rounds() == [Stage.round])
            }
        }
    }

    @Test func `time never goes back in a stream, whichever node's clock is ahead`() async throws {
        let nodes = Nodes()
        try await nodes.run { here, there in
            await nodes.there.time.advance(seconds: 3_600)
            for number in 1...6 {
                let engine = number.isMultiple(of: 2) ? here : there
                #expect(await engine.ask(.mark, key: key(number)).isAccepted)
            }
            let moments = try await nodes.here.fold(Stage.stream, as: Toy.self).headers.map(\.at)
            #expect(moments == moments.sorted())
            #expect(moments.last == nodes.there.time.now)
        }
    }

    @Test func `time that passes at several nodes passes once`() async throws {
        let nodes = Nodes(isDeaf: true)
        try await nodes.run { here, there in
            let moment = nodes.here.time.now.advanced(bySeconds: 10)
            _ = await here.ask(.closeAt(moment: moment), key: key(1))
            try await there.settled()
            async let first: Void = nodes.here.time.advance(seconds: 10)
            async let second: Void = nodes.there.time.advance(seconds: 10)
            _ = await (first, second)
            for engine in [here, there] {
                try await eventually {
                    try await engine.withRound(Stage.round) { toy, _ in toy.isClosed }
                }
            }
            #expect(try await nodes.memory.head(of: Stage.stream).position == 3)
        }
    }

    @Test func `a stream is written in turns for some seconds after a conflict, and no longer`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            #expect(stage.settings.contendedSeconds == 5)
            #expect(engine.statistics.turns == 0)
            stage.journal.meet([.conflict], in: Stage.stream)
            _ = await engine.ask(.mark, key: key(1))
            #expect(engine.statistics.turns == 1)
            await stage.time.advance(seconds: 4)
            _ = await engine.ask(.mark, key: key(2))
            #expect(engine.statistics.turns == 2)
            await stage.time.advance(seconds: 1)
            _ = await engine.ask(.mark, key: key(3))
            #expect(engine.statistics.turns == 2)
        }
    }

    @Test func `a turn that can't be had in time isn't waited for, and one that ends is passed on`()
        async throws
    {
        var stage = Stage()
        #expect(stage.settings.turnWaitMillisecondsMost == 500)
        #expect(stage.settings.turnMillisecondsMost == 50)
        stage.settings.turnWaitMillisecondsMost = 20
        try await stage.run { engine in
            try await stage.furnish(engine)
            let memory = stage.journal.inner
            #expect(await memory.takeTurn(on: Stage.stream, withinMilliseconds: 0))
            #expect(await !memory.takeTurn(on: Stage.stream, withinMilliseconds: 1))
            stage.journal.meet([.conflict], in: Stage.stream)
            #expect(await engine.ask(.mark, key: key(1)).isAccepted)
            #expect(engine.statistics.turnsMissed == 1)
            async let waiting = memory.takeTurn(on: Stage.stream, withinMilliseconds: 60_000)
            memory.endTurn(on: Stage.stream)
            #expect(await waiting)
            memory.endTurn(on: Stage.stream)
            #expect(await engine.ask(.mark, key: key(2)).isAccepted)
            #expect(engine.statistics.turnsMissed == 1)
        }
    }

    private func insist(_ command: ToyCommand, _ key: CommandKey, at engine: Engine<Toy>) async {
        while await !engine.ask(command, key: key).isAccepted {}
    }
}
