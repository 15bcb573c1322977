/// What it adds to fan-out that every event is durable first.
extension Comparison {
    func addDurableFanOut(
        _ certificate: Options.Certificate, to findings: inout Findings
    ) async throws {
        let watchers = extent.watchers[0]
        let pace = Pace.rate(extent.durableEventsPerSecond)
        var (memory, durable) = (LoadRounds(), LoadRounds())
        for _ in 0..<extent.rounds {
            memory.add(try await load(.memory, watchers, pace, certificate))
            try await Workshop.withFolder(below: folder) { path in
                try await Workshop.withJournal(in: path) { try await LoadFolder.fill($0) }
                durable.add(try await load(.folder(path), watchers, pace, certificate))
            }
        }
        var table = FigureTable("events are", "all, p50", "all, p99", "each, p50", "each, p99")
        for (name, rounds) in [("in memory", memory), ("durable first", durable)] {
            let times = [rounds.toAll, rounds.toEach].flatMap { latencies in
                [50, 99].map { latencies.milliseconds(percentile: $0).text(2) }
            }
            table.add(name, times[0], times[1], times[2], times[3])
            tell(.kansendossier, "\(name): to all \(rounds.toAll.text)")
        }
        findings.add(
            "What a commit adds to fan-out", table,
            "Milliseconds from the moment a command was meant to be sent to \(watchers.grouped) "
                + "watchers over wss, \(extent.durableEventsPerSecond.text(0)) a second.")
        findings.hold(
            "p99 to all of \(watchers.grouped), durable × in memory", atMost: 1.5,
            durable.toAll.milliseconds(percentile: 99) / memory.toAll.milliseconds(percentile: 99))
    }

    private func load(
        _ store: RunningServer.Store, _ watchers: Int, _ pace: Pace,
        _ certificate: Options.Certificate
    ) async throws -> LoadResult {
        try await RunningServer.serving(
            [.kansendossier], store: store, certificate: certificate, below: folder
        ) { running in
            let crowd = try await WatcherCrowd.gather(
                at: running[0].door, watchers: watchers, on: group)
            _ = try await crowd.run(pace, seconds: extent.warmUpSeconds, on: running[0].meter)
            let result = try await crowd.run(
                pace, seconds: extent.durableSeconds, on: running[0].meter)
            guard result.isComplete else {
                throw BenchmarkFailure(result.failure ?? "events came too late")
            }
            await crowd.close()
            return result
        }
    }
}
