import ArgumentParser
import Glibc

/// The program: understands its arguments, runs one command, and ends with an exit code that says
/// how it went.
@main
enum Program {
    static func main() async {
        // A peer or a pipe that has gone is an error of one write, not the end of the server.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Kansendossier.parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    /// Errors of the argument parser keep its words and its code (64, or 0 after `--help`).
    private static func end(with error: any Error) -> Never {
        let isOurs =
            error is CommandFailure
            || Kansendossier.exitCode(for: error) == .failure
                && !(error is ExitCode)
        guard isOurs else { Kansendossier.exit(withError: error) }
        let failure = CommandFailure(describing: error)
        for line in failure.lines { Console.tell("kansendossier: \(line)") }
        exit(failure.exit.rawValue)
    }
}

/// The root of all commands.
struct Kansendossier: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kansendossier",
        abstract: "Rounds of opportunity dossiers, from call to award, live and verifiable.",
        discussion: """
            One server in one data folder. Everything that was accepted stands in an append-only \
            log, chained by hashes, that anyone can verify.

            Settings come from a file (./kansendossier.yaml, or --config) and from the \
            environment, which goes first; `kansendossier check` tells what holds.

            \(ExitReason.list)
            """,
        subcommands: [
            DemoCommand.self, ServeCommand.self, CheckCommand.self, VerifyCommand.self,
            BackupCommand.self, RestoreCommand.self, MigrateStoreCommand.self, ExportCommand.self,
            SchemaCommand.self,
            ExplainCommand.self, TokenCommand.self, LinkCommand.self, TailCommand.self,
            CallCommand.self,
            IntakeCommand.self, ExceptionsCommand.self, IndicatorsCommand.self,
            ForecastCommand.self, ResultsCommand.self, KeysCommand.self, ProcessingsCommand.self,
            RetentionCommand.self,
        ])
}
