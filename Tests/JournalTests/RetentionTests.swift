import Domain
import Engine
import Testing

/// What is removed after its term, and that nothing else ever is.
struct RetentionTests {
    private func term(_ day: String, months: Int = 1) -> CareTerm {
        CareTerm(
            months: months, on: CareSample.day(day), actor: "account/7",
            at: Instant(milliseconds: 1), trace: "0012")
    }

    private func batch(_ documents: ReceivedDocument..., tables: [CareTable] = []) -> CareBatch {
        CareBatch(
            head: CareSample.head(), documents: documents, refused: [CareSample.refusal],
            tables: tables)
    }

    /// Client 3, later known as 13, ended on 31 March and was last written about on 3 April; client 4
    /// is in care. Their marks begin with bytes that no other mark of the samples has.
    private func store(in place: CarePlace) async throws -> any CareRowStore {
        let store = try await place.store()
        _ = try await store.add(batch(CareSample.start(3), CareSample.start(4, name: "A2")))
        _ = try await store.add(
            batch(CareSample.stop(13, previous: 3), CareSample.objection(to: 3, code: "0200")))
        _ = try await store.settle()
        return store
    }

    @Test(arguments: CareKind.allCases)
    func `who is past the term goes from the first day after it, and nobody else`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await store(in: place)
            let before = try await store.histories(after: nil, limit: 10)
            #expect(before.map(\.periods.count) == [1, 1])
            #expect(try await store.remove(term("2026-05-03")) == nil)
            #expect(try await store.importLog(after: 0, limit: 10).count == 2)
            let removal = try #require(try await store.remove(term("2026-05-04")))
            #expect(removal.cutoff == CareSample.day("2026-04-04"))
            #expect((removal.clients, removal.documents, removal.joins) == (1, 3, 1))
            #expect((removal.refusals, removal.rows) == (0, 0))
            #expect(removal.remainders.map(\.line) == [1, 2])
            #expect(try await store.histories(after: nil, limit: 10) == [before[1]])
            #expect(try await store.isSound())
            let log = try await store.importLog(after: 0, limit: 10)
            #expect(log.map(\.removed) == [nil, nil, removal])
            #expect(log.map(\.receivedOn).count == 3 && log[2].actor == "account/7")
            #expect(try await store.remove(term("2026-05-04")) == nil)
            // An import goes on after it.
            _ = try await store.add(batch(CareSample.stop(4, name: "B2")))
            _ = try await store.settle()
            #expect(try await store.isSound())
        }
    }

    @Test(arguments: CareKind.allCases)
    func `refusals and rows of tables go by their day of receipt`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
            let rows = [
                CareTable.Row(client: ClientMarks(current: CareSample.mark(1, 1)), values: ["x"]),
                CareTable.Row(client: nil, values: ["y"]),
            ]
            _ = try await store.add(
                batch(
                    CareSample.start(1), CareSample.stop(1),
                    tables: [CareTable(kind: .cohort, contentMark: CareSample.mark(4), rows: rows)])
            )
            _ = try await store.settle()
            // Received on 1 May.
            #expect(try await store.remove(term("2026-06-01")) == nil)
            let removal = try #require(try await store.remove(term("2026-06-02")))
            #expect((removal.clients, removal.documents) == (1, 2))
            #expect((removal.refusals, removal.rows) == (1, 1))
            #expect(try await store.rows(of: .cohort, after: 0, limit: 9).map(\.values) == [["y"]])
            #expect(try await store.isSound())
        }
    }

    @Test(arguments: CareKind.allCases)
    func `who shares a message's name with somebody who stays, stays too`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await place.store()
            _ = try await store.add(
                batch(
                    CareSample.start(1), CareSample.stop(1, name: "B1"),
                    CareSample.start(2, name: "A2"), CareSample.stop(2, name: "B1", content: 9),
                    CareSample.start(2, name: "A3", begin: "2026-01-07", content: 8)))
            _ = try await store.settle()
            #expect(try await store.remove(term("2026-05-04")) == nil)
            #expect(try await store.isSound())
        }
    }

    @Test(arguments: CareKind.allCases)
    func `nothing is deleted that wasn't named before, and the log never`(
        kind: CareKind
    ) async throws {
        try await kind.withPlace { place in
            let store = try await store(in: place)
            try await store.close()
            func refuses(_ sql: String) async {
                await #expect(throws: (any Error).self, "\(sql)") {
                    try await place.tamper([sql])
                }
            }
            for table in ["document", "refusal", "alias", "log"] {
                await refuses("DELETE FROM \(table)")
            }
            for (part, number) in [("document", 1), ("log", 1)] {
                try await place.tamper(["INSERT INTO removal VALUES ('\(part)', \(number))"])
            }
            await refuses("DELETE FROM document WHERE number = 2")
            await refuses("DELETE FROM log WHERE number = 1")
            await refuses("UPDATE document SET bytes = x'00' WHERE number = 1")
            try await place.tamper(["DELETE FROM document WHERE number = 1"])
            // What no line of the log stands for is seen.
            let opened = try await place.store()
            guard case .deviation = try await opened.verify() else {
                Issue.record("not seen")
                return
            }
            try await opened.close()
        }
    }
}
