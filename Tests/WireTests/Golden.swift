import Foundation
import Testing

/// Files with the bytes that were once promised, one line for each; they never change.
///
/// A new line is written by running the tests with REGENERATE_GOLDEN=1, and is then looked at.
enum Golden {
    /// Holds the lines against the file of that name.
    static func expect(
        _ lines: [[UInt8]], equal name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let text = lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
        if ProcessInfo.processInfo.environment["REGENERATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: file(name))
            return
        }
        let kept = try #require(Bundle.module.resourceURL, sourceLocation: sourceLocation)
            .appending(path: "Golden/\(name)")
        let promised = String(decoding: try Data(contentsOf: kept), as: UTF8.self)
            .split(separator: "\n").map(String.init)
        let written = text.split(separator: "\n").map(String.init)
        #expect(written.count == promised.count, sourceLocation: sourceLocation)
        for (line, promise) in zip(written, promised) {
            #expect(line == promise, sourceLocation: sourceLocation)
        }
    }

    /// Gives the kept lines to the check, after writing them anew when that is asked for.
    static func expect(
        regenerating lines: () -> [[UInt8]], as name: String,
        _ check: ([[UInt8]]) throws -> Void
    ) throws {
        let file = file(name)
        if ProcessInfo.processInfo.environment["REGENERATE_GOLDEN"] == "1" {
            let text = lines().map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
            try Data(text.utf8).write(to: file)
        }
        try check(self.lines(of: name))
    }

    /// The kept lines of that file; none when there is no such file.
    static func lines(of name: String) -> [[UInt8]] {
        let kept = (try? Data(contentsOf: file(name))) ?? Data()
        return kept.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    private static func file(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
    }
}
