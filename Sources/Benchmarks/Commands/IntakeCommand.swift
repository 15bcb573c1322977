import ArgumentParser
import Foundation

/// Measures how fast messages about care are taken in.
struct IntakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake",
        abstract: "Take in messages of one client each, and tell what each part takes.")

    @OptionGroup var options: Options

    @Option(help: "How many messages.")
    var messages = 100_000

    func validate() throws {
        guard (2...150_000).contains(messages) else {
            throw ValidationError("--messages is from 2 to 150000: there are no more test numbers")
        }
    }

    func run() async throws {
        let folder = "\(options.folder)/intake-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        Benchmarks.say(try await IntakeMeasurement(of: messages, in: folder).table)
    }
}
