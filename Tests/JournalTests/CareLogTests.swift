import Dispatch
import Domain
import Engine
import Testing

/// What the import log and its readers are promised, held against every store.
struct CareLogTests {
    private func batch(
        _ documents: ReceivedDocument..., refused: [RefusedDocument] = [],
        tables: [CareTable] = []
    ) -> CareBatch {
        CareBatch(
            head: CareSample.head(), documents: documents, refused: refused, tables: tables)
    }

    private func histories(_ store: any CareStore) async throws -> [ClientHistory] {
        try await store.histories(after: nil, limit: 100)
    }

    @Test(arguments: CareKind.allCases)
    func `readers see the moment before a batch until it is stored, and wait for nobody`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let (writer, reader) = (try await place.store(), try await place.store())
            _ = try await writer.add(batch(CareSample.start(1)))
            _ = try await writer.settle()
            let (isUnderWay, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            async let removed: Void = writer.writing { rows in
                try rows.settle([CareHistoryRow(client: CareSample.mark(1, 1), bytes: nil)])
                isUnderWay.signal()
                mayEnd.wait()
            }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    isUnderWay.wait()
                    continuation.resume()
                }
            }
            #expect(try await histories(reader).count == 1)
            mayEnd.signal()
            try await removed
            #expect(try await histories(reader).isEmpty)
            try await writer.close()
            try await reader.close()
        }
    }

    @Test func `the same batches give the same log in every store, to the byte`() async throws {
        var logs: [[CareLogRow]] = []
        var histories: [[CareHistoryRow]] = []
        for kind in CareKind.allCases {
            try await kind.withPlace { place in
                let store = try await place.store()
                try await CareSample.fill(store)
                logs.append(try await store.reading { try $0.lines(after: 0, limit: 100) })
                histories.append(try await store.reading { try $0.histories(after: nil, limit: 9) })
                #expect(try await store.isSound())
                try await store.close()
            }
        }
        #expect(logs[0].count == 5)
        #expect(logs[0] == logs[1])
        #expect(histories[0].count == 2)
        #expect(histories[0] == histories[1])
    }

    @Test(arguments: CareKind.allCases)
    func `what came in can't be changed or deleted`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
            _ = try await store.add(batch(CareSample.start(1), refused: [CareSample.refusal]))
            try await store.close()
            for table in ["log", "document", "refusal"] {
                for sql in ["DELETE FROM \(table)", "UPDATE \(table) SET bytes = x'00'"] {
                    await #expect(throws: (any Error).self, "\(sql)") {
                        try await place.tamper([sql])
                    }
                }
            }
        }
    }

    @Test(arguments: CareKind.allCases)
    func `verify names the first deviation`(
        kind: CareKind
    ) async throws {
        for (sql, place) in Self.deviations { try await expect(place, after: sql, in: kind) }
    }

    private static let deviations = [
        ("UPDATE document SET bytes = replace(bytes, '2026-01-05', '2026-01-06')", "line 1"),
        ("UPDATE document SET client = zeroblob(32) WHERE number = 1", "line 1"),
        ("UPDATE document SET name = 'x' WHERE number = 2", "line 2"),
        ("DELETE FROM document WHERE number = 2", "line 2"),
        ("UPDATE document SET line = 1 WHERE number = 2", "line 1"),
        ("UPDATE document SET line = 9 WHERE number = 2", "line 2"),
        (
            "INSERT INTO document SELECT 7, 7, name, client, zeroblob(32), bytes FROM document LIMIT 1",
            "no line"
        ),
        ("DELETE FROM refusal", "line 2"), ("DELETE FROM alias", "line 3"),
        ("UPDATE table_row SET bytes = x'41'", "line 3"), ("DELETE FROM care_table", "line 3"),
        ("UPDATE log SET bytes = replace(bytes, 'jansen', 'pieter') WHERE number = 2", "line 2"),
        ("DELETE FROM log WHERE number = 1", "line 1"),
        ("DELETE FROM log WHERE number = 3", "no line"),
        ("UPDATE history SET bytes = replace(bytes, '2026-03-31', '2026-03-30')", "periods"),
        ("DELETE FROM history", "periods"),
    ]

    private func expect(_ part: String, after sql: String, in kind: CareKind) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
            _ = try await store.add(batch(CareSample.start(1)))
            _ = try await store.add(batch(CareSample.stop(1), refused: [CareSample.refusal]))
            let row = CareTable.Row(
                client: ClientMarks(current: CareSample.mark(1, 1)), values: ["x"])
            let table = CareTable(kind: .cohort, contentMark: CareSample.mark(4), rows: [row])
            _ = try await store.add(
                batch(CareSample.allocation(11, previous: 1), tables: [table]))
            _ = try await store.settle()
            guard case .ok(3, 3, 1, _) = try await store.verify() else {
                Issue.record("\(try await store.verify())")
                return
            }
            try await store.close()
            try await place.tamper([sql], past: true)
            let tampered = try await place.store()
            guard case .deviation(let deviation) = try await tampered.verify() else {
                Issue.record("not seen: \(sql)")
                return
            }
            #expect(deviation.contains(part), "\(deviation)")
            try await tampered.close()
        }
    }
}
