internal import Domain

/// What others computed, apart from ours.
extension DutchOutcomes {
    /// The figures under a heading that says whose they are, one line for each period.
    func context(_ figures: [ContextFigure]) -> String {
        var lines = ["Cijfers van anderen, om naast te leggen; wij hebben ze niet berekend"]
        var heading = ""
        for figure in figures {
            let next = PlainText.line("\(figure.series), \(figure.area)")
            if next != heading { lines.append("  \(next)") }
            heading = next
            let value = "\(comma(figure.value)) \(PlainText.line(figure.unit))"
            let source = "bron: \(PlainText.line(figure.source))"
            lines.append("    " + padded(figure.period, 10) + padded(value, 18) + source)
        }
        return lines.joined(separator: "\n")
    }
}
