/// The same load a few times.
struct LoadRounds: Sendable {
    private(set) var results: [LoadResult] = []

    mutating func add(_ result: LoadResult) { results.append(result) }

    var isComplete: Bool { !results.isEmpty && results.allSatisfy(\.isComplete) }
    /// Why it isn't: what a watcher or the publisher met, or that events came too late.
    var failure: String {
        guard let result = results.first(where: { !$0.isComplete }) else { return "" }
        return result.failure
            ?? "\(result.events - result.completed) of \(result.events) events hadn't reached all "
            + "\(LoadDriver.graceSeconds) s after the end"
    }

    var microsecondsPerDelivery: Spread { Spread(results.map(\.microsecondsPerDelivery)) }
    var deliveriesPerSecond: Spread { Spread(results.map(\.deliveriesPerSecond)) }
    var generatorShare: Spread { Spread(results.map(\.generatorShare)) }
    var writeCallsPerDelivery: Spread { Spread(results.map(\.writeCallsPerDelivery)) }
    var bytesPerEvent: Double { Spread(results.map(\.bytesPerEvent)).median }

    var toEach: Latencies { merged(\.toEach) }
    var toAll: Latencies { merged(\.toAll) }

    private func merged(_ part: (LoadResult) -> Latencies) -> Latencies {
        var all = Latencies()
        for result in results { all.add(part(result)) }
        return all
    }
}
