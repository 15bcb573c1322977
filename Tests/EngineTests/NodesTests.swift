import Domain
import Engine
import Support
import Testing
import Wire

/// Several nodes on one journal are one engine to whoever uses them.
@Suite(.timeLimit(.minutes(15))) struct `Nodes that follow each other` {
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
            await here.looked()
            let before = nodes.here.journal.readings
            for number in 1...50 { _ = await here.ask(.mark, key: key(number)) }
            await here.looked()
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
            await there.looked()
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
            await there.looked()
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
                    await at.looked()
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
