/// What people typed, made fit for a letter of plain text.
enum PlainText {
    /// A name or title on one line: what breaks or turns a line becomes a space, so that a title
    /// can't write paragraphs of its own into a letter.
    static func line(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { isUnfit($0) ? " " : String($0) }
        return scalars.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A text of several paragraphs, without white space around it and with one kind of line break;
    /// a paragraph that could pass for a heading of a letter stands in quotation marks.
    static func paragraphs(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { line($0.description) }
        let typed = tidied(lines.joined(separator: "\n")).split(separator: "\n\n").map(String.init)
        return typed.map { LetterTemplates.writtenHeadings.contains($0) ? "“\($0)”" : $0 }
            .joined(separator: "\n\n")
    }

    /// The text with at most one empty line in a row, and none at either end.
    static func tidied(_ text: String) -> String {
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(line)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// Control characters, and those that turn the direction of what follows.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: scalar.properties.generalCategory == .control
        }
    }
}
