import Domain
import Engine
import NIOCore
import Server
import Support
import Synchronization
import Testing
import WebSocket
import Wire

@Suite(.timeLimit(.minutes(15))) struct `The stop of a server` {
    @Test func `answers the commands under way before it closes with 1012`() async throws {
        let journal = HeldJournal()
        // On a busy machine what is under way takes longer than an operator would wait.
        let harness = try await ServerHarness(
            .open, journal: journal, change: { $0.drain.finishMilliseconds = 60_000 })
        let seen = Transcript()
        try await harness.run { server in
            try await server.startDossiers(3, seen, journal) { line, _ in
                // Whoever reads that the server stops has no answer yet, and gets each.
                if line.contains("server.draining") { journal.release() }
            }
        }
        await seen.untilEnded()
        let lines = seen.lines
        let notice = try #require(lines.firstIndex { $0.contains("server.draining") })
        let answers = lines.suffix(from: notice).filter { $0.contains("\"accepted\":true") }
        #expect(answers.count == 3, "\(lines)")
        #expect(lines.last == "closed 1012")
    }

    @Test func `comes by itself, and tells everybody, when the journal holds another history`()
        async throws
    {
        let journal = HeldJournal()
        let seen = Transcript()
        let harness = try await ServerHarness(.open, journal: journal)
        await #expect(throws: JournalFailure.replaced("a test")) {
            try await harness.run { server in
                try await server.startDossiers(1, seen, journal) { _, _ in }
                journal.release()
                journal.replace()
                await seen.untilEnded()
            }
        }
        #expect(seen.lines.contains { $0.contains("server.draining") })
        #expect(seen.lines.last == "closed 1012")
    }

    @Test func `takes no request any more from one whose turn has come`() async throws {
        let journal = HeldJournal()
        // On a busy machine what is under way takes longer than an operator would wait.
        let harness = try await ServerHarness(
            .open, journal: journal, change: { $0.drain.finishMilliseconds = 60_000 })
        let seen = Transcript()
        try await harness.run { server in
            try await server.startDossiers(1, seen, journal) { line, connection in
                guard line.contains("server.draining") else { return }
                connection.send(text: startDossier(9))
                try? await Task.sleep(for: .milliseconds(200))
                journal.release()
            }
        }
        await seen.untilEnded()
        #expect(seen.lines.count { $0.contains("\"accepted\":true") } == 1)
        #expect(!seen.lines.contains { $0.contains("\"id\":9,") })
        #expect(seen.lines.last == "closed 1012")
    }

    @Test func `lets connections go in batches, each told to come back after the last of them`()
        async throws
    {
        let harness = try await ServerHarness(
            .open,
            change: {
                $0.connectionsPerPersonMost = 100
                $0.drain.batchLeast = 2
                $0.drain.pauseMillisecondsMost = 100
                $0.drain.reconnectAfterMillisecondsMost = 1000
            })
        let crowd = Crowd()
        try await harness.run { server in
            for _ in 1...20 {
                let (entries, _) = try await server.connectRaw(as: DemoCast.chair)
                crowd.listen(to: entries)
            }
        }
        let (closings, told) = await crowd.untilEnded()
        let ends = closings.sorted()
        #expect(ends.count == 20)
        #expect(told.count == 20)
        #expect(Set(told).count > 5)
        // The busiest event loop has at least its share of them, and lets two go at a time.
        let share = (20 + System.coreCount - 1) / System.coreCount
        let pauses = (share + 1) / 2 - 1
        let lasting = try #require(ends.last) - #require(ends.first)
        #expect(lasting > .milliseconds(40 * pauses))
        #expect(try #require(told.max()) >= 100 * pauses)
        // All 40 sockets on one event loop would take nineteen pauses.
        #expect(told.allSatisfy { (0...2900).contains($0) })
    }

    @Test func `cuts what isn't answered within the time to finish`() async throws {
        let journal = HeldJournal()
        let harness = try await ServerHarness(
            .open, journal: journal, change: { $0.drain.finishMilliseconds = 300 })
        let seen = Transcript()
        try await harness.run { server in
            try await server.startDossiers(1, seen, journal) { line, _ in
                if line.hasPrefix("closed") { journal.release() }
            }
        }
        await seen.untilEnded()
        #expect(seen.lines.last == "closed 1012")
        #expect(!seen.lines.contains { $0.contains("\"accepted\":true") })
    }

    @Test(arguments: [
        (1, 25, 0), (25, 25, 0), (26, 25, 100), (5_025, 25, 20_000), (5_026, 26, 19_300),
        (100_000, 498, 20_000),
    ])
    func `spreads any number of connections over at most its time`(
        connections: Int, batch: Int, lasting: Int
    ) {
        let drain = Drain()
        #expect(drain.batch(of: connections) == batch)
        #expect(drain.lastingMilliseconds(of: connections) == lasting)
        var atOnce = drain
        atOnce.spreadMilliseconds = 0
        #expect(atOnce.lastingMilliseconds(of: connections) == 0)
    }
}

private func startDossier(_ number: Int) -> String {
    let call = Call<RoundCommand>.round(
        DemoCast.round, .startDossier(title: "Dossier \(number)"),
        Envelope(key: ServerHarness.key(number), actingFor: nil))
    return String(decoding: call.bytes(id: .number(number)), as: UTF8.self)
}

private func reconnectAfter(_ text: String) -> Int? {
    guard let value = try? JSONReader.value(of: Array(text.utf8)),
        value["method"] == "server.draining",
        case .integer(let wait)? = value["params"]?["reconnectAfterMs"]
    else { return nil }
    return wait
}

/// Many clients, of whom it is noted when each was closed and when it was told to come back.
private final class Crowd: Sendable {
    private let closings = Mutex<[ContinuousClock.Instant]>([])
    private let waits = Mutex<[Int]>([])
    private let readers = Mutex<[Task<Void, Never>]>([])

    func listen(to entries: AsyncStream<Inbox.Entry>) {
        let reader = Task {
            for await entry in entries {
                switch entry {
                case .closed(let closure):
                    #expect(closure.code == .serviceRestart)
                    closings.withLock { $0.append(.now) }
                case .text(let text):
                    guard let wait = reconnectAfter(text) else { continue }
                    waits.withLock { $0.append(wait) }
                }
            }
        }
        readers.withLock { $0.append(reader) }
    }

    func untilEnded() async -> ([ContinuousClock.Instant], [Int]) {
        for reader in readers.withLock({ $0 }) { await reader.value }
        return (closings.withLock { $0 }, waits.withLock { $0 })
    }
}

/// What came over one connection, for those who read it after the server has stopped.
private final class Transcript: Sendable {
    private let noted = Mutex<[String]>([])
    private let (ending, endingIn) = AsyncStream<Void>.makeStream()

    var lines: [String] { noted.withLock { $0 } }

    func note(_ entry: Inbox.Entry) -> String {
        let line =
            switch entry {
            case .text(let text): text
            case .closed(let closure): "closed \(closure.code.rawValue)"
            }
        noted.withLock { $0.append(line) }
        return line
    }

    func end() { endingIn.finish() }

    func untilEnded() async { for await _ in ending {} }
}

extension RunningServer {
    /// Holds the journal, gives so many commands over one connection, and returns when the server
    /// has read them all; `body` gets every line that comes over it.
    fileprivate func startDossiers(
        _ count: Int, _ seen: Transcript, _ journal: HeldJournal,
        body: @escaping @Sendable (String, WebSocketConnection) async -> Void
    ) async throws {
        let (entries, connection) = try await connectRaw(as: DemoCast.editor(of: DemoCast.mental))
        journal.hold()
        for number in 1...count { connection.send(text: startDossier(number)) }
        // Answered by the session itself, after it has read what came before.
        let last = Request(
            id: .number(1000), method: "round.unsubscribe",
            params: ["round": .string(DemoCast.round.rawValue), "view": "council"])
        connection.send(text: String(decoding: last.bytes, as: UTF8.self))
        Task {
            for await entry in entries { await body(seen.note(entry), connection) }
            seen.end()
        }
        while !seen.lines.contains(where: { $0.contains("\"id\":1000") }) {
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
