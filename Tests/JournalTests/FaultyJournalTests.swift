import Domain
import Engine
import Support
import Testing
import Wire

struct FaultyJournalTests {
    @Test func `each scripted fault keeps the port's word on what was stored`() async throws {
        let rates = FaultRates(
            conflict: 0, unknownOutcomeStored: 0, unknownOutcomeLost: 0, unavailable: 0, slow: 0)
        let journal = FaultyJournal(seed: 1, rates: rates)
        var writer = Writer(.directory)
        for (fault, expected, isStored) in [
            (Fault.conflict, JournalFailure.conflict(actualPosition: 0), false),
            (.unavailable, .unavailable("scripted"), false),
            (.unknownOutcomeLost, .unknownOutcome("scripted: not stored"), false),
            (.unknownOutcomeStored, .unknownOutcome("scripted: stored"), true),
        ] {
            journal.script([fault])
            var next = writer
            let append = next.append()
            let found = await journal.failure(of: append)
            #expect(found == expected)
            if isStored { writer = next }
            #expect(try await journal.head(of: .directory).position == writer.position)
        }
        journal.script([.slow])
        try await journal.append(writer.append())
        #expect(try await journal.head(of: .directory).position == 2)
        #expect(journal.faults == Dictionary(uniqueKeysWithValues: Fault.allCases.map { ($0, 1) }))
    }

    @Test func `the same seed gives the same faults, and the plan ends`() async throws {
        #expect(try await outcomes(seed: 7) == (try await outcomes(seed: 7)))
        #expect(try await outcomes(seed: 7) != (try await outcomes(seed: 8)))
        let journal = FaultyJournal(seed: 7, rates: FaultRates(unavailable: 800), faultsMost: 3)
        var failures = 0
        for number in 0..<100 {
            var writer = Writer(.round(number: number))
            let append = writer.append()
            let found = await journal.failure(of: append)
            failures += found == nil ? 0 : 1
        }
        #expect((1...3).contains(failures))
        #expect(journal.faults.values.reduce(0, +) == 3)
    }

    private func outcomes(seed: UInt64) async throws -> [JournalFailure?] {
        let journal = FaultyJournal(seed: seed)
        var outcomes: [JournalFailure?] = []
        for number in 0..<200 {
            var writer = Writer(.round(number: number))
            let append = writer.append()
            outcomes.append(
                await journal.failure(of: append))
        }
        return outcomes
    }
}
