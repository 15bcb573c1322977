import Domain
import Engine
import Foundation
import GRDB
import SQLiteJournal
import Testing
import Wire

/// What the file with care records promises beside what every store does.
struct CareFileTests {
    private let sample: CareSample

    init() throws { sample = try CareSample() }

    private func all(_ store: SQLiteCareStore) async throws -> [ClientHistory] {
        try await store.histories(after: nil, limit: 100)
    }

    @Test func `a database of version 1 holds as it is, and lists late notices once it is opened`()
        async throws
    {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(
            CareBatch(
                head: CareSample.head(),
                documents: [CareSample.start(1, begin: "2025-12-01"), CareSample.stop(2)]))
        _ = try await store.settle()
        let now = try await all(store)
        #expect(now.map(\.lateNotices.count) == [1, 0])
        try store.close()
        let queue = try DatabaseQueue(path: sample.file)
        try await queue.write { database in
            for history in now {
                let bytes = HistoryRecord.firstBytes(of: history.periods, history.exceptions)
                try database.execute(
                    sql: "UPDATE history SET bytes = ? WHERE client = ?",
                    arguments: [Data(bytes), Data(history.client.bytes)])
            }
            try database.execute(sql: "DROP TABLE removal; PRAGMA user_version = 1")
        }
        try queue.close()
        let reading = try SQLiteCareStore(readingFile: sample.file)
        guard case .ok = try await reading.verify() else {
            Issue.record("\(try await reading.verify())")
            return
        }
        #expect(try await all(reading).flatMap(\.lateNotices) == [])
        try reading.close()
        let opened = try sample.store()
        #expect(try await opened.settle().clients == 2)
        #expect(try await all(opened) == now)
        guard case .ok = try await opened.verify() else {
            Issue.record("\(try await opened.verify())")
            return
        }
    }

    @Test func `what was removed stands nowhere in the files any more`() async throws {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(
            CareBatch(head: CareSample.head(), documents: [CareSample.start(3)]))
        _ = try await store.add(
            CareBatch(head: CareSample.head(), documents: [CareSample.stop(13, previous: 3)]))
        _ = try await store.settle()
        let marks = [CareSample.mark(3, 1), CareSample.mark(13, 1)].map { (mark: Pseudonym) in
            [Data(mark.bytes), Data(mark.description.utf8)]
        }.flatMap(\.self)
        func found() throws -> Int {
            let folder = sample.folder.path()
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            return marks.count { mark in
                files.contains { name in
                    FileManager.default.contents(atPath: "\(folder)/\(name)")?.range(of: mark)
                        != nil
                }
            }
        }
        let term = CareTerm(
            months: 1, on: CareSample.day("2026-05-04"), actor: "account/7",
            at: Instant(milliseconds: 1), trace: "0012")
        #expect(try found() == marks.count)
        #expect(try await store.remove(term) != nil)
        #expect(try found() == 0)
    }
}
