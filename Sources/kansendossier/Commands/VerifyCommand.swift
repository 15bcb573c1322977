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
            round's results rest on must be in the import log. It only reads, also while \
            servers run, from a data folder or a database.

            The last line is `verify: ok (N records, HASH)`. HASH is the SHA-256 of one line \
            `stream hash` for each stream, in order; two copies of one history have the same. \
            Exit code 1 names the first deviation.

            EXAMPLES:
              kansendossier verify
              kansendossier verify --data /var/lib/kansendossier
              kansendossier verify --file backup.sqlite
              kansendossier verify --journal postgres://kansendossier_server@db/kansendossier
            """)

    @OptionGroup var folder: FolderOption

    @Option(
        help: ArgumentHelp("A journal or a backup, in place of a data folder.", valueName: "file"))
    var file: String?

    @Flag(help: "Leave the care records out, as a backup may do.")
    var withoutCare = false

    func run() async throws {
        if let file {
            let careFile = SQLiteCareStore.backupFile(beside: file)
            let care = try await Self.verifiedCare(called: careFile) {
                try withoutCare ? nil : SQLiteCareStore.reading(careFile)
            }
            let journal = try SQLiteJournal(readingFile: file)
            try await holdImports(in: journal, against: care, called: careFile)
            try await care?.close()
            return try await Self.verify(journal, called: file)
        }
        let place = try await folder.log()
        let care = try await Self.verifiedCare(called: place.care) {
            try await withoutCare ? nil : place.careToRead()
        }
        // Messages may come in before the first server starts.
        guard care == nil || place.hasLog else { return }
        try await place.read { journal in
            try await holdImports(in: journal, against: care, called: place.care)
            try await Self.verify(journal, called: place.description)
        }
    }

    /// The care records that are opened, once everything in them has held; nil when there are none.
    static func verifiedCare(
        called name: String, _ open: () async throws -> (any CareStore)?
    ) async throws -> (any CareStore)? {
        do {
            guard let care = try await open() else { return nil }
            try await verify(care, called: name)
            return care
        } catch JournalFailure.damaged(let reason) {
            throw CommandFailure(.didNotHold, "verify: deviation in \(name): \(reason)")
        }
    }

    private func holdImports(
        in journal: any Journal, against care: (any CareStore)?, called name: String
    ) async throws {
        if !withoutCare {
            try await RecordedImports(in: journal).hold(against: care, called: name)
        }
    }

    /// Verifies care records, says what they are, and throws when something deviates.
    private static func verify(_ store: any CareStore, called name: String) async throws {
        do {
            switch try await store.verify() {
            case .ok(let lines, let documents, let clients, let hash):
                Console.say(
                    "care: ok (\(documents) documents of \(clients) clients in \(lines) imports, "
                        + "\(hash))")
                try await tellRemovals(in: store)
            case .deviation(let deviation):
                throw CommandFailure(.didNotHold, "verify: deviation in \(name): \(deviation)")
            }
        } catch CareFailure.store(.damaged(let reason)) {
            throw CommandFailure(.didNotHold, "verify: deviation in \(name): \(reason)")
        } catch let failure as CareFailure {
            throw CommandFailure(failure)
        }
    }

    /// Says what was removed after its term, a line for each time.
    private static func tellRemovals(in store: any CareStore) async throws {
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

    /// Verifies the log in this place, says how far it is, and throws when something deviates.
    static func verify(_ place: LogPlace) async throws {
        try await place.read { try await verify($0, called: place.description) }
    }

    /// The same for a journal that is open.
    static func verify(_ journal: any Journal, called name: String) async throws {
        let verification = try await verification(of: journal, called: name)
        switch verification {
        case .ok(let records, let hash): Console.say("verify: ok (\(records) records, \(hash))")
        case .deviation(let deviation):
            throw CommandFailure(.didNotHold, "verify: deviation in \(deviation)")
        }
    }

    private static func verification(
        of journal: any Journal, called name: String
    ) async throws -> Verification {
        do {
            try await (journal as? SQLiteJournal)?.checkIntegrity()
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
            throw CommandFailure(.didNotHold, "verify: deviation in \(name): \(reason)")
        }
    }
}
