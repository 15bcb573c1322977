import Foundation
import Support
import Testing

/// Several nodes on one database are one server, whatever befalls them.
@Suite(.serialized, .timeLimit(.minutes(15))) struct `Three nodes` {
    /// `NODE_PLAN_SEED` and `NODE_PLAN_SECONDS` in the environment choose another plan.
    private static func chosen(_ name: String, else value: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? value
    }

    @Test func `in a storm lose and double nothing, and agree with the log at rest`() async throws {
        let seed = Self.chosen("NODE_PLAN_SEED", else: Int.random(in: 1...999_999))
        let plan = NodePlan(
            seed: UInt64(seed), seconds: Self.chosen("NODE_PLAN_SECONDS", else: 15))
        let run = try await plan.play()
        print("nodes: seed \(seed), \(plan.seconds) s: \(run)")
        #expect(run.mistakes == [], "seed \(seed)")
        let accepted = run.replies[.accepted(position: nil), default: 0]
        #expect(accepted > NodePlan.acceptedLeast, "seed \(seed)")
    }
}
