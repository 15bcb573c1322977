import Foundation

/// What a comparison found: tables, goals that were reached or not, and points of the picture.
struct Findings: Sendable {
    private var sections: [(title: String, text: String)] = []
    private var goals = FigureTable("goal", "at most", "measured", "")
    private var hasGoals = false
    private var chart = LoadChart(title: "Fan-out of events", subtitle: "")

    mutating func add(_ title: String, _ table: FigureTable, _ remark: String = "") {
        sections.append((title, remark.isEmpty ? table.markdown : "\(table.markdown)\n\n\(remark)"))
    }

    /// Holds a figure against what we want it to be.
    mutating func hold(_ goal: String, atMost most: Double, _ value: Double, digits: Int = 2) {
        hasGoals = true
        goals.add(
            goal, most.text(digits), value.text(digits), value <= most ? "reached" : "NOT reached")
    }

    /// Holds a figure that should be large.
    mutating func hold(_ goal: String, atLeast least: Double, _ value: Double) {
        hasGoals = true
        goals.add(
            goal, "at least \(Int(least).grouped)", Int(value).grouped,
            value >= least ? "reached" : "NOT reached")
    }

    mutating func show(_ chart: LoadChart) { self.chart = chart }

    /// The picture of the load, as SVG.
    var picture: String { chart.svg }

    /// How long the run took.
    var seconds = 0.0

    /// The report.
    var markdown: String {
        let command = CommandLine.arguments.joined(separator: " ")
        var parts = [
            "# Comparison",
            "`\(command)`, \(Workshop.now), \(Machine.text), \(seconds.text(0)) s.",
        ]
        for section in sections { parts.append("## \(section.title)\n\n\(section.text)") }
        if hasGoals { parts.append("## Goals\n\n\(goals.markdown)") }
        return parts.joined(separator: "\n\n")
    }
}
