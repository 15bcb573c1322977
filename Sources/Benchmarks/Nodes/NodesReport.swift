import Domain
import Engine
import PostgresJournal
import SQLiteJournal

/// One, two and three nodes on PostgreSQL beside one on SQLite, over few rounds and many.
struct NodesReport {
    private static let roundCounts = [1, 10, 100]
    private static let nodesMost = 3
    private static let writers = 60

    private let address: PostgresAddress
    private let folder: String
    private let seconds: Double
    private var figures = FigureTable(
        "rounds", "store", "nodes", "commands/s", "× SQLite", "answer", "to all watchers",
        "node to node", "conflicts / 1,000", "commits / 1,000")
    private(set) var gates: [Counts.Gate] = []

    /// Measures in this database, which must be empty, and in a folder below that one.
    static func write(
        _ address: PostgresAddress, below folder: String, seconds: Double
    ) async throws -> NodesReport {
        var report = NodesReport(address: address, folder: folder, seconds: seconds)
        let town = try SampleTown.script()
        try await report.withNodes(Self.nodesMost) { journals in
            guard try await journals[0].heads().isEmpty else {
                throw BenchmarkFailure("\(address) holds records already: give an empty one")
            }
            try await town.write(to: journals[0])
        }
        try await report.takeCounts(in: town.state)
        for rounds in Self.roundCounts {
            let single = try await report.measureSQLite(rounds, town)
            for nodes in 1...Self.nodesMost {
                try await report.measure(nodes, rounds, beside: single, in: town.state)
            }
        }
        return report
    }

    private init(address: PostgresAddress, folder: String, seconds: Double) {
        self.address = address
        self.folder = folder
        self.seconds = seconds
    }

    var areAllWithin: Bool { gates.allSatisfy(\.isWithin) }

    var markdown: String {
        let command = CommandLine.arguments.prefix(2).joined(separator: " ")
        return """
            # Nodes

            `\(command)`, \(Workshop.now), \(Machine.text), \(seconds.text(0)) s each.

            \(figures.markdown)

            \(Counts.table(of: gates))
            """
    }

    /// One writer alone: what a command costs the database when nobody is in its way.
    private mutating func takeCounts(in directory: Directory) async throws {
        let outcome = try await withNodes(1) { journals in
            let before = journals[0].statistics
            let shape = NodeLoad.Shape(nodes: 1, rounds: 1, writers: 1)
            let outcome = try await NodeLoad.run(
                shape, named: "alleen", over: journals, in: directory, .commandsEach(100))
            let after = journals[0].statistics
            // The round itself was written in one commit.
            return (outcome, commits: after.commits - before.commits - 1)
        }
        let commands = Double(outcome.0.commands)
        gates = [
            Counts.Gate(
                name: "commits per command of one writer",
                value: Double(outcome.commits) / commands, allowed: 1...1),
            Counts.Gate(
                name: "conflicts per command of one writer",
                value: Double(outcome.0.conflicts) / commands, allowed: 0...0),
        ]
    }

    private mutating func measureSQLite(
        _ rounds: Int, _ town: StreamScript<Directory>
    ) async throws -> NodeLoad.Outcome {
        let outcome = try await Workshop.withFolder(below: folder) { path in
            try await Workshop.withJournal(in: path) { journal in
                try await town.write(to: journal)
                return try await NodeLoad.run(
                    shape(1, rounds), named: "ronde", over: [journal], in: town.state,
                    .seconds(seconds))
            }
        }
        add("SQLite", 1, rounds, outcome, beside: outcome)
        return outcome
    }

    private mutating func measure(
        _ nodes: Int, _ rounds: Int, beside single: NodeLoad.Outcome, in directory: Directory
    ) async throws {
        let outcome = try await withNodes(nodes) { journals in
            try await NodeLoad.run(
                shape(nodes, rounds), named: "ronde-\(nodes)-\(rounds)", over: journals,
                in: directory, .seconds(seconds))
        }
        add("PostgreSQL", nodes, rounds, outcome, beside: single)
    }

    private func shape(_ nodes: Int, _ rounds: Int) -> NodeLoad.Shape {
        NodeLoad.Shape(nodes: nodes, rounds: rounds, writers: max(Self.writers, rounds))
    }

    private mutating func add(
        _ store: String, _ nodes: Int, _ rounds: Int, _ outcome: NodeLoad.Outcome,
        beside single: NodeLoad.Outcome
    ) {
        figures.add(
            "\(rounds)", store, "\(nodes)", Int(outcome.commandsPerSecond).grouped,
            (outcome.commandsPerSecond / single.commandsPerSecond).text(2), outcome.answers.text,
            outcome.toAll.text, nodes == 1 ? "" : outcome.between.text,
            outcome.perThousand(outcome.conflicts).text(1),
            outcome.perThousand(outcome.commits).text(0))
        Benchmarks.tell(
            "\(rounds) rounds, \(store), \(nodes) nodes: "
                + "\(Int(outcome.commandsPerSecond).grouped) commands/s")
    }

    /// So many journals of the same database, each with connections of its own.
    private func withNodes<Value>(
        _ count: Int, _ body: ([PostgresJournal]) async throws -> Value
    ) async throws -> Value {
        var journals: [PostgresJournal] = []
        for _ in 0..<count { journals.append(try await PostgresJournal(at: address)) }
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await body(journals)) } catch { outcome = .failure(error) }
        for journal in journals { await journal.close() }
        return try outcome.get()
    }
}
