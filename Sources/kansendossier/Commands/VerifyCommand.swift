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
            every command. Where messages about care were taken in, everything that came in is \
            held against the import log, the periods are computed again, and each import that a \
            round's results rest on must be in the import log. It only reads, also while a \
            server runs.

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

    @Flag(help: "Leave the care records out, as a backup may do.")
    var withoutCare = false

    func run() async throws {
        if let file {
            return try await verify(file, care: SQLiteCareStore.backupFile(beside: file))
        }
        let path = try await folder.path()
        try await verify(
            DataFolder.journalFile(in: path), care: SQLiteCareStore.file(in: path))
    }

    private func verify(_ journalFile: String, care: String) async throws {
        let hasCare = !withoutCare && FileManager.default.fileExists(atPath: care)
        if hasCare { try await Self.verify(careFile: care) }
        // Messages may come in before the first server starts.
        guard !hasCare || FileManager.default.fileExists(atPath: journalFile) else { return }
        if !withoutCare {
            try await RecordedImports(in: journalFile).hold(against: hasCare ? care : nil)
        }
        try await Self.verify(file: journalFile)
    }

    /// Verifies a care database, says what it holds, and throws when something deviates.
    static func verify(careFile: String) async throws {
        do {
            let store = try SQLiteCareStore(readingFile: careFile)
            switch try await store.verify() {
            case .ok(let lines, let documents, let clients, let hash):
                Console.say(
                    "care: ok (\(documents) documents of \(clients) clients in \(lines) imports, "
                        + "\(hash))")
                try await tellRemovals(in: store)
            case .deviation(let deviation):
                throw CommandFailure(.didNotHold, "verify: deviation in \(careFile): \(deviation)")
            }
        } catch JournalFailure.damaged(let reason), CareFailure.store(.damaged(let reason)) {
            throw CommandFailure(.didNotHold, "verify: deviation in \(careFile): \(reason)")
        } catch let failure as CareFailure {
            throw CommandFailure(failure)
        }
    }

    /// Says what was removed after its term, a line for each time.
    private static func tellRemovals(in store: SQLiteCareStore) async throws {
        var number = 0
        while let line = try await store.importLog(after: number, limit: 1).first {
            number = line.number
            guard let removed = line.removed else { continue }
            Console.say(
                "care: import log line \(number) removed \(removed.documents) documents and "
                    + "\(removed.rows) rows of \(removed.clients) clients and "
                    + "\(removed.refusals) refusals from before \(removed.cutoff), at \(line.at)")
        }
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
