internal import CArchive

/// Reads the files in a ZIP archive one after the other, in memory, by libarchive.
///
/// It writes nothing to disk and doesn't look at names: those may tell who somebody is. An archive
/// within the archive is read too, one deep and no deeper. One task uses it at a time.
package final class Archive {
    private var budget: ArchiveLimits
    private var levels: [Level] = []
    /// What libarchive and zlib give back is overwritten meanwhile.
    private let freed = FreedMemory()

    /// An archive that is being read, and the memory for one file of it.
    private struct Level {
        let handle: OpaquePointer
        let file: SecretBytes
        let prefix: String
        var number = 0
    }

    /// Begins to read; the bytes stay as they are until the archive is read.
    package init(
        _ archive: SecretBytes, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveFault) {
        budget = limits
        try open(archive, prefix: "")
    }

    deinit {
        while let level = levels.popLast() { archive_read_free(level.handle) }
    }

    /// Whether a file that begins so is a ZIP archive.
    package static func isArchive(_ bytes: SecretBytes) -> Bool {
        bytes.count >= 4 && bytes.bytes[0] == 0x50 && bytes.bytes[1] == 0x4B
            && [[3, 4], [5, 6], [7, 8]].contains([bytes.bytes[2], bytes.bytes[3]])
    }

    /// The next file, with its number from 1 (`3.2` is the second file of an archive that is the
    /// third), in memory that the next call uses again; nil after the last.
    ///
    /// Throws when the archive can't be read on, or holds more than the limits allow; what was given
    /// before is right.
    package func next() throws(ArchiveFault) -> (number: String, file: SecretBytes)? {
        while let level = levels.last {
            guard let entry = try nextEntry(of: level.handle) else {
                archive_read_free(level.handle)
                level.file.wipe()
                levels.removeLast()
                continue
            }
            guard archive_entry_filetype(entry) == Self.regularFile else { continue }
            levels[levels.count - 1].number += 1
            guard archive_entry_is_encrypted(entry) == 0 else { throw .encrypted }
            budget.filesMost -= 1
            guard budget.filesMost >= 0 else { throw .tooManyFiles }
            level.file.wipe()
            try unpack(level.handle, into: level.file)
            let number = "\(level.prefix)\(level.number + 1)"
            guard Self.isArchive(level.file) else { return (number, level.file) }
            guard levels.count == 1 else { throw .tooDeep }
            try open(level.file, prefix: "\(number).")
        }
        return nil
    }

    private func open(_ archive: SecretBytes, prefix: String) throws(ArchiveFault) {
        guard let handle = archive_read_new() else { throw .unreadable }
        archive_read_support_format_zip(handle)
        guard
            archive_read_open_memory(handle, archive.bytes.baseAddress, archive.count)
                == ARCHIVE_OK
        else {
            archive_read_free(handle)
            throw .unreadable
        }
        // One byte more than allowed, to see that a file has it.
        let file = SecretBytes(bytesMost: budget.fileBytesMost + 1)
        levels.append(Level(handle: handle, file: file, prefix: prefix))
    }

    private func nextEntry(of handle: OpaquePointer) throws(ArchiveFault) -> OpaquePointer? {
        var entry: OpaquePointer?
        switch archive_read_next_header(handle, &entry) {
        case ARCHIVE_OK, ARCHIVE_WARN: return entry
        case ARCHIVE_EOF: return nil
        default: throw .unreadable
        }
    }

    private func unpack(
        _ handle: OpaquePointer, into file: SecretBytes
    ) throws(ArchiveFault) {
        while true {
            var code = 0
            let count = file.fill { room in
                code = archive_read_data(handle, room.baseAddress, room.count)
                return max(0, code)
            }
            guard code >= 0 else { throw .unreadable }
            guard let count, file.count <= budget.fileBytesMost else { throw .fileTooLarge }
            if count == 0 { return }
            budget.bytesMost -= count
            guard budget.bytesMost >= 0 else { throw .tooLarge }
        }
    }

    /// AE_IFREG, which is a macro that Swift can't read.
    private static let regularFile: UInt32 = 0o100000
}

/// What an archive may hold, unpacked; a small archive can hold very much (a "zip bomb").
package struct ArchiveLimits: Sendable {
    package var filesMost = 200_000
    /// Of all files together.
    package var bytesMost = 4_000_000_000
    /// Of one file; more than a message may have, for an archive within the archive.
    package var fileBytesMost = 100_000_000

    package init() {}
}

/// Why an archive can't be read on.
package enum ArchiveFault: String, Error, Sendable, Equatable {
    case unreadable = "not a whole ZIP archive"
    case encrypted = "a file in it is encrypted"
    case tooManyFiles = "more files in it than allowed"
    case tooLarge = "more in it than allowed, unpacked"
    case fileTooLarge = "a larger file in it than allowed"
    case tooDeep = "an archive within an archive within it"
}
