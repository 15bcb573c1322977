import Testing

/// Every visible top-level entry that the layout doesn't have, and every one that it lacks.
func layoutViolations(entries: [String]) -> [Violation] {
    let allowed: Set<String> = [
        "LICENSE", "Package.swift", "Proposals", "README.md", "Sources", "Tests", "config",
        "publiccode.yml",
    ]
    let found = Set(entries)
    return found.subtracting(allowed).sorted().map { Violation($0, "has no place at the top") }
        + allowed.subtracting(found).sorted().map { Violation($0, "is missing at the top") }
}

/// Every file or folder named after no noun at all.
func nameViolations(paths: [String]) -> [Violation] {
    let nounless: Set<String> = [
        "common", "helper", "helpers", "manager", "managers", "misc", "util", "utilities",
        "utility",
        "utils",
    ]
    return paths.compactMap { path in
        let name = path.split(separator: "/").last ?? ""
        let words = name.matches(of: #/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/#).map { $0.0.lowercased() }
        guard let word = words.first(where: nounless.contains) else { return nil }
        return Violation(path, "is named \(word): a noun is missing")
    }
}

/// Every shortcut that Sources may not take.
func shortcutViolations(in file: HouseFile) -> [Violation] {
    var violations: [Violation] = []
    func refuse(_ words: [String], in lines: [Substring]) {
        for (index, line) in lines.enumerated() {
            for word in words where line.contains(word) {
                violations.append(Violation(file.path, line: index + 1, "has \(word)"))
            }
        }
    }
    var words = ["fatalError(", "try!", "as!", "Task.detached"]
    let pure: Set<String> = ["Domain", "Wire", "Engine", "Pages"]
    if let room = file.room, pure.contains(room) { words.append("@unchecked Sendable") }
    refuse(words, in: file.codeLines)
    refuse(["TODO", "FIXME"], in: file.lines)
    return violations
}

/// Every line of a package list that isn't one package's plain name, in order.
func packageListViolations(in file: HouseFile) -> [Violation] {
    let names = file.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    var violations: [Violation] = []
    for (index, name) in names.enumerated() where !name.contains(#/^[a-z0-9][a-z0-9+.\-]+$/#) {
        violations.append(Violation(file.path, line: index + 1, "isn't a Debian package's name"))
    }
    if Array(names) != names.sorted() || !file.text.hasSuffix("\n") || names.isEmpty {
        violations.append(Violation(file.path, "isn't one name a line, in order"))
    }
    return violations
}

struct LayoutTests {
    @Test func `the top level has eight visible entries`() throws {
        let entries = try House.topLevelEntries()
        #expect(layoutViolations(entries: entries) == [])
    }

    @Test func `an entry too many and one too few are seen`() {
        let entries = [
            "LICENSE", "Package.swift", "Proposals", "README.md", "Sources", "Tests", "config",
            "docs",
        ]
        #expect(
            layoutViolations(entries: entries) == [
                Violation("docs", "has no place at the top"),
                Violation("publiccode.yml", "is missing at the top"),
            ])
    }

    @Test func `every file and folder is named after a noun`() throws {
        let paths = try House.paths().filter { $0.hasPrefix("Sources/") || $0.hasPrefix("Tests/") }
        #expect(nameViolations(paths: paths) == [])
    }

    @Test(arguments: [
        "Sources/Domain/Utilities", "Tests/Support/helpers", "Sources/Server/SocketManager.swift",
        "Sources/Wire/Common.swift", "Sources/Wire/Data+Utils.swift", "Sources/Engine/misc",
    ])
    func `a name without a noun is seen`(path: String) {
        #expect(
            nameViolations(paths: [path, "Sources/Domain/Commons/Commonwealth.swift"]).count == 1)
    }

    @Test func `no source takes a shortcut`() throws {
        let files = try House.files(below: ["Sources"], ending: ".swift")
        #expect(files.flatMap(shortcutViolations) == [])
    }

    @Test(arguments: [
        "// TODO: later", "// FIXME", "let a = try! f()", "let b = c as! D", "fatalError()",
        "Task.detached {}", "final class Box: @unchecked Sendable {}", "let e = \"\\(try! f())\"",
    ])
    func `a shortcut is seen`(line: String) {
        let file = HouseFile(path: "Sources/Engine/Mailbox.swift", text: "\n\(line)\n")
        #expect(shortcutViolations(in: file).map(\.line) == [2])
    }

    @Test func `a word in a comment or a string is no shortcut, nor is a lock in the server`() {
        let text =
            "// never try! or as!\nlet a = \"fatalError()\"\nclass B: @unchecked Sendable {}\n"
        let file = HouseFile(path: "Sources/Server/Hub.swift", text: text)
        #expect(shortcutViolations(in: file) == [])
    }

    @Test func `the list of Debian packages has one plain name a line`() throws {
        let list = try House.file("config/debian-packages.txt")
        #expect(packageListViolations(in: list) == [])
    }

    @Test(arguments: ["# why\nopenssl\n", "zlib1g-dev\nopenssl\n", "a1 b2\n", "openssl", "", "\n"])
    func `a comment, a second name, disorder and an open end are seen`(text: String) {
        #expect(!packageListViolations(in: HouseFile(path: "packages.txt", text: text)).isEmpty)
    }
}
