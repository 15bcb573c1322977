import Domain
import Foundation
import Support
import Testing
import Wire

/// What a stranger computes from an export alone, with a program that shares no line with this one.
@Suite(.timeLimit(.minutes(15))) struct `An export is recomputed` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path()

    @Test(arguments: Array(RoundSamplePlays.all.enumerated()).map(\.offset))
    func `to the bit, of every sample round`(number: Int) async throws {
        let outcome = try await Self.recompute(Self.records(of: RoundSamplePlays.all[number]))
        #expect(outcome.exit == 0, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains("recompute: ok"))
    }

    @Test func `by tests of its own that are worked by hand`() async throws {
        let program = try Program()
        defer { program.remove() }
        let outcome = try await program.tool(
            "/usr/bin/python3", Self.root + "Tests/CommandLineTests/recompute_test.py")
        #expect(outcome.exit == 0, "\(outcome.errors)")
    }

    @Test func `and a changed result is found, also in a chain that was made whole again`()
        async throws
    {
        let play = RoundSamplePlays.all[0]
        let changed = play.log.map { event, stamp -> (event: RoundEvent, stamp: Stamp) in
            guard case .potAllocated(let allocation) = event else { return (event, stamp) }
            let text = String(decoding: CanonicalJSON.bytes(of: allocation), as: UTF8.self)
            let wrong = text.replacing("\"amount\":4000000", with: "\"amount\":4000001")
            guard let other = try? CanonicalJSON.value(Allocation.self, from: Array(wrong.utf8))
            else { return (event, stamp) }
            return (.potAllocated(allocation: other), stamp)
        }
        let outcome = try await Self.recompute(Self.records(of: changed))
        #expect(outcome.exit == 1)
        #expect(outcome.output.contains("4000001"))
    }

    private static func recompute(_ lines: [String]) async throws -> Program.Outcome {
        let program = try Program()
        defer { program.remove() }
        try program.write(lines.map { $0 + "\n" }.joined(), to: "export.jsonl")
        return try await program.tool(
            "/usr/bin/python3", root + "config/recompute.py", program.path("export.jsonl"))
    }

    private static func records(of play: RoundBuilder) -> [String] { records(of: play.log) }

    private static func records(of log: [(event: RoundEvent, stamp: Stamp)]) -> [String] {
        var previous = Digest.zero
        let codec = RecordCodec<Round>()
        return log.map { event, stamp in
            let record = codec.record(
                of: event,
                header: RecordHeader(
                    stream: .round(DemoCast.round), position: stamp.position, at: stamp.at,
                    actor: stamp.by, actingFor: stamp.actingFor, key: nil, previous: previous))
            previous = record.hash
            return String(decoding: record.bytes, as: UTF8.self)
        }
    }
}
