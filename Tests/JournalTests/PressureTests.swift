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

    @Test func `an append that finds no room fails alone among those of its commit`() async throws {
        let journal = try folder.journal(JournalSettings(filePagesMost: 60))
        let outcomes = await withTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    var writer = Writer(.round(number: number))
                    let append = writer.append(1, characters: number == 0 ? 400_000 : 10)
                    return (
                        number,
                        await journal.failure(of: append)
                    )
                }
            }
            return await group.reduce(into: [Int: JournalFailure?]()) { $0[$1.0] = $1.1 }
        }
        #expect(outcomes[0]??.isUnavailable == true)
        #expect(outcomes.values.count { $0 == nil } == 7)
        #expect(try await journal.heads().count == 7)
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
                while journal.statistics.appendsCommitting < 1
                    || journal.statistics.appendsWaiting < number
                {
                    await Task.yield()
                }
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
