/// What servers did when the next events came as soon as everybody had the ones before.
struct FlatOutTable: Sendable {
    let title: String
    let pace: Pace
    private var places: [(place: Place, rounds: [MeasuredServer: LoadRounds])] = []

    init(_ title: String, _ pace: Pace) {
        self.title = title
        self.pace = pace
    }

    mutating func add(_ rounds: [MeasuredServer: LoadRounds], at place: Place) {
        places.append((place, rounds))
    }

    func report(to findings: inout Findings) {
        var table = FigureTable(
            "fan-out", "server", "CPU µs per delivery", "write calls per delivery", "deliveries/s",
            "each, p50", "each, p99", "bytes", "generator's core")
        for (place, rounds) in places {
            for server in MeasuredServer.allCases {
                guard let load = rounds[server] else { continue }
                table.add(place.text, server.title, load)
            }
        }
        findings.add(
            "Flat out, \(title)", table,
            "Milliseconds; median and ends of the rounds. *Generator's core* is the part of one "
                + "core that the load itself took. Write calls are all of the server's, also those "
                + "that wake its own threads.")
        if case .window = pace { holdGoals(in: &findings) }
    }

    /// The goals are about 1,000 watchers over wss, where all were measured in the same run.
    private func holdGoals(in findings: inout Findings) {
        let goals: [(MeasuredServer, Double)] = [(.nodeWS, 0.3), (.nchan, 0.2)]
        for (place, rounds) in places where place == Place(scheme: "wss", watchers: 1_000) {
            for (peer, most) in goals {
                guard let own = rounds[.kansendossier], let other = rounds[peer] else { continue }
                findings.hold(
                    "server CPU per delivery, \(place.text), × \(peer.title)", atMost: most,
                    own.microsecondsPerDelivery.median / other.microsecondsPerDelivery.median)
            }
        }
    }
}

extension FigureTable {
    fileprivate mutating func add(_ place: String, _ server: String, _ load: LoadRounds) {
        guard load.isComplete else {
            add(place, server, "–", "–", load.failure, "–", "–", "–", "–")
            return
        }
        let each = load.toEach
        add(
            place, server, load.microsecondsPerDelivery.text(2),
            load.writeCallsPerDelivery.text(2), Int(load.deliveriesPerSecond.median).grouped,
            each.milliseconds(percentile: 50).text(2), each.milliseconds(percentile: 99).text(2),
            load.bytesPerEvent.text(0), load.generatorShare.median.text(2))
    }
}
