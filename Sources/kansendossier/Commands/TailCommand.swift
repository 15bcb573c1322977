import ArgumentParser
import Client
import Domain

/// Follows one view of a server and prints every change.
struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Follow a view of a server live, a line for each change.",
        discussion: """
            Prints the view's parts as they are, then each part that changes, until interrupted. \
            After a break it goes on where it was. Several changes of one part in a moment may \
            become one line: what is printed is the newest state, never an older one.

            EXAMPLES:
              kansendossier tail coordinator --round venlo-2019 --url wss://localhost:8443/ws \
            --token-file token.txt
              kansendossier tail member/jansen --round venlo-2019 --json --url ...
              kansendossier tail administration --url ...   (without --round: of the directory)
            """)

    @OptionGroup var server: ServerOption

    @Argument(help: "The view, such as coordinator, member/PERSON or applicant/ORGANISATION.")
    var view: String

    @Option(help: "The round's id; without it, a view of the directory.")
    var round: String?

    @Flag(help: "Print each change as a JSON object: offset, part, value.")
    var json = false

    @Option(help: "End after so many changes of the view, the first state not counted.")
    var changes: Int?

    func run() async throws {
        let stop = StopSignal.first()
        try await server.withClient(attemptsMost: nil) { client in
            let follower =
                if let round {
                    try await client.follow(round: round, view: view)
                } else {
                    try await client.followDirectory(view: view)
                }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await follow(follower) }
                tasks.addTask { for await _ in stop { return } }
                try await tasks.next()
                tasks.cancelAll()
            }
        }
    }

    private func follow(_ follower: ViewFollower) async throws {
        var shown: ViewState?
        var left = changes
        for try await state in follower.updates {
            for line in lines(from: shown?.parts ?? [:], to: state) { Console.say(line) }
            // Where people are is no change of the view.
            let isChange = shown.map { $0.offset != state.offset || $0.epoch != state.epoch }
            if isChange == true, let count = left { left = count - 1 }
            shown = state
            if left == 0 { return }
        }
    }

    private func lines(from shown: [String: JSON], to state: ViewState) -> [String] {
        Set(shown.keys).union(state.parts.keys).sorted().compactMap { key in
            let value = state.parts[key]
            guard shown[key] != value else { return nil }
            guard json else { return "\(state.offset) \(key) \(value?.description ?? "gone")" }
            let change: JSON = [
                "offset": .integer(state.offset), "part": .string(key), "value": value ?? .null,
            ]
            return change.description
        }
    }
}
