import FoundationEssentials
import Testing

@Suite struct `The client's documentation` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// The code between the fences for Swift.
    static func blocks(of document: String) -> [String] {
        var blocks: [String] = []
        var block: [Substring]?
        for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```swift" {
                block = []
            } else if line == "```", let done = block {
                blocks.append(done.joined(separator: "\n"))
                block = nil
            } else {
                block?.append(line)
            }
        }
        return blocks
    }

    /// The functions at the top level of a file, each with the comment before it.
    static func functions(of source: String) -> [String] {
        source.split(separator: "\n\n", omittingEmptySubsequences: true)
            .map { $0.hasSuffix("\n") ? String($0.dropLast()) : String($0) }
            .filter { $0.hasPrefix("///") }
    }

    @Test func `shows exactly the examples that are compiled here`() throws {
        let shown = Self.blocks(of: try Self.text("../../Sources/Client/README.md"))
        #expect(!shown.isEmpty)
        #expect(shown == Self.functions(of: try Self.text("Examples.swift")))
    }

    @Test func `would be seen to differ by one character, one lost and one added`() {
        let source = "import Client\n\n/// One.\nfunc one() {}\n\n/// Two.\nfunc two() {}\n"
        let one = "```swift\n/// One.\nfunc one() {}\n```\n"
        let two = "text\n```swift\n/// Two.\nfunc two() {}\n```\n"
        let functions = Self.functions(of: source)
        #expect(Self.blocks(of: one + two) == functions)
        for other in [one, two + one, one + two + one, one + two.replacing("{}", with: "{ }")] {
            #expect(Self.blocks(of: other) != functions)
        }
    }
}
