import Domain
import Engine
import Support
import Testing
import Wire

/// Who was away gets what was missed from memory, within bounds, also after a restart.
@Suite struct `Coming back` {
    @Test func `a thousand at once, within the tail, reads nothing from the journal`() async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let crowd = (1...1000).map { _ in Watch<ToyViewer>(as: .everybody, by: "cas") }
            for watch in crowd { await watch.subscribe(to: engine) }
            for watch in crowd { engine.unsubscribe(watch, as: .everybody, from: Stage.round) }
            for number in 1...7 { _ = await engine.ask(.add(amount: 1), key: key(number)) }
            let before = stage.journal.readings
            #expect(await comeBack(crowd, to: engine) == 1000)
            #expect(stage.journal.readings == before)
            #expect(crowd.allSatisfy { $0.seen.parts == ["total": .number(7)] })
            #expect(crowd.allSatisfy { $0.seen.mistakes.isEmpty })
        }
    }

    @Test func `a thousand at once after a restart replays the log once, not once for each`()
        async throws
    {
        let stage = Stage()
        let crowd = (1...1000).map { _ in Watch<ToyViewer>(as: .everybody, by: "cas") }
        try await stage.run { engine in
            try await stage.furnish(engine)
            for watch in crowd { await watch.subscribe(to: engine) }
            for watch in crowd { engine.unsubscribe(watch, as: .everybody, from: Stage.round) }
            for number in 1...7 { _ = await engine.ask(.add(amount: 1), key: key(number)) }
        }
        try await stage.run { engine in
            let before = stage.journal.readings
            #expect(await comeBack(crowd, to: engine) == 1000)
            // The round itself, and its views: a page each.
            #expect(stage.journal.readings == before + 2)
            #expect(crowd.allSatisfy { $0.seen.parts == ["total": .number(7)] })
            #expect(crowd.allSatisfy { $0.seen.mistakes.isEmpty })
        }
    }

    @Test(arguments: [false, true])
    func `500 missed updates are brought, and of 501 the whole view`(restarts: Bool) async throws {
        let stage = Stage()
        let away = Watch<ToyViewer>(as: .member, by: "cas")
        let longAway = Watch<ToyViewer>(as: .member, by: "cas")
        func miss(_ engine: Engine<Toy>) async throws {
            try await stage.furnish(engine)
            _ = await engine.ask(.invite(person: "cas"), key: key(1))
            await longAway.subscribe(to: engine)
            engine.unsubscribe(longAway, as: .member, from: Stage.round)
            for number in 1...501 {
                let isOdd = number % 2 == 1
                let command = isOdd ? ToyCommand.invite(person: "dee") : .expel(person: "dee")
                _ = await engine.ask(command, key: key(1 + number))
                guard number == 1 else { continue }
                await away.subscribe(to: engine)
                engine.unsubscribe(away, as: .member, from: Stage.round)
            }
        }
        func comeBack(_ engine: Engine<Toy>) async throws {
            #expect(await away.subscribe(to: engine, resume: away.resumePoint).resumed == 500)
            #expect(
                await longAway.subscribe(to: engine, resume: longAway.resumePoint).isSnapshot)
            #expect(away.seen.parts == longAway.seen.parts)
            #expect(away.seen.offset == longAway.seen.offset)
            #expect(away.seen.mistakes == [])
        }
        if restarts {
            try await stage.run(miss)
            try await stage.run(comeBack)
        } else {
            try await stage.run { engine in
                try await miss(engine)
                try await comeBack(engine)
            }
        }
    }

    @Test func `missed updates are brought up to the byte, and with one byte less the whole view`()
        async throws
    {
        #expect(EngineSettings().tailUpdatesMost == 500)
        #expect(EngineSettings().tailBytesMost == 256 * 1024)
        for (bytesMost, resumed) in [(2 * 165, 2), (2 * 165 - 1, nil)] as [(Int, Int?)] {
            var stage = Stage()
            stage.settings.tailBytesMost = bytesMost
            try await stage.run { engine in
                try await stage.furnish(engine)
                let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
                await watch.subscribe(to: engine)
                for number in 1...2 { _ = await engine.ask(.add(amount: 1), key: key(number)) }
                #expect(watch.seen.updates.map(\.count) == [165, 165])
                let back = ResumePoint(epoch: "memory", offset: 1)
                let reply = await watch.subscribe(to: engine, resume: back)
                #expect(reply.resumed == resumed)
                #expect(reply.isSnapshot == (resumed == nil))
            }
        }
    }

    @Test func `to a restored history brings everybody the whole view, at whatever offset`()
        async throws
    {
        let stage = Stage()
        let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
        try await stage.run { engine in
            try await stage.furnish(engine)
            await watch.subscribe(to: engine)
            for number in 1...3 { _ = await engine.ask(.add(amount: 1), key: key(number)) }
        }
        let restored = Stage(MemoryJournal(epoch: "restored"))
        try await restored.run { engine in
            try await restored.furnish(engine)
            for number in 1...2 { _ = await engine.ask(.add(amount: 5), key: key(number)) }
            let old = watch.resumePoint
            for offset in 0...old.offset {
                let point = ResumePoint(epoch: old.epoch, offset: offset)
                #expect(await watch.subscribe(to: engine, resume: point).isSnapshot)
            }
            #expect(watch.seen.epoch == "restored")
            #expect(watch.seen.parts == ["total": .number(10)])
            #expect(await watch.subscribe(to: engine, resume: watch.resumePoint).resumed == 0)
        }
    }

    /// Lets all of them subscribe from where they were, before anybody is answered; gives how many
    /// were brought what they missed.
    private func comeBack(_ crowd: [Watch<ToyViewer>], to engine: Engine<Toy>) async -> Int {
        await withTaskGroup(of: Bool.self) { group in
            for watch in crowd {
                group.addTask {
                    await watch.subscribe(to: engine, resume: watch.resumePoint).resumed != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }
}
