/// Rows as comma-separated values (RFC 4180), safe to open in a spreadsheet.
package struct CSV: Sendable {
    private let separator: Character
    /// Every row so far.
    package private(set) var text = ""

    /// A comma, or the semicolon that Dutch spreadsheets expect.
    package init(separator: Character) { self.separator = separator }

    /// One value of a row.
    package enum Cell: Sendable {
        case text(String)
        case number(Int)
        case empty

        /// Nothing for nil.
        package init(_ number: Int?) { self = number.map { .number($0) } ?? .empty }
        /// Nothing for nil.
        package init(_ text: String?) { self = text.map { .text($0) } ?? .empty }
    }

    /// Adds a row of these values.
    package mutating func add(_ cells: [Cell]) {
        text += cells.map(written).joined(separator: String(separator)) + "\r\n"
    }

    /// Adds a row of names.
    package mutating func add(_ header: String...) { add(header.map { .text($0) }) }

    private func written(_ cell: Cell) -> String {
        switch cell {
        case .empty: ""
        case .number(let number): String(number)
        case .text(let text): quoted(Self.disarmed(text))
        }
    }

    private func quoted(_ text: String) -> String {
        let special: Set<Unicode.Scalar> = ["\"", "\r", "\n", ",", ";"]
        guard text.unicodeScalars.contains(where: special.contains) else { return text }
        // A quote with a mark after it is another Character and the same quote to who reads it.
        let doubled = text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { all, scalar in
            all.append(scalar)
            if scalar == "\"" { all.append(scalar) }
        }
        return "\"\(String(doubled))\""
    }

    /// A spreadsheet takes a text that begins so for a formula, and could be made to run it
    /// (OWASP, CSV injection); an apostrophe before it keeps it a text.
    private static func disarmed(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        let armed: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n"]
        return armed.contains(first) ? "'" + text : text
    }
}
