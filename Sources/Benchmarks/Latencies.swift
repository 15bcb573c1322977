import Histogram

/// Many durations, kept to three digits in a histogram with a high dynamic range.
struct Latencies: Sendable {
    /// The longest that is told apart; what took longer is counted as this.
    private static let microsecondsMost: UInt64 = 60_000_000
    private var histogram = Histogram<UInt32>(
        highestTrackableValue: microsecondsMost, numberOfSignificantValueDigits: .three)

    var count: Int { Int(histogram.totalCount) }

    mutating func note(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        note(nanoseconds: UInt64(max(0, nanoseconds)))
    }

    mutating func note(nanoseconds: UInt64) {
        histogram.record(min(Self.microsecondsMost, nanoseconds / 1000))
    }

    mutating func add(_ other: Latencies) { histogram.add(other.histogram) }

    /// The time within which that share of all was done, in milliseconds.
    func milliseconds(percentile: Double) -> Double {
        Double(histogram.valueAtPercentile(percentile)) / 1000
    }

    /// `p50 0.42 ms, p99 1.90 ms`.
    var text: String {
        "p50 \(milliseconds(percentile: 50).text(2)) ms, "
            + "p99 \(milliseconds(percentile: 99).text(2)) ms"
    }
}
