import Foundation

/// Throughput and latency of servers against the load that was asked of them, as a picture.
///
/// Plain SVG 1.1 of one colour: servers differ by their marks and percentiles by their lines, so
/// that it can be read in black and white; what it shows stands in `title` and `desc` too.
package struct LoadChart: Sendable {
    /// What one server did at one load.
    package struct Point: Sendable, Equatable {
        /// Deliveries per second that were asked for, and that there were.
        package let load: Double
        package let throughput: Double
        /// Milliseconds to each watcher.
        package let p50: Double
        package let p99: Double

        package init(load: Double, throughput: Double, p50: Double, p99: Double) {
            self.load = load
            self.throughput = throughput
            self.p50 = p50
            self.p99 = p99
        }
    }

    private let title: String
    private let subtitle: String
    private var series: [(name: String, points: [Point])] = []

    package init(title: String, subtitle: String) {
        self.title = title
        self.subtitle = subtitle
    }

    /// Adds a server; the fourth looks like the first.
    package mutating func add(_ name: String, _ points: [Point]) {
        series.append((name, points))
    }

    /// The picture, as a whole file.
    package var svg: String {
        let all = series.flatMap(\.points)
        let x = LogAxis(holding: all.map(\.load), from: 90, to: 690)
        let upper = LogAxis(holding: all.map(\.throughput), from: 300, to: 80)
        let lower = LogAxis(holding: all.flatMap { [$0.p50, $0.p99] }, from: 600, to: 380)
        var canvas = Canvas(width: 720, height: 720)
        canvas.text(90, 28, title, size: 18)
        canvas.text(90, 48, subtitle, size: 12)
        draw(x, upper, "deliveries per second", on: &canvas)
        draw(x, lower, "milliseconds", on: &canvas)
        canvas.text(90, 68, "Throughput", size: 13)
        canvas.text(90, 368, "Latency: p50 ———   p99 - - -", size: 13)
        canvas.text(390, 640, "load asked for, deliveries per second", size: 12, anchor: "middle")
        for (number, one) in series.enumerated() {
            canvas.line(one.points.map { (x.place(of: $0.load), upper.place(of: $0.throughput)) })
            canvas.line(one.points.map { (x.place(of: $0.load), lower.place(of: $0.p50)) })
            canvas.line(
                one.points.map { (x.place(of: $0.load), lower.place(of: $0.p99)) }, dashes: "5 4")
            for point in one.points {
                let place = x.place(of: point.load)
                let heights = [
                    upper.place(of: point.throughput), lower.place(of: point.p50),
                    lower.place(of: point.p99),
                ]
                for height in heights { canvas.mark(number, place, height) }
            }
            let left = 90 + 200 * Double(number % 3)
            let top = 675 + 20 * Double(number / 3)
            canvas.mark(number, left + 6, top - 4)
            canvas.text(left + 20, top, one.name, size: 13)
        }
        return canvas.svg(title: title, description: description)
    }

    private func draw(_ x: LogAxis, _ y: LogAxis, _ unit: String, on canvas: inout Canvas) {
        for tick in x.ticks {
            let place = x.place(of: tick)
            canvas.line([(place, y.start), (place, y.end)], colour: "#ddd")
            canvas.text(place, y.start + 18, Self.label(tick), size: 11, anchor: "middle")
        }
        for tick in y.ticks {
            let place = y.place(of: tick)
            canvas.line([(x.start, place), (x.end, place)], colour: "#ddd")
            canvas.text(x.start - 8, place + 4, Self.label(tick), size: 11, anchor: "end")
        }
        canvas.line([(x.start, y.end), (x.start, y.start), (x.end, y.start)])
        canvas.text(14, (y.start + y.end) / 2, unit, size: 12, anchor: "middle", isUpright: true)
    }

    /// `0.5`, `20` or `320k`.
    private static func label(_ value: Double) -> String {
        if value >= 1_000_000 { return "\((value / 1_000_000).text(0))M" }
        if value >= 1_000 { return "\((value / 1_000).text(0))k" }
        return value >= 1 ? value.text(0) : "\((value * 1000).rounded() / 1000)"
    }

    /// The numbers in words, for whoever doesn't see the picture.
    private var description: String {
        let sentences = series.map { one in
            guard let last = one.points.last else { return "\(one.name): nothing measured." }
            return "\(one.name): up to \(Int(last.load).grouped) deliveries per second asked for, "
                + "\(Int(last.throughput).grouped) made, p50 \(last.p50.text(2)) ms and "
                + "p99 \(last.p99.text(2)) ms at that load."
        }
        return ([subtitle + "."] + sentences).joined(separator: " ")
    }
}
