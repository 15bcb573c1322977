import Domain
import Engine
import PostgresJournal
import Support
import Synchronization
import Testing
import Wire

/// Other nodes, a server that goes, locks, and connections that are cut.
struct PostgresFaultTests {
    @Test func `of two nodes that write one stream at the same time one wins each position`()
        async throws
    {
        try await withDatabase { cluster, database in
            let nodes = try await open(2, cluster.address(database))
            let failures = await withTaskGroup { group in
                for number in 0..<16 {
                    group.addTask {
                        var writer = Writer(.directory)
                        return await nodes[number % 2].failure(of: writer.append())
                    }
                }
                return await group.reduce(into: [JournalFailure?]()) { $0.append($1) }
            }
            #expect(failures.count { $0 == nil } == 1)
            #expect(failures.count { $0 == .conflict(actualPosition: 1) } == 15)
            for node in nodes { await node.close() }
        }
    }

    @Test func `two nodes that write the same streams all the time only ever conflict`()
        async throws
    {
        try await withDatabase { cluster, database in
            let nodes = try await open(2, cluster.address(database))
            try await withThrowingTaskGroup { group in
                for number in 0..<24 {
                    group.addTask {
                        var writer = Writer(.round(number: number / 2))
                        for _ in 0..<8 {
                            try await writer.insist(nodes[number % 2]) { failure in
                                if case .conflict = failure { true } else { false }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            for head in try await nodes[0].heads() {
                #expect(head.position == 16)
                #expect(
                    try isChain(try await nodes[1].records(of: head.stream, after: 0, limit: 99)))
            }
            for node in nodes { await node.close() }
        }
    }

    @Test func `a server that was restarted is found again, and one that is gone is unavailable`()
        async throws
    {
        let cluster = try await PostgresCluster()
        let journal = try await PostgresJournal(at: cluster.address("postgres"))
        var writer = Writer(.directory)
        try await journal.append(writer.append())
        _ = try await journal.heads()
        try await cluster.stop()
        try await cluster.start()
        // Nobody asked anything meanwhile, so nothing is in doubt and nothing is refused.
        try await journal.append(writer.append())
        #expect(try await journal.heads().map(\.position) == [2])
        try await cluster.stop()
        let append = writer.append()
        #expect(await journal.failure(of: append)?.isUnavailable == true)
        #expect(
            await failure { () async throws(JournalFailure) in
                _ = try await journal.heads()
            }?.isUnavailable == true)
        try await cluster.start()
        var last: JournalFailure?
        repeat {
            last = await journal.failure(of: append)
            try? await Task.sleep(for: .milliseconds(1))
        } while last?.isUnavailable == true
        #expect(last == nil)
        while await (try? journal.head(of: .directory))?.position != 3 {
            try? await Task.sleep(for: .milliseconds(1))
        }
        await journal.close()
        #expect(await journal.failure(of: writer.append())?.isUnavailable == true)
    }

    @Test func `a server that may lose commits is refused`() async throws {
        let cluster = try await PostgresCluster(options: "-c fsync=off")
        let failure = await failure { () async throws(JournalFailure) in
            _ = try await PostgresJournal(at: address(of: cluster))
        }
        #expect(failure?.isUnavailable == true)
        #expect("\(failure as Any)".contains("fsync is off"))
    }

    @Test func `a connection that is cut in the middle of an append leaves all of it or nothing`()
        async throws
    {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            var writer = Writer(.directory)
            try await journal.append(writer.append())
            let console = try PostgresConsole(cluster, database: database)
            try console.lock([.directory])
            let before = writer
            let append = writer.append(3)
            async let outcome = journal.failure(of: append)
            try await console.waitForWriter()
            try console.cutWriter()
            switch await outcome {
            case .unavailable, .unknownOutcome: break
            case let other: Issue.record("\(other as Any)")
            }
            try console.rows("ROLLBACK")
            #expect(try await journal.head(of: .directory).position == 1)
            writer = before
            try await journal.append(writer.append(3))
            let records = try await journal.records(of: .directory, after: 0, limit: 9)
            #expect(records.count == 4)
            #expect(try isChain(records))
            await journal.close()
        }
    }

    @Test func `connections that are cut again and again lose nothing that was acknowledged`()
        async throws
    {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            let console = try PostgresConsole(cluster, database: database)
            let cutting = Cutting()
            let acknowledged = try await withThrowingTaskGroup { group in
                for number in 0..<12 {
                    group.addTask {
                        var writer = Writer(.round(number: number))
                        while !cutting.isOver {
                            try await writer.insist(journal) { _ in true }
                        }
                        return (writer.stream, writer.position)
                    }
                }
                defer { cutting.end() }
                for cut in 1...10 {
                    while journal.statistics.appends < 20 * cut {
                        try? await Task.sleep(for: .milliseconds(1))
                    }
                    // Every other time in the middle of a transaction, for certain.
                    let isMidway = cut.isMultiple(of: 2)
                    if isMidway {
                        try console.lock((0..<12).map { .round(number: $0) })
                        try await console.waitForWriter()
                    }
                    try console.cutWriter()
                    if isMidway { try console.rows("ROLLBACK") }
                }
                cutting.end()
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            #expect(journal.statistics.failures >= 5)
            for (stream, position) in acknowledged {
                let records = try await journal.records(of: stream, after: 0, limit: 100_000)
                #expect(records.count >= position)
                #expect(try isChain(records))
            }
            await journal.close()
        }
    }

    @Test func `another history in the same database is refused by who began with the first`()
        async throws
    {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("UPDATE kansendossier.meta SET epoch = 'restored'")
            try console.cutWriter()
            var writer = Writer(.directory)
            let failure = await journal.failure(of: writer.append())
            guard case .replaced? = failure else {
                Issue.record("\(failure as Any)")
                return
            }
            await journal.close()
        }
    }

    @Test func `every append that is stored wakes who listens, and a conflict nobody`()
        async throws
    {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("LISTEN kansendossier")
            var writer = Writer(.round(number: 1))
            let late = writer
            try await journal.append(writer.append(2))
            var other = late
            #expect(await journal.failure(of: other.append()) == .conflict(actualPosition: 2))
            try await journal.append(writer.append())
            var heard: [String] = []
            while heard.count < 2 { heard += console.notifications() }
            try console.rows("SELECT 1")
            heard += console.notifications()
            #expect(heard == ["round/r1 2", "round/r1 3"])
            await journal.close()
        }
    }

    private func address(of cluster: PostgresCluster) throws(JournalFailure) -> PostgresAddress {
        do { return try cluster.address("postgres") } catch { throw .damaged("\(error)") }
    }

    private func open(
        _ count: Int, _ address: PostgresAddress
    ) async throws -> [PostgresJournal] {
        var nodes: [PostgresJournal] = []
        for _ in 0..<count { nodes.append(try await PostgresJournal(at: address)) }
        return nodes
    }
}

extension Writer {
    /// Appends one record, and reads the head and tries again after a failure that is expected.
    mutating func insist(
        _ journal: PostgresJournal, _ isExpected: (JournalFailure) -> Bool
    ) async throws {
        while true {
            var next = self
            guard let failure = await journal.failure(of: next.append()) else {
                self = next
                return
            }
            guard isExpected(failure) else { throw failure }
            while true {
                do throws(JournalFailure) {
                    let head = try await journal.head(of: stream)
                    (position, previous) = (head.position, head.hash)
                    break
                } catch {
                    guard isExpected(error) else { throw error }
                    try? await Task.sleep(for: .milliseconds(1))
                }
            }
        }
    }
}

extension PostgresConsole {
    /// Locks the heads of these streams, as another node's commit does, until ROLLBACK.
    func lock(_ streams: [StreamID]) throws {
        let names = streams.map { "'\($0)'" }.joined(separator: ", ")
        try rows("BEGIN")
        // In their order, as the writer takes them, or the two could wait for each other.
        try rows(
            """
            SELECT FROM kansendossier.stream WHERE name IN (\(names)) ORDER BY name FOR UPDATE
            """)
    }

    /// Waits until the writing connection waits for a lock.
    func waitForWriter() async throws {
        let waiting = """
            SELECT FROM pg_stat_activity WHERE datname = current_database()
            AND application_name = 'kansendossier writer' AND wait_event_type = 'Lock'
            """
        let end = ContinuousClock.now + .seconds(60)
        while try rows(waiting).isEmpty {
            try #require(ContinuousClock.now < end, "nobody waits for a lock")
            // Within a transaction the list of connections is the one that was first looked at.
            try rows("SELECT pg_stat_clear_snapshot()")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Cuts the writing connection from the server's side.
    func cutWriter() throws {
        try rows(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'kansendossier writer'
            """)
    }
}

/// Whether connections are still being cut.
private final class Cutting: Sendable {
    private let over = Atomic(false)

    var isOver: Bool { over.load(ordering: .relaxed) }

    func end() { over.store(true, ordering: .relaxed) }
}
