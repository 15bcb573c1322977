import Foundation
import Subprocess
import SystemPackage

/// A program that this process started and that ends with it: it reads the end of its standard
/// input as the end of its work.
struct ChildProcess: Sendable {
    private let execution: Execution<CustomWriteInput, SequenceOutput, FileDescriptorOutput>

    var processID: pid_t { execution.processIdentifier.value }

    /// Runs a program, which finds these beside its inherited environment, while the body uses it;
    /// then ends it, and waits until it has ended.
    static func running<Value: Sendable>(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:],
        _ body: (ChildProcess) async throws -> Value
    ) async throws -> Value {
        let additions = environment.map { (Environment.Key(stringLiteral: $0), String?($1)) }
        let result = try await Subprocess.run(
            .path(FilePath(executable)), arguments: Arguments(arguments),
            environment: .inherit.updating(Dictionary(uniqueKeysWithValues: additions)),
            input: .inputWriter, output: .sequence, error: .currentStandardError
        ) { execution in
            // Thrown on only once it has ended by itself: a shell that is killed leaves its child.
            do {
                return Result<Value, any Error>.success(
                    try await body(ChildProcess(execution: execution)))
            } catch {
                return .failure(error)
            }
        }
        return try result.closureResult.get()
    }

    /// The same for this same program with other arguments.
    static func own<Value: Sendable>(
        _ arguments: [String], _ body: (ChildProcess) async throws -> Value
    ) async throws -> Value {
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return try await running(path, arguments, body)
    }

    /// The port that it writes once it listens; nil when it ended instead.
    func port() async throws -> Int? {
        for try await line in execution.standardOutput.strings() {
            return Int(line.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return nil
    }
}
