import Domain

/// A table of a round: its rows, and for each column a name, what it means and its cell.
///
/// One place for all three, so that `kansendossier schema --table` and the header of the file can't
/// say anything else than what stands in the cells.
struct ExportTable<Row> {
    /// One column, in the words of who reads the file.
    struct Column {
        let name: String
        let meaning: String
        let cell: (Row, Round) -> CSV.Cell

        init(_ name: String, _ meaning: String, _ cell: @escaping (Row, Round) -> CSV.Cell) {
            self.name = name
            self.meaning = meaning
            self.cell = cell
        }

        init(_ name: String, _ meaning: String, _ cell: @escaping (Row) -> CSV.Cell) {
            self.init(name, meaning) { row, _ in cell(row) }
        }
    }

    let rows: (Round) -> [Row]
    let columns: [Column]

    /// The header and a line for each row of that round, as CSV.
    func text(of round: Round, separator: Character) -> String {
        var csv = CSV(separator: separator)
        csv.add(columns.map { .text($0.name) })
        for row in rows(round) { csv.add(columns.map { $0.cell(row, round) }) }
        return csv.text
    }

    /// What each column means, a line each.
    var meanings: [(name: String, meaning: String)] { columns.map { ($0.name, $0.meaning) } }
}
