import Testing

/// Every relative link that leads nowhere: a missing file, folder or heading.
///
/// - Parameters:
///   - paths: every file and folder of the package.
///   - documents: the text of every document, by path.
func linkViolations(in file: HouseFile, paths: Set<String>, documents: [String: String])
    -> [Violation]
{
    var violations: [Violation] = []
    for (line, target) in links(in: file) {
        if target.contains(#/^[a-z][a-z0-9+.\-]*:/#) { continue }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = resolve(parts[0], from: file.path), paths.contains(path) || path == ""
        else {
            violations.append(Violation(file.path, line: line, "\(target) doesn't exist"))
            continue
        }
        guard parts.count == 2 else { continue }
        if !anchors(in: documents[path] ?? "").contains(String(parts[1])) {
            violations.append(Violation(file.path, line: line, "\(target) has no such heading"))
        }
    }
    return violations
}

/// The targets of all links outside code, each with its line.
private func links(in file: HouseFile) -> [(line: Int, target: String)] {
    var found: [(Int, String)] = []
    var isFenced = false
    for (index, line) in file.lines.enumerated() {
        if line.hasPrefix("```") { isFenced.toggle() }
        if isFenced { continue }
        let prose = line.replacing(#/`[^`]*`/#, with: "`")
        let inline = prose.matches(of: #/\]\(\s*<?([^)\s>]+)>?[^)]*\)/#).map { String($0.1) }
        let reference = prose.matches(of: #/^\[[^\]]+\]:\s*(\S+)/#).map { String($0.1) }
        found += (inline + reference).map { (index + 1, $0) }
    }
    return found
}

/// The path from the package's root, or nil when it leaves the package.
private func resolve(_ target: Substring, from path: String) -> String? {
    if target.isEmpty { return path }
    if target.hasPrefix("/") { return nil }
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/") {
        switch part {
        case ".": continue
        case "..":
            if parts.popLast() == nil { return nil }
        default: parts.append(String(part))
        }
    }
    return parts.joined(separator: "/")
}

/// The anchors that a reader's browser knows for the headings, as GitHub and GitLab make them.
private func anchors(in document: String) -> Set<String> {
    var anchors: Set<String> = []
    var counts: [String: Int] = [:]
    var isFenced = false
    for line in document.split(separator: "\n") {
        if line.hasPrefix("```") { isFenced.toggle() }
        guard !isFenced, let heading = line.wholeMatch(of: #/#{1,6}\s+(.+?)\s*/#)?.1 else {
            continue
        }
        let text = heading.replacing(#/\[([^\]]*)\]\([^)]*\)/#) { String($0.1) }
        let kept = text.lowercased().filter {
            $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_"
        }
        let anchor = kept.replacing(" ", with: "-")
        let count = counts[anchor, default: 0]
        counts[anchor] = count + 1
        anchors.insert(count == 0 ? anchor : "\(anchor)-\(count)")
    }
    return anchors
}

struct LinkTests {
    private let documents = [
        "README.md": "# Top\n\n## What's new, in `code`\n\n## Twice\n\n## Twice\n",
        "Proposals/0001-a.md": "# KD-0001: A\n",
    ]

    private func violations(_ text: String, path: String = "Proposals/README.md") -> [Violation] {
        linkViolations(
            in: HouseFile(path: path, text: text),
            paths: Set(documents.keys).union(["Proposals", "Sources", path]), documents: documents)
    }

    @Test func `every relative link leads to a file, a folder or a heading that exists`() throws {
        let files = try House.files(ending: ".md")
        let paths = Set(try House.paths())
        let documents = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
        #expect(!files.isEmpty)
        #expect(
            files.flatMap { linkViolations(in: $0, paths: paths, documents: documents) } == [])
    }

    @Test(arguments: [
        "[a](0002-b.md)", "[a](../Sources/Attic)", "[a](../README.md#nowhere)", "[a](#nowhere)",
        "[a](/README.md)", "[a](../../README.md)", "[a]: lost.md", "![a](a.png \"title\")",
    ])
    func `a link that leads nowhere is seen`(text: String) {
        #expect(violations("\n\(text)\n").map(\.line) == [2])
    }

    @Test(arguments: [
        "[a](0001-a.md)", "[a](../Sources/)", "[a](../README.md#whats-new-in-code)",
        "[a](../README.md#twice-1)", "[a](0001-a.md#kd-0001-a)", "[a](https://eupl.eu/1.2/en/)",
        "`[a](lost.md)`", "```\n[a](lost.md)\n```", "[a](..)",
    ])
    func `a link that leads somewhere is no breach`(text: String) {
        #expect(violations(text) == [])
    }
}
