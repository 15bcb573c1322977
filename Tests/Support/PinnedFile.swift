import Foundation

/// A file of text that was once looked at and is held to since, in the folder `Golden` beside the
/// test or at a path from there.
///
/// `REGENERATE_GOLDEN=1` in the environment writes it anew, so that the difference is read in review.
package struct PinnedFile {
    private let file: URL

    /// The file of that name; the path is taken from the folder `Golden` beside the source.
    package init(_ name: String, beside source: String = #filePath) {
        file =
            URL(filePath: source).deletingLastPathComponent()
            .appending(path: "Golden").appending(path: name).standardized
    }

    /// Whether this run writes what it would otherwise compare.
    package static var isWriting: Bool {
        ProcessInfo.processInfo.environment["REGENERATE_GOLDEN"] == "1"
    }

    /// The first line that isn't as it was pinned, or nil when all are.
    package func difference(from text: String) throws -> String? {
        if Self.isWriting { try Data(text.utf8).write(to: file) }
        let pinned = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        guard text != pinned else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let promised = pinned.split(separator: "\n", omittingEmptySubsequences: false)
        let place = zip(lines, promised).enumerated().first { $1.0 != $1.1 }
        guard let (index, (line, promise)) = place else {
            return "\(file.lastPathComponent): \(lines.count) lines, pinned are \(promised.count)"
        }
        return "\(file.lastPathComponent):\(index + 1): \(line)\npinned is: \(promise)"
    }

    /// The same for lines of bytes, each ended by a line feed.
    package func difference(from lines: [[UInt8]]) throws -> String? {
        try difference(from: lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined())
    }

    /// The pinned lines as they stand; none when there is no such file.
    package var lines: [[UInt8]] {
        ((try? Data(contentsOf: file)) ?? Data()).split(separator: UInt8(ascii: "\n"))
            .map(Array.init)
    }
}
