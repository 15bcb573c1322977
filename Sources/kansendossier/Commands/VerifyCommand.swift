import ArgumentParser
import Domain
import Engine
import Foundation
import SQLiteJournal

/// Reads the log again and holds it against everything that it promises.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify the log: the chain, every result, the pot's laws.",
        discussion: """
            Reads every record of every stream again: positions without gap, each record's hash, \
            the chain, every stored result computed again, the laws of the pot, a receipt for \
            every command. It only reads, also while a server runs.

            The last line is `verify: ok (N records, HASH)`. HASH is the SHA-256 of one line \
            `stream hash` for each stream, in order; two copies of one history have the same. \
            Exit code 1 names the first deviation.

            EXAMPLES:
              kansendossier verify
              kansendossier verify --data /var/lib/kansendossier
              kansendossier verify --file backup.sqlite
            """)

    @OptionGroup var folder: FolderOption

    @Option(
        help: ArgumentHelp("A journal or a backup, in place of a data folder.", valueName: "file"))
    var file: String?

    func run() async throws {
        let path: String
        if let file {
            path = file
        } else {
            path = DataFolder.journalFile(in: try await folder.path())
        }
        try await Self.verify(file: path)
    }

    /// Verifies one file, says how far it is, and throws when something deviates.
    static func verify(file: String) async throws {
        let verification = try await verification(of: file)
        switch verification {
        case .ok(let records, let hash): Console.say("verify: ok (\(records) records, \(hash))")
        case .deviation(let deviation):
            throw CommandFailure(.didNotHold, "verify: deviation in \(deviation)")
        }
    }

    private static func verification(of file: String) async throws -> Verification {
        do {
            let journal = try SQLiteJournal(readingFile: file)
            try await journal.checkIntegrity()
            return try await Verifier<Round>(reading: journal).verify { progress in
                if progress.position == progress.positionMost {
                    Console.say(
                        "\(progress.stream): \(progress.position) records, \(progress.hash)")
                } else if progress.position.isMultiple(of: 100_000) {
                    Console.tell(
                        "\(progress.stream): \(progress.position) of \(progress.positionMost)")
                }
            }
        } catch JournalFailure.damaged(let reason) {
            throw CommandFailure(.didNotHold, "verify: deviation in \(file): \(reason)")
        }
    }
}
