import Client
import Testing

@Suite struct `The wait before connecting again` {
    private let backoff = Backoff(least: .milliseconds(500), most: .seconds(20))

    @Test(arguments: [1006, 1001, 1011, 1012, 1013, 4010, 4290, 4291, 4292] as [UInt16])
    func `lies between half a second and twenty, whatever the code and the attempt`(code: UInt16) {
        var generator = SeededGenerator(seed: UInt64(code))
        for attempt in 0...70 {
            for _ in 1...50 {
                let delay = backoff.delay(attempt: attempt, after: code, using: &generator)
                #expect(delay >= .milliseconds(500) && delay <= .seconds(20))
            }
        }
    }

    @Test func `is drawn from a span that doubles until it is the whole`() {
        for (attempt, span) in [(0, 0.5), (1, 1), (2, 2), (5, 16), (6, 19.5), (60, 19.5)] {
            var generator = SeededGenerator(seed: 7)
            let delays = (1...2_000).map { _ in
                backoff.delay(attempt: attempt, after: 1006, using: &generator) / .seconds(1)
            }
            let (low, high) = (delays.min() ?? 0, delays.max() ?? 0)
            #expect(low >= 0.5 && low < 0.5 + span * 0.01)
            #expect(high <= 0.5 + span && high > 0.5 + span * 0.99)
        }
    }

    @Test func `is drawn from a wider span after a code that says too much`() {
        var generator = SeededGenerator(seed: 7)
        let delays = (1...2_000).map { _ in
            backoff.delay(attempt: 0, after: 4290, using: &generator) / .seconds(1)
        }
        #expect((delays.max() ?? 0) > 4.4 && (delays.max() ?? 9) <= 4.5)
    }

    @Test func `is the same for the same generator, and the least when both bounds are equal`() {
        var (one, other) = (SeededGenerator(seed: 3), SeededGenerator(seed: 3))
        #expect(
            backoff.delay(attempt: 4, after: 1012, using: &one)
                == backoff.delay(attempt: 4, after: 1012, using: &other))
        let fixed = Backoff(least: .seconds(1), most: .seconds(1))
        #expect(fixed.delay(attempt: 9, after: 4290, using: &one) == .seconds(1))
    }
}

@Suite struct `The pace of requests` {
    @Test func `is a burst, and then as many a second as the server said`() {
        var pace = Pace(perSecond: 20, burst: 40, at: .zero)
        for _ in 1...40 {
            let taken = pace.take(at: .zero)
            #expect(taken)
        }
        let taken1 = pace.take(at: .zero)
        #expect(!taken1)
        #expect(pace.available(at: .zero) == .milliseconds(50))
        let taken2 = pace.take(at: .milliseconds(49))
        #expect(!taken2)
        let taken3 = pace.take(at: .milliseconds(50))
        #expect(taken3)
        let taken4 = pace.take(at: .milliseconds(51))
        #expect(!taken4)
    }

    @Test func `never saves up more than a burst`() {
        var pace = Pace(perSecond: 20, burst: 3, at: .zero)
        for _ in 1...3 {
            let taken = pace.take(at: .seconds(3_600))
            #expect(taken)
        }
        let taken5 = pace.take(at: .seconds(3_600))
        #expect(!taken5)
    }

    @Test func `stands still as long as the server asked, and begins slowly`() {
        var pace = Pace(perSecond: 10, burst: 10, at: .zero)
        pace.rest(until: .seconds(2))
        let taken6 = pace.take(at: .milliseconds(1_999))
        #expect(!taken6)
        #expect(pace.available(at: .seconds(1)) == .seconds(2))
        let taken7 = pace.take(at: .seconds(2))
        #expect(taken7)
        let taken8 = pace.take(at: .seconds(2))
        #expect(!taken8)
    }

    @Test func `can always be waited for`() {
        var pace = Pace(perSecond: 3, burst: 1, at: .zero)
        var now = Duration.zero
        for _ in 1...1_000 {
            let taken9 = pace.take(at: now)
            #expect(taken9)
            now = pace.available(at: now)
        }
        #expect(now > .seconds(332) && now < .seconds(334))
    }
}
