package import Domain
package import Engine
internal import Synchronization
package import Wire

/// A memory journal whose appends fail by a plan drawn from a seed, so that a failure can be
/// played again.
///
/// Each fault keeps the port's word: a conflict and `unavailable` store nothing, an unknown outcome
/// has stored or has not.
package final class FaultyJournal: Journal {
    /// What holds the records; a test that plays another node writes here.
    package let stored: MemoryJournal
    private let plan: Mutex<Plan>

    /// `faultsMost` ends the plan, so that whoever tries again comes through.
    package init(
        seed: UInt64, rates: FaultRates = FaultRates(), faultsMost: Int = .max,
        stored: MemoryJournal = MemoryJournal()
    ) {
        self.stored = stored
        plan = Mutex(Plan(rates: rates, left: faultsMost, numbers: SeededNumbers(seed: seed)))
    }

    package var epoch: String { stored.epoch }

    package func notices() -> AsyncStream<JournalNotice> { stored.notices() }

    package var isShared: Bool { stored.isShared }

    package func takeTurn(on stream: StreamID, withinMilliseconds: Int) async -> Bool {
        await stored.takeTurn(on: stream, withinMilliseconds: withinMilliseconds)
    }

    package func endTurn(on stream: StreamID) { stored.endTurn(on: stream) }

    /// How often each fault was given so far.
    package var faults: [Fault: Int] { plan.withLock { $0.given } }

    /// Gives these faults to the next appends, one each, before the plan goes on.
    package func script(_ faults: [Fault]) {
        plan.withLock { $0.scripted += faults }
    }

    package func heads() async throws(JournalFailure) -> [StreamHead] {
        try await stored.heads()
    }

    package func head(of stream: StreamID) async throws(JournalFailure) -> StreamHead {
        try await stored.head(of: stream)
    }

    package func records(
        of stream: StreamID, after position: Int, limit: Int
    ) async throws(JournalFailure) -> [StoredRecord] {
        try await stored.records(of: stream, after: position, limit: limit)
    }

    package func receipt(
        of stream: StreamID, actor: Actor.Identity, key: CommandKey
    ) async throws(JournalFailure) -> Receipt? {
        try await stored.receipt(of: stream, actor: actor, key: key)
    }

    package func append(_ append: Append) async throws(JournalFailure) {
        let (fault, turns) = plan.withLock { $0.next() }
        switch fault {
        case nil:
            try await stored.append(append)
        case .conflict:
            throw .conflict(actualPosition: try await stored.head(of: append.stream).position)
        case .unknownOutcomeStored:
            try await stored.append(append)
            throw .unknownOutcome("scripted: stored")
        case .unknownOutcomeLost:
            throw .unknownOutcome("scripted: not stored")
        case .unavailable:
            throw .unavailable("scripted")
        case .slow:
            for _ in 0..<turns { await Task.yield() }
            try await stored.append(append)
        }
    }

    private struct Plan {
        let rates: FaultRates
        var left: Int
        var numbers: SeededNumbers
        var scripted: [Fault] = []
        var given: [Fault: Int] = [:]

        /// The fault of the next append, and for how many turns a slow one waits.
        mutating func next() -> (fault: Fault?, turns: Int) {
            let turns = Int.random(in: 1...50, using: &numbers)
            var fault = rates.fault(at: Int.random(in: 0..<1000, using: &numbers))
            if left <= 0 { fault = nil }
            if !scripted.isEmpty { fault = scripted.removeFirst() }
            if let fault {
                left -= 1
                given[fault, default: 0] += 1
            }
            return (fault, turns)
        }
    }
}

/// One way in which an append goes wrong.
package enum Fault: Sendable, Hashable, CaseIterable {
    /// Refused as if another node had written; nobody did.
    case conflict
    case unknownOutcomeStored
    case unknownOutcomeLost
    case unavailable
    /// Stored, after everybody else had a few turns.
    case slow
}

/// How many of a thousand appends get each fault; the rest goes well.
package struct FaultRates: Sendable {
    package var conflict: Int
    package var unknownOutcomeStored: Int
    package var unknownOutcomeLost: Int
    package var unavailable: Int
    package var slow: Int

    package init(
        conflict: Int = 50, unknownOutcomeStored: Int = 30, unknownOutcomeLost: Int = 30,
        unavailable: Int = 50, slow: Int = 200
    ) {
        self.conflict = conflict
        self.unknownOutcomeStored = unknownOutcomeStored
        self.unknownOutcomeLost = unknownOutcomeLost
        self.unavailable = unavailable
        self.slow = slow
    }

    /// The fault that a draw from 0 to 999 falls on, or nil.
    package func fault(at draw: Int) -> Fault? {
        var rest = draw
        for (fault, rate) in [
            (Fault.conflict, conflict), (.unknownOutcomeStored, unknownOutcomeStored),
            (.unknownOutcomeLost, unknownOutcomeLost), (.unavailable, unavailable), (.slow, slow),
        ] {
            if rest < rate { return fault }
            rest -= rate
        }
        return nil
    }
}

/// The same numbers for the same seed, on every machine (SplitMix64, Steele et al. 2014).
package struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
