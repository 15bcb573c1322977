import Domain
import Engine
import Support
import Testing
import Wire

/// What the clock and the coming and going of people do to a stream.
@Suite struct `Time` {
    @Test func `a deadline passes when its moment comes and not before`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let moment = stage.time.now.advanced(bySeconds: 10)
            _ = await engine.ask(.closeAt(moment: moment), key: key(1))
            await stage.time.advance(seconds: 9)
            #expect(try await !engine.withRound(Stage.round) { toy, _ in toy.isClosed })
            await stage.time.advance(seconds: 1)
            #expect(try await engine.withRound(Stage.round) { toy, _ in toy.isClosed })
            #expect(await engine.ask(.add(amount: 1), key: key(2)).refusal == .roundClosed)
            let headers = try await stage.fold(Stage.stream, as: Toy.self).headers
            #expect(headers.last?.actor == .server)
            #expect(headers.last?.at == moment)
        }
    }

    @Test func `a deadline that came while the server was down passes at the start`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let moment = stage.time.now.advanced(bySeconds: 10)
            _ = await engine.ask(.closeAt(moment: moment), key: key(1))
        }
        await stage.time.advance(seconds: 60)
        try await stage.run { engine in
            #expect(engine.statistics.roundsOpen == 0)
            await stage.time.advance(seconds: 1)
            #expect(engine.statistics.roundsOpen == 1)
            let isClosed = try await engine.withRound(Stage.round) { toy, _ in toy.isClosed }
            #expect(isClosed)
        }
    }

    @Test func `who comes is noted at once, who goes only after the grace`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            _ = await engine.ask(.invite(person: "cas"), key: key(1))
            let watch = Watch<ToyViewer>(as: .own("cas"), by: "cas")
            await watch.subscribe(to: engine)
            #expect(try await attending(engine) == [.own("cas")])
            engine.unsubscribe(watch, as: .own("cas"), from: Stage.round)
            try await engine.settled()
            await stage.time.advance(seconds: 29)
            #expect(try await attending(engine) == [.own("cas")])
            await watch.subscribe(to: engine)
            engine.unsubscribe(watch, as: .own("cas"), from: Stage.round)
            try await engine.settled()
            await stage.time.advance(seconds: 29)
            #expect(try await attending(engine) == [.own("cas")])
            await stage.time.advance(seconds: 1)
            try await engine.settled()
            #expect(try await attending(engine) == [])
            #expect(stage.journal.stored(Stage.stream) == 4)
        }
    }

    @Test func `a restart costs nobody their place within the grace`() async throws {
        let stage = Stage()
        let watch = Watch<ToyViewer>(as: .own("cas"), by: "cas")
        let gone = Watch<ToyViewer>(as: .own("dee"), by: "dee")
        try await stage.run { engine in
            try await stage.furnish(engine)
            _ = await engine.ask(.invite(person: "cas"), key: key(1))
            _ = await engine.ask(.invite(person: "dee"), key: key(2))
            await watch.subscribe(to: engine)
            await gone.subscribe(to: engine)
            #expect(try await attending(engine).count == 2)
        }
        try await stage.run { engine in
            try await engine.settled()
            await stage.time.advance(seconds: 20)
            await watch.subscribe(to: engine)
            await stage.time.advance(seconds: 9)
            #expect(try await attending(engine).count == 2)
            await stage.time.advance(seconds: 1)
            try await engine.settled()
            #expect(try await attending(engine) == [.own("cas")])
        }
    }

    @Test func `who is not counted by the round leaves no trace by coming and going`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .own("cas"), by: "cas")
            await watch.subscribe(to: engine)
            try await engine.settled()
            engine.unsubscribe(watch, as: .own("cas"), from: Stage.round)
            await stage.time.advance(seconds: 31)
            try await engine.settled()
            #expect(stage.journal.stored(Stage.stream) == 1)
        }
    }

    @Test func `an idle round leaves memory, a watched one stays`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            await watch.subscribe(to: engine)
            await stage.time.advance(seconds: 600)
            try await engine.settled()
            #expect(engine.statistics.roundsOpen == 1)
            engine.unsubscribe(watch, as: .everybody, from: Stage.round)
            try await engine.settled()
            await stage.time.advance(seconds: 599)
            try await engine.settled()
            #expect(engine.statistics.roundsOpen == 1)
            await stage.time.advance(seconds: 600)
            while engine.statistics.roundsOpen > 0 { await Task.yield() }
            #expect(await engine.ask(.add(amount: 1), key: key(1)).isAccepted)
        }
    }

    private func attending(_ engine: Engine<Toy>) async throws -> Set<ToyViewer> {
        // The first reading lets the turn end in which somebody came; the second sees it.
        try await engine.settled()
        return try await engine.withRound(Stage.round) { toy, _ in toy.attending }
    }
}
