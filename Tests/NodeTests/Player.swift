import Client
import Domain
import Logging
import Support
import Synchronization
import Wire

/// Somebody who gives one command after the other and follows a view meanwhile, noting everything.
final class Player: Sendable {
    let round: PlayedRound
    let seat: PlayedRound.Seat
    let client: Client
    private let notes = Mutex(History<Round>())
    private let follower = Mutex<ViewFollower?>(nil)
    private let random: Mutex<SeededNumbers>

    /// A player who begins at that node and goes to the others when it is lost.
    init(
        _ seat: PlayedRound.Seat, in round: PlayedRound, of house: NodeHouse, at first: Int,
        seed: UInt64
    ) throws {
        self.round = round
        self.seat = seat
        random = Mutex(SeededNumbers(seed: seed))
        client = try Client(house.configuration(for: seat.person, from: first))
    }

    var history: History<Round> { notes.withLock { $0 } }

    /// The view as it is put together here, over every break.
    func view() async throws -> ViewFollower {
        if let known = follower.withLock({ $0 }) { return known }
        let made = try await client.follow(round.stream, view: seat.view.description)
        follower.withLock { $0 = made }
        return made
    }

    /// Gives commands until then, and notes each with its answer.
    func play(until end: ContinuousClock.Instant, since start: ContinuousClock.Instant) async throws
    {
        _ = try await view()
        var version = round.builder.version(1)
        if case .writes(let dossier) = seat.part { version = round.builder.version(dossier) }
        while ContinuousClock.now < end {
            let command = random.withLock { seat.part.command(version: version, using: &$0) }
            guard let command else { return }
            let (reply, current) = await give(command, since: start)
            switch reply {
            case .accepted: version += 1
            case .refused, .unknown: version = current ?? version
            }
            let pause = random.withLock { Int.random(in: 20...120, using: &$0) }
            try await Task.sleep(for: .milliseconds(pause))
        }
    }

    /// Gives one command, waits for its answer and notes both.
    func give(
        _ command: RoundCommand, since start: ContinuousClock.Instant
    ) async -> (History<Round>.Reply, current: Int?) {
        let key = CommandKey.random()
        let began = ContinuousClock.now - start
        let (reply, current) = await answer(to: command, key: key)
        notes.withLock {
            $0.note(
                History<Round>.Operation(
                    command, by: .person(seat.person), key: key, began: began,
                    ended: ContinuousClock.now - start, reply))
        }
        return (reply, current)
    }

    private func answer(
        to command: RoundCommand, key: CommandKey
    ) async -> (History<Round>.Reply, Int?) {
        do throws(CallFailure) {
            _ = try await client.send(command, to: round.round, key: key)
            return (.accepted(position: nil), nil)
        } catch {
            guard case .refused(let refusal) = error, let code = refusal.refusalCode else {
                return (.unknown, nil)
            }
            return (.refused(code), refusal.current)
        }
    }
}

extension NodeHouse {
    /// What somebody needs to connect, beginning at that node.
    func configuration(for person: PersonID, from first: Int) -> Client.Configuration {
        let urls = nodes.indices.map { nodes[(first + $0) % nodes.count].url }
        var configuration = configuration(for: person, at: urls[0])
        configuration.otherURLs = Array(urls.dropFirst())
        return configuration
    }

    /// What somebody needs to connect to that address alone.
    func configuration(for person: PersonID, at url: String) -> Client.Configuration {
        var configuration = Client.Configuration(
            url: url, token: StagedJournal.secret(of: .person(person)),
            trust: .certificates(pemFile: certificate))
        configuration.connectTimeoutSeconds = 3
        configuration.helloTimeout = .seconds(3)
        configuration.reconnectDelayMost = .seconds(2)
        configuration.answerTimeout = .seconds(40)
        configuration.retriesMost = 100
        configuration.logger = Logger(label: "player", factory: { _ in SwiftLogNoOpLogHandler() })
        return configuration
    }
}
