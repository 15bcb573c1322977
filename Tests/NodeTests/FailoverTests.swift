import Client
import Domain
import Support
import Testing

/// How long the clients of a node that is killed during the sitting are without one.
@Suite(.serialized, .timeLimit(.minutes(15))) struct `A killed node` {
    private static let secondsMost = 5.0

    @Test func `is replaced for each of its clients within five seconds, view and commands`()
        async throws
    {
        try await NodeHouse.open(filling: PlayedRound.fill) { house in
            let places = [PlayedRound.scoring, .writing].flatMap { round in
                round.seats.filter { $0.acts }.map { (round, $0) }
            }
            let players = try places.enumerated().map { index, place in
                try Player(place.1, in: place.0, of: house, at: 0, seed: UInt64(index))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for player in players { group.addTask { try await player.client.run() } }
                defer { for player in players { player.client.close() } }
                for player in players { try await player.changes(1) }
                await house.nodes[0].kill()
                let seconds = try await interruptions(of: players)
                let told = seconds.map { "\(($0 * 1000).rounded() / 1000)" }
                    .joined(separator: " ")
                print("failover: \(players.count) clients of a killed node, seconds: \(told)")
                #expect(seconds.allSatisfy { $0 <= Self.secondsMost })
                for player in players {
                    #expect(await player.client.statistics.connections >= 2)
                    #expect(try await player.view().statistics.snapshots == 1)
                }
            }
        }
    }

    /// From now until each has its view back and a command accepted and seen in it, sorted.
    private func interruptions(of players: [Player]) async throws -> [Double] {
        let killed = ContinuousClock.now
        return try await withThrowingTaskGroup(of: Double.self) { group in
            for player in players {
                group.addTask {
                    try await player.changes(2)
                    return (ContinuousClock.now - killed) / .seconds(1)
                }
            }
            return try await group.reduce(into: [Double]()) { $0.append($1) }.sorted()
        }
    }
}

extension PlayedRound.Seat {
    fileprivate var acts: Bool { if case .looks = part { false } else { true } }
}

extension Player {
    /// Changes something in its view by a command of its own, and returns once the view shows it.
    fileprivate func changes(_ time: Int) async throws {
        let view = try await view()
        let before = view.current.offset
        var version = seat.part.dossier.map(round.builder.version) ?? 0
        while true {
            let command: RoundCommand? =
                switch seat.part {
                case .writes(let dossier):
                    .writeSection(
                        dossier: dossier, version: version, section: .approach,
                        text: "\(seat.person) schrijft voor de \(time)e keer.")
                case .scores(let ballot, _):
                    .giveScore(ballot: ballot, criterion: "versnelling", value: time == 1 ? 5 : 1)
                case .decides, .looks: nil
                }
            guard let command else { return }
            let (reply, current) = await give(command, since: .now)
            if case .accepted = reply { break }
            version = current ?? version
        }
        _ = try await view.first { $0.offset > before }
    }
}

extension PlayedRound.Part {
    fileprivate var dossier: DossierNumber? {
        if case .writes(let dossier) = self { dossier } else { nil }
    }
}
