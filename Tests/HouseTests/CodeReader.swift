import Testing

/// Swift source with everything that isn't code blanked, so that rules don't trip over words.
///
/// Comments, the contents of strings, regular expressions and raw identifiers become spaces; line
/// breaks stay, and so does code inside an interpolation.
struct CodeReader {
    private let bytes: [UInt8]
    private var index = 0
    private var code: [UInt8] = []

    static func code(of text: String) -> String {
        var reader = CodeReader(bytes: Array(text.utf8))
        reader.readCode(insideInterpolation: false)
        return String(decoding: reader.code, as: UTF8.self)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func readCode(insideInterpolation: Bool) {
        var depth = 0
        while index < bytes.count {
            if starts("//") {
                while index < bytes.count, !starts("\n") { blank() }
            } else if starts("/*") {
                readBlockComment()
            } else if starts("`") {
                readRawIdentifier()
            } else if starts("#/") {
                while index < bytes.count, !starts("/#") { blank() }
                blank(2)
            } else if let hashes = hashesBeforeQuote() {
                readString(hashes: hashes)
            } else {
                if starts("(") { depth += 1 }
                if starts(")") { depth -= 1 }
                keep()
                if insideInterpolation && depth < 0 { return }
            }
        }
    }

    private mutating func readBlockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                blank(2)
            } else if starts("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && index < bytes.count
    }

    private mutating func readRawIdentifier() {
        keep()
        while index < bytes.count, !starts("`"), !starts("\n") { blank() }
        keep()
    }

    private mutating func readString(hashes: Int) {
        let marks = String(repeating: "#", count: hashes)
        keep(hashes)
        let isMultiline = starts("\"\"\"")
        let quote = isMultiline ? "\"\"\"" : "\""
        keep(quote.utf8.count)
        while index < bytes.count {
            if starts(quote + marks) {
                keep(quote.utf8.count + hashes)
                return
            }
            if starts("\n") && !isMultiline { return }
            if starts("\\\(marks)(") {
                blank(2 + hashes)
                readCode(insideInterpolation: true)
            } else if starts("\\\(marks)") {
                blank(2 + hashes)
            } else {
                blank()
            }
        }
    }

    private func hashesBeforeQuote() -> Int? {
        var end = index
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
        return end - index
    }

    private func starts(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private mutating func keep(_ count: Int = 1) {
        let end = min(index + count, bytes.count)
        code += bytes[index..<end]
        index = end
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            code.append(starts("\n") ? UInt8(ascii: "\n") : UInt8(ascii: " "))
            index += 1
        }
    }
}

struct CodeReaderTests {
    private func words(_ text: String) -> [Substring] {
        CodeReader.code(of: text).split { $0 == " " || $0 == "\n" }
    }

    @Test func `a comment is no code, nor is one inside another`() {
        #expect(words("a // try!\nb /* as! /* as! */ as! */ c") == ["a", "b", "c"])
    }

    @Test func `the contents of strings are no code, whatever their marks`() {
        #expect(words(#"f("try! \" // x") g"#) == ["f(\"", "\")", "g"])
        #expect(words("\"\"\"\nimport A\n\"\"\"\nb") == ["\"\"\"", "\"\"\"", "b"])
        #expect(words("#\"a \" b\"# c") == ["#\"", "\"#", "c"])
        #expect(words("#/\"/# c") == ["c"])
    }

    @Test func `code inside an interpolation is code`() {
        #expect(words(#""a \(try! f("x")) b" c"#) == ["\"", "try!", "f(\"", "\"))", "\"", "c"])
    }

    @Test func `a raw identifier is a name and its words are no code`() {
        #expect(words("func `it's \"so\" // here`() {}\nx") == ["func", "`", "`()", "{}", "x"])
    }

    @Test func `lines keep their numbers`() {
        let text = "a\n/* b\nc */\n\"\"\"\nd\n\"\"\"\n"
        #expect(CodeReader.code(of: text).filter { $0 == "\n" }.count == 6)
    }

    @Test func `what never closes ends with the text`() {
        #expect(words("a /* b") == ["a"])
        #expect(words("a \"b") == ["a", "\""])
        #expect(words("a \"\\") == ["a", "\""])
        #expect(words("a \"\\(b") == ["a", "\"", "b"])
    }
}
