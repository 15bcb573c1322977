import Domain
import Testing

struct ContextFigureTests {
    @Test func `figures of others go by series, area and period, each as it was given last`() {
        func figure(_ period: String, _ area: String, _ value: String) -> ContextFigure {
            ContextFigure(
                series: "monitor", period: period, area: area, value: value, unit: "%",
                source: "GGD")
        }
        let figures = ContextFigure.newest(of: [
            figure("2025", "Venlo", "1"), figure("2024", "Venlo", "2"),
            figure("2025", "Tegelen", "3"), figure("2025", "Venlo", "4"),
        ])
        #expect(figures.map(\.value) == ["3", "2", "4"])
    }
}
