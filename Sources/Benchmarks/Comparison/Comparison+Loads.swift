/// Fan-out, flat out and at fixed rates.
extension Comparison {
    /// One server with its crowd, and whether it still keeps up.
    private struct Contestant {
        let server: RunningServer
        let crowd: WatcherCrowd
        var keepsUp = true
    }

    func addLoads(
        _ subjects: Set<PeersCommand.Subject>, _ certificate: Options.Certificate,
        to findings: inout Findings
    ) async throws {
        let count = extent.inFlight
        var flatOut = [
            FlatOutTable("\(count) events on their way all the time", .window(count)),
            FlatOutTable("\(count) events at once, and again", .burst(count)),
        ]
        var rates = RateTable()
        for watchers in extent.watchers {
            for (scheme, certificate) in [("wss", certificate), ("ws", nil)] {
                let place = Place(scheme: scheme, watchers: watchers)
                Benchmarks.tell("fan-out, \(place.text) …")
                try await RunningServer.serving(servers, certificate: certificate, below: folder) {
                    running in
                    var contestants = try await gather(running, watchers)
                    if subjects.contains(.fanOut) {
                        for index in flatOut.indices {
                            Benchmarks.tell(" \(flatOut[index].title)")
                            flatOut[index].add(
                                try await load(
                                    flatOut[index].pace, seconds: extent.flatOutSeconds,
                                    &contestants), at: place)
                        }
                    }
                    if subjects.contains(.rates) {
                        try await rates.add(loadAtRates(&contestants, watchers), at: place)
                    }
                    for contestant in contestants { await contestant.crowd.close() }
                }
            }
        }
        if subjects.contains(.fanOut) { for table in flatOut { table.report(to: &findings) } }
        if subjects.contains(.rates) { rates.report(to: &findings) }
    }

    private func gather(
        _ running: [RunningServer], _ watchers: Int
    ) async throws -> [Contestant] {
        var contestants: [Contestant] = []
        for server in running {
            let crowd = try await WatcherCrowd.gather(
                at: server.door, watchers: watchers, on: group)
            _ = try await crowd.run(
                .window(extent.inFlight), seconds: extent.warmUpSeconds, on: server.meter)
            contestants.append(Contestant(server: server, crowd: crowd))
        }
        return contestants
    }

    private func loadAtRates(
        _ contestants: inout [Contestant], _ watchers: Int
    ) async throws -> [(load: Double, rounds: [MeasuredServer: LoadRounds])] {
        var steps: [(load: Double, rounds: [MeasuredServer: LoadRounds])] = []
        for load in extent.loads {
            guard contestants.contains(where: \.keepsUp) else { break }
            let pace = Pace.rate(load / Double(watchers))
            Benchmarks.tell(" \(Int(load).grouped) deliveries/s asked for")
            steps.append(
                (load, try await self.load(pace, seconds: extent.rateSeconds, &contestants)))
        }
        return steps
    }

    /// Loads all of them in turn, so many rounds; one that doesn't keep up gets no more.
    private func load(
        _ pace: Pace, seconds: Double, _ contestants: inout [Contestant]
    ) async throws -> [MeasuredServer: LoadRounds] {
        var rounds: [MeasuredServer: LoadRounds] = [:]
        for _ in 0..<extent.rounds {
            for index in contestants.indices where contestants[index].keepsUp {
                let (server, crowd) = (contestants[index].server, contestants[index].crowd)
                let result = try await crowd.run(pace, seconds: seconds, on: server.meter)
                rounds[server.kind, default: LoadRounds()].add(result)
                contestants[index].keepsUp = result.isComplete
                tell(server.kind, result.progress)
            }
        }
        return rounds
    }
}

/// Over what, and to how many.
struct Place: Hashable, Sendable {
    let scheme: String
    let watchers: Int

    var text: String { "\(watchers.grouped) watchers over \(scheme)" }
}

extension LoadResult {
    /// A line for whoever waits.
    fileprivate var progress: String {
        "\(Int(deliveriesPerSecond).grouped) deliveries/s, "
            + "\(microsecondsPerDelivery.text(2)) µs each, \(toEach.text)"
            + (isComplete ? "" : "; didn't keep up: \(failure ?? "too late")")
    }
}
