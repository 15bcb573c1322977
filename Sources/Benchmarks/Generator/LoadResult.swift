/// What one load came to.
struct LoadResult: Sendable {
    /// Sent, and seen by every watcher that is counted.
    let events: Int
    var completed = 0
    var deliveries = 0
    var payloadBytes = 0
    /// From the beginning to the last watcher having the last event.
    var seconds = 0.0
    var serverCPUSeconds = 0.0
    var generatorCPUSeconds = 0.0
    /// By which the server wrote, and woke its own threads.
    var serverWriteCalls = 0
    /// From the moment an event was meant to be sent to each watcher having it,
    var toEach = Latencies()
    /// and to the last of them having it.
    var toAll = Latencies()
    /// Why watchers went, or what they missed.
    var failure: String?

    init(events: Int) { self.events = events }

    mutating func add(_ seen: WatcherCrew.Seen) {
        deliveries += seen.deliveries
        payloadBytes += seen.payloadBytes
        toEach.add(seen.toEach)
        failure = failure ?? seen.failure
    }

    /// Whether every watcher had every event, soon after the last one was sent.
    var isComplete: Bool { completed == events && failure == nil }

    var deliveriesPerSecond: Double { Double(deliveries) / seconds }

    /// The server's processor time for one delivery, in microseconds.
    var microsecondsPerDelivery: Double { serverCPUSeconds * 1e6 / Double(max(1, deliveries)) }

    /// Below 1 when events share a write, above it when one takes several.
    var writeCallsPerDelivery: Double { Double(serverWriteCalls) / Double(max(1, deliveries)) }

    /// The share of one core that the generator had: near 1 for each of its event loops, it and
    /// not the server was measured.
    var generatorShare: Double { generatorCPUSeconds / seconds }

    var bytesPerEvent: Double { Double(payloadBytes) / Double(max(1, deliveries)) }
}
