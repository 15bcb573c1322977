import Metrics
import Synchronization

/// One thing measured, with one set of dimensions.
final class MetricSeries: CounterHandler, FloatingPointCounterHandler, RecorderHandler,
    MeterHandler, TimerHandler
{
    enum Kind: String, Sendable { case counter, gauge, histogram }

    /// A name in the characters that Prometheus allows.
    struct Name: Hashable, Comparable, Sendable {
        let label: String
        let dimensions: String

        init(label: String, dimensions: [(String, String)]) {
            self.label = Self.safe(label)
            self.dimensions = dimensions.map { name, value in
                "\(Self.safe(name))=\"\(Self.escaped(value))\""
            }.joined(separator: ",")
        }

        static func < (left: Self, right: Self) -> Bool {
            (left.label, left.dimensions) < (right.label, right.dimensions)
        }

        private static func safe(_ text: String) -> String {
            String(
                text.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" ? $0 : "_" })
        }

        private static func escaped(_ text: String) -> String {
            text.reduce(into: "") { text, character in
                switch character {
                case "\\": text += "\\\\"
                case "\"": text += "\\\""
                case "\n": text += "\\n"
                default: text.append(character)
                }
            }
        }
    }

    /// Upper bounds of what is counted, in ones.
    static let countBounds: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
    /// Upper bounds of durations, in seconds.
    static let secondsBounds = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    private struct Value: Sendable {
        var sum = 0.0
        var count = 0
        var buckets: [Int] = []
    }

    let name: Name
    let kind: Kind
    private let bounds: [Double]
    private let value: Mutex<Value>

    init(name: Name, kind: Kind, bounds: [Double]) {
        self.name = name
        self.kind = kind
        self.bounds = bounds
        value = Mutex(Value(buckets: bounds.map { _ in 0 }))
    }

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) { value.withLock { $0.sum += amount } }
    func decrement(by amount: Double) { value.withLock { $0.sum -= amount } }
    func reset() { value.withLock { $0.sum = 0 } }
    func set(_ amount: Int64) { set(Double(amount)) }
    func set(_ amount: Double) { value.withLock { $0.sum = amount } }
    func record(_ amount: Int64) { record(Double(amount)) }

    func record(_ amount: Double) {
        guard kind == .histogram else {
            set(amount)
            return
        }
        value.withLock { value in
            value.sum += amount
            value.count += 1
            for (index, bound) in bounds.enumerated() where amount <= bound {
                value.buckets[index] += 1
            }
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }

    /// Adds its lines to the text.
    func write(to text: inout String) {
        let value = value.withLock { $0 }
        guard kind == .histogram else {
            text += line("", value.sum.isWhole ? "\(Int(value.sum))" : "\(value.sum)")
            return
        }
        for (bound, count) in zip(bounds, value.buckets) {
            text += line("_bucket", "\(count)", beside: "le=\"\(bound)\"")
        }
        text += line("_bucket", "\(value.count)", beside: "le=\"+Inf\"")
        text += line("_sum", "\(value.sum)")
        text += line("_count", "\(value.count)")
    }

    private func line(_ suffix: String, _ value: String, beside bound: String = "") -> String {
        let labels = [name.dimensions, bound].filter { !$0.isEmpty }.joined(separator: ",")
        return "\(name.label)\(suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n"
    }
}

extension Double {
    fileprivate var isWhole: Bool { self == rounded() && abs(self) < 1e15 }
}
