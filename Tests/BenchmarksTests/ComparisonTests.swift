import Foundation
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

    private struct Outcome {
        let exit: Int32
        let output: String
        let errors: String
    }

    /// Runs the program that stands beside the bundle of tests, to its end.
    private static func run(_ arguments: String...) async throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "kansendossier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(
            filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        ).deletingLastPathComponent().appending(path: "Benchmarks")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let (ending, continuation) = AsyncStream<Int32>.makeStream()
        process.terminationHandler = {
            continuation.yield($0.terminationStatus)
            continuation.finish()
        }
        try process.run()
        var exit: Int32 = -1
        for await status in ending { exit = status }
        return Outcome(
            exit: exit, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}
