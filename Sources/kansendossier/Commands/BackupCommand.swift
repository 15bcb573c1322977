import ArgumentParser
import Engine
import Foundation
import SQLiteJournal

/// Copies the journal while it is in use.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the log and the care records, also while a server runs.",
        discussion: """
            The file is as the log was at one moment, and is checked before it gets its name. \
            Nothing is overwritten. It holds everything, also what is still secret: keep it as \
            safe as the data folder.

            Care records go into a file beside it, with .care behind the name, copied after the \
            log so that nothing in that rests on what isn't there. Keys are in no backup: keep \
            them apart.

            A log in PostgreSQL is copied with PostgreSQL's own tools: this refuses (69).

            EXAMPLES:
              kansendossier backup /backup/kansendossier-2026-03-01.sqlite
              kansendossier verify --file /backup/kansendossier-2026-03-01.sqlite
            """)

    @OptionGroup var folder: FolderOption

    @Argument(help: "The file to make; it may not be there yet.")
    var file: String

    @Flag(help: "Leave the care records out.")
    var withoutCare = false

    func run() async throws {
        let place = try await folder.log()
        guard place.database == nil else {
            throw CommandFailure(
                .unavailable,
                "the log is in \(place): copy it with pg_dump, or as that database is backed up "
                    + "(config/README.md)")
        }
        let path = place.folder
        let care = SQLiteCareStore.file(in: path)
        let careCopy = SQLiteCareStore.backupFile(beside: file)
        let takesCare = !withoutCare && FileManager.default.fileExists(atPath: care)
        guard !takesCare || !FileManager.default.fileExists(atPath: careCopy) else {
            throw CommandFailure(
                .unavailable, "\(careCopy) is there already; nothing is overwritten")
        }
        let source = DataFolder.journalFile(in: path)
        let journal = try SQLiteJournal(readingFile: source)
        let heads = try await journal.backup(to: file)
        let records = heads.map(\.position).reduce(0, +)
        Console.say("backup: \(records) records of \(heads.count) streams in \(file)")
        guard takesCare else { return }
        let store = try SQLiteCareStore(readingFile: care)
        do throws(CareFailure) {
            try await store.backup(to: careCopy)
        } catch {
            throw CommandFailure(error)
        }
        Console.say("backup: care records in \(careCopy)")
    }
}
