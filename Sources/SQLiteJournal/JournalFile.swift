internal import Engine
internal import FoundationEssentials
internal import Glibc
internal import GRDB

/// Making and copying journal files, each whole under its name or not there at all.
enum JournalFile {
    static func configuration(busyMillisecondsMost: Int) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(Double(busyMillisecondsMost) / 1000)
        configuration.label = "journal"
        return configuration
    }

    /// Opens a file that must be there, without the right to change it.
    static func openForReading(_ file: String) throws -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: file) else {
            throw JournalFailure.unavailable("there is no journal at \(file)")
        }
        // A journal is never shorter than its first page: SQLite would take this for a new one.
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        guard let size = attributes[.size] as? Int, size >= 512 else {
            throw JournalFailure.damaged("\(file) was cut off; restore a backup")
        }
        var configuration = configuration(busyMillisecondsMost: 2_000)
        configuration.readonly = true
        return try DatabaseQueue(path: file, configuration: configuration)
    }

    /// A journal with a new history and no records.
    static func create(at file: String) throws {
        guard !FileManager.default.fileExists(atPath: file + "-wal") else {
            throw JournalFailure.damaged(
                "\(file) is gone but its -wal is there; put it back or restore a backup")
        }
        try build(file) { try Schema.create($0, epoch: Schema.newEpoch()) }
    }

    /// A checked copy of everything that this connection sees, in one file without a WAL; what is
    /// to be changed in the copy is changed before it gets its name.
    static func copy(
        _ source: Database, to file: String, change: (Database) throws -> Void = { _ in }
    ) throws {
        try build(file) { database in
            try source.backup(to: database)
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
            try Schema.identify(database)
            try Schema.checkIntegrity(database)
            try Schema.checkHeads(database)
            try change(database)
        }
    }

    /// Builds a file under a name of its own and gives it its real name when it is on the disk.
    static func build(_ file: String, _ body: (Database) throws -> Void) throws {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: file) else {
            throw JournalFailure.unavailable("\(file) is there already; nothing is overwritten")
        }
        let unfinished = file + ".unfinished"
        for leftover in [unfinished, unfinished + "-journal", unfinished + "-wal"]
        where manager.fileExists(atPath: leftover) {
            try manager.removeItem(atPath: leftover)
        }
        // For its owner alone, as are the files that SQLite makes beside it.
        guard
            manager.createFile(
                atPath: unfinished, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw JournalFailure.unavailable("can't make \(file)") }
        let queue = try DatabaseQueue(
            path: unfinished, configuration: configuration(busyMillisecondsMost: 2_000))
        do {
            try queue.writeWithoutTransaction(body)
            try queue.close()
        } catch {
            try? queue.close()
            try? manager.removeItem(atPath: unfinished)
            throw error
        }
        guard rename(unfinished, file) == 0 else {
            throw JournalFailure.unavailable(
                "can't name \(file): \(String(cString: strerror(errno)))")
        }
        try flush(folderOf: file)
    }

    /// Makes a new name last: without it a loss of power may take the name, not the file.
    private static func flush(folderOf file: String) throws {
        let end = file.lastIndex(of: "/")
        let folder = end.map { String(file[..<$0]) } ?? "."
        let descriptor = Glibc.open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { Glibc.close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw JournalFailure.unavailable(
                "can't flush \(folder): \(String(cString: strerror(errno)))")
        }
    }
}
