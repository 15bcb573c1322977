import Testing

/// Every limit in the code that the table of KD-0012 lacks or gives another value, every row that
/// names nothing, and every row whose test doesn't exist.
///
/// A row is `| names | value | unit | what happens | tests |`, with names as `Type.property`.
func limitViolations(
    table: HouseFile, sources: [HouseFile], testNames: Set<String>
) -> [Violation] {
    let declared = sources.flatMap(declaredLimits).reduce(into: [:]) { $0[$1.name] = $1.value }
    var violations: [Violation] = []
    var known: Set<String> = []
    for (index, line) in table.lines.enumerated() where line.hasPrefix("| `") {
        func refuse(_ sentence: String) {
            violations.append(Violation(table.path, line: index + 1, sentence))
        }
        let cells = line.split(separator: "|").map(String.init)
        guard cells.count == 5 else {
            refuse("isn't a row of five cells")
            continue
        }
        for name in quoted(in: cells[0]) {
            known.insert(name)
            let value = number(cells[1].filter { $0 != " " && $0 != "," })
            if declared[name] == nil { refuse("names \(name), which the code hasn't") }
            if let inCode = declared[name], inCode != value {
                refuse("\(name) is \(inCode) in the code")
            }
        }
        let tests = quoted(in: cells[4])
        if tests.isEmpty { refuse("quotes no test") }
        for test in tests where !testNames.contains(test) { refuse("no test of the name \(test)") }
    }
    return violations
        + Set(declared.keys).subtracting(known).sorted().map {
            Violation(table.path, "lacks \($0)")
        }
}

private func quoted(in cell: String) -> [String] {
    cell.matches(of: #/`([^`]+)`/#).map { String($0.1) }
}

/// A number with separators, or a product of such; nil for anything else.
private func number(_ text: some StringProtocol) -> Int? {
    var product = 1
    for factor in text.split(separator: "*") {
        guard let next = Int(String(factor).filter { $0 != "_" && $0 != " " }) else { return nil }
        product *= next
    }
    return product
}

/// The whole numbers that a type of this file has as defaults, but for the port.
private func declaredLimits(in file: HouseFile) -> [(name: String, value: Int)] {
    var type = ""
    var limits: [(name: String, value: Int)] = []
    for line in file.codeLines {
        if let match = line.firstMatch(of: #/\b(?:struct|enum) (\w+)/#) { type = String(match.1) }
        let declaration = #/^ +(?:package|public) (?:static let|var) (\w+) = ([\d_ *]+)$/#
        guard let match = line.wholeMatch(of: declaration), let value = number(match.2),
            match.1 != "port"
        else { continue }
        limits.append(("\(type).\(match.1)", value))
    }
    return limits
}

struct LimitTests {
    private let table = HouseFile(
        path: "KD.md",
        text: "| limit | a |\n|---|\n| `A.most`, `B.max` | 1,024 | bytes | 1009 | `holds` |\n")

    private func sentences(_ table: HouseFile, _ code: String...) -> [String] {
        limitViolations(
            table: table, sources: code.map { HouseFile(path: "A.swift", text: $0) },
            testNames: ["holds"]
        ).map(\.sentence)
    }

    @Test func `every limit of the socket is in the table with its value and its test`() throws {
        let sources = try [
            "Sources/Wire/Limits.swift", "Sources/WebSocket/WebSocketLimits.swift",
            "Sources/Server/Listener+Configuration.swift", "Sources/Server/ServerSettings.swift",
        ].map(House.file)
        let violations = limitViolations(
            table: try House.file("Proposals/0012-limits-of-the-socket.md"), sources: sources,
            testNames: testNames(in: try House.files(below: ["Tests"], ending: ".swift")))
        #expect(violations == [])
    }

    @Test func `a limit that is in the table is no breach`() {
        let code = "struct A {\n    public var most = 1_024\n    public var port = 1\n}\n"
        let other = "enum B {\n    package static let max = 4 * 256\n}\n"
        #expect(sentences(table, code, other) == [])
    }

    @Test func `another value, a lost name, a new limit and a lost test are seen`() {
        let code = "struct A {\n    public var most = 1_025\n    public var least = 1\n}\n"
        let table = HouseFile(path: "KD.md", text: table.text.replacing("`holds`", with: "`falls`"))
        #expect(
            sentences(table, code) == [
                "A.most is 1025 in the code", "names B.max, which the code hasn't",
                "no test of the name falls", "lacks A.least",
            ])
    }
}
