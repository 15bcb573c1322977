package import Metrics
import Synchronization

/// Keeps what is measured in memory and writes it as Prometheus reads it (text format 0.0.4).
///
/// To be given to `MetricsSystem.bootstrap` before anything is measured. At most `seriesMost`
/// combinations of a name and its dimensions are kept; what comes beyond is not measured.
package final class PrometheusMetrics: MetricsFactory {
    private let seriesMost: Int
    private let series = Mutex<[MetricSeries.Name: MetricSeries]>([:])

    /// A factory without any series yet.
    package init(seriesMost: Int = 2000) { self.seriesMost = seriesMost }

    /// Everything measured so far, by name and dimensions in order.
    package var text: String {
        let all = series.withLock { $0.values.sorted { $0.name < $1.name } }
        var text = ""
        var family = ""
        for one in all {
            if one.name.label != family {
                family = one.name.label
                text += "# TYPE \(family) \(one.kind.rawValue)\n"
            }
            one.write(to: &text)
        }
        return text
    }

    /// A counter that only rises.
    package func makeCounter(
        label: String, dimensions: [(String, String)]
    ) -> any CounterHandler {
        make(label, dimensions, .counter) ?? NOOPMetricsHandler.instance
    }

    /// A counter of fractions that only rises.
    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        make(label, dimensions, .counter) ?? NOOPMetricsHandler.instance
    }

    /// A gauge that rises and falls.
    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        make(label, dimensions, .gauge) ?? NOOPMetricsHandler.instance
    }

    /// A histogram, or a gauge when nothing is aggregated.
    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        make(label, dimensions, aggregate ? .histogram : .gauge) ?? NOOPMetricsHandler.instance
    }

    /// A histogram in seconds; its name says so.
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        make(label + "_seconds", dimensions, .histogram, bounds: MetricSeries.secondsBounds)
            ?? NOOPMetricsHandler.instance
    }

    /// Nothing: a series that was begun stays, as Prometheus wants it.
    package func destroyCounter(_ handler: any CounterHandler) {}
    /// Nothing, as with counters.
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Nothing, as with counters.
    package func destroyMeter(_ handler: any MeterHandler) {}
    /// Nothing, as with counters.
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Nothing, as with counters.
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func make(
        _ label: String, _ dimensions: [(String, String)], _ kind: MetricSeries.Kind,
        bounds: [Double] = MetricSeries.countBounds
    ) -> MetricSeries? {
        let name = MetricSeries.Name(label: label, dimensions: dimensions)
        return series.withLock { series in
            if let known = series[name] { return known.kind == kind ? known : nil }
            guard series.count < seriesMost else { return nil }
            let new = MetricSeries(name: name, kind: kind, bounds: bounds)
            series[name] = new
            return new
        }
    }
}
