import Benchmarks
import Foundation
import Testing

struct LoadChartTests {
    private func chart() -> LoadChart {
        var chart = LoadChart(title: "Fan-out <&> \"wss\"", subtitle: "From the intended moment")
        chart.add(
            "one & only",
            [
                .init(load: 1_000, throughput: 1_000, p50: 1, p99: 10),
                .init(load: 10_000, throughput: 10_000, p50: 2, p99: 100),
            ])
        chart.add("two", [.init(load: 1_000, throughput: 1_000, p50: 5, p99: 5)])
        chart.add("three", [])
        return chart
    }

    /// The names of the open elements at the end, and every element that was met; nil when a tag
    /// closes another element or the text holds a bare mark.
    private func elements(of svg: String) -> (open: [String], met: [String])? {
        var (open, met): ([String], [String]) = ([], [])
        let tag = #/<(/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<&]*")*)(/?)>/#
        var rest = svg[...]
        while let match = rest.firstMatch(of: tag) {
            let text = rest[..<match.range.lowerBound]
            guard !text.contains("<"), !text.contains(">"),
                text.replacing(#/&(amp|lt|gt|quot);/#, with: "").contains("&") == false
            else { return nil }
            if match.1.isEmpty {
                met.append(String(match.2))
                if match.4.isEmpty { open.append(String(match.2)) }
            } else {
                guard open.popLast() == String(match.2) else { return nil }
            }
            rest = rest[match.range.upperBound...]
        }
        return rest.contains("<") ? nil : (open, met)
    }

    @Test func `the picture is well-formed, and says in words what it shows`() throws {
        let svg = chart().svg
        let (open, met) = try #require(elements(of: svg))
        #expect(open == [])
        #expect(met.first == "svg")
        #expect(met.filter { $0 == "title" || $0 == "desc" } == ["title", "desc"])
        #expect(svg.contains("<title id=\"title\">Fan-out &lt;&amp;&gt; &quot;wss&quot;</title>"))
        #expect(svg.contains("one &amp; only: up to 10,000 deliveries per second asked for"))
        #expect(svg.contains("p50 2.00 ms and p99 100.00 ms at that load"))
        #expect(svg.contains("three: nothing measured."))
    }

    @Test(arguments: ["<svg><g></svg>", "<svg>a & b</svg>", "<svg a=\"<\"/>", "<svg>a < b</svg>"])
    func `what isn't well-formed is seen`(svg: String) {
        #expect(elements(of: svg)?.open != [])
    }

    @Test func `every number stands where the axes say`() {
        let svg = chart().svg
        // The load's axis holds 1k to 10k over 90 to 690, throughput the same over 300 to 80,
        // and milliseconds 1 to 100 over 600 to 380.
        let throughput =
            "<polyline points=\"90.0,300.0 690.0,80.0\" fill=\"none\" stroke=\"#000\"/>"
        let p50 = "points=\"90.0,600.0 690.0,566.9\" fill=\"none\" stroke=\"#000\"/>"
        let p99 = "points=\"90.0,490.0 690.0,380.0\" fill=\"none\" stroke=\"#000\" stroke-dasharray"
        #expect(svg.contains(throughput))
        #expect(svg.contains(p50))
        #expect(svg.contains(p99))
        #expect(svg.contains("<circle cx=\"690.0\" cy=\"80.0\" r=\"4\"/>"))
        for words in [
            ">deliveries per second<", ">milliseconds<", ">load asked for, deliveries per second<",
            ">1k<", ">10k<", ">100<", ">one &amp; only<", ">two<",
        ] { #expect(svg.contains(words), "\(words)") }
    }

    @Test func `servers differ by their marks and percentiles by their lines, not by colour`() {
        let svg = chart().svg
        let colours = Set(svg.matches(of: #/(?:fill|stroke)="([^"]+)"/#).map { String($0.1) })
        #expect(colours == ["none", "#000", "#ddd", "#fff"])
        #expect(svg.contains("<circle") && svg.contains("width=\"8\"") && svg.contains("<polygon"))
    }

    @Test func `a picture of nothing is a picture still`() throws {
        let (open, _) = try #require(elements(of: LoadChart(title: "a", subtitle: "b").svg))
        #expect(open == [])
    }
}

struct LogAxisTests {
    @Test func `an axis begins and ends at a mark around its values`() {
        let axis = LogAxis(holding: [3, 0, 420, -1], from: 0, to: 100)
        #expect(axis.lowest == 2)
        #expect(axis.highest == 500)
        #expect(axis.ticks == [2, 5, 10, 20, 50, 100, 200, 500])
    }

    @Test func `the ends stand at the ends, the middle in the middle and the rest inside`() {
        let axis = LogAxis(holding: [1, 100], from: 600, to: 400)
        #expect(
            [1, 10, 100, 0.001, 9e9].map { axis.place(of: $0).rounded() } == [
                600, 500, 400, 600, 400,
            ])
    }

    @Test(arguments: [[], [5.0], [0, -2]])
    func `values without a span still have an axis`(values: [Double]) {
        let axis = LogAxis(holding: values, from: 0, to: 1)
        #expect(axis.highest == axis.lowest * 10)
    }
}
