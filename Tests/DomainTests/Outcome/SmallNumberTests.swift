import Domain
import Testing

/// What may be published of small numbers (rulings.md, "Indicators" and "Small print").
struct SmallNumberTests {
    private func shown(_ counts: [[Int]], rows: [String]? = nil) -> [[Int?]] {
        SmallNumbers(
            rows: rows ?? counts.indices.map { "r\($0)" },
            columns: counts[0].indices.map { "c\($0)" }, counts: counts
        ).cells
    }

    @Test func `1 to 4 is hidden with the next smallest, zeros are shown`() {
        #expect(shown([[3, 7, 9, 0]]) == [[nil, nil, 9, 0, 19]])
        #expect(shown([[5, 7, 0]]) == [[5, 7, 0, 12]])
        #expect(shown([[4, 4, 9]]) == [[nil, nil, 9, 17]])
        #expect(shown([[3, 0, 0]]) == [[nil, 0, 0, nil]])
        #expect(shown([[4, 0, 9]]) == [[nil, 0, nil, 13]])
    }

    @Test func `of equal counts the first label goes, and a total last`() {
        #expect(shown([[2, 6, 6]]) == [[nil, nil, 6, 14]])
        #expect(
            SmallNumbers(rows: ["r"], columns: ["c", "b", "a"], counts: [[2, 6, 6]]).cells
                == [[nil, 6, nil, 14]])
    }

    @Test func `in every row and column with a hidden cell at least two are`() {
        let cells = shown([[3, 10, 20], [12, 8, 30], [15, 25, 11]])
        #expect(
            cells == [
                [nil, nil, 20, 33], [nil, nil, 30, 50], [15, 25, 11, 51], [30, 43, 61, 134],
            ])
    }

    @Test func `a cell that alone ties two groups of hidden cells isn't left alone`() {
        let counts = [[2, 3, 4, 50], [3, 2, 60, 70], [80, 90, 2, 3], [55, 65, 3, 4]]
        let cells = shown(counts)
        // Two in each row and column, and yet the first rows minus the first columns leave one.
        #expect(cells[0][2] == nil)
        #expect(Solver(cells).derivable == [])
        let naive = counts.map { row in
            row.map { $0 < 5 ? nil : $0 } + [row.reduce(0, +)]
        }
        let totals = (0...4).map { column in
            column < 4
                ? counts.reduce(0) { $0 + $1[column] } : counts.joined().reduce(0, +)
        }
        #expect(Solver(naive + [totals]).derivable == ["(0, 2)"])
    }

    @Test(arguments: 1...200)
    func `no hidden cell follows from the others, tried by solving`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let rows = Int.random(in: 1...6, using: &dice)
        let columns = Int.random(in: 2...6, using: &dice)
        let counts = (0..<rows).map { _ in
            (0..<columns).map { _ in
                Int.random(in: 0...3, using: &dice) == 0
                    ? Int.random(in: 0...4, using: &dice) : Int.random(in: 5...40, using: &dice)
            }
        }
        let cells = shown(counts)
        let solved = Solver(cells).derivable
        // What only zeros stand beside can't be hidden by hiding more.
        #expect(solved == [], "\(counts) \(cells)")
        for (row, line) in counts.enumerated() {
            for (column, count) in line.enumerated() where (1...4).contains(count) {
                #expect(cells[row][column] == nil)
            }
            for (column, count) in line.enumerated() where count == 0 {
                #expect(cells[row][column] == 0)
            }
        }
    }

    @Test func `published counts are multiples of five`() {
        #expect([0, 2, 3, 7, 8, 12].map(SmallNumbers.published) == [0, 0, 5, 5, 10, 10])
    }

    @Test
    func `no percentage of fewer than ten, nor with a small part or rest, nor just one hidden`() {
        for (count, total, isSafe) in [
            (0, 9, false), (0, 10, true), (4, 20, false), (5, 20, true), (16, 20, false),
            (15, 20, true), (20, 20, true), (0, 0, true),
        ] {
            #expect(SmallShares.isSafe(Proportion(count, of: total)) == isSafe)
        }
        func shares(_ pairs: (Int, Int)...) -> [Proportion?] {
            SmallShares(
                labels: pairs.indices.map { "g\($0)" },
                shares: pairs.map { Proportion($0.0, of: $0.1) }
            ).shares
        }
        #expect(
            shares((5, 10), (6, 12)) == [
                Proportion(5, of: 10), Proportion(6, of: 12), Proportion(11, of: 22),
            ])
        #expect(
            shares((2, 30), (8, 20), (8, 40)) == [
                nil, nil, Proportion(8, of: 40), Proportion(18, of: 90),
            ])
        #expect(shares((2, 30), (3, 20), (8, 40))[2] != nil)
    }
}

/// Solves the sums of a table for its hidden cells, over fractions, as a curious reader would.
private struct Solver {
    /// Row and column of each hidden cell.
    private let unknowns: [(Int, Int)]
    private var equations: [[Rational]]

    init(_ cells: [[Int?]]) {
        let unknowns = cells.indices.flatMap { row in
            cells[row].indices.filter { cells[row][$0] == nil }.map { (row, $0) }
        }
        self.unknowns = unknowns
        let last = cells[0].count - 1
        equations = cells.indices.map { row in
            unknowns.map { $0.0 == row ? ($0.1 == last ? -1 : 1) : 0 }
        }
        if cells.count > 1 {
            equations += (0...last).map { column in
                unknowns.map { $0.1 == column ? ($0.0 == cells.count - 1 ? -1 : 1) : 0 }
            }
        }
    }

    /// The hidden cells with one possible value: in reduced form their equation has no other.
    var derivable: [String] {
        var rows = equations
        var pivot = 0
        for column in unknowns.indices {
            guard let found = rows.indices.dropFirst(pivot).first(where: { rows[$0][column] != 0 })
            else { continue }
            rows.swapAt(pivot, found)
            let lead = rows[pivot][column]
            rows[pivot] = rows[pivot].map { $0 / lead }
            for other in rows.indices where other != pivot && rows[other][column] != 0 {
                let factor = rows[other][column]
                rows[other] = zip(rows[other], rows[pivot]).map { $0 - factor * $1 }
            }
            pivot += 1
        }
        return rows.compactMap { row in
            let filled = row.indices.filter { row[$0] != 0 }
            return filled.count == 1 ? "\(unknowns[filled[0]])" : nil
        }
    }
}
