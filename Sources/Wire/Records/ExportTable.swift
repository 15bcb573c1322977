package import Domain

/// A table of a round: its rows, and for each column a name, what it means and its cell.
///
/// One place for all three, so that `kansendossier schema --table` and the header of the file can't
/// say anything else than what stands in the cells.
package struct ExportTable<Row> {
    /// One column, in the words of who reads the file.
    package struct Column {
        package let name: String
        package let meaning: String
        package let cell: (Row, Round) -> CSV.Cell

        /// A column whose cells also need the round.
        package init(_ name: String, _ meaning: String, _ cell: @escaping (Row, Round) -> CSV.Cell)
        {
            self.name = name
            self.meaning = meaning
            self.cell = cell
        }

        /// A column whose cells come from the row alone.
        package init(_ name: String, _ meaning: String, _ cell: @escaping (Row) -> CSV.Cell) {
            self.init(name, meaning) { row, _ in cell(row) }
        }
    }

    private let rows: (Round) -> [Row]
    private let columns: [Column]

    /// The rows of a round, and its columns in order.
    package init(rows: @escaping (Round) -> [Row], columns: [Column]) {
        self.rows = rows
        self.columns = columns
    }

    /// The header and a line for each row of that round, as CSV.
    package func text(of round: Round, separator: Character) -> String {
        var csv = CSV(separator: separator)
        csv.add(columns.map { .text($0.name) })
        for row in rows(round) { csv.add(columns.map { $0.cell(row, round) }) }
        return csv.text
    }

    /// What each column means, a line each.
    package var meanings: [(name: String, meaning: String)] {
        columns.map { ($0.name, $0.meaning) }
    }
}
