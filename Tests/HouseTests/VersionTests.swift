import Testing

/// How the server's version differs from the newest one in the changelog.
func versionViolations(changelog: HouseFile, settings: HouseFile) -> [Violation] {
    guard let newest = changelog.lines.first(where: { $0.hasPrefix("### ") })?.dropFirst(4) else {
        return [Violation(changelog.path, "names no version")]
    }
    let line = "package var version = \"\(newest)\""
    if settings.text.contains(line) { return [] }
    return [Violation(settings.path, "lacks \(line)")]
}

struct VersionTests {
    @Test func `the server tells the newest version of the changelog`() throws {
        let violations = versionViolations(
            changelog: try House.file("Proposals/README.md"),
            settings: try House.file("Sources/Server/ServerSettings.swift"))
        #expect(violations == [])
    }

    @Test(arguments: ["package var version = \"0.1.0\"", ""])
    func `an older version and none at all are found`(line: String) {
        let violations = versionViolations(
            changelog: HouseFile(path: "a.md", text: "# A\n\n### 0.2.0\n\n### 0.1.0\n"),
            settings: HouseFile(path: "b.swift", text: line))
        #expect(violations.count == 1)
        let none = versionViolations(
            changelog: HouseFile(path: "a.md", text: "# A\n"),
            settings: HouseFile(path: "b.swift", text: line))
        #expect(none == [Violation("a.md", "names no version")])
    }
}
