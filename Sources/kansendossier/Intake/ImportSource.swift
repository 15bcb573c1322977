import Foundation
import Intake

/// Files, folders, archives and standard input, one document after the other, in memory.
///
/// Nothing is unpacked or copied to disk. Links within folders aren't followed, and names that begin
/// with a dot are passed.
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
        for file in Self.files(in: path) {
            let name = CitizenNumber.masked(file)
            do throws(CommandFailure) {
                try Self.read(file, into: bytes)
            } catch {
                try await body(name, .failure(error))
                continue
            }
            try await body(name, .success(bytes))
            bytes.wipe()
        }
    }

    /// The file itself, or every file in a folder in order of name.
    private static func files(in path: String) -> [String] {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isThere, isFolder.boolValue else { return [path] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
            // Of a link this is what the link is, not what it leads to.
            let about = try? FileManager.default.attributesOfItem(atPath: inner)
            switch about?[.type] as? FileAttributeType {
            case .typeDirectory: return files(in: inner)
            case .typeRegular: return [inner]
            default: return []
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
        CommandFailure(.inputOutput, String(cString: strerror(errno)))
    }
}
