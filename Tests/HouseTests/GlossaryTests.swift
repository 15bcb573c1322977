import Testing

/// One row of the glossary: the same thing in Dutch, in English and in code.
struct GlossaryRow: Equatable, Sendable {
    let dutch: String
    let english: String
    let code: String
}

/// The rows of every table in the glossary, headings and rulers left out.
func glossaryRows(in file: HouseFile) -> [GlossaryRow] {
    file.lines.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| Dutch") }.map { line in
        let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
            .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
        return GlossaryRow(
            dutch: cells.first ?? "", english: cells.count > 1 ? cells[1] : "",
            code: cells.count > 2 ? cells[2] : "")
    }
}

/// Every row with an empty cell and every Dutch word that stands in two rows.
func glossaryViolations(in file: HouseFile) -> [Violation] {
    let rows = glossaryRows(in: file)
    let incomplete = rows.filter { $0.dutch.isEmpty || $0.english.isEmpty || $0.code.isEmpty }
    let counts = Dictionary(grouping: rows, by: \.dutch).filter { $0.value.count > 1 }
    return incomplete.map { Violation(file.path, "has an empty cell: \($0)") }
        + counts.keys.sorted().map { Violation(file.path, "has \($0) twice") }
}

/// Every name in code that is one of the glossary's Dutch words, where English has another.
func dutchNameViolations(in file: HouseFile, rows: [GlossaryRow]) -> [Violation] {
    let dutch = Set(
        rows.filter { $0.dutch.allSatisfy(\.isLetter) && !$0.code.contains("kansendossier") }
            .filter { !"\($0.english) \($0.code)".lowercased().contains($0.dutch.lowercased()) }
            .map { $0.dutch.lowercased() })
    var violations: [Violation] = []
    for (index, line) in file.codeLines.enumerated() {
        for word in line.matches(of: #/[A-Z]?[a-z]+/#).map({ $0.0.lowercased() })
        where dutch.contains(word) {
            violations.append(Violation(file.path, line: index + 1, "\(word) is Dutch"))
        }
    }
    return violations
}

struct GlossaryTests {
    private let table = "| Dutch | English | Name in code |\n|---|---|---|\n"

    private func glossary(_ rows: String...) -> HouseFile {
        HouseFile(
            path: "Proposals/0003-glossary.md", text: table + rows.joined(separator: "\n") + "\n")
    }

    @Test func `every word of the glossary has a Dutch, an English and a code name, once`() throws {
        let file = try House.file("Proposals/0003-glossary.md")
        #expect(glossaryRows(in: file).count > 50)
        #expect(glossaryViolations(in: file) == [])
    }

    @Test func `a row with an empty cell and a word that stands twice are seen`() {
        let whole = "| zitting | sitting | `Sitting` |"
        #expect(glossaryViolations(in: glossary(whole)) == [])
        #expect(glossaryViolations(in: glossary(whole, whole)).count == 1)
        for row in ["| zitting | sitting | |", "| zitting | | `Sitting` |", "| zitting | sitting"] {
            #expect(glossaryViolations(in: glossary(row)).count == 1)
        }
    }

    @Test func `names in code are English, also where the glossary has a Dutch word`() throws {
        let rows = glossaryRows(in: try House.file("Proposals/0003-glossary.md"))
        let files = try House.files(below: ["Sources"], ending: ".swift")
        #expect(files.flatMap { dutchNameViolations(in: $0, rows: rows) } == [])
    }

    @Test func `a Dutch name is seen, a Dutch text or a shared word isn't`() {
        let rows = glossaryRows(
            in: glossary("| zitting | sitting | `Sitting` |", "| concern | concern | `Concern` |"))
        func count(_ text: String) -> Int {
            dutchNameViolations(
                in: HouseFile(path: "Sources/Domain/Sitting/Sitting.swift", text: text), rows: rows
            ).count
        }
        #expect(count("struct Zitting {}") == 1)
        #expect(count("let openZitting = 1") == 1)
        #expect(count("let text = \"De zitting is open.\" // zitting") == 0)
        #expect(count("struct Concern {}") == 0)
    }
}
