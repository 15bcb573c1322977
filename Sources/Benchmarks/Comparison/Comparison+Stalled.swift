import Synchronization

/// What readers that hang do to the others, and to the server's memory.
extension Comparison {
    private struct Outcome {
        let result: LoadResult
        let memoryGrowth: Int
    }

    func addStalled(
        _ certificate: Options.Certificate, to findings: inout Findings
    ) async throws {
        let watchers = extent.watchers[0]
        let stalled = watchers / 10
        var table = FigureTable(
            "server", "p99, nobody hangs", "p99, \(stalled) of \(watchers.grouped) hang", "ratio",
            "memory grew by, kB per reader that hangs")
        for kind in servers {
            let calm = try await run(kind, watchers, stalled: 0, certificate)
            let troubled = try await run(kind, watchers, stalled: stalled, certificate)
            guard calm.result.isComplete, troubled.result.isComplete else {
                let failure = calm.result.failure ?? troubled.result.failure ?? "too late"
                table.add(kind.title, "–", "didn't keep up: \(failure)", "–", "–")
                tell(kind, "didn't keep up: \(failure)")
                continue
            }
            let times = [calm, troubled].map { $0.result.toEach.milliseconds(percentile: 99) }
            let growth =
                Double(troubled.memoryGrowth - calm.memoryGrowth) / 1024 / Double(stalled)
            table.add(
                kind.title, times[0].text(2), times[1].text(2), (times[1] / times[0]).text(2),
                growth.text(0))
            tell(kind, "p99 \(times[0].text(2)) → \(times[1].text(2)) ms, \(growth.text(0)) kB")
        }
        findings.add(
            "Readers that hang", table,
            "Milliseconds to each watcher that reads, over wss, "
                + "\(extent.stalledEventsPerSecond.text(0)) events/s for "
                + "\(extent.stalledSeconds.text(0)) s; the most memory (PSS) that was seen.")
    }

    private func run(
        _ kind: MeasuredServer, _ watchers: Int, stalled: Int, _ certificate: Options.Certificate
    ) async throws -> Outcome {
        try await RunningServer.serving([kind], certificate: certificate, below: folder) {
            running in
            let server = running[0]
            let crowd = try await WatcherCrowd.gather(
                at: server.door, watchers: watchers, stalled: stalled, on: group)
            _ = try await crowd.run(
                .rate(extent.stalledEventsPerSecond), seconds: extent.warmUpSeconds,
                on: server.meter)
            let before = try server.meter.memoryBytes
            let most = Mutex(before)
            let watch = Task {
                while !Task.isCancelled {
                    let bytes = try server.meter.memoryBytes
                    most.withLock { $0 = max($0, bytes) }
                    try await Task.sleep(for: .milliseconds(500))
                }
            }
            let result = try await crowd.run(
                .rate(extent.stalledEventsPerSecond), seconds: extent.stalledSeconds,
                on: server.meter)
            watch.cancel()
            await crowd.close()
            return Outcome(result: result, memoryGrowth: most.withLock { $0 } - before)
        }
    }
}
