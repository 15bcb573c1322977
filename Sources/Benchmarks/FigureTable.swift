import Foundation

/// One measured number with what it is of.
struct Figure: Sendable {
    let name: String
    let value: String
    let detail: String

    init(_ name: String, _ value: String, _ detail: String = "") {
        self.name = name
        self.value = value
        self.detail = detail
    }
}

/// Rows of text as a table in Markdown, its columns aligned for whoever reads it unrendered.
struct FigureTable {
    private var rows: [[String]]

    init(_ headings: String...) { rows = [headings] }

    mutating func add(_ cells: String...) { rows.append(cells) }

    mutating func add(_ figure: Figure) { add(figure.name, figure.value, figure.detail) }

    var markdown: String {
        let widths = rows[0].indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        var lines = rows.map { line($0, widths) }
        lines.insert(
            "|" + widths.map { String(repeating: "-", count: $0 + 2) + "|" }.joined(), at: 1)
        return lines.joined(separator: "\n")
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: width - cell.count)
        }
        return "| " + padded.joined(separator: " | ") + " |"
    }
}

extension Double {
    /// The number with so many digits after the point.
    func text(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
}

extension Int {
    /// The number with a comma between thousands.
    var grouped: String {
        var text = ""
        for (index, digit) in String(magnitude).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + String(text.reversed())
    }
}
