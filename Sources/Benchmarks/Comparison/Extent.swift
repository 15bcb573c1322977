/// How much is measured: how often, how long and with how many.
struct Extent: Sendable {
    var rounds = 3
    var warmUpSeconds = 0.5
    var flatOutSeconds = 3.0
    /// Events that are on their way when a server is loaded flat out.
    var inFlight = 8
    var watchers = [1_000, 5_000]
    /// Deliveries per second that are asked for, the same for every number of watchers.
    var loads = [5_000.0, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000]
    var rateSeconds = 3.0
    var handshakes = 400
    var idleConnections = 1_000
    var stalledSeconds = 25.0
    var stalledEventsPerSecond = 20.0
    var writers = 64
    var commandSeconds = 3.0
    var durableEventsPerSecond = 20.0
    var durableSeconds = 10.0

    static let full = Extent()

    /// Enough to see that everything works; the figures say little.
    static let quick = Extent(
        rounds: 1, flatOutSeconds: 1, watchers: [200], loads: [2_000, 8_000], rateSeconds: 1,
        handshakes: 50, idleConnections: 200, stalledSeconds: 3, commandSeconds: 1,
        durableSeconds: 2)
}
