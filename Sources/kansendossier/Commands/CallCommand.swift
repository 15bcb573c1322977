import ArgumentParser
import Client

/// Calls one method of a server.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Call a method of a server and print its result as JSON.",
        discussion: """
            The methods and their parameters stand in the server's /asyncapi.json. A command gets \
            a key by itself; give one ("key") to be able to repeat it with one effect. A refusal \
            is told in Dutch and English on standard error, with exit code 1.

            EXAMPLES:
              kansendossier call round.list --url wss://localhost:8443/ws --token-file token.txt
              kansendossier call directory.issueToken '{"token":"laptop",...}' --url ...
              echo '{"round":"venlo-2019"}' | kansendossier call round.publishRound - --url ...
            """)

    @OptionGroup var server: ServerOption

    @Argument(help: "The method, such as round.list.")
    var method: String

    @Argument(help: "Its parameters as a JSON object; - reads them from standard input.")
    var params: String = "{}"

    func run() async throws {
        let params: JSON
        do {
            params = try JSON(parsing: self.params == "-" ? Self.input() : self.params)
        } catch {
            throw CommandFailure(.usage, "the parameters aren't JSON: \(error)")
        }
        guard params.fields != nil else {
            throw CommandFailure(.usage, "the parameters are a JSON object, such as {}")
        }
        let result = try await server.withClient(attemptsMost: 1) { client in
            try await client.call(method: method, params: params)
        }
        Console.say(result.description)
    }

    private static func input() -> String {
        var text = ""
        while let line = readLine(strippingNewline: false) { text += line }
        return text
    }
}
