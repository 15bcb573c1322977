import Benchmarks
import Testing

struct SpreadTests {
    @Test(arguments: [
        ([3.0], 3.0, 3.0, 3.0), ([3, 1, 2], 2, 1, 3), ([4, 1, 3, 2], 3, 1, 4),
        ([2, 2, 2], 2, 2, 2),
    ])
    func `of some rounds the middle one counts, and the ends are told`(
        values: [Double], median: Double, lowest: Double, highest: Double
    ) {
        let spread = Spread(values)
        #expect(spread.median == median)
        #expect(spread.lowest == lowest)
        #expect(spread.highest == highest)
    }

    @Test func `rounds that differ show their ends, and those that don't are one number`() {
        #expect(Spread([2.1, 2.04, 2.4]).text(1) == "2.1 (2.0–2.4)")
        #expect(Spread([2.1]).text(1) == "2.1")
    }
}
