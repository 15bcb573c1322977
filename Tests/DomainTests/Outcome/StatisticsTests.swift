import Domain
import Support
import Testing

/// Intervals, curves and quantiles, against what statsmodels, lifelines and NumPy say of the same
/// data (outcome_statistics.py, beside this folder, made the file and compares it).
struct StatisticsTests {
    private func lines(_ kind: String) -> [[Substring]] {
        PinnedFile("../../Golden/outcome-statistics.txt").lines
            .map { String(decoding: $0, as: UTF8.self).split(separator: " ") }
            .filter { $0.first.map { $0 == kind } ?? false }.map { Array($0.dropFirst()) }
    }

    private func isClose(_ value: Double?, _ text: Substring) -> Bool {
        guard let value, let told = Double(text) else { return false }
        return abs(value - told) < 1e-9
    }

    private func numbers(_ words: ArraySlice<Substring>) -> [Int] { words.compactMap { Int($0) } }

    @Test func `Wilson's intervals are those of statsmodels`() {
        #expect(lines("wilson").count == 200)
        for words in lines("wilson") {
            let given = numbers(words[..<2])
            let interval = Proportion(given[0], of: given[1]).interval
            #expect(
                isClose(interval?.low, words[2]) && isClose(interval?.high, words[3]), "\(words)")
        }
    }

    @Test func `Newcombe's intervals of differences are those of statsmodels`() {
        #expect(lines("newcombe").count == 200)
        for words in lines("newcombe") {
            let given = numbers(words[..<4])
            let interval = Proportion(given[0], of: given[1])
                .difference(from: Proportion(given[2], of: given[3]))?.interval
            #expect(
                isClose(interval?.low, words[4]) && isClose(interval?.high, words[5]), "\(words)")
        }
    }

    @Test
    func `survival and its median are those of lifelines, its interval by Greenwood's variance`() {
        #expect(lines("survival").count > 50)
        for words in lines("survival") {
            var events: [Int] = []
            var censored: [Int] = []
            var completed = 0
            for word in words[0].split(separator: ",") {
                guard let days = Int(word.dropLast()) else { continue }
                if word.hasSuffix("e") {
                    events.append(days)
                } else if days == 1_000_000 {
                    completed += 1
                } else {
                    censored.append(days)
                }
            }
            let curve = SurvivalCurve(
                TimeToEvent(
                    events: DayCounts(events), censored: DayCounts(censored), completed: completed))
            #expect(isClose(curve.last, words[1]), "\(words)")
            #expect(curve.median.map { "\($0)" } ?? "-" == words[4], "\(words)")
            if words[2] != "-" {
                #expect(isClose(curve.interval?.low, words[2]), "\(words)")
                #expect(isClose(curve.interval?.high, words[3]), "\(words)")
            }
        }
    }

    @Test func `quantiles and means are those of NumPy`() {
        #expect(lines("quantiles").count == 60)
        for words in lines("quantiles") {
            let days = DayCounts(words[0].split(separator: ",").compactMap { Int($0) })
            let told = [Rational(1, 4), Rational(1, 2), Rational(3, 4)].map { days.quantile($0) }
            for (value, word) in zip(told + [days.mean], words[1...]) {
                #expect(
                    isClose(value.flatMap { Double($0.rounded(decimals: 12)) }, word), "\(words)")
            }
        }
    }

    @Test func `nothing has no interval, no curve's bounds and no quantile`() {
        #expect(Proportion(0, of: 0).interval == nil)
        #expect(Proportion(0, of: 0).difference(from: Proportion(1, of: 2)) == nil)
        #expect(SurvivalCurve(TimeToEvent()).interval == nil)
        #expect(DayCounts().quantile(0) == nil && DayCounts().mean == nil)
    }
}
