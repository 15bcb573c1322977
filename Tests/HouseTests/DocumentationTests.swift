import Testing

/// Every `package` or `public` declaration without a doc comment.
///
/// Exempt: witnesses whose protocol says what they promise (`description`, `encode(to:)`, a coding
/// key's, operators), initialisers that can't fail (their type is documented), and properties that
/// are stored or fit one line (a name that needs explaining gets a comment, the others don't).
///
/// - Parameter witnesses: the names of requirements that a protocol of ours documents.
func documentationViolations(in file: HouseFile, witnesses: Set<String>) -> [Violation] {
    let modifier =
        #/(?:@\w+(?:\([^)]*\))?|static|final|nonisolated(?:\(\w+\))?|mutating|consuming|borrowing|indirect|override|convenience|required|lazy|weak|unowned|prefix|postfix|(?:private|fileprivate|internal|package)\(set\))\s+/#
    let keyword =
        #/(func|var|let|struct|enum|class|actor|protocol|init|typealias|subscript|macro)\b(.*)/#
    let lines = file.lines
    var violations: [Violation] = []
    for (index, code) in file.codeLines.enumerated() {
        var rest = code.drop { $0 == " " }
        var isOpen = false
        while true {
            if rest.hasPrefix("package ") || rest.hasPrefix("public ") {
                isOpen = true
                rest = rest.drop { $0 != " " }.drop { $0 == " " }
            } else if let match = rest.prefixMatch(of: modifier) {
                rest = rest[match.range.upperBound...]
            } else {
                break
            }
        }
        guard isOpen, let match = rest.prefixMatch(of: keyword) else { continue }
        let declared = match.2.drop { $0 == " " }
        let isExempt =
            explainsItself(String(match.1), declared)
            || ["func", "var", "let"].contains(match.1)
                && witnesses.contains(baseName(of: declared))
        if !isExempt && !isDocumented(lines, before: index) {
            violations.append(
                Violation(file.path, line: index + 1, "no doc comment: \(code.drop { $0 == " " })"))
        }
    }
    return violations
}

/// The names of all requirements with a doc comment, in the protocols of these files.
func documentedRequirements(in files: [HouseFile]) -> Set<String> {
    var names: Set<String> = []
    for file in files {
        let lines = file.lines
        var isInside = false
        for (index, code) in file.codeLines.enumerated() {
            // The layout puts the closing brace of a protocol at the start of its line.
            if code.hasPrefix("}") { isInside = false }
            if code.contains(#/^[\w@ ]*\bprotocol \w+/#) { isInside = !code.contains("}") }
            let requirement = #/^ +(?:static |mutating |nonisolated )*(?:func|var) (\w+)/#
            guard isInside, let match = code.prefixMatch(of: requirement) else { continue }
            if isDocumented(lines, before: index) { names.insert(String(match.1)) }
        }
    }
    return names
}

private func baseName(of declared: Substring) -> String {
    String(declared.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
}

private func explainsItself(_ keyword: String, _ rest: Substring) -> Bool {
    let name = baseName(of: rest)
    switch keyword {
    case "func":
        // An operator's name has no letters; its meaning is its protocol's.
        return name.isEmpty && !rest.hasPrefix("`")
            || rest.hasPrefix("encode(to") || rest.hasPrefix("hash(into")
    case "init":
        let witnesses = ["(from decoder", "?(_ description", "?(stringValue", "?(intValue"]
        return witnesses.contains { rest.hasPrefix($0) } || rest.contains("(codingKey")
            || rest.hasPrefix("(") && !rest.contains("throws")
    case "enum":
        return name == "CodingKeys"
    case "let", "var":
        let isComputed = keyword == "var" && rest.contains("{") && !rest.contains("didSet")
        return !isComputed || rest.hasSuffix("}")
            || ["description", "debugDescription", "codingKey"].contains(name)
    default:
        return false
    }
}

private func isDocumented(_ lines: [Substring], before index: Int) -> Bool {
    for line in lines[..<index].reversed() {
        let text = line.drop { $0 == " " }
        // Attributes and conditions stand between a comment and its declaration.
        if text.hasPrefix("@") || text.hasPrefix("#") { continue }
        return text.hasPrefix("///")
    }
    return false
}

struct DocumentationTests {
    private func violations(_ text: String) -> [Violation] {
        documentationViolations(
            in: HouseFile(path: "Sources/Domain/Pot/Pot.swift", text: text), witnesses: ["decide"])
    }

    @Test func `every open declaration says what it promises`() throws {
        let files = try House.files(below: ["Sources"], ending: ".swift")
        let witnesses = documentedRequirements(in: files)
        #expect(
            files.flatMap { documentationViolations(in: $0, witnesses: witnesses) } == [])
    }

    @Test(arguments: [
        "package struct Pot {", "public final class Hub {", "package indirect enum Tree {",
        "    package func grant(_ amount: Cents)", "package mutating func apply(_ event: Event) {",
        "    package static var first: Line? {", "package var text: String {",
        "    package init?(_ text: String) {", "package init(text: String) throws {",
        "package nonisolated(unsafe) func f() {}", "@inlinable package func `the rest`() {}",
        "package typealias Weight = Int", "package protocol Journal: Sendable {",
        "final public actor Box {}", "package subscript(index: Int) -> Cents {",
        "    // why\n    package func g() {}", "/// what\n\npackage func h() {}",
    ])
    func `an open declaration without a promise is seen`(text: String) {
        #expect(violations(text).count == 1)
    }

    @Test(arguments: [
        "/// What is left.\npackage struct Pot {",
        "    /// Why.\n    @inlinable\n    package func f()",
        "package var description: String { text }",
        "package static func < (a: Pot, b: Pot) -> Bool {",
        "package init?(_ description: String) {", "package var isEmpty: Bool { lines.isEmpty }",
        "package static let linesMax = 100", "package init?<Key: CodingKey>(codingKey: Key) {",
        "package init(from decoder: any Decoder) throws {", "package init(lines: [Line]) {",
        "package func encode(to encoder: any Encoder) throws {", "package let lines: [Line]",
        "package private(set) var position: Int", "package import Domain", "struct Line {",
        "// package func f()", "let text = \"package func f()\"",
        "package enum CodingKeys: String {",
        "private func packageName() {}", "package func decide(_ command: Command) {",
        "package var limit: Int = 3 {  didSet { check() } }",
    ])
    func `a promise, a witness, a closed declaration and a plain property are no breach`(
        text: String
    ) {
        #expect(violations(text) == [])
    }

    @Test func `only a documented requirement explains its witnesses`() {
        let text = """
            package protocol Journal: Sendable {
                /// Stores it.
                func append(_ append: Append) async throws(JournalFailure)
                func heads()
                /// Its history.
                static var epoch: String { get }
            }
            struct Memory {
                /// Not required by anyone.
                func flush()
            }
            """
        let file = HouseFile(path: "Sources/Engine/Journal.swift", text: text)
        #expect(documentedRequirements(in: [file]) == ["append", "epoch"])
    }
}
