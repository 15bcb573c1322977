import Domain
import Engine
import Foundation
import Logging
import Wire

/// An engine of its own for as long as one command needs it: in a data folder that no server holds,
/// or on a database beside the nodes that serve it.
enum OfflineEngine {
    /// Runs the body with an engine on this log; throws `unavailable` when it is in a folder that a
    /// server holds, and when there is none, unless the body begins it.
    ///
    /// The clock's own commands (closings, attendance) are left to the server.
    static func run<Value: Sendable>(
        in place: LogPlace, begins: Bool = false,
        now: @escaping @Sendable () -> Instant = { WallClock.now },
        _ body: @Sendable (Engine<Round>) async throws -> Value
    ) async throws -> Value {
        let log = try await place.open(begins: begins)
        var settings = EngineSettings()
        settings.tickMilliseconds = 86_400_000
        let engine = Engine<Round>(
            journal: log.journal, time: SystemTime(wallClock: now), settings: settings,
            logger: LogChoice(level: "warning", form: "plain").logger())
        try await engine.start()
        let result = await withTaskGroup(of: Void.self) { group in
            group.addTask { await engine.run() }
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(engine))
            } catch {
                result = .failure(error)
            }
            engine.stop()
            await group.waitForAll()
            return result
        }
        try await log.close()
        return try result.get()
    }
}

extension Engine<Round> {
    /// Gives one command to the directory in the server's name, and waits for it to be durable.
    func give(_ command: DirectoryCommand) async throws -> Receipt {
        let reply = await withCheckedContinuation { continuation in
            submit(
                Order(command, by: .server, key: .random) { continuation.resume(returning: $0) })
        }
        return try reply.receipt()
    }

    /// Gives one command to a round in a person's name, and waits for it to be durable.
    func give(
        _ command: RoundCommand, to round: RoundID, by person: PersonID
    ) async throws -> Receipt {
        try await reply(to: command, in: round, by: person).receipt()
    }

    /// The same; false when what it records is there already.
    func giveOnce(
        _ command: RoundCommand, to round: RoundID, by person: PersonID
    ) async throws -> Bool {
        let reply = await reply(to: command, in: round, by: person)
        if case .refused(let refusal) = reply, refusal.code == .alreadyExists { return false }
        _ = try reply.receipt()
        return true
    }

    private func reply(
        to command: RoundCommand, in round: RoundID, by person: PersonID
    ) async -> Reply {
        await withCheckedContinuation { continuation in
            submit(
                Order(command, by: .person(person), key: .random) {
                    continuation.resume(returning: $0)
                }, to: round)
        }
    }
}

extension Reply {
    /// The receipt, or why there is none as a `CommandFailure`.
    fileprivate func receipt() throws -> Receipt {
        switch self {
        case .accepted(let receipt, _): return receipt
        case .refused(let refusal): throw CommandFailure(refusal)
        case .busy: throw CommandFailure(EngineFailure.busy(retryAfterMilliseconds: 0))
        case .unavailable: throw CommandFailure(EngineFailure.unavailable)
        case .unknownOutcome:
            throw CommandFailure(
                .inputOutput, "it isn't known whether this was stored; look before trying again")
        }
    }
}

extension CommandKey {
    /// A key that nobody used before (a random UUID, RFC 9562).
    static var random: CommandKey {
        guard let key = CommandKey(UUID().uuidString) else {
            preconditionFailure("a UUID is a key")
        }
        return key
    }
}
