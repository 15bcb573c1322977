import ArgumentParser
import Foundation

/// Where a command gets the token that it shows to a server: never from an argument, which every
/// user of the machine could read.
struct TokenSource: ParsableArguments {
    static let variable = "KANSENDOSSIER_TOKEN"

    @Option(
        help: ArgumentHelp(
            "A file with the token; without it, \(variable) in the environment.",
            valueName: "file"))
    var tokenFile: String?

    /// The token without the line end that an editor leaves behind it.
    func token() throws -> String {
        guard let tokenFile else {
            guard let token = ProcessInfo.processInfo.environment[Self.variable], !token.isEmpty
            else {
                throw CommandFailure(
                    .usage,
                    "a token is needed: put it in a file and name that with --token-file, or in "
                        + Self.variable)
            }
            return token
        }
        guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
            throw CommandFailure(.inputOutput, "\(tokenFile) can't be read as a token")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
