import Engine
import Foundation
import Glibc
import SQLiteJournal

/// Whether a server could keep its log in a folder, found out by doing it in a folder beside the
/// log that is removed again.
struct FolderCheck {
    let path: String
    /// Whether the log is there too.
    let holdsLog: Bool

    /// A line for each thing that is right; throws for the first that isn't.
    func run() async throws -> [String] {
        var lines: [String] = []
        if FileManager.default.fileExists(atPath: path) {
            if let owner = try lockHolder() {
                lines.append("note   data folder: \(path), in use by \(owner)")
            } else {
                lines.append("ok     data folder: \(path)")
            }
        } else {
            lines.append("note   data folder: \(path) will be made at the start")
        }
        lines.append(try await trial())
        if holdsLog, FileManager.default.fileExists(atPath: DataFolder.journalFile(in: path)) {
            let journal = try SQLiteJournal(readingFile: DataFolder.journalFile(in: path))
            let heads = try await journal.heads()
            let records = heads.map(\.position).reduce(0, +)
            lines.append("ok     log: \(records) records of \(heads.count) streams")
        }
        return lines
    }

    /// Who holds the folder's lock; nil when nobody does.
    private func lockHolder() throws -> String? {
        let file = "\(path)/\(DataFolder.lockName)"
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        let descriptor = open(file, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(
                .unavailable, "can't open \(file): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return nil }
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        let number = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return number.isEmpty ? "another process" : "process \(number)"
    }

    /// Makes, locks and opens a journal where the real one is or will be, and removes it.
    private func trial() async throws -> String {
        let place = try trialPlace()
        defer { try? FileManager.default.removeItem(atPath: place) }
        let journal = try SQLiteJournal(owning: try DataFolder(owning: place))
        let durability = try journal.durability()
        try journal.close()
        guard durability.isProven else {
            throw CommandFailure(
                .unavailable, "commits wouldn't survive a loss of power in \(path): \(durability)")
        }
        return "ok     disk: written, locked, journal \(durability.journalMode), synchronous FULL"
    }

    private func trialPlace() throws -> String {
        let folder = URL(filePath: path)
        let exists = FileManager.default.fileExists(atPath: path)
        let place = exists ? folder : folder.deletingLastPathComponent()
        return place.appending(path: ".kansendossier-check-\(getpid())").path()
    }
}
