import Foundation
import Glibc

/// A program that this process started and that ends with it: it reads the end of its standard
/// input as the end of its work.
struct ChildProcess: Sendable {
    private let process: Process
    private let input: Pipe
    private let output: Pipe

    var processID: pid_t { process.processIdentifier }

    /// Starts a program, which finds these beside its inherited environment.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:],
        isHeard: Bool = true
    ) throws {
        process = Process()
        input = Pipe()
        output = Pipe()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        // Some programs tell on standard error what they do when all is well.
        if !isHeard { process.standardError = FileHandle.nullDevice }
        try process.run()
    }

    /// This same program with other arguments.
    static func own(_ arguments: [String]) throws -> ChildProcess {
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return try ChildProcess(path, arguments)
    }

    /// The port that it writes once it listens; nil when it ended instead.
    ///
    /// Blocks until then, for there is nothing else to do meanwhile.
    func port() -> Int? {
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        return Int(line.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Everything that it writes until it ends.
    func text() -> String {
        String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    /// Ends it, and waits until it has ended.
    func end() {
        try? input.fileHandleForWriting.close()
        while process.isRunning { usleep(5_000) }
    }
}
