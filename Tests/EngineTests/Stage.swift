import Domain
import Engine
import Logging
import Support
import Synchronization
import Testing
import Wire

/// One municipality with a few people and one toy round, for an engine to run on.
struct Stage {
    static let round: RoundID = "toy"
    static let stream = StreamID.round("toy")
    static let administrator: PersonID = "anna"

    let journal: TroubledJournal
    let time: ManualTime
    var settings: EngineSettings

    init(
        _ memory: MemoryJournal = MemoryJournal(), time: ManualTime = ManualTime(),
        board: NoticeBoard? = nil,
        draw: @escaping @Sendable (Append) -> TroubledJournal.Trouble? = { _ in nil }
    ) {
        journal = TroubledJournal(memory, board: board, draw: draw)
        self.time = time
        settings = EngineSettings()
        let numbers = Mutex(0)
        settings.keys = {
            key(
                9_000_000
                    + numbers.withLock {
                        $0 += 1
                        return $0
                    })
        }
    }

    /// Runs an engine on the journal for as long as the body lasts, with its peers; so many run
    /// then.
    func run(
        beside peers: (any Peers)? = nil, running: Int = 1,
        _ body: (Engine<Toy>) async throws -> Void
    ) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let engine = Engine<Toy>(
            journal: journal, time: time, settings: settings, peers: peers, logger: logger)
        try await engine.start()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await engine.run() }
            defer { engine.stop() }
            await time.untilSleeping(running)
            try await body(engine)
        }
    }

    /// Founds the directory with its administrator and these people, and the toy round.
    func furnish(_ engine: Engine<Toy>, people: [PersonID] = ["bob", "cas", "dee"]) async throws {
        let founding = DirectoryCommand.foundDirectory(
            municipality: "0983", municipalityName: "Venlo", administrator: Self.administrator,
            administratorName: "Anna")
        #expect(await engine.ask(founding, by: .server, key: key(8_000_000)).isAccepted)
        for (index, person) in people.enumerated() {
            let command = DirectoryCommand.registerPerson(
                person: person, name: "Person \(person)", emails: [])
            let reply = await engine.ask(command, by: .server, key: key(8_000_001 + index))
            #expect(reply.isAccepted)
        }
        #expect(await engine.ask(.found, key: key(8_100_000)).isAccepted)
    }

    /// The stream as the journal alone tells it.
    func fold<Stream: Aggregate>(
        _ stream: StreamID, as type: Stream.Type
    ) async throws -> (state: Stream, headers: [RecordHeader]) {
        var state = Stream(stream: stream)
        var headers: [RecordHeader] = []
        let codec = RecordCodec<Stream>()
        for record in try await journal.inner.records(of: stream, after: 0, limit: .max) {
            let (event, header) = try codec.event(of: record)
            state.apply(event, stamp: header.stamp)
            headers.append(header)
        }
        return (state, headers)
    }
}

/// A key that is easy to tell from another.
func key(_ number: Int) -> CommandKey {
    let digits = String(repeating: "0", count: 12) + "\(number)"
    guard let key = CommandKey("00000000-0000-4000-8000-\(digits.suffix(12))") else {
        preconditionFailure("12 digits end a UUID")
    }
    return key
}

extension Engine<Toy> {
    /// Gives a command to the toy round and waits for the answer.
    func ask(
        _ command: ToyCommand, by person: PersonID = "bob", key: CommandKey,
        scope: TokenScope = .full, to round: RoundID = Stage.round
    ) async -> Reply {
        await withCheckedContinuation { continuation in
            let order = Order(command, by: .person(person), scope: scope, key: key) {
                continuation.resume(returning: $0)
            }
            submit(order, to: round)
        }
    }

    /// Gives a command to the directory and waits for the answer.
    func ask(
        _ command: DirectoryCommand, by identity: Actor.Identity, key: CommandKey
    ) async -> Reply {
        await withCheckedContinuation { continuation in
            submit(Order(command, by: identity, key: key) { continuation.resume(returning: $0) })
        }
    }

    /// Returns when everything that was put into the round's mailbox before has been done.
    func settled() async throws { _ = try await withRound(Stage.round) { _, head in head } }
}

extension Reply {
    var isAccepted: Bool { if case .accepted = self { true } else { false } }

    var receipt: Receipt? { if case .accepted(let receipt, _) = self { receipt } else { nil } }

    var refusal: RefusalCode? {
        if case .refused(let refusal) = self { refusal.code } else { nil }
    }
}

/// Everything that came back from the engine, in the order in which it did.
final class Tape: Sendable {
    private struct State {
        var lines: [String] = []
        var replies: [CommandKey: Reply] = [:]
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var lines: [String] { state.withLock { $0.lines } }

    var replies: [CommandKey: Reply] { state.withLock { $0.replies } }

    func write(_ line: String) { state.withLock { $0.lines.append(line) } }

    /// An order whose answer comes on this tape.
    func order<Command>(
        _ command: Command, by identity: Actor.Identity = .person("bob"), _ number: Int
    ) -> Order<Command> {
        Order(command, by: identity, key: key(number)) { self.take($0, of: key(number)) }
    }

    /// Returns when so many answers have come.
    func untilReplies(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.replies.count >= count { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    private func take(_ reply: Reply, of key: CommandKey) {
        let ready = state.withLock { state in
            let isFirst = state.replies.updateValue(reply, forKey: key) == nil
            state.lines.append("reply \(key.text.suffix(4))\(isFirst ? "" : " again")")
            let count = state.replies.count
            let ready = state.waiters.filter { $0.count <= count }.map(\.continuation)
            state.waiters.removeAll { $0.count <= count }
            return ready
        }
        for continuation in ready { continuation.resume() }
    }
}
