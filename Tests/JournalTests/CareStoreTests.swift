import Domain
import Engine
import Foundation
import Testing

/// The promises of the port for care records, held against every store.
struct CareStoreTests {
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
    func `the same again is a duplicate and changes nothing but the log`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
            let all = batch(
                CareSample.start(1), CareSample.stop(1), CareSample.allocation(1),
                CareSample.objection(to: 1, code: "0200"), refused: [CareSample.refusal])
            let first = try await store.add(all)
            #expect((first.line, first.accepted, first.duplicates, first.refused) == (1, 4, 0, 1))
            #expect(try await store.settle().clients == 1)
            let before = try await histories(store)
            let second = try await store.add(all)
            #expect(
                (second.line, second.accepted, second.duplicates, second.refused) == (2, 0, 5, 0))
            #expect(second.duplicatePlaces == [0, 1, 2, 3])
            #expect(try await store.settle().clients == 0)
            #expect(try await histories(store) == before)
            #expect(before.map(\.periods.count) == [1])
            #expect(before[0].periods[0].end == CareSample.day("2026-03-31"))
            #expect(try await store.refusals(after: 0, limit: 10).map(\.exception.line) == [3])
            #expect(try await store.importLog(after: 0, limit: 10).map(\.accepted) == [4, 0])
        }
    }

    @Test(arguments: CareKind.allCases)
    func `whatever order and batches they come in, the history is the same`(
        kind: CareKind
    ) async throws {
        let documents = [
            CareSample.start(1), CareSample.stop(1, name: "B1", reason: "20", content: 2),
            CareSample.stop(1, name: "B2", content: 3), CareSample.start(2, name: "A2"),
        ]
        var seen: Set<String> = []
        for (number, order) in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]].enumerated()
        {
            try await kind.withPlace { place in
                let store = try await place.store()
                for document in order {
                    _ = try await store.add(batch(documents[document]))
                    if number > 1 { _ = try await store.settle() }
                }
                _ = try await store.settle()
                seen.insert("\(try await histories(store))")
                try await store.close()
            }
        }
        #expect(seen.count == 1)
    }

    @Test(arguments: CareKind.allCases)
    func `stores beside each other add and compute in turn, and nothing is lost`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let (starts, stops) = (try await place.store(), try await place.store())
            let clients = 1...UInt8(200)
            func fill(
                _ store: any CareStore, _ document: (UInt8) -> ReceivedDocument
            ) async throws {
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
    }

    @Test(arguments: CareKind.allCases)
    func `only the clients touched are computed again`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
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
                        [.returned], [.identificationTwice, .stopWithoutStart],
                        [.identificationTwice],
                    ])
        }
    }

    @Test(arguments: CareKind.allCases)
    func `an exception names the place that its notice had when it was sent`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
            let refused = [RefusedNotice(place: 0, rule: .status)]
            _ = try await store.add(
                batch(CareSample.start(1, begin: "2026-02-01", refused: refused)))
            _ = try await store.settle()
            let exceptions = try #require(try await histories(store).first).exceptions
            #expect(exceptions.map(\.rule) == [.status, .afterItsDate])
            #expect(exceptions.map(\.place) == [0, 1])
        }
    }

    @Test(arguments: CareKind.allCases)
    func `a client seen during the overlap is one client before, during and after`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
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
            #expect(try await store.isSound())
        }
    }

    @Test(arguments: CareKind.allCases)
    func `who comes back under the new key after the overlap is joined by a copy of before`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
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
    }

    @Test(arguments: CareKind.allCases)
    func `rows of tables come back in order, with the mark that a client was first known by`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
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
                try await store.rows(of: .contextSeries, after: 0, limit: 10).map(\.client) == [nil]
            )
            _ = try await store.settle()
            #expect(try await store.isSound())
        }
    }

    @Test(arguments: CareKind.allCases)
    func `allocations come back in order, about the mark that a client was first known by`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
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
    }

    @Test(arguments: CareKind.allCases)
    func `another content key is refused, and nothing is stored`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
            _ = try await store.add(batch(CareSample.start(1)))
            let other = CareBatch(
                head: CareSample.head(contentKey: 7), documents: [CareSample.stop(1)])
            await #expect(throws: CareFailure.wrongKey) { try await store.add(other) }
            #expect(try await store.importLog(after: 0, limit: 10).count == 1)
        }
    }

    @Test(arguments: CareKind.allCases)
    func `a rehearsal sees what it stores and leaves nothing`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let rehearsal = try await place.rehearsal()
            _ = try await rehearsal.add(batch(CareSample.start(1)))
            #expect(try await rehearsal.settle().periods == 1)
            try await rehearsal.close()
            if case .file(let file) = place {
                #expect(!FileManager.default.fileExists(atPath: file))
            }
            let store = try await place.store()
            _ = try await store.add(batch(CareSample.start(1)))
            try await store.close()
            let second = try await place.rehearsal()
            let both = batch(CareSample.start(1), CareSample.stop(1))
            #expect(try await second.add(both).accepted == 1)
            #expect(try await second.importLog(after: 0, limit: 10).count == 2)
            let other = CareBatch(
                head: CareSample.head(contentKey: 7), documents: [CareSample.stop(1)])
            await #expect(throws: CareFailure.wrongKey) { try await second.add(other) }
            try await second.close()
            #expect(try await place.store().importLog(after: 0, limit: 10).count == 1)
        }
    }
}
