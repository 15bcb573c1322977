import Domain
import Engine
import Synchronization
import Testing

/// Moving care records from one store to another.
struct CareCopyTests {
    private static let ways: [(CareKind, CareKind)] = [
        (.sqlite, .postgres), (.postgres, .sqlite),
    ]

    private func content(of store: any CareRowStore) async throws -> [String] {
        try await store.reading { rows in
            let lines = try rows.lines(after: 0, limit: 100)
            return try lines.map { "\($0) \(try rows.addition(of: $0.number))" }
                + rows.histories(after: nil, limit: 100).map { "\($0)" }
                + ["\(try rows.stale(limit: 9))", "\(try rows.lastNumbers())"]
        }
    }

    private func copy(
        _ source: some CareRowStore, _ target: some CareRowStore,
        onLine: @Sendable (Int) -> Void = { _ in }
    ) async throws -> CareVerification {
        try await CareCopy(from: source, to: target).run(onLine: onLine)
    }

    private func withStores(
        _ way: (CareKind, CareKind),
        _ body: (any CareRowStore, any CareRowStore) async throws -> Void
    ) async throws {
        try await way.0.withPlace { from in
            try await way.1.withPlace { to in
                let (source, target) = (try await from.store(), try await to.store())
                try await body(source, target)
                try await source.close()
                try await target.close()
            }
        }
    }

    @Test(arguments: ways)
    func `a copy has the same numbers, bytes and hashes, and imports go on in it`(
        from: CareKind, to: CareKind
    ) async throws {
        try await withStores((from, to)) { source, target in
            try await CareSample.fill(source)
            let copied = try await copy(source, target)
            #expect(try await copied == source.verify())
            #expect(try await content(of: target) == content(of: source))
            let next = CareBatch(
                head: CareSample.head(), documents: [CareSample.start(7, name: "A7")])
            #expect(try await target.add(next) == source.add(next))
            _ = try await (source.settle(), target.settle())
            #expect(try await content(of: target) == content(of: source))
            #expect(try await target.isSound())
        }
    }

    @Test(arguments: ways)
    func `a copy that was interrupted goes on after the lines that are there`(
        from: CareKind, to: CareKind
    ) async throws {
        try await withStores((from, to)) { source, target in
            try await CareSample.fill(source)
            for line in 0..<2 {
                let (row, addition) = try await source.reading {
                    (try $0.lines(after: line, limit: 1)[0], try $0.addition(of: line + 1))
                }
                try await target.writing { try $0.store(row, addition, stale: []) }
            }
            let told = Mutex<[Int]>([])
            _ = try await copy(source, target) { line in told.withLock { $0.append(line) } }
            #expect(told.withLock { $0 } == [3, 4, 5])
            #expect(try await content(of: target) == content(of: source))
            // Once more does nothing.
            _ = try await copy(source, target) { line in told.withLock { $0.append(line) } }
            #expect(told.withLock { $0.count } == 3)
        }
    }

    @Test(arguments: ways)
    func `records of another history are never mixed with a copy`(
        from: CareKind, to: CareKind
    ) async throws {
        try await withStores((from, to)) { source, target in
            try await CareSample.fill(source)
            _ = try await target.add(
                CareBatch(head: CareSample.head(trace: "0099"), documents: [CareSample.start(1)]))
            let before = try await content(of: target)
            await #expect(
                throws: CareFailure.store(
                    .unavailable("the target holds other care records: choose an empty one"))
            ) { try await copy(source, target) }
            #expect(try await content(of: target) == before)
        }
    }

    @Test(arguments: ways)
    func `a copy of records that deviate from their log says so`(
        from: CareKind, to: CareKind
    ) async throws {
        try await from.withPlace { place in
            try await to.withPlace { other in
                let source = try await place.store()
                try await CareSample.fill(source)
                try await source.close()
                try await place.tamper(
                    ["UPDATE document SET bytes = replace(bytes, '2026-01-05', '2026-01-06')"],
                    past: true)
                let (opened, target) = (try await place.store(), try await other.store())
                await #expect(throws: CareFailure.self) { try await copy(opened, target) }
                try await opened.close()
                try await target.close()
            }
        }
    }
}
