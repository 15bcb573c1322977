import Domain
import Engine
import Foundation
import GRDB
import SQLiteJournal
import Testing
import Wire

/// What the file itself keeps, and what is done with a file that isn't right.
struct FileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a commit is durable after opening: WAL and synchronous FULL`() throws {
        let durability = try folder.journal().durability()
        #expect(durability == Durability(journalMode: "wal", synchronous: 2))
    }

    @Test func `FULL that is set while a pool prepares is undone, so it is proved afterwards`()
        throws
    {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let pool = try DatabasePool(path: folder.path + "/pool", configuration: configuration)
        let synchronous = try pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA synchronous")
        }
        #expect(synchronous == 1)
        #expect(!Durability(journalMode: "wal", synchronous: 1).isProven)
        #expect(!Durability(journalMode: "delete", synchronous: 2).isProven)
        #expect(Durability(journalMode: "wal", synchronous: 2).isProven)
    }

    @Test(arguments: [
        "UPDATE record SET bytes = x'00'", "DELETE FROM record",
        "UPDATE receipt SET position = 9", "DELETE FROM receipt",
        "UPDATE stream SET position = 1", "UPDATE stream SET name = 'round/x'",
        "DELETE FROM stream",
        "INSERT OR REPLACE INTO record VALUES (1, 1, x'00', zeroblob(32))",
        "INSERT INTO record VALUES (1, 4, x'00', zeroblob(32))",
        "INSERT OR REPLACE INTO receipt SELECT stream, actor, key, command, 9 FROM receipt",
        "INSERT OR REPLACE INTO stream VALUES (1, 'directory', 0, zeroblob(32), NULL)",
    ])
    func `the file itself refuses what would change the past`(statement: String) async throws {
        let journal = try folder.journal()
        var writer = Writer(.directory)
        try await journal.append(writer.append(2))
        let raw = try DatabaseQueue(path: folder.file)
        #expect {
            try raw.write { try $0.execute(sql: statement) }
        } throws: {
            ($0 as? DatabaseError)?.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER
        }
        try raw.close()
        #expect(try await journal.records(of: .directory, after: 0, limit: 9).count == 2)
    }

    @Test func `the epoch and the records are still there after opening again`() async throws {
        let journal = try folder.journal()
        var writer = Writer(.directory)
        let append = writer.append(2, deadline: Instant(milliseconds: 5))
        try await journal.append(append)
        let head = try await journal.head(of: .directory)
        try journal.close()
        let again = try folder.journal()
        #expect(again.epoch == journal.epoch)
        #expect(again.epoch != (try TemporaryFolder().journal().epoch))
        #expect(try await again.head(of: .directory) == head)
        #expect(try await again.records(of: .directory, after: 0, limit: 9) == append.records)
        try await again.append(writer.append())
    }

    @Test func `a second server on the same folder is refused, and told who has it`() throws {
        let journal = try folder.journal()
        let refusal = #expect(throws: JournalFailure.self) { try DataFolder(owning: folder.data) }
        guard case .unavailable(let reason)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(reason.contains("process \(getpid())"))
        try journal.close()
        _ = try folder.journal()
    }

    @Test func `a reader comes in beside the server and may not write`() async throws {
        let journal = try folder.journal()
        var writer = Writer(.directory)
        try await journal.append(writer.append(3))
        let reader = try SQLiteJournal(readingFile: folder.file)
        #expect(reader.epoch == journal.epoch)
        try await journal.append(writer.append())
        #expect(try await reader.heads() == (try await journal.heads()))
        try await reader.checkIntegrity()
        let append = writer.append()
        let refusal = await reader.failure(of: append)
        #expect(refusal?.isUnavailable == true)
        #expect(throws: JournalFailure.self) { try reader.durability() }
    }

    @Test func `a folder that was given up is free, also while a copy of its lock is open`() throws
    {
        let owned = try DataFolder(owning: folder.data)
        let own = "/proc/self/fd"
        let copies = try FileManager.default.contentsOfDirectory(atPath: own).filter {
            let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(own)/\($0)")
            return file?.hasSuffix("\(folder.data)/\(DataFolder.lockName)") == true
        }.compactMap { Int32($0) }.map { dup($0) }
        defer { for copy in copies { close(copy) } }
        #expect(copies.count == 1)
        owned.release()
        try DataFolder(owning: folder.data).release()
    }

    @Test func `a closed journal is unavailable`() async throws {
        let journal = try folder.journal()
        try journal.close()
        var writer = Writer(.directory)
        let append = writer.append()
        let refusal = await journal.failure(of: append)
        #expect(refusal?.isUnavailable == true)
    }

    @Test func `there is nothing to read where there is no journal`() {
        let refusal = #expect(throws: JournalFailure.self) {
            try SQLiteJournal(readingFile: folder.file)
        }
        #expect(refusal?.isUnavailable == true)
    }

    @Test func `another program's file is refused and stays as it was`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.data, withIntermediateDirectories: true)
        let raw = try DatabaseQueue(path: folder.file)
        try raw.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        try raw.close()
        let before = FileManager.default.contents(atPath: folder.file)
        expectDamaged()
        #expect(FileManager.default.contents(atPath: folder.file) == before)
    }

    @Test func `a file of a newer release is refused`() throws {
        try folder.journal().close()
        let raw = try DatabaseQueue(path: folder.file)
        try raw.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
        try raw.close()
        expectDamaged()
    }

    @Test(arguments: Damage.allCases)
    func `a damaged file is refused with a word on what to do`(damage: Damage) async throws {
        let journal = try folder.journal()
        try await write(streams: 4, appends: 50, to: journal)
        try journal.close()
        try damage.happen(to: folder.file)
        expectDamaged()
    }

    @Test func `a journal that went away without its WAL isn't begun anew`() async throws {
        try folder.journal().close()
        try FileManager.default.moveItem(atPath: folder.file, toPath: folder.file + "-wal")
        expectDamaged()
    }

    @Test func `pages that contradict each other are found by the integrity check`() async throws {
        let journal = try folder.journal()
        try await write(streams: 4, appends: 50, to: journal)
        try await journal.checkIntegrity()
        try journal.close()
        let raw = try DatabaseQueue(path: folder.file)
        let root = try await raw.read {
            try Int.fetchOne(
                $0,
                sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_record_1'")
        }
        try raw.close()
        try overwrite(folder.file, at: (try #require(root) - 1) * 4096 + 8, with: [9, 9, 9, 9])
        let outcome = await failure { () throws(JournalFailure) in
            try await SQLiteJournal(readingFile: folder.file).checkIntegrity()
        }
        #expect(outcome?.isDamaged == true)
    }

    private func expectDamaged() {
        let refusal = #expect(throws: JournalFailure.self) { try folder.journal() }
        #expect(refusal?.isDamaged == true, "\(String(describing: refusal))")
    }
}

/// What may happen to a file on its disk.
enum Damage: CaseIterable {
    case emptied, cutOff, headerOverwritten, schemaOverwritten, pagesOverwritten, headMoved

    func happen(to file: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        let size = try #require(attributes[.size] as? Int)
        switch self {
        case .emptied: try cut(file, to: 0)
        case .cutOff: try cut(file, to: 4096 * (size / 8192))
        case .headerOverwritten: try overwrite(file, at: 0, with: Array("not a database".utf8))
        case .schemaOverwritten:
            try overwrite(file, at: 100, with: Array(repeating: 0xFF, count: 3000))
        case .pagesOverwritten:
            try overwrite(file, at: 4096, with: Array(repeating: 0xA5, count: size - 4096))
        case .headMoved:
            let raw = try DatabaseQueue(path: file)
            try raw.write { try $0.execute(sql: "UPDATE stream SET position = 99 WHERE id = 2") }
            try raw.close()
        }
    }
}

private func cut(_ file: String, to size: Int) throws {
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.truncate(atOffset: UInt64(size))
    try handle.close()
}

private func overwrite(_ file: String, at offset: Int, with bytes: [UInt8]) throws {
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
}
