import Domain
import Foundation
import Glibc
import Intake

/// The key file: read only when nobody but its owner can read it.
enum CareKeys {
    /// The keys in the file; every reason why they can't be used is the operator's to mend.
    static func read(_ path: String) throws -> KeyRing {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(
                .configuration, "the key file \(path) can't be opened: \(reason())")
        }
        defer { close(descriptor) }
        let target = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let about = try FileManager.default.attributesOfItem(atPath: target)
        guard about[.type] as? FileAttributeType == .typeRegular,
            let mode = about[.posixPermissions] as? Int
        else {
            throw CommandFailure(.configuration, "the key file \(path) isn't a file")
        }
        guard mode & 0o077 == 0 else {
            throw CommandFailure(
                .configuration,
                "others can read the key file \(path): chmod 600 it, and rotate the key if they did"
            )
        }
        var bytes = [UInt8](repeating: 0, count: bytesMost + 1)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard (1...bytesMost).contains(count) else {
            throw CommandFailure(.configuration, "the key file \(path) can't be read")
        }
        do {
            return try KeyRing(file: Array(bytes.prefix(count)))
        } catch {
            throw CommandFailure(.configuration, "the key file \(path): \(sentence(error))")
        }
    }

    /// Writes the keys, whole or not at all, for the owner alone (mode 0600).
    static func write(_ ring: KeyRing, to path: String) throws {
        try WholeFile.write(ring.file, to: path, mode: 0o600)
    }

    /// What is wrong, for a person.
    static func sentence(_ fault: KeyRing.Fault) -> String {
        switch fault {
        case .unreadable: "it isn't a key file; kansendossier keys make makes one"
        case .municipality: "its municipality isn't a code of four digits"
        case .keys: "it must have one or two person keys and a content key, all different"
        case .overlapNotEnded:
            "it has a former key already; end that overlap first (keys end-overlap)"
        case .noOverlap: "it has no former key, so there is no overlap to end"
        }
    }

    /// A key file has a few hundred bytes.
    private static let bytesMost = 10_000

    private static func reason() -> String { String(cString: strerror(errno)) }
}
