import Domain
import Engine
import Support
import Testing
import Wire

/// A view is a snapshot and what changes in it, numbered alike everywhere, for those who may see it.
@Suite struct `Watching` {
    @Test func `a subscription begins with the whole view and goes on with its changes`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            _ = await engine.ask(.add(amount: 5), key: key(1))
            let watch = Watch<ToyViewer>(as: .own("bob"), by: "bob")
            let answer = try #require(await watch.subscribe(to: engine).answer)
            #expect(answer.offset == 2)
            #expect(answer.epoch == "memory")
            #expect(watch.seen.parts == ["total": .number(5), "contribution/bob": .number(5)])
            _ = await engine.ask(.add(amount: 2), by: "cas", key: key(2))
            let bytes = try #require(watch.seen.updates.first)
            #expect(
                String(decoding: bytes, as: UTF8.self)
                    == #"{"jsonrpc":"2.0","method":"event","params":{"at":"2027-01-01T00:00:00.000Z","#
                    + #""epoch":"memory","offset":3,"parts":{"total":7},"stream":"round/toy","#
                    + #""view":"own/bob"}}"#)
        }
    }

    @Test func `a look comes after the updates of what it sees, and sees all that was told before`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let tape = Tape()
            let watch = Watch<ToyViewer>(as: .everybody, by: "bob", tape: tape)
            await watch.subscribe(to: engine)
            for number in 1...20 {
                let order = Order<ToyCommand>(
                    .add(amount: 1), by: .person("bob"), key: key(number)
                ) { _ in }
                engine.submit(order, to: Stage.round)
                engine.peek(at: Stage.round) { look in
                    if case .success(let toy) = look { tape.write("saw \(toy.total)") }
                }
            }
            try await engine.settled()
            var told = 0
            for line in tape.lines {
                if line.hasPrefix("update") { told += 1 }
                if line.hasPrefix("saw") { #expect(line == "saw \(told)") }
            }
            #expect(told == 20 && tape.lines.count { $0.hasPrefix("saw") } == 20)
        }
    }

    @Test func `a look brings no round into memory and is told so`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            let answer = await withCheckedContinuation { continuation in
                engine.peek(at: Stage.round) { continuation.resume(returning: $0.map(\.total)) }
            }
            #expect(answer == .failure(.unavailable))
            #expect(engine.statistics.roundsOpen == 0)
        }
    }

    @Test func `an event that a viewer may not see takes no number and says nothing`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            await watch.subscribe(to: engine)
            _ = await engine.ask(.mark, key: key(1))
            _ = await engine.ask(.invite(person: "dee"), key: key(2))
            _ = await engine.ask(.add(amount: 1), key: key(3))
            #expect(watch.seen.updates.count == 1)
            #expect(watch.seen.offset == 2)
            #expect(watch.seen.mistakes == [])
        }
    }

    @Test func `those who watch the same view get the same bytes, the very same object`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watches = ["bob", "cas", "dee"].map { Watch<ToyViewer>(as: .everybody, by: $0) }
            for watch in watches { await watch.subscribe(to: engine) }
            _ = await engine.ask(.add(amount: 1), key: key(1))
            #expect(Set(watches.map(\.seen.updates)).count == 1)
            #expect(engine.statistics.deliveries == 3)
            #expect(engine.statistics.subscribers == 3)
        }
    }

    @Test func `who comes back gets exactly what was missed, and nothing when nothing was`()
        async throws
    {
        var stage = Stage()
        stage.settings.tailUpdatesMost = 3
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            await watch.subscribe(to: engine)
            engine.unsubscribe(watch, as: .everybody, from: Stage.round)
            #expect(await watch.subscribe(to: engine, resume: watch.resumePoint).resumed == 0)
            engine.unsubscribe(watch, as: .everybody, from: Stage.round)
            for number in 1...3 { _ = await engine.ask(.add(amount: 1), key: key(number)) }
            #expect(watch.seen.updates.isEmpty)
            #expect(await watch.subscribe(to: engine, resume: watch.resumePoint).resumed == 3)
            #expect(watch.seen.parts["total"] == .number(3))
            engine.unsubscribe(watch, as: .everybody, from: Stage.round)
            for number in 4...7 { _ = await engine.ask(.add(amount: 1), key: key(number)) }
            #expect(await watch.subscribe(to: engine, resume: watch.resumePoint).isSnapshot)
            #expect(watch.seen.parts["total"] == .number(7))
            #expect(watch.seen.mistakes == [])
        }
    }

    @Test func `the tail is bounded in bytes too`() async throws {
        var stage = Stage()
        stage.settings.tailBytesMost = 2 * 165
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            await watch.subscribe(to: engine)
            for number in 1...3 { _ = await engine.ask(.add(amount: 1), key: key(number)) }
            #expect(watch.seen.updates.map(\.count) == [165, 165, 165])
            let near = ResumePoint(epoch: "memory", offset: 2)
            #expect(await watch.subscribe(to: engine, resume: near).resumed == 2)
            let far = ResumePoint(epoch: "memory", offset: 1)
            #expect(await watch.subscribe(to: engine, resume: far).isSnapshot)
        }
    }

    @Test(arguments: [
        ResumePoint(epoch: "another", offset: 1), ResumePoint(epoch: "memory", offset: 2),
        ResumePoint(epoch: "memory", offset: -1),
    ])
    func `a resume point of another history gets the whole view`(point: ResumePoint) async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            #expect(await watch.subscribe(to: engine, resume: point).isSnapshot)
        }
    }

    @Test func `offsets and bytes are the same after a restart, also for who resumes over it`()
        async throws
    {
        let stage = Stage()
        let watch = Watch<ToyViewer>(as: .member, by: "cas")
        try await stage.run { engine in
            try await stage.furnish(engine)
            _ = await engine.ask(.invite(person: "cas"), key: key(1))
            await watch.subscribe(to: engine)
            _ = await engine.ask(.add(amount: 1), key: key(2))
            _ = await engine.ask(.invite(person: "dee"), key: key(3))
        }
        try await stage.run { engine in
            let fresh = Watch<ToyViewer>(as: .member, by: "cas")
            #expect(await fresh.subscribe(to: engine).answer?.offset == watch.seen.offset)
            #expect(fresh.seen.parts == watch.seen.parts)
            #expect(await watch.subscribe(to: engine, resume: watch.resumePoint).resumed == 0)
            let early = ResumePoint(epoch: "memory", offset: 2)
            guard
                case .resumed(let updates) = await fresh.subscribe(to: engine, resume: early)
                    .answer?.content
            else {
                Issue.record("not resumed")
                return
            }
            #expect(updates.map(\.bytes) == Array(watch.seen.updates.suffix(updates.count)))
        }
    }

    @Test func `only who is admitted may watch, and a round must exist`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let outsider = Watch<ToyViewer>(as: .member, by: "cas")
            #expect(await outsider.subscribe(to: engine).refusal == .notAllowed)
            let stranger = Watch<ToyViewer>(as: .everybody, by: "eve")
            #expect(await stranger.subscribe(to: engine).refusal == .notSignedIn)
            let reply = await withCheckedContinuation { continuation in
                engine.subscribe(
                    outsider.wish { continuation.resume(returning: $0) }, to: "nowhere")
            }
            #expect(reply.refusal == .unknownRound)
        }
    }

    @Test func `who loses the right in the round is told so, and hears nothing of that event`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            _ = await engine.ask(.invite(person: "cas"), key: key(1))
            let tape = Tape()
            let watch = Watch<ToyViewer>(as: .member, by: "cas", tape: tape)
            await watch.subscribe(to: engine)
            _ = await engine.ask(.expel(person: "cas"), key: key(2))
            _ = await engine.ask(.add(amount: 1), key: key(3))
            #expect(tape.lines == ["ended member"])
            #expect(watch.seen.ended == Refusal(.notAllowed))
            #expect(engine.statistics.subscribers == 0)
        }
    }

    @Test func `who loses the right in the directory is told so in every round at once`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let administrator = Actor.Identity.person(Stage.administrator)
            let grant = DirectoryCommand.grantRole(person: "cas", role: .coordinator)
            _ = await engine.ask(grant, by: administrator, key: key(1))
            let tape = Tape()
            let watch = Watch<ToyViewer>(as: .member, by: "cas", tape: tape)
            #expect(await watch.subscribe(to: engine).isSnapshot)
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.add(amount: 1), 2), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            let revoke = DirectoryCommand.revokeRole(person: "cas", role: .coordinator)
            #expect(await engine.ask(revoke, by: administrator, key: key(3)).isAccepted)
            stage.journal.release(Stage.stream)
            await tape.untilReplies(1)
            #expect(tape.lines == ["ended member", "reply 0002"])
        }
    }

    @Test func `the directory is watched like any other stream`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            let watch = Watch<DirectoryViewer>(as: .administration, by: Stage.administrator)
            let reply = await withCheckedContinuation { continuation in
                engine.subscribe(watch.wish { continuation.resume(returning: $0) })
            }
            #expect(reply.isSnapshot)
            let command = DirectoryCommand.registerPerson(person: "eve", name: "Eve", emails: [])
            _ = await engine.ask(command, by: .server, key: key(1))
            #expect(watch.seen.parts["person/eve"]?["name"] == .text("Eve"))
            #expect(
                watch.seen.parts
                    == (try view(of: engine.directory, as: DirectoryViewer.administration)))
            let head = try await engine.withDirectory { _, head in head }
            #expect(head.position == stage.journal.stored(.directory))
        }
    }

    @Test func `a part that a viewer loses is told as null and is gone from the snapshot`()
        async throws
    {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            _ = await engine.ask(.add(amount: 1), key: key(1))
            let watch = Watch<ToyViewer>(as: .own("bob"), by: "bob")
            await watch.subscribe(to: engine)
            _ = await engine.ask(.closeAt(moment: stage.time.now), key: key(2))
            #expect(await engine.ask(.passTime, key: key(3)).isAccepted)
            #expect(watch.seen.parts == ["total": .number(1)])
            let last = try #require(watch.seen.updates.last)
            #expect(
                String(decoding: last, as: UTF8.self)
                    .contains(#""parts":{"contribution/bob":null}"#))
            await watch.subscribe(to: engine)
            #expect(watch.seen.parts == ["total": .number(1)])
        }
    }

    @Test func `a history that can't be replayed now puts the subscription off`() async throws {
        let stage = Stage()
        try await stage.run { engine in
            try await stage.furnish(engine)
            stage.journal.failReadings(of: Stage.stream, 1)
            let watch = Watch<ToyViewer>(as: .everybody, by: "cas")
            guard case .unavailable = await watch.subscribe(to: engine) else {
                Issue.record("not put off")
                return
            }
            #expect(await watch.subscribe(to: engine).isSnapshot)
        }
    }
}
