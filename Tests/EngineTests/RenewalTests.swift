import Engine
import Testing

/// Many who want the same thing read anew cost few readings.
@Suite(.timeLimit(.minutes(15))) struct `Shared readings` {
    @Test func `as many wait for a reading as the limit says, and one more is told at once`() async
    {
        #expect(Renewals.waitingMost == 1_024)
        let renewals = Renewals()
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let read = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await renewals.share {
                    begin.finish()
                    for await _ in gate {}
                    return true
                }
            }
            for await _ in begun {}
            for _ in 0..<1_024 { group.addTask { await renewals.share { true } } }
            while renewals.waiting < 1_024 { await Task.yield() }
            #expect(await !renewals.share { true })
            open.finish()
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(read == 1_025)
    }

    @Test func `between two readings there is a pause`() async {
        #expect(Renewals.pauseMilliseconds == 2)
        let renewals = Renewals()
        let start = ContinuousClock.now
        for number in 0..<5 {
            #expect(await renewals.share { number != 3 } == (number != 3))
        }
        #expect(ContinuousClock.now - start >= .milliseconds(4 * 2))
    }
}
