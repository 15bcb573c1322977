import Domain
import Engine
import Support
import Synchronization
import Wire

/// Two engines that share one journal, as two nodes do, each with a clock of its own.
struct Nodes {
    let memory = MemoryJournal(isShared: true)
    var here: Stage
    /// With a board of its own it hears only what a test posts there.
    var there: Stage

    init(
        isDeaf: Bool = false,
        draw: @escaping @Sendable (Append) -> TroubledJournal.Trouble? = { _ in nil }
    ) {
        here = Stage(memory, draw: draw)
        there = Stage(memory, board: isDeaf ? NoticeBoard(isOpen: false) : nil, draw: draw)
        let numbers = Mutex(7_000_000)
        there.settings.keys = {
            key(
                numbers.withLock {
                    $0 += 1
                    return $0
                })
        }
    }

    /// Runs both with a directory and a toy round, which both know.
    func run(_ body: (Engine<Toy>, Engine<Toy>) async throws -> Void) async throws {
        try await here.run { first in
            try await here.furnish(first)
            try await there.run { second in try await body(first, second) }
        }
    }
}

/// Returns when this holds; a test that waits in vain ends by its time limit.
func eventually(_ condition: () async throws -> Bool) async rethrows {
    while try await !condition() { try? await Task.sleep(for: .milliseconds(1)) }
}

extension Engine<Toy> {
    /// Returns when everything that was put into the round's mailbox before has been done; reads
    /// nothing for it.
    func looked() async {
        await withCheckedContinuation { continuation in
            peek(at: Stage.round) { _ in continuation.resume() }
        }
    }
}
