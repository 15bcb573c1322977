import Domain
import Engine
import Synchronization
import Testing
import Wire

struct AppendQueueTests {
    @Test(arguments: [(4, [4]), (5, [4, 1])])
    func `what gathers goes into one batch, up to its limit, and one of them starts the writer`(
        count: Int, sizes: [Int]
    ) async throws {
        let queue = AppendQueue(waitingMost: 9, perCommitMost: 4)
        let starts = Starts()
        try await withThrowingTaskGroup { group in
            for _ in 0..<count {
                group.addTask { try await queue.append(Self.append) { starts.add() } }
            }
            while queue.statistics.appendsWaiting < count { await Task.yield() }
            var found: [Int] = []
            var goesOn = true
            while goesOn {
                goesOn = queue.drain { batch in
                    found.append(batch.count)
                    return batch.map { _ in .success(()) }
                }
            }
            try await group.waitForAll()
            #expect(found == sizes)
        }
        #expect(starts.count == 1)
    }

    private final class Starts: Sendable {
        private let number = Mutex(0)
        var count: Int { number.withLock { $0 } }
        func add() { number.withLock { $0 += 1 } }
    }

    private static let append = Append(
        stream: .directory, expectedPosition: 0,
        records: [StoredRecord(position: 1, bytes: [], hash: .zero)], receipts: [], deadline: nil)
}
