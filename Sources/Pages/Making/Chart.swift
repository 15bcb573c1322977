internal import Domain

/// Figures of one kind as a drawing: a row for each with its interval, across the lines of baseline
/// and target.
///
/// Shapes tell them apart and colour doesn't: a dot, a bar with ends, a broken line and a whole one.
/// Everything in it stands in the table beneath it as well.
struct Chart {
    /// One figure, or why there is none.
    struct Row {
        let label: String
        let value: Rational?
        let interval: (low: Rational, high: Rational)?
        /// The value as it is written, or in its place why there is none.
        let text: String
    }

    /// A value that holds for all rows, with what it is called.
    struct Mark {
        let value: Rational
        let text: String
    }

    /// The newest rows are drawn up to this many; older ones stand in the table alone.
    static let rowsMost = 24

    let rows: [Row]
    let baseline: Mark?
    let target: Mark?
    /// The lowest and the highest value that there is room for.
    let scale: ClosedRange<Rational>
    let scaleTexts: (low: String, high: String)
    /// What the drawing says, for who doesn't see it.
    let summary: String
    let language: Language

    /// What its shapes mean: those that are drawn, and no others.
    private var reading: String {
        var words: [FigureWords] = [.point]
        if rows.suffix(Self.rowsMost).contains(where: { $0.interval != nil }) {
            words.append(.bar)
        }
        if baseline != nil { words.append(.broken) }
        if target != nil { words.append(.whole) }
        return words.map { $0(language) }.joined(separator: " ")
    }

    /// What the template `chart` is filled with; lengths are in its own units, 320 wide.
    var values: [String: Any] {
        let drawn = rows.suffix(Self.rowsMost)
        let bottom = top + drawn.count * Self.rowHeight
        return [
            "summary": summary, "height": bottom + Self.foot, "bottom": bottom,
            "left": Self.left, "right": Self.right, "top": top,
            "reading": reading, "axisText": bottom + 14, "low": scaleTexts.low,
            "high": scaleTexts.high,
            "targets": lines(target, textAt: 11), "baselines": lines(baseline, textAt: 27),
            "rows": drawn.enumerated().map { draw($1, at: top + $0 * Self.rowHeight) },
        ]
    }

    private static let (left, right) = (116, 252)
    private static let (foot, rowHeight) = (20, 26)

    /// Where the rows begin: below the words of the lines, when there are any.
    private var top: Int { baseline == nil && target == nil ? 4 : 34 }

    private func draw(_ row: Row, at top: Int) -> [String: Any] {
        let middle = top + Self.rowHeight / 2
        return [
            "label": row.label, "text": row.text, "y": middle, "textY": middle + 4,
            "hasValue": row.value != nil, "x": row.value.map(place) ?? "",
            "intervals": row.interval.map { interval in
                [
                    [
                        "x1": place(interval.low), "x2": place(interval.high), "y": middle,
                        "y1": middle - 5, "y2": middle + 5,
                    ]
                ]
            } ?? [],
        ]
    }

    private func lines(_ mark: Mark?, textAt y: Int) -> [[String: Any]] {
        guard let mark else { return [] }
        let place = fraction(mark.value)
        let anchor =
            place < Rational(1, 4) ? "start" : place > Rational(3, 4) ? "end" : "middle"
        return [
            ["x": self.place(mark.value), "text": mark.text, "textY": y, "anchor": anchor]
        ]
    }

    /// Where a value is between the ends; what lies outside is drawn on the end.
    private func place(_ value: Rational) -> String {
        let width = Rational(Self.right - Self.left)
        return (Rational(Self.left) + width * fraction(value)).rounded(decimals: 1)
    }

    private func fraction(_ value: Rational) -> Rational {
        let inside = min(max(value, scale.lowerBound), scale.upperBound)
        return (inside - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    }
}

extension Chart {
    /// The ends between which all these values can be told apart: a percentage has its own, a grade
    /// too, and what is counted begins at zero and ends on a round number.
    static func scale(
        for values: [Rational], in unit: IndicatorDefinition.Unit
    ) -> ClosedRange<Rational> {
        switch unit {
        case .percent: return 0...100
        case .grade: return 1...10
        case .days, .clients:
            let most = values.max() ?? 0
            var end = Rational(10)
            while end < most {
                end =
                    [2, 5, 10].map { end * Rational($0) }.first { most <= $0 }
                    ?? end * Rational(10)
            }
            return 0...end
        }
    }
}
