import Domain
import Engine
import NIOCore
import NIOPosix
import SQLiteJournal
import Synchronization
import Wire

/// Counts that may never grow unseen: they depend on the program, hardly on the machine.
struct Counts: Sendable {
    /// One count with the values that are in order; nil where the machine decides too.
    struct Gate: Sendable {
        let name: String
        let value: Double
        let allowed: ClosedRange<Double>?

        var isWithin: Bool { allowed?.contains(value) ?? true }

        /// `1`, `240 to 280`, or nothing.
        var allowedText: String {
            guard let allowed else { return "" }
            let ends = [allowed.lowerBound, allowed.upperBound]
            let digits = ends.allSatisfy { $0 == $0.rounded() } ? 0 : 1
            let (low, high) = (ends[0].text(digits), ends[1].text(digits))
            return low == high ? low : "\(low) to \(high)"
        }

        var verdict: String {
            guard allowed != nil else { return "told only" }
            return isWithin ? "ok" : "OFF"
        }
    }

    private(set) var gates: [Gate] = []

    var areAllWithin: Bool { gates.allSatisfy(\.isWithin) }

    var table: String { Self.table(of: gates) }

    /// Each of them with its value, what is allowed, and whether it is so.
    static func table(of gates: [Gate]) -> String {
        var table = FigureTable("count", "value", "allowed", "")
        for gate in gates {
            table.add(gate.name, gate.value.text(2), gate.allowedText, gate.verdict)
        }
        return table.markdown
    }

    /// Counts everything; needs some seconds, and sockets of this computer alone.
    static func take(below folder: String) async throws -> Counts {
        var counts = Counts()
        try await counts.takeVotes()
        try await counts.takeCommits(below: folder)
        try await counts.takeWrites(below: folder)
        return counts
    }

    private mutating func note(_ name: String, _ value: Double, _ allowed: ClosedRange<Double>?) {
        gates.append(Gate(name: name, value: value, allowed: allowed))
    }

    /// What one vote costs on its way to 100 people who watch the same view.
    private mutating func takeVotes() async throws {
        let journal = MemoryJournal()
        try await LoadFolder.fill(journal)
        let stream = StreamID.round(SampleRound.sitting)
        let before = try await journal.head(of: stream).position
        let updates = try await Workshop.withEngine(over: journal) { engine in
            let watchers = (1...SampleTown.watchersMost).map { _ in CountingSubscriber() }
            for (index, watcher) in watchers.enumerated() {
                try await watcher.watch(as: SampleTown.watcher(index + 1), on: engine)
            }
            for voter in SampleTown.voters {
                let vote = RoundCommand.castGateVote(
                    ballot: SampleRound.ballot, verdict: .meets, reasons: nil)
                try await Load.Writer(voter, on: engine, SampleRound.sitting, 1).send(vote)
            }
            return watchers.flatMap(\.updates)
        }
        let votes = Double(SampleTown.voters.count)
        let records = try await journal.records(of: stream, after: before, limit: 1000)
        let encoded = Set(updates.map(ObjectIdentifier.init)).count
        note(
            "updates per watcher for one vote",
            Double(updates.count) / votes / Double(SampleTown.watchersMost), 1...1)
        note("encodings of one vote for 100 watchers of one view", Double(encoded) / votes, 1...1)
        note(
            "bytes of one vote's progress to a watcher",
            Double(updates.map(\.bytes.count).max() ?? 0), 240...280)
        note("records per vote", Double(records.count) / votes, 1...1)
        note("bytes of a vote's record", Double(records.map(\.bytes.count).max() ?? 0), 310...370)
    }

    /// How many write calls bring one event to 100 people over a socket: to each of them, to whoever
    /// caused it, and between the server's own threads.
    private mutating func takeWrites(below folder: String) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let result = try await RunningServer.serving(
            [.kansendossier], certificate: nil, below: folder
        ) { running in
            let (server, watchers) = (running[0], SampleTown.watchersMost)
            let crowd = try await WatcherCrowd.gather(
                at: server.door, watchers: watchers, on: group)
            _ = try await crowd.run(.window(1), seconds: 0.2, on: server.meter)
            let result = try await crowd.run(.window(1), seconds: 1, on: server.meter)
            await crowd.close()
            return result
        }
        try await group.shutdownGracefully()
        guard result.isComplete else {
            throw BenchmarkFailure(result.failure ?? "events came too late")
        }
        note(
            "write calls per delivery, one event at a time to 100 watchers",
            result.writeCallsPerDelivery, 1...1.2)
    }

    /// How many transactions share the commands of 64 people who write at the same time.
    private mutating func takeCommits(below folder: String) async throws {
        let size = SampleTown.writersMost
        try await Workshop.withFolder(below: folder) { path in
            try await Workshop.withJournal(in: path) { journal in
                try await LoadFolder.fill(journal)
                try await takeCommits("in one round", LoadFolder.together(size), most: 150, journal)
                try await takeCommits(
                    "in as many rounds", LoadFolder.apart(size), most: nil, journal)
            }
        }
    }

    private mutating func takeCommits(
        _ place: String, _ places: [LoadFolder.Draft], most: Double?,
        _ journal: SQLiteJournal
    ) async throws {
        let (commits, records, commands) = try await Workshop.withEngine(over: journal) { engine in
            let writers = places.map {
                Load.Writer($0.writer, on: engine, $0.round, $0.dossier)
            }
            let before = journal.statistics
            let outcome = try await Load.run(writers, .commandsEach(40))
            let after = journal.statistics
            return (
                after.commits - before.commits, after.records - before.records, outcome.commands
            )
        }
        note(
            "commits per 1,000 commands, 64 writers \(place)",
            Double(commits) * 1000 / Double(commands), most.map { 1...$0 })
        note("records per command, 64 writers \(place)", Double(records) / Double(commands), 1...1)
    }
}

/// Somebody who watches and keeps every update, so that each keeps its identity.
private final class CountingSubscriber: Subscriber, Outlet {
    private let taken = Mutex<[EncodedUpdate]>([])

    var updates: [EncodedUpdate] { taken.withLock { $0 } }

    var outlet: any Outlet { self }

    func deliver(_ update: EncodedUpdate) { taken.withLock { $0.append(update) } }

    func end(stream: StreamID, view: String, because refusal: Refusal) {}

    /// Begins to watch the sitting as municipal staff without a task in it.
    func watch(as person: PersonID, on engine: Engine<Round>) async throws {
        let reply = await withCheckedContinuation { continuation in
            engine.subscribe(
                Subscription(as: .observer, by: .person(person), subscriber: self) {
                    continuation.resume(returning: $0)
                }, to: SampleRound.sitting)
        }
        guard case .subscribed = reply else {
            throw BenchmarkFailure("\(person) may not watch: \(reply)")
        }
    }
}
