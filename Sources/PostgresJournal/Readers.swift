internal import Engine
internal import Synchronization

/// The connections that read: each read goes to the one with the least to do.
final class Readers: Sendable {
    private let sessions: [Session]
    private let readsWaitingMost: Int
    private let reads: Mutex<[Int]>

    init(_ address: PostgresAddress, settings: PostgresSettings, epoch: String) {
        let count = max(1, settings.readersMost)
        sessions = (0..<count).map { _ in
            Session(address, settings: settings, name: "kansendossier reader", epoch: epoch)
        }
        readsWaitingMost = settings.readsWaitingMost
        reads = Mutex(Array(repeating: 0, count: count))
    }

    /// One read on a connection of its own choice; `unavailable` at once when too many wait.
    func read<Value: Sendable>(
        _ body: @Sendable (Connection) throws -> Value
    ) async throws(JournalFailure) -> Value {
        let place = reads.withLock { reads -> Int? in
            guard reads.reduce(0, +) < readsWaitingMost,
                let place = reads.indices.min(by: { reads[$0] < reads[$1] })
            else { return nil }
            reads[place] += 1
            return place
        }
        guard let place else {
            throw .unavailable("\(readsWaitingMost) reads already wait for the database")
        }
        defer { reads.withLock { $0[place] -= 1 } }
        return try await sessions[place].read(body)
    }

    /// How many reads go on or wait.
    var waiting: Int { reads.withLock { $0.reduce(0, +) } }

    func close() async {
        for session in sessions { await session.close() }
    }
}
