import Foundation
import Support
import Testing

/// The built program, which starts its own server as a child.
struct ComparisonTests {
    @Test func `a quick comparison brings every event to every watcher, and reports what it cost`()
        async throws
    {
        let result = try await Self.run(
            "peers", "--quick", "--server", "kansendossier", "--only", "fan-out")
        #expect(result.exit == 0, "\(result.errors)")
        let rows = result.output.split(separator: "\n").filter { $0.hasPrefix("| 200 watchers") }
        let cells = rows.map { row in
            row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let places = ["200 watchers over wss", "200 watchers over ws"]
        #expect(cells.map { $0[0] } == places + places)
        #expect(cells.allSatisfy { $0[1] == "kansendossier" })
        for row in cells {
            #expect(row.dropFirst(2).allSatisfy { Double($0.replacing(",", with: "")) ?? 0 > 0 })
        }
        #expect(result.errors.contains("fan-out, 200 watchers over wss …"))
    }

    @Test func `an argument that isn't known ends with what is`() async throws {
        let result = try await Self.run("peers", "--only", "everything")
        #expect(result.exit == 64)
        #expect(result.errors.contains("fan-out"))
    }

    /// Runs the program that stands beside the bundle of tests, to its end.
    private static func run(_ arguments: String...) async throws -> Child.Outcome {
        try await Child.run(Child.beside("Benchmarks"), arguments)
    }
}
