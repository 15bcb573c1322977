/// Counts that may be published: small ones hidden, and enough others that none can be worked out.
///
/// Source: rulings.md, "Indicators" and "Small print": 1 to 4 is hidden, a zero never is; in every row
/// and column with a hidden cell at least two are, the smallest first, totals included, rows before
/// columns, equal ones by label. Two aren't always enough: as long as a hidden cell still follows from
/// the others by sums, one more is hidden in its row, or else in its column.
package struct SmallNumbers: Hashable, Sendable {
    package let rowLabels: [String]
    package let columnLabels: [String]
    /// A row for each label and, when there are several, last the totals; in each row last its total;
    /// nil is hidden.
    package private(set) var cells: [[Int?]]

    private var counts: [[Int]]

    /// The smallest and the largest count that is hidden for itself.
    package static let hidden = 1...4
    /// The smallest total of which a percentage is shown.
    package static let totalLeast = 10

    /// The table of these counts; a row that is longer or shorter than the labels and a count below
    /// zero are a programmer's mistake.
    package init(rows: [String], columns: [String], counts: [[Int]]) {
        precondition(counts.count == rows.count, "each row has a label")
        precondition(
            counts.allSatisfy { $0.count == columns.count && $0.allSatisfy { $0 >= 0 } },
            "each row has a count for each column")
        rowLabels = rows
        columnLabels = columns
        var all = counts.map { $0 + [$0.reduce(0, +)] }
        if rows.count > 1 {
            all.append((0...columns.count).map { column in all.reduce(0) { $0 + $1[column] } })
        }
        self.counts = all
        cells = all.map { $0.map { Self.hidden.contains($0) ? nil : $0 } }
        hideMore()
    }

    /// A count rounded to the nearest multiple of five, as published counts are.
    package static func published(_ count: Int) -> Int { (count + 2) / 5 * 5 }

    /// A part and its whole, each rounded so: what is computed from them gives neither of them back.
    static func published(_ share: Proportion) -> Proportion {
        Proportion(published(share.count), of: published(share.total))
    }

    private mutating func hideMore() {
        var isStable = false
        while !isStable {
            isStable = true
            for row in cells.indices where cells[row].count(where: { $0 == nil }) == 1 {
                if hideNext(inRow: row) { isStable = false }
            }
            for column in (0...columnLabels.count) where cells.count > 1 {
                if cells.count(where: { $0[column] == nil }) == 1, hideNext(inColumn: column) {
                    isStable = false
                }
            }
            if isStable, let (row, column) = firstDerivable {
                isStable = !(hideNext(inRow: row) || hideNext(inColumn: column))
            }
        }
    }

    /// Hides the smallest count that is shown in the row; false when all that is shown is zero.
    private mutating func hideNext(inRow row: Int) -> Bool {
        let labels = columnLabels + [""]
        let shown = labels.indices.filter { (cells[row][$0] ?? 0) > 0 }
        guard let column = smallest(of: shown, labels, { counts[row][$0] }) else { return false }
        cells[row][column] = nil
        return true
    }

    private mutating func hideNext(inColumn column: Int) -> Bool {
        let labels = rowLabels + (rowLabels.count > 1 ? [""] : [])
        let shown = labels.indices.filter { (cells[$0][column] ?? 0) > 0 }
        guard let row = smallest(of: shown, labels, { counts[$0][column] }) else { return false }
        cells[row][column] = nil
        return true
    }

    /// The place with the smallest count, of equal ones by label; a total is larger than any of its
    /// parts as long as one of them is hidden.
    private func smallest(
        of places: [Int], _ labels: [String], _ count: (Int) -> Int
    ) -> Int? {
        places.min { (count($0), labels[$0], $0) < (count($1), labels[$1], $1) }
    }

    /// A hidden cell that follows from what is shown.
    ///
    /// Rows and columns are the knots and hidden cells the ties of a graph; a cell can't be worked out
    /// just when its row and its column are tied by another way too.
    private var firstDerivable: (row: Int, column: Int)? {
        guard cells.count > 1 else { return nil }
        for row in cells.indices {
            for column in cells[row].indices where cells[row][column] == nil {
                if !isTied(row, column) { return (row, column) }
            }
        }
        return nil
    }

    private func isTied(_ start: Int, _ goal: Int) -> Bool {
        var seenRows: Set<Int> = [start]
        var seenColumns: Set<Int> = []
        var rows = [start]
        while let row = rows.popLast() {
            for column in cells[row].indices
            where cells[row][column] == nil && !(row == start && column == goal)
                && seenColumns.insert(column).inserted
            {
                if column == goal { return true }
                for next in cells.indices
                where cells[next][column] == nil && seenRows.insert(next).inserted {
                    rows.append(next)
                }
            }
        }
        return false
    }
}

/// Percentages side by side that may be published, with that of all together.
package struct SmallShares: Hashable, Sendable {
    package let labels: [String]
    /// One for each label and last that of all; nil is hidden, count and total alike.
    package let shares: [Proportion?]

    /// The parts, hidden where the total is below 10, or the part or what is left of it is 1 to 4; and
    /// never just one, the smallest total with clients first, equal ones by label, that of all last.
    package init(labels: [String], shares: [Proportion]) {
        let all = Proportion(
            shares.reduce(0) { $0 + $1.count }, of: shares.reduce(0) { $0 + $1.total })
        let listed = shares + [all]
        var shown = listed.map { Self.isSafe($0) ? $0 : nil }
        if shown.count(where: { $0 == nil }) == 1, labels.count > 1 {
            let candidates = listed.indices.filter { shown[$0] != nil && listed[$0].total > 0 }
            let names = labels + [""]
            let next = candidates.min {
                (listed[$0].total, names[$0]) < (listed[$1].total, names[$1])
            }
            if let next { shown[next] = nil }
        }
        self.labels = labels
        self.shares = shown
    }

    /// Whether a percentage may be shown by itself; nothing of nothing, which has none, may.
    package static func isSafe(_ share: Proportion) -> Bool {
        share.total == 0
            || share.total >= SmallNumbers.totalLeast && !SmallNumbers.hidden.contains(share.count)
                && !SmallNumbers.hidden.contains(share.total - share.count)
    }
}
