import Domain
import Engine
import Support
import Testing
import Wire

/// Several nodes on one journal are one engine to whoever uses them.
@Suite(.timeLimit(.minutes(5))) struct `Nodes that follow each other` {
    @Test func `what one node stores is told at another in order, without a command there`()
        async throws
    {
        try await Nodes().run { here, there in
            let own = Watch<ToyViewer>(as: .own("bob"), by: "bob")
            let far = Watch<ToyViewer>(as: .own("bob"), by: "bob")
            await own.subscribe(to: here)
            await far.subscribe(to: there)
            for number in 1...20 { _ = await here.ask(.add(amount: 2), key: key(number)) }
            await eventually { far.seen.offset == 21 }
            #expect(far.seen.updates == own.seen.updates)
            #expect(far.seen.mistakes == [])
            #expect(there.statistics.commits == 0)
        }
    }

    @Test func `a node's own commits cost it no reading`() async throws {
        let nodes = Nodes()
        try await nodes.run { here, _ in
            try await here.settled()
            let before = nodes.here.journal.readings
            for number in 1...50 { _ = await here.ask(.mark, key: key(number)) }
            try await here.settled()
            #expect(nodes.here.journal.readings == before)
        }
    }

    @Test func `a round that another node founded is known, and its deadline passes here`()
        async throws
    {
        let nodes = Nodes()
        try await nodes.there.run { there in
            try await nodes.here.run { here in
                try await nodes.here.furnish(here)
                let moment = nodes.here.time.now.advanced(bySeconds: 10)
                _ = await here.ask(.closeAt(moment: moment), key: key(1))
            }
            await eventually { there.rounds() == [Stage.round] }
            #expect(there.statistics.roundsOpen == 0)
            await nodes.there.time.advance(seconds: 11)
            try await eventually {
                try await there.withRound(Stage.round) { toy, _ in toy.isClosed }
            }
        }
    }

    @Test func `the directory follows, and who loses a right elsewhere is told no more`()
        async throws
    {
        try await Nodes().run { here, there in
            _ = await here.ask(.invite(person: "cas"), key: key(1))
            let watch = Watch<ToyViewer>(as: .member, by: "cas")
            await watch.subscribe(to: there)
            _ = await here.ask(.expel(person: "cas"), key: key(2))
            await eventually { watch.seen.ended != nil }
            _ = await here.ask(.invite(person: "dee"), key: key(3))
            try await there.settled()
            #expect(watch.seen.mistakes == [])
            let command = DirectoryCommand.registerPerson(person: "eve", name: "Eve", emails: [])
            #expect(await here.ask(command, by: .server, key: key(4)).isAccepted)
            await eventually { there.directory.people["eve"] != nil }
        }
    }

    @Test func `what was missed is looked up in every stream, and not before`() async throws {
        let nodes = Nodes(isDeaf: true)
        try await nodes.run { here, there in
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            await watch.subscribe(to: there)
            _ = await here.ask(.add(amount: 1), key: key(1))
            let command = DirectoryCommand.registerPerson(person: "eve", name: "Eve", emails: [])
            _ = await here.ask(command, by: .server, key: key(2))
            try await there.settled()
            #expect(watch.seen.offset == 1)
            #expect(there.directory.people["eve"] == nil)
            nodes.there.journal.board?.post(.missed)
            await eventually { watch.seen.offset == 2 && there.directory.people["eve"] != nil }
            #expect(watch.seen.mistakes == [])
        }
    }

    @Test func `the directory is as new as the journal when that is asked for, by few readings`()
        async throws
    {
        let nodes = Nodes(isDeaf: true)
        try await nodes.run { here, there in
            let command = DirectoryCommand.registerPerson(person: "eve", name: "Eve", emails: [])
            _ = await here.ask(command, by: .server, key: key(1))
            let before = nodes.there.journal.readings
            let all = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<200 { group.addTask { await there.renewDirectory() } }
                return await group.reduce(true) { $0 && $1 }
            }
            #expect(all)
            #expect(there.directory.people["eve"] != nil)
            #expect(nodes.there.journal.readings - before < 20)
            nodes.there.journal.failReadings(of: .directory, 1)
            #expect(await !there.renewDirectory())
            #expect(await there.renewDirectory())
        }
    }

    @Test(arguments: [false, true])
    func `who moves between nodes amid commands sees every byte once, as who stayed`(
        isDeaf: Bool
    ) async throws {
        try await Nodes(isDeaf: isDeaf).run { here, there in
            let stays = Watch<ToyViewer>(as: .own("bob"), by: "bob")
            let moves = Watch<ToyViewer>(as: .own("bob"), by: "bob")
            await stays.subscribe(to: here)
            await moves.subscribe(to: here)
            var (at, other) = (here, there)
            for number in 1...40 {
                let person: PersonID = number.isMultiple(of: 3) ? "cas" : "bob"
                async let first = here.ask(.add(amount: 1), by: person, key: key(number))
                async let second = there.ask(.add(amount: 1), by: "dee", key: key(100 + number))
                if number.isMultiple(of: 4) {
                    at.unsubscribe(moves, as: moves.viewer, from: Stage.round)
                    try await at.settled()
                    (at, other) = (other, at)
                    let reply = await moves.subscribe(to: at, resume: moves.resumePoint)
                    #expect(reply.resumed != nil)
                }
                #expect(await [first, second].allSatisfy(\.isAccepted))
            }
            let end = try await here.withRound(Stage.round) { toy, _ in toy.total }
            #expect(end == 80)
            await moves.subscribe(to: here, resume: moves.resumePoint)
            await eventually { stays.seen.offset == 81 && moves.seen.offset >= 81 }
            #expect(moves.seen.updates == stays.seen.updates)
            #expect(moves.seen.snapshots == 1)
            #expect(moves.seen.mistakes == [])
        }
    }
}

/// What is asked at one node holds for what was done at another.
@Suite(.timeLimit(.minutes(5))) struct `Commands across nodes` {
    @Test(arguments: [0, 5])
    func `two nodes that write one round all the time store every command once`(
        contendedSeconds: Int
    ) async throws {
        var nodes = Nodes { _ in .slow }
        nodes.here.settings.contendedSeconds = contendedSeconds
        nodes.there.settings.contendedSeconds = contendedSeconds
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
