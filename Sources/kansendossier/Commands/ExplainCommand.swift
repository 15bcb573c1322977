import ArgumentParser
import Domain
import Engine
import Pages

/// Says in words how the result of one dossier came about.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain, in Dutch, how the result of a dossier came about, with the numbers.",
        discussion: """
            The same text that the coalition can read once the decisions are released: the four \
            hard requirements with the count of every ballot, each criterion with what it brings \
            to the total as an exact fraction, what decided between neighbours in the ranking, \
            and the money step by step. No member's vote or score is in it. Refused \
            (hiddenMaterial) before the release.

            It only reads, also while a server runs.

            EXAMPLES:
              kansendossier explain 1
              kansendossier explain 6 --round kansen-2019 --data /var/lib/kansendossier
            """)

    @OptionGroup var folder: FolderOption

    @Argument(help: "The dossier's number.")
    var dossier: Int

    @Option(help: "The round's id; not needed when there is one round.")
    var round: String?

    func validate() throws {
        guard round.map({ RoundID(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("an id has 1 to 64 characters out of a-z, 0-9 and -")
        }
    }

    func run() async throws {
        Console.say(try await folder.log().read { try await text(from: $0) })
    }

    private func text(from journal: any Journal) async throws -> String {
        let round = try await chosen(in: journal)
        let head = try await journal.head(of: .round(round))
        guard head.position > 0 else {
            throw CommandFailure(Refusal(.unknownRound, subject: "\(round)"))
        }
        let state = try await RoundExport(of: round, upTo: head.position, from: journal).state
        guard state.isReleased else { throw CommandFailure(Refusal(.hiddenMaterial)) }
        guard let facts = state.explanation(of: dossier) else {
            throw CommandFailure(Refusal(.unknownDossier, subject: "\(dossier)"))
        }
        return DutchExplanation().text(of: facts)
    }

    private func chosen(in journal: any Journal) async throws -> RoundID {
        if let round = round.flatMap({ RoundID(rawValue: $0) }) { return round }
        let rounds = try await journal.heads().compactMap { head -> RoundID? in
            if case .round(let round) = head.stream { round } else { nil }
        }
        guard let only = rounds.first, rounds.count == 1 else {
            let names = rounds.map(\.rawValue).sorted().joined(separator: ", ")
            throw CommandFailure(
                .usage, "there are \(rounds.count) rounds: say which with --round (\(names))")
        }
        return only
    }
}
