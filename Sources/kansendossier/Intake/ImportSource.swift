import Foundation
import Intake

/// Files, folders, archives and standard input, one document after the other, in memory.
///
/// Nothing is unpacked or copied to disk. Names in folders that begin with a dot are passed; links,
/// pipes and what can't be read are told as failures.
struct ImportSource {
    /// Of an archive as it is, packed.
    static let archiveBytesMost = 1_000_000_000
    /// What a document is read with, to see that it is too large.
    private static let documentBytesMost = MessageReader.documentBytesMost + 1

    private let bytes = SecretBytes(bytesMost: Self.archiveBytesMost)

    /// Gives each file of a path to the body: its name, safe to show, and its bytes, which the next
    /// file overwrites, or why it can't be read.
    func forEach(
        in path: String,
        _ body: (String, Result<SecretBytes, CommandFailure>) async throws -> Void
    ) async throws {
        for (file, obstacle) in Self.files(in: path) {
            let name = CitizenNumber.masked(file)
            do throws(CommandFailure) {
                if let obstacle { throw obstacle }
                try Self.read(file, into: bytes)
            } catch {
                try await body(name, .failure(error))
                continue
            }
            try await body(name, .success(bytes))
            bytes.wipe()
        }
    }

    /// Whether reading it takes nothing away: a file or a folder, not a pipe.
    static func canBeReadAgain(_ path: String) -> Bool {
        // Of a link this is what the link is: who wants it found gives the name that it leads to.
        let about = try? FileManager.default.attributesOfItem(atPath: path)
        return [.typeRegular, .typeDirectory].contains(about?[.type] as? FileAttributeType)
    }

    /// The file itself, or every file in a folder in order of name, with why one isn't read.
    private static func files(in path: String) -> [(String, CommandFailure?)] {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isThere, isFolder.boolValue else { return [(path, nil)] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            let reason = access(path, R_OK | X_OK) == 0 ? "this folder can't be read" : reason()
            return [(path, CommandFailure(.inputOutput, reason))]
        }
        return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name in
            let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            // Of a link this is what the link is, not what it leads to.
            let about = try? FileManager.default.attributesOfItem(atPath: inner)
            switch about?[.type] as? FileAttributeType {
            case .typeDirectory: return files(in: inner)
            case .typeRegular: return [(inner, nil)]
            default:
                return [
                    (inner, CommandFailure(.inputOutput, "a link or a pipe within a folder"))
                ]
            }
        }
    }

    private static func read(
        _ path: String, into bytes: SecretBytes
    ) throws(CommandFailure) {
        bytes.wipe()
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        while true {
            var code = 0
            let count = bytes.fill { room in
                repeat {
                    code = Glibc.read(descriptor, room.baseAddress, room.count)
                } while code < 0 && errno == EINTR
                return max(0, code)
            }
            guard code >= 0 else { throw failure() }
            guard let count else {
                throw CommandFailure(.inputOutput, "an archive of more than 1 GB")
            }
            if count == 0 { return }
            if bytes.count >= documentBytesMost, !Archive.isArchive(bytes) { return }
        }
    }

    private static func failure() -> CommandFailure {
        CommandFailure(.inputOutput, reason())
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
