import Domain
import Engine
import Foundation
import SQLiteJournal
import Testing
import Wire

struct BackupTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var copy: String { folder.path + "/copy.sqlite" }

    @Test func `a backup that is made while writing goes on is whole and of one moment`()
        async throws
    {
        let journal = try folder.journal()
        try await write(streams: 8, appends: 5, to: journal)
        async let writing: Void = writeOn(journal)
        let heads = try await journal.backup(to: copy)
        try await writing
        let backup = try SQLiteJournal(readingFile: copy)
        #expect(try await backup.heads() == heads)
        #expect(backup.epoch == journal.epoch)
        try await backup.checkIntegrity()
        for head in heads {
            let records = try await backup.records(of: head.stream, after: 0, limit: 10_000)
            #expect(records.count == head.position)
            #expect(try isChain(records))
        }
        #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
    }

    @Test func `a backup overwrites nothing`() async throws {
        let journal = try folder.journal()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: copy))
        let refusal = await failure { () throws(JournalFailure) in
            _ = try await journal.backup(to: copy)
        }
        #expect(refusal?.isUnavailable == true)
        #expect(FileManager.default.contents(atPath: copy) == Data("mine".utf8))
    }

    @Test func `a backup to a folder that isn't there is unavailable`() async throws {
        let journal = try folder.journal()
        let refusal = await failure { () throws(JournalFailure) in
            _ = try await journal.backup(to: folder.path + "/none/copy.sqlite")
        }
        #expect(refusal?.isUnavailable == true)
    }

    @Test func `a restore holds everything of the backup under a new epoch, and can be written`()
        async throws
    {
        let journal = try folder.journal()
        var writer = Writer(.directory)
        let append = writer.append(3)
        try await journal.append(append)
        _ = try await journal.backup(to: copy)
        let target = try DataFolder(owning: folder.path + "/restored")
        let epoch = try SQLiteJournal.restore(from: copy, to: target)
        let restored = try SQLiteJournal(owning: target)
        #expect(restored.epoch == epoch)
        #expect(restored.epoch != journal.epoch)
        #expect(try await restored.heads() == (try await journal.heads()))
        #expect(
            try await restored.receipt(
                of: .directory, actor: append.receipts[0].actor, key: append.receipts[0].key)
                == append.receipts[0])
        try await restored.append(writer.append())
    }

    @Test func `a restore refuses a folder that holds anything`() async throws {
        let journal = try folder.journal()
        _ = try await journal.backup(to: copy)
        let target = try DataFolder(owning: folder.path + "/used")
        try Data().write(to: URL(fileURLWithPath: target.path + "/note.txt"))
        let refusal = #expect(throws: JournalFailure.self) {
            try SQLiteJournal.restore(from: copy, to: target)
        }
        #expect(refusal?.isUnavailable == true)
        #expect(!FileManager.default.fileExists(atPath: target.journalFile))
    }

    @Test(arguments: Damage.allCases)
    func `a damaged backup is refused and leaves the folder empty`(damage: Damage) async throws {
        let journal = try folder.journal()
        try await write(streams: 4, appends: 50, to: journal)
        _ = try await journal.backup(to: copy)
        try damage.happen(to: copy)
        let target = try DataFolder(owning: folder.path + "/restored")
        let refusal = #expect(throws: JournalFailure.self) {
            try SQLiteJournal.restore(from: copy, to: target)
        }
        #expect(refusal?.isDamaged == true, "\(String(describing: refusal))")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: target.path)
                == [DataFolder.lockName])
    }

    private func writeOn(_ journal: SQLiteJournal) async throws {
        try await withThrowingTaskGroup { group in
            for number in 100..<108 {
                group.addTask {
                    var writer = Writer(.round(number: number))
                    for _ in 0..<40 { try await journal.append(writer.append()) }
                }
            }
            try await group.waitForAll()
        }
    }
}
