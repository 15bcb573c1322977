/// Copies all care records of one store into another, as they are: the same numbers, bytes and
/// hashes (KD-0014).
///
/// One line of the import log at a time, with everything that it added, so that a copy that was
/// interrupted holds the first lines and goes on after them. Records of another history are never
/// mixed with these.
package struct CareCopy<Source: CareRowStore, Target: CareRowStore>: Sendable {
    private let source: Source
    private let target: Target

    package init(from source: Source, to target: Target) {
        self.source = source
        self.target = target
    }

    /// Copies what isn't there yet, and verifies both; gives what both hold then.
    ///
    /// `onLine` is told the number of each line that was copied. Throws `unavailable` when the target
    /// holds other records, or when something came in meanwhile, and `damaged` when either deviates
    /// from its log.
    package func run(
        onLine: @Sendable (Int) -> Void = { _ in }
    ) async throws(CareFailure) -> CareVerification {
        _ = try await source.settle()
        var line = try await linesInCommon()
        while try await copy(after: line) {
            line += 1
            onLine(line)
        }
        try await copyHistories()
        let (original, copied) = (try await source.verify(), try await target.verify())
        for case .deviation(let deviation) in [original, copied] {
            throw .store(.damaged("a copy of the care records deviates: \(deviation)"))
        }
        guard original == copied else {
            throw .store(.unavailable("messages came in meanwhile: copy again, and they follow"))
        }
        return copied
    }

    /// How many lines the target has, which must be the source's first.
    private func linesInCommon() async throws(CareFailure) -> Int {
        var line = 0
        while true {
            let after = line
            let there = try await target.reading { try $0.lines(after: after, limit: 1_000) }
            guard !there.isEmpty else { return line }
            let own = try await source.reading { try $0.lines(after: after, limit: there.count) }
            guard own == there else {
                throw .store(
                    .unavailable("the target holds other care records: choose an empty one"))
            }
            line += there.count
        }
    }

    /// False when there is no line after this one.
    private func copy(after line: Int) async throws(CareFailure) -> Bool {
        let found = try await source.reading { rows in
            try rows.lines(after: line, limit: 1).first.map { row in
                (row, try rows.addition(of: row.number))
            }
        }
        guard let (row, addition) = found else { return false }
        try await target.writing { try $0.store(row, addition, stale: []) }
        return true
    }

    private func copyHistories() async throws(CareFailure) {
        var page: [CareHistoryRow] = []
        repeat {
            let last = page.last?.client
            page = try await source.reading { try $0.histories(after: last, limit: 1_000) }
            let copied = page
            try await target.writing { try $0.settle(copied) }
        } while !page.isEmpty
    }
}
