import Testing

/// Everything that a proposal lacks of its form; a draft needs its header and summary alone.
///
/// - Parameter testNames: the name of every test, which Evidence may quote.
func proposalViolations(in file: HouseFile, testNames: Set<String>) -> [Violation] {
    let sections = proposalSections(of: file.text)
    var sentences = headerBreaches(of: file)
    let summary = sections["Summary"] ?? ""
    let words = summary.split { $0.isWhitespace }.count
    if !(1...50).contains(words) { sentences.append("its Summary has \(words) words, not 1 to 50") }
    if file.text.contains(#/(?m)^- Status: Draft$/#) {
        return sentences.map { Violation(file.path, $0) }
    }
    let required = [
        "Motivation", "Proposed solution", "Detailed design", "Compatibility",
        "Security and privacy", "Evidence", "Alternatives considered",
    ]
    for name in required where (sections[name] ?? "").isEmpty {
        sentences.append("lacks the section \(name)")
    }
    let compatibility = (sections["Compatibility"] ?? "").lowercased()
    for subject in ["stored events", "wire", "configuration"]
    where !compatibility.contains(subject) {
        sentences.append("its Compatibility doesn't say what it does to \(subject)")
    }
    sentences += evidenceBreaches(in: sections["Evidence"] ?? "", testNames: testNames)
    return sentences.map { Violation(file.path, $0) }
}

private func headerBreaches(of file: HouseFile) -> [String] {
    var sentences: [String] = []
    let title = file.text.prefixMatch(of: #/# KD-(\d{4}): \S.*\n/#)
    let name = file.path.split(separator: "/").last ?? ""
    if title.map({ name.hasPrefix($0.1 + "-") }) != true {
        sentences.append("doesn't begin with '# KD-NNNN: title' and the number in its name")
    }
    let status =
        #/(?m)^- Status: (Draft|Accepted|Implemented \(\S+\)|Rejected|Withdrawn|Superseded by KD-\d{4})$/#
    if !file.text.contains(status) { sentences.append("has no known status") }
    if !file.text.contains(#/(?m)^- Commit: \S/#) { sentences.append("names no commit") }
    return sentences
}

private func proposalSections(of text: String) -> [String: String] {
    var sections: [String: String] = [:]
    var name = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("## ") {
            name = String(line.dropFirst(3))
        } else if !line.isEmpty {
            sections[name, default: ""] += line + "\n"
        }
    }
    return sections
}

/// A promise is a numbered item; what it quotes in backticks must name a test that exists.
private func evidenceBreaches(in section: String, testNames: Set<String>) -> [String] {
    var promises: [String] = []
    for line in section.split(separator: "\n") {
        if line.contains(#/^\d+\. /#) {
            promises.append(String(line))
        } else if let last = promises.indices.last {
            promises[last] += " " + line.drop { $0 == " " }
        }
    }
    if promises.isEmpty { return ["its Evidence has no numbered promise"] }
    return promises.filter { promise in
        let quoted = promise.matches(of: #/`([^`]+)`/#).map { String($0.1) }
        return quoted.isEmpty || !quoted.allSatisfy(testNames.contains)
    }.map { "no test of that name: \($0)" }
}

/// Every proposal that the index lacks or names with another title or status.
func indexViolations(index: HouseFile, proposals: [HouseFile]) -> [Violation] {
    var violations: [Violation] = []
    for (number, file) in proposals.sorted(by: { $0.path < $1.path }).enumerated() {
        let name = String(file.path.split(separator: "/").last ?? "")
        let digits = String(number + 1)
        let expected = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        if !name.hasPrefix(expected + "-") {
            violations.append(Violation(file.path, "isn't numbered \(expected): none may be lost"))
        }
        let title = file.text.firstMatch(of: #/(?m)^# KD-\d{4}: (.+)$/#).map { String($0.1) } ?? ""
        let status = file.text.firstMatch(of: #/(?m)^- Status: (.+)$/#).map { String($0.1) } ?? ""
        let row = "| [KD-\(name.prefix(4))](\(name)) | \(title) | \(status) |"
        if !index.lines.contains(Substring(row)) {
            violations.append(Violation(index.path, "lacks the row \(row)"))
        }
    }
    return violations
}

/// The raw-identifier name of every test in these files.
func testNames(in files: [HouseFile]) -> Set<String> {
    Set(files.flatMap { $0.text.matches(of: #/func\s+`([^`\n]+)`\(/#).map { String($0.1) } })
}

struct ProposalTests {
    private let good = """
        # KD-0001: Arrows

        - Status: Accepted
        - Commit: 0123abc

        ## Summary
        Rooms and arrows.
        ## Motivation
        Walls.
        ## Proposed solution
        A table.
        ## Detailed design
        A test.
        ## Compatibility
        Stored events: none. Wire: none. Configuration: none.
        ## Security and privacy
        None.
        ## Evidence
        1. The walls stand:
           `a wall stands`.
        ## Alternatives considered
        Tents.

        """

    private func sentences(_ text: String, path: String = "Proposals/0001-arrows.md") -> [String] {
        proposalViolations(in: HouseFile(path: path, text: text), testNames: ["a wall stands"])
            .map(\.sentence)
    }

    private func proposals() throws -> [HouseFile] {
        try House.files(below: ["Proposals"], ending: ".md")
            .filter { $0.path != "Proposals/README.md" }
    }

    @Test func `every proposal has its form and quotes tests that exist`() throws {
        let names = testNames(in: try House.files(below: ["Tests"], ending: ".swift"))
        let violations = try proposals().flatMap { proposalViolations(in: $0, testNames: names) }
        #expect(violations == [])
    }

    @Test func `every proposal stands in the index with its title and status`() throws {
        let index = try House.file("Proposals/README.md")
        let proposals = try proposals()
        #expect(indexViolations(index: index, proposals: proposals) == [])
    }

    @Test func `a whole proposal and a draft with a summary are no breach`() {
        #expect(sentences(good) == [])
        let draft = "# KD-0001: A\n\n- Status: Draft\n- Commit: none yet\n\n## Summary\n\nSoon.\n"
        #expect(sentences(draft) == [])
    }

    @Test(arguments: [
        ("# KD-0001: Arrows", "# KD-0002: Arrows"), ("# KD-0001: Arrows", "# Arrows"),
        ("Accepted", "Ready"), ("- Commit: 0123abc\n", ""), ("## Motivation\n", ""),
        ("## Evidence", "## Proof"), ("1. The", "The"), ("`a wall stands`", "`a wall falls`"),
        ("`a wall stands`", "by itself"), ("Wire: none. ", ""),
        ("Rooms and arrows.", String(repeating: "word ", count: 51)), ("Rooms and arrows.", ""),
    ])
    func `a proposal that lacks part of its form is seen`(part: String, instead: String) {
        #expect(good.contains(part))
        #expect(!sentences(good.replacing(part, with: instead)).isEmpty)
    }

    @Test func `a summary may have 50 words and not 51`() {
        let words = String(repeating: "word ", count: 50)
        #expect(sentences(good.replacing("Rooms and arrows.", with: words)) == [])
        #expect(sentences(good.replacing("Rooms and arrows.", with: words + "more")).count == 1)
    }

    @Test func `a proposal that the index lacks or names otherwise is seen`() {
        let row = "| [KD-0001](0001-arrows.md) | Arrows | Accepted |"
        let proposal = HouseFile(path: "Proposals/0001-arrows.md", text: good)
        func count(_ index: String, _ proposals: [HouseFile]) -> Int {
            indexViolations(
                index: HouseFile(path: "Proposals/README.md", text: index), proposals: proposals
            ).count
        }
        #expect(count(row, [proposal]) == 0)
        #expect(count("", [proposal]) == 1)
        #expect(count(row.replacing("Accepted", with: "Draft"), [proposal]) == 1)
        let later = HouseFile(path: "Proposals/0003-later.md", text: good)
        #expect(count(row, [proposal, later]) == 2)
    }
}
