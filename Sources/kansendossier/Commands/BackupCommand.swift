import ArgumentParser
import Engine
import SQLiteJournal

/// Copies the journal while it is in use.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the log into one file, also while a server runs.",
        discussion: """
            The file is as the log was at one moment, and is checked before it gets its name. \
            Nothing is overwritten. It holds everything, also what is still secret: keep it as \
            safe as the data folder.

            EXAMPLES:
              kansendossier backup /backup/kansendossier-2026-03-01.sqlite
              kansendossier verify --file /backup/kansendossier-2026-03-01.sqlite
            """)

    @OptionGroup var folder: FolderOption

    @Argument(help: "The file to make; it may not be there yet.")
    var file: String

    func run() async throws {
        let source = DataFolder.journalFile(in: try await folder.path())
        let journal = try SQLiteJournal(readingFile: source)
        let heads = try await journal.backup(to: file)
        let records = heads.map(\.position).reduce(0, +)
        Console.say("backup: \(records) records of \(heads.count) streams in \(file)")
    }
}
