import Domain
import Engine
import PostgresJournal
import SQLiteJournal
import Support
import Testing
import Wire

/// The promises of the port, held against every store.
struct ConformanceTests {
    private let anna = Actor.Identity.person("anna")
    private let bert = Actor.Identity.person("bert")

    @Test(arguments: Store.allCases)
    func `positions are gapless from one and bytes come back as they went`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            var writer = Writer(.directory)
            let first = writer.append(3)
            let second = writer.append(2)
            try await journal.append(first)
            try await journal.append(second)
            let records = try await journal.records(of: .directory, after: 0, limit: 10)
            #expect(records == first.records + second.records)
            #expect(records.map(\.position) == [1, 2, 3, 4, 5])
            #expect(try isChain(records))
        }
    }

    @Test(arguments: Store.allCases)
    func `another expected position is a conflict that names the actual one and stores nothing`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            var writer = Writer(.directory)
            try await journal.append(writer.append(2))
            var late = Writer(.directory)
            let key = CommandKey.fresh()
            let append = late.append(1, key: key)
            var early = writer
            _ = early.append()
            let ahead = early.append()
            #expect(
                await journal.failure(of: append)
                    == .conflict(actualPosition: 2))
            #expect(
                await journal.failure(of: ahead)
                    == .conflict(actualPosition: 2))
            #expect(try await journal.head(of: .directory).position == 2)
            #expect(try await journal.receipt(of: .directory, actor: anna, key: key) == nil)
        }
    }

    @Test(arguments: Store.allCases)
    func `a conflict on a stream that isn't there names position zero and begins nothing`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            var writer = Writer(.directory)
            _ = writer.append()
            let append = writer.append()
            #expect(
                await journal.failure(of: append)
                    == .conflict(actualPosition: 0))
            let heads = try await journal.heads()
            #expect(heads == [])
        }
    }

    @Test(arguments: Store.allCases)
    func `a key of one actor in one stream is stored once, and the append with it falls whole`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            let key = CommandKey.fresh()
            var writer = Writer(.directory)
            try await journal.append(writer.append(1, key: key))
            let stored = try await journal.head(of: .directory)
            let again = writer.append(3, key: key)
            #expect(
                await journal.failure(of: again)
                    == .conflict(actualPosition: 1))
            #expect(try await journal.head(of: .directory) == stored)
            #expect(try await journal.records(of: .directory, after: 1, limit: 9) == [])
            #expect(
                try await journal.receipt(of: .directory, actor: anna, key: key)?.position == 1)
        }
    }

    @Test(arguments: Store.allCases)
    func `the same key twice in one append stores nothing`(store: Store) async throws {
        try await store.withJournal { journal in
            var writer = Writer(.directory)
            let append = writer.append(2)
            let twice = Append(
                stream: .directory, expectedPosition: 0, records: append.records,
                receipts: append.receipts + append.receipts, deadline: nil)
            #expect(
                await journal.failure(of: twice)
                    == .conflict(actualPosition: 0))
            #expect(try await journal.heads() == [])
            try await journal.append(append)
        }
    }

    @Test(arguments: Store.allCases)
    func `a receipt is found by its stream, actor and key together`(store: Store) async throws {
        try await store.withJournal { journal in
            let key = CommandKey.fresh()
            var directory = Writer(.directory)
            var round = Writer(.round(number: 1))
            let first = directory.append(2, key: key, actor: anna)
            try await journal.append(first)
            try await journal.append(directory.append(1, key: key, actor: bert))
            try await journal.append(round.append(1, key: key, actor: .server))
            #expect(
                try await journal.receipt(of: .directory, actor: anna, key: key)
                    == first.receipts[0])
            #expect(
                try await journal.receipt(of: .directory, actor: bert, key: key)?.position == 3)
            #expect(
                try await journal.receipt(of: round.stream, actor: .server, key: key)?.position
                    == 1)
            #expect(try await journal.receipt(of: round.stream, actor: anna, key: key) == nil)
            #expect(
                try await journal.receipt(of: .directory, actor: anna, key: .fresh()) == nil)
        }
    }

    @Test(arguments: Store.allCases)
    func `heads stand in order of name, and an unknown stream has position zero`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            var writers = [2, 10, 1].map { Writer(.round(number: $0)) } + [Writer(.directory)]
            for index in writers.indices {
                try await journal.append(writers[index].append(index + 1))
            }
            let heads = try await journal.heads()
            #expect(heads.map(\.stream) == writers.map(\.stream).sorted())
            #expect(heads.map(\.position) == [4, 3, 2, 1])
            for writer in writers {
                #expect(try await journal.head(of: writer.stream).hash == writer.previous)
            }
            let unknown = try await journal.head(of: .round(number: 9))
            #expect(
                unknown
                    == StreamHead(
                        stream: .round(number: 9), position: 0, hash: .zero, deadline: nil))
        }
    }

    @Test(arguments: Store.allCases)
    func `records come in pages of at most the limit, and none past the end`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            var writer = Writer(.directory)
            try await journal.append(writer.append(7))
            var pages: [[Int]] = []
            var position = 0
            while true {
                let page = try await journal.records(of: .directory, after: position, limit: 3)
                guard let last = page.last else { break }
                pages.append(page.map(\.position))
                position = last.position
            }
            #expect(pages == [[1, 2, 3], [4, 5, 6], [7]])
            #expect(try await journal.records(of: .directory, after: 0, limit: 7).count == 7)
            #expect(try await journal.records(of: .directory, after: 0, limit: 0) == [])
            #expect(try await journal.records(of: .directory, after: 0, limit: -1) == [])
            #expect(try await journal.records(of: .round(number: 1), after: 0, limit: 3) == [])
        }
    }

    @Test(arguments: Store.allCases)
    func `the deadline stands beside the head until another append changes it`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            var writer = Writer(.directory)
            let deadline = Instant(milliseconds: 1_553_983_200_000)
            try await journal.append(writer.append(1, deadline: deadline))
            #expect(try await journal.head(of: .directory).deadline == deadline)
            #expect(try await journal.heads().map(\.deadline) == [deadline])
            try await journal.append(writer.append(1, deadline: nil))
            #expect(try await journal.head(of: .directory).deadline == nil)
        }
    }

    @Test(arguments: Store.allCases)
    func `appends of many streams at the same time all come through, each stream in order`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            try await write(streams: 64, appends: 16, to: journal)
            for head in try await journal.heads() {
                #expect(head.position == 16)
                #expect(
                    try isChain(try await journal.records(of: head.stream, after: 0, limit: 99)))
            }
            let statistics =
                (journal as? SQLiteJournal)?.statistics ?? (journal as? PostgresJournal)?.statistics
            if let statistics {
                #expect(statistics.appends == 1024)
                #expect(statistics.records == 1024)
                #expect(statistics.failures == 0)
                #expect(statistics.commits * 4 < statistics.appends)
            }
        }
    }

    @Test(arguments: Store.allCases)
    func `of those that write one stream at the same time one succeeds and the others conflict`(
        store: Store
    ) async throws {
        try await store.withJournal { journal in
            let failures = await withTaskGroup { group in
                for number in 0..<20 {
                    group.addTask {
                        var writer = Writer(number < 16 ? .directory : .round(number: number))
                        let append = writer.append()
                        return await journal.failure(of: append)
                    }
                }
                return await group.reduce(into: [JournalFailure?]()) { $0.append($1) }
            }
            #expect(failures.count { $0 == nil } == 5)
            #expect(failures.count { $0 == .conflict(actualPosition: 1) } == 15)
        }
    }

    @Test func `an append that leaves a gap is a programmer's mistake in every store`() async {
        await #expect(processExitsWith: .failure) {
            var writer = Writer(.directory)
            _ = writer.append()
            let second = writer.append()
            try await MemoryJournal().append(
                Append(
                    stream: .directory, expectedPosition: 0, records: second.records,
                    receipts: [], deadline: nil))
        }
        await #expect(processExitsWith: .failure) {
            let folder = try TemporaryFolder()
            try await folder.journal().append(
                Append(
                    stream: .directory, expectedPosition: 0, records: [], receipts: [],
                    deadline: nil))
        }
        await #expect(processExitsWith: .failure) {
            try await Store.postgres.withJournal { journal in
                try await journal.append(
                    Append(
                        stream: .directory, expectedPosition: 0, records: [], receipts: [],
                        deadline: nil))
            }
        }
    }
}

/// Lets each of so many streams append one after the other, all streams at the same time.
func write(streams: Int, appends: Int, to journal: any Journal) async throws {
    try await withThrowingTaskGroup { group in
        for number in 0..<streams {
            group.addTask {
                var writer = Writer(.round(number: number))
                for _ in 0..<appends { try await journal.append(writer.append()) }
            }
        }
        try await group.waitForAll()
    }
}
