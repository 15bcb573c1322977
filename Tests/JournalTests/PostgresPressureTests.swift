import Domain
import Engine
import PostgresJournal
import Support
import Testing
import Wire

/// What happens when a lock or a queue stands in the way, each at its limit and one beyond.
struct PostgresPressureTests {
    @Test(arguments: [(3, 4), (4, 0)])
    func `an append that can't have its lock falls alone, up to three of a commit`(
        locked: Int, stored: Int
    ) async throws {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(
                at: cluster.address(database),
                settings: PostgresSettings(lockMillisecondsMost: 3_000)
            )
            let streams = (0..<8).map { StreamID.round(number: $0) }
            var writers = streams.map { Writer($0) }
            for index in writers.indices { try await journal.append(writers[index].append()) }
            let gate = try PostgresConsole(cluster, database: database)
            try gate.lock([streams[7]])
            let console = try PostgresConsole(cluster, database: database)
            try console.lock(Array(streams.prefix(locked)))
            let appends = writers.indices.map { writers[$0].append() }
            // The first one waits at the gate while the others gather behind it.
            async let first = journal.failure(of: appends[7])
            try await gate.waitForWriter()
            let failures = await withTaskGroup { group in
                for append in appends.prefix(7) {
                    group.addTask { await journal.failure(of: append) }
                }
                while journal.statistics.appendsWaiting < 7 {
                    try? await Task.sleep(for: .milliseconds(1))
                }
                #expect(throws: Never.self) { try gate.rows("ROLLBACK") }
                return await group.reduce(into: [JournalFailure?]()) { $0.append($1) }
            }
            #expect(await first == nil)
            #expect(failures.count { $0 == nil } == stored)
            #expect(failures.count { $0?.isUnavailable == true } == 7 - stored)
            try console.rows("ROLLBACK")
            #expect(try await journal.heads().count { $0.position == 2 } == stored + 1)
            await journal.close()
        }
    }

    @Test func `as many appends wait as the limit says, and one more is refused at once`()
        async throws
    {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(
                at: cluster.address(database),
                settings: PostgresSettings(appendsWaitingMost: 8, lockMillisecondsMost: 60_000))
            var first = Writer(.round(number: 0))
            try await journal.append(first.append())
            let console = try PostgresConsole(cluster, database: database)
            try console.lock([first.stream])
            let appends =
                [first.append()]
                + (1...8).map { number in
                    var writer = Writer(.round(number: number))
                    return writer.append()
                }
            let failures = await withTaskGroup { group in
                for (number, append) in appends.enumerated() {
                    group.addTask { await journal.failure(of: append) }
                    while journal.statistics.appendsCommitting < 1
                        || journal.statistics.appendsWaiting < number
                    { try? await Task.sleep(for: .milliseconds(1)) }
                }
                var last = Writer(.round(number: 9))
                #expect(await journal.failure(of: last.append())?.isUnavailable == true)
                #expect(throws: Never.self) { try console.rows("ROLLBACK") }
                return await group.reduce(into: 0) { $0 += $1 == nil ? 0 : 1 }
            }
            #expect(failures == 0)
            #expect(journal.statistics.appends == 10)
            #expect(journal.statistics.commits == 3)
            await journal.close()
        }
    }

    @Test func `as many reads wait as the limit says, and one more is refused at once`()
        async throws
    {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(
                at: cluster.address(database),
                settings: PostgresSettings(
                    readersMost: 2, readsWaitingMost: 5, lockMillisecondsMost: 60_000))
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("BEGIN; LOCK TABLE kansendossier.stream IN ACCESS EXCLUSIVE MODE")
            let failures = await withTaskGroup { group in
                for _ in 0..<5 { group.addTask { await readFailure(journal) } }
                while journal.readsWaiting < 5 { try? await Task.sleep(for: .milliseconds(1)) }
                #expect(await readFailure(journal)?.isUnavailable == true)
                #expect(throws: Never.self) { try console.rows("ROLLBACK") }
                return await group.reduce(into: 0) { $0 += $1 == nil ? 0 : 1 }
            }
            #expect(failures == 0)
            #expect(journal.readsWaiting == 0)
            await journal.close()
        }
    }

    @Test func `a statement that takes longer than its time is ended and unavailable`()
        async throws
    {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(
                at: cluster.address(database),
                settings: PostgresSettings(
                    statementMillisecondsMost: 100, lockMillisecondsMost: 60_000))
            let console = try PostgresConsole(cluster, database: database)
            try console.rows("BEGIN; LOCK TABLE kansendossier.stream IN ACCESS EXCLUSIVE MODE")
            #expect(await readFailure(journal)?.isUnavailable == true)
            var writer = Writer(.directory)
            let append = writer.append()
            #expect(await journal.failure(of: append)?.isUnavailable == true)
            try console.rows("ROLLBACK")
            #expect(await readFailure(journal) == nil)
            try await journal.append(append)
            await journal.close()
        }
    }

    private func readFailure(_ journal: PostgresJournal) async -> JournalFailure? {
        await failure { () async throws(JournalFailure) in _ = try await journal.heads() }
    }
}
