import Domain
import Engine
import Support
import Testing
import Wire

/// Every limit is met at n and passed at n + 1.
@Suite struct `Limits` {
    @Test func `a full mailbox answers busy at once`() async throws {
        var stage = Stage()
        stage.settings.mailboxItemsMost = 3
        try await stage.run { engine in
            try await stage.furnish(engine)
            let tape = Tape()
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 1), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            for number in 2...4 {
                engine.submit(tape.order(ToyCommand.mark, number), to: Stage.round)
            }
            #expect(tape.replies == [:])
            engine.submit(tape.order(ToyCommand.mark, 5), to: Stage.round)
            #expect(tape.replies == [key(5): .busy(retryAfterMilliseconds: 250)])
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            guard case .busy(250) = await watch.subscribe(to: engine) else {
                Issue.record("not busy")
                return
            }
            await #expect(throws: EngineFailure.busy(retryAfterMilliseconds: 250)) {
                try await engine.settled()
            }
            stage.journal.release(Stage.stream)
            await tape.untilReplies(5)
            #expect(tape.replies.values.count(where: \.isAccepted) == 4)
            #expect(await engine.ask(.mark, key: key(5)).isAccepted)
        }
    }

    @Test(arguments: [4, 5])
    func `a batch is at most so large`(count: Int) async throws {
        var stage = Stage()
        stage.settings.batchItemsMost = 4
        try await stage.run { engine in
            try await stage.furnish(engine)
            let before = engine.statistics.commits
            let tape = Tape()
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 100), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            for number in 1...count {
                engine.submit(tape.order(ToyCommand.mark, number), to: Stage.round)
            }
            stage.journal.release(Stage.stream)
            await tape.untilReplies(count + 1)
            #expect(engine.statistics.commits - before == (count == 4 ? 2 : 3))
        }
    }

    @Test func `a stream has at most so many subscribers`() async throws {
        var stage = Stage()
        stage.settings.subscribersPerStreamMost = 2
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watches = (0..<3).map { _ in Watch<ToyViewer>(as: .everybody, by: "cas") }
            #expect(await watches[0].subscribe(to: engine).isSnapshot)
            #expect(await watches[1].subscribe(to: engine).isSnapshot)
            #expect(await watches[2].subscribe(to: engine).refusal == .tooMany)
            engine.unsubscribe(watches[0], as: .everybody, from: Stage.round)
            #expect(await watches[2].subscribe(to: engine).isSnapshot)
        }
    }

    @Test func `unwatched views beyond the limit are forgotten, oldest first, and made anew alike`()
        async throws
    {
        var stage = Stage()
        stage.settings.channelsMost = 2
        try await stage.run { engine in
            try await stage.furnish(engine)
            let viewers: [ToyViewer] = [.own("bob"), .own("cas"), .own("dee")]
            let watches = zip(viewers, ["bob", "cas", "dee"] as [PersonID]).map {
                Watch<ToyViewer>(as: $0, by: $1)
            }
            for watch in watches {
                await watch.subscribe(to: engine)
                engine.unsubscribe(watch, as: watch.viewer, from: Stage.round)
            }
            _ = await engine.ask(.add(amount: 1), key: key(1))
            stage.journal.failReadings(of: Stage.stream, 1)
            let kept = await watches[1].subscribe(to: engine, resume: watches[1].resumePoint)
            #expect(kept.resumed == 1)
            guard case .unavailable = await watches[0].subscribe(to: engine) else {
                Issue.record("not forgotten")
                return
            }
            let anew = await watches[0].subscribe(to: engine, resume: watches[0].resumePoint)
            #expect(anew.resumed == 1)
            #expect(watches[0].seen.parts == ["total": .number(1), "contribution/bob": .number(1)])
        }
    }

    @Test func `at most so many rounds are in memory, and idle ones make room`() async throws {
        var stage = Stage()
        stage.settings.roundsOpenMost = 2
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            await watch.subscribe(to: engine)
            #expect(await engine.ask(.found, key: key(1), to: "second").isAccepted)
            let third = await engine.ask(.found, key: key(2), to: "third")
            #expect(third == .busy(retryAfterMilliseconds: 250))
            while engine.statistics.roundsOpen > 1 { await Task.yield() }
            #expect(await engine.ask(.found, key: key(2), to: "third").isAccepted)
            #expect(await engine.ask(.mark, key: key(3)).isAccepted)
            #expect(engine.statistics.roundsKnown == 3)
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func `a log is read in pages of any size`(records: Int) async throws {
        var stage = Stage()
        stage.settings.recordsPerPageMost = records
        try await stage.run { engine in
            try await stage.furnish(engine)
            for number in 1...3 { _ = await engine.ask(.add(amount: 1), key: key(number)) }
        }
        try await stage.run { engine in
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            #expect(await watch.subscribe(to: engine).answer?.offset == 4)
            #expect(watch.seen.parts["total"] == .number(3))
        }
    }
}
