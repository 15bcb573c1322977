import Foundation

/// An axis on which every doubling is equally long.
package struct LogAxis: Sendable, Equatable {
    package let lowest: Double
    package let highest: Double
    /// Where the lowest and the highest value stand in the picture.
    package let start: Double
    package let end: Double

    /// An axis that begins and ends at a mark: 1, 2 or 5 times a power of ten.
    ///
    /// Values at or below 0 have no place on it, and none at all gives an axis from 1 to 10.
    package init(holding values: [Double], from start: Double, to end: Double) {
        let positive = values.filter { $0 > 0 }
        let least = positive.min() ?? 1
        let most = positive.max() ?? 10
        let below = Self.marks.last { $0 <= least } ?? Self.marks[0]
        let above = Self.marks.first { $0 >= most } ?? Self.marks[Self.marks.count - 1]
        lowest = below
        highest = above > below ? above : below * 10
        self.start = start
        self.end = end
    }

    /// Every mark from the first to the last one.
    package var ticks: [Double] { Self.marks.filter { $0 >= lowest && $0 <= highest } }

    /// Where a value stands; what lies outside stands at the nearest end.
    package func place(of value: Double) -> Double {
        let inside = min(highest, max(lowest, value))
        let part = log(inside / lowest) / log(highest / lowest)
        return start + (end - start) * part
    }

    private static let marks: [Double] = (-3...9).flatMap { power in
        [1, 2, 5].map { $0 * pow(10, Double(power)) }
    }
}
