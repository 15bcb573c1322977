/// What servers did when events came at a fixed rate, whatever became of them.
struct RateTable: Sendable {
    private typealias Step = (load: Double, rounds: [MeasuredServer: LoadRounds])
    private var places: [(place: Place, steps: [Step])] = []

    mutating func add(
        _ steps: [(load: Double, rounds: [MeasuredServer: LoadRounds])], at place: Place
    ) {
        places.append((place, steps))
    }

    func report(to findings: inout Findings) {
        for (place, steps) in places {
            var table = FigureTable(
                "asked for, deliveries/s", "server", "CPU µs per delivery", "deliveries/s",
                "each, p50", "each, p99", "all, p50", "all, p99", "generator's core")
            for (load, rounds) in steps {
                for server in MeasuredServer.allCases {
                    guard let own = rounds[server] else { continue }
                    table.add(load, server.title, own)
                }
            }
            findings.add(
                "At fixed rates, \(place.text)", table,
                "Milliseconds from the moment an event was meant to be sent, to each watcher and "
                    + "to the last of all.")
        }
        if let chart { findings.show(chart) }
    }

    /// The picture shows the first place that was measured.
    private var chart: LoadChart? {
        guard let (place, steps) = places.first else { return nil }
        var chart = LoadChart(
            title: "Fan-out to \(place.text)",
            subtitle: "Latency from the moment an event was meant to be sent to each watcher")
        for server in MeasuredServer.allCases {
            let points = steps.compactMap { step -> LoadChart.Point? in
                guard let rounds = step.rounds[server], rounds.isComplete else { return nil }
                let each = rounds.toEach
                return LoadChart.Point(
                    load: step.load, throughput: rounds.deliveriesPerSecond.median,
                    p50: each.milliseconds(percentile: 50),
                    p99: each.milliseconds(percentile: 99))
            }
            chart.add(server.title, points)
        }
        return chart
    }
}

extension FigureTable {
    fileprivate mutating func add(_ load: Double, _ server: String, _ rounds: LoadRounds) {
        let asked = Int(load).grouped
        guard rounds.isComplete else {
            add(asked, server, "–", "didn't keep up: \(rounds.failure)", "–", "–", "–", "–", "–")
            return
        }
        let times = [rounds.toEach, rounds.toAll].flatMap { latencies in
            [50, 99].map { latencies.milliseconds(percentile: $0).text(2) }
        }
        add(
            asked, server, rounds.microsecondsPerDelivery.text(2),
            Int(rounds.deliveriesPerSecond.median).grouped, times[0], times[1], times[2], times[3],
            rounds.generatorShare.median.text(2))
    }
}
