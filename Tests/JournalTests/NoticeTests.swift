import Domain
import Engine
import Glibc
import PostgresJournal
import Support
import Testing
import Wire

/// What those who share a store are told of it.
@Suite(.timeLimit(.minutes(15))) struct NoticeTests {
    @Test(arguments: [Store.memory, .postgres])
    func `whoever listens is told of every append, from a first look at everything on`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            var writer = Writer(.round(number: 1))
            try await journal.append(writer.append())
            var notices = journal.notices().makeAsyncIterator()
            #expect(await notices.next() == .missed)
            try await journal.append(writer.append(2))
            #expect(await notices.next() == .stored(writer.stream, position: 3))
            var late = Writer(.round(number: 1))
            let append = late.append()
            #expect(await journal.failure(of: append) == .conflict(actualPosition: 3))
            try await journal.append(writer.append())
            // Nothing was told of the conflict.
            #expect(await notices.next() == .stored(writer.stream, position: 4))
        }
    }

    @Test func `a store that one process alone writes tells nobody`() async throws {
        try await Store.sqlite.withJournal { journal in
            #expect(!journal.isShared)
            var notices = journal.notices().makeAsyncIterator()
            #expect(await notices.next() == nil)
        }
    }

    @Test func `notices that wait are joined to the latest of each stream`() async {
        let board = NoticeBoard(isOpen: true)
        var notices = board.listen().makeAsyncIterator()
        for position in [1, 3, 2] { board.post(.stored(.directory, position: position)) }
        board.end()
        #expect(await notices.next() == .missed)
        #expect(await notices.next() == .stored(.directory, position: 3))
        #expect(await notices.next() == nil)
    }

    @Test(arguments: [4_096, 4_097])
    func `notices of as many streams wait as the limit says, and one more makes them one`(
        streams: Int
    ) async {
        #expect(NoticeBoard.streamsMost == 4_096)
        let board = NoticeBoard(isOpen: true)
        let stream = board.listen()
        var notices = stream.makeAsyncIterator()
        #expect(await notices.next() == .missed)
        for number in 0..<streams { board.post(.stored(.round(number: number), position: 1)) }
        board.end()
        var told: [JournalNotice] = []
        while let notice = await notices.next() { told.append(notice) }
        #expect(told.count == (streams <= 4_096 ? streams : 1))
        #expect(told.contains(.missed) == (streams > 4_096))
    }

    @Test func `a listener that is cancelled comes to its end, and the others go on`() async {
        let journal = MemoryJournal()
        let leaving = Task {
            var count = 0
            for await _ in journal.notices() { count += 1 }
            return count
        }
        var notices = journal.notices().makeAsyncIterator()
        leaving.cancel()
        #expect(await leaving.value <= 1)
        var writer = Writer(.directory)
        #expect(await journal.failure(of: writer.append()) == nil)
        #expect(await notices.next() == .missed)
        #expect(await notices.next() == .stored(.directory, position: 1))
    }

    @Test func `what another node stored is told, also after the listening connection was cut`()
        async throws
    {
        try await withDatabase { cluster, database in
            let here = try await PostgresJournal(at: cluster.address(database))
            let there = try await PostgresJournal(at: cluster.address(database))
            let console = try PostgresConsole(cluster, database: database)
            var notices = here.notices().makeAsyncIterator()
            var writer = Writer(.round(number: 1))
            #expect(await notices.next() == .missed)
            try await there.append(writer.append())
            #expect(await notices.until(.stored(writer.stream, position: 1)))
            try console.cutListener()
            #expect(await notices.until(.missed))
            try await there.append(writer.append())
            #expect(await notices.until(.stored(writer.stream, position: 2)))
            await here.close()
            await there.close()
            while await notices.next() != nil {}
        }
    }

    @Test func `a listening connection whose server falls silent is noticed and made anew`()
        async throws
    {
        // A server of its own: a process that stands still holds up every DROP DATABASE.
        let cluster = try await PostgresCluster()
        let journal = try await PostgresJournal(
            at: cluster.address("postgres"), settings: PostgresSettings(knockMilliseconds: 100))
        let console = try PostgresConsole(cluster, database: "postgres")
        var notices = journal.notices().makeAsyncIterator()
        #expect(await notices.next() == .missed)
        let silent = try console.listener()
        kill(silent, SIGSTOP)
        defer { kill(silent, SIGCONT) }
        #expect(await notices.next() == .missed)
        var writer = Writer(.round(number: 1))
        try await journal.append(writer.append())
        #expect(await notices.until(.stored(writer.stream, position: 1)))
        await journal.close()
    }

    @Test func `who listens finds a server that was restarted, and is told to look at everything`()
        async throws
    {
        let cluster = try await PostgresCluster()
        let journal = try await PostgresJournal(at: cluster.address("postgres"))
        var notices = journal.notices().makeAsyncIterator()
        #expect(await notices.next() == .missed)
        var writer = Writer(.directory)
        try await journal.append(writer.append())
        #expect(await notices.until(.stored(.directory, position: 1)))
        try await cluster.stop()
        try await cluster.start()
        #expect(await notices.until(.missed))
        try await journal.append(writer.append())
        #expect(await notices.until(.stored(.directory, position: 2)))
        await journal.close()
    }

    @Test func `a notification that can't be read makes who listens look at everything`()
        async throws
    {
        try await withDatabase { cluster, database in
            let journal = try await PostgresJournal(at: cluster.address(database))
            let console = try PostgresConsole(cluster, database: database)
            var notices = journal.notices().makeAsyncIterator()
            #expect(await notices.next() == .missed)
            for text in ["", "round/r1", "round/r1 two", "elsewhere 2", "round/r1 2 3"] {
                try console.rows("SELECT pg_notify('kansendossier', '\(text)')")
                #expect(await notices.next() == .missed)
            }
            await journal.close()
        }
    }
}

extension AsyncStream<JournalNotice>.Iterator {
    /// Whether this notice comes, whatever comes before it.
    mutating func until(_ wanted: JournalNotice) async -> Bool {
        while let notice = await next(isolation: #isolation) {
            if notice == wanted { return true }
        }
        return false
    }
}

extension PostgresConsole {
    /// The number of the process of the server that serves the listening connection.
    func listener() throws -> pid_t {
        let found = try rows(
            """
            SELECT pid FROM pg_stat_activity WHERE datname = current_database()
            AND application_name = 'kansendossier listener'
            """)
        return try #require(found.first?.first.flatMap { pid_t($0) })
    }

    /// Cuts the listening connection from the server's side.
    func cutListener() throws {
        try rows(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'kansendossier listener'
            """)
    }
}
