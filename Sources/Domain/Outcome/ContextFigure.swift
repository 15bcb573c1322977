/// A figure that somebody else computed and that stands beside ours for comparison.
package struct ContextFigure: Codable, Hashable, Sendable {
    package let series: String
    /// A year, half year, quarter or month, as in `2026`, `2026-H1`, `2026-Q1` or `2026-01`.
    package let period: String
    /// A municipality or a neighbourhood.
    package let area: String
    /// A decimal number with a point.
    package let value: String
    package let unit: String
    /// Where it comes from.
    package let source: String

    package init(
        series: String, period: String, area: String, value: String, unit: String, source: String
    ) {
        self.series = series
        self.period = period
        self.area = area
        self.value = value
        self.unit = unit
        self.source = source
    }

    /// In the order of series, area, period and source; of two that differ in their value alone the one
    /// that was given last.
    package static func newest(of figures: [ContextFigure]) -> [ContextFigure] {
        let places = Dictionary(
            figures.enumerated().map { ($1.place, $0) }, uniquingKeysWith: { $1 })
        return places.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { figures[$0.value] }
    }

    private var place: [String] { [series, area, period, source, unit] }
}
