import Domain
import Engine
import Foundation
import GRDB
import SQLiteJournal
import Testing
import Wire

/// What happens when the disk, a lock or the queue stands in the way.
struct PressureTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a full disk is unavailable, stores no half, and goes on when there is room`()
        async throws
    {
        let journal = try folder.journal(JournalSettings(filePagesMost: 60))
        var writer = Writer(.directory)
        var stored = 0
        var refusal: JournalFailure?
        while refusal == nil, stored < 1000 {
            var next = writer
            let append = next.append(5, characters: 3000)
            refusal = await journal.failure(of: append)
            if refusal == nil {
                writer = next
                stored += 5
            }
        }
        #expect(refusal?.isUnavailable == true)
        #expect(stored > 0)
        #expect(try await journal.head(of: .directory).position == stored)
        #expect(try await journal.records(of: .directory, after: 0, limit: 1000).count == stored)
        try await journal.checkIntegrity()
        try journal.close()
        let roomy = try folder.journal()
        try await roomy.append(writer.append(5, characters: 3000))
        #expect(try isChain(try await roomy.records(of: .directory, after: 0, limit: 1000)))
    }

    @Test func `an append that fails leaves nothing, and leaves the others of its commit alone`()
        async throws
    {
        let journal = try folder.journal(
            JournalSettings(busyMillisecondsMost: 60_000, filePagesMost: 60))
        var used = Writer(.directory)
        let key = CommandKey.fresh()
        try await journal.append(used.append(1, key: key))
        let again = used.append(3, key: key)
        var large = Writer(.round(number: 9))
        let tooLarge = large.append(3, characters: 100_000)
        let lock = try await lockFile()
        let outcomes = try await withThrowingTaskGroup { group in
            for number in 0...6 {
                group.addTask {
                    var writer = Writer(.round(number: number))
                    let append =
                        switch number {
                        case 2: again
                        case 4: tooLarge
                        default: writer.append()
                        }
                    return (number, await journal.failure(of: append))
                }
                try await waitUntil(journal, committing: 1, waiting: number)
            }
            try lock.open()
            return try await group.reduce(into: [Int: JournalFailure]()) { $0[$1.0] = $1.1 }
        }
        #expect(outcomes.keys.sorted() == [2, 4])
        #expect(outcomes[2] == .conflict(actualPosition: 1))
        #expect(outcomes[4]?.isUnavailable == true)
        #expect(try await journal.head(of: .round(number: 9)).position == 0)
        #expect(try await journal.heads().count == 6)
        #expect(journal.statistics.commits == 3)
        #expect(try await journal.records(of: .directory, after: 0, limit: 9).count == 1)
    }

    @Test func `a locked file is unavailable until the lock is gone`() async throws {
        let journal = try folder.journal(JournalSettings(busyMillisecondsMost: 20))
        let lock = try await lockFile()
        var writer = Writer(.directory)
        let append = writer.append()
        #expect(await journal.failure(of: append)?.isUnavailable == true)
        #expect(try await journal.heads() == [])
        try lock.open()
        try await journal.append(append)
        #expect(journal.statistics.failures == 1)
    }

    @Test func `as many appends wait as the limit says, and one more is refused at once`()
        async throws
    {
        let journal = try folder.journal(
            JournalSettings(appendsWaitingMost: 8, busyMillisecondsMost: 60_000))
        let lock = try await lockFile()
        let refused = try await withThrowingTaskGroup { group in
            for number in 0...8 {
                group.addTask {
                    var writer = Writer(.round(number: number))
                    return await journal.failure(of: writer.append())
                }
                // The first stands before the lock in a commit; all others wait behind it.
                try await waitUntil(journal, committing: 1, waiting: number)
            }
            var last = Writer(.round(number: 9))
            #expect(await journal.failure(of: last.append())?.isUnavailable == true)
            try lock.open()
            return try await group.reduce(into: 0) { $0 += $1 == nil ? 0 : 1 }
        }
        #expect(refused == 0)
        #expect(journal.statistics.appends == 9)
        #expect(journal.statistics.commits == 2)
    }

    @Test(arguments: [ResultCode.SQLITE_BUSY, .SQLITE_FULL])
    func `a commit that certainly failed is unavailable`(code: ResultCode) {
        #expect(JournalFailure(atCommit: DatabaseError(resultCode: code)).isUnavailable)
    }

    @Test(arguments: [
        ResultCode.SQLITE_IOERR_FSYNC, .SQLITE_IOERR_WRITE, .SQLITE_CORRUPT, .SQLITE_NOMEM,
    ])
    func `a commit that failed in any other way has an unknown outcome`(code: ResultCode) {
        let failure = JournalFailure(atCommit: DatabaseError(resultCode: code))
        guard case .unknownOutcome = failure else {
            Issue.record("\(failure)")
            return
        }
    }

    private func waitUntil(
        _ journal: SQLiteJournal, committing: Int, waiting: Int
    ) async throws {
        while journal.statistics.appendsCommitting < committing
            || journal.statistics.appendsWaiting < waiting
        {
            await Task.yield()
        }
    }

    /// Another program that holds the write lock on the file until it is opened.
    private func lockFile() async throws -> Lock {
        let lock = Lock(queue: try DatabaseQueue(path: folder.file))
        await withCheckedContinuation { locked in
            lock.queue.asyncWriteWithoutTransaction { database in
                try? database.inTransaction(.immediate) {
                    locked.resume()
                    lock.gate.wait()
                    return .rollback
                }
            }
        }
        return lock
    }
}

private struct Lock: Sendable {
    let queue: DatabaseQueue
    let gate = DispatchSemaphore(value: 0)

    func open() throws {
        gate.signal()
        try queue.close()
    }
}
