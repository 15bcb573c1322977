import Foundation
import Glibc
import Synchronization

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

    /// What a finished command left behind.
    struct Outcome: Sendable {
        let exit: Int32
        let output: String
        let errors: String

        var lines: [Substring] { output.split(separator: "\n") }
    }

    /// Runs a command to its end.
    func run(
        _ arguments: String..., environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await start(arguments, environment: environment).end()
    }

    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Running {
        try Running(self, Self.executable, arguments, environment)
    }

    /// Runs another program that tests need, such as openssl.
    func tool(_ arguments: String...) async throws -> Outcome {
        try await Running(self, "/usr/bin/env", arguments, [:]).end()
    }

    func startTool(_ arguments: [String]) throws -> Running {
        try Running(self, "/usr/bin/env", arguments, [:])
    }

    /// The program stands beside the bundle of tests.
    static let executable: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(
            decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return URL(filePath: own).deletingLastPathComponent().appending(path: "kansendossier")
            .path()
    }()
}

/// A process that has been started.
final class Running: Sendable {
    private let program: Program
    private let process: Process
    private let ending: AsyncStream<Int32>
    private let outputFile: String
    private let errorFile: String

    fileprivate init(
        _ program: Program, _ executable: String, _ arguments: [String],
        _ environment: [String: String]
    ) throws {
        let name = UUID().uuidString
        outputFile = program.path("\(name).out")
        errorFile = program.path("\(name).err")
        for file in [outputFile, errorFile] {
            _ = FileManager.default.createFile(atPath: file, contents: nil)
        }
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: program.folder)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        process.environment = ["PATH": path].merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: outputFile))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: errorFile))
        let (ending, continuation) = AsyncStream<Int32>.makeStream()
        process.terminationHandler = {
            continuation.yield($0.terminationStatus)
            continuation.finish()
        }
        try process.run()
        self.program = program
        self.process = process
        self.ending = ending
    }

    var output: String { (try? String(contentsOfFile: outputFile, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? "" }

    func end() async -> Program.Outcome {
        var exit: Int32 = -1
        for await status in ending { exit = status }
        return Program.Outcome(exit: exit, output: output, errors: errors)
    }

    var identifier: Int32 { process.processIdentifier }

    /// Asks the process to end, as systemd does.
    func terminate() { process.terminate() }

    /// Sends the process a signal.
    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Sends a signal, and another one as soon as the log says this: by a program of its own, since
    /// a test may have to wait for its turn.
    func signal(
        _ first: Int32, andWhenItSays text: String, _ second: Int32
    ) async throws -> Program.Outcome {
        let script = """
            kill -\(first) \(identifier)
            for _ in $(seq 1000); do
                if grep -qF '\(text)' '\(errorFile)'; then exec kill -\(second) \(identifier); fi
                sleep 0.01
            done
            exit 1
            """
        return try await program.tool("sh", "-c", script)
    }

    /// Waits until the process has said this on standard output or in its log, so many times.
    func says(_ text: String, times: Int = 1) async throws {
        for _ in 0..<1200 {
            let said = (output + errors).components(separatedBy: text).count - 1
            if said >= times { return }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw Missing(what: "\(text) in \(output) \(errors)")
    }

    /// Waits until the process has written a line that begins so, and gives the rest of it.
    func line(beginning start: String) async throws -> String {
        for _ in 0..<600 {
            let line = output.split(separator: "\n").first { $0.hasPrefix(start) }
            if let line { return String(line.dropFirst(start.count)) }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Missing(what: "\(start)… in \(output) \(errors)")
    }

    struct Missing: Error { let what: String }
}
