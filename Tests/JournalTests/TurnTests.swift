import Domain
import Engine
import Foundation
import Logging
import PostgresJournal
import Support
import Testing
import Wire

/// Three engines on one database, each with a journal of its own, as three nodes.
@Suite(.timeLimit(.minutes(15))) struct TurnTests {
    @Test(arguments: [0, 5])
    func `three nodes write one hot round in turns, every command once and with few conflicts`(
        contendedSeconds: Int
    ) async throws {
        try await withDatabase { cluster, database in
            let address = try cluster.address(database)
            var settings = EngineSettings()
            settings.contendedSeconds = contendedSeconds
            // A machine that is busy with other things is no reason to go on without a turn.
            settings.turnWaitMillisecondsMost = 60_000
            try await withNodes(3, address, settings) { nodes in
                _ = await ask(founding, at: nodes[0])
                #expect(await ask(.found, at: nodes[0]))
                await withTaskGroup { group in
                    for client in 0..<12 {
                        group.addTask {
                            for _ in 0..<100 {
                                let key = CommandKey.fresh()
                                while await !ask(.mark, key, at: nodes[client % 3]) {}
                            }
                        }
                    }
                }
                let conflicts = nodes.reduce(0) { $0 + $1.statistics.conflicts }
                for node in nodes {
                    while try await node.withRound(round, { $1.position }) < 1201 {
                        try? await Task.sleep(for: .milliseconds(1))
                    }
                    #expect(try await node.withRound(round) { toy, _ in toy.marks } == 1200)
                }
                #expect(nodes.allSatisfy { ($0.statistics.turns > 0) == (contendedSeconds > 0) })
                if contendedSeconds > 0 { #expect(conflicts < 60) } else { #expect(conflicts > 60) }
            }
        }
    }

    @Test func `a node that is gone leaves its turn to the others, and who waits is woken`()
        async throws
    {
        try await withDatabase { cluster, database in
            let one = try await PostgresJournal(at: cluster.address(database))
            let other = try await PostgresJournal(at: cluster.address(database))
            var notices = other.notices().makeAsyncIterator()
            #expect(await notices.next() == .missed)
            let stream = StreamID.round(number: 1)
            #expect(await one.takeTurn(on: stream, withinMilliseconds: 0))
            #expect(await other.takeTurn(on: .directory, withinMilliseconds: 0))
            #expect(await !other.takeTurn(on: stream, withinMilliseconds: 30))
            async let passed = other.takeTurn(on: stream, withinMilliseconds: 60_000)
            one.endTurn(on: stream)
            #expect(await passed)
            async let left = one.takeTurn(on: stream, withinMilliseconds: 60_000)
            await other.close()
            #expect(await left)
            await one.close()
            #expect(await !one.takeTurn(on: stream, withinMilliseconds: 30))
        }
    }

    private let round: RoundID = "toy"

    private var founding: DirectoryCommand {
        .foundDirectory(
            municipality: "0983", municipalityName: "Venlo", administrator: "bob",
            administratorName: "Bob")
    }

    private func ask(
        _ command: ToyCommand, _ key: CommandKey = .fresh(), at node: Engine<Toy>
    ) async -> Bool {
        await withCheckedContinuation { continuation in
            let order = Order(command, by: .person("bob"), key: key) {
                if case .accepted = $0 {
                    continuation.resume(returning: true)
                } else {
                    continuation.resume(returning: false)
                }
            }
            node.submit(order, to: round)
        }
    }

    private func ask(_ command: DirectoryCommand, at node: Engine<Toy>) async -> Reply {
        await withCheckedContinuation { continuation in
            node.submit(
                Order(command, by: .server, key: .fresh()) { continuation.resume(returning: $0) })
        }
    }

    /// Runs so many engines, each with a journal of its own, for as long as the body lasts.
    private func withNodes(
        _ count: Int, _ address: PostgresAddress, _ settings: EngineSettings,
        _ body: ([Engine<Toy>]) async throws -> Void
    ) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let time = SystemTime {
            Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000))
        }
        var journals: [PostgresJournal] = []
        for _ in 0..<count { journals.append(try await PostgresJournal(at: address)) }
        let nodes = journals.map {
            Engine<Toy>(journal: $0, time: time, settings: settings, logger: logger)
        }
        for node in nodes { try await node.start() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for node in nodes { group.addTask { await node.run() } }
            defer { for node in nodes { node.stop() } }
            try await body(nodes)
        }
        for journal in journals { await journal.close() }
    }
}
