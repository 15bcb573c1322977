import Foundation
import Support

/// The built program, run as an operator runs it: as a process with arguments and environment.
struct Program: Sendable {
    /// A folder of its own, in which the program runs and which the test removes.
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "kansendossier-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path(name)))
    }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    typealias Outcome = Child.Outcome

    /// Runs a command to its end.
    func run(
        _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await run(arguments, environment: environment)
    }

    /// Runs a command to its end, and the body meanwhile.
    @discardableResult
    func run(
        _ arguments: [String], environment: [String: String] = [:],
        while body: (Child) async throws -> Void = { _ in }
    ) async throws -> Outcome {
        try await run(Self.executable, arguments, environment, body)
    }

    /// Runs another program that tests need, such as openssl.
    func tool(_ arguments: String...) async throws -> Outcome { try await tool(arguments) }

    /// Runs another program to its end, and the body meanwhile.
    func tool(
        _ arguments: [String], while body: (Child) async throws -> Void = { _ in }
    ) async throws -> Outcome {
        try await run("/usr/bin/env", arguments, [:], body)
    }

    private func run(
        _ executable: String, _ arguments: [String], _ environment: [String: String],
        _ body: (Child) async throws -> Void
    ) async throws -> Outcome {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return try await Child.run(
            executable, arguments,
            environment: ["PATH": path].merging(environment) { _, new in new }, in: folder,
            while: body)
    }

    static let executable = (try? Child.beside("kansendossier")) ?? "kansendossier"
}
