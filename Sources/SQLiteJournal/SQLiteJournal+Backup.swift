package import Engine
internal import FoundationEssentials
internal import GRDB

extension SQLiteJournal {
    /// Copies the journal as it is at this moment into one new file, while writing goes on, and
    /// checks the copy; returns the heads that the copy has.
    ///
    /// Nothing is overwritten: a file of that name is `unavailable`. The copy keeps the epoch.
    package func backup(to file: String) async throws(JournalFailure) -> [StreamHead] {
        try await read { database in
            var heads: [StreamHead] = []
            try JournalFile.copy(database, to: file) { heads = try SQLiteJournal.heads($0) }
            return heads
        }
    }

    /// Puts a backup into an empty or new folder, as a history with an epoch of its own.
    ///
    /// Without a new epoch a client that saw records after the backup would resume into a past
    /// that now goes another way. Throws `damaged` for a backup that contradicts itself and
    /// `unavailable` for a folder that holds anything; writes nothing then. Returns the new epoch.
    @discardableResult
    package static func restore(
        from file: String, to folder: DataFolder
    ) throws(JournalFailure) -> String {
        try JournalFailure.translating {
            let found = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0 != DataFolder.lockName }
            guard found.isEmpty else {
                throw JournalFailure.unavailable(
                    "\(folder.path) isn't empty; a backup is only put into an empty folder")
            }
            let epoch = Schema.newEpoch()
            let source = try JournalFile.openForReading(file)
            try source.read { source in
                try Schema.identify(source)
                try JournalFile.copy(source, to: folder.journalFile) { copy in
                    try copy.execute(sql: "UPDATE meta SET epoch = ?", arguments: [epoch])
                }
            }
            try source.close()
            return epoch
        }
    }

    /// Refuses, as `damaged`, a file whose pages or indexes contradict each other.
    ///
    /// It reads the whole file. It doesn't see changed bytes within a record: the chain of hashes
    /// does.
    package func checkIntegrity() async throws(JournalFailure) {
        try await read { try Schema.checkIntegrity($0) }
    }
}
