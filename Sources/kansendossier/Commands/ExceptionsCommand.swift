import ArgumentParser
import Domain
import Engine
import Foundation
import Wire

/// Lists what came in and isn't used, and what a provider must be asked about.
struct ExceptionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exceptions",
        abstract: "List what was refused or set apart (uitvallijst), late notices and long pauses.",
        discussion: """
            A line for each document that was refused, each notice that the rules over all \
            messages don't use (with its return code), each start or stop that was told too late \
            (OP271, OP272), and each delivery that has been paused for more than six months \
            (rule pause). Each names its message as the sender does, and no client.

            EXAMPLES:
              kansendossier exceptions
              kansendossier exceptions --rule TR382 --sender 90000001 --since 2026-01-01
              kansendossier exceptions --csv > uitvallijst.csv
            """)

    @OptionGroup var folder: FolderOption

    @Option(help: "Only this rule, such as TR382, OP271 or pause.")
    var rule: String?

    @Option(help: "Only this sender: its AGB code of eight digits.")
    var sender: String?

    @Option(help: "Only what came to be known on this day or later.")
    var since: CivilDate?

    @Option(help: "The day up to which pauses are counted; without it, today in Amsterdam.")
    var referenceDate: CivilDate?

    @Flag(help: "Print one JSON object.")
    var json = false

    @Flag(help: "Print a row for each as CSV.")
    var csv = false

    func validate() throws {
        if json && csv {
            throw ValidationError("--json and --csv are two forms of the same: choose one")
        }
        if let sender, ProviderCode(sender) == nil {
            throw ValidationError("--sender is an AGB code of eight digits")
        }
        if ExceptionFilter(rule: rule) == nil {
            let rules = ExceptionFilter.rules.joined(separator: ", ")
            throw ValidationError("there is no such rule; there are: \(rules)")
        }
    }

    func run() async throws {
        guard
            let filter = ExceptionFilter(
                rule: rule, sender: sender.flatMap { ProviderCode($0) }, since: since)
        else { preconditionFailure("arguments were validated") }
        let store = try await folder.log().writableCare()
        let list: ExceptionList
        do throws(CareFailure) {
            _ = try await store.settle()
            list = try await ExceptionList(
                of: store, filter, on: referenceDate ?? AmsterdamTime(WallClock.now).date)
        } catch {
            throw CommandFailure(error)
        }
        try await store.close()
        tell(list)
    }

    private func tell(_ list: ExceptionList) {
        if json {
            Console.say(String(decoding: CanonicalJSON.bytes(of: list), as: UTF8.self))
        } else if csv {
            Console.put(ExceptionTable(list).csv)
        } else {
            for line in ExceptionTable(list).lines { Console.say(line) }
        }
    }
}
