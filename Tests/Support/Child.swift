import Foundation
import Glibc
import Subprocess
import SystemPackage

/// A program that a test runs as a process of its own, and that never outlives `run`.
///
/// What it writes goes into two files in the folder in which it runs, so that a program that writes
/// much or leaves a child of its own keeps nobody waiting.
package struct Child: Sendable {
    private typealias Running = Execution<NoInput, FileDescriptorOutput, FileDescriptorOutput>

    private let running: Running
    private let outputFile: String
    package let errorFile: String

    /// What a program that ended left behind.
    package struct Outcome: Sendable {
        /// Its exit code, or the number of the signal that ended it.
        package let exit: Int32
        package let output: String
        package let errors: String

        package var lines: [Substring] { output.split(separator: "\n") }
    }

    /// Thrown when a program doesn't say what a test waits for.
    package struct Missing: Error {
        package let what: String

        package init(what: String) { self.what = what }
    }

    /// The program of this name that stands beside the bundle of tests.
    package static func beside(_ name: String) throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: own).deletingLastPathComponent().appending(path: name).path()
    }

    /// Runs a program while the body uses it, and waits until it has ended: with this environment
    /// or with ours, in this folder or in one of its own that is removed afterwards.
    ///
    /// A body that returns lets it come to its end; one that throws, or whose test is cancelled,
    /// ends it with SIGTERM, and with SIGKILL after ten seconds.
    @discardableResult
    package static func run(
        _ executable: String, _ arguments: [String], environment: [String: String]? = nil,
        in folder: String? = nil, while body: (Child) async throws -> Void = { _ in }
    ) async throws -> Outcome {
        guard let folder else {
            let own = FileManager.default.temporaryDirectory
                .appending(path: "kansendossier-\(UUID().uuidString)").path()
            try FileManager.default.createDirectory(
                atPath: own, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: own) }
            return try await run(
                executable, arguments, environment: environment, in: own, while: body)
        }
        let files = "\(folder)/\(UUID().uuidString)"
        let (outputFile, errorFile) = ("\(files).out", "\(files).err")
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
        let result = try await Subprocess.run(
            .path(FilePath(executable)), arguments: Arguments(arguments),
            environment: environment.map(Environment.only) ?? .inherit,
            workingDirectory: FilePath(folder), platformOptions: options, input: .none,
            output: .fileDescriptor(try created(outputFile), closeAfterSpawningProcess: true),
            error: .fileDescriptor(try created(errorFile), closeAfterSpawningProcess: true)
        ) { running in
            try await body(
                Child(running: running, outputFile: outputFile, errorFile: errorFile))
        }
        let exit =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let number): number
            }
        return Outcome(exit: exit, output: text(of: outputFile), errors: text(of: errorFile))
    }

    package var identifier: Int32 { running.processIdentifier.value }
    package var output: String { Self.text(of: outputFile) }
    package var errors: String { Self.text(of: errorFile) }

    /// Sends it a signal; one that has ended gets none.
    package func signal(_ number: Int32) { try? running.send(signal: Signal(rawValue: number)) }

    /// Asks it to end, as systemd does.
    package func terminate() { signal(SIGTERM) }

    /// Waits until it has ended.
    package func ends() async throws {
        try await wait(for: "the end of \(identifier)") { isRunning ? nil : () }
    }

    /// Waits until it has said this on standard output or in its log, so many times.
    package func says(_ text: String, times: Int = 1) async throws {
        try await wait(for: text) {
            (output + errors).components(separatedBy: text).count > times ? () : nil
        }
    }

    /// Waits until it has written a line that begins so, and gives the rest of it.
    package func line(beginning start: String) async throws -> String {
        try await wait(for: "\(start)…") {
            output.split(separator: "\n").first { $0.hasPrefix(start) }
                .map { String($0.dropFirst(start.count)) }
        }
    }

    /// What is looked for, as soon as it's there: for two minutes, since machines are busy, or as long
    /// as the program runs.
    private func wait<Value>(for what: String, _ find: () -> Value?) async throws -> Value {
        for _ in 0..<4800 {
            let mayFollow = isRunning
            if let found = find() { return found }
            guard mayFollow else { break }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw Missing(what: "\(what) in \(output) \(errors)")
    }

    /// Looks without taking the news from whoever waits for its end.
    private var isRunning: Bool {
        var news = siginfo_t()
        let status = waitid(P_PID, id_t(identifier), &news, WEXITED | WNOHANG | WNOWAIT)
        return status == 0 && news.si_signo == 0
    }

    private static func created(_ file: String) throws -> FileDescriptor {
        try FileDescriptor.open(
            FilePath(file), .writeOnly, options: [.create, .truncate],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
    }

    private static func text(of file: String) -> String {
        (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    }
}

extension Environment {
    fileprivate static func only(_ values: [String: String]) -> Environment {
        .custom(
            Dictionary(uniqueKeysWithValues: values.map { (Key(stringLiteral: $0), $1) }))
    }
}
