import Domain
import Engine
import Foundation
import GRDB
import SQLiteJournal
import Testing
import Wire

struct CareStoreTests {
    private let sample: CareSample

    init() throws { sample = try CareSample() }

    private func batch(
        _ documents: ReceivedDocument..., refused: [RefusedDocument] = [],
        tables: [CareTable] = []
    ) -> CareBatch {
        CareBatch(
            head: CareSample.head(), documents: documents, refused: refused, tables: tables)
    }

    private func histories(_ store: SQLiteCareStore) async throws -> [ClientHistory] {
        try await store.histories(after: nil, limit: 100)
    }

    @Test func `the same again is a duplicate and changes nothing but the log`() async throws {
        defer { sample.remove() }
        let store = try sample.store()
        let all = batch(
            CareSample.start(1), CareSample.stop(1), CareSample.allocation(1),
            CareSample.objection(to: 1, code: "0200"), refused: [CareSample.refusal])
        let first = try await store.add(all)
        #expect((first.line, first.accepted, first.duplicates, first.refused) == (1, 4, 0, 1))
        #expect(try await store.settle().clients == 1)
        let before = try await histories(store)
        let second = try await store.add(all)
        #expect((second.line, second.accepted, second.duplicates, second.refused) == (2, 0, 5, 0))
        #expect(second.duplicatePlaces == [0, 1, 2, 3])
        #expect(try await store.settle().clients == 0)
        #expect(try await histories(store) == before)
        #expect(before.map(\.periods.count) == [1])
        #expect(before[0].periods[0].end == CareSample.day("2026-03-31"))
        #expect(try await store.refusals(after: 0, limit: 10).map(\.exception.line) == [3])
        #expect(try await store.importLog(after: 0, limit: 10).map(\.accepted) == [4, 0])
    }

    @Test func `whatever order and batches they come in, the history is the same`() async throws {
        defer { sample.remove() }
        let documents = [
            CareSample.start(1), CareSample.stop(1, name: "B1", reason: "20", content: 2),
            CareSample.stop(1, name: "B2", content: 3), CareSample.start(2, name: "A2"),
        ]
        var seen: Set<String> = []
        for (number, order) in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]].enumerated()
        {
            let store = try SQLiteCareStore(file: "\(sample.file)\(number)")
            for place in order {
                _ = try await store.add(batch(documents[place]))
                if number > 1 { _ = try await store.settle() }
            }
            _ = try await store.settle()
            seen.insert("\(try await histories(store))")
        }
        #expect(seen.count == 1)
    }

    @Test func `stores beside each other add and compute in turn, and nothing is lost`()
        async throws
    {
        defer { sample.remove() }
        let (starts, stops) = (try sample.store(), try sample.store())
        let clients = 1...UInt8(200)
        func fill(_ store: SQLiteCareStore, _ document: (UInt8) -> ReceivedDocument) async throws {
            for client in clients {
                _ = try await store.add(batch(document(client)))
                if client.isMultiple(of: 20) { _ = try await store.settle() }
            }
            _ = try await store.settle()
        }
        async let first: Void = fill(starts) { CareSample.start($0, name: "A\($0)") }
        async let second: Void = fill(stops) { CareSample.stop($0, name: "B\($0)") }
        _ = try await (first, second)
        let all = try await starts.histories(after: nil, limit: 1_000)
        #expect(all.count == clients.count)
        #expect(all.allSatisfy { $0.periods.map(\.end) == [CareSample.day("2026-03-31")] })
        guard case .ok(_, let documents, _, _) = try await stops.verify() else {
            Issue.record("\(try await stops.verify())")
            return
        }
        #expect(documents == 2 * clients.count)
    }

    @Test func `only the clients touched are computed again`() async throws {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(batch(CareSample.start(1), CareSample.start(2, name: "A2")))
        #expect(try await store.settle().clients == 2)
        _ = try await store.add(batch(CareSample.stop(2, name: "B2")))
        #expect(try await store.settle().clients == 1)
        _ = try await store.add(batch(CareSample.objection(to: 1, code: "9019")))
        let settlement = try await store.settle()
        #expect(settlement.clients == 1)
        #expect(settlement.exceptions.map(\.key.rule) == [.returned])
        // Another message under a client's name refuses both, so both clients are touched.
        _ = try await store.add(batch(CareSample.start(3, name: "A2", content: 4)))
        #expect(try await store.settle().clients == 2)
        #expect(
            try await histories(store).map { $0.exceptions.map(\.rule) }
                == [
                    [.returned], [.identificationTwice, .stopWithoutStart], [.identificationTwice],
                ])
    }

    @Test func `an exception names the place that its notice had when it was sent`() async throws {
        defer { sample.remove() }
        let store = try sample.store()
        let refused = [RefusedNotice(place: 0, rule: .status)]
        _ = try await store.add(
            batch(CareSample.start(1, begin: "2026-02-01", refused: refused)))
        _ = try await store.settle()
        let exceptions = try #require(try await histories(store).first).exceptions
        #expect(exceptions.map(\.rule) == [.status, .afterItsDate])
        #expect(exceptions.map(\.place) == [0, 1])
    }

    @Test func `a client seen during the overlap is one client before, during and after`()
        async throws
    {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(batch(CareSample.start(1)))
        _ = try await store.settle()
        // 11 is what 1 is called under the new key, 12 under the one after that.
        let during = try await store.add(batch(CareSample.stop(11, previous: 1)))
        #expect(during.joined == 1)
        _ = try await store.settle()
        #expect(try await histories(store).map(\.periods.count) == [1])
        #expect(try await histories(store)[0].periods[0].end != nil)
        _ = try await store.add(batch(CareSample.start(11, name: "A3", begin: "2026-01-08")))
        let later = try await store.add(
            batch(CareSample.start(12, previous: 11, name: "A4", begin: "2026-01-09")))
        #expect(later.joined == 1)
        _ = try await store.settle()
        let clients = try await histories(store)
        #expect(clients.map(\.client) == [CareSample.mark(1, 1)])
        #expect(clients[0].periods.count == 2)
        guard case .ok = try await store.verify() else {
            Issue.record("\(try await store.verify())")
            return
        }
    }

    @Test func `who comes back under the new key after the overlap is joined by a copy of before`()
        async throws
    {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(batch(CareSample.start(1)))
        // The same message, read again under both keys: a duplicate that joins.
        let receipt = try await store.add(
            batch(CareSample.start(1, content: 1), CareSample.stop(11)))
        #expect(receipt.joined == 0)
        var again = CareSample.start(11, previous: 1)
        again = ReceivedDocument(
            content: again.content, contentMark: CareSample.start(1).contentMark,
            client: again.client)
        let joined = try await store.add(batch(again))
        #expect((joined.joined, joined.duplicates) == (1, 1))
        _ = try await store.settle()
        #expect(try await histories(store).map(\.periods.count) == [1])
    }

    @Test func `rows of tables come back in order, with the mark that a client was first known by`()
        async throws
    {
        defer { sample.remove() }
        let store = try sample.store()
        func table(_ client: UInt8?, previous: UInt8? = nil, _ value: String) -> CareTable {
            let marks = client.map {
                ClientMarks(
                    current: CareSample.mark($0, 1),
                    previous: previous.map { CareSample.mark($0, 1) })
            }
            return CareTable(
                kind: value == "c" ? .contextSeries : .cohort,
                contentMark: CareSample.mark(value.utf8.first ?? 0),
                rows: [CareTable.Row(client: marks, values: [value, ""])])
        }
        _ = try await store.add(batch(tables: [table(1, "a"), table(nil, "c")]))
        let joined = try await store.add(batch(tables: [table(11, previous: 1, "b")]))
        #expect(joined.joined == 1)
        let rows = try await store.rows(of: .cohort, after: 0, limit: 10)
        #expect(rows.map(\.values) == [["a", ""], ["b", ""]])
        #expect(rows.map(\.client) == [CareSample.mark(1, 1), CareSample.mark(1, 1)])
        #expect(try await store.rows(of: .cohort, after: rows[0].number, limit: 10).count == 1)
        #expect(
            try await store.rows(of: .contextSeries, after: 0, limit: 10).map(\.client) == [nil])
        _ = try await store.settle()
        guard case .ok = try await store.verify() else {
            Issue.record("\(try await store.verify())")
            return
        }
    }

    @Test func `allocations come back in order, about the mark that a client was first known by`()
        async throws
    {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(batch(CareSample.start(1), CareSample.allocation(1)))
        _ = try await store.add(batch(CareSample.allocation(11, previous: 1)))
        let all = try await store.allocations(after: 0, limit: 10)
        #expect(
            all.map { $0.message.allocations[0].pseudonym } == [
                CareSample.mark(1, 1), CareSample.mark(1, 1),
            ])
        #expect(all.map { $0.message.allocations[0].volume?.amount } == [120, 120])
        #expect(try await store.allocations(after: all[0].number, limit: 10) == [all[1]])
        #expect(try await store.allocations(after: 0, limit: 1) == [all[0]])
    }

    @Test func `another content key is refused, and nothing is stored`() async throws {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(batch(CareSample.start(1)))
        let other = CareBatch(
            head: CareSample.head(contentKey: 7), documents: [CareSample.stop(1)])
        await #expect(throws: CareFailure.wrongKey) { try await store.add(other) }
        #expect(try await store.importLog(after: 0, limit: 10).count == 1)
    }

    @Test func `a rehearsal sees what it stores and leaves nothing`() async throws {
        defer { sample.remove() }
        let rehearsal = try SQLiteCareStore(rehearsing: sample.file)
        _ = try await rehearsal.add(batch(CareSample.start(1)))
        #expect(try await rehearsal.settle().periods == 1)
        try rehearsal.close()
        #expect(!FileManager.default.fileExists(atPath: sample.file))
        let store = try sample.store()
        _ = try await store.add(batch(CareSample.start(1)))
        try store.close()
        let second = try SQLiteCareStore(rehearsing: sample.file)
        #expect(try await second.add(batch(CareSample.start(1), CareSample.stop(1))).accepted == 1)
        try second.close()
        #expect(try await sample.store().importLog(after: 0, limit: 10).count == 1)
    }

    @Test func `a database of version 1 holds as it is, and lists late notices once it is opened`()
        async throws
    {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(
            batch(CareSample.start(1, begin: "2025-12-01"), CareSample.stop(2)))
        _ = try await store.settle()
        let now = try await histories(store)
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
        #expect(try await histories(reading).flatMap(\.lateNotices) == [])
        try reading.close()
        let opened = try sample.store()
        #expect(try await opened.settle().clients == 2)
        #expect(try await histories(opened) == now)
        guard case .ok = try await opened.verify() else {
            Issue.record("\(try await opened.verify())")
            return
        }
    }

    @Test func `what came in can't be changed or deleted`() async throws {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(batch(CareSample.start(1), refused: [CareSample.refusal]))
        try store.close()
        let queue = try DatabaseQueue(path: sample.file)
        for table in ["log", "document", "refusal"] {
            for sql in ["DELETE FROM \(table)", "UPDATE \(table) SET bytes = x'00'"] {
                #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
            }
        }
    }

    @Test(arguments: [
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
    ])
    func `verify names the first deviation`(sql: String, place: String) async throws {
        defer { sample.remove() }
        let store = try sample.store()
        _ = try await store.add(batch(CareSample.start(1)))
        _ = try await store.add(batch(CareSample.stop(1), refused: [CareSample.refusal]))
        let row = CareTable.Row(client: ClientMarks(current: CareSample.mark(1, 1)), values: ["x"])
        let table = CareTable(kind: .cohort, contentMark: CareSample.mark(4), rows: [row])
        _ = try await store.add(
            batch(CareSample.allocation(11, previous: 1), tables: [table]))
        _ = try await store.settle()
        guard case .ok(3, 3, 1, _) = try await store.verify() else {
            Issue.record("\(try await store.verify())")
            return
        }
        try store.close()
        let queue = try DatabaseQueue(path: sample.file)
        try await queue.write { database in
            let triggers = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
            let text = "bytes = replace(bytes"
            try database.execute(
                sql: sql.contains(text)
                    ? sql.replacing("replace(bytes", with: "replace(cast(bytes AS TEXT)")
                        .replacing("SET bytes = ", with: "SET bytes = CAST(")
                        .replacing("')", with: "') AS BLOB)") : sql)
        }
        try queue.close()
        guard case .deviation(let deviation) = try await sample.store().verify() else {
            Issue.record("not seen: \(sql)")
            return
        }
        #expect(deviation.contains(place), "\(deviation)")
    }
}
