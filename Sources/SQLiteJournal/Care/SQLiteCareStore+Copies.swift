package import Engine
internal import FoundationEssentials
internal import GRDB

extension SQLiteCareStore {
    /// The care records that go with a backup of the journal stand beside it under this name.
    package static func backupFile(beside file: String) -> String { "\(file).care" }

    /// Copies everything as it is at this moment into one new file, while imports go on, and checks
    /// the copy. Nothing is overwritten; no key is in it.
    package func backup(to file: String) async throws(CareFailure) {
        try await read { database in try Self.copy(database, to: file) }
    }

    /// Puts a copy into a data folder that has no care database.
    package static func restore(
        from file: String, to folder: DataFolder
    ) throws(JournalFailure) {
        try JournalFailure.translating {
            let source = try JournalFile.openForReading(file)
            try source.read { source in
                try CareSchema.identify(source)
                try copy(source, to: Self.file(in: folder.path))
            }
            try source.close()
        }
    }

    private static func copy(_ database: Database, to file: String) throws {
        try JournalFile.build(file) { copy in
            try database.backup(to: copy)
            try copy.execute(sql: "PRAGMA journal_mode = DELETE")
            try CareSchema.identify(copy)
            try Schema.checkIntegrity(copy)
        }
    }
}
