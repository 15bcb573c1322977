import Client
import Domain
import Engine
import Foundation
import PostgresJournal
import Support
import Wire

/// Many clients over several nodes in a storm, drawn from a seed, and what is left when it is over.
///
/// What is wanted and what troubles it follow from the seed; when each meets the other doesn't.
struct NodePlan: Sendable {
    let seed: UInt64
    let seconds: Int

    /// What a run left behind.
    struct Run: Sendable {
        var mistakes: [String] = []
        var replies: [History<Round>.Reply: Int] = [:]
        var connections = 0
        var troubles = ""
        var records = 0
        var views = 0
    }

    /// Plays the plan in a house of its own.
    func play() async throws -> Run {
        var run = Run()
        try await NodeHouse.open(filling: PlayedRound.fill) { house in
            let players = try players(in: house)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for player in players { group.addTask { try await player.client.run() } }
                defer { for player in players { player.client.close() } }
                let start = ContinuousClock.now
                var storms: [String] = []
                repeat {
                    storms.append(
                        try await storm(over: house, players, since: start, storms.count))
                } while storms.count < Self.stormsMost && accepted(players) <= Self.acceptedLeast
                run.troubles = storms.joined(separator: "; ")
                try await examine(house, players, since: start, &run)
            }
            if !run.mistakes.isEmpty {
                for node in house.nodes {
                    print("node \(node.number): \(node.errors.suffix(4_000))")
                }
            }
        }
        return run
    }

    /// So many commands are accepted, or a storm on a machine that is busy with other things shows
    /// little: it goes on for as long again.
    static let acceptedLeast = 100
    private static let stormsMost = 6

    private func accepted(_ players: [Player]) -> Int {
        players.flatMap(\.history.operations).count { $0.reply == .accepted(position: nil) }
    }

    private func players(in house: NodeHouse) throws -> [Player] {
        let seats = PlayedRound.all.flatMap { round in round.seats.map { (round, $0) } }
        return try seats.enumerated().map { index, place in
            try Player(
                place.1, in: place.0, of: house, at: index % house.nodes.count,
                seed: seed &* 1_000 &+ UInt64(index))
        }
    }

    /// Lets everybody play while the storm rages, and until each has its last answer.
    private func storm(
        over house: NodeHouse, _ players: [Player], since start: ContinuousClock.Instant,
        _ before: Int
    ) async throws -> String {
        for player in players { _ = try await player.view() }
        let end = ContinuousClock.now + .seconds(seconds)
        return try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask {
                var storm = Storm(seed: seed &+ UInt64(before))
                try await storm.rage(over: house, until: end)
                return "\(storm)"
            }
            for player in players {
                group.addTask {
                    try await player.play(until: end, since: start)
                    return nil
                }
            }
            return try await group.reduce("") { $0 + ($1 ?? "") }
        }
    }
}

// MARK: - At rest

extension NodePlan {
    private func examine(
        _ house: NodeHouse, _ players: [Player], since start: ContinuousClock.Instant,
        _ run: inout Run
    ) async throws {
        try await untilRest(house)
        for played in PlayedRound.all {
            let own = players.filter { $0.round.round == played.round }
            let folded = try await FoldedStream<Round>(played.stream, in: house.journal)
            run.records += folded.log.count - played.builder.log.count
            run.mistakes += potMistakes(in: folded)
            run.mistakes += historyMistakes(of: own, in: folded, played, since: start)
            try await compareViews(own, folded, house, &run)
            for operation in own.flatMap(\.history.operations) {
                run.replies[operation.reply, default: 0] += 1
            }
        }
        for player in players { run.connections += await player.client.statistics.connections }
        let verification = try await Verifier<Round>(reading: house.journal).verify()
        if case .deviation(let deviation) = verification { run.mistakes.append("\(deviation)") }
    }

    private static let looksMost = 120

    /// Returns once no stream has grown for a second, or after half a minute.
    private func untilRest(_ house: NodeHouse) async throws {
        var before: [StreamHead] = []
        var still = 0
        for _ in 0..<Self.looksMost where still < 4 {
            try await Task.sleep(for: .milliseconds(250))
            let heads = try await house.journal.heads()
            still = heads == before ? still + 1 : 0
            before = heads
        }
    }

    private func potMistakes(in folded: FoldedStream<Round>) -> [String] {
        var mistakes: [String] = []
        folded.eachState { state in
            let given = state.decisions.values.map(\.amount.value).reduce(0, +)
            if state.ledger.available.value - given < 0 {
                mistakes.append("\(folded.stream): the pot is short by \(given)")
            }
        }
        return mistakes
    }

    private func historyMistakes(
        of players: [Player], in folded: FoldedStream<Round>, _ played: PlayedRound,
        since start: ContinuousClock.Instant
    ) -> [String] {
        var history = History<Round>()
        for player in players { history.add(player.history) }
        let now = Int(Date().timeIntervalSince1970 * 1_000)
        let passed = Int((ContinuousClock.now - start) / .milliseconds(1))
        let check = HistoryCheck<Round>(
            played.stream, log: folded.log, before: played.builder.log.count,
            directory: PlayedRound.directory, start: Instant(milliseconds: now - passed))
        return check.faults(in: history).map { "\(played.stream): \($0)" }
    }

    /// Holds every view, followed and fresh from each node, against the records.
    private func compareViews(
        _ players: [Player], _ folded: FoldedStream<Round>, _ house: NodeHouse,
        _ run: inout Run
    ) async throws {
        for player in players {
            let name = "\(folded.stream) as \(player.seat.view)"
            let told = try folded.view(as: player.seat.view)
            func compare(_ view: ViewFollower, _ place: String) async throws {
                run.views += 1
                let shown = try? await view.first(within: .seconds(120)) {
                    $0.offset >= told.offset
                }
                let state = shown ?? view.current
                if state.offset != told.offset || state.parts != told.parts {
                    run.mistakes.append(
                        "\(name), \(place): at \(state.offset), not the records' \(told.offset)")
                }
            }
            try await compare(try await player.view(), "followed")
            for node in house.nodes {
                let configuration = house.configuration(for: player.seat.person, at: node.url)
                try await Client.withClient(configuration) { client in
                    let view = try await client.follow(
                        folded.stream, view: player.seat.view.description)
                    try await compare(view, "fresh from node \(node.number)")
                }
            }
        }
    }
}

extension NodePlan.Run: CustomStringConvertible {
    var description: String {
        let counts = replies.map { "\($0.value) \($0.key)" }.sorted().joined(separator: ", ")
        return "\(counts); \(records) records, \(connections) connections, \(views) views equal; "
            + troubles
    }
}
