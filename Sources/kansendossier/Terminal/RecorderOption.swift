import ArgumentParser
import Client
import Domain
import Engine

/// Through whom commands reach a round's log: a person while no server holds the data folder, else
/// that server.
struct RecorderOption: ParsableArguments {
    @Option(
        help: "In whose name, while no server holds the folder: a person's id in the directory.")
    var person: PersonID?

    @Option(
        help: ArgumentHelp(
            "The server that holds the data folder, such as wss://localhost:8443/ws.",
            valueName: "address"))
    var connect: String?

    @Option(help: ArgumentHelp("With --connect: certificates in PEM to trust.", valueName: "file"))
    var trust: String?

    @OptionGroup var credential: TokenSource

    /// Whether something was recorded now, or was there already.
    enum Outcome: String, Encodable, Sendable {
        case recorded, unchanged
    }

    /// Throws unless it is said in whose name.
    func requireOne() throws {
        guard (person == nil) != (connect == nil) else {
            throw ValidationError("either --person or --connect says in whose name")
        }
    }

    /// Gives these commands to a round, one after the other; what is there already is left as it is,
    /// and anything else that is refused ends it.
    func record(
        _ commands: [RoundCommand], in round: RoundID, of place: LogPlace
    ) async throws -> [Outcome] {
        if let connect {
            let server = ServerPlace(url: connect, trust: trust, timeoutSeconds: 30)
            return try await server.withClient(token: credential.token(), attemptsMost: 1) {
                client in
                var outcomes: [Outcome] = []
                for command in commands {
                    do {
                        _ = try await client.send(command, to: round)
                        outcomes.append(.recorded)
                    } catch CallFailure.refused(let refusal)
                        where refusal.code == "\(RefusalCode.alreadyExists)"
                    {
                        outcomes.append(.unchanged)
                    }
                }
                return outcomes
            }
        }
        guard let person else { preconditionFailure("arguments were validated") }
        return try await OfflineEngine.run(in: place) { engine in
            var outcomes: [Outcome] = []
            for command in commands {
                outcomes.append(
                    try await engine.giveOnce(command, to: round, by: person)
                        ? .recorded : .unchanged)
            }
            return outcomes
        }
    }
}

extension Identifier: ExpressibleByArgument {
    /// 1 to 64 characters out of a-z, 0-9 and -.
    package init?(argument: String) { self.init(rawValue: argument) }
}
