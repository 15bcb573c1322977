import NIOCore
import NIOPosix

/// Durable commands, which only our own server has.
extension Comparison {
    func addCommands(
        _ certificate: Options.Certificate, to findings: inout Findings
    ) async throws {
        guard servers.contains(.kansendossier) else { return }
        try await addWriters(certificate, to: &findings)
        try await addDurableFanOut(certificate, to: &findings)
    }

    // MARK: Writers

    private func addWriters(
        _ certificate: Options.Certificate, to findings: inout Findings
    ) async throws {
        var table = FigureTable(
            "load", "commands/s", "fdatasync/s beside it", "answer, p50", "answer, p99",
            "server CPU µs per command", "generator's core")
        let writers = extent.writers
        for (name, drafts) in [
            ("\(writers) writers in one round", LoadFolder.together(writers)),
            ("\(writers) writers in \(writers) rounds", LoadFolder.apart(writers)),
        ] {
            let rounds = try await write(drafts, certificate)
            let rate = Spread(rounds.map(\.commandsPerSecond))
            let disk = Spread(rounds.map(\.syncsPerSecond))
            var latencies = Latencies()
            for round in rounds { latencies.add(round.written.latencies) }
            table.add(
                name, rate.text(0), disk.text(0), latencies.milliseconds(percentile: 50).text(2),
                latencies.milliseconds(percentile: 99).text(2),
                Spread(rounds.map(\.microsecondsEach)).text(0),
                Spread(rounds.map { $0.generatorCPUSeconds / $0.seconds }).median.text(2))
            tell(.kansendossier, "\(name): \(rate.text(0)) commands/s")
            findings.hold(
                "durable commands/s, \(name), with \(Int(disk.median).grouped) fdatasync/s",
                atLeast: 20_000, rate.median)
        }
        findings.add(
            "Durable commands over wss", table,
            "Edits of drafts, each writer with one on its way; answered once durable. Milliseconds."
        )
    }

    private struct WrittenRound {
        let written: CommandWriter.Written
        let seconds: Double
        let syncsPerSecond: Double
        let serverCPUSeconds: Double
        let generatorCPUSeconds: Double

        var commandsPerSecond: Double { Double(written.latencies.count) / seconds }
        var microsecondsEach: Double { serverCPUSeconds * 1e6 / Double(max(1, written.commands)) }
    }

    /// Each round has a folder of its own, so that every draft begins at version 1.
    private func write(
        _ drafts: [LoadFolder.Draft], _ certificate: Options.Certificate
    ) async throws -> [WrittenRound] {
        var rounds: [WrittenRound] = []
        for _ in 0..<extent.rounds {
            try await Workshop.withFolder(below: folder) { path in
                try await Workshop.withJournal(in: path) { try await LoadFolder.fill($0) }
                let syncs = try DiskSync.pagesPerSecond(in: path, seconds: 1)
                try await RunningServer.serving(
                    [.kansendossier], store: .folder(path), certificate: certificate, below: folder
                ) { running in
                    rounds.append(try await write(drafts, to: running[0], syncsPerSecond: syncs))
                }
            }
        }
        return rounds
    }

    private func write(
        _ drafts: [LoadFolder.Draft], to server: RunningServer, syncsPerSecond: Double
    ) async throws -> WrittenRound {
        let eventLoops = Array(group.makeIterator())
        let (serverBefore, ownBefore) = (
            try server.meter.cpuSeconds, ProcessMeter.ownCPUSeconds
        )
        let begin = NIODeadline.now() + .nanoseconds(Int64(extent.warmUpSeconds * 1e9))
        let window = begin..<(begin + .nanoseconds(Int64(extent.commandSeconds * 1e9)))
        let written = try await withThrowingTaskGroup(of: CommandWriter.Written.self) { tasks in
            for (number, draft) in zip(0..., drafts) {
                let eventLoop = eventLoops[number % eventLoops.count]
                tasks.addTask {
                    try await write(draft, number, to: server, counting: window, on: eventLoop)
                }
            }
            var all = CommandWriter.Written()
            for try await one in tasks { all.add(one) }
            return all
        }
        return WrittenRound(
            written: written, seconds: extent.commandSeconds, syncsPerSecond: syncsPerSecond,
            serverCPUSeconds: try server.meter.cpuSeconds - serverBefore,
            generatorCPUSeconds: ProcessMeter.ownCPUSeconds - ownBefore)
    }

    private func write(
        _ draft: LoadFolder.Draft, _ number: Int, to server: RunningServer,
        counting window: Range<NIODeadline>, on eventLoop: any EventLoop
    ) async throws -> CommandWriter.Written {
        let template = try SampleTraffic.edition(of: draft.dossier, in: draft.round)
        let done = eventLoop.makePromise(of: CommandWriter.Written.self)
        let hello = SampleTraffic.hello(draft.writer)
        do {
            let channel = try await server.door.connect(server.door.watchPath, on: eventLoop) {
                CommandWriter(
                    hello: hello, template: template, keyBase: number * 1_000_000,
                    counting: window, done: done)
            }
            let written = try await done.futureResult.get()
            try? await channel.close().get()
            return written
        } catch {
            done.fail(error)
            throw error
        }
    }
}
