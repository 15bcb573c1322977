import Domain
import Engine
import Support
import Synchronization
import Wire

/// One run drawn from a seed, the same every time: each step holds the loop at an append, so that
/// what waits behind it is one batch whatever the machine does.
struct Plan {
    /// What a run left behind.
    struct Run: Sendable {
        var mistakes: [String] = []
        var records: [[UInt8]] = []
        var answers: [String] = []
    }

    private struct Wanted {
        let command: ToyCommand
        let person: PersonID
        let number: Int
    }

    private static let people: [PersonID] = ["bob", "cas", "dee"]
    private static let stepsMost = 30
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    static func trouble(_ random: inout Seeded) -> TroubledJournal.Trouble? {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: .conflict
        case 1: .unavailable
        case 2: .lostUnseen
        case 3: .storedUnseen
        case 4: .slow
        default: nil
        }
    }

    func play() async throws -> Run {
        let troubles = Mutex(Seeded(seed &+ 1))
        let isTroubled = Mutex(false)
        var stage = Stage { append in
            // The server's own orders are tried again in a next turn, which nobody waits for.
            let isOwn = append.receipts.allSatisfy { $0.actor == .server }
            guard !isOwn, isTroubled.withLock({ $0 }) else { return nil }
            return troubles.withLock { Self.trouble(&$0) }
        }
        stage.settings.tailUpdatesMost = 8
        stage.settings.channelsMost = 3
        stage.settings.recordsPerPageMost = 7
        var run = Run()
        try await stage.run { engine in
            try await stage.furnish(engine)
            isTroubled.withLock { $0 = true }
            try await self.steps(stage, engine, &run)
            isTroubled.withLock { $0 = false }
            try await engine.settled()
        }
        run.records = try await stage.journal.inner.records(
            of: Stage.stream, after: 0, limit: .max
        ).map(\.bytes)
        return run
    }

    private func steps(_ stage: Stage, _ engine: Engine<Toy>, _ run: inout Run) async throws {
        var random = Seeded(seed)
        let watches = watches()
        var wanted: [Wanted] = []
        var receipts: [CommandKey: Receipt] = [:]
        for step in 0..<Self.stepsMost {
            if Int.random(in: 0..<4, using: &random) == 0 {
                await stage.time.advance(seconds: Int.random(in: 1...20, using: &random))
                await fence(engine)
            }
            for watch in watches { await change(watch, engine, &random) }
            wanted += (0..<Int.random(in: 0...5, using: &random)).map { index in
                draw(step * 10 + index + 1, &random)
            }
            await fence(engine)
            let tape = Tape()
            stage.journal.hold(Stage.stream)
            engine.submit(tape.order(ToyCommand.mark, 500_000 + step), to: Stage.round)
            await stage.journal.untilHeld(Stage.stream)
            for one in wanted {
                let order = tape.order(one.command, by: .person(one.person), one.number)
                engine.submit(order, to: Stage.round)
            }
            stage.journal.release(Stage.stream)
            await tape.untilReplies(wanted.count + 1)
            wanted.removeAll { settle($0, tape.replies[key($0.number)], &receipts, &run) }
            await fence(engine)
        }
        try await compare(stage, engine, watches, receipts, &run)
    }

    private func watches() -> [Watch<ToyViewer>] {
        [Watch(as: .everybody, by: "bob"), Watch(as: .everybody, by: "cas")]
            + Self.people.map { Watch(as: .own($0), by: $0) }
            + Self.people.map { Watch(as: .member, by: $0) }
    }

    private func change(
        _ watch: Watch<ToyViewer>, _ engine: Engine<Toy>, _ random: inout Seeded
    ) async {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: engine.unsubscribe(watch, as: watch.viewer, from: Stage.round)
        case 1:
            engine.unsubscribe(watch, as: watch.viewer, from: Stage.round)
            await watch.subscribe(to: engine, resume: watch.resumePoint)
        default: break
        }
    }

    private func draw(_ number: Int, _ random: inout Seeded) -> Wanted {
        let person = Self.people[Int.random(in: 0..<3, using: &random)]
        let command: ToyCommand =
            switch Int.random(in: 0..<6, using: &random) {
            case 0: .invite(person: person)
            case 1: .expel(person: person)
            case 2: .addTwice(amount: Int.random(in: 1...3, using: &random))
            default: .add(amount: Int.random(in: 0...4, using: &random))
            }
        return Wanted(command: command, person: person, number: number)
    }

    /// Notes the answer; false when the command must be given again under the same key.
    private func settle(
        _ one: Wanted, _ reply: Reply?, _ receipts: inout [CommandKey: Receipt], _ run: inout Run
    ) -> Bool {
        run.answers.append("\(one.number): \(reply.map { "\($0)" } ?? "none")")
        switch reply {
        case .accepted(let receipt, _):
            if let before = receipts.updateValue(receipt, forKey: receipt.key), before != receipt {
                run.mistakes.append("key \(one.number) has two receipts")
            }
            return true
        case .refused: return true
        case .busy, .unavailable, .unknownOutcome: return false
        case nil:
            run.mistakes.append("key \(one.number) was not answered")
            return true
        }
    }

    private func compare(
        _ stage: Stage, _ engine: Engine<Toy>, _ watches: [Watch<ToyViewer>],
        _ receipts: [CommandKey: Receipt], _ run: inout Run
    ) async throws {
        var admitted: [Watch<ToyViewer>] = []
        for watch in watches {
            let reply = await watch.subscribe(to: engine, resume: watch.resumePoint)
            if reply.answer != nil { admitted.append(watch) }
        }
        await fence(engine)
        let (state, headers) = try await stage.fold(Stage.stream, as: Toy.self)
        for watch in watches {
            run.mistakes += watch.seen.mistakes.map { "\(watch.viewer): \($0)" }
            guard admitted.contains(where: { $0 === watch }) else { continue }
            let told = try view(of: state, as: watch.viewer)
            if watch.seen.parts != told {
                run.mistakes.append("\(watch.viewer) sees \(watch.seen.parts), not \(told)")
            }
        }
        for (key, receipt) in receipts {
            let places = headers.filter { $0.key == key && $0.actor == receipt.actor }
                .map(\.position)
            if places.last != receipt.position || places.count > 2
                || places.first.map({ $0 + places.count - 1 }) != places.last
            {
                run.mistakes.append("\(key) is at \(places), acknowledged at \(receipt.position)")
            }
        }
    }

    /// Returns when the turn that was under way has ended, whether or not the stream can be read.
    private func fence(_ engine: Engine<Toy>) async {
        for _ in 0..<2 { _ = try? await engine.withRound(Stage.round) { _, head in head } }
    }
}
