import ArgumentParser
import Engine
import SQLiteJournal

/// Puts a backup into a new data folder.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup into an empty data folder, and verify it.",
        discussion: """
            The folder must be empty or not there. The restored log begins a new epoch: clients \
            that had seen more than the backup holds read everything anew. Care records beside \
            the backup (.care) are verified first and put back too; keys are in no backup.

            A log in PostgreSQL is restored with PostgreSQL's own tools: this refuses (69).

            EXAMPLES:
              kansendossier restore /backup/kansendossier-2026-03-01.sqlite --data restored
            """)

    @OptionGroup var folder: FolderOption

    @Argument(help: "A file that `backup` made.")
    var file: String

    @Flag(help: "Leave the care records out.")
    var withoutCare = false

    func run() async throws {
        let place = try await folder.log()
        guard place.database == nil else {
            throw CommandFailure(
                .unavailable,
                "the log is in \(place): restore it with PostgreSQL's own tools, then verify it; "
                    + "what is restored has another epoch by itself (config/README.md)")
        }
        let path = place.folder
        let care = SQLiteCareStore.backupFile(beside: file)
        let copy = try await VerifyCommand.verifiedCare(called: care) {
            try withoutCare ? nil : SQLiteCareStore.reading(care)
        }
        let takesCare = copy != nil
        try await copy?.close()
        let owned = try DataFolder(owning: path)
        let epoch = try SQLiteJournal.restore(from: file, to: owned)
        if takesCare { try SQLiteCareStore.restore(from: care, to: owned) }
        Console.say("restore: epoch \(epoch) in \(path)")
        if !takesCare { Console.say("restore: no care records, and results rest on none here") }
        try await VerifyCommand.verify(place)
        owned.release()
    }
}
