import Foundation
import Testing

/// Holds the text against the pinned file of that name; with `GOLDEN=write` in the environment it
/// pins it anew, so that the difference can be read in review.
func expectGolden(_ text: String, _ name: String, filePath: String = #filePath) throws {
    let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    let file = folder.appending(path: "Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["GOLDEN"] == "write" {
        try Data(text.utf8).write(to: file)
    }
    let pinned = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let differing = zip(
        text.split(separator: "\n", omittingEmptySubsequences: false),
        pinned.split(separator: "\n", omittingEmptySubsequences: false)
    ).first { $0 != $1 }
    #expect(
        text == pinned, "\(name) differs first in: \(differing.map { "\($0)" } ?? "its length")")
}
