import Domain
import Engine
import Foundation
import PostgresJournal
import SQLiteJournal
import Support
import Synchronization
import Testing

/// What care records in a database promise beside what every store does.
struct PostgresCareTests {
    private func batch(_ documents: ReceivedDocument...) -> CareBatch {
        CareBatch(head: CareSample.head(), documents: documents)
    }

    @Test func `nodes that take in the same messages at once store each of them once`() async throws
    {
        try await withDatabase { cluster, database in
            let address = try cluster.address(database)
            let receipts = try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        let store = try await PostgresCareStore(at: address)
                        var receipts: [CareReceipt] = []
                        for client in UInt8(1)...30 {
                            let documents = [
                                CareSample.start(client, name: "A\(client)"),
                                CareSample.stop(client, name: "B\(client)"),
                            ]
                            receipts.append(
                                try await store.add(
                                    CareBatch(head: CareSample.head(), documents: documents)))
                            if client.isMultiple(of: 10) { _ = try await store.settle() }
                        }
                        _ = try await store.settle()
                        try await store.close()
                        return receipts
                    }
                }
                return try await group.reduce(into: [CareReceipt]()) { $0 += $1 }
            }
            #expect(receipts.map(\.accepted).reduce(0, +) == 60)
            #expect(receipts.map(\.line).sorted() == Array(1...120))
            let store = try await PostgresCareStore(at: address)
            #expect(try await store.isSound())
            #expect(try await store.histories(after: nil, limit: 100).count == 30)
            try await store.close()
        }
    }

    @Test func `a server's role takes in, settles and removes, and may do nothing else`()
        async throws
    {
        try await withDatabase { cluster, database in
            try await PostgresCareStore(at: cluster.address(database)).close()
            let owner = try PostgresConsole(cluster, database: database)
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../config/postgres-role.sql")
            try owner.rows(try String(contentsOf: file, encoding: .utf8))
            let store = try await PostgresCareStore(
                at: cluster.address(database, user: "kansendossier_server"))
            try await CareSample.fill(store)
            #expect(try await store.isSound())
            #expect(try await store.importLog(after: 3, limit: 1).first?.removed != nil)
            try await store.close()
            let role = try PostgresConsole(
                cluster, database: database, user: "kansendossier_server")
            let tables = try owner.rows(
                """
                SELECT tablename FROM pg_tables
                WHERE schemaname = 'kansendossier' AND starts_with(tablename, 'care_')
                """
            ).map { $0[0] }
            #expect(tables.count == 9)
            for table in tables {
                for sql in [
                    "INSERT INTO \(table) SELECT * FROM \(table)", "DELETE FROM \(table)",
                    "TRUNCATE \(table)", "DROP TABLE \(table)",
                    "ALTER TABLE \(table) DISABLE TRIGGER ALL",
                ] {
                    let complaint = #expect(throws: PostgresConsole.Complaint.self) {
                        try role.rows("SET search_path = kansendossier; " + sql)
                    }
                    #expect(complaint?.state == "42501", "\(sql)")
                }
            }
        }
    }

    @Test func `what was removed stands in no table any more`() async throws {
        try await withDatabase { cluster, database in
            let store = try await PostgresCareStore(at: cluster.address(database))
            let console = try PostgresConsole(cluster, database: database)
            func found(_ client: UInt8) throws -> Int {
                let mark: Pseudonym = CareSample.mark(client, 1)
                return try ["document", "join", "row", "history", "stale", "removal", "log"].reduce(
                    0
                ) { count, table in
                    try count
                        + console.rows("SELECT * FROM kansendossier.care_\(table)").joined().count {
                            $0.contains(mark.description)
                                || $0.contains(Self.hexadecimal(mark.description))
                        }
                }
            }
            _ = try await store.add(batch(CareSample.start(3)))
            _ = try await store.settle()
            #expect(try found(3) > 0)
            let term = CareTerm(
                months: 1, on: CareSample.day("2026-05-04"), actor: "account/7",
                at: Instant(milliseconds: 1), trace: "0012")
            #expect(try await store.remove(term) == nil)
            _ = try await store.add(batch(CareSample.stop(13, previous: 3)))
            _ = try await store.settle()
            #expect(try await store.remove(term)?.joins == 1)
            #expect(try found(3) == 0)
            #expect(try found(13) == 0)
            try await store.close()
        }
    }

    /// The text as the database shows it within bytes.
    private static func hexadecimal(_ text: String) -> String {
        text.utf8.map { String($0, radix: 16) }.joined()
    }

    @Test
    func
        `a connection that is lost in the middle of a batch leaves nothing of it, and it is tried again`()
        async throws
    {
        try await withDatabase { cluster, database in
            let address = try cluster.address(database)
            let (store, other) = (
                try await PostgresCareStore(at: address), try await PostgresCareStore(at: address)
            )
            _ = try await store.add(batch(CareSample.start(1)))
            let tries = Mutex(0)
            try await store.writing { rows in
                let number = tries.withLock {
                    $0 += 1; return $0
                }
                let client: Pseudonym = CareSample.mark(UInt8(100 + number), 1)
                try rows.settle([CareHistoryRow(client: client, bytes: [])])
                guard number == 1 else { return }
                try PostgresConsole(cluster, database: database).rows(
                    """
                    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                    WHERE datname = '\(database)' AND application_name = 'kansendossier care'
                    AND state = 'idle in transaction'
                    """)
                _ = try rows.lastNumbers()
            }
            #expect(tries.withLock { $0 } == 2)
            #expect(try await other.add(batch(CareSample.stop(1))).line == 2)
            let histories = try await other.reading { try $0.histories(after: nil, limit: 9) }
            #expect(histories.map(\.client) == [CareSample.mark(102, 1)])
            try await store.close()
            try await other.close()
        }
    }
}
